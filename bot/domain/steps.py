"""What happens to an action, step by step: who, when and why. How it stands is what its steps make of it (R8).

Nothing is ever taken away from the row of steps: what is taken back gets a step of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.case import Action, ActionState, Owner
from bot.domain.outcome import Delay
from bot.domain.people import UserId


class StepKind(StrEnum):
    """What happened."""

    DONE = "klaar"
    TIME = "keer"
    """One that comes back was done this time; it stays open, on its next day."""
    POSTPONED = "uitgesteld"
    NOT_DONE = "niet-gedaan"
    """It was not done in time; it may get a new day, or none yet."""
    DROPPED = "vervallen"
    HANDED = "overgedragen"
    TAKEN_BACK = "teruggenomen"


@dataclass(frozen=True)
class ActionStep:
    """One step of the action with the number `action`; `number` counts the steps of its case, 0 until it is stored.

    The day goes from `was` to `due`, the moment on it from `was_at` to `due_at`, and whose turn it is from
    `from_owner` to `to_owner`: only what changed is there. `reason` is typed: sealed. `of` is the step that was taken
    back, 0 for the agreement itself.
    """

    action: int
    kind: StepKind
    by: UserId
    at: datetime
    reason: str = field(default="", repr=False)
    was: date | None = None
    due: date | None = None
    was_at: datetime | None = None
    due_at: datetime | None = None
    from_owner: Owner | None = None
    to_owner: Owner | None = None
    of: int = 0
    number: int = 0


def stepped(action: Action, step: ActionStep, earlier: Iterable[ActionStep] = ()) -> Action:
    """Give the action as it stands after a step. `earlier` holds the step that is taken back, if one is."""
    match step.kind:
        case StepKind.DONE:
            return replace(action, state=ActionState.DONE, done_by=step.by, done_at=step.at)
        case StepKind.DROPPED:
            ended = replace(action, state=ActionState.DROPPED, done_by=step.by, done_at=step.at)
            return replace(ended, reason=step.reason)
        case StepKind.TIME | StepKind.POSTPONED | StepKind.NOT_DONE:
            return action if step.due is None else replace(action, due=step.due, due_at=step.due_at)
        case StepKind.HANDED:
            return action if step.to_owner is None else replace(action, owner=step.to_owner)
        case StepKind.TAKEN_BACK if step.of == 0:
            return replace(action, state=ActionState.TAKEN_BACK, done_by=step.by, done_at=step.at)
        case StepKind.TAKEN_BACK:
            return before(action, next(each for each in earlier if each.number == step.of))


def before(action: Action, step: ActionStep) -> Action:
    """Give the action as it stood before its last step."""
    match step.kind:
        case StepKind.DONE | StepKind.DROPPED:
            return replace(action, state=ActionState.OPEN, done_by=None, done_at=None, reason="")
        case StepKind.HANDED:
            return action if step.from_owner is None else replace(action, owner=step.from_owner)
        case _:
            return action if step.was is None or step.due is None else replace(action, due=step.was, due_at=step.was_at)


def steps_of(action: int, steps: Iterable[ActionStep]) -> tuple[ActionStep, ...]:
    """List every step of one action."""
    return tuple(step for step in steps if step.action == action)


def standing(steps: Iterable[ActionStep]) -> tuple[ActionStep, ...]:
    """List the steps that were not taken back, without those that took back."""
    all_ = tuple(steps)
    taken_back = {step.of for step in all_ if step.kind is StepKind.TAKEN_BACK}
    return tuple(s for s in all_ if s.kind is not StepKind.TAKEN_BACK and s.number not in taken_back)


def delays_of(steps: Iterable[ActionStep]) -> tuple[Delay, ...]:
    """List why actions were put off, and not done in time; what was taken back is not in it."""
    delayed = {StepKind.NOT_DONE, StepKind.POSTPONED}
    return tuple(
        Delay(s.action, s.reason, s.by, s.at, s.was, s.due, s.kind is StepKind.POSTPONED, s.due_at)
        for s in standing(steps)
        if s.kind in delayed and s.was is not None
    )
