"""The agenda, unasked: in the MDT room codes, counts and clocks only; why a case is on it stands in the case's room."""

from bot.domain.calendar import ZONE
from bot.texts.document import GAP, Lines
from bot.texts.meetings import agenda
from bot.texts.speech import Speech
from bot.usecases.results_agenda import AgendaPosted, MinutesSet, OnAgenda, PlaceSet


def agenda_posted(value: AgendaPosted, say: Speech) -> Lines:
    """Write the agenda of today, and when it begins."""
    lines, starts = agenda(value.agenda, say), value.agenda.starts
    return lines if starts is None else [*lines, say.line("agenda-starts", time=f"{starts.astimezone(ZONE):%H:%M}")]


def on_agenda(value: OnAgenda, say: Speech) -> Lines:
    """Tell a case's room when the MDT comes to it, and why."""
    reasons = say.all_of([say.text(f"reason-{reason.value}") for reason in value.reasons])
    lines = [
        say.title("on-agenda", code=value.code, moment=say.moment(value.moment)),
        say.line("on-agenda-why", reasons=reasons),
    ]
    return [*lines, say.line("who-asked", name=value.asked)] if value.asked else lines


def place_set(value: PlaceSet, say: Speech) -> Lines:
    """Say the new place back, and show the agenda as it is now."""
    return [say.title("place-set", code=value.code, place=value.place), GAP, *agenda(value.agenda, say)]


def minutes_set(value: MinutesSet, say: Speech) -> Lines:
    """Say the minutes back, and show the agenda as it is now."""
    return [say.title("minutes-set", code=value.code, count=value.minutes), GAP, *agenda(value.agenda, say)]
