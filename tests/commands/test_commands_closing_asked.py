"""A case is closed while somebody is asked to be its regiehouder: they hear that the question is over."""

from datetime import date, time

import pytest

from bot.domain.calendar import at
from bot.domain.rhythm import Rhythm
from bot.usecases.results_closing import CaseClosed
from bot.usecases.results_regie import RegieCalledOff
from tests.commands.stage import ANNA, BAS, CARLA, Stage, only, values
from tests.commands.test_commands_closing import HALF, YEAR, closed, weigh


@pytest.fixture
async def stage() -> Stage:
    """Give a case that Bas coordinates and that an MDT has weighed."""
    stage = await Stage().set_up()
    await weigh(stage)
    return stage


async def test_that_nobody_is_asked_any_more_waits_for_the_morning() -> None:
    stage = await Stage(rhythm=Rhythm()).set_up()
    await weigh(stage)
    await stage.in_case(BAS, "!regie overdragen anna")
    stage.now = at(date(2026, 11, 24), time(21))
    assert [type(value) for value in values(await closed(stage))] == [CaseClosed]
    stage.now = at(date(2026, 11, 25), time(7))
    assert values(await stage.read()) == [RegieCalledOff(stage.code, ANNA)]


async def test_who_closes_what_they_were_asked_for_is_told_nothing_besides(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    await stage.in_case(CARLA, "!regie bas jansen")
    assert only(await closed(stage)) == CaseClosed(stage.code, "Bas Jansen", (HALF, YEAR))


async def test_who_left_service_is_not_told(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie overdragen anna")
    async with stage.database.work() as work:
        await work.people.leave(ANNA, stage.now)
        await work.commit()
    assert only(await closed(stage))
