"""When to remind whom: pure arithmetic over days and times, so that a missed tick is caught up once (R8, R11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.calendar import at
from bot.domain.case import CaseCode
from bot.domain.people import UserId


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
class DigestLine:
    """A person's open actions in one case, as counts."""

    case: CaseCode
    late: int
    today: int
    later: int


@dataclass(frozen=True)
class Digest:
    """What one person is told in the morning: codes and counts, never content."""

    lines: tuple[DigestLine, ...]

    @property
    def late(self) -> int:
        """Count the late actions over all cases."""
        return sum(line.late for line in self.lines)

    @property
    def today(self) -> int:
        """Count the actions due today over all cases."""
        return sum(line.today for line in self.lines)

    @property
    def later(self) -> int:
        """Count the other open actions over all cases."""
        return sum(line.later for line in self.lines)


def reminder_moment(due: date, times: Iterable[time], now: datetime) -> datetime | None:
    """Give the first reminder time on the due day that is still to come, or None: the digest then says it is late."""
    moments = sorted(at(due, clock) for clock in times)
    return next((moment for moment in moments if moment > now), None)


def concerned(action: OpenAction) -> frozenset[UserId]:
    """Tell whose turn it is: the owner, and the regiehouder who watches over it."""
    return frozenset(user for user in (action.owner, action.coordinator) if user is not None)


def digests(actions: Iterable[OpenAction], today: date) -> dict[UserId, Digest]:
    """Make the morning digest of everybody who has something open; nobody else gets one."""
    piles: dict[UserId, dict[CaseCode, list[date]]] = {}
    for action in actions:
        for user in concerned(action):
            piles.setdefault(user, {}).setdefault(action.case, []).append(action.due)
    return {
        user: Digest(tuple(_line(case, dues, today) for case, dues in sorted(pile.items())))
        for user, pile in piles.items()
    }


def _line(case: CaseCode, dues: list[date], today: date) -> DigestLine:
    late = sum(due < today for due in dues)
    now = sum(due == today for due in dues)
    return DigestLine(case, late, now, len(dues) - late - now)
