"""An account with an identity of ours, and a client of another code base on it, for the tests of the recovery."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mautrix.client import Client
from mautrix.crypto import OlmMachine
from mautrix.types import UserID

from bot.matrix import recovery
from bot.matrix.identity import Identity, IdentityFile, establish
from bot.matrix.login import Account, log_in, open_session, open_wire
from bot.matrix.recovery import RecoveryKey
from bot.matrix.sync import upload_keys
from bot.matrix.wire import Wire, path
from tests.conftest import PASSWORD
from tests.peers import CryptoAndState, CryptoStore

KEY = "k" * 43


@dataclass
class Owner:
    """A bot's account with an identity, and its recovery key once deposited."""

    user_id: str
    wire: Wire
    identity: Identity

    async def get(self, kind: str) -> dict[str, Any]:
        return await self.wire.get(path("user", self.user_id, "account_data", kind))

    async def put(self, kind: str, content: dict[str, Any]) -> None:
        await self.wire.put(path("user", self.user_id, "account_data", kind), content)

    async def deposit(self) -> RecoveryKey:
        key = RecoveryKey.make()
        await recovery.deposit(self.wire, self.user_id, self.identity, key)
        return key

    async def fetch(self, key: RecoveryKey) -> Identity:
        return await recovery.fetch(self.wire, self.user_id, key)

    async def present(self) -> bool:
        return await recovery.present(self.wire, self.user_id)


@asynccontextmanager
async def open_owner(url: str, user_id: str, folder: Path) -> AsyncIterator[Owner]:
    """Log in and make an identity."""
    async with open_wire(url) as wire:
        token = await log_in(wire, user_id, PASSWORD, "REGIEKAMER")
    who = Account(user_id, "REGIEKAMER")
    async with open_session(url, who, token, folder=str(folder), pickle_key=KEY) as (wire, crypto):
        await upload_keys(wire, crypto)
        file = IdentityFile(folder, KEY, user_id)
        await establish(wire, crypto, file)
        identity = file.load()
        assert identity is not None
        yield Owner(user_id, wire, identity)


@asynccontextmanager
async def open_mautrix(url: str, user_id: str) -> AsyncIterator[OlmMachine]:
    """Log in with mautrix, which makes no identity by itself."""
    states, store = CryptoAndState(), CryptoStore(account_id=user_id, pickle_key="peer")
    client = Client(UserID(user_id), base_url=url, state_store=states, sync_store=store)
    try:
        await client.login(password=PASSWORD, device_name="mautrix", store_access_token=True)
        await store.put_device_id(client.device_id)
        machine = OlmMachine(client, store, states)
        await machine.load()
        await machine.share_keys()
        yield machine
    finally:
        await client.api.session.close()
