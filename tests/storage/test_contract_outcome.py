"""The contract of what the MDT leaves for later; every database keeps it."""

from contextlib import suppress
from datetime import date

import pytest

from bot.domain.case import Area
from bot.domain.contributions import Contributed, ForWhom, Progress, Step
from bot.domain.meeting import Item, Meeting
from bot.domain.outcome import Hold, Review, standing_hold
from bot.ports import AlreadyThereError, Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, DUE, HOUR, NOW, A, B, C, add_case

LATER = date(2026, 12, 4)


def hold(meeting: str = "m", reason: str = "Merkwoord \ud800", hours: int = 0) -> Hold:
    return Hold(meeting, reason, ANNA, NOW + hours * HOUR)


async def meet(work: Work) -> None:
    for code in (A, B):
        await add_case(work, code)
    await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A), Item(B))))


async def test_the_last_hold_stands_until_it_ends(database: AnyDatabase) -> None:
    async with database.work() as work:
        await meet(work)
        await work.holds.add(A, hold())
        await work.holds.add(A, hold(reason="anders", hours=1))
        await work.holds.add(B, hold(reason="van B"))
        await work.commit()
    async with database.work() as work:
        first, second = await work.holds.of(A)
        assert (first.reason, first.ended_at) == ("Merkwoord \ud800", NOW + HOUR)
        assert second == hold(reason="anders", hours=1)
        assert standing_hold(await work.holds.of(A)) == second
        await work.holds.end(A, NOW + DAY)
        assert standing_hold(await work.holds.of(A)) is None
        assert [h.ended_at for h in await work.holds.of(A)] == [NOW + HOUR, NOW + DAY]
        assert await work.holds.of(B) == (hold(reason="van B"),), "the other case is not touched"
        await work.holds.end(C, NOW)
        assert await work.holds.of(C) == ()


async def test_only_a_case_that_is_there_is_held(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.holds.add(A, hold())
        assert await work.holds.of(A) == ()


async def test_the_last_review_counts_and_all_are_kept(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        agreed = [Review(LATER, ANNA, NOW), Review(DUE, BEN, NOW + HOUR)]
        for review in agreed:
            await work.reviews.set(A, review)
        await work.reviews.set(B, Review(LATER, ANNA, NOW))
        await work.reviews.set(C, Review(DUE, ANNA, NOW))
        await work.commit()
    async with database.work() as work:
        assert await work.reviews.of(A) == tuple(agreed)
        assert dict(await work.reviews.due("DH")) == {A: DUE, B: LATER}
        assert dict(await work.reviews.due("OB")) == {C: DUE}
        await work.reviews.set(A, Review(None, ANNA, NOW + DAY))
        assert dict(await work.reviews.due("DH")) == {B: LATER}
        await work.cases.close(B, NOW, ANNA)
        assert dict(await work.reviews.due("DH")) == {}
        assert len(await work.reviews.of(A)) == 3


async def test_nothing_is_agreed_about_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.reviews.set(A, Review(DUE, ANNA, NOW))
        assert await work.reviews.of(A) == ()


async def test_what_is_undone_was_never_left(database: AnyDatabase) -> None:
    async with database.work() as work:
        await meet(work)
        with suppress(LookupError):
            async with work.attempt():
                await work.holds.add(A, hold())
                await work.reviews.set(A, Review(DUE, ANNA, NOW))
                raise LookupError
        assert (await work.holds.of(A), await work.reviews.of(A)) == ((), ())


async def test_contributions_come_back_as_they_were_and_their_steps_in_order(database: AnyDatabase) -> None:
    inside = Contributed(3, "csg", "Merkwoord \ud800", Area.CARE, ForWhom.VICTIM, ANNA, NOW)
    outside = Contributed(2, "", "intake", None, ForWhom.PERPETRATOR, BEN, NOW, name="GGZ \ud800")
    steps = [
        Step(1, Progress.STARTED, ANNA, NOW),
        Step(3, Progress.PROMISED, BEN, NOW),
        Step(1, Progress.ENDED, BEN, NOW),
        Step(3, Progress.TAKEN_BACK, BEN, NOW),
        Step(1, None, BEN, NOW, of=3),
    ]
    async with database.work() as work:
        await add_case(work, A)
        for contributed in (inside, outside):
            await work.contributions.add(A, contributed)
        for step in steps:
            await work.contributions.step(A, step)
        await work.commit()
    async with database.work() as work:
        assert await work.contributions.of(A) == (outside, inside)
        assert await work.contributions.steps(A) == tuple(steps)
        assert (await work.contributions.of(B), await work.contributions.steps(B)) == ((), ())
        with pytest.raises(AlreadyThereError):
            await work.contributions.add(A, inside)


async def test_nobody_contributes_to_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.contributions.add(A, Contributed(1, "csg", "intake", by=ANNA, at=NOW))
        with pytest.raises(KeyError):
            await work.contributions.step(A, Step(1, Progress.STARTED, ANNA, NOW))
