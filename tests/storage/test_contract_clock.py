"""The contract of the 24-hour clock; every database keeps it."""

import sqlite3
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, insert

from bot.domain.clock import Breach, CaseClock, Running
from bot.ports import AlreadyThereError, Work
from bot.storage.database import Database, one_transaction, upgrade
from bot.storage.revisions import make_tables
from bot.storage.sealing import MasterKey, new_key
from bot.storage.tables import cases
from bot.storage.tables_clock import breaches

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, add_case, case

BEFORE = """
    DROP TABLE clocks; DROP TABLE breaches;
    INSERT INTO meetings (id, region, chair, opened_at, closed_at)
        VALUES ('m', 'DH', '@c:x', '2026-11-20 09:00:00.000000', '2026-11-20 10:00:00.000000');
    INSERT INTO meeting_items (meeting, case_code, position, state)
        VALUES ('m', 'DH-AAAA', 0, 'besloten'), ('m', 'DH-BBBB', 1, 'aangehouden'),
        ('m', 'DH-DDDD', 2, 'aangehouden'), ('m', 'DH-EEEE', 3, 'wacht');
    INSERT INTO decisions (case_code, number, meeting, area, text, not_applicable, decided_by, decided_at)
        VALUES ('DH-DDDD', 1, 'm', 'recht', x'00', 0, '@c:x', '2026-11-20 09:30:00.000000');
"""
"""What a database held before there were clocks."""


async def test_a_new_case_has_a_clock_that_runs(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, B)
        await add_case(work, A, reported_at=NOW - DAY)
        await work.clocks.warned(B, NOW)
        assert await work.clocks.running() == (
            Running(case(A, reported_at=NOW - DAY), warned=False),
            Running(case(B), warned=True),
        )
        assert await work.clocks.of(A) == CaseClock()
        assert await work.clocks.of(B) == CaseClock(warned_at=NOW)
        assert await work.clocks.weighed_in("DH") == {}


async def test_only_the_first_time_that_a_case_is_taken_up_counts(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code, region=code[:2])
        await work.clocks.warned(A, NOW)
        await work.clocks.weighed(A, NOW + HOUR)
        await work.clocks.weighed(A, NOW + DAY)
        await work.clocks.weighed(C, NOW)
        await work.commit()
    async with database.work() as work:
        assert await work.clocks.of(A) == CaseClock(NOW + HOUR, NOW)
        assert await work.clocks.weighed_in("DH") == {A: NOW + HOUR}
        assert [running.case.code for running in await work.clocks.running()] == [B]


async def test_a_breach_is_recorded_once_and_explained_as_often_as_needed(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            await work.clocks.breached(code, NOW, NOW + HOUR)
        with pytest.raises(AlreadyThereError):
            await work.clocks.breached(A, NOW + DAY, NOW + DAY)
        assert await work.clocks.running() == ()
        assert await work.clocks.unexplained() == {A: None, B: None}
        await work.clocks.asked(B, NOW + HOUR)
        assert await work.clocks.unexplained() == {A: None, B: NOW + HOUR}
        assert await work.clocks.of(A) == CaseClock(breach=Breach(NOW, NOW + HOUR))
        await work.clocks.asked_again(A, NOW + DAY)
        assert await work.clocks.unexplained() == {B: NOW + HOUR}
        await work.clocks.asked(A, NOW + 2 * HOUR)
        for reason, by in (("te laat", ANNA), ("te laat \ud800 gebeld", BEN)):  # half a pair: JSON can bring it
            await work.clocks.explain(A, reason, by, NOW + DAY)
        await work.clocks.explain(B, "vol", ANNA, NOW)
        await work.commit()
    async with database.work() as work:
        assert await work.clocks.unexplained() == {}
        found = (await work.clocks.of(A)).breach
        assert found == Breach(NOW, NOW + HOUR, "te laat \ud800 gebeld", BEN, NOW + DAY, NOW + DAY, NOW + 2 * HOUR)
        assert "gebeld" not in repr(found)


async def test_nobody_is_asked_about_a_case_that_closed(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A, closed_at=NOW)
        await work.clocks.breached(A, NOW, NOW)
        assert await work.clocks.unexplained() == {}


async def test_what_a_wrong_clock_marked_is_set_right(database: AnyDatabase) -> None:
    ahead, beyond = NOW + 400 * DAY, NOW + DAY
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        await work.clocks.warned(A, ahead)
        await work.clocks.weighed(B, ahead)
        for code in (A, C):
            await work.clocks.breached(code, NOW, ahead)
        await work.clocks.explain(C, "vol", ANNA, ahead)
        await work.clocks.set_right(NOW, beyond)
        assert await work.clocks.of(A) == CaseClock()
        assert await work.clocks.of(B) == CaseClock(weighed_at=NOW)
        assert await work.clocks.of(C) == CaseClock(breach=Breach(NOW, ahead, "vol", ANNA, ahead))
        await work.clocks.warned(A, beyond)
        await work.clocks.weighed(A, beyond)
        await work.clocks.breached(A, NOW, beyond)
        await work.clocks.set_right(NOW, beyond)
        assert await work.clocks.of(A) == CaseClock(beyond, beyond, Breach(NOW, beyond))
        await work.clocks.asked(A, beyond)
        await work.clocks.asked(C, ahead)
        await work.clocks.set_right(NOW, beyond)
        assert await work.clocks.of(A) == CaseClock(beyond, beyond, Breach(NOW, beyond, asked_at=beyond))
        assert await work.clocks.of(C) == CaseClock(breach=Breach(NOW, ahead, "vol", ANNA, ahead, asked_at=NOW))


async def test_an_unknown_case_has_no_clock(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        for wrong in (
            work.clocks.weighed(B, NOW),
            work.clocks.warned(B, NOW),
            work.clocks.breached(B, NOW, NOW),
            work.clocks.explain(A, "reden", ANNA, NOW),
            work.clocks.asked(A, NOW),
            work.clocks.asked_again(A, NOW),
        ):
            with pytest.raises(KeyError):
                await wrong
        assert await work.clocks.of(B) == CaseClock()


async def both_taken_up(work: Work) -> None:
    async with work.attempt():
        await work.clocks.weighed(A, NOW)
        await work.clocks.weighed(B, NOW)


async def test_what_an_undone_part_recorded_is_gone(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        with pytest.raises(KeyError):
            await both_taken_up(work)
        assert await work.clocks.of(A) == CaseClock()


async def test_cases_from_before_the_clock_count_as_taken_up_only_with_evidence(tmp_path: Path) -> None:
    """`besloten`, `nu`, or a decision: `aangehouden` alone may be a case that was never reached."""
    url, key = f"sqlite+aiosqlite:///{tmp_path / 'regiekamer.db'}", MasterKey(new_key())
    await upgrade(url)
    database = await Database.open(url, key)
    async with database.work() as work:
        for code in (A, B, "DH-DDDD", "DH-EEEE"):
            await add_case(work, code)
        await work.commit()
    await database.close()
    file = tmp_path / "regiekamer.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.executescript(BEFORE)
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        import_module("bot.storage.migrations.versions.0007_clock").upgrade()
    engine.dispose()
    database = await Database.open(url, key)
    async with database.work() as work:
        assert set(await work.clocks.weighed_in("DH")) == {A, "DH-DDDD"}
    await database.close()


async def test_who_was_asked_by_an_older_version_is_not_asked_as_if_for_the_first_time(
    any_url: str, master_key: MasterKey
) -> None:
    row = {"code": A, "region": "DH", "reported_at": NOW, "opened_at": NOW, "identity": "i", "content": "c"}
    async with one_transaction(any_url) as connection:
        await connection.run_sync(make_tables, "0022")
        await connection.execute(insert(cases).values(row | {"intake": b""}))
        await connection.execute(insert(breaches).values(case_code=A, at=NOW, noted_at=NOW + HOUR))
    await upgrade(any_url)
    database = await Database.open(any_url, master_key)
    async with database.work() as work:
        assert await work.clocks.unexplained() == {A: NOW + HOUR}
    await database.close()
