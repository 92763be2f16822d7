"""The 24-hour clock (R4): warn ahead, record what came too late, and ask why.

Everything is a row, marked in the unit of work that says it: whatever the bot missed while it was down is said once,
as what it is by then. A case is taken up or its breach is recorded; after that its clock is no longer looked at.
What one person is told at one look is one message, whatever the number of cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calendar import MARKED_AHEAD
from bot.domain.case import Case, CaseCode, coordinating
from bot.domain.clock import Watch, ask_again_at, overrun, stopped, warn_at
from bot.domain.people import CHAIRS, Directory, Person, Place, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_clock import NotOverrun, WhoExplains
from bot.ports import AuditEntry, Work
from bot.usecases.acting import Acting
from bot.usecases.listeners import told_of
from bot.usecases.results_clock import (
    BreachExplained,
    DeadlineNear,
    DeadlinePassed,
    LapsesSoon,
    ReasonAsked,
    ReasonAskedAgain,
    YourDeadline,
)
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

VERB = "24 uur"


@dataclass
class _Pile:
    """What is said at one look, gathered by region for the MDT rooms, and by person."""

    near: dict[UserId, list[Case]] = field(default_factory=dict)
    near_in: dict[str, list[Case]] = field(default_factory=dict)
    late: dict[UserId, list[Case]] = field(default_factory=dict)
    unexplained: dict[UserId, list[Case]] = field(default_factory=dict)

    async def say(self, work: Work, speaker: Speaker, now: datetime) -> None:
        """Say it: one message for each room and person."""
        for region, cases in sorted(self.near_in.items()):
            await speaker.to_mdt(work, region, LapsesSoon(_deadlines(cases)), now)
        for user, cases in sorted(self.near.items()):
            await speaker.to_person(work, user, YourDeadline(_deadlines(cases), now, user), now)
        for user, cases in sorted(self.late.items()):
            at_opening = tuple(case.code for case in cases if _late_at_opening(case))
            await speaker.to_person(work, user, ReasonAsked(_codes(cases), at_opening, user), now)
        for user, cases in sorted(self.unexplained.items()):
            await speaker.to_person(work, user, ReasonAskedAgain(_codes(cases), user), now)


async def watch_clocks(work: Work, speaker: Speaker, now: datetime, watch: Watch) -> int:
    """Warn of what lapses, record what has lapsed, and ask why, once more later. Returns how often it did something."""
    done, pile = 0, _Pile()
    await work.clocks.set_right(now, beyond=now + MARKED_AHEAD)
    for running in await work.clocks.running():
        case = running.case
        if stopped(case):
            continue
        if overrun(case.deadline, None, now):
            await _note_breach(work, speaker, case, None, now)
            done += 1
        elif case.closed_at is None and not running.warned and warn_at(case.deadline, case.opened_at, watch) <= now:
            await _warn(work, speaker, case, now, pile)
            done += 1
    for code, asked_at in (await work.clocks.unexplained()).items():
        if asked_at is None or ask_again_at(asked_at, watch) <= now:
            done += await _ask(work, speaker, code, now, pile, again=asked_at is not None)
    await pile.say(work, speaker, now)
    return done


async def _ask(work: Work, speaker: Speaker, code: CaseCode, now: datetime, pile: _Pile, *, again: bool) -> bool:
    """Ask why a case was late, as soon as there is somebody who can be told now: what piled up is one question then.

    So no question of a weekend waits to be said, with others of the same kind, or after it was answered.
    """
    case = await work.cases.get(code)
    if case is None:
        return False
    users = [u for u in await told_of(work, speaker, case, now) if await speaker.quiet_until(work, u, now) is None]
    if not users:
        return False
    await (work.clocks.asked_again(code, now) if again else work.clocks.asked(code, now))
    for user in users:
        (pile.unexplained if again else pile.late).setdefault(user, []).append(case)
    return True


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


async def _warn(work: Work, speaker: Speaker, case: Case, now: datetime, pile: _Pile) -> None:
    await work.clocks.warned(case.code, now)
    await speaker.to_case(work, case.code, DeadlineNear(case.code, case.deadline, now), now)
    pile.near_in.setdefault(case.region, []).append(case)
    for user in await told_of(work, speaker, case, now):
        pile.near.setdefault(user, []).append(case)


async def _note_breach(work: Work, speaker: Speaker, case: Case, weighed_at: datetime | None, now: datetime) -> None:
    """Record that the 24 hours were over at the deadline, whenever that is noticed; the next look asks why."""
    await work.clocks.breached(case.code, case.deadline, now)
    await work.audit.add(AuditEntry(now, BOT, VERB, Place.CASE.value, case.code, "overschreden"))
    passed = DeadlinePassed(case.code, case.deadline, _late_at_opening(case), weighed_at)
    await speaker.to_case(work, case.code, passed, now)


def _late_at_opening(case: Case) -> bool:
    return case.deadline <= case.opened_at


def _codes(cases: Iterable[Case]) -> tuple[CaseCode, ...]:
    return tuple(case.code for case in cases)


def _deadlines(cases: Iterable[Case]) -> tuple[tuple[CaseCode, datetime], ...]:
    return tuple((case.code, case.deadline) for case in cases)


def _may_explain(person: Person, case: Case, directory: Directory) -> bool:
    """Whether this member may tell why: the regiehouder, who could be it, or a chair, who is asked without one."""
    organisation = directory.organisation(person.organisation)
    coordinates = organisation is not None and organisation.coordinates
    return coordinates or person.user_id == case.coordinator or bool(person.roles & CHAIRS)
