"""The contract of legal grounds; every database keeps it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.domain.ground import Ground, GroundState
from bot.ports import AlreadyThereError
from bot.storage.database import Database
from bot.storage.tables_ground import grounds

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, add_case

DRAFT = Ground(1, "vt", "om", BEN, NOW, after=3)
FULL = Ground(
    number=2,
    giver="csg",
    receiver="om",
    by=ANNA,
    at=NOW,
    after=3,
    state=GroundState.RECORDED,
    vital=True,
    ground="artikel 18",
    terms="niet meer dan nodig",
    purpose="samen \ud800 zorgen",  # half a pair: JSON can bring it
    necessity="het adres",
    witness=BEN,
    recorded_at=NOW + HOUR,
    entry=4,
    review_due=NOW + DAY,
    reviewed_by=BEN,
    reviewed_at=NOW + DAY,
    review="het was nodig",
    warned_at=NOW + HOUR,
)


async def test_what_was_stored_comes_back_by_case_and_number(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        assert await work.grounds.next_number(A) == 1
        assert await work.grounds.of(A) == ()
        await work.grounds.add(A, FULL)
        await work.grounds.add(A, DRAFT)
        await work.grounds.add(B, DRAFT)
        await work.commit()
    async with database.work() as work:
        assert await work.grounds.of(A) == (DRAFT, FULL)
        assert await work.grounds.get(A, 2) == FULL
        assert await work.grounds.get(B, 2) is None
        assert await work.grounds.get(C, 1) is None
        assert (await work.grounds.next_number(A), await work.grounds.next_number(B)) == (3, 2)


async def test_a_change_is_kept_and_touches_no_other_case(database: AnyDatabase) -> None:
    changed = replace(DRAFT, purpose="iets anders", state=GroundState.DROPPED, by=ANNA)
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            await work.grounds.add(code, DRAFT)
        await work.grounds.save(A, changed)
        await work.commit()
    async with database.work() as work:
        assert (await work.grounds.get(A, 1), await work.grounds.get(B, 1)) == (changed, DRAFT)
        assert await work.grounds.next_number(A) == 2, "a dropped draft keeps its number"


async def test_what_is_not_there_or_there_already_is_refused_and_the_unit_goes_on(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await work.grounds.add(A, DRAFT)
        with pytest.raises(AlreadyThereError):
            await work.grounds.add(A, replace(DRAFT, giver="csg"))
        with pytest.raises(KeyError):
            await work.grounds.add(B, DRAFT)
        with pytest.raises(KeyError):
            await work.grounds.save(A, FULL)
        with pytest.raises(KeyError):
            await work.grounds.asked(A, 2, NOW)
        assert await work.grounds.of(A) == (DRAFT,)


async def test_what_waits_for_a_review_is_listed_of_open_cases(database: AnyDatabase) -> None:
    waiting = replace(FULL, reviewed_by=None, reviewed_at=None, review="")
    async with database.work() as work:
        await add_case(work, B)
        await add_case(work, A)
        await add_case(work, C, region="OB", closed_at=NOW)
        for code in (A, B, C):
            await work.grounds.add(code, waiting)
        await work.grounds.add(A, replace(FULL, number=1))
        await work.grounds.add(B, DRAFT)
        await work.grounds.asked(B, 2, NOW + 2 * DAY)
        await work.commit()
    async with database.work() as work:
        assert await work.grounds.to_review() == ((A, 2, NOW + DAY), (B, 2, NOW + 2 * DAY))
        assert await work.grounds.get(B, 2) == replace(waiting, review_due=NOW + 2 * DAY)


async def test_drafts_whose_giver_was_not_told_are_listed_of_open_cases(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, B)
        await add_case(work, A)
        await add_case(work, C, region="OB", closed_at=NOW)
        for code in (A, B, C):
            await work.grounds.add(code, DRAFT)
        await work.grounds.add(A, replace(FULL, warned_at=None))
        await work.grounds.add(B, replace(DRAFT, number=2, state=GroundState.DROPPED))
        await work.grounds.add(B, replace(DRAFT, number=3))
        await work.grounds.warned(B, 1, NOW + DAY)
        with pytest.raises(KeyError):
            await work.grounds.warned(B, 4, NOW)
        await work.commit()
    async with database.work() as work:
        assert await work.grounds.unwarned(NOW + DAY) == ((A, 1, NOW), (B, 3, NOW))
        assert await work.grounds.unwarned(NOW) == ((A, 1, NOW), (B, 1, NOW), (B, 3, NOW)), "by a clock ahead of us"
        assert await work.grounds.get(B, 1) == replace(DRAFT, warned_at=NOW + DAY)


async def test_regions_are_switched_on_and_off(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.grounds.regions() == frozenset()
        for region in ("DH", "OB", "DH"):
            await work.grounds.show_in(region, ANNA, NOW, shown=True)
        await work.grounds.show_in("ZL", ANNA, NOW, shown=False)
        await work.grounds.show_in("OB", BEN, NOW, shown=False)
        await work.commit()
    async with database.work() as work:
        assert await work.grounds.regions() == {"DH"}


async def test_every_word_is_sealed_and_fits_its_own_place_only(sql: Database, tmp_path: Path) -> None:
    del tmp_path
    async with sql.work() as work:
        await add_case(work, A)
        await work.grounds.add(A, FULL)
        await work.commit()
    async with sql._engine.connect() as connection:
        [row] = (await connection.execute(select(grounds))).all()
    words = (FULL.ground, FULL.terms, "samen", FULL.necessity, FULL.review)
    written = b"".join(bytes(value) for value in row if isinstance(value, bytes))
    assert len([value for value in row if isinstance(value, bytes)]) == 5
    assert not any(word.encode() in written for word in words)
    assert not any(word in str(value) for word in words for value in row if isinstance(value, str))
