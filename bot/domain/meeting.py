"""The daily MDT: an agenda made from state, one item at a time, nothing dropped (R4-R6, R9)."""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.agenda_item import Standing
from bot.domain.case import CaseCode
from bot.domain.people import UserId

MINUTE = timedelta(minutes=1)


class ItemState(StrEnum):
    """Where an item of a meeting stands."""

    WAITING = "wacht"
    CURRENT = "nu"
    CLOSED = "besloten"
    CARRIED = "aangehouden"


LEFT = frozenset({ItemState.CLOSED, ItemState.CARRIED})
"""What a meeting was done with."""


def whole_minutes(length: timedelta) -> int:
    """Round to minutes, as in all that is said of a meeting: half a minute counts as one, and what was short took one.

    So no item seems to take longer than the meeting it was in.
    """
    return max((length + MINUTE / 2) // MINUTE, 1) if length > timedelta() else 0


@dataclass(frozen=True)
class Item:
    """A case in a meeting. `left_at`: when the meeting was done with it.

    `minutes` and `standing` are those of the agenda it began with; a case that came in otherwise has none.
    `since`: from when it is the current one; `seconds`: how long it was before that, in all. `begun_at`: when it first
    was, None for one that was never weighed. `leader` leads this one item where the chair takes no part in the case.
    `nudged_at`: when it was said that its time is over; `rung_at`: when others were rung because it stood still.
    `coordinator`: who was the regiehouder when it was left, if anybody.
    """

    code: CaseCode
    state: ItemState = ItemState.WAITING
    left_at: datetime | None = None
    minutes: int = 0
    standing: Standing | None = None
    since: datetime | None = None
    seconds: int = 0
    leader: UserId | None = None
    nudged_at: datetime | None = None
    rung_at: datetime | None = None
    begun_at: datetime | None = None
    coordinator: UserId | None = None

    @property
    def reached(self) -> bool:
        """Whether the meeting got to it. What was recorded before `begun_at` was, has only the time it took."""
        return self.begun_at is not None or self.seconds > 0 or self.state in {ItemState.CURRENT, ItemState.CLOSED}

    def spent(self, now: datetime) -> timedelta:
        """Tell how long the meeting weighed it until now."""
        running = timedelta() if self.since is None else max(now - self.since, timedelta())
        return timedelta(seconds=self.seconds) + running

    def taken_up(self, now: datetime) -> "Item":
        """Make it the current one; whatever it was left as before counts no more."""
        return replace(self, state=ItemState.CURRENT, since=now, left_at=None, begun_at=self.begun_at or now)

    def put_off(self, now: datetime) -> "Item":
        """Let it wait again; the time it took is kept."""
        return replace(self.left(now, ItemState.WAITING), left_at=None)

    def planned(self, minutes: int) -> "Item":
        """Give it these minutes in all; when they are more than it had, may be said once more that they are over."""
        nudged_at = None if minutes > self.minutes else self.nudged_at
        return replace(self, minutes=minutes, nudged_at=nudged_at)

    def left(self, now: datetime, state: ItemState) -> "Item":
        """Be done with it, in this state; the time it took is kept."""
        return replace(self, state=state, left_at=now, since=None, seconds=int(self.spent(now).total_seconds()))


@dataclass(frozen=True)
class Meeting:
    """A meeting of one region, led by `chair`. Open while `closed_at` is None. `urgent`: not that of the day.

    What was taken up stands first, in the order in which it was left; then the current item, then those that wait.
    `reminded_at`: when who leads was told that it is still open. `unled_at`: when the administrators were told that
    nobody can lead it. `despite_absence`: the chair was away by the rota and led all the same, so that tells nothing.
    """

    id: str
    region: str
    chair: UserId
    opened_at: datetime
    items: tuple[Item, ...]
    closed_at: datetime | None = None
    urgent: bool = False
    reminded_at: datetime | None = None
    unled_at: datetime | None = None
    despite_absence: bool = False

    @property
    def current(self) -> CaseCode | None:
        """The case that is being weighed now."""
        return next((item.code for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def leads(self) -> UserId:
        """Who leads what is weighed now: the chair, or the one who leads this item instead."""
        return self.leads_item or self.chair

    @property
    def leads_item(self) -> UserId | None:
        """Who leads what is weighed now instead of the chair, if anybody does."""
        return next((item.leader for item in self.items if item.state is ItemState.CURRENT), None)

    @property
    def position(self) -> int:
        """The number of the current item, from 1; 0 before the first."""
        return sum(item.state is not ItemState.WAITING for item in self.items)

    def count(self, state: ItemState) -> int:
        """Count the items in this state."""
        return sum(item.state is state for item in self.items)

    def item(self, code: CaseCode) -> Item | None:
        """Give the item of a case, if it is in this meeting."""
        return next((item for item in self.items if item.code == code), None)

    def leave_current(self, now: datetime, *, complete: bool, coordinator: UserId | None = None) -> "Meeting":
        """Finish the current item: closed when all four areas have an outcome, else carried over (R6).

        Who is the regiehouder then is noted with it (R10).
        """
        state = ItemState.CLOSED if complete else ItemState.CARRIED
        return replace(
            self,
            items=tuple(
                replace(i.left(now, state), coordinator=coordinator) if i.state is ItemState.CURRENT else i
                for i in self.items
            ),
        )

    def advance(self, now: datetime) -> "Meeting":
        """Make the next waiting item the current one; without one, nothing is current."""
        following = next((i.code for i in self.items if i.state is ItemState.WAITING), None)
        return replace(
            self,
            items=tuple(i.taken_up(now) if i.code == following else i for i in self.items),
        )

    def pass_over(self, now: datetime) -> "Meeting":
        """Carry the current item over without having weighed it: nobody is there."""
        return replace(
            self,
            items=tuple(
                replace(i.left(now, ItemState.CARRIED), begun_at=None if i.begun_at == i.since else i.begun_at)
                if i.state is ItemState.CURRENT
                else i
                for i in self.items
            ),
        )

    def next_is(self, code: CaseCode) -> "Meeting":
        """Put a case at the head of those that wait. Raises `ValueError` for one that was taken up already."""
        taken_up = tuple(i for i in self.items if i.state is not ItemState.WAITING)
        if code in {i.code for i in taken_up}:
            raise ValueError("taken up already")
        waiting = tuple(i for i in self.items if i.state is ItemState.WAITING)
        first = tuple(i for i in waiting if i.code == code) or (Item(code),)
        return replace(self, items=(*taken_up, *first, *(i for i in waiting if i.code != code)))

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
        return replace(self, items=tuple(i.planned(minutes) if i.code == code else i for i in self.items))

    def skip(self, now: datetime) -> "Meeting":
        """Put the current item behind those that wait: nothing is carried over."""
        current = tuple(i.put_off(now) for i in self.items if i.state is ItemState.CURRENT)
        return replace(self, items=(*(i for i in self.items if i.state is not ItemState.CURRENT), *current))

    def back_to(self, code: CaseCode, now: datetime) -> "Meeting":
        """Take up again what was left; the current item is the first of those that wait.

        Raises `ValueError` for a case that this meeting did not leave.
        """
        again = [i for i in self.items if i.code == code and i.state in LEFT]
        if not again:
            raise ValueError("not left")
        others = [i for i in self.items if i.state in LEFT and i.code != code]
        put_off = (i.put_off(now) for i in self.items if i.state is ItemState.CURRENT)
        waiting = (i for i in self.items if i.state is ItemState.WAITING)
        return replace(self, items=(*others, again[0].taken_up(now), *put_off, *waiting))

    def led_by(self, leader: UserId | None) -> "Meeting":
        """Let this person lead the current item; None is the chair."""
        return replace(
            self, items=tuple(replace(i, leader=leader) if i.state is ItemState.CURRENT else i for i in self.items)
        )

    def chaired_by(self, chair: UserId, now: datetime, *, despite_absence: bool = False) -> "Meeting":
        """Let this person lead from now on."""
        return replace(self._alive(now), chair=chair, unled_at=None, despite_absence=despite_absence)

    def more_time(self, minutes: int, now: datetime) -> "Meeting":
        """Give the current item these minutes from now on."""
        spent = next((i.spent(now) for i in self.items if i.state is ItemState.CURRENT), timedelta())
        alive, whole = self._alive(now), math.ceil(spent / MINUTE)
        return alive if alive.current is None else alive.plan(alive.current, whole + minutes)

    def _alive(self, now: datetime) -> "Meeting":
        """Count the current item anew from here, its time kept: somebody did something, so nothing stands still."""
        return replace(
            self,
            items=tuple(i.put_off(now).taken_up(now) if i.state is ItemState.CURRENT else i for i in self.items),
        )

    def close(self, now: datetime) -> "Meeting":
        """End the meeting: what was not reached is carried over, visibly."""
        unfinished = {ItemState.WAITING, ItemState.CURRENT}
        return replace(
            self,
            closed_at=now,
            items=tuple(i.left(now, ItemState.CARRIED) if i.state in unfinished else i for i in self.items),
        )
