"""The only place that knows which database it is."""

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, ColumnElement, Connection, Dialect, column, event, func, make_url, select, table, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.storage.errors import UnreachableError
from bot.storage.trouble import file_trouble

BUSY_MILLISECONDS = 15_000
"""How long a unit of work waits for another process before it fails."""

CONNECT_SECONDS = 15

WAL_TRIES = 40
WAL_PAUSE = 0.025
"""Seconds between tries; only ever waited for on a file that is being made."""

_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)

UNITS = 7_281_153_001_112
"""The advisory lock that a unit of work holds in PostgreSQL. One database serves one Regiekamer."""

_SESSION = {
    "application_name": "regiekamer",
    "lock_timeout": str(BUSY_MILLISECONDS),
    # A snapshot taken before the wait for our turn would be old by then.
    "default_transaction_isolation": "read committed",
    "synchronous_commit": "on",
    # A machine that vanished gives back what it held within 20 seconds.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
_CONNECT = {"timeout": CONNECT_SECONDS, "server_settings": _SESSION}


def is_sqlite(url: str) -> bool:
    """Whether this is the URL of an SQLite database."""
    return _parsed(url).get_backend_name() == "sqlite"


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        raise UnreachableError("the URL of the database cannot be read") from None


def create_engine(url: str) -> AsyncEngine:
    """Build an engine for SQLite or PostgreSQL. Its errors never show the values of a statement."""
    if is_sqlite(url):
        engine = create_async_engine(url, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "invalidate", _let_go)
    else:
        engine = create_async_engine(url, hide_parameters=True, connect_args=_CONNECT)
        event.listen(engine.sync_engine, "begin", _take_turn)
    return engine


def create_reading_engine(url: str) -> AsyncEngine:
    """Build an engine whose transactions see one moment, change nothing, and hold nobody up."""
    if is_sqlite(url):
        engine = create_async_engine(url, hide_parameters=True, poolclass=NullPool)
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin_reading)
        return engine
    engine = create_async_engine(url, hide_parameters=True, poolclass=NullPool, connect_args=_CONNECT)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def create_lease_engine(url: str) -> AsyncEngine:
    """Build an engine for PostgreSQL without pool, transactions or turns: for the one connection that is the lease."""
    return create_async_engine(
        url, hide_parameters=True, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=_CONNECT
    )


def database_file(url: str) -> Path | None:
    """Give the file of an SQLite database; None for one in memory and for PostgreSQL."""
    name = _parsed(url).database
    return Path(name) if is_sqlite(url) and name and name != ":memory:" else None


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, unless it is there. Raises `StorageError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(error) from None


def make_private_file(url: str) -> None:
    """Make an SQLite file that only its owner may read, unless it is there. Raises `StorageError`.

    A file that exists is not even opened: closing it would drop the locks SQLite holds on it in this process.
    """
    file = database_file(url)
    if file is None:
        return
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise file_trouble(error) from None


def continue_numbering(connection: Connection) -> None:
    """Have PostgreSQL number new rows after those that were stored with a number; SQLite looks for itself."""
    if connection.dialect.name == "sqlite":
        return
    numbered = text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%'"
    )
    for of, name in connection.execute(numbered).all():
        sequence = func.pg_get_serial_sequence(of, name)
        last: ColumnElement[Any] = func.max(column(name))
        connection.execute(
            select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))).select_from(table(of))
        )


def undoes_statements(dialect: Dialect) -> bool:
    """Whether a refused statement leaves the transaction as it was before; otherwise a savepoint is needed."""
    return dialect.name == "sqlite"


def _prepare(connection: Any, record: object) -> None:
    """Set a new SQLite connection up, and keep Python's sqlite3 from opening transactions of its own accord.

    Left alone it begins late (so that two processes collide half-way) and ends a transaction at a savepoint.
    """
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switch to WAL. When two connections do so on a new file, SQLite refuses one at once instead of waiting."""
    for _ in range(WAL_TRIES - 1):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(WAL_PAUSE)
        else:
            return
    cursor.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a unit of work that read may always write."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    """Begin without a lock; the first statement chooses the moment."""
    connection.exec_driver_sql("PRAGMA query_only = ON")
    connection.exec_driver_sql("BEGIN DEFERRED")


def _take_turn(connection: Connection) -> None:
    """Wait until no other process has a unit of work open, as `BEGIN IMMEDIATE` does; the turn ends with it."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({UNITS})")


def _let_go(connection: Any, record: object, error: object) -> None:
    """Give the write lock up before a connection is thrown away, as happens when a task is cancelled in a statement.

    SQLite closes a connection only when its last cursor is gone, and the traceback of the cancellation may hold
    one for long: until then nobody could write.
    """
    del record, error
    connection.rollback()
