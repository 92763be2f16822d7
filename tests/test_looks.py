"""Looking every second takes one question while nothing changes, for any number of cases; and nothing is missed."""

import logging
from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.case import Answer, CaseCode, Consent, Intake
from bot.domain.people import Place
from bot.storage.database import Database
from bot.wiring.ticks import ANEW, SILENCE, Looks
from tests.quarter.heard import AMSTERDAM
from tests.quarter.people import user
from tests.quarter.world import World, open_world
from tests.statements import counting

TUESDAY = date(2026, 11, 24)
SECOND = timedelta(seconds=1)
PARTIES = tuple(Consent(party, Answer.YES) for party in ("politie", "vt", "csg", "shn"))
FEW, MORE = 3, 12


def on(clock: time, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with open_world(tmp_path, on(time(9))) as world:
        yield world


async def add_cases(world: World, count: int) -> list[CaseCode]:
    return [
        await world.open_case(
            Intake("DH", "csg", "melder", "slachtoffer", "soort", world.now, f"nummer {number}", consents=PARTIES)
        )
        for number in range(len(world.opened), len(world.opened) + count)
    ]


async def settle(world: World) -> None:
    """Look until nothing is said any more."""
    for _ in range(5):
        before = len(world.heard)
        await world.looks.around()
        await world.collect()
        if len(world.heard) == before:
            return
    raise AssertionError("it goes on saying things")


async def cost(world: World) -> int:
    with counting() as counted:
        await world.looks.around()
    return counted.statements


async def said(world: World) -> list[str]:
    """Look around, and give what was said upon it."""
    before = len(world.heard)
    await world.looks.around()
    await world.collect()
    return [heard.text for heard in world.heard[before:]]


async def test_an_idle_second_is_one_question_whatever_the_number_of_cases(world: World) -> None:
    for count in (FEW, MORE):
        await add_cases(world, count)
        world.now = on(time(9, 30, count))
        await settle(world)
        assert await cost(world) == 1
        world.now += SECOND
        assert await cost(world) == 1


async def test_a_whole_look_takes_as_many_questions_for_many_cases_as_for_few(world: World) -> None:
    found = set()
    for count in (FEW, MORE):
        await add_cases(world, count)
        await settle(world)
        world.now += timedelta(seconds=ANEW)
        await settle(world)
        world.now += timedelta(seconds=ANEW)
        found.add(await cost(world))
    assert len(found) == 1
    assert found.pop() > 1


async def test_guests_of_many_cases_are_there(world: World) -> None:
    """What is asked of all cases at once is right for each."""
    codes = await add_cases(world, FEW)
    world.now = on(time(10, 30))
    await settle(world)
    async with world.database.work() as work:
        facts = await work.cases.facts([*codes, "DH-2222"])
        assert list(facts) == sorted(codes)
        for code in codes:
            assert facts[code].case == await work.cases.get(code)
            assert facts[code].consents == await work.cases.consents(code) != ()
            assert facts[code].roster == await work.cases.roster(code) != ()


async def test_what_another_process_changes_is_seen_at_once(world: World, tmp_path: Path) -> None:
    [code] = await add_cases(world, 1)
    world.now = on(time(9, 15))
    await settle(world)
    other = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'quarter.db'}", world.database._master_key)
    async with other.work() as work:
        await work.clocks.breached(code, world.now - timedelta(days=9), world.now - timedelta(days=9))
        await work.commit()
    await other.close()
    assert any(code in text and "24 uur" in text for text in await said(world))


async def test_a_moment_that_comes_is_not_missed_though_no_row_changes(world: World) -> None:
    await add_cases(world, 1)
    world.now = on(time(9, 15))
    await settle(world)
    posts_at = on(time(8, 30), TUESDAY + timedelta(days=1))
    world.now = posts_at - SECOND
    await settle(world)
    world.now = posts_at
    assert any(text.startswith("MDT DH") for text in await said(world))


async def test_a_clock_that_is_set_back_is_looked_at_again(world: World) -> None:
    await add_cases(world, 1)
    for clock in (time(9, 30), time(9, 29), time(9, 30)):
        world.now = on(clock)
        assert await cost(world) > 1
        await settle(world)
        assert await cost(world) == 1


async def test_who_starts_has_seen_nothing(world: World) -> None:
    await add_cases(world, 1)
    await settle(world)
    assert await cost(world) == 1
    looks = world.looks
    world.looks = Looks(looks._house, looks._watch, looks._is_holiday, lambda: 0.0)
    assert await cost(world) > 1


async def test_a_look_that_fails_comes_again_and_holds_no_other_up(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await add_cases(world, 1)
    world.now = on(time(9, 45))
    tries = []

    async def broken(*_: object) -> int:
        tries.append(world.now)
        raise RuntimeError("geheim")

    with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
        patched.setattr("bot.wiring.ticks.watch_clocks", broken)
        assert any(text.startswith("MDT DH") for text in await said(world)), "a later look"
        await settle(world)
        await settle(world)
    assert len(tries) >= 3
    assert "geheim" not in caplog.text
    assert await cost(world) > 1
    assert await cost(world) == 1


async def test_what_nobody_could_be_told_is_said_once_they_can(world: World) -> None:
    silence = 0.0
    looks = world.looks
    world.looks = Looks(looks._house, looks._watch, looks._is_holiday, lambda: silence)
    await add_cases(world, 1)
    world.now = on(time(9, 45))
    silence = SILENCE + 1
    assert not any(text.startswith("MDT DH") for text in await said(world))
    assert await said(world) == []
    silence = 0.0
    assert any(text.startswith("MDT DH") for text in await said(world))


async def test_what_somebody_types_is_looked_at_in_the_same_second(world: World) -> None:
    [code] = await add_cases(world, 1)
    await settle(world)
    assert await cost(world) == 1
    await world.say(user("anna"), Place.CASE, code, "!regie ik")
    assert await cost(world) > 1
    await settle(world)
    assert await cost(world) == 1
