"""How long a restart takes, how much memory and how many requests, with more and more rooms: `make bench-restart`.

Live: so many real rooms on a throw-away homeserver, the bot as its own process behind a counting proxy. While it is
down somebody types a command in one of the rooms; then it is started. Beside it, in the same run, stand the plain calls
of the homeserver: the incremental sync, a full-state sync (what a client without memory needs), and one send.

The trend beyond: ten real rooms, and the bot's own storage filled up with generated rooms, members, cases and room
keys, as if they had always been there.
"""

import argparse
import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from nio.crypto import InboundGroupSession, OutboundGroupSession

from bench.common import Json, say
from bot.demo.people import Professional
from bot.demo.stage import DIRECTORY, Stage
from bot.domain.case import Case, Intake, Member
from bot.domain.people import Place
from bot.domain.rooms import MEGOLM, Room, RoomState
from bot.matrix.crypto import build_client
from bot.matrix.login import open_wire
from bot.matrix.rooms import creation
from bot.matrix.sync import FILTER
from bot.matrix.wire import CLIENT, path
from bot.ports import Fingerprints, Work
from bot.settings import Settings, load_settings
from bot.wiring import open_house
from tests.enrolled import enrol_all
from tests.proxy import Proxy

LIVE, REAL, TREND = (10, 100, 1_000), 10, (1_000, 10_000)
SPEAKER = "marieke"
COMMAND = "!acties"
RUNS = 3
AT_ONCE = 4
PATIENCE = 180.0
MEMBERS, KEYS = 5, 3
"""Of a generated room: people in it, and room keys the bot has from it."""
MOST_SECONDS, MOST_MEGABYTES = 2.0, 250


@dataclass(frozen=True)
class Measured:
    """One restart. Times are in seconds; requests are counted until the answer, syncs aside."""

    until_sync: float
    until_answer: float
    requests: int
    megabytes: int


@dataclass(frozen=True)
class Plain:
    """The homeserver's own calls, in seconds."""

    incremental: float
    full: float
    send: float


class Bench:
    """A stage with the bot's people, and the bot behind a proxy that counts."""

    def __init__(self, stage: Stage, proxy: Proxy) -> None:
        self._stage = stage
        self._proxy = proxy
        self.rooms: list[str] = []
        self._speaker: Professional
        self._generated: list[str] = []

    @property
    def _settings(self) -> Settings:
        return load_settings(self._stage.settings)

    async def set_up(self) -> None:
        """Install the bot, its directory and its people."""
        stage = self._stage
        await stage.make_accounts()
        stage.write_settings()
        for command in ("setup", "adresboek"):
            ran = await stage.command(command)
            if ran.code:
                raise RuntimeError(ran.output)
        await enrol_all(stage.settings)
        stage.settings.write_text(stage.settings.read_text().replace(stage.homeserver.url, self._proxy.url))
        await stage.log_in([SPEAKER])
        self._speaker = stage.people[SPEAKER]

    async def fill(self, count: int) -> None:
        """Make so many case rooms with the speaker in them, as the bot would."""
        gate = asyncio.Semaphore(AT_ONCE)
        wished = [Room(uuid4().hex, Place.CASE, _code(number)) for number in range(count)]
        async with self._bots_wire() as wire:

            async def make(room: Room) -> str:
                async with gate:
                    room_id = str((await wire.post(f"{CLIENT}/createRoom", creation(room)))["room_id"])
                    body = {"user_id": self._speaker.user_id}
                    await wire.post(path("rooms", room_id, "invite"), body)
                    await self._speaker.raw("POST", path("join", room_id), {})
                    return room_id

            self.rooms = list(await asyncio.gather(*map(make, wished)))
        organisation = dict(_people(self._stage.homeserver.server_name))[self._speaker.user_id]
        async with open_house(self._settings) as house, house.database.work() as work:
            for number, (room, room_id) in enumerate(zip(wished, self.rooms, strict=True)):
                await _case(work, number, (Member(self._speaker.user_id, organisation),))
                await work.rooms.want(Room(room.wish, Place.CASE, room.subject, room_id))
            await work.commit()

    async def settle(self) -> None:
        """Let the bot run once, so that it knows everything; then stop it."""
        await self._stage.start_bot()
        await self._speaker.wait_room("Regiekamer", seconds=PATIENCE)  # from then on it hears what is said
        await self._answer(self.rooms[0])
        await asyncio.sleep(2)
        await self._stage.stop_bot()

    async def generate(self, total: int) -> None:
        """Fill the bot's storage up to so many rooms, that the homeserver never heard of."""
        settings = self._settings
        people = _people(self._stage.homeserver.server_name)
        members = tuple(Member(user, organisation) for user, organisation in people[:MEMBERS])
        user = settings.matrix.user
        async with open_house(settings) as house, house.database.work() as work:
            token = await work.events.token()
            for number in range(len(self.rooms), total):
                room_id = f"!generated{number}"
                self._generated.append(room_id)
                await _case(work, number, members)
                wish = uuid4().hex
                await work.rooms.want(Room(wish, Place.CASE, _code(number), room_id))
                state = RoomState(
                    {user, *(member.user_id for member in members)}, wish=wish, algorithm=MEGOLM,
                    rotation_ms=86_400_000, rotation_messages=100, history_visibility="joined",
                )  # fmt: skip
                await work.room_states.save({room_id: state})
            assert token is not None  # noqa: S101 - the bot has run
            await work.commit()
        self._generate_keys(settings)
        self._proxy.rewrite("/joined_rooms", lambda answer: answer["joined_rooms"].extend(self._generated))

    def _generate_keys(self, settings: Settings) -> None:
        secret = settings.secret(settings.secrets.crypto_key, "").get_secret_value()
        client = build_client("http://127.0.0.1:1", settings.matrix.user, settings.device_id,
                              str(settings.crypto_folder), secret)  # fmt: skip
        client.restore_login(settings.matrix.user, settings.device_id, "none")
        with client.store.database.atomic():
            for room_id in self._generated:
                for number in range(KEYS):
                    key = OutboundGroupSession().session_key
                    session = InboundGroupSession(key, "E" * 43, f"{number}".rjust(43, "C"), room_id)
                    client.store.save_inbound_group_session(session)
        client.store.database.close()

    async def restart(self) -> Measured:
        """Type a command while the bot is down, start it, and see how long the answer takes."""
        room_id = self.rooms[len(self.rooms) // 2]
        seen = len(self._speaker.messages(room_id))
        await self._speaker.say(room_id, COMMAND)
        synced: list[float] = []
        sent: list[tuple[float, int]] = []
        before = len(self._proxy.requests)

        async def note(_: Json | None) -> None:
            count = sum("/sync" not in request.path for request in self._proxy.requests[before:])
            sent.append((time.monotonic(), count))

        self._proxy.rewrite("/sync", lambda _: synced.append(time.monotonic()))
        self._proxy.on_request(f"{room_id.removeprefix('!')}/send/m.room.encrypted", note)
        began = time.monotonic()
        await self._stage.start_bot()
        await self._until(lambda: len(self._speaker.messages(room_id)) >= seen + 2)
        megabytes = _memory(self._stage.bot_pid)
        await asyncio.sleep(3)  # what it does right after a start counts as memory too
        megabytes = max(megabytes, _memory(self._stage.bot_pid))
        await self._stage.stop_bot()
        self._proxy.clear()
        self._proxy.rewrite("/joined_rooms", lambda answer: answer["joined_rooms"].extend(self._generated))
        return Measured(synced[0] - began, sent[0][0] - began, sent[0][1], megabytes)

    async def plain(self) -> Plain:
        """Time the homeserver's own calls."""
        async with open_house(self._settings) as house, house.database.work() as work:
            token = await work.events.token()
        query = {"filter": json.dumps(FILTER), "timeout": "0", "since": str(token)}
        async with self._bots_wire() as wire:
            incremental = await _timed(lambda: wire.get(f"{CLIENT}/sync?{urlencode(query)}"))
            full = await _timed(lambda: wire.get(f"{CLIENT}/sync?{urlencode({**query, 'full_state': 'true'})}"))
        room_id = self.rooms[0]
        where = path("rooms", room_id, "send", "nl.regiekamer.bench")
        send = await _timed(lambda: self._speaker.raw("PUT", f"{where}/{uuid4().hex}", {}))
        return Plain(incremental, full, send)

    async def _answer(self, room_id: str) -> None:
        seen = len(self._speaker.messages(room_id))
        await self._until(lambda: room_id in self._speaker.client.rooms)
        await self._speaker.say(room_id, COMMAND)
        await self._until(lambda: len(self._speaker.messages(room_id)) >= seen + 2)

    async def _until(self, true: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110 - a client outside this process is waited for
                await asyncio.sleep(0.01)

    def _bots_wire(self) -> Any:
        token = self._settings.secret(self._settings.secrets.access_token, "").get_secret_value()
        return open_wire(self._stage.homeserver.url, token)


async def _case(work: Work, number: int, members: tuple[Member, ...]) -> None:
    now = datetime.now(UTC)
    code = _code(number)
    reported = now - timedelta(hours=2)
    intake = Intake("DH", "politie", "melder", "slachtoffer", "soort", reported, f"bench {number}")
    await work.cases.add(Case(code, "DH", reported, now), intake, Fingerprints(uuid4().hex, "x"), members)


def _code(number: int) -> str:
    return f"DH-{number:04d}" if number < 10_000 else f"DH-{number}"  # noqa: PLR2004 - four digits


def _people(server: str) -> list[tuple[str, str]]:
    people: list[dict[str, Any]] = tomllib.loads(DIRECTORY.read_text())["persoon"]
    working = [p for p in people if "professional" in p.get("rollen", ["professional"])]
    return [(str(p["matrix"]).partition(":")[0] + f":{server}", str(p["organisatie"])) for p in working]


def _memory(pid: int | None) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return 0


async def _timed(call: Any) -> float:
    took = []
    for _ in range(RUNS):
        began = time.monotonic()
        await call()
        took.append(time.monotonic() - began)
    return statistics.median(took)


async def _measure(rooms: int, generated: int | None) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        async with Stage(Path(folder) / "stage") as stage, Proxy(stage.homeserver.url) as proxy:
            bench = Bench(stage, proxy)
            await bench.set_up()
            await bench.fill(rooms)
            await bench.settle()
            if generated is not None:
                await bench.generate(generated)
            runs = [await bench.restart() for _ in range(RUNS)]
            plain = await bench.plain()
    return _tell(rooms, generated, runs, plain)


def _tell(rooms: int, generated: int | None, runs: Sequence[Measured], plain: Plain) -> bool:
    after = statistics.median(run.until_answer - run.until_sync for run in runs)
    until = statistics.median(run.until_answer for run in runs)
    requests = max(run.requests for run in runs)
    megabytes = max(run.megabytes for run in runs)
    name = f"{rooms:,} live" if generated is None else f"{generated:,} generated"
    say(
        f"{name:>17}  answer {until:5.2f} s after the start, {after:5.2f} s after the sync's reply"
        f" ({after / plain.send:4.0f} sends)  {requests:3d} requests  {megabytes:4d} MB"
        f"   plain: sync {plain.incremental * 1000:4.0f} ms, full state {plain.full * 1000:6.0f} ms"
    )
    return after <= MOST_SECONDS and megabytes <= MOST_MEGABYTES


async def _all(live: Sequence[int], trend: Sequence[int]) -> bool:
    well = True
    for rooms, generated in [*((rooms, None) for rooms in live), *((REAL, rooms) for rooms in trend)]:
        well = await _measure(rooms, generated) and well
    return well


def main() -> int:
    """Measure, print, and give 1 when a restart took too long or too much."""
    logging.disable(logging.ERROR)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--live", type=int, nargs="*", default=LIVE)
    parser.add_argument("--trend", type=int, nargs="*", default=TREND)
    given = parser.parse_args()
    return 0 if asyncio.run(_all(given.live, given.trend)) else 1


if __name__ == "__main__":
    sys.exit(main())
