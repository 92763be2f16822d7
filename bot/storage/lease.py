"""One at a time: a lease on the database and on the device's keys that dies with its holder (docs/decisions/0007).

Two bots on one database would answer everything twice; two on one device would each use up the other's keys.
"""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.dialects import create_lease_engine, database_file, is_sqlite, make_private_folder
from bot.storage.errors import (
    DatabaseBusyError,
    DatabaseInUseError,
    DatabaseMissingError,
    DeviceInUseError,
    LeaseLostError,
    LeaseTakenError,
    StorageError,
)
from bot.storage.trouble import file_trouble, storage_errors

LEASE = 7_281_153_001_113
"""The advisory lock that the only bot holds in PostgreSQL, for as long as its session lasts."""

TAKING = "1s"
"""How long a start waits: a session whose holder was killed just now may end a moment later."""

LOOK = 3.0
PATIENCE = 5.0
"""Seconds between looks at the session, and for an answer. The server gives a vanished holder 20 (dialects.py):
whoever lost the lease has stopped before another can take it."""

FILE = "lease"


class Lease:
    """What only one process holds."""

    def __init__(self, session: AsyncConnection | None) -> None:
        self._session = session  # PostgreSQL's; a lock on a file needs no watching

    async def keep(self) -> None:
        """Watch until cancelled. Raises `LeaseLostError` when the lease may have gone to another."""
        if self._session is None:
            await asyncio.Event().wait()
            return
        ended = asyncio.Event()
        driver = (await self._session.get_raw_connection()).driver_connection
        assert driver is not None  # noqa: S101 - the session is open
        driver.add_termination_listener(lambda _: ended.set())
        while not (ended.is_set() or driver.is_closed()) and await self._answers(self._session):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), LOOK)
        driver.terminate()  # at once: whoever says goodbye over a cut cable waits for an answer
        raise LeaseLostError("the session that held the lease has ended")

    async def _answers(self, session: AsyncConnection) -> bool:
        looking = asyncio.create_task(_look(session))
        try:
            # Not a timeout around it: what is cancelled over a cut cable does not end.
            await asyncio.wait({looking}, timeout=PATIENCE)
            return looking.done() and looking.result()
        finally:
            looking.cancel()


async def _look(session: AsyncConnection) -> bool:
    try:
        with storage_errors(OSError):
            await session.execute(text("SELECT 1"))
    except StorageError:
        return False
    return True


@asynccontextmanager
async def hold_lease(url: str, crypto_folder: Path) -> AsyncIterator[Lease]:
    """Be the only one on this database and this device, until the end or until we die.

    Raises `DatabaseInUseError` or `DeviceInUseError` at once when another is, and other `StorageError`s.
    """
    async with contextlib.AsyncExitStack() as stack:
        session = None
        if not is_sqlite(url):
            session = await stack.enter_async_context(_locked_session(url))
        elif (file := database_file(url)) is not None:
            stack.enter_context(_locked_file(_beside(file), DatabaseInUseError))
        make_private_folder(crypto_folder)
        stack.enter_context(_locked_file(crypto_folder / FILE, DeviceInUseError))
        yield Lease(session)


def _beside(file: Path) -> Path:
    """Name the lock of an SQLite file: one, whatever name the file is reached by. Raises `DatabaseMissingError`."""
    real = file.resolve()
    if not real.parent.is_dir():
        raise DatabaseMissingError("the folder of the database is not there")
    return real.with_name(f"{real.name}.{FILE}")


@contextmanager
def _locked_file(path: Path, taken: type[LeaseTakenError]) -> Iterator[None]:
    """Lock a file, which stays: who would remove it could remove another's."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)  # not inherited by processes we start
    except OSError as error:
        raise file_trouble(error) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise taken("another process holds the lease") from None
        except OSError as error:
            raise file_trouble(error) from None
        yield
    finally:
        os.close(handle)


@asynccontextmanager
async def _locked_session(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_lease_engine(url)
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(engine.dispose)
        try:
            with storage_errors(OSError, TypeError, ValueError):
                session = await stack.enter_async_context(engine.connect())
                await session.execute(text(f"SET lock_timeout = '{TAKING}'"))
                await session.execute(text(f"SELECT pg_advisory_lock({LEASE})"))
        except DatabaseBusyError:
            raise DatabaseInUseError("another process holds the lease") from None
        yield session
