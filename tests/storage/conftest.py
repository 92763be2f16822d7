"""A database of each kind, opened through its migrations. What holds for one holds for all."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.storage.database import Database, upgrade
from bot.storage.dialects import database_file, make_private_file
from bot.storage.memory import MemoryDatabase
from bot.storage.sealing import MasterKey, new_key
from tests.postgres import shared_postgres

AnyDatabase = Database | MemoryDatabase


_template: list[bytes] = []
"""A file of SQLite with tables and no rows."""


async def with_tables(url: str) -> None:
    """Make a new file of SQLite with this version's tables, which the migrations made once."""
    if not _template:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "template.db"
            await upgrade(f"sqlite+aiosqlite:///{made}")
            _template.append(made.read_bytes())
    make_private_file(url)
    file = database_file(url)
    assert file is not None
    file.write_bytes(_template[0])


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await Database.open(url, MasterKey(new_key()))
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[AnyDatabase]:
    url = f"sqlite+aiosqlite:///{folder / 'contract.db'}"
    await with_tables(url)
    async with opened(url) as database:
        yield database


@asynccontextmanager
async def postgresql(folder: Path) -> AsyncIterator[AnyDatabase]:
    del folder
    async with shared_postgres().tables() as url, opened(url) as database:
        yield database


@asynccontextmanager
async def memory(folder: Path) -> AsyncIterator[AnyDatabase]:
    del folder
    yield MemoryDatabase()


KINDS: dict[str, Callable[[Path], AbstractAsyncContextManager[AnyDatabase]]] = {
    "sqlite": sqlite,
    "postgresql": postgresql,
    "memory": memory,
}


@pytest.fixture(params=sorted(KINDS))
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[AnyDatabase]:
    async with KINDS[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give the URL of an empty database of each kind that has one."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'regiekamer.db'}"
    else:
        async with shared_postgres().database() as url:
            yield url


@pytest.fixture(params=["sqlite", "postgresql"])
async def made_url(request: pytest.FixtureRequest, url: str) -> AsyncIterator[str]:
    """Give the URL of a database with tables and no rows, of each kind that has one."""
    if request.param == "sqlite":
        await with_tables(url)
        yield url
    else:
        async with shared_postgres().tables() as there:
            yield there


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'regiekamer.db'}"


@pytest.fixture
def master_key() -> MasterKey:
    return MasterKey(new_key())


@pytest.fixture
async def sql(url: str, master_key: MasterKey) -> AsyncIterator[Database]:
    await with_tables(url)
    database = await Database.open(url, master_key)
    yield database
    await database.close()
