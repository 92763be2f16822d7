"""Backups of a database: whole, of one moment, for either kind of database, and put back by halves for nobody."""

import io
import itertools
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import JSON, Column, Float, MetaData, Table, insert, select, text

from bot.storage import backup, database
from bot.storage.backup import Extra, Row
from bot.storage.database import Database, one_transaction, upgrade
from bot.storage.dialects import create_engine, is_sqlite
from bot.storage.envelope import Header, SealedWriter, new_header, read_header
from bot.storage.errors import (
    BackupDamagedError,
    BackupKeyError,
    BackupNewerError,
    DatabaseMissingError,
    MasterKeyWrongError,
    NotEmptyError,
    OtherRestoreUnfinishedError,
    RestoreUnfinishedError,
    SchemaError,
    StatementRefusedError,
    StorageError,
)
from bot.storage.revisions import make_tables
from bot.storage.sealing import MasterKey, new_key
from bot.storage.tables import data_keys, metadata
from bot.storage.values import KINDS, kind_of, pack, unpack
from tests.postgres import shared_postgres

from .conftest import with_tables
from .samples import NOW, A, action, add_case, outgoing, room

Rows = dict[str, list[tuple[Any, ...]]]
MakeUrl = Callable[[str], Any]

EXAMPLES: dict[str, tuple[Any, Any]] = {
    "text": ("een regel\nmet \"tekens\" 'é' 😀 \u2028 \\", ""),
    "integer": (7, 2**31 - 1),
    "boolean": (True, False),
    "bytes": (bytes(range(256)), b""),
    "moment": (NOW, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    "date": (date(2026, 11, 23), date(1970, 1, 1)),
    "time": (time(8, 30), time(23, 59, 59, 999999)),
    "json": ({"a": [1, None, "é"]}, []),
}


@pytest.fixture
async def make_url(tmp_path: Path) -> AsyncIterator[MakeUrl]:
    """Give the URL of a new database of this kind."""
    numbers = itertools.count()
    async with AsyncExitStack() as stack:

        async def make(kind: str) -> str:
            if kind == "sqlite":
                return f"sqlite+aiosqlite:///{tmp_path / f'{next(numbers)}.db'}"
            return await stack.enter_async_context(shared_postgres().database())

        yield make


def row_of(table: Table, number: int, key: MasterKey) -> dict[str, Any]:
    """A row with something in every column, or with nothing where that is allowed; it fits that of its parents."""
    if table is data_keys:
        owner = f"case {number}"
        return {"owner": owner, "master_key": key.id, "wrapped": key.wrap(owner, new_key())}
    return {column.name: value_of(column, number) for column in table.columns}


def value_of(column: Column[Any], number: int) -> Any:
    if column.foreign_keys:
        return value_of(next(iter(column.foreign_keys)).column, number)
    if column.nullable and number == 2:
        return None
    kind = kind_of(column)
    if kind == "text":
        return f"{EXAMPLES[kind][0]} {column} {number}"
    return number if kind == "integer" else EXAMPLES[kind][number - 1]


async def fill_every_table(url: str, key: MasterKey) -> None:
    await upgrade(url)
    async with one_transaction(url) as connection:
        for table in metadata.sorted_tables:
            await connection.execute(insert(table), [row_of(table, number, key) for number in (1, 2)])


async def rows_in(url: str) -> Rows:
    engine = create_engine(url)
    async with engine.begin() as connection:
        found = {
            t.name: sorted(map(tuple, await connection.execute(select(t))), key=repr) for t in metadata.sorted_tables
        }
    await engine.dispose()
    return found


def modes_in(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}


async def backed_up(url: str, key: MasterKey, target: Path, extras: Iterable[Extra] = ()) -> Header:
    return (await backup.write(url, key, target, extras, NOW)).header


async def put_back(url: str, source: Path, key: MasterKey, ours: MasterKey | None = None) -> None:
    with source.open("rb") as file:
        header = read_header(file)
        assert not await backup.is_begun(url, header)
        backup.check(file, header, key)
        await backup.restore(url, file, header, key, ours or key)
        assert await backup.is_begun(url, header)
    await backup.finish(url)


# --- what a backup can carry ---


def test_every_column_of_every_table_can_be_carried() -> None:
    """Who adds a type of column gives it a kind in values.py, and an example here."""
    assert {kind_of(column) for table in metadata.tables.values() for column in table.columns} <= set(KINDS)
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("column", [Column("x", Float), Column("x", JSON), Column("x", JSON(none_as_null=True))])
def test_what_cannot_be_carried_is_refused(column: Column[Any]) -> None:
    with pytest.raises(TypeError, match="cannot carry"):
        kind_of(column)


async def test_a_new_table_that_cannot_be_carried_fails_the_backup(
    url: str, tmp_path: Path, master_key: MasterKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    await upgrade(url)
    newer = MetaData()
    Table("digest_days", newer, Column("day", Float))
    monkeypatch.setattr(backup, "metadata", newer)
    with pytest.raises(TypeError, match="digest_days"):
        await backed_up(url, master_key, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_the_same_after_json(kind: str) -> None:
    for value in EXAMPLES[kind]:
        assert unpack(kind, json.loads(json.dumps(pack(kind, value)))) == value
    assert unpack(kind, json.loads(json.dumps(pack(kind, None)))) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [("integer", True), ("text", 1), ("boolean", 0), ("bytes", "é"), ("moment", "gisteren"), ("x", 1)],
)
def test_a_value_of_another_kind_is_not_taken(kind: str, value: object) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        unpack(kind, value)


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
async def test_every_row_comes_back_also_in_the_other_kind_of_database(
    make_url: MakeUrl, tmp_path: Path, master_key: MasterKey, source: str, target: str
) -> None:
    there, here = await make_url(source), await make_url(target)
    await fill_every_table(there, master_key)
    told = [Extra("thing", {"number": number}) for number in range(3)]
    header = await backed_up(there, master_key, tmp_path / "backup", told)
    await put_back(here, tmp_path / "backup", master_key)
    expected = await rows_in(there)
    assert await rows_in(here) == expected
    assert all(len(rows) == 2 for rows in expected.values())
    with (tmp_path / "backup").open("rb") as file:
        summary = backup.check(file, header, master_key)
        assert list(backup.extras(file, header, master_key, "thing")) == [extra.content for extra in told]
    assert summary.rows == dict.fromkeys(expected, 2)
    assert summary.extras == {"thing": 3}
    assert set(modes_in(tmp_path).values()) == {0o600}


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
async def test_new_rows_are_numbered_after_those_that_came_back(
    make_url: MakeUrl, tmp_path: Path, master_key: MasterKey, target: str
) -> None:
    there, here = await make_url("sqlite"), await make_url(target)
    await upgrade(there)
    opened = await Database.open(there, master_key)
    async with opened.work() as work:
        await work.rooms.want(room())
        for number in range(5):
            await work.outbox.add(outgoing(f"old {number}"))
        await work.outbox.sent("old 0", "$0", NOW)
        await work.commit()
    await opened.close()
    assert (await backup.write(there, master_key, tmp_path / "backup", (), NOW)).waiting == 4
    await put_back(here, tmp_path / "backup", master_key)
    again = await Database.open(here, master_key)
    async with again.work() as work:
        await work.outbox.add(outgoing("new"))
        await work.rooms.made("wish-a", "!room")
        for number in range(1, 5):
            (head,) = await work.outbox.heads(NOW)
            assert head.id == f"old {number}"
            assert (await work.outbox.read(head.id)).message.plain == "plain hallo"
            await work.outbox.sent(head.id, f"${number}", NOW)
        assert [head.id for head in await work.outbox.heads(NOW)] == ["new"]
        await work.rooms.want(room("wish-b", "DH-BBBB"))
    await again.close()


# --- of one moment, and nobody waits ---

WRITER = """
import asyncio, sys, time
from sqlalchemy import text
from bot.storage.database import one_transaction
async def main(url, seconds):
    until, number, slowest = time.monotonic() + seconds, 0, 0.0
    while time.monotonic() < until:
        number += 1
        began = time.monotonic()
        async with one_transaction(url) as connection:
            await connection.execute(text("UPDATE bookmarks SET value = :n WHERE name = 'one'"), {"n": str(number)})
            await connection.execute(text("UPDATE regions SET name = :n"), {"n": str(number)})
        slowest = max(slowest, time.monotonic() - began)
    print(number, slowest)
asyncio.run(main(sys.argv[1], float(sys.argv[2])))
"""


def writer(url: str, seconds: float) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, url, str(seconds)]
    where = Path(__file__).parents[2]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=where)  # noqa: S603 - our own program


async def something_to_write(url: str) -> None:
    await upgrade(url)
    async with one_transaction(url) as connection:
        await connection.execute(text("INSERT INTO bookmarks (name, value) VALUES ('one', '0')"))
        await connection.execute(
            text("INSERT INTO regions (code, position, name, mdt_at) VALUES ('DH', 1, '0', :at)"),
            {"at": "09:00:00.000000" if is_sqlite(url) else time(9)},
        )


def values_in(file: BinaryIO, key: MasterKey) -> tuple[str, str]:
    rows = [entry for entry in backup._entries(file, read_header(file), key) if isinstance(entry, Row)]
    one = next(row.values["value"] for row in rows if row.values.get("name") == "one")
    return one, next(row.values["name"] for row in rows if row.table.name == "regions")


async def test_a_backup_is_of_one_moment_while_another_process_writes(
    made_url: str, tmp_path: Path, master_key: MasterKey
) -> None:
    await something_to_write(made_url)
    moments = []
    process = writer(made_url, 2.0)
    try:
        for number in itertools.count():
            target = tmp_path / f"{number}.backup"
            await backed_up(made_url, master_key, target)
            with target.open("rb") as file:
                one, other = values_in(file, master_key)
            assert one == other
            moments.append(int(one))
            if process.poll() is not None:
                break
    finally:
        process.kill()
    printed, _ = process.communicate()
    assert moments == sorted(moments)
    assert len(set(moments)) > 1, "it did write meanwhile"
    assert float(printed.split()[1]) < 2.0, "and never had to wait long"


async def test_who_writes_does_not_wait_for_a_backup_that_takes_long(
    made_url: str, tmp_path: Path, master_key: MasterKey
) -> None:
    """The writer works from begin to end while the backup stands still in the middle of its rows."""
    await something_to_write(made_url)
    seen = []

    def stand_still(line: int) -> None:
        if line == 1:
            printed, _ = writer(made_url, 0.5).communicate(timeout=30)
            seen.append(int(printed.split()[0]))

    await backup.write(made_url, master_key, tmp_path / "backup", (), NOW, stand_still)
    assert seen
    assert seen[0] > 3
    with (tmp_path / "backup").open("rb") as file:
        assert values_in(file, master_key) == ("0", "0")


async def test_a_backup_changes_nothing(made_url: str, tmp_path: Path, master_key: MasterKey) -> None:
    await fill_every_table(made_url, master_key)
    before = await rows_in(made_url)
    async with database.snapshot(made_url) as connection:
        with pytest.raises(Exception, match=r"readonly|read-only"):
            await connection.execute(text("DELETE FROM bookmarks"))
    await backed_up(made_url, master_key, tmp_path / "backup")
    assert await rows_in(made_url) == before


async def test_of_what_is_not_there_or_not_ours_no_backup_is_made(
    any_url: str, tmp_path: Path, master_key: MasterKey
) -> None:
    target = tmp_path / "backup"
    with pytest.raises(DatabaseMissingError):
        await backed_up(any_url, master_key, target)
    assert modes_in(tmp_path) == {}
    async with one_transaction(any_url) as connection:
        await connection.run_sync(make_tables, "0003")
    with pytest.raises(SchemaError):
        await backed_up(any_url, master_key, target)
    await fill_every_table(any_url, master_key)
    with pytest.raises(MasterKeyWrongError):
        await backed_up(any_url, MasterKey(new_key()), target)
    assert not target.exists()


# --- putting back ---


@pytest.fixture
async def kept(url: str, tmp_path: Path, master_key: MasterKey) -> Path:
    """The backup of a database with a case in it."""
    await with_tables(url)
    opened = await Database.open(url, master_key)
    async with opened.work() as work:
        await add_case(work)
        await work.actions.add(A, action(text="bellen over de afspraak"))
        await work.commit()
    await opened.close()
    await backed_up(url, master_key, tmp_path / "backup")
    return tmp_path / "backup"


async def action_in(url: str, key: MasterKey) -> str:
    opened = await Database.open(url, key)
    try:
        async with opened.work() as work:
            (found,) = await work.actions.of(A)
            return found.text
    finally:
        await opened.close()


def test_sealed_content_is_in_no_file(kept: Path) -> None:
    content = kept.read_bytes()
    for word in (b"bellen", b"slachtoffer", b"DH-AAAA", b"cases", b"@anna"):
        assert word not in content


async def test_what_is_there_is_never_overwritten(made_url: str, kept: Path, master_key: MasterKey) -> None:
    before = await rows_in(made_url)
    with kept.open("rb") as file:
        header = read_header(file)
        for _ in range(2):
            with pytest.raises(NotEmptyError):
                await backup.is_begun(made_url, header)
            with pytest.raises(NotEmptyError):
                await backup.restore(made_url, file, header, master_key, master_key)
    assert await rows_in(made_url) == before


class KilledError(BaseException):
    """As SIGKILL: nothing catches it."""


def killed_at(line: int) -> Callable[[int], None]:
    def tick(number: int) -> None:
        if number == line:
            raise KilledError

    return tick


async def test_killed_half_way_nothing_is_there_and_then_all_of_it(
    make_url: MakeUrl, kept: Path, master_key: MasterKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("sqlite", "postgresql"):
        here = await make_url(kind)
        with kept.open("rb") as file:
            header = read_header(file)

            for line in (1, 3, 5):
                with pytest.raises(KilledError):
                    await backup.restore(here, file, header, master_key, master_key, killed_at(line))
                assert not await backup.is_begun(here, header)
            with monkeypatch.context() as patched:

                async def killed(_: str) -> None:
                    raise KilledError

                patched.setattr(backup, "upgrade", killed)
                with pytest.raises(KilledError):
                    await backup.restore(here, file, header, master_key, master_key)
            assert await backup.is_begun(here, header)
            for _ in range(2):
                await backup.restore(here, file, header, master_key, master_key)
        with pytest.raises(RestoreUnfinishedError):
            await Database.open(here, master_key)
        with pytest.raises(RestoreUnfinishedError):
            await backed_up(here, master_key, kept.with_name(f"{kind}.backup"))
        await backup.finish(here)
        assert await action_in(here, master_key) == "bellen over de afspraak"


async def test_another_file_does_not_go_on_where_one_was_killed(
    make_url: MakeUrl, url: str, kept: Path, master_key: MasterKey
) -> None:
    here, later = await make_url("sqlite"), kept.with_name("later")
    await backed_up(url, master_key, later)
    with kept.open("rb") as file:
        await backup.restore(here, file, read_header(file), master_key, master_key)
    with later.open("rb") as file, pytest.raises(OtherRestoreUnfinishedError):
        await backup.restore(here, file, read_header(file), master_key, master_key)


async def test_data_keys_are_wrapped_by_the_key_of_this_installation(
    make_url: MakeUrl, kept: Path, master_key: MasterKey
) -> None:
    here, ours = await make_url("sqlite"), MasterKey(new_key())
    await put_back(here, kept, master_key, ours)
    assert await action_in(here, ours) == "bellen over de afspraak"
    with pytest.raises(MasterKeyWrongError):
        await Database.open(here, master_key)


def by_hand(key: MasterKey, schema: str, *lines: object) -> io.BytesIO:
    """A backup as some version of this program might have written it."""
    file = io.BytesIO()
    writer = SealedWriter(file, new_header(key, schema, NOW), key)
    for line in lines:
        writer.write((line if isinstance(line, str) else json.dumps(line)).encode() + b"\n")
    writer.end()
    return file


async def test_a_backup_of_an_earlier_version_is_restored_as_it_was_and_then_brought_up_to_date(
    make_url: MakeUrl, master_key: MasterKey
) -> None:
    kinds = {"number": "integer", "wish": "text", "place": "text", "subject": "text", "room_id": "text"}
    file = by_hand(master_key, "0003", {"table": "rooms", "columns": kinds}, [7, "w", "case", A, None])
    for kind in ("sqlite", "postgresql"):
        here = await make_url(kind)
        await backup.restore(here, file, read_header(file), master_key, master_key)
        assert (await rows_in(here))["rooms"] == [(7, "w", "case", A, None, False)]


def test_a_backup_of_a_later_version_is_refused(master_key: MasterKey) -> None:
    file = by_hand(master_key, "9999")
    with pytest.raises(BackupNewerError):
        backup.check(file, read_header(file), master_key)


@pytest.mark.parametrize(
    "lines",
    [
        ["{"],
        [["a row without a table"]],
        [{"table": "regions", "columns": {"code": "colour"}}],
        [{"table": "regions", "columns": {"code": "text"}}, ["one", "too many"]],
        [{"table": "regions", "columns": {"code": "integer"}}, ["1"]],
        [{"something": "else"}],
        ["17"],
        ["[" * 100_000],
    ],
)
def test_what_this_program_never_wrote_is_damaged(master_key: MasterKey, lines: list[object]) -> None:
    file = by_hand(master_key, "0004", *lines)
    with pytest.raises(BackupDamagedError):
        backup.check(file, read_header(file), master_key)


async def test_tables_that_never_were_leave_nothing_behind(make_url: MakeUrl, master_key: MasterKey) -> None:
    file = by_hand(master_key, "0004", {"table": "secrets", "columns": {"x": "text"}}, ["y"])
    here = await make_url("sqlite")
    with pytest.raises(StatementRefusedError):
        await backup.restore(here, file, read_header(file), master_key, master_key)
    assert not await backup.is_begun(here, read_header(file))


def test_a_data_key_that_does_not_open_is_found_before_anything(master_key: MasterKey) -> None:
    columns = {"owner": "text", "master_key": "text", "wrapped": "bytes"}
    wrong: Any = row_of(data_keys, 1, master_key)
    for change in ({"owner": "another"}, {"wrapped": wrong["wrapped"][:-1] + b"!"}, {"master_key": "0" * 16}):
        row = {**wrong, **change}
        line = [row["owner"], row["master_key"], pack("bytes", row["wrapped"])]
        file = by_hand(master_key, "0004", {"table": "data_keys", "columns": columns}, line)
        with pytest.raises(StorageError):
            backup.check(file, read_header(file), master_key)


def test_what_others_keep_is_looked_at(master_key: MasterKey) -> None:
    file = by_hand(master_key, "0004", {"extra": "thing", "content": {"x": 1}})

    def look(extra: Extra) -> None:
        raise ValueError(extra.kind)

    assert backup.check(file, read_header(file), master_key).extras == {"thing": 1}
    with pytest.raises(BackupDamagedError):
        backup.check(file, read_header(file), master_key, look)


async def test_another_key_is_refused_before_anything(make_url: MakeUrl, kept: Path) -> None:
    here, other = await make_url("sqlite"), MasterKey(new_key())
    with kept.open("rb") as file, pytest.raises(BackupKeyError):
        await backup.restore(here, file, read_header(file), other, other)
    with kept.open("rb") as file:
        assert not await backup.is_begun(here, read_header(file))


async def test_thousands_of_rows_are_carried(
    make_url: MakeUrl, url: str, tmp_path: Path, master_key: MasterKey
) -> None:
    await upgrade(url)
    async with one_transaction(url) as connection:
        rows = [{"event_id": f"${number}", "at": NOW} for number in range(20_000)]
        await connection.execute(insert(metadata.tables["handled_events"]), rows)
    await backed_up(url, master_key, tmp_path / "backup")
    here = await make_url("sqlite")
    await put_back(here, tmp_path / "backup", master_key)
    assert len((await rows_in(here))["handled_events"]) == len(rows)
