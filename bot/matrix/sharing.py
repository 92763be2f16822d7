"""Sharing a room's Megolm session, and changing it (rules 5, 8, 9, 16).

Each room has a lock of its own. Who was given a session is noted before the key is sent, and who may have it is asked
again afterwards: a key that is on its way to somebody who has just left, or whose consent was just withdrawn, is never
used. nio's own sharing shares with invited people, hangs after one failed claim and rotates by numbers of its own.

Spec: Client-Server API, "m.megolm.v1.aes-sha2", "m.room.encryption" (rotation), "m.room_key.withheld".
"""

import asyncio
import logging
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.people import UserId
from bot.domain.rooms import MEGOLM, RoomId, RoomState
from bot.matrix.chain import Device, Json
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.recipients import OnRefused, Recipients, RefusedDevices, choose
from bot.matrix.wire import CLIENT, Wire, path
from bot.ports import HomeserverError, NobodyReadsError, NotEncryptedError, Readers

log = logging.getLogger(__name__)

DEFAULT_ROTATION_MS = 7 * 24 * 3600 * 1000
DEFAULT_ROTATION_MESSAGES = 100
PER_REQUEST = 100
CLAIM_PATIENCE_MS = 5_000


@dataclass
class _Session:
    """A room's outbound session: who was given it, who was refused it, and how much it was used."""

    id: str
    given_to: set[Device] = field(default_factory=set)
    told: set[tuple[UserId, str]] = field(default_factory=set)
    messages: int = 0
    started: float = field(default_factory=time.monotonic)

    def untold(self, recipients: Recipients) -> RefusedDevices:
        """Pick the refused devices, and the people without any device, that have not been told of this session."""
        new = {
            user: tuple(id_ for id_ in ids if (user, id_) not in self.told) for user, ids in recipients.refused.items()
        }
        return {user: ids for user, ids in new.items() if ids or (user, "") not in self.told}

    def worn_out(self, room: RoomState) -> bool:
        """Whether the room's own rotation settings ask for a new one."""
        age_ms = (time.monotonic() - self.started) * 1000
        return age_ms >= min(room.rotation_ms or DEFAULT_ROTATION_MS, DEFAULT_ROTATION_MS) or self.messages >= min(
            room.rotation_messages or DEFAULT_ROTATION_MESSAGES, DEFAULT_ROTATION_MESSAGES
        )


class Sharing:
    """Encrypts for a room after giving its key to exactly the devices that may have it."""

    def __init__(
        self,
        wire: Wire,
        crypto: Crypto,
        devices: Devices,
        room_state: Callable[[RoomId], RoomState | None],
        on_refused: OnRefused,
    ) -> None:
        self._wire = wire
        self._crypto = crypto
        self._devices = devices
        self._room_state = room_state
        self._on_refused = on_refused
        self._sessions: dict[RoomId, _Session] = {}
        self._locks: dict[RoomId, asyncio.Lock] = {}
        self._claiming = asyncio.Lock()  # two rooms that need the same device claim one key, not two

    def forget_session(self, room_id: RoomId) -> None:
        """Make sure that the next message uses a new key (rule 8). Unconditional, also in the middle of sharing."""
        self._sessions.pop(room_id, None)

    async def encrypt(self, room_id: RoomId, readers: Readers, type_: str, content: Json) -> Json:
        """Encrypt for those who may read; whoever else is in the room cannot.

        Raises `NotEncryptedError` when the room is not known to be encrypted, `NobodyReadsError` when no device could
        be given the key, and other `HomeserverError`s.
        """
        async with self._locks.setdefault(room_id, asyncio.Lock()):
            unreachable: set[Device] = set()
            while True:
                session, recipients = await self._look(room_id, readers)
                missing = recipients.devices - session.given_to - unreachable
                untold = session.untold(recipients)
                if not missing and not untold:
                    if not session.given_to:
                        raise NobodyReadsError("no device that may read this room could be given its key")
                    # Nothing is awaited between the look and this.
                    session.messages += 1
                    return self._crypto.encrypt(room_id, type_, content)
                # While keys are on their way people may leave: look again, until a look finds nothing to do.
                reachable = await self._claim(missing)
                unreachable |= missing.difference(reachable)
                await self._give(room_id, session, reachable)
                await self._tell_refused(room_id, session, untold)

    async def _look(self, room_id: RoomId, readers: Readers) -> tuple[_Session, Recipients]:
        """Decide who may have the key now, and under which session; what is given back is of this very moment."""
        while True:
            who = await readers()
            room = self._encrypted_room(room_id)
            present = frozenset(room.joined) & who.keys()
            if self._devices.are_fresh(present):
                recipients = choose(self._devices, present, who)
                return self._session(room_id, room, recipients), recipients
            await self._devices.refresh(present)

    def _encrypted_room(self, room_id: RoomId) -> RoomState:
        room = self._room_state(room_id)
        if room is None or not room.encrypted:
            raise NotEncryptedError("the room is not known to be encrypted: nothing is sent (rule 9)")
        return room

    def _session(self, room_id: RoomId, room: RoomState, recipients: Recipients) -> _Session:
        session = self._sessions.get(room_id)
        # A device that had the key and should no longer: the key must change, also when nobody told us it left.
        if session is None or session.worn_out(room) or session.given_to - recipients.devices:
            session = self._sessions[room_id] = _Session(self._crypto.new_room_session(room_id))
        return session

    async def _claim(self, devices: frozenset[Device]) -> list[Device]:
        """Claim a one-time key for every device we cannot reach yet; give the devices that can be reached now.

        The others are tried again with the next message.
        """
        if not devices:
            return []
        wanted = sorted(devices, key=lambda device: (device.user_id, device.device_id))
        async with self._claiming:
            without = self._crypto.without_session(wanted)
            if without:
                keys: dict[str, dict[str, str]] = {}
                for device in without:
                    keys.setdefault(device.user_id, {})[device.device_id] = "signed_curve25519"
                body = {"one_time_keys": keys, "timeout": CLAIM_PATIENCE_MS}
                self._crypto.learn_one_time_keys(await self._wire.post(f"{CLIENT}/keys/claim", body), without)
        unreachable = set(self._crypto.without_session(without))
        if unreachable:
            log.warning("%d devices could not be reached; tried again with the next message", len(unreachable))
        return [device for device in wanted if device not in unreachable]

    async def _give(self, room_id: RoomId, session: _Session, devices: list[Device]) -> None:
        for start in range(0, len(devices), PER_REQUEST):
            part = devices[start : start + PER_REQUEST]
            if self._sessions.get(room_id) is not session:
                return  # dropped meanwhile; `encrypt` looks again
            messages: dict[str, dict[str, Json]] = {}
            for device in part:
                key = self._crypto.room_key_for(room_id, device)
                messages.setdefault(device.user_id, {})[device.device_id] = key
            # Noted before sending: when the answer is lost, they have the key all the same (rule 8).
            session.given_to.update(part)
            try:
                await self._send_to_devices("m.room.encrypted", messages)
            except BaseException:
                # Whether it arrived is unknown: never use this session again.
                self.forget_session(room_id)
                raise

    async def _tell_refused(self, room_id: RoomId, session: _Session, refused: RefusedDevices) -> None:
        if not refused:
            return
        session.told.update((user, id_) for user, ids in refused.items() for id_ in ("", *ids))
        notice = {
            "algorithm": MEGOLM,
            "code": "m.unverified",
            "reason": "Dit apparaat is niet bevestigd.",
            "room_id": room_id,
            "session_id": session.id,
            "sender_key": self._crypto.me.curve25519,
        }
        messages = {user: dict.fromkeys(ids, notice) for user, ids in refused.items() if ids}
        try:
            if messages:
                await self._send_to_devices("m.room_key.withheld", messages)
        except HomeserverError as error:
            log.warning("could not tell devices that they get no key: %s", error)
        await self._on_refused(refused)

    async def _send_to_devices(self, type_: str, messages: dict[str, dict[str, Json]]) -> None:
        await self._wire.put(path("sendToDevice", type_, uuid.uuid4().hex), {"messages": messages})
