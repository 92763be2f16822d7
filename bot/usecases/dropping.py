"""An agreement that is no longer needed is dropped with who, when and why: none is lost in silence (R8, R33)."""

from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action, open_left, owner_name
from bot.usecases.remember import remember
from bot.usecases.results_closing import ActionDropped
from bot.usecases.settling import require_settles
from bot.usecases.stepping import take_step


async def drop_action(acting: Acting, number: int, reason: str) -> ActionDropped:
    """Drop an action; of one that comes back, the whole row ends.

    Raises `Refused`, as `open_action`, and with `WhoDrops`.
    """
    work, code, person = acting.work, acting.subject, acting.person
    action = await open_action(work, code, number)
    await require_settles(acting, action, owner_name(action.owner, acting.directory))
    step = ActionStep(number, StepKind.DROPPED, person.user_id, acting.now, reason)
    dropped, stored = await take_step(work, code, action, step)
    await remember(acting, What.STEPS, (stored,))
    return ActionDropped(dropped, person.name, await open_left(work, code))
