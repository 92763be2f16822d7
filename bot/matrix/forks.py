"""State that a fork of a room tells once more: what another event has replaced is not taken over again.

What we send while somebody joins forks the room: it follows the invitation, beside the join. A sync that brings both
tells, after the join, the state in which our message was sent: invited. Whoever just joined would get no key for what
is said next, the card first of all.
"""

import logging
from dataclasses import dataclass, field

from bot.domain.people import UserId
from bot.domain.rooms import RoomId
from bot.matrix.wire import MEMBER, Json, Wire, as_dict, path
from bot.ports import HomeserverRefusedError

log = logging.getLogger(__name__)

REPLACED = 1_000
"""State events of one room that are remembered as replaced; a fork is seconds old."""


@dataclass
class Seen:
    """Which state events of a room stand, by type and key, and which did and were replaced, oldest first."""

    standing: dict[tuple[object, object], object] = field(default_factory=dict)
    replaced: dict[object, None] = field(default_factory=dict)

    def is_news(self, event: Json) -> bool:
        """Note a state event; tell whether it still counts. One that was replaced never does again."""
        id_, place = event.get("event_id"), (event.get("type"), event.get("state_key"))
        if not isinstance(id_, str) or not all(isinstance(part, str) for part in place):
            return True
        if id_ in self.replaced:
            return False
        for old in (self.standing.get(place), as_dict(event.get("unsigned")).get("replaces_state")):
            if isinstance(old, str) and old != id_:
                self.replaced[old] = None
        self.standing[place] = id_
        while len(self.replaced) > REPLACED:
            del self.replaced[next(iter(self.replaced))]
        return True


async def is_still_in(wire: Wire, room_id: RoomId, user_id: UserId) -> bool:
    """Ask whether somebody is in a room who is told to be invited; when that is not told, they are only invited.

    After a restart nothing is remembered of what was replaced. Raises `HomeserverDownError`.
    """
    try:
        answer = await wire.get(path("rooms", room_id, "state", MEMBER, user_id))
    except HomeserverRefusedError as refused:
        log.warning("who is in one room is not told: %s", refused)
        return False
    return answer.get("membership") == "join"
