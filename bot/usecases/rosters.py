"""Who may be in a room: the positive list that membership and room keys follow (R13, e2ee rule 5)."""

from collections.abc import Mapping

from bot.domain.people import Directory, Place, Role, UserId
from bot.domain.rooms import Room
from bot.ports import Work


async def roster_of(work: Work, room: Room, directory: Directory | None = None) -> frozenset[UserId]:
    """Give the Matrix ids that may be in this room; somebody who left the directory is on no roster.

    Consent was given to an organisation: who no longer works for it as a professional leaves its cases (R13, R16).
    """
    directory = directory or await work.people.directory()
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


async def readers_of(
    work: Work, room: Room, identities: Mapping[UserId, str], directory: Directory | None = None
) -> dict[UserId, str | None]:
    """Give the roster, each with the identity that counts, or None when none does (e2ee rules 5, 7)."""
    return {user: identities.get(user) for user in await roster_of(work, room, directory)}
