"""Somebody leaves service: first shown, then done in one unit of work, and only what was shown (R8, R10, R13).

Membership follows: whoever is on no roster any more is put out of every room, and keys change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, Member
from bot.domain.leaving import CaseEnd, Facts, Leaving, Part, end_of
from bot.domain.people import Directory, Person, Place, Role, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_going import LeaveOneself, NoSuccessor, OnlyCoordinator
from bot.domain.refusals_people import CoordinatorNeeded
from bot.domain.register import violations, without
from bot.domain.reminders import Reminder, reminder_moment
from bot.ports import AlreadyThereError, AuditEntry, Work
from bot.usecases.actions import owner_name
from bot.usecases.notices import YouCoordinate, YourTurn
from bot.usecases.register import By, busy
from bot.usecases.results_going import LeavingAhead, LeftService, SomebodyGone, TakenOver, WithoutCoordinator
from bot.usecases.rosters import all_rosters
from bot.usecases.speak import Speaker

VERB = "uitdienst"
HANDED = "overdracht"


@dataclass(frozen=True)
class Desk:
    """Who lets somebody go, from where, within which unit of work. `times` are those of reminders."""

    work: Work
    speaker: Speaker
    by: By
    times: tuple[time, ...]


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
    duties = await work.duties.all()
    today = local_day(desk.by.now)
    ends = [
        end_of(await facts_of(work, code), person, directory, duties, today, named)
        for code in await _concerned(work, directory, user_id)
    ]
    return Leaving(user_id, await _rooms(work, user_id), tuple(ends), sum(d.user_id == user_id for d in duties))


async def facts_of(work: Work, code: CaseCode) -> Facts:
    """Give what a plan needs to know of a case. Raises `KeyError` for an unknown one."""
    case, cases = await work.cases.get(code), work.cases
    if case is None:
        raise KeyError(code)
    return Facts(
        case,
        await work.actions.of(code),
        await cases.consents(code),
        await cases.roster(code),
        await cases.excluded(code),
    )


async def carry_out(desk: Desk, end: CaseEnd) -> None:
    """Hand over what somebody had in a case: the actions with new reminders, and the role of regiehouder."""
    work, by = desk.work, desk.by
    for user in end.joins:
        await work.cases.add_member(end.code, Member(user, end.organisation))
    for action in end.actions:
        await work.actions.hand_over(end.code, action.number, action.owner)
        moment = reminder_moment(action.due, desk.times, by.now)
        if moment is not None:
            try:
                await work.reminders.add(Reminder(end.code, action.number, moment))
            except AlreadyThereError:
                continue  # the one that was promised reaches whoever has the action then
    if end.coordinated:
        await work.cases.set_coordinator(end.code, end.coordinator)
    for outcome in _outcomes(end):
        await work.audit.add(AuditEntry(by.now, by.actor, HANDED, by.place, end.code, outcome))


async def tell_room(desk: Desk, end: CaseEnd, person: Person, *, said: bool = False) -> None:
    """Tell the case room who takes over, unless that was `said`, and ring for whoever is there and has an action now.

    A new regiehouder hears it in the direct chat as well: a code, nothing else.
    """
    work, now = desk.work, desk.by.now
    room = await work.rooms.find(Place.CASE, end.code)
    if room is not None and end.changes:
        if not said:
            gone = gone_from(end, person, await work.people.directory())
            await desk.speaker.in_room(work, room, gone, now)
        for action in end.actions:
            user = action.owner.user_id
            if user is not None and user not in end.joins:
                await desk.speaker.in_room(work, room, YourTurn(end.code, action.label, action.due, user), now)
    if end.coordinated and end.coordinator is not None:
        await desk.speaker.to_person(work, end.coordinator, YouCoordinate(end.code, end.coordinator), now)


async def tell_others(desk: Desk, ends: Iterable[CaseEnd]) -> None:
    """Tell those who come into cases what they took over, and who can do something about uncovered cases (R10)."""
    work, now = desk.work, desk.by.now
    coming: dict[UserId, list[tuple[CaseCode, int]]] = {}
    uncovered: list[CaseEnd] = []
    for end in ends:
        for user in end.joins:
            mine = sum(action.owner.user_id == user for action in end.actions)
            coming.setdefault(user, []).append((end.code, mine))
        uncovered += [end] if end.uncovered else []
    for user, lines in sorted(coming.items()):
        await desk.speaker.to_person(work, user, TakenOver(tuple(lines), user), now)
    if not uncovered:
        return
    await desk.speaker.to_admins(work, WithoutCoordinator(tuple(end.code for end in uncovered)), now)
    directory = await work.people.directory()
    for chair in directory.people:
        if chair.has(Role.CHAIR) and directory.admitted(chair):
            codes = [end.code for end in uncovered if end.code.partition("-")[0] in chair.regions]
            codes = [code for code in codes if chair.user_id not in await work.cases.excluded(code)]
            if codes:
                await desk.speaker.to_person(work, chair.user_id, WithoutCoordinator(tuple(codes), chair.user_id), now)


def part_of(end: CaseEnd, directory: Directory) -> Part:
    """Say somebody's part in a case and who takes it over in names and counts."""
    return Part(end.code, len(end.actions), _to(end, directory), end.coordinated, _coordinator(end, directory))


def gone_from(end: CaseEnd, person: Person, directory: Directory) -> SomebodyGone:
    """Say in the case room who goes and who takes over."""
    labels = tuple(action.label for action in end.actions)
    new = _coordinator(end, directory)
    return SomebodyGone(end.code, person.name, labels, _to(end, directory), end.coordinated, new)


def _ahead(
    plan: Leaving, person: Person, named: Person | None, here: Directory, *, again: bool = False
) -> LeavingAhead:
    words = [f"!{VERB}", person.user_id, *([named.user_id] if named else []), "bevestig", plan.code]
    parts = _parts(plan.cases, here)
    return LeavingAhead(person.name, person.user_id, plan.rooms, plan.duties, parts, " ".join(words), again)


def _parts(ends: Iterable[CaseEnd], directory: Directory) -> tuple[Part, ...]:
    """Say only where something changes hands; the other cases are counted among the rooms."""
    return tuple(part_of(end, directory) for end in ends if end.changes)


def _to(end: CaseEnd, directory: Directory) -> str:
    if not end.actions or end.left:
        return ""
    return owner_name(end.actions[0].owner, directory)


def _coordinator(end: CaseEnd, directory: Directory) -> str:
    return directory.name_of(end.coordinator) if end.coordinated and end.coordinator else ""


def _outcomes(end: CaseEnd) -> Sequence[str]:
    found = [f"{action.label} {'overgedragen' if action.kept else 'zonder eigenaar'}" for action in end.actions]
    if end.coordinated:
        found.append("zonder regiehouder" if end.uncovered else "regie overgedragen")
    return found


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
