"""Conflict of interest: out of a case for good, by oneself or by the regiehouder. Why is not asked, kept or shown.

What was open is handed over as when somebody leaves service; nothing ever brings an excluded person back into the case.
"""

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.leaving import CaseEnd, end_of, in_case
from bot.domain.people import Person, Place
from bot.domain.refusals import NotInThisCase, Refused
from bot.domain.refusals_going import CoordinatorExcludes, NotYourCase, WithdrawInstead
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.handover import (
    Desk,
    carry_out,
    desk_of,
    facts_of,
    gone_from,
    part_of,
    rota_of,
    tell_others,
    tell_room,
)
from bot.usecases.results_going import (
    ExcludeAhead,
    Excluded,
    NoLongerInCase,
    WithdrawAhead,
    Withdrawn,
    WithdrawnHere,
)

WITHDRAW = "terugtrekken"
EXCLUDE = "uitsluiten"


async def colleagues_in(acting: Acting, code: CaseCode) -> tuple[Person, ...]:
    """List who is on the roster of a case the asker is in, also whoever is not admitted yet.

    Raises `Refused` with `NotYourCase`, whether or not there is such a case.
    """
    if await acting.work.cases.get(code) is None:
        raise Refused(NotYourCase())
    facts = await facts_of(acting.work, code)
    if acting.person.user_id not in in_case(facts, acting.directory):
        raise Refused(NotYourCase())
    members = {member.user_id for member in facts.roster}
    return tuple(p for p in acting.directory.people if p.user_id in members)


async def withdraw(acting: Acting, code: CaseCode, *, confirmed: bool) -> WithdrawAhead | Withdrawn | WithdrawnHere:
    """Withdraw from a case: shown first. In the case room the answer is for those who stay. Raises `Refused`."""
    await colleagues_in(acting, code)
    in_room = acting.room.place is Place.CASE
    end = await _end(acting, code, acting.person)
    if not confirmed:
        typed = f"!{WITHDRAW} bevestig" if in_room else f"!{WITHDRAW} {code} bevestig"
        return WithdrawAhead(part_of(end, acting.directory), typed)
    desk = await _out(acting, end, acting.person, WITHDRAW)
    if in_room:
        withdrawn = Withdrawn(part_of(end, acting.directory))
        await acting.speaker.to_person(acting.work, acting.person.user_id, withdrawn, acting.now)
        return WithdrawnHere(gone_from(end, acting.person, acting.directory), end)
    await tell_room(desk, end, acting.person)
    await tell_others(desk, [end])
    return Withdrawn(part_of(end, acting.directory))


async def after_withdrawing(acting: Acting, answer: WithdrawnHere) -> None:
    """Ring for those who have something to do now, after the room heard of it."""
    desk = desk_of(acting)
    await tell_room(desk, answer.end, acting.person, said=True)
    await tell_others(desk, [answer.end])


async def exclude(acting: Acting, code: CaseCode, person: Person, *, confirmed: bool) -> ExcludeAhead | Excluded:
    """Exclude somebody from a case, as its regiehouder: shown first. Raises `Refused`."""
    members = await colleagues_in(acting, code)
    await require_coordinator(acting, code)
    if person.user_id == acting.person.user_id:
        raise Refused(WithdrawInstead(f"{WITHDRAW} {code}"))
    if person not in members:
        raise Refused(NotInThisCase("wie"))
    end = await _end(acting, code, person)
    part = part_of(end, acting.directory)
    if not confirmed:
        return ExcludeAhead(person.name, part, f"!{EXCLUDE} {code} {person.user_id} bevestig")
    desk = await _out(acting, end, person, EXCLUDE)
    await tell_room(desk, end, person)
    await tell_others(desk, [end])
    call = tuple(admin.name for admin in acting.directory.admins())
    await acting.speaker.to_person(acting.work, person.user_id, NoLongerInCase(code, call), acting.now)
    return Excluded(person.name, part)


async def require_coordinator(acting: Acting, code: CaseCode) -> None:
    """See that the asker is the regiehouder. Raises `Refused`."""
    case = await acting.work.cases.get(code)
    if case is None or case.coordinator != acting.person.user_id:
        raise Refused(CoordinatorExcludes(code))


async def _end(acting: Acting, code: CaseCode, person: Person) -> CaseEnd:
    facts, rota = await facts_of(acting.work, code), await rota_of(acting.work)
    return end_of(facts, person, acting.directory, rota, local_day(acting.now))


async def _out(acting: Acting, end: CaseEnd, person: Person, verb: str) -> Desk:
    """Put somebody out of the case for good, and hand over."""
    desk = desk_of(acting)
    await acting.work.cases.exclude(end.code, person.user_id, acting.person.user_id, acting.now)
    await carry_out(desk, end)
    by, subject = desk.by, f"{end.code} {person.user_id}"
    await acting.work.audit.add(AuditEntry(by.now, by.actor, verb, by.place, subject, "uitgesloten"))
    return desk
