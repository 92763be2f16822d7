"""Somebody is asked to be regiehouder, or takes it: exactly one per case, who said yes (R10, R11)."""

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, Member, Owner, coordinating, may_coordinate
from bot.domain.caseworkers import may_work, representative
from bot.domain.consent_plan import granted, waiting_for
from bot.domain.duty import Rota
from bot.domain.leaving import CaseEnd, Facts, in_case
from bot.domain.people import Directory, Organisation, Person, UserId
from bot.domain.refusals import AlreadyCoordinator, MayNotCoordinate, NotInThisCase, Refused
from bot.domain.refusals_regie import AlreadyAsked, AskedIsAway, NobodyOnDuty, NothingAsked
from bot.domain.regie import Kind, Request, RequestState, Step, open_request
from bot.ports import AuditEntry
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of
from bot.usecases.handover import By, Desk, carry_out, desk_of, facts_of, rota_of, tell_uncovered
from bot.usecases.regie_change import ended, is_uncovered, passes_to
from bot.usecases.results_regie import (
    CoordinatorAsked,
    NoLongerYours,
    RegieAccepted,
    RegieAsked,
    RegieAskedHere,
    RequestBack,
)
from bot.usecases.tight import is_tight

VERB = "regie"
BY_REGIE = "erin voor de regie"


async def ask(acting: Acting, person: Person) -> CoordinatorAsked | RegieAccepted:
    """Ask somebody of this case to be its regiehouder; naming oneself is saying yes. Raises `Refused`."""
    facts = await facts_of(acting.work, acting.subject)
    if person.user_id not in in_case(facts, acting.directory):
        raise Refused(NotInThisCase("wie"))
    require_able(person, acting.directory)
    if facts.case.coordinator == person.user_id:
        raise Refused(AlreadyCoordinator())
    if person.user_id == acting.person.user_id:
        return await _take(acting, facts)
    return await put_question(acting, facts, person, Request(person.user_id, "", Kind.APPOINT, acting.now))


async def ask_organisation(acting: Acting, organisation: Organisation) -> CoordinatorAsked | RegieAccepted:
    """Ask who is on duty for this case at an organisation. Raises `Refused`.

    Without a rota that names anybody, the one of it who is in the case and could be regiehouder.
    """
    facts, directory = await facts_of(acting.work, acting.subject), acting.directory
    if not organisation.coordinates:
        raise Refused(MayNotCoordinate(_names(directory)))
    if not granted(facts.consents, organisation.key):
        raise Refused(NotInThisCase("wie"))
    rota, today = await rota_of(acting.work), local_day(acting.now)
    person = representative(organisation.key, facts.case.region, directory, rota, today, facts.excluded)
    if person is None or not may_coordinate(person, directory):
        here = in_case(facts, directory)
        could = [p for p in directory.people if p.user_id in here and p.organisation == organisation.key]
        could = [p for p in could if may_coordinate(p, directory)]
        person = could[0] if len(could) == 1 else None
    if person is None:
        raise Refused(NobodyOnDuty(organisation.name))
    if facts.case.coordinator == person.user_id:
        raise Refused(AlreadyCoordinator())
    if person.user_id == acting.person.user_id:
        return await _take(acting, facts)
    return await put_question(acting, facts, person, Request(person.user_id, "", Kind.APPOINT, acting.now))


async def put_question(acting: Acting, facts: Facts, person: Person, request: Request) -> CoordinatorAsked:
    """Put the question to this person, or to who stands in for one who is away. Raises `Refused`.

    It takes the place of the question that was open.
    """
    work, code, directory = acting.work, facts.case.code, acting.directory
    rota, away = await rota_of(work), ""
    if _is_away(person, rota, acting):
        deputy = deputy_of(facts, person, directory, rota, local_day(acting.now))
        if deputy is None or deputy.user_id == acting.person.user_id:
            raise Refused(AskedIsAway(person.name))
        away = person.name
        request = replace(request, stands_for=person.user_id)
        person = deputy
    before = open_request(await work.regie.of(code))
    if before is not None and before.asked == person.user_id and before.kind is not Kind.CONFIRM:
        raise Refused(AlreadyAsked(person.name))
    if before is not None:
        await ended(work, code, before, RequestState.WITHDRAWN, acting.now)
    comes = person.user_id not in in_case(facts, directory)
    if comes or Member(person.user_id, person.organisation, guest=True) in facts.roster:
        desk = Desk(work, acting.speaker, by_of(acting), ())
        await let_in(desk, code, person)  # a guest of the MDT would be out before there is an answer
    await work.regie.add(code, replace(request, asked=person.user_id, asked_by=acting.person.user_id))
    return CoordinatorAsked(
        code,
        person.name,
        name_of(person.organisation, directory),
        acting.person.name,
        directory.name_of(facts.case.coordinator) if facts.case.coordinator else "",
        directory.name_of(before.asked) if before is not None and before.kind is not Kind.CONFIRM else "",
        away,
        comes,
        request.with_actions,
        person.user_id,
    )


async def take_back(acting: Acting) -> RequestBack:
    """Take back the question that is open. Who only confirms what they have already, stays. Raises `Refused`."""
    work, code = acting.work, acting.subject
    request, case = open_request(await work.regie.of(code)), await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    if request is None or request.kind is Kind.CONFIRM:
        raise Refused(NothingAsked())
    await ended(work, code, request, RequestState.WITHDRAWN, acting.now)
    return RequestBack(acting.directory.name_of(request.asked), await is_uncovered(work, case))


async def after_taking_back(acting: Acting, answer: RequestBack) -> None:
    """Tell who can do something about it when the case is uncovered now."""
    if answer.coordinator_missing:
        await tell_uncovered(Desk(acting.work, acting.speaker, by_of(acting), ()), (acting.subject,))


async def after_asking(acting: Acting, answer: CoordinatorAsked) -> None:
    """Ring for who is asked, in the room and in the direct chat, after the room heard of it."""
    desk = Desk(acting.work, acting.speaker, by_of(acting), ())
    await ring_asked(desk, answer.code, answer.who, comes=answer.comes)


async def ring_asked(desk: Desk, code: CaseCode, user: UserId, *, comes: bool = False, again: bool = False) -> None:
    """Ring for who is asked: in the room, unless it is new to them, and in the direct chat. A code, nothing else.

    Not in their quiet hours: the question waits, and the digest or `watch_regie` says it when those are over.
    """
    work, now = desk.work, desk.by.now
    if not await may_ring(desk, code, user):
        await put_off(desk, code)
        return
    if not comes:
        await desk.speaker.to_case(work, code, RegieAskedHere(code, again, user), now)
    await desk.speaker.to_person(work, user, RegieAsked(code, comes, again, user), now)


async def may_ring(desk: Desk, code: CaseCode, user: UserId) -> bool:
    """Whether somebody may be rung for this case now: outside their quiet hours, or under a tight watch (R43)."""
    work, now = desk.work, desk.by.now
    return await desk.speaker.quiet_until(work, user, now) is None or await is_tight(work, code, now)


async def put_off(desk: Desk, code: CaseCode) -> None:
    """Note that who is asked was not rung yet. Not a waiting message: it would ring for a question that is over."""
    request = open_request(await desk.work.regie.of(code))
    if request is not None and request.step is Step.ASKED:
        await desk.work.regie.save(code, replace(request, step=Step.LATER))


async def tell_former(acting: Acting, answer: RegieAccepted) -> None:
    """Tell who was regiehouder, unless they left: the code only."""
    if answer.before and acting.directory.person(answer.before) is not None:
        told = NoLongerYours(answer.code, answer.before)
        await acting.speaker.to_person(acting.work, answer.before, told, acting.now)


async def let_in(desk: Desk, code: CaseCode, person: Person) -> None:
    """Put somebody on the roster as a case worker of their own organisation, which has consent; the room reads it."""
    await desk.work.cases.add_member(code, Member(person.user_id, person.organisation))
    by = desk.by
    await desk.work.audit.add(AuditEntry(by.now, by.actor, VERB, by.place, f"{code} {person.user_id}", BY_REGIE))


def require_able(person: Person, directory: Directory) -> None:
    """See that this person could be regiehouder. Raises `Refused`."""
    if not may_coordinate(person, directory):
        raise Refused(MayNotCoordinate(_names(directory)))


def may_come(facts: Facts, person: Person, directory: Directory) -> bool:
    """Whether somebody is in the case, or can be let in for their own organisation (R13)."""
    if person.user_id in in_case(facts, directory):
        return True
    allowed = may_work(person, person.organisation, facts.case.region, directory, facts.excluded)
    return allowed and granted(facts.consents, person.organisation)


@dataclass(frozen=True)
class _Colleagues:
    facts: Facts
    person: Person
    directory: Directory

    def fits(self, person: Person | None) -> bool:
        """Whether this colleague can be regiehouder of the case."""
        if person is None or person.user_id in {self.person.user_id, self.facts.case.coordinator}:
            return False
        same = person.organisation == self.person.organisation
        return same and may_coordinate(person, self.directory) and may_come(self.facts, person, self.directory)


def deputy_of(facts: Facts, person: Person, directory: Directory, rota: Rota, today: date) -> Person | None:
    """Give who is asked in the place of somebody who is away or silent.

    Whom they named themselves; else the next of the same organisation who is in the case, or on its rota.
    """
    away = {absence.user_id for absence in rota.absences if absence.covers(today)}
    colleagues = _Colleagues(facts, person, directory)
    named = [a.deputy for a in rota.absences if a.user_id == person.user_id and a.covers(today) and a.deputy]
    here = [m.user_id for m in facts.roster if m.organisation == person.organisation]
    lines = sorted(rota.lines_of(facts.case.region, person.organisation))
    users = [*named, *here, *rota.on_duty(facts.case.region, person.organisation, today), *lines]
    found = (directory.person(user) for user in dict.fromkeys(users) if user not in away)
    return next((p for p in found if p is not None and colleagues.fits(p)), None)


def by_of(acting: Acting) -> By:
    """Say who does it, and where."""
    return By(acting.person.user_id, acting.room.place.value, acting.now)


async def _take(acting: Acting, facts: Facts) -> RegieAccepted:
    work, code, person, now = acting.work, facts.case.code, acting.person, acting.now
    before = facts.case.coordinator
    request = open_request(await work.regie.of(code))
    if request is not None:
        state = RequestState.ACCEPTED if request.asked == person.user_id else RequestState.WITHDRAWN
        await ended(work, code, request, state, now)
    if request is None or request.asked != person.user_id:
        yes = Request(person.user_id, person.user_id, Kind.APPOINT, now, RequestState.ACCEPTED, now)
        await work.regie.add(code, yes)
    await passes_to(work, code, person.user_id, person.user_id, now, asked=True)
    waiting = waiting_for(facts, Owner(person.organisation, person.user_id))
    end = CaseEnd(code, person.organisation, waiting, (), coordinated=False, coordinator=person.user_id)
    await carry_out(desk_of(acting), end)
    labels = tuple(action.label for action in waiting)
    name = acting.directory.name_of(before) if before else ""
    return RegieAccepted(code, person.name, name_of(person.organisation, acting.directory), name, labels, before or "")


def _is_away(person: Person, rota: Rota, acting: Acting) -> bool:
    today = local_day(acting.now)
    return any(absence.user_id == person.user_id and absence.covers(today) for absence in rota.absences)


def _names(directory: Directory) -> str:
    return ", ".join(o.name for o in coordinating(directory))
