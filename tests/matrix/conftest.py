"""The bot's Matrix floor on a real homeserver, without the floors below it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from bot.domain.people import UserId
from bot.domain.rooms import RoomId
from bot.domain.trust import Sighting
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.gate import Gate, Unread
from bot.matrix.heard import Heard
from bot.matrix.login import Account as OurAccount
from bot.matrix.login import log_in, open_session, open_wire
from bot.matrix.recipients import RefusedDevices
from bot.matrix.rooms import MatrixRooms
from bot.matrix.sharing import Sharing
from bot.matrix.state import Changes, RoomBook
from bot.matrix.sync import Sync
from bot.matrix.wire import Wire
from bot.ports import Incoming, Readers
from bot.storage.memory import MemoryDatabase
from tests.conftest import Account, MakeAccount
from tests.proxy import Proxy


@dataclass
class Side:
    """The bot's side: its Matrix floor, and what came through it."""

    user_id: str
    wire: Wire
    crypto: Crypto
    devices: Devices
    sharing: Sharing
    rooms: MatrixRooms
    states: RoomBook
    sync: Sync
    gate: Gate
    database: MemoryDatabase
    heard: list[Incoming] = field(default_factory=list)
    changes: list[tuple[RoomId, Changes]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    seen: dict[UserId, Sighting] = field(default_factory=dict)
    pinned: dict[UserId, str] = field(default_factory=dict)
    refused: list[RefusedDevices] = field(default_factory=list)
    compared: list[Heard] = field(default_factory=list)
    running: asyncio.Task[None] | None = None
    may_die: bool = False

    def readers(self, *users: UserId) -> Readers:
        """Make a roster of these people; whose identity counts, stands in `pinned` (by itself: the first seen)."""

        async def who() -> dict[UserId, str | None]:
            return {user: self.pinned.get(user) for user in users}

        return who

    @property
    def lives(self) -> bool:
        """Whether the sync loop still runs."""
        return self.running is not None and not self.running.done()

    async def until(self, true: Callable[[], bool], seconds: float = 15) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.02)


@asynccontextmanager
async def open_side(
    url: str, made: Account, folder: Path, database: MemoryDatabase | None = None
) -> AsyncIterator[Side]:
    """Log in as the bot and sync; again with the same folder and database: a restart."""
    token = folder / "token"
    if not token.exists():
        async with open_wire(url) as wire:
            token.write_text(await log_in(wire, made.user_id, made.password, "REGIEKAMER"))
    us = OurAccount(made.user_id, "REGIEKAMER")
    async with (
        open_session(url, us, token.read_text(), folder=str(folder), pickle_key="k" * 43) as session,
        _side(made.user_id, *session, database or MemoryDatabase()) as result,
    ):
        yield result


@pytest.fixture
async def side(homeserver: Homeserver, account: MakeAccount, tmp_path: Path) -> AsyncIterator[Side]:
    """The bot on an honest homeserver."""
    async with open_side(homeserver.url, await account("bot"), tmp_path) as result:
        yield result


@dataclass
class Lied:
    """The bot behind a homeserver that lies when told to."""

    proxy: Proxy
    side: Side
    account: Account
    folder: Path


@pytest.fixture
async def lied(homeserver: Homeserver, account: MakeAccount, tmp_path: Path) -> AsyncIterator[Lied]:
    """The bot behind a rewriting proxy; everybody else talks to the homeserver itself."""
    made = await account("bot")
    async with Proxy(homeserver.url) as proxy, open_side(proxy.url, made, tmp_path) as result:
        yield Lied(proxy, result, made, tmp_path)


@asynccontextmanager
async def _side(user_id: str, wire: Wire, crypto: Crypto, database: MemoryDatabase) -> AsyncIterator[Side]:
    states = RoomBook()
    result: Side

    async def handle(incoming: Incoming) -> None:
        result.heard.append(incoming)

    async def on_members(room_id: RoomId, changes: Changes, name: str) -> None:
        result.changes.append((room_id, changes))
        result.names.append(name)

    async def on_unread(unread: Unread) -> None:
        result.unread.append(unread)

    async def on_names(names: Iterable[tuple[str, str]]) -> None:
        result.shown.update(names)

    async def on_sighted(sightings: Sequence[Sighting]) -> None:
        for seen in sightings:
            result.seen[seen.user_id] = seen
            if seen.master is not None:
                result.pinned.setdefault(seen.user_id, seen.master)

    async def on_refused(refused: RefusedDevices) -> None:
        result.refused.append(refused)

    async def counting(user: UserId) -> str | None:
        return result.pinned.get(user)

    compared: list[Heard] = []
    devices = Devices(wire, crypto, on_sighted)
    sharing = Sharing(wire, crypto, devices, states.get, on_refused)
    gate = Gate(crypto, devices, counting, on_refused, compared.append, patience=1.0)
    sync = Sync(
        wire=wire,
        crypto=crypto,
        gate=gate,
        devices=devices,
        sharing=sharing,
        states=states,
        open_work=database.work,
        handle=handle,
        on_members=on_members,
        on_unread=on_unread,
        on_names=on_names,
    )
    rooms = MatrixRooms(wire, crypto, sharing, states, on_members)
    result = Side(user_id, wire, crypto, devices, sharing, rooms, states, sync, gate, database, compared=compared)
    task = asyncio.create_task(sync.run())
    await asyncio.wait_for(sync.ready.wait(), 15)
    result.running = task
    try:
        yield result
    finally:
        await _stop(task, may_die=result.may_die)


async def _stop(task: asyncio.Task[None], *, may_die: bool) -> None:
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return
    except Exception:
        if not may_die:  # a sync that died unnoticed fails its test
            raise
