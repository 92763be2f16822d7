"""What people are told of their actions: it follows from state, and from what was said already (R8, R11).

Pure: no clock, no timer. What leaves the case room are codes and counts; `titles` only where a region chose so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import at
from bot.domain.case import CaseCode, Owner
from bot.domain.duty import Rota
from bot.domain.people import UserId

LONGEST_SNOOZE = timedelta(days=7)
"""Nobody puts their own reminders off longer than this."""


@dataclass(frozen=True)
class OpenAction:
    """An open action as it may be known outside its case room: no text, and no name that was typed.

    `due_at` is the moment on that day, if any. `organisation` is a key, empty for an action of an `outside` party.
    """

    case: CaseCode
    number: int
    due: date
    owner: UserId | None
    coordinator: UserId | None
    due_at: datetime | None = None
    organisation: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Reminder:
    """A promise to say at `moment` that an action is due. `moment` is aware (UTC)."""

    case: CaseCode
    number: int
    moment: datetime


@dataclass(frozen=True)
class Snooze:
    """Somebody's own reminders of an action are silent until `until` (aware). `rings`: then it is said at once.

    Otherwise the digest of that day says it. The day of the action is the same, and what is late still climbs.
    """

    user_id: UserId
    case: CaseCode
    number: int
    until: datetime
    rings: bool

    def silent(self, now: datetime) -> bool:
        """Whether it holds; what lies further ahead than anybody may ask was asked under a clock that was wrong."""
        return now < self.until <= now + LONGEST_SNOOZE + timedelta(days=1)


@dataclass(frozen=True)
class Near:
    """An open action whose day is near or over."""

    case: CaseCode
    number: int
    due: date
    owner: Owner
    added_at: datetime

    @property
    def key(self) -> tuple[CaseCode, int]:
        """What it is known by."""
        return self.case, self.number


@dataclass(frozen=True)
class CaseFacts:
    """What a plan needs to know of a case. `here` are those who are in it now, each with their organisation.

    `room` is the id of its room, empty while there is none.
    """

    code: CaseCode
    region: str
    coordinator: UserId | None
    here: Mapping[UserId, str]
    excluded: frozenset[UserId] = frozenset()
    room: str = ""

    @property
    def leads(self) -> UserId | None:
        """The regiehouder who is in the case; whoever lost that place leads nothing."""
        return self.coordinator if self.coordinator in self.here else None


def owners(action: Near, case: CaseFacts, rota: Rota, today: date) -> tuple[UserId, ...]:
    """Tell whose turn it is today: the person, or of an organisation who is on duty and in the case.

    Where nobody of the rota is in the case, it is all its case workers. Nobody when the owner is not in the case.
    """
    if action.owner.user_id is not None:
        return (action.owner.user_id,) if action.owner.user_id in case.here else ()
    theirs = tuple(user for user, organisation in case.here.items() if organisation == action.owner.organisation)
    on_duty = rota.on_duty(case.region, action.owner.organisation, today)
    return tuple(user for user in on_duty if user in theirs)[:1] or theirs


def addressees(action: Near, case: CaseFacts, rota: Rota, today: date) -> tuple[UserId, ...]:
    """Tell who is reminded: whose turn it is; without anybody, the regiehouder at once."""
    return owners(action, case, rota, today) or ((case.leads,) if case.leads else ())


def reminder_moment(due: date, times: Iterable[time], now: datetime) -> datetime | None:
    """Give the first reminder time on the due day that is still to come, or None: the digest then says it is late."""
    moments = sorted(at(due, clock) for clock in times)
    return next((moment for moment in moments if moment > now), None)
