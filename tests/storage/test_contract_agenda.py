"""The contract of what was said of agendas and what chairs wanted; every database keeps it."""

from datetime import date, timedelta

import pytest

from bot.domain.agenda import Wish
from bot.ports import AlreadyThereError, Mark

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
