"""Who hears of a case in the direct chat: its regiehouder, who stands in for them, or else the chairs (R8, R10).

One rule for the 24 hours, a consent that ends, a vital interest to review and the follow-up of a closed case. A chair
need not be in the case: what is said holds codes only.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.case import Case
from bot.domain.people import Place, UserId
from bot.ports import Work
from bot.usecases.day import Day, look
from bot.usecases.rosters import chairs_of, roster_of
from bot.usecases.speak import Speaker


async def told_of(work: Work, speaker: Speaker, case: Case, now: datetime) -> tuple[UserId, ...]:
    """Give who hears of a case now: those whose it is, or who stands in for them while they are away."""
    day = await look(work, now, speaker.rhythm)
    heard = (day.listener(user) for user in await whose(work, speaker, case, day))
    return tuple(user for user in dict.fromkeys(heard) if user is not None)


async def whose(work: Work, speaker: Speaker, case: Case, day: Day) -> tuple[UserId, ...]:
    """Give whose it is to hear of a case: the regiehouder; while nobody hears it for them, the chairs; else nobody.

    Without a regiehouder who is in the room too. Nobody hears of a case from which they were excluded.
    """
    excluded = await work.cases.excluded(case.code)
    for users in (await _responsible(work, speaker, case), day.chairs(case.region)):
        found = tuple(user for user in users if day.listener(user) not in {None, *excluded})
        if found:
            return found
    return ()


async def _responsible(work: Work, speaker: Speaker, case: Case) -> Iterable[UserId]:
    room = await speaker.room_for(work, Place.CASE, case.code)
    if case.coordinator is not None and case.coordinator in await roster_of(work, room):
        return (case.coordinator,)
    return await chairs_of(work, case)
