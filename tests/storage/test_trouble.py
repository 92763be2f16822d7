"""Trouble with storage: told apart, nothing half done, nothing overwritten, and over when its cause is."""

import asyncio
import contextlib
import sqlite3
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot.office.trouble import sentence
from bot.ports import Work
from bot.storage import dialects, errors
from bot.storage.database import Database, is_missing, upgrade
from bot.storage.errors import (
    AccessRefusedError,
    CannotOpenError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseMissingError,
    DatabaseNewerError,
    DiskBrokenError,
    DiskFullError,
    ReadOnlyError,
    SealBrokenError,
    StorageError,
    UnreachableError,
)
from bot.storage.lease import hold_lease
from bot.storage.sealing import MasterKey
from bot.storage.trouble import file_trouble
from tests.postgres import ROLE, Postgres, name_of, shared_postgres

from .samples import A, action, add_case


def kinds(of: type[StorageError] = StorageError) -> Iterator[type[StorageError]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


OWN = {errors.DownError, errors.LeaseTakenError, errors.MasterKeyError, errors.BackupError}
"""Never raised themselves, only what is under them."""
INSIDE = {errors.DuplicateError, errors.OrphanError}
"""Never leave the repositories."""


def test_each_trouble_has_a_sentence_of_its_own() -> None:
    said = {kind: sentence(kind()) for kind in set(kinds()) - OWN - INSIDE}
    assert len(set(said.values())) == len(said) > 15


# --- SQLite ---


async def keep(database: Database, token: str) -> None:
    async with database.work() as work:
        await work.events.keep_token(token)
        await work.commit()


async def kept(database: Database) -> str | None:
    async with database.work() as work:
        return await work.events.token()


def pragma(database: Database, setting: str) -> Any:
    """Set something on every connection from now on, as it will be used."""

    def on_checkout(connection: Any, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    event.listen(database._engine.sync_engine, "checkout", on_checkout)
    return on_checkout


async def add_cases(work: Work, count: int) -> None:
    for number in range(count):
        await add_case(work, f"DH-A{number:03}")


async def test_a_full_disk_keeps_all_or_nothing(tmp_path: Path, sql: Database) -> None:
    """`max_page_count` makes SQLite itself say that there is no room, in the middle of a unit of work."""
    await keep(sql, "before")
    with sqlite3.connect(tmp_path / "regiekamer.db") as raw:
        [pages] = raw.execute("PRAGMA page_count").fetchone()
    raw.close()
    limit = pragma(sql, f"max_page_count = {pages}")
    async with sql.work() as work:
        await work.events.keep_token("half")
        with pytest.raises(DiskFullError):
            await add_cases(work, 50)
        with pytest.raises(DiskFullError):
            await work.events.keep_token("without the rest")
        with pytest.raises(DiskFullError):
            await work.commit()
    assert await kept(sql) == "before"
    event.remove(sql._engine.sync_engine, "checkout", limit)
    pragma(sql, "max_page_count = 100000")
    async with sql.work() as work:
        await add_case(work, A)
        await work.commit()
    async with sql.work() as work:
        assert await work.cases.get(A) is not None, "with room again it simply works"


async def test_a_database_that_cannot_be_written(sql: Database) -> None:
    await keep(sql, "before")
    limit = pragma(sql, "query_only = ON")
    for _ in range(2):
        with pytest.raises(ReadOnlyError):
            await keep(sql, "after")
    event.remove(sql._engine.sync_engine, "checkout", limit)
    pragma(sql, "query_only = OFF")
    assert await kept(sql) == "before"
    await keep(sql, "after")
    assert await kept(sql) == "after"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait 50 ms for a busy database instead of 15 s."""
    monkeypatch.setattr(dialects, "_PRAGMAS", ("PRAGMA busy_timeout = 50", *dialects._PRAGMAS[1:]))


@pytest.mark.usefixtures("hurried")
async def test_a_database_that_another_holds_for_too_long(tmp_path: Path, sql: Database) -> None:
    await keep(sql, "before")
    with contextlib.closing(sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusyError):
            await keep(sql, "after")
        with pytest.raises(DatabaseBusyError):
            await upgrade(f"sqlite+aiosqlite:///{tmp_path / 'regiekamer.db'}")
    await keep(sql, "after")
    assert await kept(sql) == "after"


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one" * 100, b"SQLite format 3\0" * 400]
)
async def test_a_file_that_is_no_database_is_left_alone(
    tmp_path: Path, url: str, master_key: MasterKey, content: bytes
) -> None:
    file = tmp_path / "regiekamer.db"
    file.write_bytes(content)
    for opening in (upgrade(url), upgrade(url, make=False), Database.open(url, master_key)):
        with pytest.raises(DatabaseDamagedError):
            await opening
    assert file.read_bytes() == content


async def test_a_damaged_file_is_told_and_the_back_up_works(tmp_path: Path, url: str, master_key: MasterKey) -> None:
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await add_case(work, A)
        await work.commit()
    await database.close()
    file = tmp_path / "regiekamer.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    for opening in (upgrade(url), Database.open(url, master_key)):
        with pytest.raises(DatabaseDamagedError):
            await opening
    file.write_bytes(whole)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        assert await work.cases.get(A) is not None
    await database.close()


async def test_a_damaged_value_spoils_nothing_but_itself(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await add_case(work, A)
        await work.actions.add(A, action(1))
        await work.actions.add(A, action(2))
        await work.commit()
    with contextlib.closing(sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)) as raw:
        [[before]] = raw.execute("SELECT text FROM actions WHERE number = 1").fetchall()
        raw.execute("UPDATE actions SET text = ? WHERE number = 1", (before[:-1] + bytes([before[-1] ^ 1]),))
        async with sql.work() as work:
            with pytest.raises(SealBrokenError) as caught:
                await work.actions.get(A, 1)
            assert (await work.actions.get(A, 2)) == action(2)
        assert "bellen" not in str(caught.value)
        raw.execute("UPDATE actions SET text = ? WHERE number = 1", (before,))
    async with sql.work() as work:
        assert await work.actions.get(A, 1) == action(1)


async def test_a_folder_where_a_database_should_be(tmp_path: Path, url: str, master_key: MasterKey) -> None:
    (tmp_path / "regiekamer.db").mkdir()
    with pytest.raises(CannotOpenError):
        await Database.open(url, master_key)


@pytest.mark.parametrize(
    ("number", "kind"),
    [(28, DiskFullError), (30, ReadOnlyError), (5, DiskBrokenError), (13, CannotOpenError), (2, CannotOpenError)],
)
def test_what_the_system_says_of_a_file(number: int, kind: type[StorageError]) -> None:
    assert type(file_trouble(OSError(number, "said by the system", "/where/it/is"))) is kind
    assert "/where/it/is" not in str(file_trouble(OSError(number, "said by the system", "/where/it/is")))


# --- every kind ---


async def test_a_newer_database_is_left_alone(any_url: str, master_key: MasterKey, monkeypatch: Any) -> None:
    await upgrade(any_url)
    await (await Database.open(any_url, master_key)).close()
    with monkeypatch.context() as older:
        older.setattr("bot.storage.revisions.revisions", lambda: ("0000",))
        for opening in (upgrade(any_url), upgrade(any_url, make=False)):
            with pytest.raises(DatabaseNewerError):
                await opening
    await upgrade(any_url)
    await (await Database.open(any_url, master_key)).close()


async def test_only_setup_makes_a_database(any_url: str) -> None:
    """A disk that is not mounted must not become a bot that has forgotten every agreement."""
    assert await is_missing(any_url)
    with pytest.raises(DatabaseMissingError):
        await upgrade(any_url, make=False)
    assert await is_missing(any_url)
    await upgrade(any_url, make=True)
    assert not await is_missing(any_url)
    await upgrade(any_url, make=False)


async def test_looking_for_a_database_makes_none(tmp_path: Path, url: str) -> None:
    assert await is_missing(url)
    with pytest.raises(DatabaseMissingError):
        await upgrade(url, make=False)
    assert not (tmp_path / "regiekamer.db").exists()


# --- PostgreSQL ---


@asynccontextmanager
async def filled() -> AsyncIterator[tuple[Postgres, str]]:
    async with shared_postgres().database() as url:
        await upgrade(url)
        yield shared_postgres(), url


async def test_a_wrong_password_and_a_wrong_name_are_told(master_key: MasterKey) -> None:
    async with filled() as (server, url):
        for wrong in (
            server.url(name_of(url), password="wrong"),
            server.url("nowhere"),
            url.replace(f"//{ROLE}:", "//somebody:"),
        ):
            for opening in (upgrade(wrong), Database.open(wrong, master_key)):
                with pytest.raises(AccessRefusedError) as caught:
                    await opening
                assert "wrong" not in str(caught.value)
        await (await Database.open(url, master_key)).close()


async def test_a_server_that_is_down_and_comes_back(master_key: MasterKey) -> None:
    async with filled() as (server, url):
        database = await Database.open(url, master_key)
        await keep(database, "before")
        server.stop()
        try:
            for doing in (keep(database, "half"), keep(database, "half"), upgrade(url), Database.open(url, master_key)):
                with pytest.raises(UnreachableError):
                    await doing
        finally:
            server.start()
        assert await kept(database) == "before"
        await keep(database, "after")
        await database.close()


async def test_a_reserve_is_read_and_not_written(master_key: MasterKey) -> None:
    async with filled() as (server, url):
        database = await Database.open(url, master_key)
        await keep(database, "before")
        await database.close()
        await server.sql(f"ALTER DATABASE {name_of(url)} SET default_transaction_read_only = on")
        database = await Database.open(url, master_key)
        assert await kept(database) == "before"
        with pytest.raises(ReadOnlyError):
            await keep(database, "after")
        await database.close()
        await server.sql(f"ALTER DATABASE {name_of(url)} RESET default_transaction_read_only")
        database = await Database.open(url, master_key)
        await keep(database, "after")
        await database.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://regiekamer:geheim@nowhere.invalid/regiekamer",
        "postgresql+asyncpg://regiekamer:geheim@127.0.0.1:9/regiekamer",
        "postgresql+asyncpg://regiekamer:geheim@127.0.0.1:poort/regiekamer",
        "postgresql+asyncpg://regiekamer:geheim@127.0.0.1/regiekamer?sslmode=require",
        "postgresql+asyncpg://regiekamer:geheim@127.0.0.1/regiekamer?ssl=misschien",
    ],
)
async def test_an_address_that_leads_nowhere(url: str, tmp_path: Path, master_key: MasterKey) -> None:
    async with asyncio.timeout(20):
        for opening in (Database.open(url, master_key), upgrade(url), is_missing(url), take_lease(url, tmp_path)):
            with pytest.raises(UnreachableError) as caught:
                await opening
            assert "geheim" not in "".join(traceback.format_exception(caught.value))


async def take_lease(url: str, folder: Path) -> None:
    async with hold_lease(url, folder):
        pass
