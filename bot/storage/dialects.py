"""The only place that knows which database it is."""

import os
import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Dialect, event, make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.errors import SchemaError

BUSY_MILLISECONDS = 15_000
"""How long a unit of work waits for another process before it fails."""

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
_DUPLICATE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_ROWID", "23505"}
_ORPHAN = {"SQLITE_CONSTRAINT_FOREIGNKEY", "23503"}


def create_engine(url: str) -> AsyncEngine:
    """Build an engine for SQLite or PostgreSQL. Its errors never show the values of a statement."""
    engine = create_async_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
        event.listen(engine.sync_engine, "begin", _begin)
        event.listen(engine.sync_engine, "invalidate", _let_go)
    return engine


def make_private_file(url: str) -> None:
    """Make an SQLite file that only its owner may read, unless it is there. Raises `SchemaError`.

    A file that exists is not even opened: closing it would drop the locks SQLite holds on it in this process.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or not parts.database:
        return
    try:
        os.close(os.open(parts.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise SchemaError(f"The database {parts.database} cannot be made: {error.strerror}.") from None


def is_duplicate(error: IntegrityError) -> bool:
    """Whether a unique constraint refused."""
    return _code(error) in _DUPLICATE


def is_orphan(error: IntegrityError) -> bool:
    """Whether a foreign key refused."""
    return _code(error) in _ORPHAN


def undoes_statements(dialect: Dialect) -> bool:
    """Whether a refused statement leaves the transaction as it was before; otherwise a savepoint is needed."""
    return dialect.name == "sqlite"


def _code(error: IntegrityError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", ""))


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
        except sqlite3.OperationalError:
            time.sleep(WAL_PAUSE)
        else:
            return
    cursor.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a unit of work that read may always write."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _let_go(connection: Any, record: object, error: object) -> None:
    """Give the write lock up before a connection is thrown away, as happens when a task is cancelled in a statement.

    SQLite closes a connection only when its last cursor is gone, and the traceback of the cancellation may hold
    one for long: until then nobody could write.
    """
    del record, error
    connection.rollback()
