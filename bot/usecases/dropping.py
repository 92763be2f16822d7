"""An agreement that is no longer needed is dropped with who, when and why: none is lost in silence (R8, R33)."""

from dataclasses import replace

from bot.domain.case import ActionState
from bot.domain.consent_plan import may_say_yes
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import WhoDrops
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action, open_left, owner_name
from bot.usecases.handover import facts_of
from bot.usecases.results_closing import ActionDropped


async def drop_action(acting: Acting, number: int, reason: str) -> ActionDropped:
    """Drop an action: by its owner, a colleague of theirs, or the regiehouder; without one, by whoever could be it.

    Raises `Refused`, as `open_action`, and with `WhoDrops`.
    """
    work, code, person = acting.work, acting.subject, acting.person
    action = await open_action(work, code, number)
    theirs = person.organisation == action.owner.organisation
    if not theirs and not may_say_yes(await facts_of(work, code), person, acting.directory):
        raise Refused(WhoDrops(owner_name(action.owner, acting.directory)))
    await work.actions.drop(code, number, person.user_id, acting.now, reason)
    dropped = replace(action, state=ActionState.DROPPED, done_by=person.user_id, done_at=acting.now, reason=reason)
    return ActionDropped(dropped, person.name, await open_left(work, code))
