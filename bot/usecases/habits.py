"""When somebody wants to hear things, and which reminder of theirs waits. It changes nothing for anybody else."""

from datetime import datetime, time

from bot.domain.case import CaseCode
from bot.domain.people import Place
from bot.domain.refusals import Refused
from bot.domain.refusals_going import NotYourCase
from bot.domain.refusals_reminders import NotYourReminder, QuietTooLong
from bot.domain.reminders import Near, Snooze, addressees
from bot.domain.rhythm import Habit, Hours
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action
from bot.usecases.day import facts_of_case, look
from bot.usecases.results_reminders import HoursShown, Snoozed, WorkdaysShown

OFF = (time(), time())
"""Quiet hours that begin when they end: none."""


async def show_hours(acting: Acting) -> HoursShown:
    """Show the asker's quiet hours."""
    return _hours(acting, await _habit(acting), changed=False)


async def set_hours(acting: Acting, quiet: tuple[time, time]) -> HoursShown:
    """Keep the asker's quiet hours; `OFF` for none. Raises `Refused` with `QuietTooLong`."""
    before = await _habit(acting)
    habit = Habit(before.user_id, *quiet, before.days)
    if acting.speaker.rhythm.hours(habit).too_long:
        raise Refused(QuietTooLong())
    await acting.work.habits.save(habit)
    return _hours(acting, habit, changed=True)


async def show_days(acting: Acting) -> WorkdaysShown:
    """Show on which days the asker works."""
    return _days(acting, await _habit(acting), changed=False)


async def set_days(acting: Acting, days: frozenset[int] | None) -> WorkdaysShown:
    """Keep on which days the asker works; None for the usual ones."""
    before = await _habit(acting)
    habit = Habit(before.user_id, before.quiet_from, before.quiet_until, days)
    await acting.work.habits.save(habit)
    return _days(acting, habit, changed=True)


async def snooze(acting: Acting, code: CaseCode, number: int, until: datetime, *, rings: bool) -> Snoozed:
    """Let the asker's own reminders of an action wait. The day of the action stays, and what is late still climbs.

    Raises `Refused`: as `open_action`, and with `NotYourCase` or `NotYourReminder`.
    """
    work, user = acting.work, acting.person.user_id
    day = await look(work, acting.now, acting.speaker.rhythm)
    try:
        case = await facts_of_case(work, day, code)
    except KeyError:
        raise Refused(NotYourCase()) from None
    if acting.room.place is not Place.CASE and user not in case.here:
        raise Refused(NotYourCase())
    action = await open_action(work, code, number)
    near = Near(code, number, action.due, action.owner, action.added_at)
    if user not in {*addressees(near, case, day.rota, day.today), case.leads}:
        raise Refused(NotYourReminder(action.label))
    await work.nudges.snooze(Snooze(user, code, number, until, rings))
    return Snoozed(code, action.label, until, digest=not rings)


async def _habit(acting: Acting) -> Habit:
    user = acting.person.user_id
    return await acting.work.habits.of(user) or Habit(user)


def _effective(acting: Acting, habit: Habit) -> Hours:
    return acting.speaker.rhythm.hours(habit)


def _hours(acting: Acting, habit: Habit, *, changed: bool) -> HoursShown:
    hours = _effective(acting, habit)
    days = tuple(sorted(hours.days.weekdays))
    return HoursShown(hours.quiet_from, hours.quiet_until, days, acting.speaker.rhythm.digest_at, changed)


def _days(acting: Acting, habit: Habit, *, changed: bool) -> WorkdaysShown:
    days = tuple(sorted(_effective(acting, habit).days.weekdays))
    return WorkdaysShown(days, own=habit.days is not None, changed=changed)
