"""Pull the plug at any moment: every command has one effect, one audit entry and one answer, in order.

`make test` dies at a dozen moments; `make soak` at more than two hundred, among them every point of the table in
every town. `CRASH_SEED=…` plays another storm.
"""

import logging
import os
from pathlib import Path

import pytest

from tests.crash.points import POINTS
from tests.crash.runner import find
from tests.crash.storm import Storm, open_storm

log = logging.getLogger(__name__)
SEED = int(os.environ.get("CRASH_SEED", "20261123"))
TOWNS = 7
FIRST_DAY = (
    "tables upgraded", "rooms ensured", "own keys saved", "own keys uploaded", "first batch", "token not stored",
    "room asked for", "room made", "room not committed", "nobody invited", "some invited",
)  # fmt: skip


async def holds(storm: Storm) -> None:
    await storm.settle()
    findings = await storm.verify()
    log.info(storm.story())
    assert not findings, "\n".join(["", *findings, storm.story()])


@pytest.mark.parametrize("name", POINTS)
def test_every_point_is_a_function_of_the_product(name: str) -> None:
    for where in filter(None, (POINTS[name].function, POINTS[name].within)):
        assert callable(find(where)[2])


@pytest.mark.timeout(400)
async def test_a_dozen_kills_under_a_stream_of_commands_lose_and_double_nothing(tmp_path: Path) -> None:
    async with open_storm(tmp_path, SEED) as storm:
        await storm.rage(storm.random.sample(sorted(POINTS), 10), anywhere=2)
        await holds(storm)


@pytest.mark.soak
@pytest.mark.timeout(400)
async def test_a_first_day_full_of_kills_makes_every_room_once_and_tells_everybody(tmp_path: Path) -> None:
    """From the very first start: rooms are made, people come in and begin to talk, and nothing was stored before."""
    async with open_storm(tmp_path, SEED, cases=0) as storm:
        await storm.workload.open_case()
        await storm.rage(FIRST_DAY, anywhere=2)
        await holds(storm)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("town", range(TOWNS))
async def test_hundreds_of_kills_lose_and_double_nothing(tmp_path: Path, town: int) -> None:
    async with open_storm(tmp_path, SEED + 1 + town) as storm:
        await storm.rage(sorted(POINTS), anywhere=4)
        await holds(storm)
        assert storm.reached == POINTS.keys(), storm.story()


@pytest.mark.soak
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("fault", "point", "shows"),
    [("new transaction each time", "answer sent", "stands in "), ("token first", "between two events", "lost")],
)
async def test_a_bot_that_does_not_survive_a_kill_is_found_out(
    tmp_path: Path, fault: str, point: str, shows: str
) -> None:
    async with open_storm(tmp_path, SEED) as storm:
        storm.fault = fault
        await storm.rage([point] * 3, anywhere=0)
        await storm.settle(seconds=20)
        findings = await storm.verify(seconds=1)
        assert any(shows in finding for finding in findings), "\n".join([*findings, storm.story()])
