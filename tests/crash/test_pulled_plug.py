"""Pull the plug at any moment: every command has one effect, one audit entry and one answer, in order.

`make test` dies at a dozen moments; `make soak` at more than two hundred, in towns of their own.
"""

import os
from pathlib import Path
from random import Random

import pytest

from tests.crash.points import POINTS, Plan
from tests.crash.storm import open_storm, plan

SEED = int(os.environ.get("CRASH_SEED", "20261123"))


def dozen(random: Random) -> list[Plan | None]:
    names = random.sample(sorted(POINTS), 12)
    return [*(plan(name, random) for name in names), None, None]


@pytest.mark.timeout(400)
async def test_a_dozen_kills_under_a_stream_of_commands_lose_and_double_nothing(tmp_path: Path) -> None:
    async with open_storm(tmp_path, SEED) as storm:
        await storm.rage(dozen(storm.random))
        await storm.settle()
        findings = await storm.verify()
        print(storm.story())
        assert not findings, "\n".join([f"seed {SEED}", *findings, storm.story()])
