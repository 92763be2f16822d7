"""What it costs to look for what is due among many open actions. Run as `python -m bench.reminders`.

On SQLite and on a throw-away PostgreSQL, with 1,000 and with 100,000 open actions of which one in twenty-five is near
or late, as in an office that works. Three looks are measured:

- `idle`: what a tick does nearly always, once a second: nobody's moment has come;
- `sweep`: finding what is near, and in which cases, against the raw query of the same rows by the same driver;
- `morning`: the whole digest of everybody, once a day, with the messages it makes.

How many statements a look sends does not depend on the machine: only that decides the exit code. Times are given as
medians, and as ratios within a round.
"""

import statistics
import sys
import time as clock
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.common import say
from bench.send import Row, run
from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.case import Answer
from bot.domain.escalation import Level
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role
from bot.domain.rhythm import Rhythm
from bot.ports import Message, Work
from bot.storage.database import Database, upgrade
from bot.storage.dialects import create_engine
from bot.storage.sealing import MasterKey, new_key
from bot.storage.tables import actions, cases, consents, rooms, roster
from bot.storage.tables_reminders import escalations
from bot.usecases.morning import give_digests
from bot.usecases.speak import Speaker
from tests.enrolled import enrol
from tests.postgres import shared_postgres
from tests.statements import counting

SIZES = (1_000, 100_000)
ROUNDS = 15
MORNINGS = 3
PER_CASE, PEOPLE = 5, 200
TODAY = date(2026, 11, 24)
NOW = at(TODAY, time(8, 30))
RHYTHM = Rhythm(days=Workdays(frozenset(range(5)), no_holidays))
NEAR = TODAY + timedelta(days=1)
MOST_IDLE, MOST_SWEEP = 4, 6
"""Statements of a tick with nothing to do, and of finding what is near; the same for any number of actions."""


class Plain:
    """Words that cost nothing: what is measured is the look."""

    def render(self, value: object, language: str) -> Message:
        """Write the name of what is said."""
        del language
        return Message(type(value).__name__, "")


def person(number: int) -> Person:
    """Make one of the professionals."""
    roles = frozenset({Role.PROFESSIONAL, Role.COORDINATOR})
    return Person(f"@p{number}:x", f"Persoon {number}", "vt", frozenset({"DH"}), roles)


def due(number: int) -> date:
    """Give the days: of a hundred actions two are late, one is of today, one of tomorrow, the others come later."""
    days = {0: -1, 1: -9, 2: 0, 3: 1}.get(number % 100, 10 + number % 50)
    return TODAY + timedelta(days=days)


async def fill(database: Database, engine: AsyncEngine, count: int) -> None:
    """Put this many open actions in, as they would stand there; what is late was told of before."""
    everybody = tuple(person(number) for number in range(PEOPLE))
    party = Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True)
    async with database.work() as work:
        await enrol(work, Directory((Region("DH", "Den Haag", time(10)),), (party,), everybody))
        await work.commit()
    codes = [f"DH-{number:06}" for number in range(count // PER_CASE)]
    then = NOW - timedelta(days=60)
    moments = {"reported_at": then, "opened_at": then}
    async with engine.begin() as connection:
        for start in range(0, len(codes), 500):
            some = list(enumerate(codes))[start : start + 500]
            await connection.execute(
                insert(cases),
                [
                    {"code": c, "region": "DH", **moments, "coordinator": person(n % PEOPLE).user_id}
                    | {"intake": b"x", "identity": c, "content": c}
                    for n, c in some
                ],
            )
            yes = {"organisation": "vt", "position": 0, "answer": Answer.YES.value, "areas": [], "told": False}
            await connection.execute(insert(consents), [{"case_code": c, **yes} for _, c in some])
            await connection.execute(
                insert(roster),
                [
                    {"case_code": c, "user_id": person((n + step) % PEOPLE).user_id, "position": place}
                    | {"organisation": "vt", "guest": False}
                    for n, c in some
                    for step, place in ((0, 0), (1, 1))
                ],
            )
            await connection.execute(
                insert(rooms),
                [
                    {"wish": f"w{c}", "place": Place.CASE.value, "subject": c, "room_id": f"!{c}:x", "gone": False}
                    for _, c in some
                ],
            )
            numbers = [(n * PER_CASE + k, n, c, k + 1) for n, c in some for k in range(PER_CASE)]
            await connection.execute(
                insert(actions),
                [
                    {"case_code": c, "number": k, "owner_organisation": "vt", "due": due(i), "text": b"x"}
                    | {"owner_user": person((n + 1) % PEOPLE).user_id, "added_by": "@p0:x", "added_at": then}
                    | {"state": "open"}
                    for i, n, c, k in numbers
                ],
            )
            told = {"level": int(Level.CHAIR), "told_on": TODAY - timedelta(days=1)}
            late = [{"case_code": c, "number": k, "due": due(i), **told} for i, _, c, k in numbers if due(i) < TODAY]
            if late:
                await connection.execute(insert(escalations), late)
        if engine.dialect.name == "postgresql":
            await connection.execute(text("ANALYZE"))


@asynccontextmanager
async def filled(url: str, count: int) -> AsyncIterator[tuple[Database, AsyncEngine]]:
    """Open a fresh database with this many open actions."""
    await upgrade(url, make=True)
    database, engine = await Database.open(url, MasterKey(new_key())), create_engine(url)
    try:
        await fill(database, engine, count)
        yield database, engine
    finally:
        await engine.dispose()
        await database.close()


async def timed(doing: Callable[[], Awaitable[object]]) -> float:
    """Give the seconds something takes."""
    began = clock.perf_counter()
    await doing()
    return clock.perf_counter() - began


@dataclass
class Found:
    """What one database gave with one number of actions: seconds, ratios and statements."""

    idle: float
    sweep: float
    ratio: float
    morning: float
    near: int
    statements: dict[str, int]


async def measure(database: Database, engine: AsyncEngine) -> Found:
    """Measure the three looks; nothing of a look is kept."""
    speaker = Speaker(Plain(), iter_ids())
    raw = select(
        actions.c.case_code,
        actions.c.number,
        actions.c.due,
        actions.c.owner_organisation,
        actions.c.owner_user,
        actions.c.added_at,
    ).where(actions.c.state == "open", actions.c.due <= NEAR)

    async def sweep() -> int:
        async with database.work() as work:
            found = await work.nudges.near(NEAR)
            await work.nudges.cases(NEAR)
            return len(found)

    async def query() -> None:
        async with engine.connect() as connection:
            (await connection.execute(raw)).all()

    async def morning(now: datetime = NOW) -> None:
        async with database.work() as work:
            await give_digests(work, speaker, now, RHYTHM)

    near, statements = await sweep(), {}
    await query()
    with counting() as counted:
        await sweep()
    statements["sweep"] = counted.statements
    pairs = [(await timed(query), await timed(sweep)) for _ in range(ROUNDS)]
    mornings = [await timed(morning) for _ in range(MORNINGS)]
    async with database.work() as work:
        await everybody_had_it(work)
        await work.commit()
    with counting() as counted:
        await morning()
    statements["idle"] = counted.statements
    idle = [await timed(morning) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / bare for bare, mine in pairs)
    median = statistics.median
    return Found(median(idle), median(mine for _, mine in pairs), ratio, median(mornings), near, statements)


async def everybody_had_it(work: Work) -> None:
    """Mark the morning as done."""
    for user in ("", *(person(number).user_id for number in range(PEOPLE))):
        await work.nudges.digest_given(user, TODAY)


def iter_ids() -> Callable[[], str]:
    """Give a maker of ids."""
    numbers = iter(range(10_000_000))
    return lambda: f"id{next(numbers)}"


def rows_of(name: str, found: dict[int, Found]) -> list[Row]:
    """Judge one database: only the statements decide."""
    rows = []
    for count, each in found.items():
        head = f"{name}, {count:,} actions:"
        for look, most in (("idle", MOST_IDLE), ("sweep", MOST_SWEEP)):
            sent = each.statements[look]
            rows.append(Row(f"{head} statements, {look}", str(sent), f"at most {most}", sent <= most, decides=True))
        rows += [
            Row(f"{head} idle tick ms", f"{each.idle * 1000:.2f}"),
            Row(f"{head} sweep of {each.near} near ms", f"{each.sweep * 1000:.1f}"),
            Row(f"{head} sweep / raw query", f"{each.ratio:.1f}"),
            Row(f"{head} whole morning ms", f"{each.morning * 1000:.0f}"),
        ]
    few, many = (found[size] for size in SIZES)
    growth = f"{SIZES[1] // SIZES[0]} times the actions"
    rows.append(Row(f"{name}: idle tick, {growth}", f"{many.idle / few.idle:.1f} times"))
    rows.append(Row(f"{name}: sweep, {growth}", f"{many.sweep / few.sweep:.1f} times"))
    return rows


async def bench(folder: Path) -> list[Row]:
    """Measure both databases."""
    rows: list[Row] = []
    found: dict[int, Found] = {}
    for size in SIZES:
        say(f"SQLite, {size:,} actions ...")
        async with filled(f"sqlite+aiosqlite:///{folder / f'{size}.db'}", size) as (database, engine):
            found[size] = await measure(database, engine)
    rows += rows_of("SQLite", found)
    found = {}
    for size in SIZES:
        say(f"PostgreSQL, {size:,} actions ...")
        async with shared_postgres().database() as url, filled(url, size) as (database, engine):
            found[size] = await measure(database, engine)
    return [*rows, *rows_of("PostgreSQL", found)]


def main() -> int:
    """Measure and print; 1 when a look sends more statements than it may."""
    return run(bench, "Medians. Only the statements decide the exit code.")


if __name__ == "__main__":
    sys.exit(main())
