"""The contract of what was said of agendas; every database keeps it."""

from datetime import date, timedelta

import pytest

from bot.ports import AlreadyThereError, Mark

from .conftest import AnyDatabase

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
