"""Backups: all rows of all tables, and what others keep besides, in one sealed file (docs/decisions/0010).

A line of JSON each: a table with its columns and their kinds, then its rows; at the end what does not come from the
database, which is passed through as it was given. Sealed columns stay sealed inside, under their wrapped data keys.
"""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, delete, insert, inspect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import RESTORE, one_transaction, snapshot, upgrade
from bot.storage.dialects import continue_numbering, database_file
from bot.storage.envelope import Header, SealedWriter, new_header, open_sealed, whole_file
from bot.storage.errors import (
    BackupDamagedError,
    BackupNewerError,
    NotEmptyError,
    OtherRestoreUnfinishedError,
    SealBrokenError,
)
from bot.storage.revisions import knows, make_tables, newest
from bot.storage.sealing import MasterKey
from bot.storage.tables import bookmarks, data_keys, metadata
from bot.storage.values import kind_of, pack, table_with, unpack

AT_ONCE = 500
"""Rows that are stored together."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Extra:
    """What somebody else keeps in a backup: one thing of a kind."""

    kind: str
    content: Json = field(repr=False)


@dataclass(frozen=True)
class Row:
    """A row of a table as it was when the backup was made."""

    table: Table
    values: Json = field(repr=False)


@dataclass
class Summary:
    """What is in a backup: counts and nothing else."""

    header: Header
    rows: Counter[str] = field(default_factory=Counter)
    extras: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    """Messages that were promised and not sent yet."""


def _nothing(_: object) -> None:
    return


Look = Callable[[Extra], None]
"""Sees that something of somebody else's is what it should be. Raises `ValueError`."""
Tick = Callable[[int], None]
"""Told how many lines were done so far."""


# --- making ---


async def write(
    url: str, master_key: MasterKey, target: Path, others: Iterable[Extra], at: datetime, tick: Tick = _nothing
) -> Summary:
    """Write a backup to a new file, beside a bot that may be running; it is read back before it gets its name.

    `others` is gone through after the moment the rows are from. Raises `StorageError`, and `OSError` for the file.
    """
    with whole_file(target) as file:
        header = new_header(master_key, newest(), at)
        sealed = SealedWriter(file, header, master_key)
        number = 0
        async with snapshot(url) as connection:
            async for line in _rows(connection):
                sealed.write(line)
                tick(number := number + 1)
        for extra in others:
            sealed.write(_line({"extra": extra.kind, "content": extra.content}))
            tick(number := number + 1)
        sealed.end()
        file.flush()
        return check(file, header, master_key, tick=lambda read: tick(number + read))


async def _rows(connection: AsyncConnection) -> AsyncIterator[bytes]:
    for table in metadata.sorted_tables:
        kinds = {column.name: kind_of(column) for column in table.columns}
        yield _line({"table": table.name, "columns": kinds})
        async with connection.stream(select(table)) as rows:
            async for row in rows:
                yield _line([pack(kind, value) for kind, value in zip(kinds.values(), row, strict=True)])


def _line(content: Any) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode() + b"\n"


# --- reading ---


def check(
    file: BinaryIO, header: Header, master_key: MasterKey, look: Look = _nothing, tick: Tick = _nothing
) -> Summary:
    """Read a whole backup: every part authentic, every row readable, every data key opens. Changes nothing.

    Raises `BackupError`, and `MasterKeyWrongError` when the data keys need another key than the file itself.
    """
    if not knows(header.schema):
        raise BackupNewerError("the backup has tables that this version does not know")
    summary = Summary(header)
    for number, entry in enumerate(_entries(file, header, master_key), 1):
        tick(number)
        if isinstance(entry, Extra):
            summary.extras[entry.kind] += 1
            try:
                look(entry)
            except (ValueError, TypeError, KeyError):
                raise _unreadable() from None
            continue
        name, values = entry.table.name, entry.values
        summary.rows[name] += 1
        if name == "outbox":
            summary.waiting += values["sent_at"] is None and values.get("set_aside_at") is None
        if name == data_keys.name:
            _open_data_key(values, master_key)
    return summary


def extras(file: BinaryIO, header: Header, master_key: MasterKey, kind: str) -> Iterator[Json]:
    """Give again what somebody else kept in a backup that was checked."""
    for entry in _entries(file, header, master_key):
        if isinstance(entry, Extra) and entry.kind == kind:
            yield entry.content


def _entries(file: BinaryIO, header: Header, master_key: MasterKey) -> Iterator[Row | Extra]:
    table: Table | None = None
    kinds: Mapping[str, str] = {}
    for line in _lines(open_sealed(file, header, master_key)):
        try:
            content = json.loads(line)
            if isinstance(content, list):
                values = zip(kinds.items(), content, strict=True)
                entry: Row | Extra = Row(_given(table), {name: unpack(kind, value) for (name, kind), value in values})
            elif "table" in content:
                kinds = content["columns"]
                table = table_with(content["table"], kinds)
                continue
            else:
                entry = Extra(content["extra"], content["content"])
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise _unreadable() from None
        yield entry


def _given(table: Table | None) -> Table:
    if table is None:
        raise ValueError("a row without a table")
    return table


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    for piece in pieces:
        *whole, rest = piece.split(b"\n")
        for line in whole:
            yield b"".join([*begun, line])
            begun = []
        begun.append(rest)
    if any(begun):
        raise _unreadable()


def _open_data_key(values: Json, master_key: MasterKey) -> bytes:
    try:
        return master_key.unwrap(values["owner"], values["wrapped"], values["master_key"])
    except SealBrokenError:
        raise _unreadable() from None


def _unreadable() -> BackupDamagedError:
    return BackupDamagedError("a line of the backup cannot be read")


# --- putting back ---


async def is_begun(url: str, header: Header) -> bool:
    """Whether this very backup was being restored here; False where nothing is.

    Raises `NotEmptyError`, `OtherRestoreUnfinishedError`, and other `StorageError`s. Changes nothing.
    """
    database = database_file(url)
    if database is not None and not database.exists():
        return False
    async with one_transaction(url) as connection:
        return await connection.run_sync(_is_begun, header)


async def restore(
    url: str, file: BinaryIO, header: Header, master_key: MasterKey, ours: MasterKey, tick: Tick = _nothing
) -> None:
    """Put all rows back into an empty database, or none; then bring the tables to this version.

    The data keys are wrapped anew by `ours`, the master key of this installation. The database cannot be opened until
    `finish`. Can be done again. Raises as `is_begun` and `check`.
    """
    async with one_transaction(url) as connection:
        if not await connection.run_sync(_is_begun, header):
            await connection.run_sync(make_tables, header.schema)
            waiting: list[Json] = []
            table = bookmarks
            for number, entry in enumerate(_entries(file, header, master_key), 1):
                tick(number)
                if isinstance(entry, Extra):
                    continue
                if entry.table is not table or len(waiting) == AT_ONCE:
                    await _store(connection, table, waiting)
                    table, waiting = entry.table, []
                waiting.append(_ours(entry, master_key, ours))
            await _store(connection, table, waiting)
            await connection.execute(insert(bookmarks), {"name": RESTORE, "value": header.id})
            await connection.run_sync(continue_numbering)
    await upgrade(url)


async def finish(url: str) -> None:
    """Say that everything was put back, also what is not in the database."""
    async with one_transaction(url) as connection:
        await connection.execute(delete(bookmarks).where(bookmarks.c.name == RESTORE))


def _is_begun(connection: Connection, header: Header) -> bool:
    tables = inspect(connection).get_table_names()
    if not tables:
        return False
    begun = None
    if bookmarks.name in tables:
        begun = connection.execute(select(bookmarks.c.value).where(bookmarks.c.name == RESTORE)).scalar()
    if begun is None:
        raise NotEmptyError("the database has tables")
    if begun != header.id:
        raise OtherRestoreUnfinishedError("another backup was being restored here")
    return True


async def _store(connection: AsyncConnection, table: Table, rows: list[Json]) -> None:
    if rows:
        await connection.execute(insert(table), rows)


def _ours(row: Row, master_key: MasterKey, ours: MasterKey) -> Json:
    if row.table.name != data_keys.name or master_key.id == ours.id:
        return row.values
    wrapped = ours.wrap(row.values["owner"], _open_data_key(row.values, master_key))
    return {**row.values, "master_key": ours.id, "wrapped": wrapped}
