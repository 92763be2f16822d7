"""What people note of a case: read back short, so that they see what the card says from now on."""

from bot.domain.casenotes import NoteKind
from bot.texts.document import Line, Lines, typed
from bot.texts.meetings import still_open
from bot.texts.speech import Speech
from bot.usecases.results_casefile import ChangeNoted, Noted, OutcomesKept

LABELS = {
    NoteKind.CHANGE: "card-change",
    NoteKind.HEARD: "card-heard",
    NoteKind.NOT_HEARD: "card-heard",
    NoteKind.CHILDREN: "card-children",
    NoteKind.WISHES: "card-wishes",
    NoteKind.CONTACT: "card-contact",
    NoteKind.REPORT: "card-reporting",
}


def change_noted(value: ChangeNoted, say: Speech) -> Lines:
    """Read the change back, and say what it does."""
    key = "change-noted" if value.returns else "change-noted-already"
    return [say.title(key, code=value.code), Line(typed(value.note.text)), say.line("change-noted-how")]


def noted(value: Noted, say: Speech) -> Lines:
    """Read back what the card shows now."""
    key = "noted-not-heard" if value.note.kind is NoteKind.NOT_HEARD else "noted-text"
    lines = [say.title("noted"), say.field(LABELS[value.note.kind], say.text(key, text=value.note.text))]
    return [*lines, say.line("noted-again")] if value.again else lines


def outcomes_kept(value: OutcomesKept, say: Speech) -> Lines:
    """Say which outcomes stay as they were, and what is still missing."""
    lines = [say.title("outcomes-kept", areas=say.areas(value.areas)), still_open(value.open_areas, say)]
    return [*lines, say.line("coordinator-missing")] if value.coordinator_missing else lines
