"""The agenda by hand: in the case's own room with the reason, in the MDT room codes, days and minutes only."""

from datetime import date

from bot.domain.agenda import Reason
from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.calendar import local_day
from bot.domain.people import UserId
from bot.texts.document import Line, Lines, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_agenda import (
    AgendaNews,
    AgendaReasonKept,
    ArrangedThere,
    CaseAgenda,
    CaseMoved,
    MovedHere,
    PutOn,
    PutOnHere,
    TakenBack,
)

LABELS = {Deed.ADDED: "card-added", Deed.MOVED: "card-moved"}
SHOWN = frozenset({Reason.BY_HAND, Reason.MOVED})
"""Reasons that have a line of their own, with who, for when and why."""


def case_agenda(value: CaseAgenda, say: Speech) -> Lines:
    """Tell when the MDT comes to the case, why, and who arranged that."""
    if value.closed:
        return [say.line("case-agenda-closed", code=value.code)]
    lines = [
        say.title(_title(value), code=value.code, moment=say.moment(value.moment) if value.moment is not None else "")
    ]
    lines += _why(tuple(reason for reason in value.reasons if reason not in SHOWN), say)
    lines += [by_hand(note, value.names, value.today, say) for note in value.stands]
    moved = [note.day for note in value.stands if note.kind is Deed.MOVED]
    if moved and value.moment is not None and local_day(value.moment) < moved[0]:
        lines.append(say.line("case-agenda-overtaken"))
    if any(not note.reason for note in value.stands):
        lines.append(say.line("agenda-reason-how"))
    return [*lines, say.line("agenda-undo-or-more" if value.stands else "agenda-more")]


def by_hand(note: AgendaNote, names: dict[UserId, str], today: date, say: Speech) -> Line:
    """Write what somebody arranged: for which day, who, and why as far as anybody said so."""
    reason = typed(note.reason) or say.text("agenda-no-reason")
    day = say.short_day(note.day, today)
    return say.field(LABELS[note.kind], say.text("agenda-by-hand", day=day, by=say.name(note.by, names), reason=reason))


def put_on(value: PutOn, say: Speech) -> Lines:
    """Say back when the MDT comes to the case, and why."""
    moment = say.moment(value.moment)
    if value.offered:
        lines = [say.title("put-on-offered", code=value.code), say.line("put-on-else", moment=moment)]
    else:
        lines = [say.title("put-on-already" if value.already else "put-on", code=value.code, moment=moment)]
    lines.append(say.field("agenda-why", typed(value.reason)))
    if value.move_off is not None:
        lines.append(say.line("put-on-move-off", day=say.day(value.move_off)))
    return [*lines, say.line("agenda-undo")]


def case_moved(value: CaseMoved, say: Speech) -> Lines:
    """Say back when the case comes back, and why it was moved."""
    lines = [say.title("case-moved", code=value.code, moment=say.moment(value.moment))]
    lines.append(say.field("agenda-why", typed(value.reason)))
    if value.earlier is not None:
        lines.append(say.line("case-moved-earlier", day=say.day(value.earlier)))
    return [*lines, say.line("case-moved-then"), say.line("agenda-undo")]


def taken_back(value: TakenBack, say: Speech) -> Lines:
    """Say what is off, and whether the MDT comes to the case now."""
    lines = [say.title(f"taken-back-{value.kind.value}", code=value.code, day=say.day(value.day))]
    if value.moment is None:
        return [*lines, say.line("case-agenda-off", code=value.code)]
    return [*lines, say.line("on-agenda", code=value.code, moment=say.moment(value.moment)), *_why(value.reasons, say)]


def reason_kept(value: AgendaReasonKept, say: Speech) -> Lines:
    """Say the reason back."""
    lines = [say.title(f"agenda-reason-kept-{value.kind.value}", code=value.code, day=say.day(value.day))]
    lines.append(Line(typed(value.reason)))
    return [*lines, say.line("noted-again")] if value.again else lines


def put_on_here(value: PutOnHere, say: Speech) -> Lines:
    """Say it in the MDT room."""
    if value.running:
        return [say.line("put-on-here-waits" if value.already else "put-on-here-running", code=value.code)]
    title = say.title(
        "put-on-here-already" if value.already else "put-on", code=value.code, moment=say.moment(value.moment)
    )
    return [title, say.line("agenda-why-there")]


def moved_here(value: MovedHere, say: Speech) -> Lines:
    """Say it in the MDT room."""
    lines = [say.title("case-moved", code=value.code, moment=say.moment(value.moment))]
    if value.waited:
        lines.append(say.line("moved-here-waited"))
    if value.earlier is not None:
        lines.append(say.line("case-moved-earlier", day=say.day(value.earlier)))
    return [*lines, say.line("agenda-why-there")]


def arranged_there(value: ArrangedThere, say: Speech) -> Lines:
    """Tell the case's room what was arranged in the MDT room, and ask why."""
    key = "arranged-there-nu" if value.running else f"arranged-there-{value.kind.value}"
    title = say.title(key, code=value.code, moment=say.moment(value.moment), by=value.by)
    return [title, say.line("agenda-reason-asked")] if value.asked else [title]


def agenda_news(value: AgendaNews, say: Speech) -> Lines:
    """Write a line for each case that came onto the agenda of today, left it, or can still be added."""
    lines = []
    for item in value.came:
        standing = say.text(f"standing-{item.standing.value}")
        planned = say.text("agenda-planned", standing=standing, count=item.minutes)
        lines.append(say.line("agenda-came", code=item.code, standing=planned))
    lines += [say.line("agenda-went", code=code) for code in value.went]
    lines += [say.line("agenda-offered", code=code, command=own(f"`!mdt erbij {code}`")) for code in value.offered]
    return lines


def _title(value: CaseAgenda) -> str:
    if value.running:
        return "case-agenda-now"
    return "case-agenda-off" if value.moment is None else "on-agenda"


def _why(reasons: tuple[Reason, ...], say: Speech) -> Lines:
    if not reasons:
        return []
    return [say.line("on-agenda-why", reasons=say.all_of([say.text(f"reason-{reason.value}") for reason in reasons]))]
