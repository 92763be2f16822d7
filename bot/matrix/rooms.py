"""Rooms on the homeserver: made in one call, found again after a lost answer, filled one person at a time (rule 18)."""

import contextlib
import logging
from typing import Any

from bot.domain.people import Place, UserId
from bot.domain.rooms import Presence, Room, RoomId
from bot.matrix.content import message_content
from bot.matrix.sharing import Sharing
from bot.matrix.state import MEGOLM, WISH_EVENT, RoomState
from bot.matrix.wire import CLIENT, Wire, path
from bot.ports import (
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    Outgoing,
    Readers,
)

Json = dict[str, Any]
log = logging.getLogger(__name__)

ROOM_VERSION = "12"
ROTATION_MS = 24 * 3600 * 1000
ROTATION_MESSAGES = 100


class MatrixRooms:
    """`bot.ports.Rooms` on a real homeserver."""

    def __init__(self, wire: Wire, sharing: Sharing, states: dict[RoomId, RoomState], user_id: UserId) -> None:
        self._wire = wire
        self._sharing = sharing
        self._states = states
        self._created: dict[str, RoomId] = {}  # syncs tell of a new room's state piece by piece
        self.user_id = user_id

    async def create(self, room: Room) -> RoomId:
        """Create the wished room, or adopt the one an earlier, half-failed try has made.

        That is asked for each time: the process that made it may have died, and the first sync after a start may be
        an answer that Synapse keeps for two minutes, from before the room was there.
        """
        earlier = self._by_wish(room.wish) or await self._search(room.wish)
        if earlier is not None:
            return earlier
        try:
            answer = await self._wire.post(f"{CLIENT}/createRoom", creation(room))
            self._created[room.wish] = str(answer["room_id"])
            return self._created[room.wish]
        except HomeserverBusyError:
            raise
        except HomeserverError:
            # Synapse may have made the room before it failed (rule 18): look for our wish before trying again.
            found = None
            with contextlib.suppress(HomeserverError):
                found = await self._search(room.wish)
            if found is None:
                raise
            log.info("adopted a room that was made although the request failed")
            return found

    def _by_wish(self, wish: str) -> RoomId | None:
        if wish in self._created:
            return self._created[wish]
        return next((room_id for room_id, state in self._states.items() if state.wish == wish), None)

    async def _search(self, wish: str) -> RoomId | None:
        known = {room_id for room_id, state in self._states.items() if state.wish is not None}
        known.update(self._created.values())
        for room_id in (await self._wire.get(f"{CLIENT}/joined_rooms")).get("joined_rooms", []):
            if room_id in known:
                continue
            try:
                content = await self._wire.get(path("rooms", room_id, "state", WISH_EVENT, ""))
            except HomeserverRefusedError:
                continue  # a room without a wish
            if content.get("id") == wish:
                return str(room_id)
        return None

    async def presence(self, room_id: RoomId) -> Presence | None:
        """Tell who is in the room, from the last sync."""
        state = self._states.get(room_id)
        return state.presence() if state is not None and self.user_id in state.joined else None

    async def exists(self, user_id: UserId) -> bool:
        """Ask for the profile: Synapse invites accounts that do not exist without a word (rule 18)."""
        try:
            await self._wire.get(path("profile", user_id))
        except HomeserverRefusedError as error:
            if error.status == 404:  # noqa: PLR2004 - HTTP: not found
                return False
            raise
        return True

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """Invite one person; somebody who is there already is fine."""
        try:
            await self._wire.post(path("rooms", room_id, "invite"), {"user_id": user_id})
        except HomeserverRefusedError as error:
            state = self._states.get(room_id)
            if state is None or user_id not in state.joined | state.invited:
                raise
            log.debug("invitation not needed (%s)", error.errcode)

    async def remove(self, room_id: RoomId, user_id: UserId) -> None:
        """Remove somebody; the next message has a new key, also when the homeserver refuses (rule 8)."""
        self._sharing.forget_session(room_id)
        await self._wire.post(path("rooms", room_id, "kick"), {"user_id": user_id})

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        """Encrypt for those who may read and send with the row's own transaction id."""
        content = message_content(outgoing)
        encrypted = await self._sharing.encrypt(room_id, readers, "m.room.message", content)
        answer = await self._wire.put(path("rooms", room_id, "send", "m.room.encrypted", outgoing.id), encrypted)
        event_id = answer.get("event_id")
        if not isinstance(event_id, str):
            raise HomeserverDownError("no event id in the answer")
        return event_id


def creation(room: Room) -> Json:
    """Write the one request that makes a room safe from its first moment (rules 9, 18, 19, 20).

    Nobody is invited here: one unknown invitee would make Synapse refuse a room that it has already made.
    """
    return {
        "room_version": ROOM_VERSION,
        "preset": "private_chat",
        "visibility": "private",
        "name": room_name(room),
        "is_direct": room.place is Place.DIRECT,
        "creation_content": {"m.federate": False},
        "initial_state": [
            _state("m.room.encryption", algorithm=MEGOLM, rotation_period_ms=ROTATION_MS,
                   rotation_period_msgs=ROTATION_MESSAGES),
            _state("m.room.history_visibility", history_visibility="joined"),
            _state("m.room.join_rules", join_rule="invite"),
            _state("m.room.guest_access", guest_access="forbidden"),
            _state(WISH_EVENT, id=room.wish),
        ],
        # The creator outranks everyone in version 12 and may not be listed; nobody else may do anything but talk.
        "power_level_content_override": {
            "users": {}, "users_default": 0, "events_default": 0, "state_default": 100, "invite": 100, "kick": 100,
            "ban": 100, "redact": 100, "events": {}, "notifications": {"room": 100},
        },
    }  # fmt: skip


def room_name(room: Room) -> str:
    """Name a room by its neutral code alone: names are visible to servers (rule 20)."""
    names = {
        Place.CASE: room.subject,
        Place.MDT: f"MDT {room.subject}",
        Place.ADMIN: "Beheer",
        Place.DIRECT: "Regiekamer",
    }
    return names[room.place]


def _state(type_: str, **content: object) -> Json:
    return {"type": type_, "state_key": "", "content": content}
