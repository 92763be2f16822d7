"""How a value of each type of column stands in a backup, so that one kind of database can be restored into another."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, MetaData, String, Table, Time
from sqlalchemy.types import TypeEngine

from bot.storage.tables import UtcDateTime


@dataclass(frozen=True)
class Kind:
    """One type of column: what Python holds, and how that is written as JSON and read back (raises `ValueError`)."""

    column: type[TypeEngine[Any]]
    holds: type
    pack: Callable[[Any], Any]
    unpack: Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


def _unpack_bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)


def _pack_bytes(value: bytes) -> str:
    return base64.b64encode(value).decode()


KINDS: Mapping[str, Kind] = {
    "text": Kind(String, str, _same, _same),
    "integer": Kind(Integer, int, _same, _same),
    "boolean": Kind(Boolean, bool, _same, _same),
    "bytes": Kind(LargeBinary, bytes, _pack_bytes, _unpack_bytes),
    "moment": Kind(UtcDateTime, datetime, datetime.isoformat, datetime.fromisoformat),
    "date": Kind(Date, date, date.isoformat, date.fromisoformat),
    "time": Kind(Time, time, time.isoformat, time.fromisoformat),
    "json": Kind(JSON, object, _same, _same),
}


def kind_of(column: Column[Any]) -> str:
    """Name the kind of a column. Raises `TypeError` for one that a backup cannot carry.

    Exact types only, so that what a database makes of a value is known; and in a column for JSON that may be empty,
    nothing and JSON's own `null` would become the same.
    """
    for name, kind in KINDS.items():
        if type(column.type) is kind.column and not (name == "json" and column.nullable):
            return name
    raise TypeError(f"a backup cannot carry the column {column}: give its type a kind in values.py")


def pack(kind: str, value: Any) -> Any:
    """Write a value as JSON."""
    return value if value is None and kind != "json" else KINDS[kind].pack(value)


def unpack(kind: str, value: Any) -> Any:
    """Read a value back. Raises `ValueError`, `TypeError` or `KeyError` for what was never written so."""
    if value is None and kind != "json":
        return None
    read = KINDS[kind].unpack(value)
    if not isinstance(read, KINDS[kind].holds) or (kind == "integer" and isinstance(read, bool)):
        raise ValueError(kind)
    return read


def table_with(name: str, kinds: Mapping[str, str]) -> Table:
    """Describe a table as it was when the backup was made, whatever its columns are today. Raises `KeyError`."""
    return Table(name, MetaData(), *[Column(column, KINDS[kind].column()) for column, kind in kinds.items()])
