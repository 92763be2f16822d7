"""A professional with a real encrypting client (nio), as it would be on a phone. For the demo and for the tests.

This is somebody else's client, not the bot: it shares its keys with every device in a room, as most clients do today.
Like those, it makes its owner an identity at the first login, and signs every further device with it.
"""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from nio import (
    AsyncClient,
    AsyncClientConfig,
    Event,
    LoginResponse,
    MegolmEvent,
    RoomMessage,
    RoomSendResponse,
    SyncResponse,
)
from nio.exceptions import EncryptionError, LocalProtocolError
from nio.store import SqliteMemoryStore

from bot.demo.homeserver import HomeserverFailedError
from bot.demo.phone import Keyring, Phone
from bot.matrix.crypto import Crypto
from bot.matrix.identity import establish
from bot.matrix.wire import Wire

log = logging.getLogger(__name__)

Json = dict[str, Any]
TRIES = 5
CLOSE_SECONDS = 5.0
SEND_SECONDS = 10.0  # nio waits for ever for a key sharing that failed half-way
SYNC = {"room": {"timeline": {"limit": 100}}}  # Synapse's most; with its default of 10 a burst falls into a gap


@dataclass
class Message:
    """An encrypted message as this person's client has it; `body` is empty while it cannot be read."""

    room_id: str
    event_id: str
    sender: str
    readable: bool
    body: str = field(default="", repr=False)
    formatted_body: str = field(default="", repr=False)
    msgtype: str = ""
    mentions: tuple[str, ...] = ()


class Professional:
    """Logs in, joins what it is invited to, reads what it can, and says what it is told to."""

    def __init__(self, client: AsyncClient, keyring: Keyring, *, auto_join: bool) -> None:
        self.client = client
        self.keyring = keyring
        self.user_id: str = client.user_id
        self.auto_join = auto_join
        self.inbox: dict[str, Message] = {}
        self.to_device: list[Json] = []
        self.others: list[Json] = []  # decrypted, and no message
        self._arrived = asyncio.Condition()
        self._undecrypted: dict[str, MegolmEvent] = {}
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def login(
        cls,
        url: str,
        user_id: str,
        password: str,
        *,
        auto_join: bool = True,
        store: Path | None = None,
        keyring: Keyring | None = None,
        signed: bool = True,
    ) -> Self:
        """Log in with a new device and start syncing. Without `store`, keys live in memory only.

        `keyring` is that of an earlier device of the same person; without `signed` the device stays unconfirmed.
        """
        config = AsyncClientConfig(max_limit_exceeded=20, max_timeouts=3, request_timeout=30)
        if store is None:
            config = AsyncClientConfig(
                max_limit_exceeded=20, max_timeouts=3, request_timeout=30, store=SqliteMemoryStore
            )
        client = Phone(url, user_id, store_path=str(store or ""), config=config)
        answer = await client.login(password, device_name="telefoon")
        if not isinstance(answer, LoginResponse):
            await client.close()
            raise HomeserverFailedError("login")
        person = cls(client, keyring or Keyring(), auto_join=auto_join)
        await client.keys_upload()
        if signed:
            await person.sign()
        await person._take_in(await client.sync(timeout=0, full_state=True, sync_filter=SYNC))
        person._task = asyncio.create_task(person._run())
        return person

    async def close(self) -> None:
        """Stop syncing."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=CLOSE_SECONDS)
        await self.client.close()

    async def sign(self) -> None:
        """Confirm this device with its owner's identity, which is made when there is none."""
        await establish(Wire(self.client), Crypto(self.client), self.keyring)

    # --- looking ---

    def room_named(self, name: str) -> str | None:
        """Find a joined room by its name."""
        return next((room_id for room_id, room in self.client.rooms.items() if room.name == name), None)

    def messages(self, room_id: str | None = None) -> list[Message]:
        """List what arrived, in order, in one room or everywhere."""
        return [m for m in self.inbox.values() if room_id in {None, m.room_id}]

    def readable(self, room_id: str | None = None) -> str:
        """Give everything this person could read, as one text."""
        return "\n".join(m.body for m in self.messages(room_id) if m.readable)

    async def wait_for(
        self, wanted: Callable[[Message], bool], *, room_id: str | None = None, seconds: float = 20
    ) -> Message:
        """Wait until a readable message fits. Raises `TimeoutError` with counts, not content."""

        def found() -> Message | None:
            return next((m for m in self.messages(room_id) if m.readable and wanted(m)), None)

        async with self._arrived:
            try:
                await asyncio.wait_for(self._arrived.wait_for(lambda: found() is not None), seconds)
            except TimeoutError:
                got = self.messages(room_id)
                unread = sum(not m.readable for m in got)
                raise TimeoutError(f"{self.user_id}: {len(got)} messages in {room_id}, {unread} unreadable") from None
        message = found()
        if message is None:
            raise TimeoutError
        return message

    async def wait_text(self, text: str, *, room_id: str | None = None, seconds: float = 20) -> Message:
        """Wait for a message that contains this text."""
        return await self.wait_for(lambda m: text in m.body, room_id=room_id, seconds=seconds)

    async def wait_room(self, name: str, *, seconds: float = 20) -> str:
        """Wait until a room of this name is joined and give its id."""
        async with self._arrived:
            try:
                await asyncio.wait_for(self._arrived.wait_for(lambda: self.room_named(name) is not None), seconds)
            except TimeoutError:
                raise TimeoutError(f"{self.user_id} was not invited to a room in time") from None
        room_id = self.room_named(name)
        if room_id is None:
            raise TimeoutError
        return room_id

    # --- doing ---

    async def say(self, room_id: str, text: str, **content: Any) -> str:
        """Send an encrypted text and give its event id; more content may be added by keyword."""
        message = {"msgtype": "m.text", "body": text, **content}
        return await self.send(room_id, "m.room.message", message)

    async def send(self, room_id: str, type_: str, message: Json) -> str:
        """Send an encrypted event. Works around nio's sharing troubles by asking for keys first and trying again."""
        transaction = f"{self.user_id}-{id(message)}-{len(self.inbox)}-{asyncio.get_running_loop().time()}"
        for attempt in range(TRIES):
            room = self.client.rooms.get(room_id)
            if room is None:  # joined or created a moment ago: the next sync brings it
                await asyncio.sleep(0.2)
                continue
            if not room.members_synced:
                await self.client.joined_members(room_id)
            self.client.olm.users_for_key_query.update(set(room.users) - self.client.olm.tracked_users)
            if self.client.should_query_keys:
                await self.client.keys_query()
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    answer = await self.client.room_send(
                        room_id, type_, message, tx_id=transaction, ignore_unverified_devices=True
                    )
            except (KeyError, EncryptionError, LocalProtocolError, TimeoutError):
                self.client.sharing_session.pop(room_id, None)
                await asyncio.sleep(0.1 * attempt)
                continue
            if isinstance(answer, RoomSendResponse):
                return str(answer.event_id)
        raise HomeserverFailedError("the message could not be sent")

    async def try_join(self, room_id: str) -> str | None:
        """Try to join; give the Matrix error code of the refusal, or None when it worked."""
        status, answer = await self.raw("POST", f"/_matrix/client/v3/join/{room_id}", {})
        return None if status == 200 else str(answer.get("errcode"))  # noqa: PLR2004 - HTTP: fine

    async def leave(self, room_id: str) -> None:
        """Leave a room."""
        await self.client.room_leave(room_id)

    async def raw(self, method: str, where: str, body: Json | None = None) -> tuple[int, Json]:
        """Ask the homeserver anything as this person: for what an attacker tries."""
        headers = {"Authorization": f"Bearer {self.client.access_token}", "Content-Type": "application/json"}
        response = await self.client.send(method, where, None if body is None else json.dumps(body), headers)
        async with response:
            return response.status, await response.json(content_type=None)

    # --- syncing ---

    async def _run(self) -> None:
        while True:
            try:
                await self._take_in(await self.client.sync(timeout=20_000, sync_filter=SYNC))
            except Exception as problem:  # noqa: BLE001 - anybody may send what nio chokes on; a phone syncs on
                log.warning("%s: one sync lost to %s", self.user_id, type(problem).__name__)
                await asyncio.sleep(0.5)

    async def _take_in(self, answer: object) -> None:
        if not isinstance(answer, SyncResponse):
            await asyncio.sleep(0.5)
            return
        client = self.client
        self.to_device += [event.source for event in answer.to_device_events if event is not None]
        for room_id, room in answer.rooms.join.items():
            for event in room.timeline.events:
                self._note(room_id, event)
        self._try_again()
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())
        if self.auto_join:
            for room_id in list(client.invited_rooms):
                await client.join(room_id)
        async with self._arrived:
            self._arrived.notify_all()

    def _note(self, room_id: str, event: object) -> None:
        if isinstance(event, MegolmEvent):
            event.room_id = room_id
            self._undecrypted[event.event_id] = event
            self.inbox[event.event_id] = Message(room_id, event.event_id, event.sender, readable=False)
        elif isinstance(event, Event) and event.decrypted:
            self._take(room_id, event)

    def _take(self, room_id: str, event: object) -> None:
        if isinstance(event, RoomMessage):
            self._read(room_id, event)
        elif isinstance(event, Event):
            self.others.append(event.source)

    def _read(self, room_id: str, event: RoomMessage) -> None:
        content = event.source.get("content", {})
        self.inbox[event.event_id] = Message(
            room_id,
            event.event_id,
            event.sender,
            readable=True,
            body=str(content.get("body", "")),
            formatted_body=str(content.get("formatted_body", "")),
            msgtype=str(content.get("msgtype", "")),
            mentions=tuple(content.get("m.mentions", {}).get("user_ids", ())),
        )

    def _try_again(self) -> None:
        for event_id, event in list(self._undecrypted.items()):
            try:
                decrypted = self.client.decrypt_event(event)
            except EncryptionError:
                continue
            del self._undecrypted[event_id]
            self._take(str(event.room_id), decrypted)
