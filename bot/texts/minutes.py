"""Minutes and corrections. Those of a case stand in its own room only; those of a region hold codes and clocks."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.calendar import ZONE, local_day
from bot.domain.case import Action, Area
from bot.domain.minutes import Agreed, Ended, Manner, Outcome
from bot.domain.outcome import Delay
from bot.texts.card_parts import asked_for, corrected, outcome
from bot.texts.consent import by_ground
from bot.texts.contributions import bullet
from bot.texts.document import GAP, Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.texts.when import about, by_when
from bot.usecases.results import CaseMinutes, CaseMinutesOfDay
from bot.usecases.results_minutes import (
    ActionCorrected,
    DayMinutes,
    ItemLine,
    MeetingMinutes,
    OutcomeCorrected,
    Present,
)

_NOTHING = frozenset({Ended.NOT_REACHED, Ended.WAITING})

# --- of a case ---


def case_minutes(value: CaseMinutes, say: Speech) -> Lines:
    """Write what one MDT recorded about this case, on one screen."""
    running, minutes = value.ended is Ended.NOW, value.minutes
    key = "case-minutes-now" if running else "case-minutes-urgent" if value.urgent else "case-minutes"
    ended = say.text(f"ended-{value.ended.value}")
    lines = [
        say.title(key, code=value.code, day=say.day(value.day)),
        say.line("case-minutes-when", time=_clock(value.taken_up), count=value.spent, ended=ended),
        *_attendance(value.there, say),
        *by_ground(value.by_ground, say),
        *(_outcome(area, value, say) for area in Area),
    ]
    anew = [area for area in minutes.missing if area in {each.decision.area for each in minutes.outcomes}]
    if anew:
        lines.append(say.line("case-minutes-anew", areas=say.areas(anew)))
    if minutes.reason:
        lines.append(say.field("card-held", typed(minutes.reason)))
    lines.append(
        say.field(
            "card-coordinator",
            typed(value.coordinator) or asked_for(value.asked, say) or say.text("card-coordinator-none"),
        )
    )
    if minutes.contributed:
        lines += [
            say.title("card-contributions"),
            *(bullet(each, value.parties.get(each.number, each.word), say) for each in minutes.contributed),
        ]
    if minutes.agreed:
        lines += [
            say.title("case-minutes-agreed"),
            *(line for each in minutes.agreed for line in _agreed(each, value, say)),
        ]
    if minutes.delays or minutes.dropped:
        lines.append(say.title("case-minutes-undone"))
        lines += [*(_delay(each, value, say) for each in minutes.delays), *(_drop(a, say) for a in minutes.dropped)]
    if minutes.review is not None:
        lines.append(say.field("card-review", say.short_day(minutes.review)))
    lines.append(say.line("case-minutes-actions", count=value.open_actions))
    return lines if running else [*lines, say.line("case-minutes-record")]


def case_minutes_of_day(value: CaseMinutesOfDay, say: Speech) -> Lines:
    """Write the minutes of each MDT of a day, one behind the other."""
    lines: list[Line] = []
    for meeting in value.meetings:
        lines += [*([GAP] if lines else []), *case_minutes(meeting, say)]
    return lines


def outcome_corrected(value: OutcomeCorrected, say: Speech) -> Lines:
    """Read back what the outcome says now."""
    title = say.title("outcome-corrected", area=say.area(value.decision.area))
    return [title, Line(outcome(value.decision, say)), say.line("noted-again")]


def action_corrected(value: ActionCorrected, say: Speech) -> Lines:
    """Read back what the action says now."""
    action = value.action
    day = by_when(action.due, action.due_at, say)
    title = say.title("action-corrected", label=action.label, owner=value.owner, day=day)
    return [title, Line(typed(action.text)), say.line("noted-again")]


def _outcome(area: Area, value: CaseMinutes, say: Speech) -> Line:
    found = [each for each in value.minutes.outcomes if each.decision.area is area]
    text = _given(found[0], value, say) if found else say.text("no-outcome")
    return Line(text, Style.BULLET, say.area_title(area) + own(":"))


def _given(given: Outcome, value: CaseMinutes, say: Speech) -> Text:
    decision = given.decision
    by, words = say.name(decision.decided_by, value.names), outcome(decision, say)
    match given.manner:
        case Manner.NEW:
            text = say.text("case-minutes-outcome", outcome=words, by=by)
        case Manner.KEPT:
            text = say.text("case-minutes-kept", outcome=words, by=by)
        case Manner.EARLIER:
            day = say.short_day(local_day(decision.decided_at))
            text = say.text("case-minutes-earlier", outcome=words, by=by, day=day)
    return text + corrected(given.corrected, value.names, say)


def _agreed(agreed: Agreed, value: CaseMinutes, say: Speech) -> Iterator[Line]:
    action = agreed.action
    who = typed(value.owners.get(action.number, action.owner.organisation or action.owner.name))
    day = by_when(action.due, action.due_at, say, short=True)
    text = joined([joined([day, who], ", "), typed(action.text)], ": ")
    yield Line(text + corrected(agreed.corrected, value.names, say), Style.BULLET, own(action.label))
    if what := about(action, say):
        yield say.field("action-about-field", what)


def _delay(delay: Delay, value: CaseMinutes, say: Speech) -> Line:
    text = typed(delay.reason)
    if delay.due is not None:
        key = "case-minutes-put-off" if delay.postponed else "case-minutes-new-day"
        text = say.text(key, reason=delay.reason, day=by_when(delay.due, delay.due_at, say, short=True))
    who = typed(value.owners.get(delay.action, ""))
    label = own(f"A{delay.action}") + (own(" ") + who if who else ()) + own(":")
    return Line(text, Style.BULLET, label)


def _drop(action: Action, say: Speech) -> Line:
    return Line(say.text("case-minutes-dropped", reason=action.reason), Style.BULLET, own(f"{action.label}:"))


# --- of a region ---


def day_minutes(value: DayMinutes, say: Speech) -> Lines:
    """Write the minutes of every MDT of a day."""
    lines = [say.title("day-minutes", region=value.region, day=say.day(value.day))]
    for meeting in value.meetings:
        lines += [*([GAP] if len(lines) > 1 else []), *meeting_minutes(meeting, say)]
    return lines


def meeting_minutes(value: MeetingMinutes, say: Speech) -> Lines:
    """Write who led, who was there, and one short line for each case: code, minutes, and how it ended."""
    begin = _clock(value.opened_at)
    if value.closed_at is None:
        when = say.text("meeting-minutes-runs", **{"from": begin}, chair=value.chair)
    else:
        when = say.text("meeting-minutes-ran", **{"from": begin}, until=_clock(value.closed_at), chair=value.chair)
    label = say.text("meeting-minutes-urgent") + own(":") if value.urgent else ()
    decided, held, missed = (len(value.codes(each)) for each in (Ended.DECIDED, Ended.HELD, Ended.NOT_REACHED))
    lines = [
        Line(when, label=label),
        *_attendance(value.attendance, say),
        *(line for item in value.items for line in item_line(item, say)),
        say.line("meeting-minutes-total", decided=decided, held=held, missed=missed),
    ]
    if value.planned:
        lines.append(say.line("meeting-minutes-length", count=value.minutes, planned=value.planned))
    return lines


def item_line(value: ItemLine, say: Speech) -> Lines:
    """Write a case on one line: how long it took, how long was planned, and how it ended."""
    ended = say.text(f"ended-{value.ended.value}")
    if value.ended not in _NOTHING:
        key = "meeting-minutes-item" if value.planned else "meeting-minutes-unplanned"
        ended = say.text(key, spent=value.spent, planned=value.planned, ended=ended)
    return [Line(ended, Style.BULLET, own(f"{value.code}:"))]


# --- of both ---


def present(value: Present, say: Speech) -> Lines:
    """Write one organisation alone: who was there for it, or that it was absent."""
    return list(_attendance((value,), say))


def _attendance(there: tuple[Present, ...], say: Speech) -> Iterator[Line]:
    """Write who was there, and which organisations were not."""
    came = [_present(each, say) for each in there if each.there]
    missing = [typed(each.organisation) for each in there if not each.there]
    if came:
        yield say.field("minutes-there", joined(came, ", "))
    if missing:
        yield say.field("minutes-absent", joined(missing, ", "))


def _present(value: Present, say: Speech) -> Text:
    names = joined([typed(name) for name in value.people], ", ")
    if names and value.stands_in_for:
        names = say.text("minutes-instead", names=names, other=value.stands_in_for)
    others = [say.text("minutes-for", name=name, organisation=organisation) for name, organisation in value.for_it]
    everybody = [names, *others] if names else others
    return typed(value.organisation) + own(" (") + joined(everybody, ", ") + own(")")


def _clock(moment: datetime) -> Text:
    return own(f"{moment.astimezone(ZONE):%H:%M}")
