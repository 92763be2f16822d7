"""What people want with a case on the agenda that state would not do: put it on, or move it, and why (R5, R9).

Only ever added to. What stands is what nobody took back and no meeting was done with since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import local_day
from bot.domain.people import UserId


class Deed(StrEnum):
    """What somebody did; a taking back and a reason are about an earlier deed."""

    ADDED = "erbij"
    MOVED = "verzet"
    UNDONE = "terug"
    REASON = "reden"


@dataclass(frozen=True)
class AgendaNote:
    """One deed. Storage numbers them within the case, from 1. `at` is aware, `day` a (Dutch) day with an MDT.

    `about`: the number of the deed that is taken back or explained, whose `day` this one has too. `seen`: when the case
    last changed or was reopened, as known then. `covered`: whether there was a regiehouder. `reason` is typed: sealed;
    empty where none was said, or where none was looked at.
    """

    kind: Deed
    day: date
    by: UserId
    at: datetime
    about: int = 0
    seen: datetime | None = None
    covered: bool = True
    reason: str = field(default="", repr=False)
    number: int = 0


@dataclass(frozen=True)
class ByHand:
    """What stands for a case: it is put on the agenda of these days, and moved to that day."""

    added: tuple[AgendaNote, ...] = ()
    moved: AgendaNote | None = None

    @property
    def all(self) -> tuple[AgendaNote, ...]:
        """Give all that stands, in the order in which it was done."""
        moved = () if self.moved is None else (self.moved,)
        return tuple(sorted((*self.added, *moved), key=lambda note: note.number))

    @property
    def last(self) -> AgendaNote | None:
        """Give what was done last: that is what is taken back first."""
        return self.all[-1] if self.all else None

    def added_for(self, day: date) -> AgendaNote | None:
        """Give the deed that put the case on the agenda of exactly this day."""
        return next((note for note in self.added if note.day == day), None)


def by_hand(notes: Iterable[AgendaNote], left_at: datetime | None, reopened_at: datetime | None) -> ByHand:
    """Tell what stands, each with the reason that was said last.

    `left_at`: when a meeting last was done with the case, or did not come to it.
    """
    notes = tuple(notes)
    undone = {note.about for note in notes if note.kind is Deed.UNDONE}
    said = {note.about: note.reason for note in notes if note.kind is Deed.REASON}
    added: dict[date, AgendaNote] = {}
    moved: AgendaNote | None = None
    for note in notes:
        explained = replace(note, reason=said.get(note.number, note.reason))
        if note.kind is Deed.ADDED:
            added[note.day] = explained
        elif note.kind is Deed.MOVED:
            moved = explained

    def stands(note: AgendaNote) -> bool:
        return note.number not in undone and not _is_over(note, left_at, reopened_at)

    return ByHand(tuple(filter(stands, added.values())), moved if moved is not None and stands(moved) else None)


def holds_back(moved: AgendaNote, day: date, changed: datetime | None, *, covered: bool) -> bool:
    """Whether a move keeps the case off the agenda of a day.

    Not for what came after it: another moment at which the case last `changed` or was reopened than was known then,
    whatever clocks said meanwhile; or the loss of its regiehouder (`covered`). Nor when a clock that was wrong dates
    the move after that day: the case would be lost until then.
    """
    if changed is not None and changed != moved.seen:
        return False
    return local_day(moved.at) <= day < moved.day and (covered or not moved.covered)


def _is_over(note: AgendaNote, left_at: datetime | None, reopened_at: datetime | None) -> bool:
    """Whether a meeting settled it: a move any meeting after it, an adding only one of its own day or later."""
    if reopened_at is not None and reopened_at >= note.at:
        return True
    if left_at is None or left_at < note.at:
        return False
    return note.kind is Deed.MOVED or local_day(left_at) >= note.day
