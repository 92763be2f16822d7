"""A draft of a legal ground lapses after a week: who gives hears it once, on the day they last work before that."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.case import Answer, Member
from bot.domain.duty import Absence
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.refusals_ground import DraftIsOld
from bot.domain.rhythm import Habit, Rhythm
from bot.usecases.grounds_lapse import watch_drafts
from bot.usecases.results_ground import DraftLapses, GroundAhead
from tests.commands.groundwork import close_case, ground, only, record, refused, witnessed
from tests.commands.stage import CARLA, DIRECTORY, Said, Stage
from tests.enrolled import enrol

WEEK = Rhythm(days=Workdays(frozenset(range(5)), no_holidays))
PIET = "@piet:regiekamer.test"
LAPSES = datetime(2026, 12, 1, 8, tzinfo=UTC)
"""A week after Tuesday the 24th, nine o'clock on Dutch clocks."""


@pytest.fixture
async def stage() -> Stage:
    """Give a case in which Carla began a draft; Piet is a colleague in it."""
    stage = await Stage(rhythm=WEEK).set_up()
    piet = Person(PIET, "Piet Agent", "politie", frozenset({"DH"}), frozenset({Role.PROFESSIONAL}))
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, piet)))
        await work.cases.add_member(stage.code, Member(PIET, "politie"))
        await work.commit()
    await stage.in_case(CARLA, "!grondslag OM grond: artikel 18")
    return stage


async def look(stage: Stage, moment: datetime) -> list[Said]:
    stage.now = moment
    async with stage.database.work() as work:
        await watch_drafts(work, stage.speaker, stage.now)
        await work.commit()
    return [each for each in await stage.read() if isinstance(each.value, DraftLapses)]


async def looks(stage: Stage, first: date, last: date) -> list[tuple[datetime, Said]]:
    """Let the bot look every hour of these days; give when it said what."""
    found, moment = [], at(first, time(0))
    while moment < at(last, time(23, 59)):
        found += [(moment, each) for each in await look(stage, moment)]
        moment += timedelta(hours=1)
    return found


def told(stage: Stage, user: UserId = CARLA, *, over: bool = False) -> DraftLapses:
    return DraftLapses(stage.code, "G1", LAPSES, over, user)


async def test_who_wrote_it_hears_it_once_on_the_working_day_before(stage: Stage) -> None:
    [(moment, said)] = await looks(stage, date(2026, 11, 24), date(2026, 12, 10))
    assert moment == at(date(2026, 11, 30), time(7)), "Monday, when her quiet hours end"
    assert (said.place, said.subject, said.value) == (Place.DIRECT, CARLA, told(stage))
    assert {field.name for field in fields(DraftLapses)} == {"code", "label", "moment", "over", "user_id"}
    assert await refused(stage, "!grondslag G1 doel: samen de veiligheid regelen") == DraftIsOld("G1")


async def test_over_a_weekend_it_is_said_on_friday(stage: Stage) -> None:
    stage.now = datetime(2026, 11, 30, 8, tzinfo=UTC)
    await stage.in_case(CARLA, "!grondslag perspectief grond: artikel 18")
    said = await looks(stage, date(2026, 12, 1), date(2026, 12, 14))
    [moment] = [moment for moment, each in said if each.value.label == "G2"]  # type: ignore[attr-defined]
    assert moment == at(date(2026, 12, 4), time(7)), "begun on a Monday: it lapses the next"


async def test_who_does_not_work_on_mondays_hears_it_on_thursday(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.habits.save(Habit(CARLA, days=frozenset({1, 2, 3})))
        await work.commit()
    [(moment, _)] = await looks(stage, date(2026, 11, 24), date(2026, 12, 10))
    assert moment == at(date(2026, 11, 26), time(7))


async def test_who_works_on_one_day_only_hears_it_that_morning(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.habits.save(Habit(CARLA, days=frozenset({1})))
        await work.commit()
    [(moment, said)] = await looks(stage, date(2026, 11, 24), date(2026, 12, 10))
    assert (moment, said.value) == (at(date(2026, 12, 1), time(7)), told(stage))


async def test_filling_it_further_says_nothing_again(stage: Stage) -> None:
    monday = at(date(2026, 11, 30), time(10))
    assert len(await look(stage, monday)) == 1
    said = await stage.in_case(CARLA, "!grondslag G1 doel: samen de veiligheid regelen, nodig: het adres van nu")
    assert only(said, GroundAhead)
    assert await look(stage, monday + timedelta(hours=1)) == []
    assert (await ground(stage)).warned_at == monday


@pytest.mark.parametrize("why", ["weg", "vastgelegd", "gever", "ontvanger", "gesloten"])
async def test_what_is_no_draft_any_more_is_not_spoken_of(stage: Stage, why: str) -> None:
    match why:
        case "weg":
            await stage.in_case(CARLA, "!grondslag G1 weg")
        case "vastgelegd":
            await stage.in_case(CARLA, "!grondslag G1 weg")
            await witnessed(stage)
        case "gever":
            await record(stage, "politie", Answer.WITHDRAWN)
        case "ontvanger":
            await record(stage, "om", Answer.YES)
        case _:
            await close_case(stage)
    assert await looks(stage, date(2026, 11, 30), date(2026, 12, 3)) == []


@pytest.mark.parametrize("gone", ["away", "out"])
async def test_when_who_wrote_it_is_not_there_a_colleague_hears_it(stage: Stage, gone: str) -> None:
    async with stage.database.work() as work:
        if gone == "away":
            await work.absences.replace(CARLA, [Absence(CARLA, date(2026, 11, 26), date(2026, 12, 4))])
        else:
            await work.cases.remove_member(stage.code, CARLA)
        await work.commit()
    [(_, said)] = await looks(stage, date(2026, 11, 27), date(2026, 12, 3))
    assert said.value == told(stage, PIET)


async def test_when_all_are_away_who_wrote_it_hears_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        for user in (CARLA, PIET):
            await work.absences.replace(user, [Absence(user, date(2026, 11, 26), date(2026, 12, 4))])
        await work.commit()
    [(_, said)] = await looks(stage, date(2026, 11, 27), date(2026, 12, 3))
    assert said.value == told(stage)


async def test_a_bot_that_was_down_says_afterwards_that_it_has_lapsed(stage: Stage) -> None:
    assert await look(stage, at(date(2026, 12, 5), time(11))) == [], "back on Saturday"
    [said] = await look(stage, at(date(2026, 12, 7), time(8)))
    assert said.value == told(stage, over=True)
    assert await look(stage, at(date(2026, 12, 7), time(9))) == []


async def test_what_lapsed_long_ago_is_no_news(stage: Stage) -> None:
    assert await look(stage, LAPSES + timedelta(days=7)) == []


async def test_a_clock_that_was_wrong_takes_no_warning_away(stage: Stage) -> None:
    assert [s.value for s in await look(stage, LAPSES + timedelta(days=2))] == [told(stage, over=True)]
    assert await look(stage, at(date(2026, 11, 26), time(10))) == []
    [said] = await look(stage, at(date(2026, 11, 30), time(10)))
    assert said.value == told(stage)
