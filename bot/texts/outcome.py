"""What the MDT leaves for later. Case room only."""

from bot.domain.case import Action
from bot.domain.outcome import Delay, last_delay
from bot.texts.document import Line, Lines, Style, Text, joined, own, typed
from bot.texts.speech import Speech
from bot.texts.when import by_when
from bot.usecases.results import Card
from bot.usecases.results_outcome import ActionDelayed, HeldOver, ReviewSet

MOST_LATE = 8
"""Late actions that are named; the others are counted."""


def held_over(value: HeldOver, say: Speech) -> Lines:
    """Say that the case comes back, and why."""
    lines = [say.title("held-over", code=value.code), Line(typed(value.reason)), say.line("held-over-then")]
    return [*lines, say.line("noted-again")] if value.again else lines


def review_set(value: ReviewSet, say: Speech) -> Lines:
    """Say back the day, and that it is another than was typed."""
    title = say.title("review-set", day=say.day(value.day))
    return [title] if value.meant is None else [title, say.line("review-moved", day=say.day(value.meant))]


def action_delayed(value: ActionDelayed, say: Speech) -> Lines:
    """Say that an action stays open, and by when; or ask by when."""
    label, day = value.action.label, by_when(value.action.due, value.action.due_at, say)
    key = "action-delayed" if value.moved else "action-delayed-open"
    lines = [say.title(key, label=label, owner=value.owner, day=day), Line(typed(value.action.text))]
    lines.append(say.field("action-delayed-why", typed(value.reason)))
    if not value.moved:
        lines.append(say.line("action-delayed-when", command=say.command(f"niet gedaan {label} vrijdag")))
    return lines


def why_not_done(delay: Delay | None, say: Speech) -> Text:
    """Write behind an action why it was put off or not done; empty when nobody said so."""
    if delay is None:
        return ()
    key = "action-put-off" if delay.postponed else "action-not-done"
    return own(" ") + say.text(key, reason=delay.reason)


def late_actions(card: Card, say: Speech) -> Lines:
    """List the late actions of the case that is being weighed, and what can be said of them."""
    late = sorted((a for a in card.file.actions if a.is_late(card.today)), key=lambda a: (a.due, a.number))
    if not late:
        return []
    lines = [say.title("late-actions", count=len(late)), *(_late(action, card, say) for action in late[:MOST_LATE])]
    if len(late) > MOST_LATE:
        lines.append(say.line("late-actions-more", count=len(late) - MOST_LATE))
    label = late[0].label
    done, not_done, never = (f"klaar {label}", f"niet gedaan {label} vrijdag: reden", f"kan niet meer {label}: reden")
    ways = {"done": say.command(done), "not_done": say.command(not_done), "never": say.command(never)}
    return [*lines, say.line("late-actions-how", **ways)]


def _late(action: Action, card: Card, say: Speech) -> Line:
    owner = action.owner
    name = next((o.name for o in card.organisations if o.key == owner.organisation), owner.organisation or owner.name)
    who = say.name(owner.user_id, card.names) if owner.user_id is not None else typed(name)
    text = joined([joined([say.short_day(action.due, card.today), who], ", "), typed(action.text)], ": ")
    why = why_not_done(last_delay(card.file.delays, action.number), say)
    return Line(text + why, Style.BULLET, own(action.label))
