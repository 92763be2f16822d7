"""What stands on the agenda of the daily MDT: standing, planned minutes and a clock (R4-R6, R9)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import ZONE, local_day
from bot.domain.case import CaseCode

NOON = 12


class Standing(StrEnum):
    """Why a case is on the agenda, as far as the MDT room may know; in the order of the agenda.

    `NEW` was never weighed. `RUNNING` was finished, and how it runs brings it back.
    """

    NEW = "nieuw"
    BACK = "terug"
    RUNNING = "loopt"


@dataclass(frozen=True)
class Plan:
    """How a region's MDT is planned: minutes for a case of each standing, and when the agenda is shown (Dutch time).

    An action that is more than `late_after` working days late puts its case on the agenda. `reminder` is how long
    before the MDT its chairs are reminded. `nudges`: whether is said that the minutes of a case are over.
    """

    new: int = 8
    back: int = 5
    running: int = 3
    late_after: int = 2
    posted_at: time = time(8, 30)
    reminder: timedelta = timedelta(minutes=15)
    nudges: bool = True

    def minutes(self, standing: Standing) -> int:
        """Give the minutes for a case of this standing."""
        return {Standing.NEW: self.new, Standing.BACK: self.back, Standing.RUNNING: self.running}[standing]


@dataclass(frozen=True)
class AgendaItem:
    """One line of the agenda: a code and a clock, never a party or a reason. `met`: weighed within the 24 hours.

    `minutes` are the planned ones, 0 where none are.
    """

    code: CaseCode
    standing: Standing
    deadline: datetime
    met: bool = False
    minutes: int = 0

    def is_late(self, now: datetime) -> bool:
        """Whether the 24 hours are over and the case was not weighed within them (R4)."""
        return not self.met and self.deadline < now


@dataclass(frozen=True)
class HalfDay:
    """A deadline as the MDT room shows it: rounded, so that it does not identify a case."""

    day: date
    afternoon: bool


def agenda_order(items: list[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Sort by standing, then by deadline; equal deadlines by code, so that the order is the same for everyone."""
    order = list(Standing)
    return tuple(sorted(items, key=lambda item: (order.index(item.standing), item.deadline, item.code)))


def half_day(moment: datetime) -> HalfDay:
    """Round a deadline down to the half day it falls in, on Dutch clocks."""
    return HalfDay(local_day(moment), moment.astimezone(ZONE).hour >= NOON)
