"""One bot at a time, on one database and on one device; and a dead one is replaced at once."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import office
from bot.settings import load_settings
from tests.end_to_end.bare import Bare
from tests.postgres import shared_postgres

SAME_DATABASE = "Er draait al een Regiekamer met deze database"
SAME_DEVICE = "Er draait al een Regiekamer met de sleutels van dit apparaat"
AT_ONCE = 14.0
"""Seconds for a whole process on a busy machine; the wait for a homeserver or for another unit of work is longer."""


@pytest.fixture(params=["sqlite", "postgresql"])
async def bare(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Bare]:
    if request.param == "sqlite":
        made = Bare(tmp_path / "een")
        await made.make()
        yield made
    else:
        async with shared_postgres().database() as url:
            made = Bare(tmp_path / "een", url)
            await made.make()
            yield made


async def test_a_second_bot_is_refused_at_once_and_a_killed_one_replaced_at_once(bare: Bare) -> None:
    async with bare.running() as first:
        began = time.monotonic()
        second = await bare.command("run")
        assert time.monotonic() - began < AT_ONCE
        assert second.code == 1
        assert SAME_DATABASE in second.output
        assert "Traceback" not in second.output
        setup = await bare.command("setup")
        assert setup.code == 1
        assert SAME_DATABASE in setup.output, "it would write over the keys that the running bot has in memory"
        said: list[str] = []
        await office.load_directory(load_settings(bare.settings), said.append)
        await office.check(load_settings(bare.settings), said.append)
        assert "Het adresboek is geladen" in said[0]
        assert any(line.startswith("in orde  adresboek") for line in said), "these work beside a running bot"
        assert first.returncode is None
        first.send_signal(signal.SIGKILL)
        await first.wait()
        async with bare.running():
            pass


async def test_a_database_under_another_name_is_the_same_database(tmp_path: Path) -> None:
    first = Bare(tmp_path / "een")
    await first.make()
    (tmp_path / "ander.db").symlink_to(first.file)
    second = Bare(tmp_path / "twee", f"sqlite+aiosqlite:///{tmp_path / 'ander.db'}")
    await second.make()
    async with first.running():
        refused = await second.command("run")
    assert refused.code == 1
    assert SAME_DATABASE in refused.output


async def test_one_device_with_two_databases_is_refused_too(tmp_path: Path) -> None:
    bare = Bare(tmp_path / "een")
    await bare.make()
    async with bare.running(), shared_postgres().database() as url:
        bare.write_settings(url)
        refused = await bare.command("run")
    assert refused.code == 1
    assert SAME_DEVICE in refused.output


async def test_a_bot_that_is_asked_to_stop_gives_the_lease_back(tmp_path: Path) -> None:
    bare = Bare(tmp_path / "een")
    await bare.make()
    async with bare.running() as first:
        first.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(first.wait(), 10) == 0
        async with bare.running():
            pass
