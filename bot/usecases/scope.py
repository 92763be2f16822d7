"""Consent may reach some of the four areas only: whoever is in the case by it decides on those (R6, R13)."""

from bot.domain.case import Area, Consent
from bot.domain.outcome import reaches, who_decide
from bot.domain.refusals import Refused
from bot.domain.refusals_outcome import AreaNotYours
from bot.usecases.acting import Acting
from bot.usecases.consent import name_of


async def own_areas(acting: Acting, areas: tuple[Area, ...]) -> tuple[Area, ...]:
    """Give those of these areas on which the acting person may decide in this case.

    Raises `Refused` with `AreaNotYours` when there are some, and that person may decide on none of them.
    """
    work, code = acting.work, acting.subject
    consents, member = await work.cases.consents(code), acting.person
    roster = {each.user_id: each.organisation for each in await work.cases.roster(code)}
    organisation = roster.get(member.user_id, member.organisation)
    own: Consent | None = next((c for c in consents if c.organisation == organisation), None)
    found = tuple(area for area in areas if reaches(own, area))
    if areas and not found:
        present = set(roster.values())
        names = [name_of(key, acting.directory) for key in who_decide(consents, areas[0]) if key in present]
        raise Refused(AreaNotYours(areas[0], ", ".join(names)))
    return found
