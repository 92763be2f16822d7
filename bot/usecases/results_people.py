"""What the use cases about people give back. Codes, names of professionals and counts; never case content (R15)."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.contact import Reach
from bot.domain.members import OrganisationCount
from bot.domain.people import Directory, Person, UserId
from bot.domain.register import PartyChange, Touched


@dataclass(frozen=True)
class Members:
    """`!leden`: how many there are, per organisation."""

    organisations: tuple[OrganisationCount, ...]
    admins: int
    auditors: int


@dataclass(frozen=True)
class MembersOf:
    """`!leden CSG`: the people of one organisation, each with how far they are on the way in."""

    organisation: str
    people: tuple[Person, ...]
    directory: Directory


@dataclass(frozen=True)
class MemberOf:
    """`!lid @naam`: one person's data and standing; cases only as a count."""

    person: Person
    organisation: str
    directory: Directory
    vouched_by: tuple[str, ...]
    cases: int


@dataclass(frozen=True)
class ChangesAhead:
    """What will change, before it does. `command` is what to type to have it done; empty on the command line."""

    people: tuple[Touched, ...]
    organisations: tuple[PartyChange, ...]
    regions: tuple[PartyChange, ...]
    command: str


@dataclass(frozen=True)
class ChangesMade:
    """What was changed."""

    people: tuple[Touched, ...]
    organisations: tuple[PartyChange, ...]
    regions: tuple[PartyChange, ...]


@dataclass(frozen=True)
class RotaWeek:
    """Who represents whom this week. A line is (region, organisation, who is on duty on each of the seven days)."""

    since: date
    lines: tuple[tuple[str, str, tuple[tuple[UserId, ...], ...]], ...]
    names: dict[UserId, str]


@dataclass(frozen=True)
class DutySet:
    """Somebody represents an organisation on a day (`weekday` 0 is Monday) or a date; deputies follow.

    `replaced` names who stood there; `people` is empty when nobody is on duty then.
    """

    region: str
    organisation: str
    weekday: int | None
    day: date | None
    people: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True)
class DutyAhead:
    """Nobody will represent an organisation on a day. `command` is what to type to have it so."""

    region: str
    organisation: str
    weekday: int | None
    day: date | None
    replaced: tuple[str, ...]
    command: str


@dataclass(frozen=True)
class Contacts:
    """`!contact`: every organisation in a line."""

    organisations: tuple[Reach, ...]
    now: datetime


@dataclass(frozen=True)
class ContactOf:
    """`!contact CSG`: how to reach one organisation, and whether somebody is there now."""

    reach: Reach
    now: datetime
