"""The settings: one TOML file, checked once, frozen. Secrets stand in files of their own and are never shown."""

import stat
from dataclasses import replace
from datetime import time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.calendar import IsHoliday, Workdays
from bot.domain.ground import GroundList
from bot.domain.meeting import Plan
from bot.domain.minors import AgeBand
from bot.domain.regie import RegiePlan
from bot.domain.rhythm import Rhythm
from bot.domain.trust import TrustMode
from bot.domain.typed import clean
from bot.forms.ages import ConsentSection
from bot.forms.directory import matrix_id
from bot.forms.files import read_toml
from bot.forms.grounds import read_grounds, shipped
from bot.forms.problems import NUMBER_TOO_LONG, FormError, Problem, problems_of, shown, unknown_name
from bot.forms.rhythm import RemindersSection
from bot.forms.text import DutchClock

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
Day = Literal["ma", "di", "wo", "do", "vr", "za", "zo"]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LONGEST_DEVICE_ID = 255
LONGEST_PROTOCOL = 4000
DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


class SettingsError(Exception):
    """A secret cannot be read; the message is a Dutch sentence that names the setting."""


def _homeserver(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port  # raises for a port that cannot be
    except ValueError:
        host, parts = None, urlsplit("")
    if not host or parts.scheme not in {"http", "https"}:
        raise ValueError("hier hoort het adres van de Matrix-server, bijvoorbeeld https://matrix.voorbeeld.nl.")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ValueError("dit moet met https beginnen; http mag alleen naar dezelfde machine.")
    return value.rstrip("/")


def _bot_id(value: str) -> str:
    try:
        return matrix_id(value)
    except ValueError:
        raise ValueError("hier hoort het Matrix-adres van de bot, bijvoorbeeld @regiekamer:voorbeeld.nl.") from None


def _database(value: str) -> str:
    if not value.startswith(DATABASES):
        raise ValueError("hier hoort een adres van een database, bijvoorbeeld sqlite+aiosqlite:///data/regiekamer.db.")
    return value


class Section(BaseModel):
    """Base of the sections: English in code, Dutch in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class MatrixSection(Section):
    """`[matrix]`."""

    homeserver: Annotated[str, AfterValidator(_homeserver)] = Field(examples=["https://matrix.voorbeeld.nl"])
    user: Annotated[str, AfterValidator(_bot_id)] = Field(examples=["@regiekamer:voorbeeld.nl"])
    device_id: str = Field("REGIEKAMER", min_length=1, max_length=64)
    trust: TrustMode = TrustMode.CONFIRMED


class StorageSection(Section):
    """`[opslag]`."""

    folder: Path = Field(Path("data"), alias="data_map")
    database: Annotated[str, AfterValidator(_database)] | None = Field(None, repr=False)  # it may hold a password


class SecretsSection(Section):
    """`[geheimen]`: names of files, never the secrets themselves."""

    master_key: Path = Field(Path("geheim/hoofdsleutel"), alias="hoofdsleutel_bestand")
    access_token: Path = Field(Path("geheim/toegang"), alias="toegang_bestand")
    crypto_key: Path = Field(Path("geheim/cryptosleutel"), alias="crypto_sleutel_bestand")
    password: Path | None = Field(None, alias="wachtwoord_bestand")


class TimesSection(Section):
    """`[tijden]`: Dutch clocks and days."""

    digest: DutchClock = Field(time(8, 30), alias="dagoverzicht")
    reminders: tuple[DutchClock, ...] = Field(
        (time(8, 30), time(15)), alias="herinneringen", min_length=1, examples=[["08:30"]]
    )
    days: tuple[Day, ...] = Field(
        ("ma", "di", "wo", "do", "vr"), alias="werkdagen", min_length=1, examples=[["ma", "di"]]
    )
    holidays: bool = Field(default=True, alias="feestdagen")
    gather_joins: float = Field(3.0, alias="kaart_na_toetreden", ge=0, le=60, allow_inf_nan=False)


class MeetingSection(Section):
    """`[mdt]`: when to warn of a case whose 24 hours are nearly over (R4), when guests come in, the agenda."""

    hours_ahead: int = Field(4, alias="waarschuw_uren_vooraf", ge=1, le=23, strict=True)
    warn_since: DutchClock = Field(time(8), alias="waarschuw_vanaf")
    warn_until: DutchClock = Field(time(20), alias="waarschuw_tot")
    seats_ahead: int = Field(60, alias="vertegenwoordigers_vooraf", ge=0, le=720, strict=True)
    agenda_at: DutchClock = Field(time(8, 30), alias="agenda_om")
    remind_before: int = Field(15, alias="herinnering_minuten", ge=0, le=120, strict=True)
    late_after: int = Field(2, alias="te_laat_na_werkdagen", ge=0, le=30, strict=True)
    minutes_new: int = Field(8, alias="minuten_nieuw", ge=1, le=60, strict=True)
    minutes_back: int = Field(5, alias="minuten_terug", ge=1, le=60, strict=True)
    minutes_running: int = Field(3, alias="minuten_loopt", ge=1, le=60, strict=True)
    nudges: bool = Field(default=True, alias="seintje_tijd_om", strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.warn_since >= self.warn_until:
            raise ValueError('waarschuw_tot komt na waarschuw_vanaf, bijvoorbeeld "08:00" en "20:00".')
        return self

    @property
    def plan(self) -> Plan:
        """How the MDT is planned."""
        minutes = (self.minutes_new, self.minutes_back, self.minutes_running)
        return Plan(*minutes, self.late_after, self.agenda_at, timedelta(minutes=self.remind_before), self.nudges)


class RegieSection(Section):
    """`[regie]`: how long somebody who is asked to be regiehouder may be silent, in working hours."""

    again: int = Field(2, alias="opnieuw_na_uren", ge=1, le=40, strict=True)
    deputy: int = Field(4, alias="vervanger_na_uren", ge=1, le=80, strict=True)
    chair: int = Field(4, alias="voorzitter_na_uren", ge=1, le=80, strict=True)
    since: DutchClock = Field(time(8), alias="werkdag_van")
    until: DutchClock = Field(time(18), alias="werkdag_tot")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since >= self.until:
            raise ValueError('werkdag_tot komt na werkdag_van, bijvoorbeeld "08:00" en "18:00".')
        return self

    @property
    def plan(self) -> RegiePlan:
        """How long a question waits."""
        again, deputy, chair = (timedelta(hours=each) for each in (self.again, self.deputy, self.chair))
        return RegiePlan(again, deputy, chair, self.since, self.until)


class DirectorySection(Section):
    """`[adresboek]`."""

    file: Path = Field(Path("adresboek.toml"), alias="bestand")


class PrivacySection(Section):
    """`[privacy]`: the protocol people agree to (R14)."""

    protocol: Path | None = None
    days: int = Field(7, alias="ingaat_na_dagen", ge=1, le=90, strict=True)


class GroundsSection(Section):
    """`[grondslagen]`: the list of legal grounds to choose from (R18)."""

    file: Path | None = Field(None, alias="bestand")


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
