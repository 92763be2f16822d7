"""A vital interest acts at once and is looked at afterwards, by somebody who neither gave nor received (R18).

Whether it was right is for people: they withdraw it if it was not. The bot asks until somebody said what they found.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.clock import Watch, ask_again_at
from bot.domain.ground import GroundState, can_be_reviewed, may_review
from bot.domain.refusals import Refused
from bot.domain.refusals_ground import NothingToReview, ReviewedAlready, ReviewFromElsewhere
from bot.ports import Work
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.grounds_show import ground_of, trace
from bot.usecases.handover import facts_of
from bot.usecases.listeners import told_of
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
    await trace(acting, reviewed, "beoordeeld")
    return GroundReviewed(ground.label, name_of(ground.receiver, acting.directory), text)


async def watch_reviews(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Ring for who hears of the case (`told_of`), each working day until it is reviewed. Returns for how many it rang.

    A bot that was down on the day rings when people are at work again, not in the weekend it came back in.
    """
    rung, directory = 0, await work.people.directory()
    next_time = ask_again_at(now, watch)
    for code, number, due in await work.grounds.to_review():
        if due > next_time:  # set by a clock that was wrong
            await work.grounds.asked(code, number, next_time)
        ground = await work.grounds.get(code, number)
        if due > now or ground is None or not watch.is_work_time(now):
            continue
        facts = await facts_of(work, code)
        await work.grounds.asked(code, number, next_time)
        alone = not can_be_reviewed(ground, facts, directory)
        for user in await told_of(work, speaker, facts.case, now):
            await speaker.to_person(work, user, ReviewAsked(code, ground.label, user, alone), now)
        rung += 1
    return rung
