"""Agreed actions: whose turn it is, by when, and that it was done (R8)."""

from bot.domain.calendar import local_day
from bot.domain.case import Action, ActionState, Area, CaseCode, Owner
from bot.domain.moments import Due, same_clock
from bot.domain.people import Directory, UserId
from bot.domain.refusals import ActionIsDone, NotInThisCase, Refused, UnknownAction
from bot.domain.refusals_closing import ActionIsDropped
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.notices import YourTurn
from bot.usecases.remember import remember
from bot.usecases.results import ActionAdded, ActionDone, Away
from bot.usecases.results_actions import ActionsDone, TimeDone
from bot.usecases.settling import require_settles
from bot.usecases.stepping import promise, put_right, take_step


async def add_action(acting: Acting, owner: Owner, due: Due, text: str, area: Area | None = None) -> ActionAdded:
    """Agree on an action. The owner takes part in this case, is an organisation with consent, or is outside.

    Raises `Refused` with `NotInThisCase`.
    """
    work, code = acting.work, acting.subject
    await require_part(work, code, owner)
    number = await work.actions.next_number(code)
    by, now = acting.person.user_id, acting.now
    action = Action(number, owner, due.day, text, by, now, due_at=due.at, area=area, rhythm=due.rhythm)
    await work.actions.add(code, action)
    await promise(work, code, action, acting.reminder_times, now)
    await remember(acting, What.ACTION, (number,))
    case = await work.cases.get(code)
    nobody = owner.outside and (case is None or case.coordinator is None)
    return ActionAdded(action, owner_name(owner, acting.directory), await away(acting, action), nobody)


async def tell_owner(acting: Acting, action: Action) -> None:
    """Ring for the owner, in the case room and after the agreement itself; not for who made it."""
    user_id = action.owner.user_id
    if user_id is not None:
        await ring(acting, action, (user_id,))


async def ring(acting: Acting, action: Action, users: tuple[UserId, ...]) -> None:
    """Ring for these people in the case room, one by one: it is their turn. Not for who did it."""
    for user_id in users:
        if user_id != acting.person.user_id:
            turn = YourTurn(acting.subject, action.label, action.due, user_id, action.due_at)
            await acting.speaker.in_room(acting.work, acting.room, turn, acting.now)


async def finish_actions(acting: Acting, numbers: tuple[int, ...]) -> ActionDone | TimeDone | ActionsDone:
    """Record that actions are done, all of them or none. One that comes back goes to its next day.

    Raises `Refused`, as `open_action`, and with `WhoDrops`.
    """
    done: list[ActionDone | TimeDone] = []
    steps: list[int] = []
    for number in dict.fromkeys(numbers):
        each, step = await _finish(acting, number)
        done.append(each)
        steps.append(step)
    await remember(acting, What.STEPS, tuple(steps))
    return done[0] if len(done) == 1 else ActionsDone(tuple(done))


async def _finish(acting: Acting, number: int) -> tuple[ActionDone | TimeDone, int]:
    work, code, by, now = acting.work, acting.subject, acting.person, acting.now
    action = await open_action(work, code, number)
    await require_settles(acting, action, owner_name(action.owner, acting.directory))
    following = None
    if action.rhythm is not None:
        following = action.rhythm.after(max(action.due, local_day(now)), acting.days)
    if following is None:
        step = ActionStep(number, StepKind.DONE, by.user_id, now)
        _, stored = await take_step(work, code, action, step)
        return ActionDone(action, by.name, await open_left(work, code)), stored
    step = ActionStep(
        number,
        StepKind.TIME,
        by.user_id,
        now,
        was=action.due,
        due=following,
        was_at=action.due_at,
        due_at=same_clock(action.due_at, following),
    )
    after, stored = await take_step(work, code, action, step)
    await put_right(work, code, action, after, acting.reminder_times, now)
    return TimeDone(after, by.name), stored


async def open_action(work: Work, code: CaseCode, number: int) -> Action:
    """Give an action that is still to be done.

    Raises `Refused` with `UnknownAction`, `ActionIsDone` or `ActionIsDropped`.
    """
    action = await work.actions.get(code, number)
    if action is None:
        raise Refused(UnknownAction(f"A{number}"))
    if action.state is ActionState.DONE:
        raise Refused(ActionIsDone(action.label))
    if action.state is not ActionState.OPEN:
        raise Refused(ActionIsDropped(action.label))
    return action


async def open_left(work: Work, code: CaseCode) -> int:
    """Count the open actions of a case."""
    return sum(action.state is ActionState.OPEN for action in await work.actions.of(code))


def owner_name(owner: Owner, directory: Directory) -> str:
    """Name an owner as people say it: the person, the organisation, or the outside party."""
    if owner.user_id is not None:
        return directory.name_of(owner.user_id)
    organisation = directory.organisation(owner.organisation) if owner.organisation else None
    return organisation.name if organisation else owner.organisation or owner.name


async def away(acting: Acting, action: Action) -> Away | None:
    """Tell that the owner is away today or on the day it is due, until when, and who stands in."""
    user_id = action.owner.user_id
    if user_id is None:
        return None
    for absence in await acting.work.absences.all():
        days = (local_day(acting.now), action.due)
        if absence.user_id == user_id and any(absence.covers(day) for day in days):
            directory = acting.directory
            deputy = directory.name_of(absence.deputy) if absence.deputy else ""
            return Away(directory.name_of(user_id), absence.last, deputy)
    return None


async def require_part(work: Work, code: CaseCode, owner: Owner) -> None:
    """See that an owner is outside, or may act in this case. Raises `Refused` with `NotInThisCase`."""
    if owner.outside:
        return
    if owner.user_id is not None:
        takes_part = owner.user_id in {member.user_id for member in await work.cases.roster(code)}
    else:
        consents = await work.cases.consents(code)
        takes_part = any(c.organisation == owner.organisation and c.grants for c in consents)
    if not takes_part:
        raise Refused(NotInThisCase("wie"))
