"""What is said about the 24-hour clock and about urgent meetings. As in `bot.usecases.results` and `.notices`."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.agenda_item import AgendaItem
from bot.domain.case import CaseCode
from bot.domain.people import UserId


@dataclass(frozen=True)
class UrgentStarted:
    """An urgent meeting about one case is open: in the MDT room, and to the chair. Code and clock."""

    item: AgendaItem
    now: datetime


@dataclass(frozen=True)
class UrgentNext:
    """A meeting runs; this case is the next in it. In the MDT room, and to the chair."""

    code: CaseCode


@dataclass(frozen=True)
class CalledTogether:
    """Rings in the case room, for everybody there: this case is weighed now. The code only."""

    code: CaseCode


@dataclass(frozen=True)
class DeadlineNear:
    """In the case room: the 24 hours are nearly over."""

    code: CaseCode
    deadline: datetime
    now: datetime


@dataclass(frozen=True)
class LapsesSoon:
    """In the MDT room: the 24 hours of these cases are nearly over. Codes and half days."""

    deadlines: tuple[tuple[CaseCode, datetime], ...]


@dataclass(frozen=True)
class YourDeadline:
    """Rings in the direct chat of the regiehouder or the chairs, once for all of these: codes and time left."""

    deadlines: tuple[tuple[CaseCode, datetime], ...]
    now: datetime
    user_id: UserId


@dataclass(frozen=True)
class DeadlinePassed:
    """In the case room: the 24 hours are over. `at_opening`: they were when the case was opened, so nobody could help.

    `weighed_at` is when the MDT took the case up after all, or None.
    """

    code: CaseCode
    deadline: datetime
    at_opening: bool
    weighed_at: datetime | None


@dataclass(frozen=True)
class ReasonAsked:
    """Rings in the direct chat of the regiehouder or the chairs: tell in each case room why it was late. Codes only.

    `at_opening` are those of `codes` that were too late when they were opened.
    """

    codes: tuple[CaseCode, ...]
    at_opening: tuple[CaseCode, ...]
    user_id: UserId


@dataclass(frozen=True)
class ReasonAskedAgain:
    """As `ReasonAsked`, once more on the next working day."""

    codes: tuple[CaseCode, ...]
    user_id: UserId


@dataclass(frozen=True)
class BreachExplained:
    """Why the MDT came too late was recorded, or changed (`again`). Case room only."""

    reason: str = field(repr=False)
    again: bool
