"""What happened to actions, and what was taken back. Case room only, but for what is told in the direct chat."""

from bot.domain.calendar import local_day
from bot.domain.case import Action, ActionState
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.texts.when import about, by_when
from bot.usecases.results import ActionDone, Away
from bot.usecases.results_actions import (
    ActionHanded,
    ActionPostponed,
    ActionsDone,
    ActionShown,
    FinishedActions,
    TakenBackHere,
    TimeDone,
    ToldThere,
)

MOST_FINISHED = 20
"""Of what was done, the latest; the others are counted."""


def away(value: Away, say: Speech) -> list[Line]:
    """Say that the owner is away, until when, and who stands in."""
    until = say.day(value.until)
    if value.deputy:
        return [say.line("owner-away", name=value.name, until=until, deputy=value.deputy)]
    return [say.line("owner-away-nobody", name=value.name, until=until)]


def time_done(value: TimeDone, say: Speech) -> Lines:
    """Say that this time is done, and when the next one is."""
    action = value.action
    title = say.title("action-time-done", label=action.label, by=value.by)
    return [title, Line(typed(action.text)), _next(action, say)]


def actions_done(value: ActionsDone, say: Speech) -> Lines:
    """Say what is done, one line each, and how much is left."""
    lines = [say.title("actions-done", labels=_labels([each.action for each in value.done], say), by=value.done[0].by)]
    for each in value.done:
        action = each.action
        lines.append(Line(typed(action.text), Style.BULLET, own(f"{action.label}:")))
        if isinstance(each, TimeDone):
            lines.append(_next(action, say))
    left = [each.left for each in value.done if isinstance(each, ActionDone)]
    return [*lines, say.line("action-done-left", count=left[-1])] if left else lines


def action_postponed(value: ActionPostponed, say: Speech) -> Lines:
    """Say back the new day, and why."""
    action = value.action
    day = by_when(action.due, action.due_at, say)
    title = say.title("action-postponed", label=action.label, owner=value.owner, day=day)
    return [title, Line(typed(action.text)), say.field("case-reopened-why", typed(value.reason))]


def action_handed(value: ActionHanded, say: Speech) -> Lines:
    """Say whose it is now, and that it was somebody else's."""
    action = value.action
    day = by_when(action.due, action.due_at, say)
    title = say.title("action-handed", label=action.label, before=value.before, owner=value.owner, day=day)
    lines = [title, Line(typed(action.text))]
    if value.reason:
        lines.append(say.field("case-reopened-why", typed(value.reason)))
    if action.owner.outside:
        lines.append(say.line("action-outside"))
    return [*lines, *away(value.away, say)] if value.away is not None else lines


def action_shown(value: ActionShown, say: Speech) -> Lines:
    """Show one action: what, who, by when, how it stands, and everything that happened to it."""
    action = value.action
    lines = [say.title("action-shown", label=action.label, owner=value.owner), Line(typed(action.text))]
    lines.append(say.field("action-due-field", by_when(action.due, action.due_at, say, value.today)))
    if action.area is not None or action.rhythm is not None:
        lines.append(say.field("action-about-field", about(action, say)))
    lines.append(say.field("action-state-field", say.text(f"action-is-{action.state.value}")))
    agreed = say.text("step-agreed", by=say.name(action.added_by, value.names), moment=say.moment(action.added_at))
    return [*lines, Line(agreed, Style.BULLET), *(Line(_step(s, value, say), Style.BULLET) for s in value.steps)]


def finished_actions(value: FinishedActions, say: Speech) -> Lines:
    """List what was done, by whom and when."""
    if not value.done:
        return say.lines("finished-none", code=value.code)
    lines = [say.title("finished", code=value.code, count=len(value.done))]
    for step, action in value.done[:MOST_FINISHED]:
        day = say.short_day(local_day(step.at))
        text = say.text("finished-by", day=day, by=say.name(step.by, value.names)) + own(": ") + typed(action.text)
        lines.append(Line(text, Style.BULLET, own(action.label)))
    if len(value.done) > MOST_FINISHED:
        lines.append(say.line("closing-more", count=len(value.done) - MOST_FINISHED))
    return lines


def told_there(value: ToldThere, say: Speech) -> Lines:
    """Confirm in the direct chat, in codes."""
    labels = say.all_of([own(label) for label in value.labels])
    return say.lines(f"told-{value.told.value}", code=value.code, labels=labels)


def taken_back(value: TakenBackHere, say: Speech) -> Lines:
    """Say what somebody took back, and how it stands now."""
    if value.areas:
        what = say.areas(value.areas)
    elif value.what is What.STEPS:
        pairs = zip(value.labels, value.kinds, strict=True)
        what = say.all_of([own(f"{label} ") + say.text(f"step-word-{kind.value}") for label, kind in pairs])
    else:
        what = say.all_of([own(label) for label in value.labels])
    lines = [say.title(f"taken-back-{value.what.value}", by=value.by, what=what)]
    if value.what is What.CORRECTION:
        lines += [Line(typed(action.text)) for action in value.actions]
    for action in value.actions if value.what is What.STEPS else ():
        day = by_when(action.due, action.due_at, say)
        owner = value.owners.get(action.number, action.owner.organisation or action.owner.name)
        lines.append(say.line("taken-back-stands", label=action.label, owner=owner, day=day))
    for area in value.areas:
        key = "taken-back-earlier" if area in value.still else "taken-back-none"
        lines.append(say.line(key, area=say.area(area)))
    return lines


def _next(action: Action, say: Speech) -> Line:
    return say.line("action-next-time", label=action.label, day=by_when(action.due, action.due_at, say))


def _labels(actions: list[Action], say: Speech) -> Text:
    return say.all_of([own(action.label) for action in actions])


def _step(step: ActionStep, value: ActionShown, say: Speech) -> Text:
    """Write one step: what, who, when, and why if that was said."""
    by, moment = say.name(step.by, value.names), say.moment(step.at, value.today)
    key = f"step-{step.kind.value}"
    if step.kind is StepKind.HANDED:
        text = say.text(key, owner=value.owners.get(step.number, ""), by=by, moment=moment)
    elif step.kind is StepKind.TAKEN_BACK:
        undone = next((each for each in value.steps if each.number == step.of), None)
        what = say.text("step-agreement" if undone is None else f"step-word-{undone.kind.value}")
        text = say.text(key, what=what, by=by, moment=moment)
    else:
        text = say.text(key, by=by, moment=moment)
    if step.due is not None:
        text += own(", ") + say.text("step-to", day=by_when(step.due, step.due_at, say, value.today, short=True))
    reason = step.reason or (value.action.reason if _ended(step, value.action) else "")
    return joined([text, typed(reason)], ": ") if reason else text


def _ended(step: ActionStep, action: Action) -> bool:
    return step.kind is StepKind.DROPPED and action.state is ActionState.DROPPED and action.done_at == step.at
