"""The database itself: the schema, the settings of its connections, what its files hold, and two processes at once."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, LargeBinary, text
from sqlalchemy.exc import StatementError

from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.case import Answer, Area, Owner
from bot.domain.casenotes import Note, NoteKind
from bot.domain.consent import Recorded
from bot.domain.contributions import Contributed
from bot.domain.corrections import Correction, about_action
from bot.domain.ground import Ground
from bot.domain.meeting import Item, Meeting
from bot.domain.outcome import Hold
from bot.domain.people import Directory, Region
from bot.domain.regie import Grant, Kind, Request, RequestState, Use
from bot.domain.steps import ActionStep, StepKind
from bot.domain.trust import Pin, SeenDevice, TrustState
from bot.ports import Work
from bot.storage.database import Database, upgrade
from bot.storage.dialects import create_engine
from bot.storage.errors import CannotOpenError, MasterKeyWrongError, SchemaError, SealBrokenError
from bot.storage.migrating import in_order
from bot.storage.revisions import revisions
from bot.storage.sealing import MasterKey, create_master_key, load_master_key, new_key
from bot.storage.tables import metadata

from .samples import (
    ANNA,
    BEN,
    NOW,
    A,
    B,
    action,
    add_case,
    case,
    decision,
    ended,
    intake,
    outgoing,
    prints,
    room,
    roster,
)

MARKER = "Merkwoordzeldzaam"


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_make_the_tables_of_the_code(any_url: str) -> None:
    await upgrade(any_url)
    engine = create_engine(any_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


def test_the_revisions_are_those_of_alembic_in_one_row() -> None:
    assert revisions() == in_order()


async def test_upgrading_twice_changes_nothing(url: str, sql: Database) -> None:
    async with sql.work() as work:
        await work.events.keep_token("one")
        await work.commit()
    await upgrade(url)
    async with sql.work() as work:
        assert await work.events.token() == "one"


async def test_two_upgrades_at_once(any_url: str) -> None:
    await asyncio.gather(upgrade(any_url), upgrade(any_url))


async def test_a_database_that_was_not_upgraded_is_refused(any_url: str, master_key: MasterKey) -> None:
    with pytest.raises(SchemaError, match=r"at revision none, this version needs \d{4}"):
        await Database.open(any_url, master_key)


async def test_a_database_in_no_folder_is_refused(tmp_path: Path, master_key: MasterKey) -> None:
    with pytest.raises(CannotOpenError):
        await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'regiekamer.db'}", master_key)


async def test_another_master_key_is_refused(made_url: str, master_key: MasterKey) -> None:
    await (await Database.open(made_url, master_key)).close()
    with pytest.raises(MasterKeyWrongError):
        await Database.open(made_url, MasterKey(new_key()))


async def test_fingerprints_outlive_the_process(url: str, sql: Database, master_key: MasterKey) -> None:
    again = await Database.open(url, master_key)
    assert again.fingerprint(b"intake") == sql.fingerprint(b"intake")
    await again.close()


async def test_the_settings_of_a_connection(url: str) -> None:
    await upgrade(url)
    engine = create_engine(url)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 15_000,
        "temp_store": 2,
    }
    async with engine.connect() as connection:
        found = {name: (await connection.execute(text(f"PRAGMA {name}"))).scalar_one() for name in wanted}
    await engine.dispose()
    assert found == wanted


def modes_in(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("regiekamer.db*")}


async def test_the_files_are_for_their_owner(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await work.events.keep_token("one")
        await work.commit()
        modes = modes_in(tmp_path)
    assert modes == {"regiekamer.db": 0o600, "regiekamer.db-wal": 0o600, "regiekamer.db-shm": 0o600}


async def test_a_naive_datetime_is_refused_without_showing_values(sql: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    async with sql.work() as work:
        with pytest.raises(StatementError, match="without a time zone") as caught:
            await work.cases.add(case(opened_at=naive), intake(MARKER), prints(MARKER), roster())
        assert MARKER not in str(caught.value)


async def fill(work: Work) -> None:
    await work.cases.add(case(A), intake(MARKER), prints(A), roster())
    await work.actions.add(A, action(text=f"actie {MARKER}"))
    await work.actions.add(A, action(3))
    await ended(work, A, 3, ANNA, NOW, f"reden {MARKER}")
    await work.cases.close(A, NOW, ANNA)
    await work.cases.reopen(A, NOW, ANNA, f"reden {MARKER}")
    await work.cases.record_consent(A, Recorded("om", Answer.NO, NOW, ANNA, reason=f"reden {MARKER}"))
    await work.cases.explain_consent(A, 1, f"waarom {MARKER}")
    await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A),)))
    await work.notes.add(A, Note(NoteKind.WISHES, f"wensen {MARKER}", ANNA, NOW))
    await work.decisions.add(A, "m", decision(text=f"besluit {MARKER}"))
    await work.contributions.add(A, Contributed(2, "", f"inzet {MARKER}", by=ANNA, at=NOW, name=f"naam {MARKER}"))
    await work.holds.add(A, Hold("m", f"reden {MARKER}", ANNA, NOW))
    outside = Owner("", None, f"buiten {MARKER}")
    await work.actions.add(A, replace(action(4), owner=outside))
    step = ActionStep(1, StepKind.HANDED, ANNA, NOW, f"reden {MARKER}", from_owner=outside, to_owner=outside)
    await work.action_steps.add(A, step)
    await work.corrections.add(A, Correction(about_action(1), f"eerst {MARKER}", ANNA, NOW))
    await work.agenda_notes.add(A, AgendaNote(Deed.ADDED, NOW.date(), ANNA, NOW, reason=f"reden {MARKER}"))
    await work.regie.add(A, Request(ANNA, BEN, Kind.APPOINT, NOW, RequestState.REFUSED, NOW, f"reden {MARKER}"))
    await work.authority.grant(A, Grant(ANNA, given=True, by=BEN, at=NOW, reason=f"reden {MARKER}"))
    await work.authority.use(A, Use(Area.LAW, f"besluit {MARKER}", ANNA, NOW))
    await work.clocks.breached(A, NOW, NOW)
    await work.clocks.explain(A, f"reden {MARKER}", ANNA, NOW)
    words = dict.fromkeys(("ground", "terms", "purpose", "necessity", "review"), f"grond {MARKER}")
    await work.grounds.add(A, Ground(1, "vt", "om", ANNA, NOW, 0, **words))  # type: ignore[arg-type]  # texts, all of them
    await work.rooms.want(room("wish-a", A, "!a:example.org"))
    await work.rooms.want(room("wish-b", B, "!b:example.org"))
    await work.outbox.add(outgoing("1", "wish-a", A, MARKER))
    await work.outbox.add(outgoing("2", "wish-b", None, MARKER))
    await work.pins.save(Pin(ANNA, MARKER, TrustState.SEEN, MARKER, (SeenDevice(MARKER, MARKER),), NOW))


def traces(folder: Path) -> Iterator[str]:
    """Where the marker stands, in the encodings SQLite could have written it in."""
    for path in folder.glob("regiekamer.db*"):
        content = path.read_bytes()
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            if MARKER.encode(encoding) in content:
                yield f"{path.name} {encoding}"


async def test_what_was_typed_is_in_no_file(tmp_path: Path, url: str, master_key: MasterKey) -> None:
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await fill(work)
        assert list(traces(tmp_path)) == []
        await work.commit()
    assert (tmp_path / "regiekamer.db-wal").stat().st_size > 0
    assert list(traces(tmp_path)) == []
    async with database.work() as work:
        assert {(await work.outbox.read(id_)).message.plain for id_ in ("1", "2")} == {f"plain {MARKER}"}
        await work.outbox.sent("1", "$1", NOW)
        await work.outbox.sent("2", "$2", NOW)
        await work.commit()
    assert list(traces(tmp_path)) == []
    await database.close()
    assert list(traces(tmp_path)) == []
    with sqlite3.connect(tmp_path / "regiekamer.db") as raw:
        assert raw.execute("SELECT body, event_id FROM outbox ORDER BY id").fetchall() == [(None, "$1"), (None, "$2")]
    raw.close()


async def test_the_search_for_traces_does_find_them(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await work.events.keep_token(MARKER)
        await work.commit()
    assert list(traces(tmp_path)) == ["regiekamer.db-wal utf-8"]


async def test_a_sealed_value_that_moved_is_noticed(tmp_path: Path, url: str, master_key: MasterKey) -> None:
    await upgrade(url)
    database = await Database.open(url, master_key)
    async with database.work() as work:
        await fill(work)
        await add_case(work, B)
        await work.actions.add(A, action(2))
        await work.actions.add(B, action(1))
        await work.clocks.breached(B, NOW, NOW)
        await work.cases.close(B, NOW, ANNA)
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    for statement in (
        "UPDATE actions SET text = (SELECT text FROM actions WHERE case_code = 'DH-AAAA' AND number = 1)",
        "UPDATE cases SET intake = (SELECT intake FROM cases WHERE code = 'DH-AAAA')",
        "UPDATE outbox SET body = (SELECT body FROM outbox WHERE id = '1')",
        "UPDATE decisions SET text = (SELECT text FROM actions WHERE case_code = 'DH-AAAA' AND number = 1)",
        "UPDATE breaches SET reason = (SELECT reason FROM breaches WHERE case_code = 'DH-AAAA')",
        "UPDATE case_life SET reason = (SELECT reason FROM case_life WHERE case_code = 'DH-AAAA' AND number = 2)",
    ):
        raw.execute(statement)
    raw.close()
    async with database.work() as work:
        for broken in (
            work.actions.get(A, 2),
            work.actions.of(B),
            work.cases.intake(B),
            work.outbox.read("2"),
            work.decisions.of(A),
            work.clocks.of(B),
            work.cases.chapters(A),
            work.cases.chapters(B),
        ):
            with pytest.raises(SealBrokenError):
                await broken
        assert (await work.cases.intake(A)).reporter == f"melder {MARKER}"
    await database.close()


async def test_an_identity_that_was_tampered_with_is_blocked(tmp_path: Path, sql: Database) -> None:
    ben = Pin(BEN, "B" * 43, TrustState.CONFIRMED, "B" * 43, (), NOW)
    async with sql.work() as work:
        await work.pins.save(Pin(ANNA, "A" * 43, TrustState.CONFIRMED, "A" * 43, (), NOW))
        await work.pins.save(ben)
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    raw.execute("UPDATE pins SET pin = (SELECT pin FROM pins WHERE user_id = ?) WHERE user_id = ?", (BEN, ANNA))
    raw.close()
    async with sql.work() as work:
        anna = await work.pins.get(ANNA)
        assert anna is not None
        assert anna.standing is TrustState.BLOCKED
        assert await work.pins.all() == (anna, ben)


def test_every_sealed_column_is_filled_by_the_marker_test() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert sealed == {
        "data_keys.wrapped",
        "cases.intake",
        "actions.text",
        "decisions.text",
        "breaches.reason",
        "case_notes.text",
        "outbox.body",
        "pins.pin",
        "consent_log.reason",
        "actions.reason",
        "case_life.reason",
        "holds.reason",
        "contributions.name",
        "contributions.text",
        "actions.owner_name",
        *(f"action_steps.{column}" for column in ("reason", "from_name", "to_name")),
        "corrections.text",
        "agenda_notes.reason",
        "coordinator_requests.reason",
        "authority_grants.reason",
        "authority_uses.text",
        *(f"grounds.{column}" for column in ("ground", "terms", "purpose", "necessity", "review")),
    }


async def test_each_case_has_a_key_of_its_own(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    owners = [owner for (owner,) in raw.execute("SELECT owner FROM data_keys ORDER BY owner")]
    assert owners == ["", A, B, "fingerprint"]
    raw.execute("DELETE FROM data_keys WHERE owner = ?", (A,))
    raw.close()
    async with sql.work() as work:
        with pytest.raises(KeyError):
            await work.cases.intake(A)
        assert await work.cases.intake(B) == intake()


async def test_a_refused_intake_leaves_no_key_behind(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await add_case(work, A)
        with pytest.raises(Exception, match="already there"):
            await work.cases.add(case(B), intake(), prints(A), ())
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db")
    assert raw.execute("SELECT count(*) FROM data_keys WHERE owner = ?", (B,)).fetchone() == (0,)
    raw.close()


OTHER_PROCESS = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.storage.database import Database
from bot.storage.sealing import load_master_key

async def main() -> None:
    database = await Database.open(sys.argv[1], load_master_key(Path(sys.argv[2])))
    for _ in range(int(sys.argv[3])):
        async with database.work() as work:
            count = int(await work.events.token() or 0)
            await asyncio.sleep(0.001)
            await work.events.keep_token(str(count + 1))
            await work.commit()
    await database.close()

asyncio.run(main())
"""


async def test_two_processes_share_a_database(tmp_path: Path, made_url: str) -> None:
    key = tmp_path / "master.key"
    create_master_key(key)
    database = await Database.open(made_url, load_master_key(key))
    others = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", OTHER_PROCESS, made_url, str(key), "40", stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for _ in range(40):
        async with database.work() as work:
            count = int(await work.events.token() or 0)
            await work.events.keep_token(str(count + 1))
            await work.commit()
        await asyncio.sleep(0.005)
    for other in others:
        _, errors = await other.communicate()
        assert other.returncode == 0, errors.decode()
    async with database.work() as work:
        assert await work.events.token() == "120"
    await database.close()


async def test_times_are_written_in_utc(tmp_path: Path, sql: Database) -> None:
    async with sql.work() as work:
        await work.events.first_time("$one", datetime.fromisoformat("2026-11-23T10:30:00+01:00"))
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db")
    assert raw.execute("SELECT at FROM handled_events").fetchall() == [("2026-11-23 09:30:00.000000",)]
    raw.close()


async def test_a_directory_that_another_process_loads_is_seen(url: str, sql: Database, master_key: MasterKey) -> None:
    other = await Database.open(url, master_key)
    for name in ("eerst", "later"):
        async with other.work() as work:
            await work.people.replace(Directory((Region(name, name, time(9)),)))
            await work.commit()
        async with sql.work() as work:
            assert [region.name for region in (await work.people.directory()).regions] == [name]
    await other.close()


async def test_a_directory_without_a_stamp_is_read_each_time(tmp_path: Path, sql: Database) -> None:
    """As in a database of an earlier version."""
    async with sql.work() as work:
        await work.people.replace(Directory((Region("DH", "Den Haag", time(9)),)))
        await work.commit()
    raw = sqlite3.connect(tmp_path / "regiekamer.db", isolation_level=None)
    raw.execute("DELETE FROM bookmarks WHERE name = 'directory'")
    raw.close()
    async with sql.work() as work:
        assert [region.code for region in (await work.people.directory()).regions] == ["DH"]
