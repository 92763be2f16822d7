"""The daily MDT: an agenda made from state, one item at a time, nothing dropped (R4-R6, R9)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import ZONE, local_day
from bot.domain.case import CaseCode
from bot.domain.people import UserId

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
    before the MDT its chairs are reminded.
    """

    new: int = 8
    back: int = 5
    running: int = 3
    late_after: int = 2
    posted_at: time = time(8, 30)
    reminder: timedelta = timedelta(minutes=15)

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


class ItemState(StrEnum):
    """Where an item of a meeting stands."""

    WAITING = "wacht"
    CURRENT = "nu"
    CLOSED = "besloten"
    CARRIED = "aangehouden"


@dataclass(frozen=True)
class Item:
    """A case in a meeting. `left_at`: when the meeting was done with it.

    `minutes` and `standing` are those of the agenda it began with; a case that came in otherwise has none.
    """

    code: CaseCode
    state: ItemState = ItemState.WAITING
    left_at: datetime | None = None
    minutes: int = 0
    standing: Standing | None = None


@dataclass(frozen=True)
class Meeting:
    """A meeting of one region; `chair` opened it. Open while `closed_at` is None. `urgent`: not that of the day."""

    id: str
    region: str
    chair: UserId
    opened_at: datetime
    items: tuple[Item, ...]
    closed_at: datetime | None = None
    urgent: bool = False

    @property
    def current(self) -> CaseCode | None:
        """The case that is being weighed now."""
        return next((item.code for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def position(self) -> int:
        """The number of the current item, from 1; 0 before the first."""
        return sum(item.state is not ItemState.WAITING for item in self.items)

    def count(self, state: ItemState) -> int:
        """Count the items in this state."""
        return sum(item.state is state for item in self.items)

    def leave_current(self, now: datetime, *, complete: bool) -> "Meeting":
        """Finish the current item: closed when all four areas have an outcome, else carried over (R6)."""
        state = ItemState.CLOSED if complete else ItemState.CARRIED
        return replace(
            self,
            items=tuple(
                replace(i, state=state, left_at=now) if i.state is ItemState.CURRENT else i for i in self.items
            ),
        )

    def advance(self) -> "Meeting":
        """Make the next waiting item the current one; without one, nothing is current."""
        following = next((i.code for i in self.items if i.state is ItemState.WAITING), None)
        return replace(
            self,
            items=tuple(replace(i, state=ItemState.CURRENT) if i.code == following else i for i in self.items),
        )

    def next_is(self, code: CaseCode) -> "Meeting":
        """Put a case at the head of those that wait. Raises `ValueError` for one that was taken up already."""
        taken_up = tuple(i for i in self.items if i.state is not ItemState.WAITING)
        if code in {i.code for i in taken_up}:
            raise ValueError("taken up already")
        waiting = tuple(i for i in self.items if i.state is ItemState.WAITING)
        first = tuple(i for i in waiting if i.code == code) or (Item(code),)
        return replace(self, items=(*taken_up, *first, *(i for i in waiting if i.code != code)))

    def item(self, code: CaseCode) -> Item | None:
        """Give the item of a case, if it is in this meeting."""
        return next((item for item in self.items if item.code == code), None)

    def also(self, item: Item) -> "Meeting":
        """Put a case behind those that wait. Raises `ValueError` for one that is in this meeting already."""
        if self.item(item.code) is not None:
            raise ValueError("is in it already")
        return replace(self, items=(*self.items, item))

    def without(self, code: CaseCode) -> "Meeting":
        """Take a case out of those that wait: it was closed or moved meanwhile, so there is nothing to weigh."""
        gone = (code, ItemState.WAITING)
        return replace(self, items=tuple(item for item in self.items if (item.code, item.state) != gone))

    def place(self, code: CaseCode, place: int) -> "Meeting":
        """Give a case that waits this place among those that wait; 1 is the next. Raises `ValueError` for another."""
        waiting = [item for item in self.items if item.state is ItemState.WAITING]
        mine = [item for item in waiting if item.code == code]
        if not mine:
            raise ValueError("does not wait")
        others = [item for item in waiting if item.code != code]
        taken_up = (item for item in self.items if item.state is not ItemState.WAITING)
        return replace(self, items=(*taken_up, *others[: place - 1], *mine, *others[place - 1 :]))

    def plan(self, code: CaseCode, minutes: int) -> "Meeting":
        """Give a case these minutes."""
        return replace(self, items=tuple(replace(i, minutes=minutes) if i.code == code else i for i in self.items))

    def close(self, now: datetime) -> "Meeting":
        """End the meeting: what was not reached is carried over, visibly."""
        unfinished = {ItemState.WAITING, ItemState.CURRENT}
        return replace(
            self,
            closed_at=now,
            items=tuple(
                replace(i, state=ItemState.CARRIED, left_at=now) if i.state in unfinished else i for i in self.items
            ),
        )


def agenda_order(items: list[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Sort by standing, then by deadline; equal deadlines by code, so that the order is the same for everyone."""
    order = list(Standing)
    return tuple(sorted(items, key=lambda item: (order.index(item.standing), item.deadline, item.code)))


def half_day(moment: datetime) -> HalfDay:
    """Round a deadline down to the half day it falls in, on Dutch clocks."""
    return HalfDay(local_day(moment), moment.astimezone(ZONE).hour >= NOON)
