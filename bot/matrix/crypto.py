"""nio's Olm machine behind names of our own: the only place where nio's private parts are touched.

nio 0.26 encrypts and decrypts correctly (with vodozemac). What it decides by itself about trust, members, plain text
and syncing is not used. A test fails loudly when a new nio moves one of the parts used here.
"""

import contextlib
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from nio import AsyncClient, AsyncClientConfig, KeysClaimResponse, KeysUploadResponse
from nio.crypto import InboundGroupSession, Olm, OlmDevice
from nio.events.to_device import EncryptedToDeviceEvent, ToDeviceEvent
from nio.exceptions import EncryptionError

from bot.domain.people import UserId
from bot.domain.rooms import MEGOLM, RoomId
from bot.matrix.chain import Device
from bot.matrix.malformed import MALFORMED, tamed
from bot.matrix.sessions import STORE, Sessions, SparingStore

Json = dict[str, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Decrypted:
    """What an encrypted room event held, and the keys of the device whose session it came through."""

    type: str
    content: Json = field(repr=False)
    session_id: str
    index: int
    curve25519: str
    ed25519: str


class UndecryptableError(Exception):
    """The key is not there, or not yet."""


class NotToBeBelievedError(Exception):
    """Decrypted, but it contradicts its envelope (rules 10 and 11)."""


def build_client(homeserver: str, user_id: UserId, device_id: str, store_folder: str, pickle_key: str) -> AsyncClient:
    """Make the nio client whose store is sealed with a random key instead of nio's public default (rule 21)."""
    config = AsyncClientConfig(
        store=SparingStore,
        store_name=STORE,
        pickle_key=pickle_key,
        encryption_enabled=True,
        store_sync_tokens=False,  # rule 15: the token is ours
    )
    return AsyncClient(homeserver, user_id, device_id, store_path=store_folder, config=config)


class Crypto:
    """Keys of this device, keys of others' devices, and both kinds of session."""

    def __init__(self, client: AsyncClient) -> None:
        if client.olm is None:
            raise EncryptionError("no crypto store: refusing to start without encryption (rule 9)")
        self._olm: Olm = client.olm
        self.me = Device(
            client.user_id,
            client.device_id,
            self._olm.account.identity_keys["ed25519"],
            self._olm.account.identity_keys["curve25519"],
        )
        self._fallback_wanted = False
        # Left by a process that ended before the answer: the homeserver may have them, and may have given them away.
        self._offered = set(self._olm.account.one_time_keys["curve25519"])

    # --- our own keys ---

    def keys_to_upload(self) -> Json | None:
        """Give the body for `/keys/upload`, or None when the homeserver has enough.

        The private halves are stored first: a key that others use and we have lost would cost their first message.
        A one-time key is offered once, also when no answer came; a second person given it could never be read.
        """
        body: Json = self._new_one_time_keys() if self._olm.should_upload_keys else {}
        if self._fallback_wanted:
            body["fallback_keys"] = self._new_fallback_key()
        if not body:
            return None
        self._olm.save_account()
        return body

    def _new_one_time_keys(self) -> Json:
        body: Json = self._olm.share_keys()
        offered = {f"signed_curve25519:{key_id}" for key_id in self._offered}
        body["one_time_keys"] = {id_: key for id_, key in body["one_time_keys"].items() if id_ not in offered}
        self._offered.update(self._olm.account.one_time_keys["curve25519"])
        self._olm.uploaded_key_count = None  # unknown until the answer, or else until the next sync
        return body

    def _new_fallback_key(self) -> Json:
        """Give the key that is handed out when the one-time keys have run out (rule 14); nio has none.

        One that was made before and perhaps not uploaded comes first: the account keeps two, and the other is in use.
        """
        account = self._olm.account._account  # noqa: SLF001 - vodozemac's account, which nio wraps without this part
        if not account.fallback_key:
            account.generate_fallback_key()
        key_id, public = next(iter(account.fallback_key.items()))
        key: Json = {"key": public.to_base64(), "fallback": True}
        signatures = {self.me.user_id: {f"ed25519:{self.me.device_id}": self.sign(key)}}
        return {f"signed_curve25519:{key_id}": {**key, "signatures": signatures}}

    def device_keys(self) -> Json:
        """Give this device's public keys as we know them, unsigned."""
        me = self.me
        return {
            "algorithms": list(self._olm._algorithms),  # noqa: SLF001 - must be what nio itself has uploaded
            "device_id": me.device_id,
            "user_id": me.user_id,
            "keys": {f"curve25519:{me.device_id}": me.curve25519, f"ed25519:{me.device_id}": me.ed25519},
        }

    def sign(self, content: Json) -> str:
        """Sign an object with this device's own key."""
        return str(self._olm.sign_json(content))

    def uploaded(self, counts: Json) -> None:
        """Record the answer to an upload: `{signed_curve25519: count}`."""
        self._fallback_wanted = False
        self._offered.clear()  # all of them are marked as published, and nio gives none of those again
        self._olm.handle_response(KeysUploadResponse(0, _count(counts)))

    def one_time_keys_left(self, counts: object) -> None:
        """Record what a sync says is left; also 0, which nio skips (rule 14)."""
        if isinstance(counts, dict):
            self._olm.uploaded_key_count = _count(counts)

    def fallback_keys_left(self, types: object) -> None:
        """Record what a sync says of unused fallback keys; without one of ours a new one is made."""
        if isinstance(types, list):
            self._fallback_wanted = "signed_curve25519" not in types

    # --- what comes in ---

    @contextlib.contextmanager
    def one_transaction(self) -> Iterator[None]:
        """Store everything a batch's to-device part brings at once, or nothing (rule 15)."""
        with self._olm.store.database.atomic():
            yield

    def receive(self, raw: object) -> None:
        """Take in one to-device message; a malformed one is dropped (rule 13)."""
        try:
            with tamed():
                event = ToDeviceEvent.parse_event(raw)
                # Only room keys are wanted: verification comes with its own module, key requests are never answered.
                if isinstance(event, EncryptedToDeviceEvent):
                    self._olm.handle_to_device_event(event)
        except MALFORMED as error:
            log.warning("dropped a malformed to-device message (%s)", type(error).__name__)

    def take_over(self, sessions: Iterable[InboundGroupSession]) -> int:
        """Store room keys that an earlier device of ours had; all of them or none. Returns how many."""
        count = 0
        with self.one_transaction():
            for session in sessions:
                self._olm.store.save_inbound_group_session(session)
                count += 1
        return count

    def decrypt(self, room_id: RoomId, event: Json) -> Decrypted:
        """Decrypt a room event.

        Raises `UndecryptableError` when the session is unknown or broken, `NotToBeBelievedError` when what is
        inside belongs to another room. Whose device it was is for the gate to see.
        """
        content = event.get("content")
        if not isinstance(content, dict) or content.get("algorithm") != MEGOLM:
            raise NotToBeBelievedError("algorithm")
        session = self._inbound(room_id, content.get("sender_key"), content.get("session_id"))
        if session is None:
            raise UndecryptableError
        try:
            with tamed():
                plain, index = session.decrypt(content["ciphertext"])
            inner = json.loads(plain)
        except MALFORMED as error:
            raise UndecryptableError from error
        if not isinstance(inner, dict) or inner.get("room_id") != room_id:
            raise NotToBeBelievedError("room")
        if not isinstance(inner.get("type"), str) or not isinstance(inner.get("content"), dict):
            raise NotToBeBelievedError("form")
        return Decrypted(inner["type"], inner["content"], session.id, index, session.sender_key, session.ed25519)

    def _inbound(self, room_id: RoomId, sender_key: object, session_id: object) -> Any:
        if not isinstance(session_id, str):
            return None
        sessions: Sessions = self._olm.inbound_group_store
        if isinstance(sender_key, str):
            return sessions.get(room_id, sender_key, session_id)
        return sessions.named(room_id, session_id)  # `sender_key` is deprecated since spec 1.3

    # --- other people's devices ---

    def learn_devices(self, user_id: UserId, devices: Sequence[Device]) -> list[Device]:
        """Store the keys of a person's verified devices; give those that equal what was stored before (rule 6).

        A device keeps its keys for life: the same id with other keys is another device, and is not accepted.
        """
        keys = {device.device_id: _as_olm_device(device) for device in devices if not self._stored(device)}
        for device in keys.values():
            self._olm.device_store.add(device)
        if keys:
            self._olm.store.save_device_keys({user_id: keys})
        return [device for device in devices if self._same(device)]

    def _stored(self, device: Device) -> bool:
        return device.device_id in self._olm.device_store[device.user_id]

    def _same(self, device: Device) -> bool:
        stored = self._olm.device_store[device.user_id][device.device_id]
        return (stored.ed25519, stored.curve25519) == (device.ed25519, device.curve25519)

    def without_session(self, devices: Iterable[Device]) -> list[Device]:
        """Pick the devices we cannot yet reach: a one-time key must be claimed first."""
        return [d for d in devices if self._olm.session_store.get(d.curve25519) is None]

    def learn_one_time_keys(self, answer: Json, asked: Iterable[Device]) -> None:
        """Take over an answer to `/keys/claim`; a device whose key is bad is tried again with the next message.

        Only devices that were asked for are looked at: whatever else the homeserver hands out is not used.
        """
        claimed = _inside(answer, "one_time_keys")
        for device in asked:
            key = _inside(_inside(claimed, device.user_id), device.device_id)
            try:
                with tamed():
                    self._olm.handle_response(KeysClaimResponse({device.user_id: {device.device_id: key}}, {}))
            except MALFORMED as error:
                log.warning("no usable one-time key for a device (%s)", type(error).__name__)

    # --- what goes out ---

    def new_room_session(self, room_id: RoomId) -> str:
        """Start a fresh Megolm session for a room and give its id; the old one is forgotten."""
        self._olm.create_outbound_group_session(room_id)
        session = self._olm.outbound_group_sessions[room_id]
        # Who has it, and when it is renewed, is kept by `recipients`; nio's own ideas of both are switched off.
        session.shared = True
        session.max_messages, session.max_age = sys.maxsize, timedelta.max
        return str(session.id)

    def room_key_for(self, room_id: RoomId, device: Device) -> Json:
        """Encrypt the room's present key for one device that has a session (rule 5 decides which devices)."""
        session = self._olm.outbound_group_sessions[room_id]
        return self.key_for(device, room_id, session.id, session.session_key)

    def key_for(self, device: Device, room_id: RoomId, session_id: str, session_key: str) -> Json:
        """Encrypt the key of a Megolm session for one device that has an Olm session."""
        content = {"algorithm": MEGOLM, "room_id": room_id, "session_id": session_id, "session_key": session_key}
        olm_session = self._olm.session_store.get(device.curve25519)
        # The only way to an Olm message for one device; nio's public methods decide on trust themselves.
        message: Json = self._olm._olm_encrypt(olm_session, _as_olm_device(device), "m.room_key", content)  # noqa: SLF001 - see above
        return message

    def encrypt(self, room_id: RoomId, type_: str, content: Json) -> Json:
        """Encrypt with the room's session; `new_room_session` must have come before."""
        return dict(self._olm.group_encrypt(room_id, {"type": type_, "content": content}))


def _as_olm_device(device: Device) -> OlmDevice:
    return OlmDevice(device.user_id, device.device_id, {"ed25519": device.ed25519, "curve25519": device.curve25519})


def _inside(value: object, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _count(counts: Json) -> int:
    value = counts.get("signed_curve25519", 0)
    # Whatever the homeserver says: never more keys than nio makes at once, and never less than none.
    return min(max(value, 0), 1000) if isinstance(value, int) else 0
