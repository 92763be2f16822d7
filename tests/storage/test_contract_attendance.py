"""The contract of who is at the MDT; every database keeps it."""

from contextlib import suppress
from datetime import date, timedelta

import pytest

from bot.domain.attendance import EVERYBODY, Presence, Said

from .conftest import AnyDatabase
from .samples import ANNA, BEN, HOUR, NOW, A, B, add_case

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def said(organisation: str = "vt", user: str = ANNA, code: str = "", hours: int = 0) -> Said:
    return Said(organisation, user, Presence.PRESENT, BEN, NOW + hours * HOUR, code)


async def test_what_was_said_comes_back_in_order(database: AnyDatabase) -> None:
    absent = Said("csg", EVERYBODY, Presence.ABSENT, ANNA, NOW + HOUR)
    rows = [said(), absent, said(hours=2), said("csg", BEN, hours=1)]
    async with database.work() as work:
        for row in rows:
            await work.attendance.add("DH", MONDAY, row)
        await work.commit()
    async with database.work() as work:
        assert await work.attendance.listed("DH", MONDAY) == tuple(rows)
        assert await work.attendance.listed("DH", MONDAY + DAY) == ()
        assert await work.attendance.listed("OB", MONDAY) == ()


async def test_what_was_said_in_the_room_of_a_case_is_given_for_that_case_only(database: AnyDatabase) -> None:
    in_a, listed, in_b = said("om", BEN, A), said(), said("om", BEN, B, hours=1)
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        for row in (in_a, listed, in_b):
            await work.attendance.add("DH", MONDAY, row)
        await work.commit()
    async with database.work() as work:
        assert await work.attendance.listed("DH", MONDAY) == (listed,)
        assert await work.attendance.in_case("DH", MONDAY, A) == (in_a, listed)
        assert await work.attendance.in_case("DH", MONDAY, B) == (listed, in_b)
        assert await work.attendance.in_case("DH", MONDAY, "") == (listed,)


async def test_nobody_is_there_in_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.attendance.add("DH", MONDAY, said(code=A))
        await work.attendance.add("DH", MONDAY, said())
        assert await work.attendance.in_case("DH", MONDAY, A) == (said(),)


async def test_what_is_undone_was_never_said(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.attendance.add("DH", MONDAY, said())
        with suppress(LookupError):
            async with work.attempt():
                await work.attendance.add("DH", MONDAY, said("csg", BEN))
                raise LookupError
        await work.attendance.add("DH", MONDAY, said("shn", BEN))
        assert await work.attendance.listed("DH", MONDAY) == (said(), said("shn", BEN))
    async with database.work() as work:
        assert await work.attendance.listed("DH", MONDAY) == ()
