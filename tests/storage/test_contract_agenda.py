"""The contract of what was said of agendas and what people wanted; every database keeps it."""

from datetime import date, timedelta

import pytest

from bot.domain.agenda import Wish
from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.meeting import Item, ItemState, Meeting
from bot.ports import AlreadyThereError, Mark, Told

from .conftest import AnyDatabase
from .samples import ANNA, BEN, HOUR, NOW, A, B, C, add_case

TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)


async def test_a_mark_is_made_once_for_a_region_and_a_day(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.agendas.marks("DH", TUESDAY) == frozenset()
        await work.agendas.mark("DH", TUESDAY, Mark.POSTED)
        await work.agendas.mark("DH", TUESDAY + DAY, Mark.REMINDED)
        await work.commit()
    async with database.work() as work:
        with pytest.raises(AlreadyThereError):
            await work.agendas.mark("DH", TUESDAY, Mark.POSTED)
        assert await work.agendas.marks("DH", TUESDAY) == {Mark.POSTED}
        assert await work.agendas.marks("DH", TUESDAY + DAY) == {Mark.REMINDED}
        assert await work.agendas.marks("OB", TUESDAY) == frozenset()
        await work.agendas.mark("DH", TUESDAY, Mark.REMINDED)
        assert await work.agendas.marks("DH", TUESDAY) == set(Mark)


async def test_marks_of_later_days_are_forgotten(database: AnyDatabase) -> None:
    async with database.work() as work:
        for days in (0, 1, 2):
            await work.agendas.mark("DH", TUESDAY + days * DAY, Mark.POSTED)
        await work.agendas.forget(after=TUESDAY + DAY)
        marked = [bool(await work.agendas.marks("DH", TUESDAY + days * DAY)) for days in (0, 1, 2)]
        assert marked == [True, True, False]


async def test_a_mark_that_is_undone_was_never_made(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.agendas.mark("DH", TUESDAY, Mark.POSTED)
    async with database.work() as work:
        assert await work.agendas.marks("DH", TUESDAY) == frozenset()


async def test_the_last_wish_for_a_case_on_a_day_counts(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        await work.agendas.wish("DH", TUESDAY, Wish(B, 2, None, ANNA, NOW))
        await work.agendas.wish("DH", TUESDAY, Wish(A, 1, 20, ANNA, NOW))
        await work.agendas.wish("DH", TUESDAY, Wish(B, 3, 5, BEN, NOW + HOUR))
        await work.agendas.wish("DH", TUESDAY + DAY, Wish(A, None, 9, ANNA, NOW))
        await work.commit()
    async with database.work() as work:
        assert await work.agendas.wishes("DH", TUESDAY) == (Wish(A, 1, 20, ANNA, NOW), Wish(B, 3, 5, BEN, NOW + HOUR))
        assert await work.agendas.wishes("DH", TUESDAY + DAY) == (Wish(A, None, 9, ANNA, NOW),)
        assert await work.agendas.wishes("OB", TUESDAY) == ()


async def test_nothing_is_wanted_for_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.agendas.wish("DH", TUESDAY, Wish(C, 1, None, ANNA, NOW))


async def test_what_was_told_of_a_case_is_the_last_of_its_day(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        await work.agendas.tell("DH", TUESDAY, A, Told.ON)
        await work.agendas.tell("DH", TUESDAY, A, Told.OFF)
        await work.agendas.tell("DH", TUESDAY, B, Told.OFFERED)
        await work.agendas.tell("DH", TUESDAY + DAY, A, Told.ON)
        await work.agendas.tell("DH", TUESDAY + 2 * DAY, A, Told.ON)
        await work.commit()
    async with database.work() as work:
        assert dict(await work.agendas.told("DH", TUESDAY)) == {A: Told.OFF, B: Told.OFFERED}
        assert dict(await work.agendas.told("OB", TUESDAY)) == {}
        await work.agendas.forget(after=TUESDAY + DAY)
        told = [dict(await work.agendas.told("DH", TUESDAY + days * DAY)) for days in (1, 2)]
        assert told == [{A: Told.ON}, {}]
        with pytest.raises(KeyError):
            await work.agendas.tell("DH", TUESDAY, C, Told.ON)


def note(kind: Deed = Deed.ADDED, reason: str = "", about: int = 0, **more: bool) -> AgendaNote:
    return AgendaNote(kind, TUESDAY, ANNA, NOW, about, NOW - HOUR, more.get("covered", True), reason)


async def test_notes_are_numbered_within_their_case_and_keep_their_reasons(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        assert await work.agenda_notes.add(A, note(covered=False)) == 1
        assert await work.agenda_notes.add(B, note(reason="van B")) == 1
        assert await work.agenda_notes.add(A, note(Deed.REASON, "Merkwoord \ud800", about=1)) == 2
        await work.commit()
    async with database.work() as work:
        first, second = await work.agenda_notes.of(A)
        assert first == AgendaNote(Deed.ADDED, TUESDAY, ANNA, NOW, 0, NOW - HOUR, covered=False, number=1)
        assert second == AgendaNote(Deed.REASON, TUESDAY, ANNA, NOW, 1, NOW - HOUR, reason="Merkwoord \ud800", number=2)
        assert await work.agenda_notes.of(C) == ()
        with pytest.raises(KeyError):
            await work.agenda_notes.add(C, note())


async def test_a_region_gets_the_notes_of_its_open_cases_without_reasons(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):  # the last one is of another region
            await add_case(work, code)
            await work.agenda_notes.add(code, note(reason="waarom"))
        await work.agenda_notes.add(A, note(Deed.UNDONE, about=1))
        await work.cases.close(B, NOW, ANNA)
        await work.commit()
    async with database.work() as work:
        found = dict(await work.agenda_notes.in_region("DH"))
        assert {code: [(n.kind, n.number, n.reason) for n in notes] for code, notes in found.items()} == {
            A: [(Deed.ADDED, 1, ""), (Deed.UNDONE, 2, "")]
        }
        assert set(await work.agenda_notes.in_region("OB")) == {C}


async def test_a_note_that_is_undone_was_never_made(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await work.commit()
    async with database.work() as work:
        await work.agenda_notes.add(A, note(reason="waarom"))
        await work.agendas.tell("DH", TUESDAY, A, Told.ON)
    async with database.work() as work:
        assert await work.agenda_notes.of(A) == ()
        assert dict(await work.agendas.told("DH", TUESDAY)) == {}


async def test_when_a_meeting_last_left_a_case(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        left = (Item(A, ItemState.CLOSED, NOW + HOUR), Item(B, ItemState.CARRIED))
        await work.meetings.save(Meeting("m", "DH", ANNA, NOW, left, NOW + 2 * HOUR))
        later = (Item(A, ItemState.CARRIED, NOW + DAY), Item(B))
        await work.meetings.save(Meeting("n", "DH", ANNA, NOW + DAY, later))
        await work.commit()
    async with database.work() as work:
        assert dict(await work.meetings.left_cases("DH")) == {A: NOW + DAY, B: NOW}, "of the first B has no moment"
        assert dict(await work.meetings.left_cases("OB")) == {}


async def test_a_meeting_may_lose_its_last_case(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        meeting = Meeting("m", "DH", ANNA, NOW, (Item(A),))
        await work.meetings.save(meeting)
        await work.meetings.save(meeting.without(A))
        await work.commit()
    async with database.work() as work:
        running = await work.meetings.running("DH")
        assert running is not None
        assert running.items == ()
