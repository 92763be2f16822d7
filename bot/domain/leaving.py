"""Somebody goes: from one case, or altogether. What ends, who takes over, and what nobody can take over (R8, R10, R13).

Pure: the facts of each case go in, the plan comes out. Whoever may never be in a case takes over nothing there.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.case import Action, ActionState, Case, CaseCode, Consent, Member, Owner, may_coordinate
from bot.domain.caseworkers import WEEK, may_work
from bot.domain.codes import code_of
from bot.domain.duty import Rota
from bot.domain.people import Directory, Person, Place, UserId


@dataclass(frozen=True)
class Facts:
    """What is known of a case when somebody goes from it."""

    case: Case
    actions: tuple[Action, ...]
    consents: tuple[Consent, ...]
    roster: tuple[Member, ...]
    excluded: frozenset[UserId]


@dataclass(frozen=True)
class Handed:
    """An open action and whose turn it will be; the organisation alone when it has others in the case.

    `kept` is False when nobody can act: then it stands at the organisation's name, and people are told.
    """

    number: int
    due: date
    owner: Owner
    kept: bool

    @property
    def label(self) -> str:
        """What people call it: `A3`."""
        return f"A{self.number}"


@dataclass(frozen=True)
class CaseEnd:
    """What ends in one case when somebody goes from it. `joins` come onto its roster for `organisation`, by the rota.

    With `stays` the person remains in the case, and only the role of regiehouder ends. `closed`: nobody comes in, and
    no regiehouder is needed until it is reopened.
    """

    code: CaseCode
    organisation: str
    actions: tuple[Handed, ...]
    joins: tuple[UserId, ...]
    coordinated: bool
    coordinator: UserId | None
    stays: bool = False
    closed: bool = False

    @property
    def uncovered(self) -> bool:
        """Whether the case stands without a regiehouder (R10)."""
        return self.coordinated and self.coordinator is None and not self.closed

    @property
    def left(self) -> tuple[Handed, ...]:
        """Give the actions nobody can take over."""
        return tuple(action for action in self.actions if not action.kept)

    @property
    def leads_on(self) -> bool:
        """Whether somebody has to lead the case in this person's place."""
        return self.coordinated and not self.closed

    @property
    def changes(self) -> bool:
        """Whether anything changes hands, or should."""
        return self.leads_on or bool(self.actions)


@dataclass(frozen=True)
class Part:
    """Somebody's part in a case and who takes it over: open actions as a count, and the role of regiehouder.

    `to` names who gets the actions, `coordinator` the new regiehouder; empty when there is nobody. `comes` names those
    who were not in the case and come in for it, because they are on the rota (docs/decisions/0016).
    """

    code: CaseCode
    actions: int
    to: str
    coordinated: bool
    coordinator: str
    comes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Leaving:
    """What ends when somebody leaves service. `rooms` counts them per kind, `duties` the lines of the rota."""

    user_id: UserId
    rooms: tuple[tuple[Place, int], ...]
    cases: tuple[CaseEnd, ...]
    duties: int

    @property
    def code(self) -> str:
        """Give a short code that is another one as soon as the plan is."""
        return code_of(self)


def in_case(facts: Facts, directory: Directory) -> frozenset[UserId]:
    """Tell who really is in the case: on its roster, not excluded, and admitted for that organisation there."""
    found = set()
    for member in facts.roster:
        person = directory.person(member.user_id)
        if person is not None and _able(person, member.organisation, facts, directory):
            found.add(member.user_id)
    return frozenset(found)


def end_of(
    facts: Facts, person: Person, directory: Directory, rota: Rota, today: date, named: Person | None = None
) -> CaseEnd:
    """Plan what becomes of somebody's part in a case. Whoever is `named` and in the case goes before the rota.

    Who takes over works for the same organisation and may be in this case; after them the regiehouder, and then the
    organisation when others of it are there. When there are none, what the organisation itself had to do goes as well.
    """
    organisation = next((m.organisation for m in facts.roster if m.user_id == person.user_id), person.organisation)
    closed = facts.case.closed_at is not None
    successors = () if closed else _successors(facts, person.user_id, organisation, directory, rota, today, named)
    coordinated = facts.case.coordinator == person.user_id
    coordinator = (
        next((p.user_id for p in successors if may_coordinate(p, directory)), None)
        if coordinated
        else facts.case.coordinator
    )
    here = in_case(facts, directory) - {person.user_id}
    others = {m.user_id for m in facts.roster if m.organisation == organisation} & here
    owner, kept = _new_owner(successors, Owner(organisation), coordinator, here, directory)
    kept = kept or bool(others)
    actions = tuple(
        Handed(a.number, a.due, owner, kept)
        for a in facts.actions
        if a.state is ActionState.OPEN
        and (a.owner.user_id == person.user_id or (a.owner == Owner(organisation) and not others))
    )
    taking = {owner.user_id} if actions else set()
    taking |= {coordinator} if coordinated else set()
    joins = tuple(p.user_id for p in successors if p.user_id in taking - here)
    return CaseEnd(facts.case.code, organisation, actions, joins, coordinated, coordinator, closed=closed)


def role_end_of(facts: Facts, person: Person, directory: Directory, rota: Rota, today: date) -> CaseEnd:
    """Plan who is regiehouder after somebody who may not be one any more, and stays with their actions (R10)."""
    end = end_of(facts, person, directory, rota, today)
    joins = tuple(user for user in end.joins if user == end.coordinator)
    return replace(end, actions=(), joins=joins, stays=True)


def _new_owner(
    successors: tuple[Person, ...],
    organisation: Owner,
    coordinator: UserId | None,
    here: frozenset[UserId],
    directory: Directory,
) -> tuple[Owner, bool]:
    """Give who gets the actions, and whether that is somebody who can act."""
    if successors:
        return Owner(organisation.organisation, successors[0].user_id), True
    person = directory.person(coordinator) if coordinator in here and coordinator is not None else None
    if person is not None:
        return Owner(person.organisation, person.user_id), True
    return organisation, False


def _successors(
    facts: Facts,
    leaver: UserId,
    organisation: str,
    directory: Directory,
    rota: Rota,
    today: date,
    named: Person | None,
) -> tuple[Person, ...]:
    """List who may take over, best first: who was named, then the rota from today on.

    Naming somebody brings nobody into a case: an administrator adds nobody there (R16). The rota does: it is who the
    organisation sends.
    """
    users = [named.user_id] if named is not None and named.user_id in in_case(facts, directory) else []
    for ahead in range(WEEK):
        users += rota.on_duty(facts.case.region, organisation, today + timedelta(days=ahead))
    users += sorted(rota.lines_of(facts.case.region, organisation))
    people = (directory.person(user) for user in dict.fromkeys(users) if user != leaver)
    return tuple(p for p in people if p is not None and _able(p, organisation, facts, directory))


def _able(person: Person, organisation: str, facts: Facts, directory: Directory) -> bool:
    """Whether somebody may be in this case for this organisation: the organisation has consent, and so on (R13)."""
    consent = any(c.organisation == organisation and c.grants for c in facts.consents)
    return consent and may_work(person, organisation, facts.case.region, directory, facts.excluded)
