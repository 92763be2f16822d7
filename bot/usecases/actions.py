"""Agreed actions: whose turn it is, by when, and that it was done (R8)."""

from datetime import date

from bot.domain.calendar import local_day
from bot.domain.case import Action, ActionState, CaseCode, Owner
from bot.domain.people import Directory
from bot.domain.refusals import ActionIsDone, NotInThisCase, Refused, UnknownAction
from bot.domain.refusals_closing import ActionIsDropped
from bot.domain.reminders import Reminder, reminder_moment
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.notices import YourTurn
from bot.usecases.results import ActionAdded, ActionDone, ActionList, MyActions


async def add_action(acting: Acting, owner: Owner, due: date, text: str) -> ActionAdded:
    """Agree on an action. The owner takes part in this case, or is an organisation with consent.

    Raises `Refused` with `NotInThisCase`.
    """
    work, code = acting.work, acting.subject
    await _require_part(work, code, owner)
    number = await work.actions.next_number(code)
    action = Action(number, owner, due, text, acting.person.user_id, acting.now)
    await work.actions.add(code, action)
    moment = reminder_moment(due, acting.reminder_times, acting.now)
    if moment is not None:
        await work.reminders.add(Reminder(code, number, moment))
    return ActionAdded(action, owner_name(owner, acting.directory))


async def tell_owner(acting: Acting, action: Action) -> None:
    """Ring for the owner, in the case room and after the agreement itself; not for who made it."""
    user_id = action.owner.user_id
    if user_id is not None and user_id != acting.person.user_id:
        turn = YourTurn(acting.subject, action.label, action.due, user_id)
        await acting.speaker.in_room(acting.work, acting.room, turn, acting.now)


async def list_actions(acting: Acting, code: CaseCode = "") -> ActionList:
    """List what is open, late first, then by day; of the case of this room, or of the one named."""
    code = code or acting.subject
    actions = await acting.work.actions.of(code)
    open_ = sorted((a for a in actions if a.state is ActionState.OPEN), key=lambda a: (a.due, a.number))
    owners = {action.number: owner_name(action.owner, acting.directory) for action in open_}
    done, dropped = (sum(a.state is state for a in actions) for state in (ActionState.DONE, ActionState.DROPPED))
    delays = {delay.action: delay for delay in await acting.work.delays.of(code)}
    return ActionList(code, tuple(open_), owners, local_day(acting.now), done, dropped, delays)


async def finish_action(acting: Acting, number: int) -> ActionDone:
    """Record that an action is done. Raises `Refused`, as `open_action`."""
    work, code = acting.work, acting.subject
    action = await open_action(work, code, number)
    await work.actions.done(code, number, acting.person.user_id, acting.now)
    return ActionDone(action, acting.person.name, await open_left(work, code))


async def open_action(work: Work, code: CaseCode, number: int) -> Action:
    """Give an action that is still to be done.

    Raises `Refused` with `UnknownAction`, `ActionIsDone` or `ActionIsDropped`.
    """
    action = await work.actions.get(code, number)
    if action is None:
        raise Refused(UnknownAction(f"A{number}"))
    if action.state is ActionState.DONE:
        raise Refused(ActionIsDone(action.label))
    if action.state is ActionState.DROPPED:
        raise Refused(ActionIsDropped(action.label))
    return action


async def open_left(work: Work, code: CaseCode) -> int:
    """Count the open actions of a case."""
    return sum(action.state is ActionState.OPEN for action in await work.actions.of(code))


async def my_actions(acting: Acting) -> MyActions:
    """List one's own open actions over all cases: codes, numbers and days."""
    mine = [a for a in await acting.work.overview.open_actions() if a.owner == acting.person.user_id]
    ordered = sorted(mine, key=lambda a: (a.due, a.case, a.number))
    return MyActions(local_day(acting.now), tuple((a.case, f"A{a.number}", a.due) for a in ordered))


def owner_name(owner: Owner, directory: Directory) -> str:
    """Name an owner as people say it: the person, or the organisation."""
    if owner.user_id is not None:
        return directory.name_of(owner.user_id)
    organisation = directory.organisation(owner.organisation)
    return organisation.name if organisation else owner.organisation


async def _require_part(work: Work, code: CaseCode, owner: Owner) -> None:
    if owner.user_id is not None:
        takes_part = owner.user_id in {member.user_id for member in await work.cases.roster(code)}
    else:
        consents = await work.cases.consents(code)
        takes_part = any(c.organisation == owner.organisation and c.grants for c in consents)
    if not takes_part:
        raise Refused(NotInThisCase("wie"))
