"""An action goes to somebody else: with who, when and, if it was said, why (R8)."""

from bot.domain.case import Action, Owner
from bot.domain.people import UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_actions import AlreadyTheirs
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.usecases.acting import Acting
from bot.usecases.actions import away, open_action, owner_name, require_part, ring
from bot.usecases.remember import remember
from bot.usecases.results_actions import ActionHanded
from bot.usecases.rosters import roster_of
from bot.usecases.settling import require_settles
from bot.usecases.stepping import promise, take_step


async def hand_over(acting: Acting, number: int, owner: Owner, reason: str) -> ActionHanded:
    """Hand an action over to somebody in the case, an organisation with consent, or an outside party.

    Raises `Refused`, as `open_action`, and with `WhoDrops`, `NotInThisCase` or `AlreadyTheirs`.
    """
    work, code, directory = acting.work, acting.subject, acting.directory
    action = await open_action(work, code, number)
    before = owner_name(action.owner, directory)
    await require_settles(acting, action, before)
    await require_part(work, code, owner)
    if owner == action.owner:
        raise Refused(AlreadyTheirs(action.label))
    by = acting.person.user_id
    step = ActionStep(number, StepKind.HANDED, by, acting.now, reason, from_owner=action.owner, to_owner=owner)
    after, stored = await take_step(work, code, action, step)
    await promise(work, code, after, acting.reminder_times, acting.now)
    await remember(acting, What.STEPS, (stored,))
    return ActionHanded(after, before, owner_name(owner, directory), reason, await away(acting, after))


async def tell_new_owner(acting: Acting, action: Action) -> None:
    """Ring for who has it now; for an organisation, everybody of it in the case. After the room heard of it."""
    await ring(acting, action, await _owners(acting, action.owner))


async def _owners(acting: Acting, owner: Owner) -> tuple[UserId, ...]:
    if owner.user_id is not None:
        return (owner.user_id,)
    here = await roster_of(acting.work, acting.room)
    members = await acting.work.cases.roster(acting.subject)
    return tuple(m.user_id for m in members if m.organisation == owner.organisation and m.user_id in here)
