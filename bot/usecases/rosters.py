"""Who may be in a room: the positive list that membership and room keys follow (R13, e2ee rule 5)."""

from bot.domain.people import Place, UserId
from bot.domain.rooms import Room
from bot.ports import Work


async def roster_of(work: Work, room: Room) -> frozenset[UserId]:
    """Give the Matrix ids that may be in this room; somebody who left the directory is on no roster."""
    directory = await work.people.directory()
    known = {person.user_id for person in directory.people}
    match room.place:
        case Place.CASE:
            return frozenset(member.user_id for member in await work.cases.roster(room.subject)) & known
        case Place.MDT:
            return frozenset(person.user_id for person in directory.meeting_members(room.subject))
        case Place.ADMIN:
            return frozenset(person.user_id for person in directory.admins())
        case Place.DIRECT:
            return frozenset({room.subject}) & known
