"""Storage fails under a running bot: it stops with a clear sentence, and what was said is answered afterwards, once."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from tests.end_to_end.bare import PROGRAM
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.test_storage_trouble import FULL, HURRIED
from tests.enrolled import enrol_all
from tests.here import here

BACK = 60.0


class Troubled(Stage):
    """A stage on which something can be done to the bot's process before it begins."""

    before = ""

    def _words(self, *arguments: str, module: str = "bot") -> list[str]:
        python, *_ = super()._words(module=module)
        return [python, "-c", f"{self.before}\n{PROGRAM}", "--instellingen", str(self.settings), *arguments]

    @property
    def file(self) -> Path:
        return self.data / "regiekamer.db"

    async def ended(self) -> str:
        """Wait until the bot has stopped by itself; give the last thing it said."""
        async with asyncio.timeout(BACK):
            while self.bot_runs:
                await asyncio.sleep(0.02)
        assert await self.stop_bot() == 1
        assert "Traceback" not in self.bot_log()
        return self.bot_log().splitlines()[-1]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Troubled]:
    async with Troubled(tmp_path / "stage") as made:
        await made.make_accounts()
        made.write_settings()
        assert (await here(made.settings, "setup")).code == 0
        assert (await here(made.settings, "adresboek")).code == 0
        await enrol_all(made.settings)
        await made.start_bot()
        await made.log_in(["marieke"])
        await made.people["marieke"].wait_room("Regiekamer", seconds=BACK)
        yield made


async def test_nothing_is_lost_or_answered_twice(stage: Troubled) -> None:
    marieke = stage.people["marieke"]
    room = await marieke.wait_room("Regiekamer")
    asked = 0

    def answers() -> int:
        return sum(m.sender == BOT_ID and "!klaar" in m.body for m in marieke.messages(room))

    async def ask() -> None:
        nonlocal asked
        await marieke.say(room, "!help klaar")
        asked += 1

    async def all_answered() -> None:
        async with asyncio.timeout(BACK):
            while answers() < asked:
                await asyncio.sleep(0.05)

    await ask()
    await all_answered()

    # Another program holds the database.
    assert await stage.stop_bot() == 0
    stage.before = HURRIED
    await stage.start_bot()
    await ask()
    await all_answered()
    with closing(sqlite3.connect(stage.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await ask()
        assert "Een ander programma houdt de database te lang bezet." in await stage.ended()
    stage.before = ""
    await stage.start_bot()
    await all_answered()

    # The disk fills up.
    assert await stage.stop_bot() == 0
    stage.before = FULL.format(file=str(stage.file))
    await stage.start_bot()
    async with asyncio.timeout(BACK):
        while stage.bot_runs:
            await ask()
            while stage.bot_runs and answers() < asked:
                await asyncio.sleep(0.02)
    assert "De schijf met de database is vol." in await stage.ended()
    stage.before = ""
    await stage.start_bot()
    await all_answered()
    await ask()
    await all_answered()
    assert answers() == asked, "in order: another answer to an earlier question would have come before"
    assert await stage.stop_bot() == 0
