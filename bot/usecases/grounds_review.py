"""A vital interest acts at once and is looked at afterwards, by somebody who neither gave nor received (R18).

Whether it was right is for people: they withdraw it if it was not. The bot asks until somebody said what they found.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.clock import Watch, ask_again_at
from bot.domain.ground import GroundState, label_of, may_review
from bot.domain.refusals import Refused
from bot.domain.refusals_ground import NothingToReview, ReviewedAlready, ReviewFromElsewhere
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.clock import responsible
from bot.usecases.consent import name_of
from bot.usecases.grounds import ground_of
from bot.usecases.handover import facts_of
from bot.usecases.results_ground import GroundReviewed, ReviewAsked
from bot.usecases.speak import Speaker


async def review(acting: Acting, number: int, text: str) -> GroundReviewed:
    """Record what somebody of another organisation found of a vital interest. Raises `Refused`."""
    ground = await ground_of(acting, number)
    if ground.state is not GroundState.RECORDED or not ground.vital:
        raise Refused(NothingToReview(ground.label))
    if ground.reviewed_at is not None:
        raise Refused(ReviewedAlready(ground.label))
    if not may_review(ground, acting.person, await facts_of(acting.work, acting.subject), acting.directory):
        raise Refused(ReviewFromElsewhere(ground.label))
    reviewed = replace(ground, reviewed_by=acting.person.user_id, reviewed_at=acting.now, review=text)
    await acting.work.grounds.save(acting.subject, reviewed)
    return GroundReviewed(ground.label, name_of(ground.receiver, acting.directory), text)


async def watch_reviews(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Ring for the regiehouder, or the chairs, each working day until it is reviewed. Returns for how many it rang."""
    rung = 0
    next_time = ask_again_at(now, watch)
    for code, number, due in await work.grounds.to_review():
        if due > next_time:  # set by a clock that was wrong
            await work.grounds.asked(code, number, next_time)
        if due > now:
            continue
        case = await work.cases.get(code)
        if case is None:
            continue
        await work.grounds.asked(code, number, next_time)
        for user in await responsible(work, speaker, case):
            await speaker.to_person(work, user, ReviewAsked(code, label_of(number), user), now)
        rung += 1
    return rung
