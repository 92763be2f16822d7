"""A transaction as the repositories see it: few verbs, and errors that callers can handle."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import CursorResult, Executable, Row, Select, Table, Update, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import UpdateBase

from bot.ports import AlreadyThereError, StorageDownError
from bot.storage.dialects import undoes_statements
from bot.storage.errors import DuplicateError, OrphanError, UnreachableError
from bot.storage.trouble import storage_errors

Changed = Callable[[], Awaitable[None]]
"""Told that somebody may be elsewhere from now on: the directory, a standing or a roster has changed."""


class Transaction:
    """Runs statements. A refused one leaves no trace and the rest of the transaction usable, on PostgreSQL too.

    Every method raises `StorageError` when the database does not do what it should.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._depth = 0
        self._down: StorageDownError | None = None
        self.on_undo: list[Callable[[], None]] = []  # told when a part was undone: what was read may not be true
        self.touched: set[str] = set()
        """The names of the tables in which rows were stored, changed or deleted; what was undone since may be in it."""

    async def all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Give all rows."""
        rows: Sequence[Row[Any]] = (await self._execute(query)).all()
        return rows

    async def one(self, query: Select[Any]) -> Row[Any] | None:
        """Give the only row, or None."""
        row: Row[Any] | None = (await self._execute(query)).one_or_none()
        return row

    async def insert(self, table: Table, *rows: Mapping[str, object]) -> None:
        """Store new rows. Raises `AlreadyThereError`, and `KeyError` when they belong to something unknown."""
        if rows:
            async with self._refusing(table.name, whole=len(rows) == 1):
                await self._execute(insert(table), [dict(row) for row in rows])
            self.touched.add(table.name)

    async def change(self, statement: Update) -> int:
        """Change rows and tell how many. Raises as `insert`."""
        async with self._refusing("the row", whole=True):
            changed = (await self._execute(statement)).rowcount
        if changed:
            self.touched.add(str(statement.table))
        return changed

    async def change_one(self, statement: Update, key: object) -> None:
        """Change the one row with this key. Raises `KeyError` when there is none, else as `insert`."""
        if await self.change(statement) == 0:
            raise KeyError(key)

    async def remove(self, statement: UpdateBase) -> None:
        """Delete rows."""
        if (await self._execute(statement)).rowcount:
            self.touched.add(str(statement.table))

    async def commit(self) -> None:
        """Commit. Inside an attempt it raises `RuntimeError`: the attempt could not be undone any more."""
        if self._depth:
            raise RuntimeError("commit inside an attempt")
        async with self._watched():
            await self._connection.commit()

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Open a savepoint: what happens in it is undone when an exception leaves it."""
        self._depth += 1
        try:
            async with self._connection.begin_nested():
                yield
        except BaseException:
            for forget in self.on_undo:
                forget()
            if self._down is not None:  # the savepoint is gone with it, which SQLAlchemy would tell instead
                raise self._down from None
            raise
        finally:
            self._depth -= 1

    async def _execute(self, statement: Executable, rows: list[dict[str, object]] | None = None) -> CursorResult[Any]:
        async with self._watched():
            return await self._connection.execute(statement, rows)

    @asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Let nothing follow trouble: SQLite has undone the whole transaction then, and would keep what comes after."""
        if self._down is not None:
            raise self._down
        try:
            with storage_errors(OSError):  # nothing but the database is spoken to here
                yield
        except StorageDownError as error:
            self._down = error
            if isinstance(error, UnreachableError):  # a connection that is gone is not given to the next
                await self._connection.invalidate()
            raise

    @asynccontextmanager
    async def _refusing(self, what: str, *, whole: bool) -> AsyncIterator[None]:
        # One refused statement undoes itself in SQLite, and spoils the whole transaction in PostgreSQL.
        savepoint = nullcontext() if whole and undoes_statements(self._connection.dialect) else self.attempt()
        try:
            async with savepoint:
                yield
        except DuplicateError:
            raise AlreadyThereError(f"{what} is already there") from None
        except OrphanError:
            raise KeyError(f"{what} belongs to something unknown") from None
