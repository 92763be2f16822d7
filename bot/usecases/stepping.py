"""One step of an action: it stands from now on as its steps make it, and its reminders are put right (R8)."""

from contextlib import suppress
from datetime import datetime, time, timedelta

from bot.domain.calendar import at, local_day
from bot.domain.case import Action, ActionState, CaseCode
from bot.domain.reminders import Reminder, reminder_moment
from bot.domain.steps import ActionStep, stepped, steps_of
from bot.ports import AlreadyThereError, Work

BEFORE = timedelta(hours=1)
"""How long ahead of an agreed moment people are reminded, when no usual time comes before it."""


async def take_step(work: Work, code: CaseCode, action: Action, step: ActionStep) -> tuple[Action, int]:
    """Store a step and what it makes of the action; give both. The reminders are another matter (`put_right`)."""
    earlier = steps_of(action.number, await work.action_steps.of(code))
    after = stepped(action, step, earlier)
    number = await work.action_steps.add(code, step)
    await work.actions.save(code, after)
    return after, number


async def promise(work: Work, code: CaseCode, action: Action, times: tuple[time, ...], now: datetime) -> None:
    """Promise the reminder of an open action: one at most, and none when its moment has passed."""
    moment = reminder_of(action, times, now)
    if moment is not None and action.state is ActionState.OPEN:
        with suppress(AlreadyThereError):  # it was promised for this moment already
            await work.reminders.add(Reminder(code, action.number, moment))


async def put_right(
    work: Work, code: CaseCode, before: Action, after: Action, times: tuple[time, ...], now: datetime
) -> None:
    """Promise the reminder of an action that stands otherwise now; what was promised for another day is forgotten."""
    if (before.due, before.due_at) != (after.due, after.due_at):
        for moment in {at(before.due, clock) for clock in times} | _around(before):
            await work.reminders.finished(Reminder(code, before.number, moment))
    await promise(work, code, after, times, now)


def reminder_of(action: Action, times: tuple[time, ...], now: datetime) -> datetime | None:
    """Give when to remind: at a usual time on the day, and with an agreed moment before it, or shortly before it."""
    if action.due_at is None:
        return reminder_moment(action.due, times, now)
    before = tuple(clock for clock in times if at(action.due, clock) < action.due_at)
    usual = reminder_moment(local_day(action.due_at), before, now)
    return usual or next((moment for moment in sorted(_around(action)) if moment > now), None)


def _around(action: Action) -> set[datetime]:
    return set() if action.due_at is None else {action.due_at - BEFORE, action.due_at}
