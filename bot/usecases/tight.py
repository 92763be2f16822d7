"""The first two weeks of some kinds of case, such as stalking (R43): without a regiehouder the chair hears at once."""

from datetime import datetime, timedelta

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, Intake
from bot.domain.people import UserId
from bot.domain.rhythm import Tight
from bot.ports import Work
from bot.ports.values import AHEAD
from bot.usecases.day import look
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.speak import Speaker


async def begin_watch(work: Work, intake: Intake, code: CaseCode, tight: Tight) -> None:
    """Watch a new case tightly when its kind asks for it, counted from the day of the report."""
    if intake.case_kind in tight.kinds:
        await work.nudges.watch(code, local_day(intake.reported_at) + timedelta(days=tight.days))


async def is_tight(work: Work, code: CaseCode, now: datetime) -> bool:
    """Whether an open case is under a tight watch now: what people are asked in it does not wait for quiet hours."""
    return any(case.code == code for case in await work.nudges.watched(local_day(now)))


async def watch_uncovered(work: Work, speaker: Speaker, now: datetime) -> int:
    """Tell the chairs of watched cases that nobody leads, at once and once. Returns how many cases were told of.

    At any hour, like what is said of the 24 hours. Told again only after somebody led it meanwhile.
    """
    told = 0
    chairs: dict[UserId, list[CaseCode]] = {}
    for case in await work.nudges.watched(local_day(now)):
        if case.coordinator is not None:
            if case.told_at is not None:
                await work.nudges.uncovered_told(case.code, None)
            continue
        if case.told_at is not None and case.told_at <= now + AHEAD:
            continue
        excluded = await work.cases.excluded(case.code)
        day = await look(work, now, speaker.rhythm)
        here = {day.listener(user) for user in day.chairs(case.region) if user not in excluded} - excluded - {None}
        for user in here:
            if user is not None:
                chairs.setdefault(user, []).append(case.code)
        if here:
            await work.nudges.uncovered_told(case.code, now)
            told += 1
    for user, codes in sorted(chairs.items()):
        await speaker.to_person(work, user, WithoutCoordinator(tuple(codes), user), now)
    return told
