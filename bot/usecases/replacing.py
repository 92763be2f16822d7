"""Who works on a case for an organisation is said by that organisation: one for another, or one more (R13, R29).

Everybody in the case reads who comes and who goes. Whoever was excluded is refused like whoever cannot be there.
"""

from dataclasses import dataclass, replace

from bot.domain.case import ActionState, CaseCode, Member, Owner, may_coordinate
from bot.domain.consent_plan import granted
from bot.domain.leaving import CaseEnd, Facts, Handed
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.refusals import Refused
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_roster import AlreadyCaseWorker, CannotTakePart, CoordinatorFirst, ReplacesThemself
from bot.ports import AuditEntry
from bot.usecases import seats
from bot.usecases.acting import Acting
from bot.usecases.conflict import colleagues_in
from bot.usecases.consent import name_of
from bot.usecases.ground_labels import by_ground
from bot.usecases.handover import carry_out, desk_of, facts_of, ring
from bot.usecases.notices import YouCoordinate
from bot.usecases.results_consent import YouMayJoin
from bot.usecases.results_going import TakenOver
from bot.usecases.results_roster import (
    Joined,
    JoinedHere,
    JoinedThere,
    Replaced,
    ReplacedHere,
    ReplacedThere,
    ReplacedYou,
    StaysForMeeting,
    YouMayJoinLater,
)

REPLACE = "vervang"
JOIN = "erbij"


@dataclass(frozen=True)
class Team:
    """A case as somebody in it may change it. `here` are those of their own organisation, `others` the rest.

    `colleagues` are the professionals of their own organisation, in the case or not. `sent`: in the case room the
    regiehouder may also send somebody of an organisation that has consent and nobody in the case any more.
    """

    facts: Facts
    organisation: str
    here: tuple[Person, ...]
    others: tuple[Person, ...]
    colleagues: tuple[Person, ...]
    sent: tuple[Person, ...]

    @property
    def code(self) -> CaseCode:
        """The code of the case."""
        return self.facts.case.code


async def team_of(acting: Acting, code: CaseCode) -> Team:
    """Give the case as the asker may change it. Raises `Refused` with `NotYourCase`, whether or not there is one."""
    people = await colleagues_in(acting, code)
    facts = await facts_of(acting.work, code)
    there = {member.user_id: member.organisation for member in facts.roster}
    mine = there[acting.person.user_id]
    professionals = [p for p in acting.directory.people if p.has(Role.PROFESSIONAL)]
    empty = {c.organisation for c in facts.consents if c.grants} - set(there.values())
    leads = facts.case.coordinator == acting.person.user_id and acting.room.place is Place.CASE
    return Team(
        facts,
        mine,
        tuple(p for p in people if there[p.user_id] == mine),
        tuple(p for p in people if there[p.user_id] != mine),
        tuple(p for p in professionals if p.organisation == mine),
        tuple(p for p in professionals if leads and p.organisation in empty),
    )


async def put_in_place(acting: Acting, team: Team, leaver: Person, comer: Person) -> ReplacedHere | ReplacedThere:
    """Let one colleague take the place of another in a case, with all they had there. Raises `Refused`."""
    work, code, facts, directory = acting.work, team.code, team.facts, acting.directory
    if leaver.user_id == comer.user_id:
        raise Refused(ReplacesThemself(comer.name))
    _require(team, comer)
    waiting = not directory.admitted(comer)
    coordinated = facts.case.coordinator == leaver.user_id
    if coordinated and (waiting or not may_coordinate(comer, directory)):
        raise Refused(CoordinatorFirst(leaver.name, comer.name))
    owner = Owner(team.organisation, comer.user_id)
    actions = tuple(
        Handed(action.number, action.due, owner, kept=True)
        for action in facts.actions
        if action.state is ActionState.OPEN and action.owner.user_id == leaver.user_id
    )
    here = comer in team.here
    coordinator = comer.user_id if coordinated else facts.case.coordinator
    joins = () if here else (comer.user_id,)
    end = CaseEnd(code, team.organisation, actions, joins, coordinated, coordinator)
    if Member(comer.user_id, team.organisation) not in facts.roster:
        await work.cases.add_member(code, Member(comer.user_id, team.organisation))
        await _audit(acting, REPLACE, code, comer, "erbij")
    await carry_out(desk_of(acting), replace(end, joins=()))
    await work.cases.remove_member(code, leaver.user_id)
    await _audit(acting, REPLACE, code, leaver, "eruit")
    labels = tuple(action.label for action in actions)
    ground = () if here else await by_ground(work, code, directory, only={team.organisation})
    said = Replaced(code, leaver.name, comer.name, labels, coordinated, waiting, here, ground)
    answer = ReplacedHere(said, end, leaver.user_id, comer.user_id)
    if acting.room.place is Place.CASE:
        return answer
    await _say(acting, code, said)
    await after_replacing(acting, answer)
    return ReplacedThere(code, leaver.name, comer.name, waiting)


async def after_replacing(acting: Acting, answer: ReplacedHere) -> None:
    """Tell who goes and who comes, in codes, after the room heard of it."""
    work, now, end = acting.work, acting.now, answer.end
    if answer.said.here and not answer.said.waiting:
        await ring(desk_of(acting), end)
    elif end.actions and not answer.said.waiting:
        taken = TakenOver(((end.code, len(end.actions)),), answer.came)
        await acting.speaker.to_person(work, answer.came, taken, now)
    else:
        await _welcome(acting, end.code, answer.came, waiting=answer.said.waiting)
    if end.coordinated:
        await acting.speaker.to_person(work, answer.came, YouCoordinate(end.code, answer.came), now)
    await seats.fill(acting, known=(answer.gone, end.code))  # who goes may represent the organisation at the MDT today
    if answer.gone in {member.user_id for member in await work.cases.roster(end.code)}:
        await acting.speaker.to_person(work, answer.gone, StaysForMeeting(end.code), now)
    elif answer.gone != acting.person.user_id or acting.room.place is Place.CASE:
        await acting.speaker.to_person(work, answer.gone, ReplacedYou(end.code), now)


async def add(acting: Acting, team: Team, person: Person) -> JoinedHere | JoinedThere:
    """Put one more case worker on a case, or let who sits in for the MDT stay as one. Raises `Refused`."""
    code, directory = team.code, acting.directory
    _require(team, person)
    member = next((m for m in team.facts.roster if m.user_id == person.user_id), None)
    if member is not None and not member.guest:
        raise Refused(AlreadyCaseWorker(person.name))
    await acting.work.cases.add_member(code, Member(person.user_id, person.organisation))
    await _audit(acting, JOIN, code, person, "erbij" if member is None else "blijft")
    waiting, stays = not directory.admitted(person), member is not None
    ground = await by_ground(acting.work, code, directory, only={person.organisation})
    said = Joined(code, person.name, name_of(person.organisation, directory), waiting, stays, ground)
    answer = JoinedHere(said, person.user_id)
    if acting.room.place is Place.CASE:
        return answer
    await _say(acting, code, said)
    await after_joining(acting, answer)
    return JoinedThere(code, person.name, waiting, stays)


async def after_joining(acting: Acting, answer: JoinedHere) -> None:
    """Tell who comes, in a code, after the room heard of it."""
    if not answer.said.stays:
        await _welcome(acting, answer.said.code, answer.came, waiting=answer.said.waiting)


def _require(team: Team, person: Person) -> None:
    """See that somebody can be in this case. Who was excluded is refused as if they worked elsewhere."""
    facts = team.facts
    if facts.case.closed_at is not None:
        raise Refused(CaseIsClosed())
    there = facts.case.region in person.regions and granted(facts.consents, person.organisation)
    if not there or person.user_id in facts.excluded:
        raise Refused(CannotTakePart(person.name))


async def _welcome(acting: Acting, code: CaseCode, user: UserId, *, waiting: bool) -> None:
    value = YouMayJoinLater(code, user) if waiting else YouMayJoin(code, user)
    await acting.speaker.to_person(acting.work, user, value, acting.now)


async def _say(acting: Acting, code: CaseCode, value: object) -> None:
    await acting.speaker.to_case(acting.work, code, value, acting.now)


async def _audit(acting: Acting, verb: str, code: CaseCode, person: Person, outcome: str) -> None:
    place, subject = acting.room.place.value, f"{code} {person.user_id}"
    await acting.work.audit.add(AuditEntry(acting.now, acting.person.user_id, verb, place, subject, outcome))
