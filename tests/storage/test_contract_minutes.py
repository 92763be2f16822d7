"""The contract of what minutes and figures are made of; every database keeps it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.agenda_item import Standing
from bot.domain.case import ActionState, Area
from bot.domain.corrections import Correction, about_action, about_area
from bot.domain.figures import Task, Wait
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.outcome import Given
from bot.ports import Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, DUE, HOUR, NOW, A, B, C, action, add_case, decision, ended

FULL = Item(A, ItemState.CURRENT, NOW, 8, Standing.NEW, NOW + HOUR, 90, ANNA, NOW, NOW + DAY, NOW - HOUR, BEN)


def meeting(id_: str, *items: Item, region: str = "DH", hours: int = 0, closed: bool = True) -> Meeting:
    opened = NOW + hours * HOUR
    return Meeting(id_, region, ANNA, opened, items, opened + HOUR if closed else None, urgent=hours == 2)


async def meet(work: Work) -> tuple[Meeting, ...]:
    for code in (A, B, C):
        await add_case(work, code)
    held = (
        meeting("late", Item(B), Item(A), hours=2),
        meeting("early", Item(A, ItemState.CLOSED)),
        meeting("runs", FULL, hours=26, closed=False),
        meeting("other", Item(C), region="OB", hours=30),
    )
    for each in held:
        await work.meetings.save(each)
    return held


async def test_meetings_are_found_by_day_by_region_and_by_case(database: AnyDatabase) -> None:
    async with database.work() as work:
        late, early, runs, other = await meet(work)
        await work.commit()
    async with database.work() as work:
        assert await work.meetings.between("DH", NOW, NOW + DAY) == (early, late)
        assert await work.meetings.between("DH", NOW, NOW + 26 * HOUR) == (early, late), "the end does not count"
        assert await work.meetings.between("DH", NOW + HOUR, NOW + 2 * DAY) == (late, runs)
        assert await work.meetings.between("OB", NOW, NOW + 2 * DAY) == (other,)
        assert await work.meetings.between("XX", NOW, NOW + 2 * DAY) == ()
        assert await work.meetings.about(A) == (early, late, runs), "with every item, in order"
        assert await work.meetings.about(B) == (late,)
        assert await work.meetings.about("DH-0000") == ()
        assert (await work.meetings.last("DH"), await work.meetings.last("OB")) == (runs, other)
        assert await work.meetings.last("XX") is None
        assert await work.meetings.running("DH") == runs


async def test_every_outcome_is_kept_with_its_meeting(database: AnyDatabase) -> None:
    first, other = decision(text="Merkwoord \ud800"), decision(Area.LAW, "", not_applicable=True)
    async with database.work() as work:
        await meet(work)
        await work.decisions.add(A, "early", first)
        await work.decisions.add(A, "late", other)
        await work.decisions.add(B, "late", decision(text="van B"))
        await work.decisions.correct(A, decision(text="beter"))
        await work.commit()
    async with database.work() as work:
        assert await work.decisions.given(A) == (
            Given("early", first),
            Given("late", other),
            Given("early", decision(text="beter")),
        )
        assert [each.text for each in await work.decisions.of(A)] == ["beter", ""]
        await work.decisions.add(A, "late", decision(text="later"))
        await work.decisions.correct(A, decision(text="later beter"))
        assert (await work.decisions.given(A))[-1].meeting == "late", "the standing one is put right"
        with pytest.raises(KeyError):
            await work.decisions.correct(A, decision(Area.RECOVERY, "niets"))
        assert await work.decisions.given(C) == ()


async def test_the_text_of_an_action_is_put_right(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            await work.actions.add(code, action(text="bellen"))
        await work.actions.correct(A, 1, "Merkwoord \ud800")
        await work.commit()
    async with database.work() as work:
        [changed], [other] = await work.actions.of(A), await work.actions.of(B)
        assert (changed.text, changed.due, other.text) == ("Merkwoord \ud800", DUE, "bellen")
        with pytest.raises(KeyError):
            await work.actions.correct(A, 7, "niets")


async def test_corrections_are_kept_in_order(database: AnyDatabase) -> None:
    first = Correction(about_area(Area.SAFETY), "Merkwoord \ud800", ANNA, NOW)
    second = Correction(about_action(3), "bellen", BEN, NOW + HOUR)
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        for correction in (first, second):
            await work.corrections.add(A, correction)
        await work.commit()
    async with database.work() as work:
        assert await work.corrections.of(A) == (replace(first, number=1), replace(second, number=2))
        assert await work.corrections.of(B) == ()
        with pytest.raises(KeyError):
            await work.corrections.add(C, first)


async def test_a_correction_that_was_taken_back_counts_no_more_and_keeps_what_had_taken_its_place(
    database: AnyDatabase,
) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            for number in (1, 2):
                added = Correction(about_action(number), "eerst", ANNA, NOW)
                assert await work.corrections.add(code, added) == number
        await work.corrections.take_back(A, 2, "beter \ud800", NOW + HOUR)
        await work.commit()
    async with database.work() as work:
        assert [each.number for each in await work.corrections.of(A)] == [1]
        assert [each.number for each in await work.corrections.of(B)] == [1, 2]
        assert await work.corrections.add(A, Correction(about_action(3), "weer", ANNA, NOW)) == 3, "none is used twice"
        for code, number in ((A, 4), (C, 1)):
            with pytest.raises(KeyError):
                await work.corrections.take_back(code, number, "niets", NOW)


async def test_an_outcome_that_was_taken_back_is_given_no_more_and_not_put_right(database: AnyDatabase) -> None:
    async with database.work() as work:
        await meet(work)
        await work.decisions.add(A, "early", decision(text="eerst"))
        second = await work.decisions.add(A, "late", decision(text="daarna"))
        await work.decisions.take_back(A, second, NOW)
        assert await work.decisions.given(A) == (Given("early", decision(text="eerst")),)
        assert await work.decisions.correct(A, decision(text="beter")) == 3
        assert await work.decisions.given(A) == (
            Given("early", decision(text="eerst")),
            Given("early", decision(text="beter")),
        )
        await work.decisions.take_back(A, 3, NOW)
        await work.decisions.take_back(A, 1, NOW)
        with pytest.raises(KeyError):
            await work.decisions.correct(A, decision(text="niets"))


async def test_waits_are_those_of_first_weighings_in_these_days(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        assert await work.clocks.waits("DH", NOW, NOW + DAY) == ()
        await work.clocks.weighed(A, NOW + 2 * HOUR)
        await work.clocks.weighed(A, NOW + 3 * HOUR)
        await work.clocks.weighed(B, NOW)
        await work.clocks.weighed(C, NOW)
        await work.clocks.warned(C, NOW)
        await work.cases.close(B, NOW + HOUR, ANNA)
        await work.commit()
    async with database.work() as work:
        first, second = Wait(NOW - HOUR, NOW), Wait(NOW - HOUR, NOW + 2 * HOUR)
        assert await work.clocks.waits("DH", NOW, NOW + DAY) == (first, second)
        assert await work.clocks.waits("DH", NOW, NOW + 2 * HOUR) == (first,), "the end does not count"
        assert await work.clocks.waits("DH", NOW + timedelta(seconds=1), NOW + DAY) == (second,)
        assert await work.clocks.waits("OB", NOW, NOW + DAY) == (first,)


async def test_tasks_are_a_regions_actions_without_what_tells_which(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        for number in (1, 2):
            await work.actions.add(A, action(number))
        await work.actions.add(B, action())
        await work.actions.add(C, action())
        await ended(work, A, 2, ANNA, NOW + HOUR)
        await ended(work, B, 1, ANNA, NOW + DAY, "niet nodig")
        await work.actions.add(A, replace(action(3), state=ActionState.TAKEN_BACK, done_by=ANNA, done_at=NOW))
        await work.cases.close(B, NOW + DAY, ANNA)
        await work.commit()
    async with database.work() as work:
        assert await work.overview.tasks("DH") == (
            Task(NOW, date(2026, 11, 27), ActionState.OPEN),
            Task(NOW, date(2026, 11, 27), ActionState.DONE, NOW + HOUR),
            Task(NOW, date(2026, 11, 27), ActionState.DROPPED, NOW + DAY),
        )
        assert len(await work.overview.tasks("OB")) == 1
        assert await work.overview.tasks("XX") == ()
