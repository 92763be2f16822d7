"""The one gate through which every room event passes before anything else sees it (rules 10, 11, 13, 17).

What comes out is a typed message by a person, from a device that the identity which counts has signed, or nothing.
An event whose key has not arrived waits here for a while; what then still cannot be read is reported, so that its
sender can be told. A relation stands outside the encryption and decides nothing; reactions are not even asked for
(rule 12).

Spec: Client-Server API, "m.megolm.v1.aes-sha2", "m.relates_to" (it is not encrypted).
"""

import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.people import UserId
from bot.domain.rooms import RoomId
from bot.matrix.content import sent_at, typed_text
from bot.matrix.crypto import Crypto, Decrypted, NotToBeBelievedError, UndecryptableError
from bot.matrix.devices import Devices
from bot.matrix.heard import Heard, from_room, is_comparing
from bot.matrix.recipients import OnRefused
from bot.ports import HomeserverError, Incoming, Ratchet

Json = dict[str, Any]
log = logging.getLogger(__name__)

PATIENCE_SECONDS = 60.0
MOST_WAITING = 500
"""Events that wait for a key at the same time; a flood beyond that is dropped, oldest first, and logged."""

OnComparing = Callable[[Heard], None]
"""Told of an event of a comparison of pictures: it is no message, and comes from whoever may not say anything yet."""
Counting = Callable[[UserId], Awaitable[str | None]]
"""Tells which identity of a person counts now, or None when none does (rule 7)."""


@dataclass(frozen=True)
class Unread:
    """An event that could not be decrypted in time."""

    room_id: RoomId
    event_id: str
    sender: UserId


class Gate:
    """Decrypts, checks and unpacks room events."""

    def __init__(
        self,
        crypto: Crypto,
        devices: Devices,
        counting: Counting,
        on_refused: OnRefused,
        on_comparing: OnComparing | None = None,
        patience: float = PATIENCE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._crypto = crypto
        self._devices = devices
        self._counting = counting
        self._on_refused = on_refused
        self._on_comparing = on_comparing
        self._patience = patience
        self._monotonic = monotonic
        self._waiting: dict[str, tuple[RoomId, Json, float]] = {}

    async def admit(self, room_id: RoomId, event: Json) -> Incoming | None:
        """Let one timeline event in, or keep it waiting for its key, or drop it (logged by id)."""
        event_id, sender = event.get("event_id"), event.get("sender")
        if not isinstance(event_id, str) or not isinstance(sender, str) or sender == self._crypto.me.user_id:
            return None
        if event.get("type") != "m.room.encrypted":
            return None  # plain text in an encrypted room is not a message (rule 10); state is handled elsewhere
        try:
            return await self._read(room_id, event)
        except UndecryptableError:
            self._wait(event_id, room_id, event)
        except NotToBeBelievedError as error:
            log.warning("ignored event %s (%s)", event_id, error)
        return None

    @property
    def waits(self) -> bool:
        """Whether an event still waits for its key; until then its batch is not handled to its end (rule 15)."""
        return bool(self._waiting)

    async def keys_arrived(self) -> list[Incoming]:
        """Try the waiting events again, in their order; give what can now be read."""
        readable = []
        for event_id, (room_id, event, _) in list(self._waiting.items()):
            try:
                incoming = await self._read(room_id, event)
            except UndecryptableError:
                continue
            except HomeserverError as error:
                # It waits on: raising here would lose what the events before it have been read as.
                log.warning("event %s waits for its sender's devices: %s", event_id, error)
                continue
            except NotToBeBelievedError as error:
                log.warning("ignored event %s (%s)", event_id, error)
                del self._waiting[event_id]
                continue
            del self._waiting[event_id]
            if incoming is not None:
                readable.append(incoming)
        return readable

    def given_up(self) -> list[Unread]:
        """Take out the events that have waited long enough."""
        limit = self._monotonic() - self._patience
        late = [(id_, room, event) for id_, (room, event, since) in self._waiting.items() if since <= limit]
        for event_id, _, _ in late:
            del self._waiting[event_id]
        return [Unread(room_id, event_id, str(event["sender"])) for event_id, room_id, event in late]

    async def _read(self, room_id: RoomId, event: Json) -> Incoming | None:
        decrypted, sender = self._crypto.decrypt(room_id, event), str(event["sender"])
        # Only now: what cannot be read costs no question.
        await self._devices.refresh([sender])
        if is_comparing(decrypted.type, decrypted.content):
            self._compare(room_id, event, decrypted)
            return None
        await self._require_counting(sender, decrypted)
        return self._unpack(room_id, event, decrypted)

    def _compare(self, room_id: RoomId, event: Json, decrypted: Decrypted) -> None:
        """Pass on an event of a comparison, of a device that the identity which is shown has signed: that is proved."""
        signed = self._devices.signed(str(event["sender"]))
        device = next((d for d in signed if (d.curve25519, d.ed25519) == _keys(decrypted)), None)
        if device is None:
            raise NotToBeBelievedError("device")
        heard = from_room(room_id, event, decrypted.type, decrypted.content, device.device_id)
        if heard is not None and self._on_comparing is not None:
            self._on_comparing(heard)

    async def _require_counting(self, sender: UserId, decrypted: Decrypted) -> None:
        master = await self._counting(sender)
        if _keys(decrypted) in {(d.curve25519, d.ed25519) for d in self._devices.accepted(sender, master)}:
            return
        refused = self._devices.refused(sender, master)
        if refused or master is None:
            await self._on_refused({sender: refused})  # its owner hears why nothing happens (rule 7)
        raise NotToBeBelievedError("device")

    def _unpack(self, room_id: RoomId, event: Json, decrypted: Decrypted) -> Incoming | None:
        # An allow-list: decrypted state, above all members, is never applied (rule 11).
        if decrypted.type != "m.room.message":
            return None
        text = typed_text(decrypted.content)
        if text is None:
            return None
        ratchet = Ratchet(decrypted.session_id, decrypted.index)
        return Incoming(str(event["event_id"]), room_id, str(event["sender"]), sent_at(event), text, ratchet)

    def _wait(self, event_id: str, room_id: RoomId, event: Json) -> None:
        while len(self._waiting) >= MOST_WAITING:
            # Of whoever has most waiting: a flood by one person costs nobody else a message.
            most = Counter(str(event["sender"]) for _, event, _ in self._waiting.values()).most_common(1)[0][0]
            oldest = next(id_ for id_, (_, event, _) in self._waiting.items() if event["sender"] == most)
            log.error("gave up event %s: too many wait for a key", oldest)
            del self._waiting[oldest]
        self._waiting.setdefault(event_id, (room_id, event, self._monotonic()))


def _keys(decrypted: Decrypted) -> tuple[str, str]:
    return decrypted.curve25519, decrypted.ed25519
