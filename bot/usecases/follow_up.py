"""The follow-up of closed cases (R32): on its day, people are asked once to look how it goes."""

from datetime import datetime, time, timedelta
from itertools import groupby

from bot.domain.calendar import Workdays, at, is_working_day, local_day
from bot.ports import Work
from bot.usecases.clock import responsible
from bot.usecases.remind import DIGEST_KEEPS
from bot.usecases.results_closing import FollowUpDue
from bot.usecases.speak import Speaker

TOLD_AHEAD = timedelta(days=1)
"""What was told further ahead than this, was told by a clock that was wrong."""


async def follow_up(work: Work, speaker: Speaker, now: datetime, clock_time: time, days: Workdays) -> int:
    """Ring for what is due, in the daytime of a working day; once per case, however much was missed. Returns how often.

    What nobody can hear, because a region has neither the regiehouder nor a chair, waits for somebody who can.
    """
    today = local_day(now)
    moment = at(today, clock_time)
    if not moment <= now <= moment + DIGEST_KEEPS or not is_working_day(today, days.weekdays, days.is_holiday):
        return 0
    told = 0
    for code, those in groupby(await work.follow_ups.due(today, now + TOLD_AHEAD), key=lambda each: each.code):
        case = await work.cases.get(code)
        if case is None or case.closed_at is None:
            continue
        users = tuple(await responsible(work, speaker, case))
        for user in users:
            await speaker.to_person(work, user, FollowUpDue(code, case.closed_at, user), now)
        if users:
            for each in those:
                await work.follow_ups.told(each, now)
        told += bool(users)
    return told
