"""A bad network between bot and homeserver: nothing lost, nothing doubled, in order, and well again by itself.

`make test` plays half a minute of bad weather, `make soak` longer ones. `FAULT_SEED=…` plays another.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from tests.crash.storm import Storm
from tests.crash.town import LATE, PEOPLE, open_town
from tests.crash.workload import Workload
from tests.faults import WEATHER, BadNetwork, Fault, Outage

SEED = int(os.environ.get("FAULT_SEED", "20261124"))
LATENCY = (0.005, 0.12)
REST = (1.0, 3.0)
"""Seconds between two messages of one person."""
LEAST, MOST = 20, 400
"""How many commands are given: fewer prove nothing, more would measure the machine."""
WELL_AGAIN = 30.0
"""Seconds in which everything that waited must be said when the network is good again."""
MOST_PER_SECOND = 6.0
"""Requests of a bot that waits for its homeserver; it has three rooms, each with something to say, and one to make."""
DEALT_OUT = 60.0
"""Seconds in which even the slowest machine comes to as many messages as there are faults."""
ENDED = ("Traceback", " CRITICAL ")


class Weather:
    """A town whose bot has a bad network."""

    def __init__(self, storm: Storm, network: BadNetwork) -> None:
        self.storm = storm
        self.network = network

    @property
    def _workload(self) -> Workload:
        return self.storm.workload

    @asynccontextmanager
    async def talk(self, people: Iterable[str]) -> AsyncIterator[None]:
        """Let people go on typing meanwhile."""
        talking = [asyncio.create_task(self._workload.keep_talking(name)) for name in people]
        try:
            yield
            silent = [task for task in talking if task.done()]
            assert not silent, [task.exception() for task in silent]
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)

    async def storms(self, seconds: float) -> None:
        """Let the network be bad for a while."""
        self.network.weather, self.network.latency = WEATHER, LATENCY
        await asyncio.sleep(seconds)

    async def outage(self, kind: Outage, seconds: float) -> float:
        """Let the homeserver be gone for a while; give how many times per second the bot asked or complained.

        Of a port where nobody listens only the complaints can be counted.
        """
        stage = self._workload.town.stage
        before, said = len(self.network.times), len(stage.bot_log().splitlines())
        await self.network.outage(kind)
        await asyncio.sleep(seconds)
        await self.network.back()
        assert stage.bot_runs, self.storm.story()
        return max(len(self.network.times) - before, len(stage.bot_log().splitlines()) - said) / seconds

    async def holds(self, well_again: float) -> None:
        """See that all is done and said soon, once, in order, and stop the bot."""
        await self._workload.town.stage.log_in([LATE])
        began = time.monotonic()
        await self.storm.finish()
        took = time.monotonic() - began
        findings = await self.storm.verify()
        assert not findings, "\n".join(["", *findings, self.storm.story()])
        assert took < well_again, f"well again after {took:.0f} s\n{self.storm.story()}"


@asynccontextmanager
async def open_weather(folder: Path, seed: int, slower: float) -> AsyncIterator[Weather]:
    """Set up a town with two cases, and start its bot behind a network that is still good."""
    random = Random(seed)  # noqa: S311 - a game
    async with open_town(folder, 2) as town, BadNetwork(town.stage.homeserver.url, seed) as network:
        town.stage.bot_url = network.url
        town.stage.write_settings(folder / "adresboek.toml")
        await town.stage.start_bot()
        workload = Workload(town, random)
        workload.most = MOST
        workload.rest = (REST[0] * slower, REST[1] * slower)
        yield Weather(Storm(workload, random), network)


def talkers() -> list[str]:
    return [name for name in PEOPLE if name != LATE]


async def play(weather: Weather, outages: Sequence[tuple[Outage, float]], calm: float) -> list[float]:
    """Play bad weather with an intake in it, and outages in which people go on; give how busy the bot was in each."""
    busy = []
    # However few requests a slow machine comes to: each of these happens to some message.
    weather.network.deal("/send/", *Random(weather.network.seed).sample([*WEATHER], len(WEATHER)))  # noqa: S311 - a game
    async with weather.talk(talkers()):
        await weather.storms(calm)
        await weather.network.dealt_out(DEALT_OUT)
        # The room is made, nobody hears of it, and it cannot be looked for at once either.
        weather.network.deal("/createRoom", Fault.RESET_AFTER, Fault.HALF)
        weather.network.deal("/joined_rooms", Fault.NONE, Fault.GATEWAY_BEFORE)
        await weather.storm.workload.open_case()
        await weather.storms(calm)
        for kind, seconds in outages:
            busy.append(await weather.outage(kind, seconds))
            await weather.storms(calm / 4)
    weather.network.well()
    return busy


async def survives(
    folder: Path, seed: int, outages: Sequence[tuple[Outage, float]], *, calm: float, slower: float = 1
) -> None:
    """Play it all; people who type `slower` by this factor leave a bot that was away less to do."""
    async with open_weather(folder, seed, slower) as weather:
        network = weather.network
        busy = await play(weather, outages, calm)
        await weather.holds(WELL_AGAIN * slower)
        assert weather.storm.workload.commands >= LEAST
        assert all(network.fault_count(fault) for fault in WEATHER), network.met
        assert network.fault_count(Fault.BUSY) > 1
        assert network.too_soon == []
        assert max(busy) < MOST_PER_SECOND, busy
        assert not [word for word in ENDED if word in weather.storm.story()], weather.storm.story()


@pytest.mark.timeout(400)
async def test_a_bad_network_loses_and_doubles_nothing_and_an_outage_ends_by_itself(tmp_path: Path) -> None:
    await survives(tmp_path, SEED, [(Outage.REFUSES, 3), (Outage.RESETS, 6), (Outage.SILENT, 3)], calm=4)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("turn", range(4))
async def test_minutes_of_bad_network_and_long_outages_lose_and_double_nothing(tmp_path: Path, turn: int) -> None:
    outages = [(kind, 60.0) for kind in Random(SEED + turn).sample(list(Outage), len(Outage))]  # noqa: S311 - a game
    await survives(tmp_path, SEED + 1 + turn, outages, calm=30, slower=3)
