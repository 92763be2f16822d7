"""The 24-hour clock (R4): warn ahead, record what came too late, and ask why.

Everything is a row, marked in the unit of work that says it: whatever the bot missed while it was down is said once,
as what it is by then. A case is taken up or its breach is recorded; after that its clock is no longer looked at.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.case import Case, CaseCode, coordinating
from bot.domain.clock import Watch, ask_again_at, overrun, stopped, warn_at
from bot.domain.people import CHAIRS, Directory, Person, Place, Role, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_clock import NotOverrun, WhoExplains
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.results_clock import (
    BreachExplained,
    DeadlineNear,
    DeadlinePassed,
    LapsesSoon,
    ReasonAsked,
    ReasonAskedAgain,
    YourDeadline,
)
from bot.usecases.rosters import roster_of
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "24 uur"

MARKED_AHEAD = timedelta(days=1)
"""What was marked further ahead than this, was marked by a clock that was wrong; a clock set back an hour is none."""


async def watch_clocks(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Warn of what lapses, record what has lapsed, and ask again why. Returns for how many cases it said something."""
    said = 0
    await work.clocks.set_right(now, beyond=now + MARKED_AHEAD)
    for running in await work.clocks.running():
        case = running.case
        if stopped(case):
            continue
        if overrun(case.deadline, None, now):
            await _note_breach(work, speaker, case, None, now)
            said += 1
        elif case.closed_at is None and not running.warned and warn_at(case.deadline, case.opened_at, watch) <= now:
            await _warn(work, speaker, case, now)
            said += 1
    for code, noted_at in (await work.clocks.unexplained()).items():
        unexplained = await work.cases.get(code)
        if unexplained is None or ask_again_at(noted_at, watch) > now:
            continue
        await work.clocks.asked_again(code, now)
        for user in await responsible(work, speaker, unexplained):
            await speaker.to_person(work, user, ReasonAskedAgain(code, user), now)
        said += 1
    return said


async def taken_up(acting: Acting, code: CaseCode) -> None:
    """Record that the MDT takes a case up now. Too late and not noticed yet: that is recorded too."""
    work = acting.work
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    await work.clocks.weighed(code, acting.now)
    clock = await work.clocks.of(code)
    if clock.breach is None and overrun(case.deadline, clock.weighed_at, acting.now):
        await _note_breach(work, acting.speaker, case, clock.weighed_at, acting.now)


async def explain(acting: Acting, reason: str) -> BreachExplained:
    """Record why the MDT came too late; typed again, the later reason counts. Raises `Refused`."""
    work, code = acting.work, acting.subject
    case, breach = await work.cases.get(code), (await work.clocks.of(code)).breach
    if case is None or breach is None:
        raise Refused(NotOverrun())
    if not _may_explain(acting.person, case, acting.directory):
        raise Refused(WhoExplains(", ".join(o.name for o in coordinating(acting.directory))))
    await work.clocks.explain(code, reason, acting.person.user_id, acting.now)
    return BreachExplained(reason, again=breach.reason_by is not None)


async def _warn(work: Work, speaker: Speaker, case: Case, now: datetime) -> None:
    await work.clocks.warned(case.code, now)
    await speaker.to_case(work, case.code, DeadlineNear(case.code, case.deadline, now), now)
    await speaker.to_mdt(work, case.region, LapsesSoon(case.code, case.deadline), now)
    for user in await responsible(work, speaker, case):
        await speaker.to_person(work, user, YourDeadline(case.code, case.deadline, now, user), now)


async def _note_breach(work: Work, speaker: Speaker, case: Case, weighed_at: datetime | None, now: datetime) -> None:
    """Record that the 24 hours were over at the deadline, whenever that is noticed, and ask why."""
    await work.clocks.breached(case.code, case.deadline, now)
    await work.audit.add(AuditEntry(now, BOT, VERB, Place.CASE.value, case.code, "overschreden"))
    at_opening = case.deadline <= case.opened_at
    await speaker.to_case(work, case.code, DeadlinePassed(case.code, case.deadline, at_opening, weighed_at), now)
    if case.closed_at is not None:
        return
    for user in await responsible(work, speaker, case):
        await speaker.to_person(work, user, ReasonAsked(case.code, at_opening, user), now)


async def responsible(work: Work, speaker: Speaker, case: Case) -> Iterable[UserId]:
    """Give who is rung for a case: the regiehouder; without one who is in the room, the region's chairs.

    A chair need not be in the case: what is said holds codes only.
    """
    room = await speaker.room_for(work, Place.CASE, case.code)
    if case.coordinator is not None and case.coordinator in await roster_of(work, room):
        return (case.coordinator,)
    return await chairs_of(work, case)


async def chairs_of(work: Work, case: Case) -> Iterable[UserId]:
    """Give the chairs of a case's region; without one the deputies. Whoever was excluded from the case is none."""
    directory, excluded = await work.people.directory(), await work.cases.excluded(case.code)
    here = [p for p in directory.meeting_members(case.region) if p.user_id not in excluded]
    chairs = [p.user_id for p in here if p.has(Role.CHAIR)]
    return chairs or [p.user_id for p in here if p.has(Role.DEPUTY_CHAIR)]


def _may_explain(person: Person, case: Case, directory: Directory) -> bool:
    """Whether this member may tell why: the regiehouder, who could be it, or a chair, who is asked without one."""
    organisation = directory.organisation(person.organisation)
    coordinates = organisation is not None and organisation.coordinates
    return coordinates or person.user_id == case.coordinator or bool(person.roles & CHAIRS)
