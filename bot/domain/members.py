"""How far people are on the way in, one by one and counted."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Directory, Person, Role


@dataclass(frozen=True)
class OrganisationCount:
    """How many professionals an organisation has, and how many of them do not take part yet."""

    name: str
    people: int
    waiting: int


class State(StrEnum):
    """Whether somebody takes part, and what is missing."""

    WAITING = "wacht op bevestiging"
    PROTOCOL = "privacyprotocol nog niet aanvaard"
    IN = "doet mee"


def state_of(person: Person, directory: Directory) -> State:
    """Tell how far somebody is on the way in."""
    if not person.confirmed:
        return State.WAITING
    if person.has(Role.PROFESSIONAL) and not directory.admitted(person):
        return State.PROTOCOL
    return State.IN


def counts(directory: Directory) -> tuple[OrganisationCount, ...]:
    """Count the professionals per organisation."""
    found = []
    for organisation in directory.organisations:
        people = [p for p in directory.people if p.organisation == organisation.key and p.has(Role.PROFESSIONAL)]
        waiting = sum(state_of(p, directory) is not State.IN for p in people)
        found.append(OrganisationCount(organisation.name, len(people), waiting))
    return tuple(found)
