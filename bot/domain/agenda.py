"""The agenda of the MDT from state: why a case is on it, and where it stands (R4-R6, R9, R11).

Nobody types an agenda. What a case is like on a day tells whether the MDT comes to it, and why; the why stays in the
case's own room. Part of that state is what people wanted with it by hand (`bot.domain.agenda_notes`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.agenda_item import AgendaItem, Plan, Standing
from bot.domain.agenda_notes import ByHand, holds_back
from bot.domain.calendar import Workdays, at, days_since
from bot.domain.case import Case, CaseCode, is_finished, weigh_anew_since
from bot.domain.people import UserId
from bot.domain.regie import STILL_AFTER

EARLY = timedelta(hours=1)
"""How long before an early MDT its agenda is posted: one that begins before, or at, the hour of the agenda."""


class Reason(StrEnum):
    """Why a case is on the agenda. Case room only; the MDT room knows its standing."""

    NEW = "nieuw"
    CARRIED = "aangehouden"
    CHANGED = "gewijzigd"
    REOPENED = "heropend"
    NO_COORDINATOR = "geen-regiehouder"
    LATE_ACTIONS = "te-laat"
    REVIEW = "herbeoordeling"
    BY_HAND = "erbij"
    MOVED = "verzet"
    AUTHORITY = "doorzettingsmacht"
    STILL = "staat-stil"


@dataclass(frozen=True)
class CaseState:
    """What the agenda needs to know of an open case: moments and days, nothing that was typed.

    `weighed_at`: when the MDT first took it up. `discussed`: it was left by a meeting, reached or not; last `left_at`.
    `finished_at`: when the last meeting about it was done with it. `dues` are the days of its open actions.
    `review_at`: when the day of the review was agreed; only where the case was moved, else that does not matter.
    `asked`: somebody is asked to be its regiehouder, which covers it for now. `authority_at`: when its regiehouder last
    decided alone. `moved_at`: when something was last recorded of it; None where nobody looked.
    """

    case: Case
    weighed_at: datetime | None = None
    discussed: bool = False
    finished_at: datetime | None = None
    changed_at: datetime | None = None
    dues: tuple[date, ...] = ()
    review: date | None = None
    left_at: datetime | None = None
    review_at: datetime | None = None
    by_hand: ByHand = field(default=ByHand())
    asked: bool = False
    authority_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def finished(self) -> bool:
        """Whether a meeting finished it and nothing brought it back: then only a reason from state puts it back."""
        return is_finished(self.finished_at, self.anew_since)

    @property
    def anew_since(self) -> datetime | None:
        """When something last brought the case back: a change, or that it was reopened."""
        return weigh_anew_since(self.changed_at, self.case.reopened_at)

    @property
    def covered(self) -> bool:
        """Whether it has a regiehouder, or somebody who is asked to be."""
        return self.case.coordinator is not None or self.asked

    @property
    def new(self) -> bool:
        """Whether the MDT never weighed it."""
        return self.weighed_at is None and self.finished_at is None and self.case.reopened_at is None


def reasons(
    state: CaseState, day: date, days: Workdays, late_after: int, still_after: int = STILL_AFTER
) -> tuple[Reason, ...]:
    """Tell why a case is on the agenda of a day, in a fixed order; no reason: it is not on it.

    Every case that no meeting finished has a reason, but on the days that a move holds it back. An action counts as
    late once `late_after` working days are over since its own day. `still_after` is as in `stands_still`.
    """
    case, added, moved = state.case, state.by_hand.added, state.by_hand.moved
    if held_back(state, day):
        return ()
    found = {
        Reason.NEW: state.new,
        Reason.CARRIED: state.finished_at is None and (state.discussed or state.weighed_at is not None),
        Reason.CHANGED: _since(state.changed_at, state.finished_at),
        Reason.REOPENED: _since(case.reopened_at, state.finished_at),
        Reason.NO_COORDINATOR: not state.covered,
        Reason.LATE_ACTIONS: any(days.after(due, late_after) < day for due in state.dues if due < day),
        Reason.REVIEW: state.review is not None and state.review <= day,
        Reason.BY_HAND: any(note.day <= day for note in added),
        Reason.MOVED: moved is not None and moved.day <= day,
        Reason.AUTHORITY: _since(state.authority_at, state.finished_at),
        Reason.STILL: stands_still(state, day, still_after),
    }
    return tuple(reason for reason in Reason if found[reason])


def stands_still(state: CaseState, day: date, still_after: int) -> bool:
    """Whether the MDT looks at a case again because nothing was recorded of it for this many days (R28).

    Counted anew from when a meeting left it. Not while a day of review lies ahead: the team chose when to look.
    """
    if state.moved_at is None or (state.review is not None and state.review > day):
        return False
    last = max(state.moved_at, state.left_at or state.moved_at)
    return days_since(last, day) >= still_after


def held_back(state: CaseState, day: date) -> bool:
    """Whether a move keeps a case off the agenda of a day; what came up after it counts for more."""
    moved = state.by_hand.moved
    if moved is None:
        return False
    if state.review is not None and state.review <= day and state.review_at is not None and moved.at <= state.review_at:
        return False  # agreed after the move
    return holds_back(moved, day, state.anew_since, covered=state.covered)


def standing(state: CaseState) -> Standing:
    """Tell how a case stands, as far as the MDT room may know."""
    if state.new:
        return Standing.NEW
    return Standing.RUNNING if state.finished else Standing.BACK


@dataclass(frozen=True)
class Wish:
    """What a chair wanted for a case on the agenda of one day: its place in the row, its minutes, or both."""

    code: CaseCode
    place: int | None
    minutes: int | None
    by: UserId
    at: datetime


def arranged(items: Sequence[AgendaItem], order: Sequence[CaseCode]) -> tuple[AgendaItem, ...]:
    """Put items in the order that was chosen; what came onto the agenda later stands behind what it follows by itself.

    `items` come in the order that state gives them; codes in `order` that left the agenda are passed over.
    """
    by_code = {item.code: item for item in items}
    row = [code for code in order if code in by_code]
    before: CaseCode | None = None
    for item in items:
        if item.code not in row:
            row.insert(0 if before is None else row.index(before) + 1, item.code)
        before = item.code
    return tuple(by_code[code] for code in row)


def post_at(begins: datetime, day: date, plan: Plan) -> datetime:
    """Tell when the agenda of a day is posted: at the hour for it, or earlier where the MDT is too early for that."""
    moment = at(day, plan.posted_at)
    return moment if moment < begins else begins - EARLY


def _since(moment: datetime | None, finished_at: datetime | None) -> bool:
    """Whether something happened that no meeting finished the case after."""
    return moment is not None and not is_finished(finished_at, moment)
