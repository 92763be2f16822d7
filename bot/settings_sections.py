"""The sections of the settings file: what stands in each, under its Dutch name, checked one by one."""

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.domain.agenda_item import Plan
from bot.domain.regie import STILL_AFTER, RegiePlan
from bot.domain.trust import TrustMode
from bot.forms.directory import matrix_id
from bot.forms.text import DutchClock

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
Day = Literal["ma", "di", "wo", "do", "vr", "za", "zo"]
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
DATABASES = ("sqlite+aiosqlite:///", "postgresql+asyncpg://")


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
    """`[regie]`: how long somebody who is asked to be regiehouder may be silent, and when a case stands still."""

    again: int = Field(2, alias="opnieuw_na_uren", ge=1, le=40, strict=True)
    deputy: int = Field(4, alias="vervanger_na_uren", ge=1, le=80, strict=True)
    chair: int = Field(4, alias="voorzitter_na_uren", ge=1, le=80, strict=True)
    since: DutchClock = Field(time(8), alias="werkdag_van")
    until: DutchClock = Field(time(18), alias="werkdag_tot")
    still_after: int = Field(STILL_AFTER, alias="stilstand_na_dagen", ge=1, le=365, strict=True)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since >= self.until:
            raise ValueError('werkdag_tot komt na werkdag_van, bijvoorbeeld "08:00" en "18:00".')
        return self

    @property
    def plan(self) -> RegiePlan:
        """How long a question waits, and after how many days a case stands still."""
        again, deputy, chair = (timedelta(hours=each) for each in (self.again, self.deputy, self.chair))
        return RegiePlan(again, deputy, chair, self.since, self.until, self.still_after)


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
