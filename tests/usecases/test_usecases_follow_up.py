"""The follow-up of a closed case: in the digest of its day, once, for who can do something, in codes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at
from bot.domain.case import Answer
from bot.domain.closing import FollowUp
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.people import Place
from bot.usecases.morning import give_digests
from bot.usecases.notices import MorningDigest
from bot.usecases.results_consent import ConsentEnds, OrganisationGone
from bot.usecases.withdrawal import watch_ends
from tests.commands.stage import ANNA, BAS, CARLA, NOW, Said, Stage
from tests.usecases.rhythms import rhythm

HALF, YEAR = date(2027, 5, 24), date(2027, 11, 24)
WORKDAYS = Workdays(frozenset(range(5)), lambda day: day == date(2027, 11, 24))
"""The second day became a holiday after it was chosen."""
MORNING = time(8, 30)


@pytest.fixture
async def stage() -> Stage:
    stage = await Stage().set_up()
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.cases.close(stage.code, NOW, BAS)
        for day in (HALF, YEAR):
            await work.follow_ups.add(FollowUp(stage.code, day))
        await work.commit()
    return stage


async def look(stage: Stage, moment: datetime) -> list[Said]:
    """Give the digests that ask to look how it goes."""
    stage.now = moment
    async with stage.database.work() as work:
        await give_digests(work, stage.speaker, stage.now, rhythm(MORNING, WORKDAYS.weekdays, WORKDAYS.is_holiday))
        await work.commit()
    said = await stage.read()
    for each in said:
        assert isinstance(each.value, MorningDigest)
        assert [(line.case, line.follow_up) for line in each.value.digest.lines] == [(stage.code, True)]
    return said


async def test_the_regiehouder_hears_it_once_in_the_morning_of_the_day(stage: Stage) -> None:
    assert await look(stage, at(HALF - timedelta(days=3), time(12))) == []
    assert await look(stage, at(HALF, time(8, 29))) == []
    [told] = await look(stage, at(HALF, MORNING))
    assert (told.place, told.subject) == (Place.DIRECT, BAS)
    for later in (time(8, 30), time(12), time(23)):
        assert await look(stage, at(HALF, later)) == []
    assert await look(stage, at(HALF + timedelta(days=1), MORNING)) == []


async def test_a_day_that_turned_out_to_be_off_is_the_next_working_day(stage: Stage) -> None:
    await look(stage, at(HALF, MORNING))
    assert await look(stage, at(YEAR, time(12))) == []
    assert len(await look(stage, at(date(2027, 11, 25), MORNING))) == 1


async def test_what_was_missed_is_told_once_by_day_and_not_at_night(stage: Stage) -> None:
    assert await look(stage, at(date(2027, 12, 1), time(3))) == []
    assert await look(stage, at(date(2027, 12, 1), time(22))) == [], "too late in the day: tomorrow"
    assert await look(stage, at(date(2027, 12, 4), MORNING)) == [], "a Saturday"
    assert len(await look(stage, at(date(2027, 12, 6), MORNING))) == 1, "both days together"
    assert await look(stage, at(date(2027, 12, 7), MORNING)) == []


async def test_when_the_regiehouder_left_the_chairs_hear_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, BAS)
        await work.people.leave(BAS, NOW)
        await work.commit()
    assert {(s.place, s.subject) for s in await look(stage, at(HALF, MORNING))} == {(Place.DIRECT, CARLA)}


async def test_while_the_regiehouder_is_away_without_a_deputy_the_chairs_hear_it(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.absences.replace(BAS, [Absence(BAS, HALF, HALF + timedelta(days=30))])
        await work.commit()
    assert [s.subject for s in await look(stage, at(HALF, MORNING))] == [CARLA]
    assert await look(stage, at(HALF + timedelta(days=1), MORNING)) == []


async def test_what_nobody_can_hear_waits_for_somebody_who_can(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.cases.exclude(stage.code, CARLA, BAS, NOW)
        await work.commit()
    assert await look(stage, at(HALF, MORNING)) == []
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, ANNA)
        await work.commit()
    assert [s.subject for s in await look(stage, at(HALF + timedelta(days=1), time(9)))] == [ANNA]


async def test_a_clock_that_ran_far_ahead_takes_no_follow_up_with_it(stage: Stage) -> None:
    assert len(await look(stage, at(date(2029, 1, 2), MORNING))) == 1
    assert len(await look(stage, at(HALF, MORNING))) == 1
    assert await look(stage, at(HALF, time(9))) == []


async def test_after_reopening_nothing_is_due(stage: Stage) -> None:
    await stage.in_direct(BAS, f"!casus heropen {stage.code}: er is een nieuwe melding")
    assert await look(stage, at(HALF, MORNING)) == []


async def test_consent_runs_out_in_a_closed_case_too_without_a_warning(stage: Stage) -> None:
    """Who may be in the room follows consent, and who reopens the case is in it."""
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded("politie", Answer.YES, NOW, BAS, until=date(2027, 5, 20)))
        await work.commit()
    said = await ends(stage, datetime(2027, 5, 20, 9, tzinfo=UTC))
    assert not any(isinstance(each.value, ConsentEnds) for each in said)
    said = await ends(stage, datetime(2027, 5, 21, 9, tzinfo=UTC))
    assert any(isinstance(each.value, OrganisationGone) for each in said)
    async with stage.database.work() as work:
        assert CARLA not in {member.user_id for member in await work.cases.roster(stage.code)}


async def ends(stage: Stage, moment: datetime) -> list[Said]:
    stage.now = moment
    async with stage.database.work() as work:
        await watch_ends(work, stage.speaker, moment, (time(9),), WORKDAYS)
        await work.commit()
    return await stage.read()
