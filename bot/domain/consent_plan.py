"""What an answer about consent does in a case: who comes in after a yes, what ends when an organisation goes (R13).

Pure: the facts of the case go in, the plan comes out.
"""

from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import Workdays, next_working_day
from bot.domain.case import ActionState, Case, Consent, Owner
from bot.domain.caseworkers import first_workers
from bot.domain.codes import code_of
from bot.domain.consent import Decider, Recorded
from bot.domain.duty import Rota
from bot.domain.leaving import CaseEnd, Facts, Handed, in_case
from bot.domain.people import Directory, Person, UserId


@dataclass(frozen=True)
class Yes:
    """What a yes does: who `joins` at once, and who is `waiting` to be admitted. Nobody new when consent was there.

    `after` is the number of the organisation's last entry in the record: what is said meanwhile makes another plan.
    """

    consent: Consent
    decided_by: Decider | None
    joins: tuple[UserId, ...]
    waiting: tuple[UserId, ...]
    after: int

    @property
    def code(self) -> str:
        """Give a short code that is another one as soon as the plan is."""
        return code_of(self)


def plan_yes(
    facts: Facts,
    record: tuple[Recorded, ...],
    consent: Consent,
    decided_by: Decider | None,
    directory: Directory,
    rota: Rota,
    today: date,
) -> Yes:
    """Plan what a yes does: whom the organisation sends comes in, not who was excluded."""
    organisation = consent.organisation
    after = max((entry.number for entry in record if entry.organisation == organisation), default=0)
    if granted(facts.consents, organisation):
        return Yes(consent, decided_by, (), (), after)
    coming = first_workers(organisation, facts.case.region, directory, rota, today, facts.excluded)
    joins = tuple(p.user_id for p in coming if directory.admitted(p))
    waiting = tuple(p.user_id for p in coming if not directory.admitted(p))
    return Yes(consent, decided_by, joins, waiting, after)


def granted(consents: tuple[Consent, ...], organisation: str) -> bool:
    """Whether the organisation's people may be in the case now."""
    return any(c.organisation == organisation and c.grants for c in consents)


def may_say_yes(facts: Facts, person: Person, directory: Directory) -> bool:
    """Whether this person records a yes: whoever leads the case."""
    return leads(facts.case, person, directory)


def leads(case: Case, person: Person, directory: Directory) -> bool:
    """Whether this person is the regiehouder; without one, whoever's organisation may supply one does it (R10)."""
    if case.coordinator is not None:
        return case.coordinator == person.user_id
    organisation = directory.organisation(person.organisation)
    return organisation is not None and organisation.coordinates


def leavers(facts: Facts, organisation: str) -> tuple[UserId, ...]:
    """List who is on the roster for an organisation."""
    return tuple(member.user_id for member in facts.roster if member.organisation == organisation)


def end_of_organisation(facts: Facts, organisation: str, directory: Directory) -> CaseEnd:
    """Plan what becomes of an organisation's part in a case: its open actions go to the regiehouder, if there is one.

    A regiehouder who goes along leaves the case uncovered. What nobody takes over stands at the organisation's name
    until there is a new one (`waiting_for`).
    """
    going = set(leavers(facts, organisation))
    coordinator = facts.case.coordinator
    coordinated = coordinator is not None and _goes(coordinator, organisation, going, directory)
    new_owner = Owner(organisation)
    staying = in_case(facts, directory) - going
    if coordinator is not None and coordinator in staying:
        person = directory.person(coordinator)
        assert person is not None  # noqa: S101 - whoever is in the case is in the directory
        new_owner = Owner(person.organisation, coordinator)
    actions = tuple(
        Handed(action.number, action.due, new_owner, kept=new_owner.user_id is not None)
        for action in facts.actions
        if action.state is ActionState.OPEN
        and (action.owner.organisation == organisation or action.owner.user_id in going)
    )
    left = None if coordinated else coordinator
    return CaseEnd(facts.case.code, organisation, actions, (), coordinated, left)


def waiting_for(facts: Facts, owner: Owner) -> tuple[Handed, ...]:
    """List the open actions of organisations that take part no longer, as they go to a new regiehouder (R8, R10).

    They had nobody to go to: when consent ended there was no regiehouder, or it was theirs.
    """
    return tuple(
        Handed(action.number, action.due, owner, kept=True)
        for action in facts.actions
        if action.state is ActionState.OPEN
        and not action.owner.outside
        and not granted(facts.consents, action.owner.organisation)
    )


def _goes(user_id: UserId, organisation: str, going: set[UserId], directory: Directory) -> bool:
    person = directory.person(user_id)
    return user_id in going or (person is not None and person.organisation == organisation)


def ends_soon(until: date, today: date, days: Workdays) -> bool:
    """Whether the last day of a consent is at most two working days away."""
    first = next_working_day(today, days.weekdays, days.is_holiday)
    return until <= next_working_day(first, days.weekdays, days.is_holiday)
