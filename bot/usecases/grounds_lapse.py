"""A draft of a legal ground lapses after a week; whoever gives hears it once, before that, so that none is lost (R18).

Told on the last day they work before it lapses. Who could not be told before, hears it after.
"""

from datetime import datetime

from bot.domain.calendar import MARKED_AHEAD, local_day
from bot.domain.case import CaseCode
from bot.domain.ground import LAPSE_IS_NEWS, Ground, GroundStanding, lapse_to_tell, standing
from bot.domain.leaving import in_case
from bot.domain.people import UserId
from bot.ports import Work
from bot.usecases.day import Day, look
from bot.usecases.handover import facts_of
from bot.usecases.results_ground import DraftLapses
from bot.usecases.speak import Speaker


async def watch_drafts(work: Work, speaker: Speaker, now: datetime) -> int:
    """Tell who gives that their draft lapses. Returns of how many drafts it was told."""
    told, day = 0, None
    for code, number, began in await work.grounds.unwarned(now + MARKED_AHEAD):
        ground = await work.grounds.get(code, number) if _can_be_near(began, now) else None
        if ground is None:
            continue
        state = standing(ground, await work.cases.consent_history(code), now)
        if state not in {GroundStanding.OPEN, GroundStanding.OLD}:
            continue  # it is over for another reason, and whoever did that knows
        day = day or await look(work, now, speaker.rhythm)
        users = [u for u in await _givers(work, day, code, ground) if lapse_to_tell(ground, day.hours(u), now)]
        if not users:
            continue
        await work.grounds.warned(code, number, now)
        for user in users:
            over = state is GroundStanding.OLD
            await speaker.to_person(work, user, DraftLapses(code, ground.label, ground.lapses_at, over, user), now)
        told += 1
    return told


def _can_be_near(began: datetime, now: datetime) -> bool:
    """Whether a draft that began then can be of interest: of the others nothing is unsealed."""
    return local_day(began) < local_day(now) and now < began + 2 * LAPSE_IS_NEWS


async def _givers(work: Work, day: Day, code: CaseCode, ground: Ground) -> tuple[UserId, ...]:
    """Give who can do something about it: who wrote it last; else, gone or away, who of the giver is in the case."""
    facts = await facts_of(work, code)
    here = in_case(facts, day.directory)
    can = tuple(m.user_id for m in facts.roster if m.organisation == ground.giver and m.user_id in here)
    there = tuple(user for user in can if user not in day.away) or can
    return (ground.by,) if ground.by in there else there
