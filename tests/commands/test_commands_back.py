"""Going back to an earlier case of a meeting: what was noted when it was left is undone, what was agreed stays."""

from datetime import timedelta

import pytest

from bot.domain.agenda_item import Standing
from bot.domain.calendar import local_day
from bot.domain.meeting import ItemState
from bot.domain.outcome import Review
from bot.domain.people import Place
from bot.domain.refusals import NotThisCasesTurn
from bot.domain.refusals_leading import CannotReturn, NothingBefore, NothingHeld
from bot.usecases.agenda import agenda
from bot.usecases.results_leading import HoldLifted, PutOff
from bot.usecases.results_meeting import ItemHere, ItemUp
from bot.usecases.results_outcome import HeldOver
from tests.commands.morning import Morning, by_place, row, up
from tests.commands.stage import ANNA, BAS, only


@pytest.fixture
async def morning() -> Morning:
    """Three cases, the meeting at the first."""
    stage = await Morning().begin()
    await stage.in_mdt("!mdt start\n!volgende")
    return stage


async def test_the_case_before_becomes_current_again_and_what_was_current_is_next(morning: Morning) -> None:
    first, second, _ = morning.codes
    await morning.in_mdt("!volgende")
    said = await morning.in_mdt("!terug")
    assert up(said) == ItemUp(
        first, 1, 3, Standing.NEW, second, 0, previous_coordinator_missing=False, previous_waits=True
    )
    assert by_place(said, Place.CASE, second) == [PutOff(second)]
    assert [type(value) for value in by_place(said, Place.CASE, first)] == [ItemHere]
    assert up(await morning.in_mdt("!volgende")).code == second
    assert up(await morning.in_mdt("!back")).code == first


async def test_one_goes_back_to_a_case_by_its_code(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.in_mdt("!volgende\n!volgende")
    found = up(await morning.in_mdt(f"!terug {first.lower()}"))
    assert (found.code, found.previous, found.position) == (first, third, 2)
    assert await row(morning) == [
        (second, ItemState.CARRIED),
        (first, ItemState.CURRENT),
        (third, ItemState.WAITING),
    ]


async def test_after_the_last_case_one_can_still_go_back(morning: Morning) -> None:
    await morning.in_mdt("!volgende\n!volgende\n!volgende")
    said = await morning.in_mdt("!terug")
    assert (up(said).code, up(said).previous) == (morning.codes[2], "")


async def test_a_finished_case_that_is_current_again_is_not_finished_until_it_is_left(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.finish(first, ANNA)
    await morning.in_mdt("!volgende")
    async with morning.database.work() as work:
        assert set(await work.meetings.finished_cases("DH")) == {first}
    await morning.in_mdt("!terug")
    async with morning.database.work() as work:
        assert set(await work.meetings.finished_cases("DH")) == set()
        assert first in {item.code for item in (await agenda(work, "DH", morning.now)).items}
    morning.now += timedelta(minutes=5)
    await morning.in_mdt("!volgende")
    async with morning.database.work() as work:
        assert await work.meetings.finished_cases("DH") == {first: morning.now}


async def review_of(stage: Morning, code: str) -> list[object]:
    async with stage.database.work() as work:
        return [review.day for review in await work.reviews.of(code)]


async def test_a_review_that_was_done_is_due_again_and_done_once_more(morning: Morning) -> None:
    first, today = morning.codes[0], local_day(morning.now)
    async with morning.database.work() as work:
        await work.reviews.set(first, Review(today, ANNA, morning.now - timedelta(days=7)))
        await work.commit()
    await morning.finish(first, ANNA)
    await morning.in_mdt("!volgende")
    assert await review_of(morning, first) == [today, None]
    await morning.in_mdt("!terug")
    assert await review_of(morning, first) == [today, None, today]
    await morning.in_case(ANNA, "!aanhouden: toch nog niet", first)
    await morning.in_mdt("!volgende")
    assert await review_of(morning, first) == [today, None, today], "held over: still due"
    await morning.in_mdt("!terug")
    await morning.in_case(ANNA, "!aanhouden weg", first)
    await morning.in_mdt("!volgende")
    assert await review_of(morning, first) == [today, None, today, None]


async def test_a_review_that_was_called_off_stays_off(morning: Morning) -> None:
    first = morning.codes[0]
    async with morning.database.work() as work:
        await work.reviews.set(first, Review(local_day(morning.now), ANNA, morning.now - timedelta(days=7)))
        await work.commit()
    await morning.in_case(ANNA, "!herbeoordeling weg", first)
    morning.now += timedelta(minutes=1)
    await morning.in_mdt("!volgende\n!terug")
    assert (await review_of(morning, first))[-1] is None


async def test_what_was_held_over_stays_so_until_it_is_lifted(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.finish(first, ANNA)
    assert isinstance(only(await morning.in_case(ANNA, "!aanhouden: het lab belt nog", first)), HeldOver)
    await morning.in_mdt("!volgende")
    [here] = by_place(await morning.in_mdt("!terug"), Place.CASE, first)
    assert isinstance(here, ItemHere)
    assert here.held
    assert up(await morning.in_mdt("!volgende")).previous_held, "nobody lifted it"
    await morning.in_mdt("!terug")
    assert only(await morning.in_case(ANNA, "!aanhouden weg", first)) == HoldLifted(first)
    assert only(await morning.in_case(ANNA, "!hold off", first)) == NothingHeld()
    found = up(await morning.in_mdt("!volgende"))
    assert (found.previous, found.previous_open, found.previous_held) == (first, 0, False)
    assert (await morning.item(first)).state is ItemState.CLOSED


async def test_a_hold_of_an_earlier_meeting_is_not_this_ones_to_lift(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.in_case(ANNA, "!aanhouden: het lab belt nog", first)
    assert only(await morning.in_case(BAS, "!aanhouden weg", morning.codes[1])) == NotThisCasesTurn()
    await morning.in_mdt("!mdt sluit")
    said = await morning.in_mdt("!mdt start\n!volgende\n!volgende\n!volgende")
    [here] = [value for value in by_place(said, Place.CASE, first) if isinstance(value, ItemHere)]
    assert not here.held
    assert only(await morning.in_case(ANNA, "!aanhouden weg", first)) == NothingHeld()


async def test_a_case_that_was_closed_or_emptied_since_does_not_come_back(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.in_mdt("!volgende\n!volgende")
    async with morning.database.work() as work:
        await work.cases.close(first, morning.now, ANNA)
        await work.commit()
    await morning.empty(second)
    before = await morning.meeting()
    for code in (first, second):
        assert only(await morning.in_mdt(f"!terug {code}")) == CannotReturn(code)
    assert only(await morning.in_mdt("!terug")) == NothingBefore()
    assert await morning.meeting() == before
    assert before.current == third


async def test_back_passes_over_what_cannot_come_back(morning: Morning) -> None:
    first, second, _ = morning.codes
    await morning.in_mdt("!volgende\n!volgende")
    await morning.empty(second)
    assert up(await morning.in_mdt("!terug")).code == first
