"""A client that shares no code with nio or vodozemac: mautrix on libolm. A library is no proof of itself."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Self

from mautrix.client import Client, InternalEventType, MembershipEventDispatcher
from mautrix.client.state_store import MemoryStateStore
from mautrix.crypto import OlmMachine
from mautrix.crypto.cross_signing_key import CrossSigningSeeds
from mautrix.crypto.store import MemoryCryptoStore
from mautrix.crypto.store import StateStore as CryptoStateStore
from mautrix.types import (
    CrossSigningUsage,
    EventType,
    MessageEvent,
    RoomID,
    SigningKey,
    StrippedStateEvent,
    TOFUSigningKey,
    TrustState,
    UserID,
)

from bot.matrix.identity import Identity


class CryptoAndState(MemoryStateStore, CryptoStateStore):  # type: ignore[misc]  # mautrix: the two differ in None
    """mautrix wants one more question answered by its state store."""

    async def find_shared_rooms(self, user_id: UserID) -> list[RoomID]:
        """List the encrypted rooms that we share with somebody."""
        shared = []
        for room_id, members in self.members.items():
            if user_id in members and await self.is_encrypted(room_id):
                shared.append(room_id)
        return shared


class CryptoStore(MemoryCryptoStore):
    """mautrix 0.21 cannot see the same cross-signing key twice: it assigns to a named tuple."""

    async def put_cross_signing_key(self, user_id: UserID, usage: CrossSigningUsage, key: SigningKey) -> None:
        """Keep the first key ever seen, and the present one."""
        known = self._cross_signing_keys.setdefault(user_id, {})
        first = known[usage].first if usage in known else key
        known[usage] = TOFUSigningKey(key=key, first=first)


@dataclass(frozen=True)
class Read:
    """A message that the peer could decrypt."""

    room_id: str
    sender: str
    body: str


class Peer:
    """A person whose client is built on mautrix."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.inbox: list[Read] = []
        self.failed: list[str] = []
        self._arrived = asyncio.Condition()
        self._tasks: list[asyncio.Future[None]] = []

    @classmethod
    async def login(cls, url: str, user_id: str, password: str, identity: Identity | None = None) -> Self:
        """Log in, upload keys, sign the device and start syncing; every invitation is accepted.

        `identity` is that of an account which has one already; else one is made, as people's clients do.
        """
        states = CryptoAndState()
        store = CryptoStore(account_id=user_id, pickle_key="peer")
        client = Client(UserID(user_id), base_url=url, state_store=states, sync_store=store)
        client.ignore_initial_sync = False
        await client.login(password=password, device_name="mautrix", store_access_token=True)
        await store.put_device_id(client.device_id)
        machine = OlmMachine(client, store, states)
        machine.share_keys_min_trust = TrustState.UNVERIFIED
        machine.send_keys_min_trust = TrustState.UNVERIFIED
        await machine.load()
        client.crypto = machine
        await machine.share_keys()
        if identity is None:
            await machine.generate_recovery_key()
        else:
            machine._import_cross_signing_keys(CrossSigningSeeds(*identity.seeds))
            await machine.sign_own_device(machine.own_identity)
        peer = cls(client)
        client.add_dispatcher(MembershipEventDispatcher)
        client.add_event_handler(EventType.ROOM_MESSAGE, peer._message)
        client.add_event_handler(InternalEventType.INVITE, peer._invited)
        peer._tasks.append(client.start(None))
        return peer

    async def close(self) -> None:
        """Stop syncing."""
        self.client.stop()
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.client.api.session.close()

    async def say(self, room_id: str, text: str) -> str:
        """Send an encrypted text."""
        return str(await self.client.send_text(RoomID(room_id), text))

    async def wait_text(self, text: str, *, room_id: str | None = None, seconds: float = 20) -> Read:
        """Wait for a message that contains this text. Raises `TimeoutError`."""

        def found() -> Read | None:
            return next((m for m in self.inbox if text in m.body and room_id in {None, m.room_id}), None)

        async with self._arrived:
            await asyncio.wait_for(self._arrived.wait_for(lambda: found() is not None), seconds)
        message = found()
        assert message is not None
        return message

    async def _message(self, event: MessageEvent) -> None:
        self.inbox.append(Read(str(event.room_id), str(event.sender), str(event.content.body)))
        async with self._arrived:
            self._arrived.notify_all()

    async def _invited(self, event: StrippedStateEvent) -> None:
        await self.client.join_room(event.room_id)
