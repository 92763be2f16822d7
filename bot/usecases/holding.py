"""A case is held over in its own room, and comes back with the reason (R6)."""

from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.meeting import Meeting
from bot.domain.outcome import Hold, Review, standing_hold
from bot.domain.refusals import Refused
from bot.domain.refusals_leading import NothingHeld
from bot.usecases.acting import Acting
from bot.usecases.results_leading import HoldLifted
from bot.usecases.results_outcome import HeldOver


async def hold_over(acting: Acting, meeting: Meeting, reason: str) -> HeldOver:
    """Hold over the case that the meeting weighs now. It moves nothing: whoever leads goes on."""
    work, code = acting.work, acting.subject
    before = standing_hold(await work.holds.of(code))
    await work.holds.add(code, Hold(meeting.id, reason, acting.person.user_id, acting.now))
    return HeldOver(code, reason, again=before is not None and before.meeting == meeting.id)


async def held_in(acting: Acting, meeting: Meeting, code: CaseCode) -> str:
    """Give why this meeting holds the case over; empty when it does not, and then earlier reasons are history."""
    hold = standing_hold(await acting.work.holds.of(code))
    if hold is not None and hold.meeting == meeting.id:
        return hold.reason
    await acting.work.holds.end(code, acting.now)
    return ""


async def reviewed(acting: Acting, code: CaseCode) -> None:
    """Note that the MDT looked at a case: a review that was due until today is done."""
    agreed = await acting.work.reviews.of(code)
    if agreed and agreed[-1].day is not None and agreed[-1].day <= local_day(acting.now):
        await acting.work.reviews.set(code, Review(None, acting.person.user_id, acting.now))


async def not_reviewed(acting: Acting, code: CaseCode, left_at: datetime | None) -> None:
    """Take back what `reviewed` noted when the meeting left a case at that moment: it looks at the case again."""
    agreed = await acting.work.reviews.of(code)
    if len(agreed) > 1 and agreed[-1].day is None and agreed[-1].at == left_at:
        await acting.work.reviews.set(code, Review(agreed[-2].day, acting.person.user_id, acting.now))


async def lift(acting: Acting, meeting: Meeting) -> HoldLifted:
    """Hold the case over no longer in the meeting that weighs it now. Raises `Refused` with `NothingHeld`."""
    work, code = acting.work, acting.subject
    hold = standing_hold(await work.holds.of(code))
    if hold is None or hold.meeting != meeting.id:
        raise Refused(NothingHeld())
    await work.holds.end(code, acting.now)
    return HoldLifted(code)
