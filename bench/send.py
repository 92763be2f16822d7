"""What the trust layer costs, in figures that a noisy machine cannot blur. Run as `python -m bench.send`.

Three bots answer the same person in rooms of the same size (six people, three cross-signed devices each):

- `nio`: a bare matrix-nio echo, which trusts everybody: what encrypted answers cost without a trust layer;
- `floor`: our Matrix floor alone, with an echo on top;
- `bot`: the whole bot with its real configuration: storage, commands and texts included.

Each is a process of its own, so that neither the people's clients nor the homeserver count. All run against one
throw-away Synapse in the same run. Requests are counted, which no noise can change; only they decide the exit code.
CPU time is measured in blocks that alternate between the bots, and times in trips that alternate with the plain trip
they are compared with; both are given as ratios within a round, as the median with its quartiles.
"""

import asyncio
import contextlib
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench.bots import _while
from bench.common import (
    ANSWERS,
    BLOCK,
    CHAT,
    COMMAND,
    DEVICE,
    DEVICES,
    IDLE_SECONDS,
    KINDS,
    MOST_CPU,
    MOST_FOR_ANSWER,
    MOST_FOR_CARD,
    NAMES,
    NIO,
    PATIENCE,
    PEOPLE,
    ROOMS,
    ROUNDS,
    SETTLE_SECONDS,
    TRIPS,
    Json,
    say,
)
from bench.sides import Side, invited, job_for, log_in_people, prepare, started
from bot.demo.people import Professional
from bot.demo.stage import Stage
from bot.domain.rooms import RoomId
from bot.matrix.login import log_in, open_wire
from bot.matrix.wire import CLIENT, Wire, path


async def enter(side: Side, people: list[list[Professional]], name: str) -> list[str]:
    """Let all join, and give the bot's requests until everybody reads its first message on every device.

    "All six have joined" is made exact by holding the bot's syncs back meanwhile: it hears of all six at once,
    however slow the machine, and not of each in turn.
    """
    devices = [device for own in people for device in own]
    side.room_id = await invited(people[0][0], name)
    for own in people:
        await invited(own[0], name)
    await side.quiet()
    await side.ask("hold")
    for own in people:
        if refusal := await own[0].try_join(side.room_id):
            raise RuntimeError(refusal)
    await side.ask("release")
    if side.kind == NIO:  # which says nothing by itself
        return []
    await asyncio.gather(
        *(d.wait_for(lambda m: m.sender == side.user_id, room_id=side.room_id, seconds=PATIENCE) for d in devices)
    )
    return (await side.ask()).requests


async def settle(stage: Stage, people: list[list[Professional]], whole: Side) -> None:
    """Let everybody into all other rooms as well, so that no message of the bot waits for somebody to come."""
    await stage.log_in(["beheer"])
    for own in people:
        for room_id in list(own[0].client.invited_rooms):
            if refusal := await own[0].try_join(room_id):
                raise RuntimeError(refusal)
    for person in (*(own[0] for own in people), stage.people["beheer"]):
        await person.wait_text("", room_id=await person.wait_room(CHAT, seconds=PATIENCE), seconds=PATIENCE)
    await whole.quiet()


async def command(person: Professional, side: Side) -> None:
    """Say a command and wait until the answer can be read."""
    person.inbox.clear()
    await person.say(side.room_id, COMMAND)
    await person.wait_for(lambda m: m.sender == side.user_id, room_id=side.room_id)


async def answers(person: Professional, side: Side) -> list[str]:
    """Give the requests of a number of answers, and of a while after them."""
    await command(person, side)  # the first also shares keys
    await side.quiet()
    for _ in range(ANSWERS):
        await command(person, side)
    await asyncio.sleep(1)
    return (await side.ask()).requests


@dataclass
class Cpu:
    """CPU of one bot: per second while nobody says anything, and per command beyond that, by block."""

    idle: float = 0.0
    blocks: list[float] = field(default_factory=list)


async def measure_cpu(person: Professional, sides: Sequence[Side]) -> dict[str, Cpu]:
    """Measure in blocks that alternate between the bots, so that whatever the machine does meets all of them."""
    found = {side.kind: Cpu() for side in sides}
    before = [await side.ask() for side in sides]
    await asyncio.sleep(IDLE_SECONDS)
    for side, was in zip(sides, before, strict=True):
        taken = await side.ask()
        found[side.kind].idle = (taken.cpu - was.cpu) / (taken.at - was.at)
    for turn in range(ROUNDS):
        for side in sides if turn % 2 else sides[::-1]:
            before_block = await side.ask()
            for _ in range(BLOCK):
                await command(person, side)
            await asyncio.sleep(SETTLE_SECONDS)
            after = await side.ask()
            cpu = found[side.kind]
            used = after.cpu - before_block.cpu - cpu.idle * (after.at - before_block.at)
            cpu.blocks.append(used / BLOCK)
    return found


class RawPair:
    """Two clients that do nothing but plain calls in a room without encryption; one answers the other."""

    def __init__(self, asking: Wire, answering: Wire, room_id: RoomId) -> None:
        self._asking = asking
        self._answering = answering
        self._room_id = room_id
        self._heard = asyncio.Event()

    async def trip(self) -> None:
        """Say something and wait until the answer was seen."""
        self._heard.clear()
        await self.say(self._asking)
        await self._heard.wait()

    async def hear(self) -> None:
        """Note the answers."""
        async for _ in self._messages(self._asking, "raw-b"):
            self._heard.set()

    async def answer(self) -> None:
        """Answer everything."""
        async for _ in self._messages(self._answering, "raw-a"):
            await self.say(self._answering)

    async def say(self, wire: Wire) -> None:
        """Send a message in plain text."""
        content = {"msgtype": "m.text", "body": COMMAND}
        await wire.put(path("rooms", self._room_id, "send", "m.room.message", uuid4().hex), content)

    async def _messages(self, wire: Wire, sender: str) -> AsyncIterator[Json]:
        since = str((await wire.get(f"{CLIENT}/sync"))["next_batch"])
        while True:
            batch = await wire.get(f"{CLIENT}/sync?{urlencode({'since': since, 'timeout': 25_000})}", seconds=60)
            since = str(batch["next_batch"])
            for room in batch.get("rooms", {}).get("join", {}).values():
                for event in room["timeline"]["events"]:
                    if event["type"] == "m.room.message" and event["sender"].startswith(f"@{sender}:"):
                        yield event


@asynccontextmanager
async def raw_pair(stage: Stage) -> AsyncIterator[RawPair]:
    """Log two raw clients in and put them in a room."""
    url, tokens = stage.homeserver.url, []
    for name in ("raw-a", "raw-b"):
        async with open_wire(url) as wire:
            user_id = f"@{name}:{stage.homeserver.server_name}"
            tokens.append(await log_in(wire, user_id, stage.passwords[name], DEVICE))
    async with open_wire(url, tokens[0]) as asking, open_wire(url, tokens[1]) as answering:
        made = await asking.post(f"{CLIENT}/createRoom", {"preset": "private_chat", "invite": [user_id]})
        room_id = str(made["room_id"])
        await answering.post(path("join", room_id), {})
        pair = RawPair(asking, answering, room_id)
        async with _while(asyncio.create_task(pair.hear())), _while(asyncio.create_task(pair.answer())):
            await asyncio.sleep(1)  # both sync
            yield pair


async def measure_trips(person: Professional, sides: Sequence[Side], raw: RawPair) -> dict[str, list[float]]:
    """Time each bot's trips; a plain trip stands beside each, and the ratio is taken within the round."""
    found: dict[str, list[float]] = {"raw": [], **{side.kind: [] for side in sides}}
    for _ in range(TRIPS):
        found["raw"].append(await _timed(raw.trip()))
        for side in sides:
            found[side.kind].append(await _timed(command(person, side)))
    return found


async def _timed(doing: Awaitable[None]) -> float:
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        await doing
    return time.perf_counter() - began


@dataclass(frozen=True)
class Row:
    """A line of the table. Only a count decides; `held` is None where there is no target."""

    figure: str
    measured: str
    target: str = ""
    held: bool | None = None
    decides: bool = False

    def cells(self) -> tuple[str, str, str, str]:
        """Give what is printed."""
        verdict = {None: "", True: "ok", False: "NOT ok"}[self.held]
        return self.figure, self.measured, self.target, verdict


def spread(values: Sequence[float], form: str = "{:.2f}") -> str:
    """Write the median with its quartiles."""
    low, middle, high = statistics.quantiles(values, n=4)
    return f"{form.format(middle)} ({form.format(low)} to {form.format(high)})"


def answer_rows(kind: str, requests: list[str]) -> Row:
    """Judge the requests of a number of answers; the bare echo's are for comparison."""
    each = len(requests) / ANSWERS
    if kind == NIO:
        return Row(f"requests per answer, {NAMES[kind]}", f"{each:g}")
    held = len(requests) == ANSWERS * MOST_FOR_ANSWER
    return Row(f"requests per answer, {NAMES[kind]}", f"{each:g}", f"exactly {MOST_FOR_ANSWER}", held, decides=True)


def card_row(kind: str, requests: list[str]) -> Row:
    """Judge the requests until the card could be read everywhere."""
    figure = f"requests, all six joined to card on {len(PEOPLE)} x {DEVICES} devices, {NAMES[kind]}"
    return Row(figure, str(len(requests)), f"at most {MOST_FOR_CARD}", len(requests) <= MOST_FOR_CARD, decides=True)


def cpu_rows(found: dict[str, Cpu]) -> list[Row]:
    """Judge CPU per command as a ratio within each round; shown, never decisive."""
    bare, rows = found[NIO].blocks, []
    for kind, cpu in found.items():
        per_command = spread([seconds * 1000 for seconds in cpu.blocks], "{:.1f}")
        rows.append(Row(f"CPU ms per command, {NAMES[kind]}", per_command))
        if kind != NIO:
            ratios = [mine / its for mine, its in zip(cpu.blocks, bare, strict=True)]
            held = statistics.median(ratios) <= MOST_CPU
            rows.append(Row(f"CPU per command / nio's, {NAMES[kind]}", spread(ratios), f"at most {MOST_CPU:g}", held))
    rows.extend(Row(f"CPU ms per idle second, {NAMES[kind]}", f"{cpu.idle * 1000:.1f}") for kind, cpu in found.items())
    return rows


def trip_rows(found: dict[str, list[float]]) -> list[Row]:
    """Show round trips as ratios to the plain one beside them."""
    raw = found["raw"]
    rows = [Row("round trip ms, plain calls", spread([1000 * seconds for seconds in raw], "{:.0f}"))]
    for kind in KINDS:
        ratios = [mine / plain for mine, plain in zip(found[kind], raw, strict=True)]
        rows.append(Row(f"encrypted round trip / plain, {NAMES[kind]}", spread(ratios)))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out."""
    cells = [("figure", "measured", "target", ""), *(row.cells() for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


async def bench(folder: Path) -> list[Row]:
    """Measure everything on one stage."""
    rows: list[Row] = []
    async with Stage(folder) as stage, contextlib.AsyncExitStack() as stack:
        code = await prepare(stage)
        people = await log_in_people(stage)
        sides = [await stack.enter_async_context(started(job_for(kind, stage), folder)) for kind in KINDS]
        say("Requests from all six joined until the card can be read everywhere:")
        for side in sides:
            requests = await enter(side, people, ROOMS.get(side.kind, code))
            if side.kind != NIO:
                say(f"  {NAMES[side.kind]}: {', '.join(requests)}")
                rows.append(card_row(side.kind, requests))
        await settle(stage, people, sides[-1])
        person, *others = [device for own in people for device in own]
        others.append(stage.people["beheer"])
        await asyncio.gather(*(other.close() for other in others))  # their devices stay, their noise goes
        say("Counting requests per answer ...")
        rows = [answer_rows(side.kind, await answers(person, side)) for side in sides] + rows
        say("Measuring CPU ...")
        rows += cpu_rows(await measure_cpu(person, sides))
        say("Measuring round trips ...")
        async with raw_pair(stage) as raw:
            rows += trip_rows(await measure_trips(person, sides, raw))
    return rows


def run(measured: Callable[[Path], Coroutine[None, None, list[Row]]], note: str) -> int:
    """Measure in a throw-away folder and print with a note; 1 when a count missed its target."""
    with tempfile.TemporaryDirectory(prefix="regiekamer-bench-") as folder:
        rows = asyncio.run(measured(Path(folder)))
    say(f"\n{table(rows)}\n\n{note}")
    return int(any(row.decides and not row.held for row in rows))


def main() -> int:
    """Measure and print; 1 when a count missed its target."""
    logging.getLogger("nio").setLevel(logging.CRITICAL + 1)  # the people's clients tell of sessions they go on to make
    return run(bench, "Median (quartiles). Only the requests decide the exit code.")


if __name__ == "__main__":
    sys.exit(main())
