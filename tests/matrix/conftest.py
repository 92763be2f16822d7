"""The bot's Matrix floor on a real homeserver, without the floors below it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from bot.domain.rooms import RoomId
from bot.matrix.crypto import Crypto
from bot.matrix.gate import Gate, Unread
from bot.matrix.login import Account, log_in, open_session, open_wire
from bot.matrix.recipients import Recipients
from bot.matrix.rooms import MatrixRooms
from bot.matrix.state import Changes, RoomState
from bot.matrix.sync import Sync
from bot.matrix.wire import Wire
from bot.ports import Incoming
from bot.storage.memory import MemoryDatabase
from tests.conftest import MakeAccount


@dataclass
class Side:
    """The bot's side: its Matrix floor, and what came through it."""

    user_id: str
    wire: Wire
    crypto: Crypto
    recipients: Recipients
    rooms: MatrixRooms
    states: dict[RoomId, RoomState]
    sync: Sync
    gate: Gate
    database: MemoryDatabase
    heard: list[Incoming] = field(default_factory=list)
    changes: list[tuple[RoomId, Changes]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    async def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.02)


@pytest.fixture
async def side(homeserver: Homeserver, account: MakeAccount, tmp_path: Path) -> AsyncIterator[Side]:
    """Log in as the bot and sync."""
    made = await account("bot")
    async with open_wire(homeserver.url) as wire:
        token = await log_in(wire, made.user_id, made.password, "REGIEKAMER")
    account_ = Account(made.user_id, "REGIEKAMER")
    async with open_session(homeserver.url, account_, token, folder=str(tmp_path), pickle_key="k" * 43) as session:
        async for result in _side(made.user_id, *session):
            yield result


async def _side(user_id: str, wire: Wire, crypto: Crypto) -> AsyncIterator[Side]:
    database = MemoryDatabase()
    states: dict[RoomId, RoomState] = {}
    recipients = Recipients(wire, crypto, states.get)
    result: Side

    async def handle(incoming: Incoming) -> None:
        result.heard.append(incoming)

    async def on_members(room_id: RoomId, changes: Changes) -> None:
        result.changes.append((room_id, changes))

    async def on_unread(unread: Unread) -> None:
        result.unread.append(unread)

    gate = Gate(crypto, recipients.refresh, patience=1.0)
    sync = Sync(
        wire=wire,
        crypto=crypto,
        gate=gate,
        recipients=recipients,
        states=states,
        open_work=database.work,
        handle=handle,
        on_members=on_members,
        on_unread=on_unread,
    )
    rooms = MatrixRooms(wire, recipients, states, user_id)
    result = Side(user_id, wire, crypto, recipients, rooms, states, sync, gate, database)
    task = asyncio.create_task(sync.run())
    await asyncio.wait_for(sync.ready.wait(), 15)
    yield result
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
