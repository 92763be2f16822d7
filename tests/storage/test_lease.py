"""The lease on PostgreSQL lives as long as its session, and its loss is noticed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.storage import lease as leases
from bot.storage.dialects import create_lease_engine
from bot.storage.errors import DatabaseInUseError, DeviceInUseError, LeaseLostError, UnreachableError
from bot.storage.lease import LOOK, PATIENCE, hold_lease
from tests.postgres import Cable, shared_postgres


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with shared_postgres().database() as made:
        yield made


async def test_only_one_holds_it_and_the_next_may_have_it_after(any_url: str, tmp_path: Path) -> None:
    async with hold_lease(any_url, tmp_path / "one"):
        with pytest.raises(DatabaseInUseError):
            async with hold_lease(any_url, tmp_path / "other"):
                pass
    async with hold_lease(any_url, tmp_path / "other"):
        pass


async def test_trouble_of_whoever_holds_it_stays_what_it_is(any_url: str, tmp_path: Path) -> None:
    """A busy database or a blocked file is not a lease that was taken, when it comes later."""
    for trouble in (BlockingIOError(), UnreachableError(), KeyError()):
        with pytest.raises(type(trouble)):
            async with hold_lease(any_url, tmp_path / "one"):
                raise trouble


async def test_a_device_is_one_device_whatever_its_database(url: str, tmp_path: Path) -> None:
    async with hold_lease(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path / "crypto"):
        with pytest.raises(DeviceInUseError):
            async with hold_lease(url, tmp_path / "crypto"):
                pass
    async with hold_lease(url, tmp_path / "crypto"):
        pass


def modes_in(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o777 for path in folder.rglob("*")}


async def test_the_files_of_the_lease_are_for_their_owner(tmp_path: Path) -> None:
    async with hold_lease(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", tmp_path / "crypto"):
        modes = modes_in(tmp_path)
    assert modes == {"a.db.lease": 0o600, "crypto": 0o700, "crypto/lease": 0o600}


async def test_a_session_that_ended_is_noticed_at_once(url: str, tmp_path: Path) -> None:
    async with hold_lease(url, tmp_path / "one") as lease:
        keeping = asyncio.create_task(lease.keep())
        await asyncio.sleep(0)
        await shared_postgres().throw_off(url)
        with pytest.raises(LeaseLostError):
            await asyncio.wait_for(keeping, 2)
        async with hold_lease(url, tmp_path / "other"):
            pass


async def test_a_session_that_ended_before_anybody_watched_is_noticed(url: str, tmp_path: Path) -> None:
    async with hold_lease(url, tmp_path / "one") as lease:
        await shared_postgres().throw_off(url)
        with pytest.raises(LeaseLostError):
            await asyncio.wait_for(lease.keep(), 10)


async def test_a_server_that_no_longer_answers_is_noticed(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a cable is cut: nothing says that the session has ended."""
    monkeypatch.setattr(leases, "LOOK", 0.05)
    monkeypatch.setattr(leases, "PATIENCE", 0.2)
    async with Cable(url) as cable, hold_lease(cable.url, tmp_path / "one") as lease:
        keeping = asyncio.create_task(lease.keep())
        await asyncio.wait({keeping}, timeout=0.5)
        assert not keeping.done(), "all is well"
        cable.cut()
        with pytest.raises(LeaseLostError):
            await asyncio.wait_for(keeping, 10)


async def test_who_lost_the_lease_stops_before_another_can_have_it(url: str) -> None:
    """Nobody tells the server that a machine vanished; it has to look for itself, and later than we do."""
    engine = create_lease_engine(url)
    async with engine.connect() as connection:
        idle, interval, count = [
            int((await connection.execute(text(f"SHOW tcp_keepalives_{name}"))).scalar_one())
            for name in ("idle", "interval", "count")
        ]
    await engine.dispose()
    assert LOOK + PATIENCE < idle + interval * count < 60
