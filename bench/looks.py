"""What the looks that come every second cost when nothing is to be said. Run as `python -m bench.looks`.

A region with 20 and with 250 open cases, on SQLite: each with consents of four parties, eight people, five actions and
a past at the MDT. One in eight is on the agenda of today, which is posted, with its guests in. Nothing changes and
nothing falls due. A second comes in two kinds: idle, as nearly always, and one in which everything is looked at: every
tenth, and after somebody changed something.

Counted are the statements, which do not depend on the machine: they alone decide the exit code. Milliseconds of CPU are
shown.
"""

import statistics
import sys
import time as clock
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from unittest import mock

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.common import say
from bench.reminders import iter_ids
from bench.send import Row, run
from bot.domain.calendar import at
from bot.domain.case import Answer, Case, Consent, Intake, Member
from bot.domain.duty import Duty
from bot.domain.meeting import ItemState
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role
from bot.ports import Fingerprints
from bot.settings import Settings
from bot.storage.database import Database, upgrade
from bot.storage.dialects import create_engine
from bot.storage.sealing import MasterKey, new_key
from bot.storage.tables import actions, rooms
from bot.storage.tables_clock import clocks
from bot.storage.tables_meeting import meeting_items, meetings
from bot.texts.words import FluentWords
from bot.usecases.open_case import ensure_rooms
from bot.usecases.speak import Speaker
from bot.wiring.bot import _watch
from bot.wiring.house import House
from bot.wiring.rhythm import holidays_of
from bot.wiring.ticks import ANEW, Looks
from tests.enrolled import enrol
from tests.statements import counting

SIZES = (20, 250)
ROUNDS = 9
CHAIRS = 2
PARTIES = ("politie", "vt", "csg", "shn")
CONSENTS = tuple(Consent(party, Answer.YES) for party in PARTIES)
EACH = 6
"""People of each party; two of them work each case."""
TODAY = date(2026, 11, 24)
NOW = at(TODAY, time(9, 40))
"""The agenda is posted, the guests are in, and the chair was not reminded yet."""
WEEKS = 12
"""Of an MDT on each working day, each with ten cases."""
MOST_IDLE = 6
"""Statements of a second in which nothing changes: what was promised for now, whose morning it is, and the version."""
NAMES = (
    "watch_clocks", "post_audit_head", "watch_consents", "keep_seats", "watch_reviews", "watch_drafts", "announce",
    "watch_meetings", "watch_regie", "watch_protocol", "watch_uncovered",
)  # fmt: skip
SETTINGS = {"matrix": {"homeserver": "http://localhost", "user": "@regiekamer:regiekamer.test"}}


def person(party: str, number: int) -> Person:
    """Make one of the professionals; the first of the police lead the MDT."""
    roles = {Role.PROFESSIONAL, Role.CHAIR if party == "politie" and number < CHAIRS else Role.COORDINATOR}
    user = f"@{party}{number}:regiekamer.test"
    return Person(user, f"Mens {number} van {party}", party, frozenset({"DH"}), frozenset(roles))


DIRECTORY = Directory(
    (Region("DH", "Den Haag", time(10)),),
    tuple(Organisation(key, key.upper(), mdt=True, coordinates=key != "politie") for key in PARTIES),
    tuple(person(party, number) for party in PARTIES for number in range(EACH)),
)


async def fill(database: Database, engine: AsyncEngine, count: int) -> None:
    """Put so many open cases in, as they would stand there after months of work."""
    codes = [f"DH-{number:04}" for number in range(count)]
    then = NOW - timedelta(days=20)
    async with database.work() as work:
        for n, code in enumerate(codes):
            case = Case(code, "DH", then, then, coordinator=person("vt", (n + 2) % EACH).user_id)
            intake = Intake("DH", "csg", "melder", "slachtoffer", "soort", then, code, consents=CONSENTS)
            workers = tuple(
                Member(person(party, (n + step) % EACH).user_id, party) for party in PARTIES for step in (2, 3)
            )
            await work.cases.add(case, intake, Fingerprints(code, code), workers)
        for party in PARTIES:
            await work.duties.replace("DH", party, [Duty("DH", party, person(party, 0).user_id, TODAY.weekday())])
        await work.commit()
    rows: dict[Table, list[dict[str, object]]] = {
        rooms: [
            {"wish": f"w{code}", "place": Place.CASE.value, "subject": code, "room_id": f"!{code}:x"} for code in codes
        ],
        actions: [
            {"case_code": code, "number": k + 1, "owner_organisation": "vt", "text": b"x", "added_by": "@vt0:x"}
            | {"owner_user": person("vt", (n + 2) % EACH).user_id, "state": "open"}
            | {"added_at": then if n % 8 == 0 else NOW - timedelta(days=2)}
            | {"due": TODAY - timedelta(days=14) if n % 8 == k == 0 else TODAY + timedelta(days=3 + k)}
            for n, code in enumerate(codes)
            for k in range(5)
        ],
        clocks: [{"case_code": code, "weighed_at": then + timedelta(hours=3)} for code in codes],
        meetings: [],
        meeting_items: [],
    }
    for number in range(WEEKS * 5):
        opened = NOW - timedelta(days=1 + number)
        closed = opened + timedelta(hours=1)
        rows[meetings].append(
            {"id": f"m{number}", "region": "DH", "chair": "@politie0:x", "opened_at": opened, "closed_at": closed}
        )
        rows[meeting_items] += [
            {"meeting": f"m{number}", "case_code": codes[(number * 10 + place) % count], "position": place}
            | {"state": ItemState.CLOSED.value, "left_at": closed}
            for place in range(10)
        ]
    async with engine.begin() as connection:
        for into, these in rows.items():
            for start in range(0, len(these), 500):
                await connection.execute(insert(into), these[start : start + 500])


@asynccontextmanager
async def house_with(folder: Path, count: int) -> AsyncIterator[House]:
    """Open a house with so many open cases, in which everything that there was to say was said."""
    url = f"sqlite+aiosqlite:///{folder / f'{count}.db'}"
    settings = Settings.model_validate({**SETTINGS, "base": folder})
    await upgrade(url, make=True)
    database, engine = await Database.open(url, MasterKey(new_key())), create_engine(url)
    speaker = Speaker(FluentWords(lambda: NOW), iter_ids(), settings.rhythm(holidays_of(settings)))
    try:
        async with database.work() as work:
            await enrol(work, DIRECTORY)
            await ensure_rooms(work, speaker, NOW)
            await work.commit()
        await fill(database, engine, count)
        yield House(settings, database, speaker)
    finally:
        await engine.dispose()
        await database.close()


async def still(looks: Looks) -> None:
    """Look until everything was said."""
    for _ in range(3):
        await second(looks)


async def second(looks: Looks) -> None:
    """Do what comes every second; `Bot` itself asks three things more, of rooms, people and the outbox."""
    await looks.post_cards()
    await looks.remind()
    await looks.give_digests()
    await looks.around()


@dataclass
class Found:
    """What one number of cases gave: statements and ms of an idle second, of a whole one, and of each look."""

    idle: tuple[int, float]
    whole: tuple[int, float]
    each: dict[str, tuple[int, float]]


async def cost(
    doing: Callable[[], Awaitable[object]], before: Callable[[], object] = lambda: None
) -> tuple[int, float]:
    """Give the statements of something and its median CPU time in milliseconds; `before` comes each time, uncounted."""
    before()
    with counting() as counted:
        await doing()
    took = []
    for _ in range(ROUNDS):
        before()
        began = clock.process_time()
        await doing()
        took.append(clock.process_time() - began)
    return counted.statements, statistics.median(took) * 1000


async def measure(house: House) -> Found:
    """Measure a second in which nothing changes, one in which everything is looked at, and each look alone."""
    moment, is_holiday = NOW, holidays_of(house.settings)

    def now() -> datetime:
        return moment

    looks = Looks(house, _watch(house.settings, is_holiday), is_holiday, lambda: 0.0)

    def later() -> None:
        nonlocal moment
        moment += timedelta(seconds=ANEW)

    with mock.patch("bot.wiring.ticks.now", now):
        await still(looks)
        idle, whole = await cost(partial(second, looks)), await cost(partial(second, looks), later)
        return Found(idle, whole, {name: await cost(getattr(looks, name)) for name in NAMES})


def rows_of(found: dict[int, Found]) -> list[Row]:
    """Judge: an idle second takes few statements, and neither kind of second takes more for more cases."""
    rows = []
    same = len({each.whole[0] for each in found.values()}) == 1
    for count, each in found.items():
        head, (idle, idle_ms), (whole, whole_ms) = f"{count} cases:", each.idle, each.whole
        rows += [
            Row(f"{head} statements, idle second", str(idle), f"at most {MOST_IDLE}", idle <= MOST_IDLE, decides=True),
            Row(f"{head} statements, whole look", str(whole), "the same", same, decides=True),
            Row(f"{head} idle second CPU ms", f"{idle_ms:.1f}"),
            Row(f"{head} whole look CPU ms", f"{whole_ms:.0f}"),
            *(Row(f"{head} {name}: statements, CPU ms", f"{n}, {ms:.1f}") for name, (n, ms) in each.each.items()),
        ]
    return rows


async def bench(folder: Path) -> list[Row]:
    """Measure each number of cases."""
    found = {}
    for size in SIZES:
        say(f"{size} open cases ...")
        async with house_with(folder, size) as house:
            found[size] = await measure(house)
    return rows_of(found)


def main() -> int:
    """Measure and print; 1 when a second sends more statements than it may."""
    return run(bench, "Medians. Only the statements decide the exit code.")


if __name__ == "__main__":
    sys.exit(main())
