"""What is given back, and said, about what people note of a case. Outside the case room: codes only."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.case import Area, CaseCode
from bot.domain.casenotes import Note, NoteKind
from bot.domain.people import UserId


@dataclass(frozen=True)
class ChangeNoted:
    """A change in the situation was noted. Case room only. `returns`: it puts the case back on the agenda (R9)."""

    code: CaseCode
    note: Note
    returns: bool


@dataclass(frozen=True)
class CaseChanged:
    """In the regiehouder's direct chat: somebody noted a change in this case. Rings."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class Noted:
    """The card shows this from now on. Case room only. `again`: instead of what was noted before, which is kept."""

    note: Note
    again: bool


@dataclass(frozen=True)
class OutcomesKept:
    """What was decided earlier on these areas still holds. Case room only."""

    areas: tuple[Area, ...]
    open_areas: tuple[Area, ...]
    coordinator_missing: bool


@dataclass(frozen=True)
class NotesShown:
    """What was noted of a case, newest first, and under it what the intake said of the same. Case room only.

    `about` is what they are about, None for everything. Without `whole` it is cut to one screen.
    """

    code: CaseCode
    notes: tuple[Note, ...]
    at_report: tuple[tuple[NoteKind, str], ...] = field(repr=False)
    names: dict[UserId, str]
    today: date
    about: NoteKind | None = None
    whole: bool = False
