"""Two hundred commands while the bot is down (fewer in `make test`): all handled when it is back, once, in order."""

import asyncio
from pathlib import Path

import pytest

from bot.matrix.sync import TIMELINE
from tests.crash.points import Plan
from tests.crash.storm import open_storm
from tests.crash.test_pulled_plug import SEED, holds
from tests.crash.town import LATE, PEOPLE

COMMANDS = 200
FEWER = 80
"""With still more in one room than the homeserver tells at once."""
CASES = 3
IN_THE_MIDDLE = (Plan("command committed", 40), Plan("between two events", 90), Plan("answer sent", 30))


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("commands", "kills"),
    [
        pytest.param(FEWER, (), id="fewer"),
        pytest.param(COMMANDS, (), id="whole", marks=pytest.mark.soak),
        pytest.param(COMMANDS, IN_THE_MIDDLE, id="killed", marks=pytest.mark.soak),
    ],
)
async def test_commands_that_came_while_the_bot_was_down(
    tmp_path: Path, commands: int, kills: tuple[Plan, ...]
) -> None:
    async with open_storm(tmp_path, SEED, CASES) as storm:
        workload = storm.workload

        def too_few(code: str | None) -> bool:
            """Whether the homeserver would tell all of one room at once, so that the bot need not ask."""
            return code is not None and [room for _, room, _ in workload.said.values()].count(code) <= TIMELINE

        async def talk(name: str, code: str | None) -> None:
            while workload.commands < commands or too_few(code):
                await workload.say(name, code)

        busy, *others = [name for name in PEOPLE if name != LATE]
        await asyncio.gather(talk(busy, workload.codes[0]), *(talk(name, None) for name in others))
        assert {code for _, code, _ in workload.said.values()} == set(workload.codes)
        for plan in kills:
            await storm.live_and_die(plan)
        assert storm.reached == {plan.name for plan in kills}
        await holds(storm)


@pytest.mark.soak  # the same, smaller, is in tests/matrix/test_survival.py
@pytest.mark.timeout(400)
async def test_more_keys_than_one_sync_brings_change_nothing_about_the_order(tmp_path: Path) -> None:
    """A sync brings a hundred to-device messages. Who says little keeps an old key, and may not overtake others."""
    async with open_storm(tmp_path, SEED) as storm:
        workload, code = storm.workload, storm.workload.codes[0]
        workload.new_keys = 0
        await workload.say("dirk", code)
        for _ in range(60):
            workload.new_keys = 1
            await asyncio.gather(workload.say("anna", code), workload.say("bas", code))
        workload.new_keys = 0
        await workload.say("dirk", code)
        await holds(storm)
