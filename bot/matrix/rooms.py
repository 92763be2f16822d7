"""Rooms on the homeserver: made in one call, found again after a lost answer, filled one person at a time (rule 18)."""

import asyncio
import contextlib
import json
import logging
import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from bot.domain.people import Place, UserId
from bot.domain.rooms import MEGOLM, Presence, Room, RoomId
from bot.matrix.content import ROW, message_content
from bot.matrix.crypto import Crypto, NotToBeBelievedError, UndecryptableError
from bot.matrix.sharing import Sharing
from bot.matrix.state import EVERYBODY, ONLY_US, WISH_EVENT, Changes, OnMembers, RoomBook, power_levels
from bot.matrix.wire import CLIENT, MEMBER, Wire, as_dict, as_list, path
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
PAGE = 100
MOST_PAGES = 100
CLOCKS_DIFFER = timedelta(hours=1)
"""By how much the homeserver's clock and ours may differ at most."""


class MatrixRooms:
    """`bot.ports.Rooms` on a real homeserver."""

    def __init__(self, wire: Wire, crypto: Crypto, sharing: Sharing, states: RoomBook, on_members: OnMembers) -> None:
        self._wire = wire
        self._crypto = crypto
        self._sharing = sharing
        self._states = states
        self._on_members = on_members
        # Synapse counts a refused invitation too, five per person and then one in five minutes: never many at once.
        self._inviting = asyncio.Lock()
        self._created: dict[str, RoomId] = {}  # syncs tell of a new room's state piece by piece
        self.user_id = crypto.me.user_id

    async def create(self, room: Room) -> RoomId:
        """Create the wished room, or adopt the one an earlier, half-failed try has made.

        That is asked for each time: the process that made it may have died, and the first sync after a start may be
        an answer that Synapse keeps for two minutes, from before the room was there.
        """
        earlier = self._by_wish(room.wish) or await self._search(room.wish)
        if earlier is not None:
            return earlier
        try:
            made = (await self._wire.post(f"{CLIENT}/createRoom", creation(room))).get("room_id")
            if not isinstance(made, str):
                raise HomeserverDownError("no room id in the answer")
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
        self._created[room.wish] = made
        return made

    def _by_wish(self, wish: str) -> RoomId | None:
        if wish in self._created:
            return self._created[wish]
        return next((room_id for room_id, state in self._states.items() if state.wish == wish), None)

    async def _search(self, wish: str) -> RoomId | None:
        known = {room_id for room_id, state in self._states.items() if state.wish is not None}
        known.update(self._created.values())
        for room_id in await self._joined():
            if room_id in known:
                continue
            try:
                content = await self._wire.get(path("rooms", room_id, "state", WISH_EVENT, ""))
            except HomeserverRefusedError:
                continue  # a room without a wish
            if content.get("id") == wish:
                return str(room_id)
        return None

    async def _joined(self) -> list[RoomId]:
        joined = (await self._wire.get(f"{CLIENT}/joined_rooms")).get("joined_rooms")
        if not isinstance(joined, list):
            # None at all would mean: all are lost, make another.
            raise HomeserverDownError("no list of rooms")
        return [room_id for room_id in joined if isinstance(room_id, str)]

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

    async def invite(self, room_id: RoomId, user_id: UserId, *, direct: bool = False) -> None:
        """Invite one person; somebody who is there already is fine."""
        try:
            async with self._inviting:
                await self._ask_in(room_id, user_id, direct=direct)
        except HomeserverRefusedError as error:
            if await self._look_again(room_id, user_id):
                log.debug("invitation not needed (%s)", error.errcode)
                return
            # Somebody banned this person by hand; the roster decides, and nothing else.
            await self._wire.post(path("rooms", room_id, "unban"), {"user_id": user_id})
            await self._ask_in(room_id, user_id, direct=direct)

    async def _ask_in(self, room_id: RoomId, user_id: UserId, *, direct: bool) -> None:
        """Send an invitation. Only one that is put as a membership can say that this is a direct chat.

        Without that word a client lists the chat among the rooms, where nobody looks for somebody they talk with.
        """
        if direct:
            member = {"membership": "invite", "is_direct": True}
            await self._wire.put(path("rooms", room_id, "state", MEMBER, user_id), member)
        else:
            await self._wire.post(path("rooms", room_id, "invite"), {"user_id": user_id})

    async def remove(self, room_id: RoomId, user_id: UserId) -> bool:
        """Remove somebody; the next message has a new key, also when the homeserver refuses (rule 8).

        Whoever has gone already is fine: what syncs told may be older than that, and a refusal rings alarms.
        """
        self._sharing.forget_session(room_id)
        try:
            await self._wire.post(path("rooms", room_id, "kick"), {"user_id": user_id})
        except HomeserverRefusedError:
            if await self._look_again(room_id, user_id):
                raise
            return False
        return True

    async def _look_again(self, room_id: RoomId, user_id: UserId) -> bool:
        """Ask whether somebody is in the room or invited; when that is not told, they may be.

        The answer counts over what syncs told. Where a removal and a message were made at the same moment, Synapse
        may tell of the state on the message's side of that fork: who was removed is a member again, and stays one.
        But what a sync tells while we ask is newer, or else met again the next time.
        """
        told = self._told(room_id, user_id)
        try:
            answer = await self._wire.get(f"{path('rooms', room_id, 'state', MEMBER, user_id)}?format=event")
        except HomeserverRefusedError as error:
            if error.errcode != "M_NOT_FOUND":
                return True
            answer = {"membership": "leave"}
        member = as_dict(answer.get("content")) or answer  # some homeservers know no format, and give the content
        membership = member.get("membership")
        if membership == "join" and self._told(room_id, user_id) == told != (True, False):
            # Now, and before it is noted: the sync that brings it finds somebody who was there, and tells nobody.
            came = Changes(frozenset({user_id}), frozenset(), rotate=False)
            event_id = answer.get("event_id")
            found = event_id if isinstance(event_id, str) else f"found {room_id} {user_id} {uuid.uuid4().hex}"
            await self._on_members(room_id, came, found)
        if room_id in self._states and self._told(room_id, user_id) == told:
            self._states.apply(room_id, [{"type": MEMBER, "state_key": user_id, "content": member}])
        return membership not in {"leave", "ban"}

    def _told(self, room_id: RoomId, user_id: UserId) -> tuple[bool, bool]:
        """Give whether syncs have told that this person is in the room, and is invited."""
        state = self._states.get(room_id)
        return (False, False) if state is None else (user_id in state.joined, user_id in state.invited)

    async def powers_differ(self, room_id: RoomId, *, read_only: bool) -> bool:
        """Compare with what the last sync told."""
        state = self._states.get(room_id)
        return state is not None and state.powers_differ(ONLY_US if read_only else EVERYBODY)

    async def set_read_only(self, room_id: RoomId, *, read_only: bool) -> None:
        """Put all power levels, whatever they were; ours is that of the creator, which nobody can take (rule 19)."""
        content = power_levels(read_only=read_only)
        await self._wire.put(path("rooms", room_id, "state", "m.room.power_levels", ""), content)
        if room_id in self._states:
            self._states.apply(room_id, [_state("m.room.power_levels", **content)])

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        """Encrypt for those who may read and send with the row's own transaction id."""
        content = message_content(outgoing)
        encrypted = await self._sharing.encrypt(room_id, readers, "m.room.message", content)
        answer = await self._wire.put(path("rooms", room_id, "send", "m.room.encrypted", outgoing.id), encrypted)
        event_id = answer.get("event_id")
        if not isinstance(event_id, str):
            raise HomeserverDownError("no event id in the answer")
        return event_id

    async def find_sent(self, room_id: RoomId, outgoing: Outgoing) -> str | None:
        """Read back what we said in the room since the message was promised."""
        ours = {"senders": [self.user_id], "types": ["m.room.encrypted"], "lazy_load_members": True}
        query = {"dir": "b", "limit": str(PAGE), "filter": json.dumps(ours)}
        oldest = (outgoing.created_at - CLOCKS_DIFFER).timestamp() * 1000
        for _ in range(MOST_PAGES):
            page = await self._wire.get(f"{path('rooms', room_id, 'messages')}?{urlencode(query)}")
            events = [event for event in as_list(page.get("chunk")) if isinstance(event, dict)]
            for event in events:
                if self._row_of(room_id, event) == outgoing.id:
                    return str(event.get("event_id"))
            times = [event.get("origin_server_ts") for event in events]
            end = page.get("end")
            if not isinstance(end, str) or any(isinstance(time, int) and time < oldest for time in times):
                return None
            query["from"] = end
        log.warning("gave up looking for message %s after %d pages", outgoing.id, MOST_PAGES)
        return None

    def _row_of(self, room_id: RoomId, event: Json) -> object:
        """Give the row id in a message of ours, or None when it is not ours or can no longer be read."""
        if event.get("sender") != self.user_id:
            return None
        try:
            return self._crypto.decrypt(room_id, event).content.get(ROW)
        except (UndecryptableError, NotToBeBelievedError):
            return None

    async def lost(self, room_ids: Collection[RoomId]) -> frozenset[RoomId]:
        """Compare with the rooms the homeserver says we are in; whichever is missing is asked for by itself too."""
        present = await self._joined()
        gone = frozenset([room_id for room_id in set(room_ids).difference(present) if await self._is_gone(room_id)])
        for room_id in gone:
            self._sharing.forget_session(room_id)
            self._states.forget(room_id)
        self._created = {wish: room_id for wish, room_id in self._created.items() if room_id not in gone}
        return gone

    async def _is_gone(self, room_id: RoomId) -> bool:
        try:
            member = await self._wire.get(path("rooms", room_id, "state", MEMBER, self.user_id))
        except HomeserverRefusedError as refused:
            return refused.errcode in {"M_FORBIDDEN", "M_NOT_FOUND"}  # a 404 alone may be a reverse proxy's
        return member.get("membership") != "join"


def creation(room: Room) -> Json:
    """Write the one request that makes a room safe from its first moment (rules 9, 18, 19, 20).

    Nobody is invited here: one unknown invitee would make Synapse refuse a room that it has already made.
    """
    return {
        "room_version": ROOM_VERSION,
        "preset": "private_chat",
        "visibility": "private",
        "name": room_name(room),
        "creation_content": {"m.federate": False},
        "initial_state": [
            _state(
                "m.room.encryption",
                algorithm=MEGOLM,
                rotation_period_ms=ROTATION_MS,
                rotation_period_msgs=ROTATION_MESSAGES,
            ),
            _state("m.room.history_visibility", history_visibility="joined"),
            _state("m.room.join_rules", join_rule="invite"),
            _state("m.room.guest_access", guest_access="forbidden"),
            _state(WISH_EVENT, id=room.wish),
        ],
        "power_level_content_override": power_levels(read_only=False),
    }


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
