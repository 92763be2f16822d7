"""The settings: one TOML file, checked once, frozen. Secrets stand in files of their own and are never shown."""

import stat
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.calendar import IsHoliday, Workdays
from bot.domain.ground import GroundList
from bot.domain.minors import AgeBand
from bot.domain.rhythm import Rhythm
from bot.domain.typed import clean
from bot.forms.ages import ConsentSection
from bot.forms.files import read_toml
from bot.forms.grounds import read_grounds, shipped
from bot.forms.problems import NUMBER_TOO_LONG, FormError, Problem, problems_of, shown, unknown_name
from bot.forms.rhythm import RemindersSection
from bot.settings_sections import (
    DAYS,
    DirectorySection,
    GroundsSection,
    MatrixSection,
    MeetingSection,
    PrivacySection,
    RegieSection,
    SecretsSection,
    StorageSection,
    TimesSection,
)

LONGEST_DEVICE_ID = 255
LONGEST_PROTOCOL = 4000


class SettingsError(Exception):
    """A secret cannot be read; the message is a Dutch sentence that names the setting."""


class Settings(BaseSettings):
    """Everything that can be set. Relative paths are relative to the settings file."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True)

    matrix: MatrixSection
    storage: StorageSection = Field(default_factory=StorageSection, alias="opslag")
    secrets: SecretsSection = Field(default_factory=SecretsSection, alias="geheimen")
    times: TimesSection = Field(default_factory=TimesSection, alias="tijden")
    directory: DirectorySection = Field(default_factory=DirectorySection, alias="adresboek")
    meeting: MeetingSection = Field(default_factory=MeetingSection, alias="mdt")
    regie: RegieSection = Field(default_factory=RegieSection)
    privacy: PrivacySection = Field(default_factory=PrivacySection)
    consent: ConsentSection = Field(default_factory=ConsentSection, alias="toestemming")
    grounds: GroundsSection = Field(default_factory=GroundsSection, alias="grondslagen")
    nudges: RemindersSection = Field(default_factory=RemindersSection, alias="herinneringen")
    base: Path = Field(exclude=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take the file and nothing else: an environment variable could redirect a secret unseen."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    def path(self, of: Path) -> Path:
        """Give a path from the settings as it stands on this machine."""
        return of if of.is_absolute() else self.base / of

    @property
    def database_url(self) -> str:
        """Where the database is: by default a file in the data folder."""
        return self.storage.database or f"sqlite+aiosqlite:///{self.path(self.storage.folder) / 'regiekamer.db'}"

    @property
    def crypto_folder(self) -> Path:
        """Where the bot's own Matrix keys are kept."""
        return self.path(self.storage.folder) / "crypto"

    @property
    def device_file(self) -> Path:
        """Where the id of the bot's device is kept once it is no longer the one of the settings."""
        return self.crypto_folder / "device"

    @property
    def device_id(self) -> str:
        """The device the bot works with: after a recovery a new one (e2ee rule 23). Raises `SettingsError`."""
        try:
            kept = self.device_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return self.matrix.device_id
        except (OSError, ValueError):  # also: not ASCII
            kept = ""
        if not kept.isprintable() or not 1 <= len(kept) <= LONGEST_DEVICE_ID:
            raise SettingsError(
                "matrix.device_id: het bestand `device` in de map crypto is onleesbaar. Zet de back-up terug."
            )
        return kept

    @property
    def age_bands(self) -> tuple[AgeBand, ...]:
        """Who is expected to decide about consent at which age."""
        return self.consent.bands

    @property
    def weekdays(self) -> frozenset[int]:
        """The working days, Monday is 0."""
        return frozenset(DAYS.index(day) for day in self.times.days)

    def rhythm(self, is_holiday: IsHoliday) -> Rhythm:
        """When and how people are told things."""
        days = Workdays(self.weekdays, is_holiday)
        return self.nudges.rhythm(self.times.digest, tuple(self.times.reminders), days)

    def protocol(self) -> str:
        """Read the text of the privacy protocol: of the file in the settings, or ours. Raises `SettingsError`."""
        if self.privacy.protocol is None:
            return files("bot.texts").joinpath("privacyprotocol.md").read_text(encoding="utf-8")
        try:
            text = clean(self.path(self.privacy.protocol).read_text(encoding="utf-8"))
        except (OSError, ValueError):  # also: not UTF-8, or a name that no file can have
            raise SettingsError("privacy.protocol: dit bestand is niet te lezen. Bestaat het?") from None
        if not text:
            raise SettingsError("privacy.protocol: dit bestand is leeg.")
        if len(text) > LONGEST_PROTOCOL:
            raise SettingsError(
                f"privacy.protocol: deze tekst is te lang. Er passen {LONGEST_PROTOCOL} tekens in: zo leest iemand hem "
                "op een telefoon."
            )
        return text

    def ground_list(self) -> GroundList:
        """Read the list of legal grounds: of the file in the settings, or ours.

        Raises `SettingsError` for a file that cannot be read, `FormError` for one that is not right.
        """
        if self.grounds.file is None:
            return read_grounds(shipped())
        try:
            data = self.path(self.grounds.file).read_bytes()
        except (OSError, ValueError):  # also: a name that no file can have
            raise SettingsError("grondslagen.bestand: dit bestand is niet te lezen. Bestaat het?") from None
        try:
            return read_grounds(data)
        except FormError as error:
            raise FormError([replace(each, field=_in_grounds(each.field)) for each in error.problems]) from None

    def secret(self, of: Path, name: str) -> SecretStr:
        """Read a secret from its file. Raises `SettingsError`; `name` is the setting's name in the file."""
        where = self.path(of)
        try:
            mode = where.stat().st_mode
            text = where.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise SettingsError(f"{name}: dit bestand is er niet. Voer eerst `regiekamer setup` uit.") from None
        except (OSError, ValueError):  # also: not UTF-8, or a name that no file can have
            raise SettingsError(f"{name}: dit bestand is niet te lezen.") from None
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SettingsError(f"{name}: anderen kunnen dit bestand lezen. Maak het eigen: chmod 600.")
        if not text:
            raise SettingsError(f"{name}: dit bestand is leeg.")
        return SecretStr(text)


def _in_grounds(field: str) -> str:
    return f"grondslagen.bestand, {field}" if field else "grondslagen.bestand"


def load_settings(file: Path) -> Settings:
    """Read the settings. Raises `FormError` with a sentence per problem."""
    try:
        data = file.read_bytes()
    except OSError:
        raise FormError(
            [Problem("", "het bestand met instellingen is niet te lezen. Geef het met --instellingen BESTAND.")]
        ) from None
    try:
        values = read_toml(data)
    except ValueError:
        raise FormError([NUMBER_TOO_LONG]) from None
    # Ours or pydantic's, and no settings: BaseSettings would act upon `_cli_parse_args` and the like.
    if ours := [name for name in values if name == "base" or name.startswith("_")]:
        raise FormError([Problem(shown(name), unknown_name(name, ())) for name in ours])
    try:
        return Settings.model_validate({**values, "base": file.resolve().parent})
    except ValidationError as error:
        raise FormError(problems_of(error, Settings)) from None
