"""An action at an agreed moment rings before that moment, whatever the digest said."""

from datetime import date, datetime, time

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.rhythm import Rhythm
from bot.usecases.morning import give_digests
from bot.usecases.notices import ActionDue
from bot.usecases.remind import remind
from tests.commands.stage import ANNA, Stage

FRIDAY = date(2026, 11, 27)
RHYTHM = Rhythm(days=Workdays(frozenset(range(5)), no_holidays))


@pytest.fixture
async def stage() -> Stage:
    return await Stage(rhythm=RHYTHM).set_up()


async def tick(stage: Stage, moment: datetime) -> list[object]:
    stage.now = moment
    async with stage.database.work() as work:
        await remind(work, stage.speaker, moment, RHYTHM)
        await give_digests(work, stage.speaker, moment, RHYTHM)
        await work.commit()
    return [each.value for each in await stage.read() if isinstance(each.value, ActionDue)]


@pytest.mark.parametrize(("due", "rings"), [("10:30", time(9, 30)), ("14:00", time(13)), ("16:00", time(15))])
async def test_it_rings_once_before_its_moment(stage: Stage, due: str, rings: time) -> None:
    await stage.in_case(ANNA, f"!actie anna vrijdag {due}: bellen")
    rung = [
        clock
        for clock in (time(hour, minute) for hour in range(7, 19) for minute in (0, 30))
        if ActionDue(stage.code, "A1", FRIDAY, ANNA) in await tick(stage, at(FRIDAY, clock))
    ]
    assert rung == [rings]
