"""A consent that runs out: the regiehouder is warned in time, and after its last day it works as a withdrawal."""

from datetime import UTC, date, datetime, time

import pytest

from bot.domain.calendar import Workdays, at
from bot.domain.case import Answer, Consent
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.people import Place, UserId
from bot.usecases.notices import YourTurn
from bot.usecases.results_consent import ConsentEnds, ConsentEndsHere, ConsentEndsWhileAway, OrganisationGone, OutOfCase
from bot.usecases.trust import BOT
from bot.usecases.withdrawal import watch_ends
from tests.commands.stage import ANNA, BAS, CARLA, Said, Stage

MONDAY_30 = date(2026, 11, 30)
WORKDAYS = Workdays(frozenset(range(5)), lambda day: day == date(2026, 11, 26))
"""Thursday the 26th is a holiday."""


@pytest.fixture
async def stage() -> Stage:
    """Give a case in which the police may be until Monday the 30th, and that has a regiehouder."""
    stage = await Stage().set_up()
    async with stage.database.work() as work:
        recorded = Recorded("politie", Answer.YES, stage.now, BAS, until=MONDAY_30)
        await work.cases.record_consent(stage.code, recorded)
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    return stage


async def look(stage: Stage, moment: datetime) -> list[Said]:
    stage.now = moment
    async with stage.database.work() as work:
        await watch_ends(work, stage.speaker, stage.now, (time(9),), WORKDAYS)
        await work.commit()
    return await stage.read()


async def present(stage: Stage) -> bool:
    async with stage.database.work() as work:
        return CARLA in {member.user_id for member in await work.cases.roster(stage.code)}


async def test_the_regiehouder_is_warned_once_two_working_days_before(stage: Stage) -> None:
    assert await look(stage, at(date(2026, 11, 24), time(23, 59))) == [], "Tuesday"
    [warned] = await look(stage, at(date(2026, 11, 25), time(0)))
    assert (warned.place, warned.subject) == (Place.DIRECT, BAS)
    assert warned.value == ConsentEnds(stage.code, MONDAY_30, BAS)
    assert await look(stage, at(date(2026, 11, 27), time(9))) == []


async def away(stage: Stage, *absences: Absence) -> None:
    async with stage.database.work() as work:
        for absence in absences:
            await work.absences.replace(absence.user_id, [absence])
        await work.commit()


@pytest.mark.parametrize("deputy", [None, ANNA])
async def test_while_the_regiehouder_is_away_another_hears_of_it_too(stage: Stage, deputy: UserId | None) -> None:
    """It is said once: who comes back before the end reads it then."""
    await away(stage, Absence(BAS, date(2026, 11, 25), date(2026, 11, 27), deputy))
    told = {each.subject: each.value for each in await look(stage, at(date(2026, 11, 25), time(0)))}
    other = deputy or CARLA
    assert told == {
        BAS: ConsentEnds(stage.code, MONDAY_30, BAS),
        other: ConsentEndsWhileAway(stage.code, MONDAY_30, other),
    }
    assert await look(stage, at(date(2026, 11, 27), time(9))) == []


async def test_without_a_regiehouder_the_room_is_warned(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, None)
        await work.commit()
    [warned] = await look(stage, at(date(2026, 11, 27), time(9)))
    assert warned.place is Place.CASE
    assert warned.value == ConsentEndsHere(stage.code, "Politie", MONDAY_30)


async def test_who_hears_of_it_and_asks_anew_is_warned_anew_later(stage: Stage) -> None:
    assert await look(stage, at(date(2026, 11, 27), time(9)))
    async with stage.database.work() as work:
        recorded = Recorded("politie", Answer.YES, stage.now, BAS, until=date(2026, 12, 31))
        await work.cases.record_consent(stage.code, recorded)
        await work.commit()
    assert await look(stage, at(date(2026, 12, 1), time(9))) == []
    assert [type(each.value) for each in await look(stage, at(date(2026, 12, 29), time(9)))] == [ConsentEnds]


async def test_it_holds_until_the_last_dutch_day_is_over(stage: Stage) -> None:
    await look(stage, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    assert await present(stage)
    await look(stage, datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    assert not await present(stage)


async def test_after_its_last_day_it_works_as_a_withdrawal_and_says_so(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie @carla vrijdag: sporen")
    said = await look(stage, at(date(2026, 12, 1), time(0)))
    gone = OrganisationGone(stage.code, "Politie", ("A1",), "Bas Jansen", coordinated=False, ended_on=MONDAY_30)
    assert next(each.value for each in said if each.place is Place.CASE) == gone
    assert [each.value.label for each in said if isinstance(each.value, YourTurn)] == ["A1"]
    assert [each.subject for each in said if isinstance(each.value, OutOfCase)] == [CARLA]
    async with stage.database.work() as work:
        last = (await work.cases.consent_history(stage.code))[-1]
        assert (last.answer, last.by, last.until) == (Answer.WITHDRAWN, BOT, MONDAY_30)
        assert Consent("politie", Answer.YES) not in await work.cases.consents(stage.code)
    entries = [(e.actor, e.subject, e.outcome) for e in await stage.audited(4)]
    assert (BOT, f"{stage.code} politie", "verlopen") in entries
    assert await look(stage, at(date(2026, 12, 2), time(9))) == [], "once"


async def test_in_the_middle_of_a_meeting_the_mdt_room_hears_nothing_and_goes_on(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    said = await look(stage, at(date(2026, 12, 1), time(10)))
    assert Place.MDT not in {each.place for each in said}
    assert await stage.in_case(ANNA, "!besluit veiligheid: slot") != []
    assert await stage.in_case(CARLA, "!besluit recht: iets") == []
    assert await stage.in_mdt("!mdt sluit") != []
