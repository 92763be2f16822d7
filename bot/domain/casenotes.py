"""What people note about a case after the intake, so that its card stays true (R9, R12, R31): only ever added to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.case import Decision, Intake, open_areas
from bot.domain.people import UserId


class NoteKind(StrEnum):
    """What a note is about; the values are what people type behind `!casus`."""

    CHANGE = "wijziging"
    SAFETY = "veiligheid"
    HEARD = "gehoord"
    NOT_HEARD = "niet gehoord"
    CHILDREN = "kindcheck"
    WISHES = "wensen"
    CONTACT = "contact"
    REPORT = "aangifte"


FAMILY = (NoteKind.HEARD, NoteKind.NOT_HEARD)
"""Whether the family was heard, or why not: the latest of the two counts (R31)."""


@dataclass(frozen=True)
class Note:
    """One note. Storage numbers them within the case, from 1. `at` is aware; `text` is typed: sealed."""

    kind: NoteKind
    text: str = field(repr=False)
    by: UserId
    at: datetime
    number: int = 0


def latest(notes: tuple[Note, ...], *kinds: NoteKind) -> Note | None:
    """Give the last note of these kinds: it counts, the earlier ones are history."""
    return next((note for note in reversed(notes) if note.kind in kinds), None)


def last_change(notes: tuple[Note, ...]) -> datetime | None:
    """Tell when the situation last changed."""
    change = latest(notes, NoteKind.CHANGE)
    return None if change is None else change.at


def unweighed(notes: tuple[Note, ...], decisions: tuple[Decision, ...]) -> tuple[Note, ...]:
    """List the changes after which not all four areas got an outcome, newest first."""
    changes = (note for note in reversed(notes) if note.kind is NoteKind.CHANGE)
    return tuple(change for change in changes if open_areas(decisions, change.at))


def said_at_report(intake: Intake, kind: NoteKind) -> str:
    """Give what the intake said of what a note of this kind replaces; empty for nothing."""
    said = {
        NoteKind.SAFETY: intake.safety_now,
        NoteKind.CHILDREN: intake.children,
        NoteKind.WISHES: intake.wishes,
        NoteKind.CONTACT: intake.contact,
    }
    return said.get(kind, "")
