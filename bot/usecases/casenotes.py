"""People keep the card of a case true: what changed, and what the intake could not know yet (R9, R12, R31)."""

from bot.domain.calendar import local_day
from bot.domain.casenotes import FAMILY, Note, NoteKind, latest, said_at_report
from bot.usecases.acting import Acting
from bot.usecases.agenda import is_on
from bot.usecases.results_casefile import CaseChanged, ChangeNoted, Noted, NotesShown
from bot.usecases.rosters import roster_of


async def note_change(acting: Acting, text: str) -> ChangeNoted:
    """Note a change in the situation: the case is on the agenda again."""
    code, work = acting.subject, acting.work
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    returns = not await is_on(work, case, acting.now, acting.watch)
    return ChangeNoted(code, await _add(acting, NoteKind.CHANGE, text), returns)


async def tell_coordinator(acting: Acting, noted: ChangeNoted) -> None:
    """Tell the regiehouder, who is in the case and did not type it: the code, nothing else."""
    case = await acting.work.cases.get(noted.code)
    coordinator = None if case is None else case.coordinator
    if coordinator in {None, acting.person.user_id} or coordinator not in await roster_of(acting.work, acting.room):
        return
    assert coordinator is not None  # noqa: S101 - as was just looked at
    await acting.speaker.to_person(acting.work, coordinator, CaseChanged(noted.code, coordinator), acting.now)


async def note(acting: Acting, kind: NoteKind, text: str) -> Noted:
    """Note what the card shows from now on; what was noted before is kept."""
    kinds = FAMILY if kind in FAMILY else (kind,)
    before = latest(await acting.work.notes.of(acting.subject), *kinds)
    return Noted(await _add(acting, kind, text), again=before is not None)


async def history(acting: Acting, about: NoteKind | None, *, whole: bool) -> NotesShown:
    """Show what was noted, also what the card does not show any more: nothing that was noted is out of reach.

    Of everything together the intake's words are shown where a note took their place, else they stand on the card.
    """
    work, code = acting.work, acting.subject
    notes, intake = await work.notes.of(code), await work.cases.intake(code)
    kinds = FAMILY if about in FAMILY else (about,)
    shown = tuple(note for note in reversed(notes) if about is None or note.kind in kinds)
    asked = dict.fromkeys(note.kind for note in shown) if about is None else (about,)
    said = tuple((kind, text) for kind in asked if (text := said_at_report(intake, kind)))
    directory = acting.directory
    names = {person.user_id: person.name for person in (*directory.former, *directory.people)}
    return NotesShown(code, shown, said, names, local_day(acting.now), about, whole)


async def _add(acting: Acting, kind: NoteKind, text: str) -> Note:
    added = Note(kind, text, acting.person.user_id, acting.now)
    await acting.work.notes.add(acting.subject, added)
    return added
