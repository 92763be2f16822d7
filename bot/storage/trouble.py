"""What a database's own errors mean to whoever runs the bot.

Their texts are never passed on: PostgreSQL's show keys and whole rows. Their codes say enough.
"""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError

from bot.storage.errors import (
    AccessRefusedError,
    CannotOpenError,
    DatabaseBusyError,
    DatabaseDamagedError,
    DiskBrokenError,
    DiskFullError,
    DuplicateError,
    OrphanError,
    ReadOnlyError,
    StatementRefusedError,
    StorageError,
    UnreachableError,
)

# SQLite's extended names and PostgreSQL's SQLSTATEs begin with what they have in common.
_MEANINGS: dict[str, type[StorageError]] = {
    "SQLITE_CONSTRAINT_UNIQUE": DuplicateError,
    "SQLITE_CONSTRAINT_PRIMARYKEY": DuplicateError,
    "SQLITE_CONSTRAINT_ROWID": DuplicateError,
    "SQLITE_CONSTRAINT_FOREIGNKEY": OrphanError,
    "23505": DuplicateError,
    "23503": OrphanError,
    "SQLITE_FULL": DiskFullError,
    "SQLITE_READONLY": ReadOnlyError,
    "SQLITE_PERM": ReadOnlyError,
    "SQLITE_CANTOPEN": CannotOpenError,
    "SQLITE_BUSY": DatabaseBusyError,
    "SQLITE_LOCKED": DatabaseBusyError,
    "SQLITE_PROTOCOL": DatabaseBusyError,
    "SQLITE_CORRUPT": DatabaseDamagedError,
    "SQLITE_NOTADB": DatabaseDamagedError,
    "SQLITE_IOERR": DiskBrokenError,
    "53100": DiskFullError,
    "25006": ReadOnlyError,  # also: this is a standby
    "55P03": DatabaseBusyError,  # lock_timeout
    "40P01": DatabaseBusyError,  # a deadlock, with somebody who works past us
    "28": AccessRefusedError,  # no such role, or not with this password
    "3D000": AccessRefusedError,  # no such database
    "42501": AccessRefusedError,
    "55000": AccessRefusedError,  # the database accepts no connections
    "08": UnreachableError,
    "53": UnreachableError,  # too many connections, out of memory
    "57P": UnreachableError,  # shutting down, starting up, thrown off
    "XX001": DatabaseDamagedError,
    "XX002": DatabaseDamagedError,
    "58": DiskBrokenError,
}
_ERRNOS: dict[int, type[StorageError]] = {
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EROFS: ReadOnlyError,
    errno.EIO: DiskBrokenError,
}


def _asyncpg(*names: str) -> tuple[type[Exception], ...]:
    """Give errors of asyncpg; none while SQLAlchemy has not loaded it, as for SQLite it never does."""
    module = sys.modules.get("asyncpg")
    return () if module is None else tuple(getattr(module, name) for name in names)


_NO_CONNECTION = ("InterfaceError", "InternalClientError")
"""asyncpg's own errors, which have no code: it is closed, or was thrown off in the middle of something."""


def _raised(also: tuple[type[Exception], ...]) -> tuple[type[Exception], ...]:
    return (DBAPIError, sqlite3.Error, *_asyncpg("PostgresError", *_NO_CONNECTION), *also)


@contextmanager
def storage_errors(*also: type[Exception]) -> Iterator[None]:
    """Turn what a database raises into a `StorageError`.

    `also` names what means trouble with the database here and something else elsewhere: `OSError`, where only the
    database is spoken to.
    """
    try:
        yield
    except _raised(also) as error:
        raise _meaning(error) from None


def file_trouble(error: OSError) -> StorageError:
    """Tell what it means that a file or folder of storage cannot be made or opened."""
    return _ERRNOS.get(error.errno or 0, CannotOpenError)(f"a file of storage: {error.strerror}")


def _meaning(error: Exception) -> StorageError:
    code = _code(error)
    for beginning, meaning in _MEANINGS.items():
        if code.startswith(beginning):
            return meaning(f"the database says {code}")
    # asyncpg's own errors have no code: the connection is gone, or cannot be made as the URL says.
    if isinstance(error, (OSError, TypeError, ValueError)) or getattr(error, "connection_invalidated", False):
        return UnreachableError(f"no connection ({type(error).__name__})")
    if not isinstance(getattr(error, "orig", error), sqlite3.Error) and isinstance(
        error, (InterfaceError, *_asyncpg(*_NO_CONNECTION))
    ):
        return UnreachableError(f"no connection ({type(error).__name__})")
    return StatementRefusedError(f"the database says {code or type(error).__name__}")


def _code(error: Exception) -> str:
    raised = getattr(error, "orig", error)
    return str(getattr(raised, "sqlite_errorname", None) or getattr(raised, "sqlstate", None) or "")
