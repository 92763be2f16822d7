"""An action that is put off, or was not done in time, stays open, with why: none is late in silence (R8)."""

from bot.domain.case import Action
from bot.domain.moments import Due
from bot.domain.outcome import last_delay
from bot.domain.refusals import MissingField, Refused
from bot.domain.steps import ActionStep, StepKind, delays_of
from bot.domain.undo import What
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action, owner_name
from bot.usecases.remember import remember
from bot.usecases.results_actions import ActionPostponed
from bot.usecases.results_outcome import ActionDelayed
from bot.usecases.settling import require_settles
from bot.usecases.stepping import put_right, take_step


async def not_done(acting: Acting, number: int, reason: str, due: Due | None, example: str) -> ActionDelayed:
    """Record that an action was not done. A day that is named afterwards needs no reason again.

    Anybody in the case may: in the MDT, who leads it says so for others. Raises `Refused`, as `open_action`, and with
    `MissingField`.
    """
    action = await open_action(acting.work, acting.subject, number)
    if not reason:
        before = last_delay(delays_of(await acting.work.action_steps.of(acting.subject)), number)
        if due is None or before is None or before.due is not None:
            raise Refused(MissingField("reden", example))
        reason = before.reason
    after = await _put_off(acting, action, StepKind.NOT_DONE, reason, due)
    return ActionDelayed(after, owner_name(action.owner, acting.directory), reason, moved=due is not None)


async def postpone(acting: Acting, number: int, due: Due, reason: str) -> ActionPostponed:
    """Agree on a later day, and why. Of one that comes back, only this time moves: the rhythm stays.

    Raises `Refused`, as `open_action`, and with `WhoDrops`.
    """
    action = await open_action(acting.work, acting.subject, number)
    owner = owner_name(action.owner, acting.directory)
    await require_settles(acting, action, owner)
    return ActionPostponed(await _put_off(acting, action, StepKind.POSTPONED, reason, due), owner, reason)


async def _put_off(acting: Acting, action: Action, kind: StepKind, reason: str, due: Due | None) -> Action:
    work, code, now = acting.work, acting.subject, acting.now
    step = ActionStep(
        action.number,
        kind,
        acting.person.user_id,
        now,
        reason,
        was=action.due,
        due=None if due is None else due.day,
        was_at=action.due_at,
        due_at=None if due is None else due.at,
    )
    after, stored = await take_step(work, code, action, step)
    await put_right(work, code, action, after, acting.reminder_times, now)
    await remember(acting, What.STEPS, (stored,))
    return after
