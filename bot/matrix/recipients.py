"""Who gets a room's key: a positive list for every send, and when keys are changed (rules 5, 8, 9, 16).

nio shares with everyone it believes to be in the room, invited people included. Here the key goes to
joined members who are on the room's roster, and to nobody else, whatever the homeserver claims.
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.people import UserId
from bot.domain.rooms import RoomId
from bot.matrix.crypto import Crypto, Device
from bot.matrix.state import RoomState
from bot.matrix.wire import CLIENT, Wire, path
from bot.ports import NotEncryptedError

Json = dict[str, Any]
log = logging.getLogger(__name__)

DEFAULT_ROTATION_MS = 7 * 24 * 3600 * 1000
DEFAULT_ROTATION_MESSAGES = 100
PER_REQUEST = 50
CLAIM_PATIENCE_MS = 5_000


@dataclass
class _Session:
    """A room's outbound session: who was given it, and how much it was used."""

    given_to: set[Device] = field(default_factory=set)
    messages: int = 0
    started: float = field(default_factory=time.monotonic)

    def worn_out(self, room: RoomState) -> bool:
        """Whether the room's own rotation settings ask for a new one."""
        age_ms = (time.monotonic() - self.started) * 1000
        return age_ms >= min(room.rotation_ms or DEFAULT_ROTATION_MS, DEFAULT_ROTATION_MS) or self.messages >= min(
            room.rotation_messages or DEFAULT_ROTATION_MESSAGES, DEFAULT_ROTATION_MESSAGES
        )


class Recipients:
    """Encrypts for a room after giving its key to exactly the devices that may have it."""

    def __init__(self, wire: Wire, crypto: Crypto, room_state: Callable[[RoomId], RoomState | None]) -> None:
        self._wire = wire
        self._crypto = crypto
        self._room_state = room_state
        self._sessions: dict[RoomId, _Session] = {}
        self._locks: dict[RoomId, asyncio.Lock] = {}
        self._known: set[UserId] = set()  # whose device list we have asked for and have seen no change of since
        # One question at a time: a second room that needs the same devices waits for the same answer.
        self._asking = asyncio.Lock()

    def forget_session(self, room_id: RoomId) -> None:
        """Make sure that the next message uses a new key (rule 8). Unconditional, also in the middle of sharing."""
        self._sessions.pop(room_id, None)

    def devices_changed(self, users: Iterable[UserId]) -> None:
        """Ask for these people's devices again before anything is encrypted for them."""
        self._known.difference_update(users)

    async def refresh(self, users: Iterable[UserId]) -> None:
        """Ask for the devices of people we do not know well enough."""
        wanted = set(users)
        async with self._asking:
            await self._refresh(wanted)

    async def _refresh(self, wanted: set[UserId]) -> None:
        unknown = sorted(wanted - self._known)
        if not unknown:
            return
        # Marked first: a change that is reported while we ask takes the mark away again.
        self._known.update(unknown)
        try:
            answer = await self._wire.post(f"{CLIENT}/keys/query", {"device_keys": {user: [] for user in unknown}})
        except BaseException:
            self._known.difference_update(unknown)
            raise
        answered = answer.get("device_keys")
        missing = set(unknown) - set(answered if isinstance(answered, dict) else ())
        self._known.difference_update(missing)
        self._crypto.learn_devices(answer)

    async def encrypt(self, room_id: RoomId, roster: frozenset[UserId], type_: str, content: Json) -> Json:
        """Encrypt for the joined members on the roster; whoever else is in the room cannot read it.

        Raises `NotEncryptedError` when the room is not known to be encrypted, and other `HomeserverError`s.
        """
        async with self._locks.setdefault(room_id, asyncio.Lock()):
            while True:
                room = self._encrypted_room(room_id)
                wanted = frozenset(room.joined & roster)
                session = await self._share(room_id, wanted, room)
                # People may have left while keys were on their way: then it is a new key, for fewer (rule 8).
                if session is self._sessions.get(room_id) and wanted == self._encrypted_room(room_id).joined & roster:
                    session.messages += 1
                    return self._crypto.encrypt(room_id, type_, content)

    def _encrypted_room(self, room_id: RoomId) -> RoomState:
        room = self._room_state(room_id)
        if room is None or not room.encrypted:
            raise NotEncryptedError("the room is not known to be encrypted: nothing is sent (rule 9)")
        return room

    async def _share(self, room_id: RoomId, users: frozenset[UserId], room: RoomState) -> _Session:
        await self.refresh(users)
        devices = {d for user in users for d in self._crypto.devices(user)} - {self._crypto.me}
        session = self._sessions.get(room_id)
        # A device that had the key and should no longer: the key must change, also when nobody told us it left.
        if session is None or session.worn_out(room) or session.given_to - devices:
            self._crypto.new_room_session(room_id)
            session = self._sessions[room_id] = _Session()
        await self._give(room_id, session, sorted(devices - session.given_to, key=repr))
        return session

    async def _give(self, room_id: RoomId, session: _Session, devices: list[Device]) -> None:
        if not devices:
            return
        async with self._asking:
            await self._claim(self._crypto.without_session(devices))
        unreachable = set(self._crypto.without_session(devices))
        if unreachable:
            log.warning("%d devices could not be reached; tried again with the next message", len(unreachable))
        reachable = [d for d in devices if d not in unreachable]
        for start in range(0, len(reachable), PER_REQUEST):
            part = reachable[start : start + PER_REQUEST]
            if self._sessions.get(room_id) is not session:
                return  # dropped meanwhile; `encrypt` starts over
            messages: dict[str, dict[str, Json]] = {}
            for device in part:
                key = self._crypto.room_key_for(room_id, device)
                messages.setdefault(device.user_id, {})[device.device_id] = key
            # Noted before sending: when the answer is lost, they have the key all the same (rule 8).
            session.given_to.update(part)
            try:
                await self._wire.put(path("sendToDevice", "m.room.encrypted", uuid.uuid4().hex), {"messages": messages})
            except BaseException:
                # Whether it arrived is unknown: never use this session again.
                self.forget_session(room_id)
                raise

    async def _claim(self, devices: list[Device]) -> None:
        if not devices:
            return
        wanted: dict[str, dict[str, str]] = {}
        for device in devices:
            wanted.setdefault(device.user_id, {})[device.device_id] = "signed_curve25519"
        body = {"one_time_keys": wanted, "timeout": CLAIM_PATIENCE_MS}
        self._crypto.learn_one_time_keys(await self._wire.post(f"{CLIENT}/keys/claim", body))
