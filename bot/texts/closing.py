"""The end of a case and its return. Outside the case room: codes and days only."""

from collections.abc import Sequence
from datetime import date

from bot.domain.closing import What
from bot.texts.document import Line, Lines, Style, Text, own, typed
from bot.texts.speech import Speech
from bot.usecases.results_closing import (
    ActionDropped,
    CaseClosed,
    CaseReopened,
    ClosingAhead,
    ClosingBlocked,
    Found,
    ReopenedThere,
)

MOST_FOUND = 8
"""Findings that are shown; of more, the others are counted. What was settled makes room for them."""


def found(value: Found, say: Speech) -> Lines:
    """Write one finding, with what settles it."""
    return [Line(_found(value, say), Style.BULLET)]


def closing_blocked(value: ClosingBlocked, say: Speech) -> Lines:
    """Show what must be settled first, each with the command that settles it."""
    shown = value.found[:MOST_FOUND]
    lines = [line for each in shown for line in found(each, say)]
    if len(value.found) > len(shown):
        command = say.command("acties alles")
        lines.append(say.line("closing-blocked-more", count=len(value.found) - len(shown), command=command))
    label = next((each.finding.label for each in value.found if each.finding.what is What.ACTION), "")
    if label:
        done, drop = say.command(f"klaar {label}"), say.command(f"vervalt {label}: reden")
        lines.append(say.line("closing-actions-how", done=done, drop=drop))
    return [say.title("closing-blocked", code=value.code), *lines, say.line("closing-blocked-then")]


def closing_ahead(value: ClosingAhead, say: Speech) -> Lines:
    """Show what closing does, and how to have it done."""
    lines = [say.title("closing-ahead", code=value.code)]
    if value.again:
        lines.append(say.line("leaving-changed"))
    if value.found:
        lines.append(say.line("closing-look"))
        lines += [line for each in value.found for line in found(each, say)]
    lines.append(_follow_ups(value.follow_ups, say))
    if value.moved:
        lines.append(say.line("closing-moved"))
    lines += [say.line("closing-then"), say.line("going-how"), Line(usage=own(value.command))]
    return [*lines, say.line("closing-other")]


def case_closed(value: CaseClosed, say: Speech) -> Lines:
    """Tell the case room that it can only be read from now on, and how that ends."""
    return [
        say.title("case-closed", code=value.code, by=value.by),
        say.line("case-closed-read-only"),
        _follow_ups(value.follow_ups, say),
        say.line("case-closed-reopen", command=_reopen(value.code)),
        say.line("case-minutes-record"),
    ]


def case_reopened(value: CaseReopened, say: Speech) -> Lines:
    """Tell the case room that it goes on, why, and what is asked of it."""
    lines = [
        say.title("case-reopened", code=value.code, by=value.by),
        say.field("case-reopened-why", typed(value.reason)),
        say.line("case-reopened-write"),
        say.line("case-reopened-mdt"),
    ]
    if value.follow_ups:
        lines.append(say.line("case-reopened-follow-up", days=_days(value.follow_ups, say)))
    if not value.coordinator:
        return [*lines, say.line("coordinator-missing")]
    return [*lines, say.field("card-coordinator", typed(value.coordinator))]


def reopened_there(value: ReopenedThere, say: Speech) -> Lines:
    """Confirm in the direct chat, in codes."""
    uncovered = [say.line("reopened-there-uncovered")] if value.uncovered else []
    return [say.title("reopened-there", code=value.code), say.line("reopened-there-write"), *uncovered]


def action_dropped(value: ActionDropped, say: Speech) -> Lines:
    """Say what is no longer needed, by whom and why, and how much is left."""
    return [
        say.title("action-dropped", label=value.action.label, by=value.by),
        Line(typed(value.action.text)),
        say.field("case-reopened-why", typed(value.action.reason)),
        say.line("action-done-left", count=value.left),
    ]


def _found(each: Found, say: Speech) -> Text:
    finding = each.finding
    key, label = f"closing-meets-{finding.what.value}", finding.label
    if finding.what is What.ROW:
        return say.text(key, label=label, owner=each.owner, drop=say.command(f"vervalt {label}: reden"))
    if finding.what is What.CONTRIBUTION:
        began, ended = say.command(f"inzet {label} gestart"), say.command(f"inzet {label} gestopt")
        return say.text(key, label=label, owner=each.owner, began=began, ended=ended)
    if finding.what is What.AREAS:
        decide = say.command(f"besluit {finding.areas[0].value}: tekst")
        return say.text(key, areas=say.areas(finding.areas), decide=decide)
    if finding.what is What.GROUND and not finding.blocks:
        return say.text("closing-meets-grondslag-alone", label=label)
    if finding.what is What.GROUND:
        return say.text(key, label=label, review=say.command(f"grondslag {label} beoordeeld: tekst"))
    if finding.what is What.ANONYMOUS:
        return say.text(key, organisations=say.all_of([typed(name) for name in each.organisations]))
    day = say.short_day(finding.due) if finding.due is not None else ""
    return say.text(key, label=label, owner=each.owner, day=day)


def _follow_ups(days: Sequence[date], say: Speech) -> Line:
    if not days:
        return say.line("closing-no-follow-up")
    return say.field("closing-follow-up", _days(days, say))


def _days(days: Sequence[date], say: Speech) -> Text:
    return say.all_of([say.day(day) for day in days])


def _reopen(code: str) -> Text:
    return own(f"`!casus heropen {code}: reden`")
