"""An action that was not done in time stays open, with why and a new day: none is late in silence (R8)."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from bot.domain.outcome import Delay, last_delay
from bot.domain.refusals import MissingField, Refused
from bot.domain.reminders import Reminder, reminder_moment
from bot.ports import AlreadyThereError
from bot.usecases.acting import Acting
from bot.usecases.actions import open_action, owner_name
from bot.usecases.results_outcome import ActionDelayed


async def not_done(acting: Acting, number: int, reason: str, day: date | None, example: str) -> ActionDelayed:
    """Record that an action was not done. A day that is named afterwards needs no reason again.

    Raises `Refused`, as `open_action`, and with `MissingField`.
    """
    work, code = acting.work, acting.subject
    action = await open_action(work, code, number)
    if not reason:
        before = last_delay(await work.delays.of(code), number)
        if day is None or before is None or before.due is not None:
            raise Refused(MissingField("reden", example))
        reason = before.reason
    await work.delays.add(code, Delay(number, reason, acting.person.user_id, acting.now, action.due, day))
    if day is None:
        return ActionDelayed(action, owner_name(action.owner, acting.directory), reason, moved=False)
    moment = reminder_moment(day, acting.reminder_times, acting.now)
    if moment is not None:
        with suppress(AlreadyThereError):  # it was promised for this moment already
            await work.reminders.add(Reminder(code, number, moment))
    return ActionDelayed(replace(action, due=day), owner_name(action.owner, acting.directory), reason, moved=True)
