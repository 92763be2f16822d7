"""Organisations, people, regions and what a person may do where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from bot.domain.contact import Contact

UserId = str
"""A full Matrix id, `@localpart:server`."""


class Role(StrEnum):
    """What a person is in the directory; the values are the words of the directory file."""

    PROFESSIONAL = "professional"
    COORDINATOR = "regiehouder"
    CHAIR = "voorzitter"
    DEPUTY_CHAIR = "plaatsvervanger"
    ADMIN = "beheerder"
    AUDITOR = "auditor"


APART = frozenset({Role.ADMIN, Role.AUDITOR})
"""Who holds one of these holds nothing else: whoever manages or inspects does not work on cases (R16)."""


CHAIRS = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR})
"""Who leads the MDT of a region."""


class Place(StrEnum):
    """The kinds of room the bot serves; each has its own roster."""

    CASE = "casus"
    MDT = "mdt"
    ADMIN = "beheer"
    DIRECT = "direct"


class Permission(StrEnum):
    """What a command needs; held against person and place by `may`."""

    ASK = "vragen"
    BE_COLLEAGUE = "collega"
    COMPARE = "vergelijken"
    WORK_ON_CASE = "casus"
    DECIDE = "besluiten"
    APPOINT = "regie"
    SEE_AGENDA = "agenda"
    CHAIR_MEETING = "voorzitten"
    GO_ON = "verder"
    CALL_MEETING = "spoed"
    MANAGE = "beheren"
    WITHDRAW = "terugtrekken"
    REOPEN = "heropenen"
    ATTEND = "aanwezig"


@dataclass(frozen=True)
class Region:
    """A region with its own MDT. `mdt_at` is local time (Europe/Amsterdam)."""

    code: str
    name: str
    mdt_at: time


@dataclass(frozen=True)
class Organisation:
    """A party. `mdt` makes it a permanent MDT member, `coordinates` lets it supply the regiehouder (R5, R10)."""

    key: str
    name: str
    mdt: bool
    coordinates: bool
    aliases: tuple[str, ...] = ()
    contact: Contact = field(default=Contact())

    def is_called(self, word: str) -> bool:
        """Whether `word` is one of its names, whatever the case of the letters."""
        return word.casefold() in {
            self.key.casefold(),
            self.name.casefold(),
            *map(str.casefold, self.aliases),
        }


@dataclass(frozen=True)
class Standing:
    """What somebody has shown, whatever the directory says: nobody counts because a list says so (R14, R16).

    `confirmed`: those who can know said that this person works there. `accepted` is the latest version of the privacy
    protocol this person accepted, 0 for none.
    """

    confirmed: bool = False
    accepted: int = 0


@dataclass(frozen=True)
class Person:
    """A professional, administrator or auditor. `regions` are region codes; `language` is `nl` or `en`."""

    user_id: UserId
    name: str
    organisation: str
    regions: frozenset[str]
    roles: frozenset[Role]
    language: str = "nl"
    standing: Standing = Standing()

    @property
    def confirmed(self) -> bool:
        """Whether this person counts for the organisation."""
        return self.standing.confirmed

    def has(self, role: Role) -> bool:
        """Whether the person holds this role."""
        return role in self.roles


@dataclass(frozen=True)
class Directory:
    """Everybody the bot knows. `protocol` is the version of the privacy protocol in force, 0 while there is none.

    `former` are those who left: on no roster, and their names still stand under what they did.
    """

    regions: tuple[Region, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = field(default=(), repr=False)
    protocol: int = 0
    former: tuple[Person, ...] = field(default=(), repr=False)

    def region(self, word: str) -> Region | None:
        """Find a region by its code or name, whatever the case of the letters."""
        folded = word.casefold()
        return next((r for r in self.regions if folded in {r.code.casefold(), r.name.casefold()}), None)

    def organisation(self, word: str) -> Organisation | None:
        """Find an organisation by key, name or alias, whatever the case of the letters."""
        return next((o for o in self.organisations if o.is_called(word)), None)

    def person(self, user_id: UserId) -> Person | None:
        """Find a person by Matrix id."""
        return next((p for p in self.people if p.user_id == user_id), None)

    def admitted(self, person: Person) -> bool:
        """Whether this person may be let in where cases are spoken of (R13, R14)."""
        return person.has(Role.PROFESSIONAL) and person.confirmed and person.standing.accepted >= self.protocol

    def name_of(self, user_id: UserId) -> str:
        """Give somebody's name, also of who left; of a stranger the Matrix id."""
        return next((p.name for p in (*self.people, *self.former) if p.user_id == user_id), user_id)

    def workers(self, organisation: str, region: str) -> tuple[Person, ...]:
        """List the professionals of an organisation in a region: who works its cases there, once admitted."""
        return tuple(
            p
            for p in self.people
            if p.organisation == organisation and region in p.regions and p.has(Role.PROFESSIONAL)
        )

    def meeting_members(self, region: str) -> tuple[Person, ...]:
        """List the MDT room's roster: the region's admitted professionals of the permanent parties (R5)."""
        permanent = {o.key for o in self.organisations if o.mdt}
        return tuple(p for p in self.people if region in p.regions and p.organisation in permanent and self.admitted(p))

    def admins(self) -> tuple[Person, ...]:
        """List the administrators who count: membership, never content (R16)."""
        return tuple(p for p in self.people if p.has(Role.ADMIN) and p.confirmed)


_OF_REGION = {
    Permission.SEE_AGENDA: frozenset({Place.MDT}),
    Permission.ATTEND: frozenset({Place.MDT, Place.CASE}),
}
"""Where a professional of the region may do this, if not in a case only."""


def may(person: Person, permission: Permission, place: Place, region: str | None) -> bool:
    """Whether this person may do this here. Being on the room's roster is checked before this (R13, R16).

    `region` is the region of the case or MDT room, or None elsewhere.
    """
    if permission is Permission.ASK:
        return True
    if permission is Permission.COMPARE:
        return place is Place.DIRECT or may(person, Permission.MANAGE, place, region)
    if permission is Permission.BE_COLLEAGUE:
        return place is Place.DIRECT and person.has(Role.PROFESSIONAL)
    if permission is Permission.MANAGE:
        return place is Place.ADMIN and person.has(Role.ADMIN)
    if permission in {Permission.WITHDRAW, Permission.REOPEN, Permission.ATTEND} and place is Place.DIRECT:
        return person.has(Role.PROFESSIONAL)
    if permission is Permission.CALL_MEETING and place is Place.DIRECT:
        return person.has(Role.PROFESSIONAL) and bool(person.roles & CHAIRS)
    if not person.has(Role.PROFESSIONAL) or region is None or region not in person.regions:
        return False
    # To go on in the room of a case, it is asked later who leads that item.
    chairs = {Permission.CHAIR_MEETING, Permission.CALL_MEETING} | ({Permission.GO_ON} if place is Place.MDT else set())
    if permission in chairs:
        return place is Place.MDT and bool(person.roles & CHAIRS)
    return place in _OF_REGION.get(permission, frozenset({Place.CASE}))


def called(word: str, people: Iterable[Person]) -> list[Person]:
    """Who of these people is meant by a Matrix id, a localpart, a first name or a full name."""
    wanted = word.strip().casefold()
    bare = wanted.removeprefix("@")
    if not bare:
        return []
    return [p for p in people if wanted == p.user_id.casefold() or bare in _names(p)]


def _names(person: Person) -> set[str]:
    localpart = person.user_id.removeprefix("@").partition(":")[0]
    name = person.name.casefold()
    return {localpart.casefold(), name, name.partition(" ")[0]}
