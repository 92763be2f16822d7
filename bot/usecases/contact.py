"""How organisations are reached, and whether somebody is there now (R21, R22)."""

from bot.domain.contact import reach
from bot.domain.refusals import Refused
from bot.domain.refusals_people import UnknownOrganisation
from bot.usecases.acting import Acting
from bot.usecases.results_people import ContactOf, Contacts


def contacts(acting: Acting) -> Contacts:
    """List how every organisation is reached."""
    organisations = acting.directory.organisations
    return Contacts(tuple(reach(o.name, o.contact, acting.now, acting.is_holiday) for o in organisations), acting.now)


def contact_of(acting: Acting, word: str) -> ContactOf:
    """Tell how one organisation is reached. Raises `Refused` for an unknown one."""
    organisation = acting.directory.organisation(word)
    if organisation is None:
        raise Refused(UnknownOrganisation(", ".join(o.key for o in acting.directory.organisations)))
    return ContactOf(reach(organisation.name, organisation.contact, acting.now, acting.is_holiday), acting.now)
