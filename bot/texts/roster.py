"""Who works on a case, who sits in for the MDT, and who is away. Outside the case room codes and names only."""

from bot.texts.consent import by_ground
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_roster import (
    AbsenceGone,
    AbsenceLine,
    AbsenceList,
    AbsenceSet,
    GuestsCame,
    GuestsWent,
    Joined,
    JoinedHere,
    JoinedThere,
    Replaced,
    ReplacedHere,
    ReplacedThere,
    SeatLost,
    SeatToday,
    StandInNoLonger,
    YouStandIn,
)


def replaced(value: Replaced, say: Speech) -> Lines:
    """Tell the case room who goes, who comes, and what changes hands."""
    lines = [say.title("replaced", name=value.name, by=value.by, code=value.code)]
    if value.labels:
        labels, count = say.all_of([own(label) for label in value.labels]), len(value.labels)
        lines.append(say.line("gone-actions", labels=labels, count=count, to=value.by))
    if value.coordinated:
        lines.append(say.line("gone-coordinator", name=value.by))
    if value.waiting:
        lines.append(say.line("worker-waiting", name=value.by))
    return [*lines, *by_ground(value.by_ground, say)]


def replaced_here(value: ReplacedHere, say: Speech) -> Lines:
    """Tell those who stay."""
    return replaced(value.said, say)


def replaced_there(value: ReplacedThere, say: Speech) -> Lines:
    """Confirm in the direct chat."""
    lines = [say.title("replaced", name=value.name, by=value.by, code=value.code)]
    return [*lines, *([say.line("worker-waiting", name=value.by)] if value.waiting else [])]


def worker_joined(value: Joined, say: Speech) -> Lines:
    """Tell the case room who is a case worker from now on."""
    key = "worker-stays" if value.stays else "worker-joined"
    lines = [say.title(key, name=value.name, organisation=value.organisation, code=value.code)]
    waiting = [say.line("worker-waiting", name=value.name)] if value.waiting else []
    return [*lines, *waiting, *by_ground(value.by_ground, say)]


def joined_here(value: JoinedHere, say: Speech) -> Lines:
    """Tell everybody in the room."""
    return worker_joined(value.said, say)


def joined_there(value: JoinedThere, say: Speech) -> Lines:
    """Confirm in the direct chat."""
    lines = [say.title("joined-there-stays" if value.stays else "joined-there", name=value.name, code=value.code)]
    return [*lines, *([say.line("worker-waiting", name=value.name)] if value.waiting else [])]


def seat_today(value: SeatToday, say: Speech) -> Lines:
    """Tell somebody in which cases they sit in today, by code."""
    codes = say.all_of([own(code) for code in value.codes])
    return [say.title("seat-today", codes=codes), say.line("seat-today-how")]


def seat_lost(value: SeatLost, say: Speech) -> Lines:
    """Tell somebody in which cases they sit in no longer, by code."""
    codes = say.all_of([own(code) for code in value.codes])
    return [say.title("seat-lost", codes=codes), say.line("read-before")]


def guests_came(value: GuestsCame, say: Speech) -> Lines:
    """Tell the case room who sits in."""
    people = [say.text("guest", name=name, organisation=organisation) for name, organisation in value.people]
    return [say.line("guests-came", people=say.all_of(people)), *by_ground(value.by_ground, say)]


def guests_went(value: GuestsWent, say: Speech) -> Lines:
    """Tell the case room who no longer sits in, and who stays."""
    lines = [say.line("guests-went", count=len(value.gone), people=_names(value.gone, say))] if value.gone else []
    if value.stays:
        lines.append(say.line("guests-stay", count=len(value.stays), people=_names(value.stays, say)))
    return lines


def you_stand_in(value: YouStandIn, say: Speech) -> Lines:
    """Tell a deputy for whom and when."""
    days = _days(AbsenceLine(value.first, value.last, ""), say)
    return say.lines("you-stand-in", name=value.name, days=days)


def stand_in_no_longer(value: StandInNoLonger, say: Speech) -> Lines:
    """Tell a deputy for whom and when no longer."""
    days = _days(AbsenceLine(value.first, value.last, ""), say)
    return say.lines("stand-in-no-longer", name=value.name, days=days)


def absence_list(value: AbsenceList, say: Speech) -> Lines:
    """Show when somebody is away, and how to change it."""
    if not value.lines:
        return [say.title("absence-none"), say.line("absence-how")]
    return [say.title("absence-list"), *_bullets(value.lines, say), say.line("absence-back")]


def absence_line(value: AbsenceLine, say: Speech) -> Lines:
    """Write some days by themselves."""
    return [Line(_with_deputy(value, say))]


def absence_set(value: AbsenceSet, say: Speech) -> Lines:
    """Say back the days as they were understood, and who stands in."""
    lines = [say.title("absence-set", days=_days(value.line, say))]
    key = "absence-deputy" if value.line.deputy else "absence-no-deputy"
    lines.append(say.line(key, deputy=value.line.deputy))
    if value.replaced:
        lines.append(say.line("absence-replaced", days=say.all_of([_days(line, say) for line in value.replaced])))
    if value.stands_in:
        lines.append(say.line("absence-stands-in", names=_names(value.stands_in, say)))
    return [*lines, say.line("absence-back")]


def absence_gone(value: AbsenceGone, say: Speech) -> Lines:
    """Say what was taken back."""
    return [say.title("absence-gone"), *_bullets(value.lines, say)]


def _bullets(lines: tuple[AbsenceLine, ...], say: Speech) -> list[Line]:
    return [Line(_with_deputy(line, say), Style.BULLET) for line in lines]


def _with_deputy(line: AbsenceLine, say: Speech) -> Text:
    deputy = say.text("absence-by", deputy=line.deputy) if line.deputy else ()
    return joined([part for part in (_days(line, say), deputy) if part], ", ")


def _days(line: AbsenceLine, say: Speech) -> Text:
    if line.first == line.last:
        return say.day(line.first)
    return say.text("absence-days", first=say.day(line.first), last=say.day(line.last))


def _names(names: tuple[str, ...], say: Speech) -> Text:
    return say.all_of([typed(name) for name in names])
