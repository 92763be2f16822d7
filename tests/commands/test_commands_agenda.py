"""The agenda from state, as the MDT room sees it: order, minutes and standing, and never why."""

from datetime import timedelta

from bot.domain.case import Area
from bot.domain.meeting import Item, Standing
from bot.domain.people import Place
from bot.usecases.results import Agenda, ItemUp, MeetingStarted
from bot.usecases.results_casefile import ChangeNoted
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
    async with stage.database.work() as work:
        meeting = await work.meetings.running("DH")
    assert meeting is not None
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
