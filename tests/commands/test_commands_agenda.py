"""The agenda from state, as the MDT room sees it: order, minutes and standing, and never why."""

from datetime import date, timedelta

import pytest

from bot.commands.mdt import MINUTES, PLACE
from bot.domain.agenda_item import Standing
from bot.domain.case import Area
from bot.domain.meeting import Item
from bot.domain.people import Place
from bot.domain.refusals import MissingField, NotAllowed, NotUnderstood
from bot.domain.refusals_agenda import MinutesOutside, NoSuchPlace, NotOnAgenda, TakenUpAlready
from bot.usecases.results_agenda import MinutesSet, PlaceSet
from bot.usecases.results_casefile import ChangeNoted
from bot.usecases.results_meeting import Agenda, ItemUp, MeetingStarted
from tests.commands.stage import ANNA, NOW, Stage, only, values

ALL_FOUR = "\n".join(f"!besluit {area.value}: afgesproken" for area in Area)
DAY = timedelta(days=1)


async def agenda(stage: Stage, text: str = "!mdt agenda") -> Agenda:
    found = only(await stage.in_mdt(text))
    assert isinstance(found, Agenda)
    return found


async def lines(stage: Stage, text: str = "!mdt agenda") -> list[tuple[str, Standing, int]]:
    return [(item.code, item.standing, item.minutes) for item in (await agenda(stage, text)).items]


async def finish(stage: Stage) -> None:
    """Hold a meeting that is done with the first case."""
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(ANNA, ALL_FOUR)
    await stage.in_mdt("!mdt sluit")


async def without_regiehouder(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()


async def test_a_finished_case_without_regiehouder_runs_and_comes_after_the_new_ones(stage: Stage) -> None:
    await finish(stage)
    assert await lines(stage) == []
    await without_regiehouder(stage)
    new = await stage.new_case("2")
    back = await stage.new_case("3", NOW - 2 * DAY)
    await stage.in_mdt(f"!mdt spoed {back}\n!mdt sluit")
    expected = [(new, Standing.NEW, 8), (back, Standing.BACK, 5), (stage.code, Standing.RUNNING, 3)]
    assert await lines(stage) == expected
    found = await agenda(stage)
    assert found.minutes == 16
    assert found.starts == NOW + timedelta(hours=1), "ten o'clock on Dutch clocks"


async def test_an_action_that_stays_undone_brings_a_finished_case_back(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!actie anna vandaag: bellen")
    stage.now += 2 * DAY
    assert await lines(stage) == [], "Thursday: two working days late is not more than two"
    assert await lines(stage, "!mdt agenda vrijdag") == [(stage.code, Standing.RUNNING, 3)]
    stage.now += DAY
    assert await lines(stage) == [(stage.code, Standing.RUNNING, 3)]
    noted = values(await stage.in_case(ANNA, "!casus wijziging: hij belde weer"))[0]
    assert isinstance(noted, ChangeNoted)
    assert not noted.returns, "it was there already"
    assert await lines(stage) == [(stage.code, Standing.BACK, 5)]


async def test_when_the_action_is_done_it_leaves_again(stage: Stage) -> None:
    await finish(stage)
    await stage.in_case(ANNA, "!actie anna vandaag: bellen")
    stage.now += 3 * DAY
    assert await lines(stage) == [(stage.code, Standing.RUNNING, 3)]
    await stage.in_case(ANNA, "!klaar A1")
    assert await lines(stage) == []


async def test_the_meeting_takes_the_order_and_the_minutes_of_its_agenda(stage: Stage) -> None:
    await finish(stage)
    await without_regiehouder(stage)
    new = await stage.new_case("2")
    stage.now += timedelta(minutes=5)
    started = only(await stage.in_mdt("!mdt start"))
    assert isinstance(started, MeetingStarted)
    assert started.agenda.starts == stage.now
    meeting = await stage.meeting()
    assert meeting.items == (
        Item(new, minutes=8, standing=Standing.NEW),
        Item(stage.code, minutes=3, standing=Standing.RUNNING),
    )
    assert await lines(stage) == [(new, Standing.NEW, 8), (stage.code, Standing.RUNNING, 3)], "as it began"
    await stage.in_mdt("!volgende")
    up = [each.value for each in await stage.in_mdt("!volgende") if each.place is Place.MDT]
    assert [(v.code, v.standing) for v in up if isinstance(v, ItemUp)] == [(stage.code, Standing.RUNNING)]


async def test_a_case_that_runs_is_finished_again_once_it_has_a_regiehouder(stage: Stage) -> None:
    await finish(stage)
    await without_regiehouder(stage)
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert await lines(stage) == [(stage.code, Standing.BACK, 5)], "left without a regiehouder, it was carried over"
    await stage.in_case(ANNA, "!regie anna")
    await stage.in_mdt("!mdt start\n!volgende\n!mdt sluit")
    assert await lines(stage) == [], "its four areas were decided and stay so"


async def row(stage: Stage, text: str = "!mdt agenda") -> list[str]:
    return [item.code for item in (await agenda(stage, text)).items]


async def three(stage: Stage) -> tuple[str, str, str]:
    """Give three new cases in the order of their deadlines."""
    return stage.code, await stage.new_case("2", NOW - timedelta(hours=1)), await stage.new_case("3", NOW)


async def test_a_chair_gives_a_case_another_place_and_the_meeting_keeps_it(stage: Stage) -> None:
    first, second, third = await three(stage)
    moved = only(await stage.in_mdt(f"!mdt volgorde {third.lower()} 1"))
    assert isinstance(moved, PlaceSet)
    assert [item.code for item in moved.agenda.items] == [third, first, second]
    await stage.in_mdt(f"!mdt order {first} 3e")
    assert await row(stage) == [third, second, first]
    assert await row(stage, "!mdt agenda morgen") == [first, second, third], "another day"
    started = only(await stage.in_mdt("!mdt start"))
    assert isinstance(started, MeetingStarted)
    assert [item.code for item in started.agenda.items] == [third, second, first]
    meeting = await stage.meeting()
    assert [item.code for item in meeting.items] == [third, second, first]


async def test_a_case_that_comes_later_stands_behind_what_it_follows(stage: Stage) -> None:
    first, second, third = await three(stage)
    await stage.in_mdt(f"!mdt volgorde {third} 1")
    between = await stage.new_case("4", NOW - timedelta(minutes=30))
    assert await row(stage) == [third, first, second, between]


async def test_a_chair_plans_other_minutes_and_the_order_stays(stage: Stage) -> None:
    first, second, third = await three(stage)
    await stage.in_mdt(f"!mdt volgorde {third} 1")
    planned = only(await stage.in_mdt(f"!mdt tijd {third} 20 minuten"))
    assert isinstance(planned, MinutesSet)
    assert [(i.code, i.minutes) for i in planned.agenda.items] == [(third, 20), (first, 8), (second, 8)]
    await stage.in_mdt(f"!mdt volgorde {third} 2\n!mdt start")
    meeting = await stage.meeting()
    assert [(i.code, i.minutes) for i in meeting.items] == [(first, 8), (third, 20), (second, 8)]


async def test_while_the_meeting_runs_those_that_wait_are_arranged(stage: Stage) -> None:
    first, second, third = await three(stage)
    await stage.in_mdt("!mdt start\n!volgende")
    moved = only(await stage.in_mdt(f"!mdt volgorde {third} 1"))
    assert isinstance(moved, PlaceSet)
    assert [item.code for item in moved.agenda.items] == [third, second]
    assert moved.agenda.starts == stage.now
    planned = only(await stage.in_mdt(f"!mdt tijd {second} 1"))
    assert isinstance(planned, MinutesSet)
    assert planned.agenda.minutes == 9
    assert await row(stage) == [first, third, second]
    assert only(await stage.in_mdt(f"!mdt volgorde {first} 1")) == TakenUpAlready(first)
    assert only(await stage.in_mdt(f"!mdt volgorde {second} 3")) == NoSuchPlace(2)
    up = [each.value for each in await stage.in_mdt("!volgende") if isinstance(each.value, ItemUp)]
    assert [each.code for each in up] == [third]
    assert only(await stage.in_mdt(f"!mdt tijd {first} 9")) == TakenUpAlready(first)


async def test_after_the_mdt_of_today_the_next_day_is_arranged(stage: Stage) -> None:
    first, second, third = await three(stage)
    await stage.in_mdt("!mdt start\n!mdt sluit")
    moved = only(await stage.in_mdt(f"!mdt volgorde {third} 1"))
    assert isinstance(moved, PlaceSet)
    assert moved.agenda.day == date(2026, 11, 25)
    assert await row(stage, "!mdt agenda morgen") == [third, first, second]
    assert await row(stage) == [first, second, third]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!mdt volgorde", MissingField("code", PLACE)),
        ("!mdt volgorde CODE", MissingField("plaats", PLACE)),
        ("!mdt volgorde CODE boven", NotUnderstood("plaats", PLACE)),
        ("!mdt volgorde die van gisteren", NotUnderstood("code", PLACE)),
        ("!mdt volgorde CODE 0", NoSuchPlace(1)),
        ("!mdt volgorde CODE 2", NoSuchPlace(1)),
        ("!mdt volgorde CODE -1", NotUnderstood("plaats", PLACE)),
        ("!mdt volgorde DH-2222 1", NotOnAgenda(date(2026, 11, 24))),
        ("!mdt volgorde OB-2222 1", NotOnAgenda(date(2026, 11, 24))),
        ("!mdt tijd CODE", MissingField("minuten", MINUTES)),
        ("!mdt tijd CODE 0", MinutesOutside(60)),
        ("!mdt tijd CODE 61", MinutesOutside(60)),
        ("!mdt tijd CODE een kwartier", NotUnderstood("minuten", MINUTES)),
        ("!mdt tijd DH-2222 10", NotOnAgenda(date(2026, 11, 24))),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(stage: Stage, text: str, refusal: object) -> None:
    before = await agenda(stage)
    assert only(await stage.in_mdt(text.replace("CODE", stage.code))) == refusal
    assert await agenda(stage) == before


async def test_only_a_chair_arranges_and_a_closed_or_finished_case_is_not_there(stage: Stage) -> None:
    for text in (f"!mdt volgorde {stage.code} 1", f"!mdt tijd {stage.code} 9"):
        assert isinstance(only(await stage.in_mdt(text, ANNA)), NotAllowed)
    await finish(stage)
    tomorrow = date(2026, 11, 25)
    assert only(await stage.in_mdt(f"!mdt tijd {stage.code} 9")) == NotOnAgenda(tomorrow)
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, ANNA)
        await work.commit()
    assert only(await stage.in_mdt(f"!mdt tijd {stage.code} 9")) == NotOnAgenda(tomorrow)
