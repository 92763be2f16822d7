"""The regiehouder: exactly one per case, from an organisation that may supply one (R10, R11)."""

from bot.domain.case import coordinating, may_coordinate
from bot.domain.people import Person
from bot.domain.refusals import AlreadyCoordinator, MayNotCoordinate, NotInThisCase, Refused
from bot.usecases.acting import Acting
from bot.usecases.notices import YouCoordinate
from bot.usecases.results import CoordinatorAppointed


async def appoint(acting: Acting, person: Person) -> CoordinatorAppointed:
    """Appoint the regiehouder and tell them in their direct chat: the code, nothing else.

    Raises `Refused` with `NotInThisCase`, `MayNotCoordinate` or `AlreadyCoordinator`.
    """
    work, code, directory = acting.work, acting.subject, acting.directory
    if person.user_id not in {member.user_id for member in await work.cases.roster(code)}:
        raise Refused(NotInThisCase("wie"))
    if not may_coordinate(person, directory):
        raise Refused(MayNotCoordinate(", ".join(o.name for o in coordinating(directory))))
    case = await work.cases.get(code)
    if case is None:
        raise KeyError(code)
    if case.coordinator == person.user_id:
        raise Refused(AlreadyCoordinator())
    before = directory.name_of(case.coordinator) if case.coordinator else ""
    await work.cases.set_coordinator(code, person.user_id)
    await acting.speaker.to_person(work, person.user_id, YouCoordinate(code, person.user_id), acting.now)
    organisation = directory.organisation(person.organisation)
    name = organisation.name if organisation else person.organisation
    return CoordinatorAppointed(code, person.name, name, before)
