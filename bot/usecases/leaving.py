"""Somebody leaves service: first shown, then done in one unit of work, and only what was shown (R8, R10, R13).

Membership follows: whoever is on no roster any more is put out of every room, and keys change.
"""

from collections.abc import Iterable

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.leaving import CaseEnd, Leaving, Part, end_of
from bot.domain.people import Directory, Person, Place, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_going import LeaveOneself, NoSuccessor, OnlyCoordinator
from bot.domain.refusals_people import CoordinatorNeeded
from bot.domain.register import violations, without
from bot.ports import AuditEntry, Work
from bot.usecases.handover import Desk, carry_out, facts_of, part_of, rota_of, tell_others, tell_room
from bot.usecases.register import busy
from bot.usecases.results_going import LeavingAhead, LeftService
from bot.usecases.rosters import all_rosters

VERB = "uitdienst"


async def preview(desk: Desk, person: Person, named: Person | None = None) -> LeavingAhead:
    """Show what will end, and who takes over what. Raises `Refused` when this person cannot be missed."""
    return _ahead(await plan_of(desk, person, named), person, named, await desk.work.people.directory())


async def leave(desk: Desk, person: Person, named: Person | None, code: str) -> LeftService | LeavingAhead:
    """Let somebody go as was shown under this code; what is no longer so is shown again and not done.

    Raises `Refused` when this person cannot be missed.
    """
    plan, here = await plan_of(desk, person, named), await desk.work.people.directory()
    if plan.code != code.upper():
        return _ahead(plan, person, named, here, again=True)
    work, by = desk.work, desk.by
    for end in plan.cases:
        await carry_out(desk, end)
    for gone in await work.cases.of_person(person.user_id):
        await work.cases.remove_member(gone, person.user_id)
    await work.duties.drop(person.user_id)
    await work.absences.drop(person.user_id)
    await work.habits.drop(person.user_id)
    await work.questions.drop(person.user_id)
    await work.people.leave(person.user_id, by.now)
    await work.audit.add(AuditEntry(by.now, by.actor, VERB, by.place, person.user_id, "weg"))
    for end in plan.cases:
        await tell_room(desk, end, person)
    await tell_others(desk, plan.cases)
    return LeftService(person.name, person.user_id, plan.rooms, plan.duties, _parts(plan.cases, here))


async def plan_of(desk: Desk, person: Person, named: Person | None) -> Leaving:
    """Plan what ends and who takes over. Raises `Refused`."""
    work, user_id = desk.work, person.user_id
    directory = await work.people.directory()
    if desk.by.actor == user_id:
        raise Refused(LeaveOneself())
    if named is not None and not _may_succeed(named, person, directory):
        raise Refused(NoSuccessor(named.name))
    for wrong in violations(directory, without(directory, user_id), await busy(work)):
        raise Refused(_named(wrong, person, directory) if isinstance(wrong, CoordinatorNeeded) else wrong)
    rota = await rota_of(work)
    today = local_day(desk.by.now)
    ends = [
        end_of(await facts_of(work, code), person, directory, rota, today, named)
        for code in await _concerned(work, directory, user_id)
    ]
    return Leaving(user_id, await _rooms(work, user_id), tuple(ends), sum(d.user_id == user_id for d in rota.duties))


def _ahead(
    plan: Leaving, person: Person, named: Person | None, here: Directory, *, again: bool = False
) -> LeavingAhead:
    words = [f"!{VERB}", person.user_id, *([named.user_id] if named else []), "bevestig", plan.code]
    parts = _parts(plan.cases, here)
    return LeavingAhead(person.name, person.user_id, plan.rooms, plan.duties, parts, " ".join(words), again)


def _parts(ends: Iterable[CaseEnd], directory: Directory) -> tuple[Part, ...]:
    """Say only where something changes hands; the other cases are counted among the rooms."""
    return tuple(part_of(end, directory) for end in ends if end.changes)


def _may_succeed(named: Person, person: Person, directory: Directory) -> bool:
    same = named.organisation == person.organisation and named.user_id != person.user_id
    return same and directory.admitted(named)


def _named(wrong: CoordinatorNeeded, person: Person, directory: Directory) -> OnlyCoordinator:
    """Name who could be given the role first."""
    could = [
        p.name
        for p in directory.workers(wrong.organisation, wrong.region)
        if p.user_id != person.user_id and directory.admitted(p)
    ]
    return OnlyCoordinator(person.name, wrong.region, ", ".join(could))


async def _concerned(work: Work, directory: Directory, user_id: UserId) -> list[CaseCode]:
    """List the running cases somebody is on the roster of, has an open action in, or is regiehouder of."""
    running = {c.code: c for r in directory.regions for c in await work.cases.open_in(r.code)}
    found = {code for code in await work.cases.of_person(user_id) if code in running}
    found |= {code for code, case in running.items() if case.coordinator == user_id}
    found |= {action.case for action in await work.overview.open_actions() if action.owner == user_id}
    return sorted(found)


async def _rooms(work: Work, user_id: UserId) -> tuple[tuple[Place, int], ...]:
    """Count the rooms somebody may be in, per kind."""
    mine = [room.place for room, roster in await all_rosters(work) if user_id in roster]
    return tuple((place, mine.count(place)) for place in Place if place in mine)
