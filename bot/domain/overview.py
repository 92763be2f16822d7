"""What is late, what stands still and what nobody owns, over many cases at once: codes, days and counts (R8, R11, R28).

Pure; nothing here was typed. What the MDT room may read is `RegionCase`: it holds less (decision 31).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.case import CaseCode
from bot.domain.meeting import ItemState, Meeting

SUNDAY = 6
OFTEN = 3
"""Held over this many times in a row, the MDT room reads it: more than twice."""


class Mine(StrEnum):
    """Why an action is on somebody's list: it is theirs, their organisation's, or they follow it as regiehouder."""

    OWN = "eigen"
    ORGANISATION = "organisatie"
    FOLLOWED = "volgen"


class When(StrEnum):
    """How soon something is due, in the order of the list. `WEEK`: until and with Sunday."""

    LATE = "te-laat"
    TODAY = "vandaag"
    WEEK = "deze-week"
    LATER = "later"


def when(due: date, today: date) -> When:
    """Tell how soon a day is; both are Dutch days."""
    if due < today:
        return When.LATE
    if due == today:
        return When.TODAY
    return When.WEEK if due <= today + timedelta(days=SUNDAY - today.weekday()) else When.LATER


@dataclass(frozen=True)
class MyAction:
    """An open action of the reader, wherever it is. `due_at` (aware) is the moment on its day, if any.

    `room` is the id of the case's room, empty while there is none.
    """

    case: CaseCode
    number: int
    due: date
    due_at: datetime | None = None
    mine: Mine = Mine.OWN
    room: str = ""

    @property
    def label(self) -> str:
        """What people call it: `A3`."""
        return f"A{self.number}"


@dataclass(frozen=True)
class MyCase:
    """A case of which the reader is the regiehouder. `late` of its `open` actions are late; whoever owns them.

    `still`: the days since something was last recorded, None while that is not long. `meets`: the day of the MDT that
    comes to it, as things are now; `review`: when the MDT looks again. `room` as in `MyAction`.
    """

    code: CaseCode
    late: int
    open: int
    still: int | None
    meets: date | None
    review: date | None
    room: str = ""

    @property
    def asks(self) -> bool:
        """Whether it asks something of the regiehouder: something is late, nothing is agreed, or nothing happens."""
        return bool(self.late) or not self.open or self.still is not None


def needy_first(cases: Iterable[MyCase]) -> tuple[MyCase, ...]:
    """Put first what needs the regiehouder first: late, then without any action, then still, then by its next MDT."""
    return tuple(
        sorted(
            cases,
            key=lambda c: (-c.late, c.open > 0, -(c.still or 0), c.meets or date.max, c.code),
        )
    )


@dataclass(frozen=True)
class RegionCase:
    """What the MDT room may read of a case: a code, counts and its clock, never a party, a name or a number of days.

    `overdue`: the 24 hours are over and no MDT weighed it. `held_over`: how often in a row. `still`: it stands still.
    """

    code: CaseCode
    overdue: bool = False
    held_over: int = 0
    late: int = 0
    still: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is anything to tell of it."""
        return self.overdue or self.held_over >= OFTEN or bool(self.late) or self.still


def urgent_first(cases: Iterable[RegionCase]) -> tuple[RegionCase, ...]:
    """Put first what the chair should see first: past the 24 hours, held over, late, still; then by code.

    Codes are random, so that nothing else can be read from the order.
    """
    return tuple(
        sorted(
            cases,
            key=lambda c: (
                not c.overdue,
                -c.held_over if c.held_over >= OFTEN else 0,
                -c.late,
                not c.still,
                c.code,
            ),
        )
    )


def held_over(meetings: Iterable[Meeting]) -> dict[CaseCode, int]:
    """Count how often in a row meetings left each case without being done with it; `meetings` come oldest first."""
    found: dict[CaseCode, int] = {}
    for meeting in meetings:
        for item in meeting.items:
            if item.state is ItemState.CLOSED:
                found.pop(item.code, None)
            elif item.state is ItemState.CARRIED:
                found[item.code] = found.get(item.code, 0) + 1
    return found
