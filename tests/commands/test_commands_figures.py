"""The figures of a month in the MDT room: counted from what was done there, silent where there are few cases."""

from datetime import date, timedelta

import pytest

from bot.domain.case import Area
from bot.domain.figures import Days
from bot.domain.people import Place
from bot.domain.refusals import Refusal, WrongPlace
from bot.domain.refusals_minutes import DayToCome, MonthNotUnderstood
from bot.usecases.results_minutes import RegionFigures
from tests.commands.stage import ANNA, BAS, NOW, Stage, only

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)


async def figures(stage: Stage, text: str = "!mdt cijfers") -> RegionFigures:
    found = only(await stage.in_mdt(text, ANNA))
    assert isinstance(found, RegionFigures)
    return found


async def weigh(stage: Stage, codes: list[str]) -> None:
    """Hold a meeting in which each of these gets its outcomes in four minutes; the last one waits in vain."""
    await stage.in_mdt("!mdt start")
    for code in codes:
        await stage.in_case(BAS, "!regie bas jansen\n!actie @anna vandaag: bellen", code)
        await stage.in_mdt("!volgende")
        await stage.in_case(BAS, ALL_NVT, code)
        stage.now += 4 * MINUTE
    await stage.in_mdt("!mdt sluit")


async def test_a_month_is_counted_from_meetings_clocks_and_actions(stage: Stage) -> None:
    codes = [stage.code]
    for number in range(1, 7):
        hours = 30 if number == 1 else 20
        codes.append(await stage.new_case(str(number + 1), NOW - timedelta(hours=hours, minutes=-number)))
    await stage.read()
    codes = [codes[1], *codes[2:], codes[0]]  # as they stand on the agenda: the oldest report first
    await weigh(stage, codes[:-1])
    for code in codes[:5]:
        await stage.in_case(ANNA, "!klaar A1", code)
    stage.now += DAY
    found = await figures(stage)
    assert (found.region, found.days) == ("DH", Days(date(2026, 11, 1), date(2026, 11, 30)))
    counted = found.figures
    assert (counted.meetings, counted.urgent, counted.cases, counted.first) == (1, 0, 6, 6)
    assert (counted.in_time, counted.hours, counted.covered) == (83, 20, 100)
    assert (counted.minutes_per_case, counted.minutes_per_meeting) == (4, 24)
    assert (counted.held, counted.not_reached) == (0, 1)
    assert (counted.added, counted.done, counted.late, counted.on_time) == (6, 5, 1, 83)


async def test_of_few_cases_nothing_is_said(stage: Stage) -> None:
    await weigh(stage, [stage.code])
    found = (await figures(stage)).figures
    shares = (
        found.in_time,
        found.hours,
        found.minutes_per_case,
        found.minutes_per_meeting,
        found.covered,
        found.on_time,
    )
    assert (found.cases, set(shares)) == (1, {None})


async def test_another_month_and_another_region_have_their_own(stage: Stage) -> None:
    await weigh(stage, [stage.code])
    assert (await figures(stage, "!mdt figures oktober")).figures.meetings == 0
    stage.now += 30 * DAY
    assert (await figures(stage)).figures.meetings == 0
    assert (await figures(stage, "!mdt cijfers vorige maand")).figures.meetings == 1


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!mdt cijfers december", DayToCome("datum", date(2026, 12, 1))),
        ("!mdt cijfers herfst", MonthNotUnderstood()),
        ("!mdt cijfers 13-2026", MonthNotUnderstood()),
    ],
)
async def test_what_is_no_month_is_said_in_one_sentence(stage: Stage, text: str, refusal: Refusal) -> None:
    assert only(await stage.in_mdt(text)) == refusal


async def test_figures_are_of_the_mdt_room(stage: Stage) -> None:
    assert only(await stage.in_case(BAS, "!mdt cijfers")) == WrongPlace("mdt cijfers", Place.MDT.value)
