"""Who may be in a room: the positive list that membership and room keys follow (R13, e2ee rule 5)."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from bot.domain.case import Case, CaseCode, Member
from bot.domain.codes import region_of
from bot.domain.people import Directory, Place, Role, UserId
from bot.domain.rooms import Room
from bot.domain.trust import TrustMode
from bot.ports import Work

Working = AbstractSet[tuple[UserId, str, str]]
"""Who works for which organisation in which region."""


async def roster_of(work: Work, room: Room) -> frozenset[UserId]:
    """Give the Matrix ids that may be in this room; somebody who left the directory is on no roster."""
    members = await work.cases.roster(room.subject) if room.place is Place.CASE else ()
    return _roster(room, members, await work.people.directory())


async def all_rosters(work: Work) -> list[tuple[Room, frozenset[UserId]]]:
    """Give every room with its roster, in a few questions whatever the number of rooms."""
    directory, members = await work.people.directory(), await work.cases.rosters()
    working = working_in(directory)
    return [(room, _roster(room, members.get(room.subject, ()), directory, working)) for room in await work.rooms.all()]


async def let_go_of(work: Work, code: CaseCode) -> frozenset[UserId]:
    """Give those who may have been in a case and may no longer: excluded, off the roster, or without consent."""
    granting = {consent.organisation for consent in await work.cases.consents(code) if consent.grants}
    had = {entry.organisation for entry in await work.cases.consent_history(code) if entry.consent.grants}
    people = (await work.people.directory()).people
    gone = await work.cases.excluded(code) | await work.cases.let_go(code)
    return gone | {p.user_id for p in people if p.organisation in had - granting}


def _roster(
    room: Room, members: Sequence[Member], directory: Directory, working: Working | None = None
) -> frozenset[UserId]:
    match room.place:
        case Place.CASE:
            working = working_in(directory) if working is None else working
            region = region_of(room.subject)
            return frozenset(m.user_id for m in members if (m.user_id, m.organisation, region) in working)
        case Place.MDT:
            return frozenset(person.user_id for person in directory.meeting_members(room.subject))
        case Place.ADMIN:
            return frozenset(person.user_id for person in directory.admins())
        case Place.DIRECT:
            return frozenset({room.subject}) if directory.person(room.subject) else frozenset()


def present(members: Sequence[Member], code: CaseCode, working: Working) -> dict[UserId, str]:
    """Give who of a case's roster is really in it, each with the organisation."""
    region = region_of(code)
    return {m.user_id: m.organisation for m in members if (m.user_id, m.organisation, region) in working}


def working_in(directory: Directory) -> Working:
    """Consent was given to an organisation: who is not admitted for it there is in none of its cases (R13, R14)."""
    admitted = (p for p in directory.people if directory.admitted(p))
    return {(p.user_id, p.organisation, region) for p in admitted for region in p.regions}


async def readers_of(work: Work, room: Room, mode: TrustMode) -> dict[UserId, str | None]:
    """Give the roster, each with the identity that counts, or None when none does (e2ee rules 5, 7)."""
    roster = await roster_of(work, room)
    pins = await work.pins.some(roster)
    return {user: pins[user].master if user in pins and pins[user].counts(mode) else None for user in roster}


async def chairs_of(work: Work, case: Case) -> Iterable[UserId]:
    """Give the chairs of a case's region; without one the deputies. Whoever was excluded from the case is none."""
    directory, excluded = await work.people.directory(), await work.cases.excluded(case.code)
    here = [p for p in directory.meeting_members(case.region) if p.user_id not in excluded]
    chairs = [p.user_id for p in here if p.has(Role.CHAIR)]
    return chairs or [p.user_id for p in here if p.has(Role.DEPUTY_CHAIR)]
