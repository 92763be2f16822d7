"""The three bots, each in a process of its own: `python -m bench.bots` is one of them, told which on standard input."""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nio import AsyncClient, AsyncClientConfig, EnableEncryptionBuilder, MatrixRoom, RoomMessageText

from bench.common import DEVICE, FLOOR, LATER, NIO, ROOMS, WHOLE, say
from bot.domain.people import Place, UserId
from bot.domain.rooms import Room, RoomId
from bot.domain.trust import Sighting
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.gate import Gate, Unread
from bot.matrix.login import Account, log_in, open_session, open_wire
from bot.matrix.recipients import RefusedDevices
from bot.matrix.rooms import MatrixRooms
from bot.matrix.sharing import Sharing
from bot.matrix.state import Changes, RoomBook
from bot.matrix.sync import Sync
from bot.matrix.wire import Wire
from bot.ports import HomeserverError, Incoming, Message, Outgoing
from bot.settings import load_settings
from bot.storage.memory import MemoryDatabase
from bot.wiring import Bot, confirm_identity, new_id, now, open_bot, open_house


@dataclass(frozen=True)
class Job:
    """What a bot's process is told."""

    kind: str
    url: str
    user_id: UserId
    password: str
    folder: str
    people: list[UserId]
    settings: str


@dataclass
class Requests:
    """The one place where requests are counted and syncs can be held back: around nio's `AsyncClient.send`."""

    seen: list[str] = field(default_factory=list)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def watch(self, client: AsyncClient) -> None:
        """Count this client's requests from now on."""
        send = client.send
        self.released.set()

        async def counted(method: str, where: str, *rest: Any, **named: Any) -> Any:
            name = request_name(method, where)
            if name != "GET sync":
                self.seen.append(name)
                return await send(method, where, *rest, **named)
            response = await send(method, where, *rest, **named)
            if not self.released.is_set():
                # As if it had come later. Synapse answers an equal request from its cache: ask for another timeout.
                await self.released.wait()
                response.release()
                response = await send(method, LATER.sub("timeout=20000", where), *rest, **named)
            return response

        client.send = counted

    def take(self) -> list[str]:
        """Give what was requested since the last time."""
        taken, self.seen = self.seen, []
        return taken


def request_name(method: str, where: str) -> str:
    """Name a request without ids: `PUT rooms/send`."""
    parts = where.partition("?")[0].removeprefix("/_matrix/client/").split("/")[1:]
    named = [parts[0], *parts[2:3]] if parts[0] == "rooms" else parts[: 1 if parts[0] == "sendToDevice" else 2]
    return f"{method} {'/'.join(named)}"


@asynccontextmanager
async def _while(task: asyncio.Task[Any]) -> AsyncIterator[None]:
    """Cancel a task at the end."""
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def bare_nio(job: Job, requests: Requests) -> AsyncIterator[None]:
    """Answer as a bare nio bot does: sync for ever, decrypt, answer every message, share keys with everybody."""
    client = AsyncClient(job.url, job.user_id, store_path=job.folder, config=AsyncClientConfig(encryption_enabled=True))

    async def echo(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender != client.user_id:
            content = {"msgtype": "m.notice", "body": event.body}
            await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    try:
        await client.login(job.password)
        requests.watch(client)
        client.add_event_callback(echo, RoomMessageText)
        encrypted = [EnableEncryptionBuilder().as_dict()]
        await client.room_create(name=ROOMS[NIO], initial_state=encrypted, invite=job.people)
        async with _while(asyncio.create_task(client.sync_forever(timeout=25_000))):
            yield
    finally:
        await client.close()


class Floor:
    """Our Matrix floor with an echo on top; the first identity seen of anybody counts."""

    def __init__(self, wire: Wire, crypto: Crypto, people: Iterable[UserId]) -> None:
        self._people = frozenset(people)
        self._pinned: dict[UserId, str] = {}
        self._states = RoomBook()
        self._cards: dict[RoomId, asyncio.Task[None]] = {}
        devices = Devices(wire, crypto, self._sighted)
        sharing = Sharing(wire, crypto, devices, self._states.get, self._refused)
        self.rooms = MatrixRooms(wire, crypto, sharing, self._states, self._members)
        self.sync = Sync(
            wire=wire,
            crypto=crypto,
            gate=Gate(crypto, devices, self._counting, self._refused),
            devices=devices,
            sharing=sharing,
            states=self._states,
            open_work=MemoryDatabase().work,
            handle=self._handle,
            on_members=self._members,
            on_unread=self._unread,
        )

    async def make_room(self) -> None:
        """Make a room as the bot makes its case rooms."""
        room_id = await self.rooms.create(Room(new_id(), Place.CASE, ROOMS[FLOOR]))
        for user in sorted(self._people):
            await self.rooms.invite(room_id, user)

    async def say(self, room_id: RoomId, text: str) -> None:
        """Encrypt and send."""
        await self.rooms.send(room_id, self._readers, Outgoing(new_id(), "", None, Message(text, text), now()))

    async def _handle(self, incoming: Incoming) -> None:
        await self.say(incoming.room_id, incoming.text)

    async def _members(self, room_id: RoomId, changes: Changes, name: str) -> None:
        del changes, name
        if self._states[room_id].joined >= self._people and room_id not in self._cards:
            self._cards[room_id] = asyncio.create_task(self._card(room_id))

    async def _card(self, room_id: RoomId) -> None:
        while True:
            try:
                return await self.say(room_id, "De kaart")
            except HomeserverError:
                await asyncio.sleep(0.2)  # tried again, as the outbox does

    async def _readers(self) -> dict[UserId, str | None]:
        return {user: self._pinned.get(user) for user in self._people}

    async def _sighted(self, sightings: Sequence[Sighting]) -> None:
        for seen in sightings:
            if seen.master is not None:
                self._pinned.setdefault(seen.user_id, seen.master)

    async def _counting(self, user_id: UserId) -> str | None:
        return self._pinned.get(user_id)

    async def _refused(self, devices: RefusedDevices) -> None:
        """Say nothing: the table shows what is missing."""

    async def _unread(self, unread: Unread) -> None:
        """Say nothing, as above."""


@asynccontextmanager
async def floor_alone(job: Job, requests: Requests) -> AsyncIterator[None]:
    """Run the Matrix floor without the floors below it."""
    async with open_wire(job.url) as wire:
        token = await log_in(wire, job.user_id, job.password, DEVICE)
    account = Account(job.user_id, DEVICE)
    async with open_session(job.url, account, token, folder=job.folder, pickle_key=new_id()) as (wire, crypto):
        requests.watch(_client(wire))
        floor = Floor(wire, crypto, job.people)
        async with _while(asyncio.create_task(floor.sync.run())):
            await floor.sync.ready.wait()
            await floor.make_room()
            yield


@asynccontextmanager
async def whole_bot(job: Job, requests: Requests) -> AsyncIterator[None]:
    """Run the bot as `regiekamer run` does."""
    settings, stop = load_settings(Path(job.settings)), asyncio.Event()
    async with open_house(settings, make=True) as house, open_bot(settings) as (wire, crypto):
        requests.watch(_client(wire))
        await confirm_identity(settings, wire, crypto, stop)
        async with _while(asyncio.create_task(Bot(house, wire, crypto).run(stop))):
            yield


def _client(wire: Wire) -> AsyncClient:
    return wire._client  # noqa: SLF001 - counting is the bench's business: the product has no hook for it


BOTS: dict[str, Callable[[Job, Requests], AbstractAsyncContextManager[None]]] = {
    NIO: bare_nio,
    FLOOR: floor_alone,
    WHOLE: whole_bot,
}


async def serve() -> None:
    """Be a bot, and answer each line on standard input with one of JSON: CPU seconds so far and requests since."""
    lines = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(lines)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    job, requests = Job(**json.loads(await lines.readline())), Requests()
    async with BOTS[job.kind](job, requests):
        say("{}")
        while word := (await lines.readline()).strip():
            if word == b"hold":
                requests.released.clear()
            elif word == b"release":
                requests.released.set()
            say(json.dumps({"cpu": time.process_time(), "at": time.monotonic(), "requests": requests.take()}))


if __name__ == "__main__":
    asyncio.run(serve())
