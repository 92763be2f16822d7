"""The register of people as administrators keep it: plan a change, show it, make it (R14, R16).

Whatever is wanted, from a file or a command, is planned against the directory as it is. Nothing is ever taken away from
somebody who was not named.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar import local_day
from bot.domain.case import may_coordinate
from bot.domain.leaving import CaseEnd, end_of, role_end_of
from bot.domain.members import counts
from bot.domain.people import Directory, Person, Role, UserId
from bot.domain.refusals import Refusal, Refused
from bot.domain.refusals_people import NothingChanges
from bot.domain.register import (
    Busy,
    Changes,
    PersonChange,
    Touched,
    changes,
    violations,
    with_parties,
    with_people,
)
from bot.domain.standing import MACHINE, by_machine, record_of
from bot.ports import AuditEntry, Work
from bot.usecases.handover import Desk, carry_out, facts_of, part_of, rota_of, tell_others, tell_room
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_going import WorkMoved
from bot.usecases.results_people import ChangesAhead, ChangesMade, MemberOf, Members, MembersOf

VERB = "lid"
CONFIRM = "bevestig"


@dataclass(frozen=True)
class Plan:
    """A change that was not made yet: what it does, and why it may not be when there are `violations`."""

    wanted: Directory
    changes: Changes
    touched: tuple[Touched, ...]
    violations: tuple[Refusal, ...]

    def ahead(self, command: str = "") -> ChangesAhead:
        """Give the preview."""
        return ChangesAhead(self.touched, self.changes.organisations, self.changes.regions, command)

    def made(self) -> ChangesMade:
        """Give the report of what was changed."""
        return ChangesMade(self.touched, self.changes.organisations, self.changes.regions)

    def require(self) -> None:
        """Raise `Refused` when this may not be."""
        if self.violations:
            raise Refused(self.violations[0])


async def plan_file(work: Work, file: Directory, now: datetime) -> Plan:
    """Plan what a directory file wants. What it does not name stays."""
    here = await work.people.directory()
    parties = with_parties(here, file.organisations, file.regions)
    return await _plan(work, here, with_people(parties, file.people), {p.user_id for p in file.people}, now)


async def plan_people(work: Work, people: Collection[Person], now: datetime) -> Plan:
    """Plan what a list of people wants. Who is not on it stays."""
    here = await work.people.directory()
    return await _plan(work, here, with_people(here, people), {p.user_id for p in people}, now)


async def make(desk: Desk, plan: Plan) -> None:
    """Make the change. Raises `Refused` when it may not be."""
    plan.require()
    work, by = desk.work, desk.by
    await work.people.replace(plan.wanted)
    for touched in plan.touched:
        await _follow(desk, touched.change)
        for what in _what(touched.change):
            await work.audit.add(AuditEntry(by.now, by.actor, VERB, by.place, touched.change.after.user_id, what))
    for verb, parties in (("organisatie", plan.changes.organisations), ("regio", plan.changes.regions)):
        for party in parties:
            outcome = "nieuw" if party.new else "gewijzigd"
            await work.audit.add(AuditEntry(by.now, by.actor, verb, by.place, party.key, outcome))
    await ensure_rooms(work, desk.speaker, by.now)


async def change_person(desk: Desk, person: Person, command: str, *, confirmed: bool) -> ChangesAhead | ChangesMade:
    """Change or add one person: at once when nothing is taken away, otherwise shown first. Raises `Refused`.

    `command` is what was typed; with the word to confirm behind it, it is done.
    """
    plan = await plan_people(desk.work, [person], desk.by.now)
    if not plan.changes:
        raise Refused(NothingChanges(person.name))
    plan.require()
    if plan.changes.takes_away and not confirmed:
        return plan.ahead(f"{command} {CONFIRM}")
    await make(desk, plan)
    return plan.made()


async def confirm_first_admins(work: Work, listed: Collection[UserId], now: datetime) -> tuple[Person, ...]:
    """Let the machine confirm administrators of a file until there are two: before them there is nobody to ask.

    Any further one is only proposed by a file: two administrators must say so.
    """
    here = await work.people.directory()
    known = replace(here, people=tuple(p for p in here.people if p.confirmed or p.user_id in listed))
    found = by_machine(known)
    for person in found:
        record = record_of(person, await work.standings.get(person.user_id))
        await work.standings.save(replace(record, vouched_by=(MACHINE,), confirmed_at=now))
        await work.audit.add(AuditEntry(now, MACHINE, CONFIRM, MACHINE, person.user_id, "ok"))
    return found


async def busy(work: Work) -> Busy:
    """Give the (organisation, region) pairs of which somebody is regiehouder of a running case."""
    directory = await work.people.directory()
    people = {p.user_id: p for p in directory.people}
    return {
        (people[case.coordinator].organisation, region.code)
        for region in directory.regions
        for case in await work.cases.open_in(region.code)
        if case.coordinator in people
    }


async def members(work: Work) -> Members:
    """Count everybody."""
    directory = await work.people.directory()
    admins = sum(p.has(Role.ADMIN) for p in directory.people)
    return Members(counts(directory), admins, sum(p.has(Role.AUDITOR) for p in directory.people))


async def members_of(work: Work, key: str, name: str) -> MembersOf:
    """List the people of one organisation."""
    directory = await work.people.directory()
    return MembersOf(name, tuple(p for p in directory.people if p.organisation == key), directory)


async def member(work: Work, person: Person) -> MemberOf:
    """Show one person's data and standing."""
    directory = await work.people.directory()
    organisation = directory.organisation(person.organisation)
    record = record_of(person, await work.standings.get(person.user_id))
    vouched_by = tuple(who if who == MACHINE else directory.name_of(who) for who in record.vouched_by)
    return MemberOf(
        person,
        organisation.name if organisation else person.organisation,
        directory,
        vouched_by,
        len(await running_cases(work, person)),
    )


async def running_cases(work: Work, person: Person) -> frozenset[str]:
    """Give the open cases somebody works on for their organisation, in the regions they work in."""
    rosters = await work.cases.rosters()
    mine = (person.user_id, person.organisation)
    running = {case.code for region in sorted(person.regions) for case in await work.cases.open_in(region)}
    return frozenset(c for c in running if any((m.user_id, m.organisation) == mine for m in rosters.get(c, ())))


async def _plan(work: Work, here: Directory, wanted: Directory, listed: Collection[UserId], now: datetime) -> Plan:
    found = changes(here, wanted, listed)
    touched = [await _touched(work, change, wanted, now) for change in found.people]
    return Plan(wanted, found, tuple(touched), tuple(violations(here, wanted, await busy(work))))


async def _touched(work: Work, change: PersonChange, wanted: Directory, now: datetime) -> Touched:
    ends = await _ends(work, change, wanted, now)
    left = [end for end in ends if not end.stays]
    return Touched(
        change,
        len(left),
        sum(end.coordinated for end in left),
        tuple(dict.fromkeys(wanted.name_of(user) for end in ends for user in end.joins)),
        tuple(part_of(end, wanted) for end in ends if end.stays),
    )


async def _ends(work: Work, change: PersonChange, wanted: Directory, now: datetime) -> list[CaseEnd]:
    """Plan what ends by this change: somebody's part in the cases they leave, and being regiehouder where they stay."""
    if change.before is None:
        return []
    rota, today = await rota_of(work), local_day(now)
    leaving = await _leaving(work, change)
    ends = [end_of(await facts_of(work, code), change.before, wanted, rota, today) for code in sorted(leaving)]
    if not may_coordinate(change.after, wanted):
        for code in sorted(await running_cases(work, change.before) - leaving):
            facts = await facts_of(work, code)
            if facts.case.coordinator == change.before.user_id:
                ends.append(role_end_of(facts, change.before, wanted, rota, today))
    return ends


async def _leaving(work: Work, change: PersonChange) -> frozenset[str]:
    """Give the running cases that somebody leaves by this change."""
    if change.before is None or not (change.moved or change.regions_lost):
        return frozenset()
    gone = change.before.regions if change.moved else change.regions_lost
    return await running_cases(work, replace(change.before, regions=gone))


async def _follow(desk: Desk, change: PersonChange) -> None:
    """Let everything else follow: being confirmed begins anew, cases and the rota go on without this person."""
    work, before, user_id = desk.work, change.before, change.after.user_id
    if before is None:
        return
    kept = await work.standings.get(user_id)
    if change.begins_anew and kept is not None:  # coming back begins anew too: what was said before holds no longer
        await work.standings.save(record_of(change.after, replace(kept, organisation="")))
    await _hand_over(desk, before, await _ends(work, change, await work.people.directory(), desk.by.now))
    gone = before.regions if change.moved else change.regions_lost
    for region in sorted(gone):
        lines = [d for d in await work.duties.all() if (d.region, d.organisation) == (region, before.organisation)]
        if any(d.user_id == user_id for d in lines):
            await work.duties.replace(region, before.organisation, [d for d in lines if d.user_id != user_id])


async def _hand_over(desk: Desk, person: Person, ends: Sequence[CaseEnd]) -> None:
    """Let somebody's part in these cases go to who may take it over. Where they do not stay they are out for good."""
    for end in ends:
        await carry_out(desk, end)
        if not end.stays:
            await desk.work.cases.remove_member(end.code, person.user_id)
        await tell_room(desk, end, person)
    await tell_others(desk, ends)
    left = tuple(end.code for end in ends if not end.stays)
    if left:
        await desk.speaker.to_person(desk.work, person.user_id, WorkMoved(left), desk.by.now)


def _what(change: PersonChange) -> list[str]:
    """Name what changes, for the audit trail."""
    if change.before is None:
        return ["terug" if change.returned else "nieuw"]
    named = {
        "organisatie": change.moved,
        "naam": change.renamed,
        "regios": change.before.regions != change.after.regions,
        "rollen": change.before.roles != change.after.roles,
    }
    return [what for what, changed in named.items() if changed]
