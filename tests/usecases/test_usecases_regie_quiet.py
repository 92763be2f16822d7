"""A question to be the regiehouder in quiet hours: said when they are over, once, and only if it still is one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.case import CaseCode
from bot.domain.clock import Watch
from bot.domain.people import Place, UserId
from bot.domain.regie import RequestState, Step
from bot.domain.rhythm import Habit, Rhythm
from bot.usecases.morning import give_digests
from bot.usecases.notices import MorningDigest
from bot.usecases.regie_watch import watch_regie
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_regie import (
    AskedSaidNo,
    RegieAsked,
    RegieAskedHere,
    RegieAskedMany,
    RegieSilent,
    RegieUnanswered,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, Said, Stage, only

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
RHYTHM = Rhythm(days=Workdays(frozenset(range(5)), no_holidays))
WATCH = Watch(weekdays=frozenset(range(5)), is_holiday=no_holidays)
ASKED = (RegieAsked, RegieAskedHere, RegieAskedMany)


@pytest.fixture
async def stage() -> Stage:
    return await Stage(rhythm=RHYTHM).set_up()


async def look(stage: Stage, moment: datetime) -> list[Said]:
    """Look as the ticks do: the digests, and the open questions."""
    stage.now = moment
    async with stage.database.work() as work:
        await give_digests(work, stage.speaker, moment, RHYTHM)
        await work.commit()
    async with stage.database.work() as work:
        await watch_regie(work, stage.speaker, moment, WATCH)
        await work.commit()
    return await stage.read()


async def step(stage: Stage) -> Step:
    async with stage.database.work() as work:
        return (await work.regie.of(stage.code))[-1].step


async def keeps(stage: Stage, user: UserId, quiet_from: int, quiet_until: int) -> None:
    async with stage.database.work() as work:
        await work.habits.save(Habit(user, time(quiet_from), time(quiet_until)))
        await work.commit()


async def tight(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.nudges.watch(stage.code, WEDNESDAY)
        await work.commit()


def rung(said: list[Said]) -> list[object]:
    return [each.value for each in said if isinstance(each.value, ASKED)]


def accepts(said: list[Said]) -> dict[UserId, list[CaseCode]]:
    found = [each.value for each in said if isinstance(each.value, MorningDigest)]
    return {each.user_id: [line.case for line in each.digest.lines if line.accept] for each in found}


async def test_by_day_it_rings_at_once_and_the_digest_says_it_the_next_day(stage: Stage) -> None:
    stage.now = at(TUESDAY, time(8))
    assert set(rung(await stage.in_case(CARLA, "!regie anna"))) == {
        RegieAskedHere(stage.code, False, ANNA),
        RegieAsked(stage.code, False, False, ANNA),
    }
    assert await look(stage, at(TUESDAY, time(8, 30))) == [], "not twice in a morning"
    async with stage.database.work() as work:
        [request] = await work.regie.of(stage.code)
        await work.regie.save(stage.code, replace(request, step=Step.CHAIR))
        await work.commit()
    assert accepts(await look(stage, at(WEDNESDAY, time(8, 30)))) == {ANNA: [stage.code]}, "it is open still"


async def test_at_night_nobody_is_rung_and_the_digest_says_it(stage: Stage) -> None:
    stage.now = at(TUESDAY, time(22))
    assert rung(await stage.in_case(CARLA, "!regie anna")) == []
    assert await step(stage) is Step.LATER
    assert await look(stage, at(WEDNESDAY, time(7))) == []
    said = await look(stage, at(WEDNESDAY, time(8, 30)))
    assert accepts(said) == {ANNA: [stage.code]}
    assert rung(said) == [], "the digest said it"
    assert await look(stage, at(WEDNESDAY, time(10))) == [], "not twice in a morning"
    assert await look(stage, at(WEDNESDAY, time(11, 59))) == []
    assert next(type(each.value) for each in await look(stage, at(WEDNESDAY, time(12)))) is RegieSilent, "it goes on"


async def test_asked_again_the_next_morning_it_stands_in_the_digest_or_rings_but_not_both(stage: Stage) -> None:
    await look(stage, at(TUESDAY, time(8, 30)))
    stage.now = at(TUESDAY, time(17, 30))
    assert rung(await stage.in_case(CARLA, "!regie anna")) != []
    for hour, minute in ((8, 0), (8, 29)):
        assert await look(stage, at(WEDNESDAY, time(hour, minute))) == []
    said = await look(stage, at(WEDNESDAY, time(8, 30)))
    assert accepts(said) == {ANNA: [stage.code]}
    for hour, minute in ((8, 31), (9, 30), (11, 29)):
        said += await look(stage, at(WEDNESDAY, time(hour, minute)))
    assert rung(said) == []


async def test_who_was_asked_on_a_day_off_hears_it_in_the_digest_or_by_a_ring_but_not_both(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.habits.save(Habit(ANNA, days=frozenset({2})))
        await work.commit()
    stage.now = at(TUESDAY, time(16))
    assert rung(await stage.in_case(CARLA, "!regie anna")) == []
    said = [*await look(stage, at(WEDNESDAY, time(8))), *await look(stage, at(WEDNESDAY, time(8, 30)))]
    assert accepts(said) == {ANNA: [stage.code]}
    assert rung(said) == []


async def test_under_a_tight_watch_asking_again_waits_for_no_digest(stage: Stage) -> None:
    await tight(stage)
    stage.now = at(TUESDAY, time(17, 30))
    await stage.in_case(CARLA, "!regie anna")
    assert rung(await look(stage, at(WEDNESDAY, time(9, 30)))) != []


async def test_what_is_over_by_the_morning_is_not_asked(stage: Stage) -> None:
    stage.now = at(TUESDAY, time(22))
    await stage.in_case(CARLA, "!regie anna")
    await stage.in_case(BAS_SMIT, "!regie ik")
    for hour in (7, 8, 9, 10, 12, 17):
        said = await look(stage, at(WEDNESDAY, time(hour, 30)))
        assert rung(said) == []
        assert ANNA not in accepts(said)


async def test_who_was_asked_in_a_quiet_hour_by_day_is_rung_after_it(stage: Stage) -> None:
    await keeps(stage, ANNA, 12, 13)
    await look(stage, at(TUESDAY, time(8, 30)))
    stage.now = at(TUESDAY, time(12, 15))
    assert rung(await stage.in_case(CARLA, "!regie anna")) == []
    assert await look(stage, at(TUESDAY, time(12, 59))) == []
    assert set(rung(await look(stage, at(TUESDAY, time(13))))) == {
        RegieAskedHere(stage.code, False, ANNA),
        RegieAsked(stage.code, False, False, ANNA),
    }
    assert await step(stage) is Step.ASKED
    assert await look(stage, at(TUESDAY, time(13, 1))) == []


async def test_who_was_not_rung_when_it_is_time_to_ask_again_hears_it_once_and_for_the_first_time(
    stage: Stage,
) -> None:
    await keeps(stage, ANNA, 20, 11)
    stage.now = at(TUESDAY, time(22))
    await stage.in_case(CARLA, "!regie anna")
    assert rung(await look(stage, at(WEDNESDAY, time(10, 30)))) == []
    stage.now = at(WEDNESDAY, time(11, 5))
    async with stage.database.work() as work:
        await watch_regie(work, stage.speaker, stage.now, WATCH)  # a digest that never came holds nothing up
        await work.commit()
    assert set(rung(await stage.read())) == {
        RegieAskedHere(stage.code, False, ANNA),
        RegieAsked(stage.code, False, False, ANNA),
    }
    assert await step(stage) is Step.AGAIN


async def test_who_cannot_be_rung_is_passed_over_like_anybody_silent(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.habits.save(Habit(ANNA, days=frozenset({0})))
        await work.commit()
    assert rung(await stage.in_case(CARLA, "!regie anna")) == []
    said = await look(stage, at(TUESDAY, time(13)))
    assert RegieSilent(stage.code, "Anna de Vries", False, True) in [each.value for each in said]
    assert WithoutCoordinator((stage.code,), CARLA) in [each.value for each in said]
    assert rung(said) == []


async def test_under_a_tight_watch_the_night_is_no_reason_to_wait(stage: Stage) -> None:
    await tight(stage)
    stage.now = at(TUESDAY, time(23))
    said = await stage.in_case(CARLA, "!regie anna")
    assert RegieAsked(stage.code, False, False, ANNA) in rung(said)
    said = await stage.in_direct(ANNA, f"!regie weiger {stage.code}: het kan niet")
    assert AskedSaidNo(stage.code, CARLA) in [each.value for each in said]


@pytest.mark.parametrize("hurry", [False, True])
async def test_a_chair_in_quiet_hours_hears_of_silence_after_them_unless_it_is_tight(
    stage: Stage, *, hurry: bool
) -> None:
    await keeps(stage, CARLA, 13, 15)
    if hurry:
        await tight(stage)
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(CARLA, "!regie anna")
    told = RegieUnanswered(stage.code, CARLA)
    assert (told in [each.value for each in await look(stage, at(TUESDAY, time(13)))]) is hurry
    stage.now = at(TUESDAY, time(15))
    assert (told in [each.value for each in await stage.read()]) is not hurry


async def test_a_no_at_night_waits_for_who_asked(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    stage.now = at(TUESDAY, time(22))
    said = await stage.in_case(ANNA, "!regie weiger: het kan niet")
    assert AskedSaidNo(stage.code, CARLA) not in [each.value for each in said]
    stage.now = at(WEDNESDAY, time(7))
    assert only(await stage.read()) == AskedSaidNo(stage.code, CARLA)


async def test_many_cases_at_night_ring_for_nothing_and_stand_in_one_digest(stage: Stage) -> None:
    codes = sorted([stage.code, await stage.new_case("2")])
    await stage.read()
    for code in codes:
        await stage.in_case(BAS, "!regie ik", code)
    stage.now = at(TUESDAY, time(21))
    ahead = only(await stage.in_direct(BAS, "!regie overdragen alles bsmit"))
    said = await stage.in_direct(BAS, ahead.command)  # type: ignore[attr-defined]
    assert rung(said) == []
    assert accepts(await look(stage, at(WEDNESDAY, time(8, 30))))[BAS_SMIT] == codes
    await stage.in_direct(BAS_SMIT, "!regie aanvaard alles")
    async with stage.database.work() as work:
        assert {(await work.regie.of(code))[-1].state for code in codes} == {RequestState.ACCEPTED}


async def test_many_cases_ring_once_for_those_that_may_ring(stage: Stage) -> None:
    codes = sorted([stage.code, await stage.new_case("2")])
    for code in codes:
        await stage.in_case(BAS, "!regie ik", code)
    await tight(stage)
    stage.now = at(TUESDAY, time(21))
    ahead = only(await stage.in_direct(BAS, "!regie overdragen alles bsmit"))
    said = await stage.in_direct(BAS, ahead.command)  # type: ignore[attr-defined]
    assert rung(said) == [RegieAskedMany((stage.code,), BAS_SMIT)]
    assert [each.subject for each in said if each.place is Place.DIRECT and each.subject == BAS_SMIT] == [BAS_SMIT]
    said = await look(stage, at(WEDNESDAY, time(8, 30)))
    assert accepts(said)[BAS_SMIT] == codes
    assert await look(stage, at(WEDNESDAY, time(8, 30)) + timedelta(minutes=1)) == []


async def test_the_chair_who_knows_of_the_silence_is_not_told_again_when_it_is_refused(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    stage.now = at(TUESDAY, time(9))
    await stage.in_case(CARLA, "!regie anna")
    told = await look(stage, at(TUESDAY, time(13)))
    assert [each.subject for each in told if isinstance(each.value, WithoutCoordinator)] == ["", CARLA]
    stage.now = at(TUESDAY, time(14))
    told = await stage.in_case(ANNA, "!regie weiger: ik ben er niet")
    assert [each for each in told if isinstance(each.value, WithoutCoordinator)] == []
    assert any(isinstance(each.value, AskedSaidNo) for each in told), "who asked hears the answer"
