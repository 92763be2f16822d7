"""The MDT. In its own room codes, counts and clocks only; what was decided stands in each case's room."""

from datetime import timedelta

from bot.domain.agenda_item import AgendaItem, half_day
from bot.domain.calendar import ZONE
from bot.domain.case import Area
from bot.texts.attendance import not_in_case, not_there
from bot.texts.card_parts import outcome
from bot.texts.cards import card
from bot.texts.clock import urgent_line
from bot.texts.document import GAP, Line, Lines, Style, joined, own, typed
from bot.texts.minutes import meeting_minutes
from bot.texts.outcome import late_actions
from bot.texts.speech import Speech
from bot.usecases.results_meeting import (
    Agenda,
    AllDiscussed,
    CarriedOver,
    Decided,
    ItemHere,
    ItemUp,
    MeetingClosed,
    MeetingStarted,
)


def agenda(value: Agenda, say: Speech) -> Lines:
    """Write the agenda: order, code, standing, minutes and deadline to half a day; and when it will be over.

    A meeting that began late or not at all is not said to be over at a time gone by.
    """
    title = say.title("agenda", region=value.region, day=say.day(value.day), count=len(value.items))
    lines = [title, *(_item(number, item, value, say) for number, item in enumerate(value.items, start=1))]
    if value.minutes and value.starts is not None:
        until = value.starts + timedelta(minutes=value.minutes)
        if until > value.now:
            lines.append(say.line("agenda-minutes", count=value.minutes, time=f"{until.astimezone(ZONE):%H:%M}"))
        else:
            lines.append(say.line("agenda-minutes-only", count=value.minutes))
    return [*lines, *_lapsing(value.lapsing, say)]


def meeting_started(value: MeetingStarted, say: Speech) -> Lines:
    """Open the meeting and show what is on the table."""
    lines = [*say.lines("meeting-started", chair=value.chair), *not_there(value.missing, say)]
    return [*lines, GAP, *agenda(value.agenda, say)]


def item_up(value: ItemUp, say: Speech) -> Lines:
    """Say which case is next, and how the one before was left."""
    standing = say.text(f"standing-{value.standing.value}")
    lines = say.lines("item-up", code=value.code, position=value.position, total=value.total, standing=standing)
    return [*lines, *_previous(value, say)]


def item_here(value: ItemHere, say: Speech) -> Lines:
    """Write the card of the case that is being weighed, under what is still needed and what is late."""
    code = value.card.file.case.code
    opening = [say.title("item-here", code=code)]
    if value.leader:
        opening.append(say.line("item-here-leader", name=value.leader))
    if value.held:
        opening.append(say.line("item-here-held"))
    if value.open_areas:
        opening += [say.line("open-areas", areas=say.areas(value.open_areas)), say.line("item-here-how")]
    else:
        opening.append(say.line("all-decided"))
    opening += not_in_case(value.missing, say)
    late = late_actions(value.card, say)
    return [*opening, GAP, *late, *([GAP] if late else []), *card(value.card, say, weighed=True)]


def all_discussed(value: AllDiscussed, say: Speech) -> Lines:
    """Say that the row is done, and how the last case was left."""
    return [*say.lines("all-discussed"), *_previous(value, say)]


def meeting_closed(value: MeetingClosed, say: Speech) -> Lines:
    """Close the meeting with its minutes."""
    title = say.title("meeting-closed", minutes=value.report.minutes)
    return [title, *meeting_minutes(value.report, say), *_lapsing(value.lapsing, say)]


def decided(value: Decided, say: Speech) -> Lines:
    """Say back the outcome and what is still missing."""
    lines = [
        say.title("decided", area=say.area(value.decision.area)),
        Line(outcome(value.decision, say)),
        still_open(value.open_areas, say),
    ]
    if value.coordinator_missing:
        lines.append(say.line("coordinator-missing"))
    return lines


def carried_over(value: CarriedOver, say: Speech) -> Lines:
    """Say that the case comes back, and for which areas."""
    lines = [say.title("carried-over", code=value.code)]
    if value.open_areas:
        lines.append(still_open(value.open_areas, say))
    if value.coordinator_missing:
        lines.append(say.line("coordinator-missing"))
    if value.reason:
        lines.append(say.field("card-held", typed(value.reason)))
    return lines


def _item(number: int, item: AgendaItem, value: Agenda, say: Speech) -> Line:
    standing = say.text(f"standing-{item.standing.value}")
    if item.minutes:
        standing = say.text("agenda-planned", standing=standing, count=item.minutes)
    label = own(f"{number}. {item.code}:")
    if item.met:
        return Line(say.text("agenda-met", standing=standing), label=label)
    key = "agenda-late" if item.is_late(value.now) else "agenda-item"
    text = say.text(key, standing=standing, deadline=say.half_day(half_day(item.deadline), value.day))
    return Line(text, label=label)


def _lapsing(items: tuple[AgendaItem, ...], say: Speech) -> Lines:
    if not items:
        return []
    lines = [Line(say.half_day(half_day(item.deadline)), Style.BULLET, own(f"{item.code}:")) for item in items]
    return [GAP, say.title("agenda-lapsing"), *lines, urgent_line(items[0].code, say)]


def _previous(value: ItemUp | AllDiscussed, say: Speech) -> list[Line]:
    if not value.passed:
        return _left(value, say)
    codes = joined([own(code) for code in value.passed], ", ")
    return [*_left(value, say), say.line("item-passed", codes=codes)]


def _left(value: ItemUp | AllDiscussed, say: Speech) -> list[Line]:
    if not value.previous:
        return []
    if isinstance(value, ItemUp) and value.previous_waits:
        return [say.line("previous-waits", code=value.previous)]
    if value.previous_open:
        return [say.line("previous-open", code=value.previous, count=value.previous_open)]
    key = "previous-held" if value.previous_held else "previous-done"
    key = "previous-no-coordinator" if value.previous_coordinator_missing else key
    return [say.line(key, code=value.previous)]


def still_open(areas: tuple[Area, ...], say: Speech) -> Line:
    """Say which areas still need an outcome."""
    return say.line("open-areas", areas=say.areas(areas)) if areas else say.line("all-decided")
