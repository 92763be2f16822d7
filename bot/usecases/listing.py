"""The actions of a case as people look at them: by owner, late ones only, what was done, or one with its history."""

from collections.abc import Iterable

from bot.domain.calendar import local_day
from bot.domain.case import ActionState, CaseCode, Owner
from bot.domain.people import UserId
from bot.domain.refusals import Refused, UnknownAction
from bot.domain.steps import StepKind, delays_of, standing, steps_of
from bot.usecases.acting import Acting
from bot.usecases.actions import owner_name
from bot.usecases.results import ActionList
from bot.usecases.results_actions import ActionShown, FinishedActions

FINISHED = frozenset({StepKind.DONE, StepKind.TIME})


async def list_actions(
    acting: Acting, owner: Owner | None = None, *, code: CaseCode = "", whole: bool = False, late: bool = False
) -> ActionList:
    """List what is open, late first, then by day; of the case of this room, or of the one with this `code`.

    With an `owner` theirs; an organisation's people are it too.
    """
    work, code, today = acting.work, code or acting.subject, local_day(acting.now)
    actions = await work.actions.of(code)
    wanted = [a for a in actions if a.state is ActionState.OPEN and _is_of(a.owner, owner)]
    shown = sorted((a for a in wanted if not late or a.is_late(today)), key=lambda a: (a.due, a.number))
    owners = {action.number: owner_name(action.owner, acting.directory) for action in shown}
    done, dropped = (sum(a.state is state for a in actions) for state in (ActionState.DONE, ActionState.DROPPED))
    delays = {delay.action: delay for delay in delays_of(await work.action_steps.of(code))}
    of = owner_name(owner, acting.directory) if owner is not None else ""
    return ActionList(code, tuple(shown), owners, today, done, dropped, delays, whole, of, late)


async def finished_actions(acting: Acting) -> FinishedActions:
    """List what was done, the latest first."""
    work, code = acting.work, acting.subject
    actions = {action.number: action for action in await work.actions.of(code)}
    steps = [step for step in standing(await work.action_steps.of(code)) if step.kind in FINISHED]
    done = tuple((step, actions[step.action]) for step in reversed(steps))
    return FinishedActions(code, done, _names(acting, (step.by for step in steps)))


async def show_action(acting: Acting, number: int) -> ActionShown:
    """Show one action and everything that happened to it. Raises `Refused` with `UnknownAction`."""
    work, code, directory = acting.work, acting.subject, acting.directory
    action = await work.actions.get(code, number)
    if action is None:
        raise Refused(UnknownAction(f"A{number}"))
    steps = steps_of(number, await work.action_steps.of(code))
    names = _names(acting, [action.added_by, *(step.by for step in steps)])
    owners = {step.number: owner_name(step.to_owner, directory) for step in steps if step.to_owner is not None}
    today = local_day(acting.now)
    return ActionShown(action, owner_name(action.owner, directory), today, steps, names, owners)


def _is_of(owner: Owner, wanted: Owner | None) -> bool:
    if wanted is None:
        return True
    return owner.organisation == wanted.organisation and wanted.user_id in {None, owner.user_id}


def _names(acting: Acting, users: Iterable[UserId]) -> dict[UserId, str]:
    return {user: acting.directory.name_of(user) for user in users}
