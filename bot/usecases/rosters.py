"""Who may be in a room: the positive list that membership and room keys follow (R13, e2ee rule 5)."""

from bot.domain.people import Place, Role, UserId
from bot.domain.rooms import Room
from bot.domain.trust import TrustMode
from bot.ports import Work


async def roster_of(work: Work, room: Room) -> frozenset[UserId]:
    """Give the Matrix ids that may be in this room; somebody who left the directory is on no roster.

    Consent was given to an organisation: who no longer works for it as a professional leaves its cases (R13, R16).
    """
    directory = await work.people.directory()
    match room.place:
        case Place.CASE:
            working = {(p.user_id, p.organisation) for p in directory.people if p.has(Role.PROFESSIONAL)}
            members = await work.cases.roster(room.subject)
            return frozenset(m.user_id for m in members if (m.user_id, m.organisation) in working)
        case Place.MDT:
            return frozenset(person.user_id for person in directory.meeting_members(room.subject))
        case Place.ADMIN:
            return frozenset(person.user_id for person in directory.admins())
        case Place.DIRECT:
            return frozenset({room.subject}) & {person.user_id for person in directory.people}


async def readers_of(work: Work, room: Room, mode: TrustMode) -> dict[UserId, str | None]:
    """Give the roster, each with the identity that counts, or None when none does (e2ee rules 5, 7)."""
    roster = await roster_of(work, room)
    pins = await work.pins.some(roster)
    return {user: pins[user].master if user in pins and pins[user].counts(mode) else None for user in roster}


async def able_to_read(work: Work, room: Room, mode: TrustMode) -> frozenset[UserId]:
    """Give those on the roster whose identity counts."""
    return frozenset(user for user, identity in (await readers_of(work, room, mode)).items() if identity is not None)
