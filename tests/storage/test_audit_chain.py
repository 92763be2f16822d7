"""The audit trail as it is stored: one chain whoever appends, and whatever is done to the rows is found."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.domain.trail import START, AuditEntry, Chained, Flaw, Harm, Inspection, TrailHead, follow
from bot.ports import OpenWork, Work
from bot.storage.database import Database, one_transaction, upgrade
from bot.storage.revisions import make_tables
from bot.storage.sealing import MasterKey, create_master_key, load_master_key

from .conftest import AnyDatabase
from .samples import ANNA, BEN, NOW, A


def entry(number: int, outcome: str = "ok") -> AuditEntry:
    return AuditEntry(NOW + timedelta(minutes=number), (ANNA, BEN)[number % 2], "actie", "casus", A, outcome)


def chain(entries: Sequence[AuditEntry]) -> tuple[Chained, ...]:
    rows: list[Chained] = []
    for each in entries:
        rows.append(follow(TrailHead(rows[-1].number, rows[-1].link) if rows else START, each))
    return tuple(rows)


async def append(open_work: OpenWork, *entries: AuditEntry) -> TrailHead:
    async with open_work() as work:
        for each in entries:
            await work.audit.add(each)
        await work.commit()
        return await work.audit.head()


async def inspect(open_work: OpenWork, *heads: TrailHead, page: int = 2) -> Flaw | None:
    inspection, after = Inspection(heads), None
    while True:
        async with open_work() as work:
            rows = await work.audit.page(after, page)
        if not rows:
            return inspection.end()
        for row in rows:
            if (flaw := inspection.take(row)) is not None:
                return flaw
        after = rows[-1].number


# --- the contract; every database keeps it ---


async def test_entries_are_chained_from_one_and_come_back_in_pages(database: AnyDatabase) -> None:
    entries = [entry(number) for number in range(5)]
    async with database.work() as work:
        assert await work.audit.head() == START
        assert await work.audit.page(None, 9) == ()
    for each in entries:
        await append(database.work, each)
    rows = chain(entries)
    async with database.work() as work:
        assert await work.audit.head() == TrailHead(5, rows[-1].link)
        assert await work.audit.page(None, 9) == rows
        assert await work.audit.page(None, 2) == rows[:2]
        assert await work.audit.page(2, 2) == rows[2:4]
        assert await work.audit.page(4, 2) == rows[4:]
        assert await work.audit.page(5, 2) == ()
    assert await inspect(database.work, TrailHead(3, rows[2].link)) is None


async def test_what_was_undone_leaves_no_gap(database: AnyDatabase) -> None:
    class StumbleError(Exception):
        pass

    async def stumble(work: Work) -> None:
        async with work.attempt():
            await work.audit.add(entry(2))
            raise StumbleError

    async with database.work() as work:
        await work.audit.add(entry(0))
    async with database.work() as work:
        await work.audit.add(entry(1))
        with pytest.raises(StumbleError):
            await stumble(work)
        await work.audit.add(entry(3))
        await work.commit()
    async with database.work() as work:
        assert await work.audit.page(None, 9) == chain([entry(1), entry(3)])


async def test_an_entry_without_a_time_zone_is_refused(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(ValueError, match="time zone"):
            await work.audit.add(AuditEntry(NOW.replace(tzinfo=None), ANNA, "actie", "casus", A, "ok"))


async def test_the_day_of_the_posted_head_is_kept(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.audit.posted() is None
        await work.audit.mark_posted(date(2026, 11, 23))
        await work.audit.mark_posted(date(2026, 11, 24))
        await work.commit()
        await work.audit.mark_posted(date(2026, 11, 25))
    async with database.work() as work:
        assert await work.audit.posted() == date(2026, 11, 24)
        assert await work.events.token() is None, "each bookmark is its own"


async def test_many_at_once_make_one_chain(database: AnyDatabase) -> None:
    await asyncio.gather(*(append(database.work, entry(number)) for number in range(20)))
    assert await inspect(database.work) is None
    async with database.work() as work:
        assert (await work.audit.head()).number == 20


# --- in SQL ---


@pytest.fixture
async def stored(made_url: str, master_key: MasterKey) -> AsyncIterator[Database]:
    """Give a trail of seven."""
    database = await Database.open(made_url, master_key)
    await append(database.work, *(entry(number) for number in range(7)))
    yield database
    await database.close()


COPY = "SELECT {}, at, actor, verb, place, subject, outcome, link FROM audit_entries WHERE number = {}"
BACK = "UPDATE audit_entries SET number = -number WHERE number < 0"
TAMPERED = {
    "outcome": (["UPDATE audit_entries SET outcome = 'nee' WHERE number = 4"], 4, Harm.CHANGED),
    "actor": (["UPDATE audit_entries SET actor = '' WHERE number = 1"], 1, Harm.CHANGED),
    "time": (["UPDATE audit_entries SET at = '2026-11-23 10:00:00.000000' WHERE number = 7"], 7, Harm.CHANGED),
    "link": (["UPDATE audit_entries SET link = 'x' WHERE number = 4"], 4, Harm.CHANGED),
    "the last one's link": (["UPDATE audit_entries SET link = 'x' WHERE number = 7"], 7, Harm.CHANGED),
    "deleted": (["DELETE FROM audit_entries WHERE number = 4"], 4, Harm.MISSING),
    "deleted at the start": (["DELETE FROM audit_entries WHERE number <= 2"], 1, Harm.MISSING),
    "deleted and moved up": (
        [
            "DELETE FROM audit_entries WHERE number = 4",
            "UPDATE audit_entries SET number = 1 - number WHERE number > 4", BACK,
        ],
        4, Harm.MISSING,
    ),
    "inserted": (
        [
            "UPDATE audit_entries SET number = -number - 1 WHERE number >= 4", BACK,
            f"INSERT INTO audit_entries (number, at, actor, verb, place, subject, outcome, link) {COPY.format(4, 2)}",
        ],
        4, Harm.INSERTED,
    ),
    "inserted before the start": (
        [f"INSERT INTO audit_entries (number, at, actor, verb, place, subject, outcome, link) {COPY.format(0, 2)}"],
        0, Harm.INSERTED,
    ),
    "swapped": (
        [
            "UPDATE audit_entries SET number = -3 WHERE number = 6",
            "UPDATE audit_entries SET number = -6 WHERE number = 3", BACK,
        ],
        3, Harm.CHANGED,
    ),
    "cut off": (["DELETE FROM audit_entries WHERE number > 5"], 6, Harm.MISSING),
    "emptied": (["DELETE FROM audit_entries"], 1, Harm.MISSING),
}  # fmt: skip


@pytest.mark.parametrize("how", TAMPERED)
async def test_what_is_done_to_the_rows_is_found(made_url: str, stored: Database, how: str) -> None:
    statements, number, harm = TAMPERED[how]
    async with stored.work() as work:
        head = await work.audit.head()
    assert await inspect(stored.work, head) is None
    async with one_transaction(made_url) as connection:
        for statement in statements:
            await connection.execute(text(statement))
    flaw = await inspect(stored.work, head)
    assert flaw is not None
    assert (flaw.number, flaw.harm) == (number, harm)


@pytest.mark.parametrize("page", [1, 2, 3, 100])
@pytest.mark.parametrize(
    "damage",
    ["at = 'gisteren'", "at = 5", "at = X'00'", "actor = X'FF'", "outcome = CAST(X'FF' AS TEXT)", "link = X'00'"],
)
async def test_a_row_that_can_be_no_entry_is_named_too(tmp_path: Path, sql: Database, damage: str, page: int) -> None:
    """SQLite keeps anything in any column."""
    await append(sql.work, *(entry(number) for number in range(7)))
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    raw.execute(f"UPDATE audit_entries SET {damage} WHERE number = 5")  # noqa: S608 - our own examples
    raw.close()
    assert await inspect(sql.work, page=page) == Flaw(5, Harm.CHANGED, None, 0)


async def test_the_head_of_yesterday_is_in_the_trail_of_today_and_not_in_another(stored: Database) -> None:
    yesterday = await append(stored.work, entry(8))
    await append(stored.work, *(entry(number) for number in range(9, 14)))
    assert await inspect(stored.work, yesterday) is None
    assert await inspect(stored.work, TrailHead(yesterday.number - 1, yesterday.link)) is not None


async def test_a_trail_that_is_written_anew_as_a_whole_no_longer_holds_the_posted_head(
    made_url: str, stored: Database
) -> None:
    async with stored.work() as work:
        posted = await work.audit.head()
    async with one_transaction(made_url) as connection:
        await connection.execute(text("DELETE FROM audit_entries"))
    await append(stored.work, *(entry(number, "nee" if number == 2 else "ok") for number in range(9)))
    assert await inspect(stored.work) is None
    flaw = await inspect(stored.work, posted)
    assert flaw is not None
    assert (flaw.number, flaw.harm) == (7, Harm.REWRITTEN)


OTHER_PROCESS = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.ports import AuditEntry
from bot.storage.database import Database
from bot.storage.sealing import load_master_key

async def main() -> None:
    database = await Database.open(sys.argv[1], load_master_key(Path(sys.argv[2])))
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(int(sys.argv[4])):
        async with database.work() as work:
            await work.audit.add(AuditEntry(datetime.now(UTC), sys.argv[3], "actie", "casus", "DH-AAAA", str(number)))
            await work.commit()
        await asyncio.sleep(0.005)  # SQLite's waiting is not fair; somebody who goes on at once is always first
    await database.close()

asyncio.run(main())
"""


async def test_two_processes_that_append_at_once_make_one_chain(tmp_path: Path, made_url: str) -> None:
    key = tmp_path / "master.key"
    create_master_key(key)
    database = await Database.open(made_url, load_master_key(key))
    others = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", OTHER_PROCESS, made_url, str(key), who, "40"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for who in (ANNA, BEN)
    ]
    for other in others:  # a busy machine starts one long before the other
        assert other.stdout is not None
        assert await other.stdout.readline() == b"ready\n"
    for other in others:
        assert other.stdin is not None
        other.stdin.write(b"go\n")
    for other in others:
        _, errors = await other.communicate()
        assert other.returncode == 0, errors.decode()
    async with database.work() as work:
        rows = await work.audit.page(None, 99)
        assert (await work.audit.head()).number == 80
    assert await inspect(database.work) is None
    who = [row.entry.actor for row in rows if row.entry is not None]
    assert sum(one != other for one, other in pairwise(who)) > 1, "they did append by turns"
    await database.close()


def before_the_chain(connection: Connection) -> None:
    make_tables(connection, "0004")
    for number, outcome in ((3, "eerst"), (4, "dan"), (9, "laatst")):
        connection.execute(
            text(
                "INSERT INTO audit_entries (number, at, actor, verb, place, subject, outcome) "  # noqa: S608 - our own
                f"VALUES ({number}, '2026-11-23 09:30:15.123456', '{ANNA}', 'actie', 'casus', '{A}', '{outcome}')"
            )
        )


async def test_a_trail_from_before_the_chain_is_chained_without_gaps(any_url: str, master_key: MasterKey) -> None:
    async with one_transaction(any_url) as connection:
        await connection.run_sync(before_the_chain)
    await upgrade(any_url)
    database = await Database.open(any_url, master_key)
    old = [AuditEntry(NOW, ANNA, "actie", "casus", A, outcome) for outcome in ("eerst", "dan", "laatst")]
    async with database.work() as work:
        rows = await work.audit.page(None, 9)
    assert rows == chain(old)
    await append(database.work, entry(1))
    assert await inspect(database.work, TrailHead(3, rows[-1].link)) is None
    await database.close()
