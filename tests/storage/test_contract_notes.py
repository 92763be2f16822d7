"""The contract of what is noted about cases, and of when a meeting was done with one; every database keeps it."""

from contextlib import suppress

import pytest
from sqlalchemy import insert

from bot.domain.casenotes import Note, NoteKind
from bot.domain.meeting import Item, ItemState, Meeting
from bot.storage.database import Database, one_transaction, upgrade
from bot.storage.revisions import make_tables
from bot.storage.sealing import MasterKey
from bot.storage.tables import cases
from bot.storage.tables_meeting import meeting_items, meetings

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, add_case


def note(kind: NoteKind = NoteKind.CHANGE, text: str = "Merkwoord \ud800", days: int = 0) -> Note:
    return Note(kind, text, ANNA, NOW + days * DAY)


async def test_notes_come_back_in_order_and_as_they_were(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        numbers = [await work.notes.add(A, note(kind)) for kind in NoteKind]
        assert await work.notes.add(B, Note(NoteKind.WISHES, "anders", BEN, NOW)) == 1
        await work.commit()
    assert numbers == list(range(1, len(NoteKind) + 1))
    async with database.work() as work:
        found = await work.notes.of(A)
        assert [(n.number, n.kind) for n in found] == list(enumerate(NoteKind, 1))
        assert {(n.text, n.by, n.at) for n in found} == {("Merkwoord \ud800", ANNA, NOW)}
        assert [n.text for n in await work.notes.of(B)] == ["anders"]
        assert await work.notes.of(C) == ()


async def test_nothing_is_noted_of_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.notes.add(A, note())
        assert await work.notes.of(A) == ()


async def test_the_last_change_is_known_per_region(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        await work.notes.add(A, note())
        await work.notes.add(A, note(days=2))
        await work.notes.add(A, note(NoteKind.WISHES, days=3))
        await work.notes.add(B, note(NoteKind.CONTACT))
        await work.notes.add(C, note(days=1))
        assert dict(await work.notes.last_changes("DH")) == {A: NOW + 2 * DAY}
        assert dict(await work.notes.last_changes("OB")) == {C: NOW + DAY}
        assert dict(await work.notes.last_changes("XX")) == {}


async def test_a_note_that_is_undone_was_never_made(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        with suppress(LookupError):
            async with work.attempt():
                await work.notes.add(A, note())
                raise LookupError
        assert await work.notes.of(A) == ()
        assert await work.notes.add(A, note()) == 1


async def test_it_is_kept_when_a_meeting_was_done_with_a_case(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        meeting = Meeting("m1", "DH", ANNA, NOW, (Item(A), Item(B))).advance(NOW)
        meeting = meeting.leave_current(NOW + HOUR, complete=True)
        await work.meetings.save(meeting.advance(NOW).close(NOW + 2 * HOUR))
        await work.commit()
    async with database.work() as work:
        assert dict(await work.meetings.finished_cases("DH")) == {A: NOW + HOUR}, "not when the whole meeting ended"
        await work.meetings.save(Meeting("m2", "DH", ANNA, NOW + DAY, (Item(A, ItemState.CURRENT), Item(B))))
        running = await work.meetings.running("DH")
        assert running is not None
        assert [item.left_at for item in running.items] == [None, None]
        assert dict(await work.meetings.finished_cases("DH")) == {}, "it is on the table again"
        await work.meetings.save(running.leave_current(NOW + DAY + HOUR, complete=True))
        assert dict(await work.meetings.finished_cases("DH")) == {A: NOW + DAY + HOUR}


async def test_a_database_of_before_keeps_what_its_meetings_were_done_with(any_url: str, master_key: MasterKey) -> None:
    row = {"code": A, "region": "DH", "reported_at": NOW, "opened_at": NOW, "identity": "i", "content": "c"}
    item = {"meeting": "m", "case_code": A, "position": 0, "state": ItemState.CLOSED.value}
    async with one_transaction(any_url) as connection:
        await connection.run_sync(make_tables, "0008")
        await connection.execute(insert(cases).values(row | {"intake": b""}))
        await connection.execute(insert(meetings).values(id="m", region="DH", chair=ANNA, opened_at=NOW))
        await connection.execute(insert(meeting_items).values(item))
    await upgrade(any_url)
    database = await Database.open(any_url, master_key)
    async with database.work() as work:
        done = dict(await work.meetings.finished_cases("DH"))
    await database.close()
    assert done == {A: NOW}, "so that any change from now on brings it back"
