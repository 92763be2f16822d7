"""Opens the database: migrates it, checks it against the master key, and hands out units of work."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy import Connection, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ports import Work
from bot.storage.dialects import create_engine, create_reading_engine, database_file, make_private_file
from bot.storage.directory import Remembered
from bot.storage.errors import DatabaseMissingError, DatabaseNewerError, RestoreUnfinishedError, SchemaError
from bot.storage.revisions import knows, make_tables, newest, revision_of
from bot.storage.sealing import MasterKey, keyed_hash
from bot.storage.tables import bookmarks
from bot.storage.transaction import Transaction
from bot.storage.trouble import storage_errors
from bot.storage.turns import Turns
from bot.storage.vault import FINGERPRINT, NO_CASE, Vault
from bot.storage.work import SqlWork

RESTORE = "restore"
"""Bookmark of a restore that is not finished: the id of its file."""


class Database:
    """An open database. Its `work` is an `OpenWork`; units of one process take turns."""

    def __init__(self, engine: AsyncEngine, master_key: MasterKey, own_keys: Mapping[str, bytes]) -> None:
        self._engine = engine
        self._master_key = master_key
        self._own_keys = own_keys
        self._turns = Turns()
        self._remembered = Remembered()

    @classmethod
    async def open(cls, url: str, master_key: MasterKey, *, restoring: bool = False) -> "Database":
        """Open a migrated database (`sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`).

        Raises `SchemaError` when `upgrade` has to run first, `MasterKeyWrongError` for another database's key,
        `RestoreUnfinishedError` for who is not `restoring`, and other `StorageError`s when it cannot be opened.
        """
        make_private_file(url)
        engine = create_engine(url)
        try:
            async with _connected(engine) as connection, connection.begin():
                await connection.run_sync(_check_revision)
                if not restoring:
                    await connection.run_sync(_see_that_finished)
                own_keys = await _own_keys(connection, master_key)
        except BaseException:
            await engine.dispose()
            raise
        return cls(engine, master_key, own_keys)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Open a unit of work; what it does not commit is undone. Raises `StorageError`."""
        async with self._turns.turn(), _connected(self._engine) as connection:
            yield SqlWork(connection, self._master_key, self._remembered, self._own_keys)

    def fingerprint(self, content: bytes) -> str:
        """Give the keyed hash of an intake's identity or content; it outlives a change of master key."""
        return keyed_hash(self._own_keys[FINGERPRINT], content)

    async def close(self) -> None:
        """Close all connections."""
        await self._engine.dispose()


async def upgrade(url: str, *, make: bool = True) -> None:
    """Bring the tables to this version. Raises `StorageError`.

    Unless `make`, a database that is missing or empty stays so: it may be a disk that is not mounted.
    """
    if not make and _no_file(url):
        raise _missing()
    async with one_transaction(url) as connection:
        await connection.run_sync(_upgrade, make=make)


async def is_missing(url: str) -> bool:
    """Whether there is no database here, or nothing in it. Raises `StorageError`."""
    if _no_file(url):
        return True
    async with one_transaction(url) as connection:
        return await connection.run_sync(revision_of) is None


def _no_file(url: str) -> bool:
    file = database_file(url)
    return file is not None and not file.exists()


def _missing() -> DatabaseMissingError:
    return DatabaseMissingError("there is no database, or nothing is in it")


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Open the database as it is at this moment, for reading alone; nobody has to wait for us.

    Raises `SchemaError` unless the tables are those of this version, `RestoreUnfinishedError`, other `StorageError`s.
    """
    if _no_file(url):
        raise _missing()
    engine = create_reading_engine(url)
    try:
        async with _connected(engine) as connection, connection.begin():
            if await connection.run_sync(revision_of) is None:
                raise _missing()
            await connection.run_sync(_check_revision)
            await connection.run_sync(_see_that_finished)
            yield connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def one_transaction(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a connection and a transaction that is committed at the end, unless an exception leaves it.

    A file is made for its owner alone.
    """
    make_private_file(url)
    engine = create_engine(url)
    try:
        async with _connected(engine) as connection, connection.begin():
            yield connection
    finally:
        await engine.dispose()


@asynccontextmanager
async def _connected(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """Open a connection; trouble with it is a `StorageError` from here on."""
    with storage_errors():
        async with AsyncExitStack() as stack:
            with storage_errors(OSError, TypeError, ValueError):  # also: what the URL asks for is not understood
                connection = await stack.enter_async_context(engine.connect())
            yield connection


def _upgrade(connection: Connection, *, make: bool) -> None:
    found = revision_of(connection)
    if found is None and not make:
        raise _missing()
    if found is not None and not knows(found):
        raise DatabaseNewerError(f"The database is at revision {found}, which this version does not know.")
    if found != newest():
        make_tables(connection, newest())


def _check_revision(connection: Connection) -> None:
    wanted = newest()
    found = revision_of(connection)
    if found != wanted:
        raise SchemaError(f"The database is at revision {found or 'none'}, this version needs {wanted}: upgrade it.")


def _see_that_finished(connection: Connection) -> None:
    if connection.execute(select(bookmarks).where(bookmarks.c.name == RESTORE)).first() is not None:
        raise RestoreUnfinishedError("a backup was restored here, and not to the end")


async def _own_keys(connection: AsyncConnection, master_key: MasterKey) -> dict[str, bytes]:
    vault = Vault(Transaction(connection), master_key)
    return {owner: await vault.ensure(owner) for owner in (NO_CASE, FINGERPRINT)}
