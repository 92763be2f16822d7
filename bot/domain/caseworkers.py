"""Who of an organisation comes into a case when the organisation does: whom it sends, not all it has (R13, R29)."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain.case import Consent, Member
from bot.domain.duty import Rota
from bot.domain.people import Directory, Person, UserId

WEEK = 7


def may_work(
    person: Person, organisation: str, region: str, directory: Directory, excluded: Collection[UserId]
) -> bool:
    """Whether somebody may be in a case of this region for this organisation, if that has consent."""
    works = person.organisation == organisation and region in person.regions
    return works and directory.admitted(person) and person.user_id not in excluded


def representative(
    organisation: str, region: str, directory: Directory, rota: Rota, day: date, excluded: Collection[UserId] = ()
) -> Person | None:
    """Give who speaks for an organisation on this day: the first of the rota who is there and may be in the case."""
    people = (directory.person(user) for user in rota.on_duty(region, organisation, day))
    return next((p for p in people if p and may_work(p, organisation, region, directory, excluded)), None)


def first_workers(
    organisation: str, region: str, directory: Directory, rota: Rota, today: date, excluded: Collection[UserId] = ()
) -> tuple[Person, ...]:
    """List who comes in first: who is on duty today, else the next one of the coming week.

    Without anybody suitable on the rota all the workers of the region come in, also those who are not admitted yet.
    """
    for ahead in range(WEEK):
        found = representative(organisation, region, directory, rota, today + timedelta(days=ahead), excluded)
        if found is not None:
            return (found,)
    return tuple(p for p in directory.workers(organisation, region) if p.user_id not in excluded)


def roster_for(
    consents: tuple[Consent, ...], region: str, directory: Directory, rota: Rota, today: date
) -> tuple[Member, ...]:
    """List who is in a new case: the first workers of exactly the organisations that may take part (R13)."""
    return tuple(
        Member(person.user_id, consent.organisation)
        for consent in consents
        if consent.grants
        for person in first_workers(consent.organisation, region, directory, rota, today)
    )
