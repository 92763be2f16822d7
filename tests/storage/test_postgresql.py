"""PostgreSQL itself: one unit of work at a time, what its files hold, and what its errors do not show."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from bot.ports import AlreadyThereError
from bot.storage import dialects
from bot.storage.database import Database, upgrade
from bot.storage.dialects import UNITS, create_engine
from bot.storage.errors import DatabaseBusyError, DuplicateError, StatementRefusedError, UnreachableError
from bot.storage.sealing import MasterKey
from bot.storage.tables import cases
from bot.storage.tables_directory import organisations
from bot.storage.transaction import Transaction
from tests.postgres import Cable, name_of, shared_postgres

from .samples import NOW
from .test_database import MARKER, fill


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async with shared_postgres().database() as made:
        yield made


def traces(folder: Path) -> Iterator[str]:
    """Where the marker stands: tables, write-ahead log, PostgreSQL's own log."""
    for path in (p for p in folder.rglob("*") if p.is_file()):
        if MARKER.encode() in path.read_bytes():
            yield str(path.relative_to(folder))


async def test_what_was_typed_is_in_no_file(url: str, master_key: MasterKey) -> None:
    server = shared_postgres()
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await fill(work)
        await work.commit()
    async with database.work() as work:
        assert (await work.outbox.read("1")).message.plain == f"plain {MARKER}"
        await work.outbox.sent("1", "$1", NOW)
        await work.commit()
    await server.sql("CHECKPOINT")
    assert list(traces(server.data)) == []
    async with database.work() as work:
        await work.events.keep_token(MARKER)
        await work.commit()
    await server.sql("CHECKPOINT")
    found = list(traces(server.data))
    assert any("pg_wal" in path for path in found), "the search does find what is there"
    assert any("base" in path for path in found)
    await database.close()


async def test_the_settings_of_a_session_are_ours_whatever_the_server_says(url: str) -> None:
    server, name = shared_postgres(), name_of(url)
    await server.sql(
        f"ALTER DATABASE {name} SET default_transaction_isolation = 'repeatable read'",
        f"ALTER DATABASE {name} SET synchronous_commit = off",
    )
    engine = create_engine(url)
    async with engine.connect() as connection:
        shown = {
            setting: (await connection.execute(text(f"SHOW {setting}"))).scalar_one()
            for setting in ("transaction_isolation", "synchronous_commit", "lock_timeout")
        }
    await engine.dispose()
    assert shown == {"transaction_isolation": "read committed", "synchronous_commit": "on", "lock_timeout": "15s"}


async def test_a_unit_of_work_sees_what_the_one_before_it_did(url: str, master_key: MasterKey) -> None:
    """The second begins while the first is still busy, and is not allowed to read what is about to change."""
    await upgrade(url)
    one, other = await Database.open(url, master_key), await Database.open(url, master_key)
    holding, go = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with one.work() as work:
            await work.events.keep_token("one")
            holding.set()
            await go.wait()
            await work.commit()

    async def second() -> str | None:
        async with other.work() as work:
            return await work.events.token()

    writing = asyncio.create_task(first())
    await holding.wait()
    reading = asyncio.create_task(second())
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    async with asyncio.timeout(10):
        while (await shared_postgres().sql(waiting))[0][0] == 0:
            await asyncio.sleep(0.01)
    assert not reading.done()
    go.set()
    assert await reading == "one"
    await writing
    await one.close()
    await other.close()


async def test_the_wait_for_another_process_is_bounded(
    url: str, master_key: MasterKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(dialects._SESSION, "lock_timeout", "200")
    await upgrade(url)
    database = await Database.open(url, master_key)
    engine = create_engine(url)
    async with engine.begin() as holder:
        await holder.execute(text("SELECT 1"))
        async with database.work() as work:
            with pytest.raises(DatabaseBusyError):
                await work.events.token()
    await engine.dispose()
    async with database.work() as work:
        assert await work.events.token() is None, "afterwards it simply works"
    await database.close()


async def test_a_cancelled_unit_of_work_holds_up_nobody(url: str, master_key: MasterKey) -> None:
    await upgrade(url)
    database = await Database.open(url, master_key)
    begun = asyncio.Event()

    async def never_ends() -> None:
        async with database.work() as work:
            await work.events.keep_token("half")
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(never_ends())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5), database.work() as work:
        assert await work.events.token() is None
    await database.close()


async def test_a_unit_of_work_over_a_cut_cable_can_be_stopped(url: str, master_key: MasterKey) -> None:
    """Else a bot that lost its lease would hang instead of making room."""
    await upgrade(url)
    async with Cable(url) as cable:
        database = await Database.open(cable.url, master_key)
        begun = asyncio.Event()

        async def cut_off() -> None:
            async with database.work() as work:
                await work.events.token()
                cable.cut()
                begun.set()
                await work.events.keep_token("nobody hears this")

        task = asyncio.create_task(cut_off())
        await begun.wait()
        await asyncio.wait({task}, timeout=0.2)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=10)
        assert done
        await database.close()


async def test_a_server_that_was_stopped_is_no_unit_of_work_half_done(url: str, master_key: MasterKey) -> None:
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await work.events.keep_token("before")
        await work.commit()
    async with database.work() as work:
        await work.events.keep_token("half")
        await shared_postgres().throw_off(url)
        with pytest.raises(UnreachableError):
            await work.commit()
    async with database.work() as work:
        assert await work.events.token() == "before"
    await database.close()


async def test_no_error_shows_a_value(url: str) -> None:
    """PostgreSQL tells which key was there already, and shows the whole row that was refused."""
    await upgrade(url)
    engine = create_engine(url)
    row = {"key": MARKER, "position": 1, "name": MARKER, "mdt": True, "coordinates": True, "aliases": [MARKER]}
    row["contact"] = {}
    case = {"code": MARKER, "region": MARKER, "reported_at": NOW, "opened_at": NOW, "content": MARKER}
    refused = (
        (organisations, row),  # there already
        (cases, {**case, "intake": MARKER.encode(), "identity": None}),  # not null
        (organisations, {**row, "key": f"{MARKER}\0"}),  # no text for PostgreSQL
        (organisations, {**row, "position": 2**40}),  # no such number
    )
    async with engine.connect() as connection:
        transaction = Transaction(connection)
        await transaction.insert(organisations, row)
        for table, values in refused:
            with pytest.raises((AlreadyThereError, StatementRefusedError)) as caught:
                await transaction.insert(table, values)
            assert MARKER not in "".join(traceback.format_exception(caught.value))
        with pytest.raises(DuplicateError) as caught:
            async with transaction.attempt():
                await transaction.remove(insert(organisations).values(row))
        assert MARKER not in "".join(traceback.format_exception(caught.value))
    await engine.dispose()


async def test_a_time_comes_back_in_utc_whatever_the_server_thinks(url: str, master_key: MasterKey) -> None:
    await shared_postgres().sql(f"ALTER DATABASE {name_of(url)} SET timezone = 'Pacific/Apia'")
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await work.events.first_time("$one", datetime(2026, 11, 23, 10, 30, tzinfo=UTC) + timedelta(microseconds=7))
        await work.commit()
    await database.close()
    [(stored,)] = await shared_postgres().sql(
        "SELECT (at AT TIME ZONE 'UTC')::text FROM handled_events", database=name_of(url)
    )
    assert stored == "2026-11-23 10:30:00.000007"


def test_the_turns_lock_is_one_number_for_ever() -> None:
    assert UNITS == 7_281_153_001_112, "an older bot beside a newer one must wait for the same lock"
