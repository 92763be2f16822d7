"""How the events of a comparison travel: straight to devices, or in somebody's direct chat (e2ee rules 5, 7, 22).

In a chat they are encrypted, also for somebody whose identity does not count yet: that is what is being proved. It is
done with a session made for one comparison and used for nothing else; the room's own session is not touched, and
nothing that anybody typed is ever encrypted with it.

Spec: Client-Server API, "Key verification framework" (in rooms: `m.reference` to the request), "Send-to-Device".
"""

import secrets
from collections.abc import Callable, Iterable
from typing import Protocol

from canonicaljson import encode_canonical_json
from vodozemac import GroupSession

from bot.domain.people import UserId
from bot.domain.rooms import MEGOLM, RoomId, RoomState
from bot.matrix.chain import Device
from bot.matrix.crypto import Crypto, Json
from bot.matrix.heard import PREFIX, REFERENCE, RELATION
from bot.matrix.wire import Wire, path
from bot.ports import NobodyReadsError, NotEncryptedError

StateOf = Callable[[RoomId], RoomState | None]


class _Aside:
    """A Megolm session that stands beside a room's own, in memory only."""

    def __init__(self, crypto: Crypto, room_id: RoomId) -> None:
        self._crypto = crypto
        self._room_id = room_id
        self._session = GroupSession()

    def key_for(self, device: Device) -> Json:
        """Encrypt its key for one device that has an Olm session."""
        key = self._session.session_key.to_base64()
        return self._crypto.key_for(device, self._room_id, self._session.session_id, key)

    def encrypt(self, type_: str, content: Json) -> Json:
        """Encrypt an event of the room."""
        plain = encode_canonical_json({"type": type_, "content": content, "room_id": self._room_id})
        return {
            "algorithm": MEGOLM,
            "sender_key": self._crypto.me.curve25519,
            "ciphertext": self._session.encrypt(plain).to_base64(),
            "session_id": self._session.session_id,
            "device_id": self._crypto.me.device_id,
        }


class Way(Protocol):
    """One comparison's way to the other side."""

    @property
    def reference(self) -> Json:
        """What every event carries to say which comparison it belongs to."""
        ...

    async def send(self, type_: str, content: Json, devices: Iterable[str]) -> None:
        """Send an event, `type_` without its prefix. Raises `HomeserverError`."""
        ...


class ToDevices:
    """Straight to devices, in plain text: what is in it may be public."""

    def __init__(self, wire: Wire, user_id: UserId, transaction: str) -> None:
        self._wire = wire
        self._user_id = user_id
        self.reference: Json = {"transaction_id": transaction}

    async def send(self, type_: str, content: Json, devices: Iterable[str]) -> None:
        """Send to these devices of the person."""
        messages = {self._user_id: dict.fromkeys(devices, content)}
        await self._wire.put(path("sendToDevice", PREFIX + type_, secrets.token_urlsafe(12)), {"messages": messages})


class InRoom:
    """In a direct chat. `readers` are the person's devices that their shown identity has signed."""

    def __init__(
        self,
        wire: Wire,
        crypto: Crypto,
        state_of: StateOf,
        room_id: RoomId,
        request: str,
        readers: Iterable[Device],
    ) -> None:
        self._wire = wire
        self._crypto = crypto
        self._state_of = state_of
        self._room_id = room_id
        self._readers = tuple(readers)
        self._session: _Aside | None = None
        self.reference: Json = {RELATION: {"rel_type": REFERENCE, "event_id": request}}

    async def send(self, type_: str, content: Json, devices: Iterable[str]) -> None:
        """Send in the chat, where all of the person's devices see it; `devices` does not matter here."""
        del devices
        state = self._state_of(self._room_id)
        if state is None or not state.encrypted:
            raise NotEncryptedError("the room is not known to be encrypted: nothing is sent (rule 9)")
        if self._session is None:
            self._session = await self._share()
        encrypted = self._session.encrypt(PREFIX + type_, content)
        where = path("rooms", self._room_id, "send", "m.room.encrypted", secrets.token_urlsafe(12))
        await self._wire.put(where, {**encrypted, **self.reference})

    async def _share(self) -> _Aside:
        """Give the session to whom we have an Olm session with: the device that asked gave us one with its own key."""
        session = _Aside(self._crypto, self._room_id)
        unknown = set(self._crypto.without_session(self._readers))
        messages: dict[str, dict[str, Json]] = {}
        for device in self._readers:
            if device not in unknown:
                messages.setdefault(device.user_id, {})[device.device_id] = session.key_for(device)
        if not messages:
            raise NobodyReadsError("no device that compares pictures can be given the key")
        await self._wire.put(
            path("sendToDevice", "m.room.encrypted", secrets.token_urlsafe(12)), {"messages": messages}
        )
        return session
