"""What people note of a case: read back short, so that they see what the card says from now on."""

from bot.domain.casenotes import Note, NoteKind
from bot.texts.card_parts import short
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.meetings import still_open
from bot.texts.speech import Speech
from bot.usecases.results_casefile import ChangeNoted, Noted, NotesShown, OutcomesKept

MOST_NOTES = 6
"""Notes on one phone screen; of more, the others are counted."""

LABELS = {
    NoteKind.CHANGE: "card-change",
    NoteKind.SAFETY: "card-safety-now",
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
    if value.again:
        lines.append(say.line("noted-again"))
    return [*lines, say.line("noted-safety")] if value.note.kind is NoteKind.SAFETY else lines


def notes_shown(value: NotesShown, say: Speech) -> Lines:
    """Write what was noted, newest first; the intake's words are the oldest."""
    entries = [_note(note, value, say) for note in value.notes]
    entries += [_said(kind, words, value, say) for kind, words in value.at_report]
    if not entries:
        return say.lines("notes-empty", code=value.code)
    shown = entries if value.whole else entries[:MOST_NOTES]
    if value.about is None:
        title = say.title("notes-title-all", code=value.code, count=len(entries))
    else:
        title = say.title("notes-title", code=value.code, about=say.text(LABELS[value.about]), count=len(entries))
    lines = [title, *shown]
    command = say.command(" ".join(["casus geschiedenis", *([value.about.value] if value.about else []), "alles"]))
    if len(shown) < len(entries):
        lines.append(say.line("notes-more", count=len(entries) - len(shown), command=command))
    elif not value.whole and _is_cut(value):
        lines.append(say.line("notes-cut", command=command))
    return [*lines, say.line("notes-about")] if value.about is None else lines


def outcomes_kept(value: OutcomesKept, say: Speech) -> Lines:
    """Say which outcomes stay as they were, and what is still missing."""
    lines = [say.title("outcomes-kept", areas=say.areas(value.areas)), still_open(value.open_areas, say)]
    return [*lines, say.line("coordinator-missing")] if value.coordinator_missing else lines


def _note(note: Note, value: NotesShown, say: Speech) -> Line:
    key = "noted-not-heard" if note.kind is NoteKind.NOT_HEARD else "noted-text"
    words = note.text if value.whole else short(note.text)
    text = say.text("notes-by", text=say.text(key, text=words), by=say.name(note.by, value.names))
    return Line(text, Style.BULLET, label=_label(say.moment(note.at, value.today), note.kind, value, say))


def _said(kind: NoteKind, words: str, value: NotesShown, say: Speech) -> Line:
    text = typed(words if value.whole else short(words))
    return Line(text, Style.BULLET, label=_label(say.text("notes-at-report"), kind, value, say))


def _label(when: Text, kind: NoteKind, value: NotesShown, say: Speech) -> Text:
    """Write when, and what it is about where that is not in the title."""
    label = when if value.about is not None else joined([when, say.text(LABELS[kind])], ", ")
    return label + own(":")


def _is_cut(value: NotesShown) -> bool:
    texts = [*(note.text for note in value.notes), *(words for _, words in value.at_report)]
    return any(short(text) != " ".join(text.split()) for text in texts)
