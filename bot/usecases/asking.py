"""Questions that change nothing, and one that changes only the asker's language."""

from bot.domain.people import Person
from bot.usecases.acting import Acting
from bot.usecases.ground_labels import labels_of
from bot.usecases.regie_change import asked_in
from bot.usecases.results import LanguageSet, Status, Who
from bot.usecases.rosters import roster_of


async def who(acting: Acting) -> Who:
    """Tell who takes part in this case and who is its regiehouder."""
    work, code = acting.work, acting.subject
    case = await work.cases.get(code)
    members = await roster_of(work, acting.room)
    people: tuple[Person, ...] = tuple(p for p in acting.directory.people if p.user_id in members)
    guests = frozenset(member.user_id for member in await work.cases.roster(code) if member.guest)
    asked = await asked_in(work, code)
    grounds = await labels_of(work, code)
    coordinator = case.coordinator if case else None
    return Who(code, people, coordinator, acting.directory.organisations, guests, asked, grounds)


async def is_closed(acting: Acting) -> bool:
    """Tell whether the case of this room is closed."""
    case = await acting.work.cases.get(acting.subject)
    return case is not None and case.closed_at is not None


async def status(acting: Acting) -> Status:
    """Tell somebody how many cases and open actions are theirs."""
    work, person = acting.work, acting.person
    cases = 0
    for region in sorted(person.regions):
        for case in await work.cases.open_in(region):
            cases += person.user_id in {member.user_id for member in await work.cases.roster(case.code)}
    mine = [a for a in await work.overview.open_actions() if a.owner == person.user_id]
    organisation = acting.directory.organisation(person.organisation)
    return Status(person.name, organisation.name if organisation else person.organisation, cases, len(mine))


async def set_language(acting: Acting, language: str) -> LanguageSet:
    """Remember what language somebody reads in their direct chat."""
    await acting.work.people.set_language(acting.person.user_id, language)
    return LanguageSet(language)
