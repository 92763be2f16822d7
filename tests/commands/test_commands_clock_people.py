"""Who hears of the 24 hours: several cases in one message, whoever stands in, and not twice on the same morning."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.duty import Absence
from bot.domain.people import Place, Role, UserId
from bot.domain.rhythm import Rhythm
from bot.texts.words import FluentWords
from bot.usecases.results_clock import DeadlinePassed, LapsesSoon, ReasonAsked, ReasonAskedAgain, YourDeadline
from tests.commands.clocks import DEADLINE, HOUR, by_place, coordinated_by, ticked
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, NOW, Stage, values
from tests.enrolled import enrol


async def test_what_one_person_hears_of_several_cases_is_one_message(stage: Stage) -> None:
    second = await stage.new_case("2")
    third = await stage.new_case("3", NOW - 30 * HOUR)
    await coordinated_by(stage, ANNA)
    said = await ticked(stage)
    assert by_place(said, Place.DIRECT, CARLA) == [ReasonAsked((third,), (third,), CARLA)]
    fourth = await stage.new_case("4", NOW - 30 * HOUR)
    evening = NOW + 12 * HOUR
    said = await ticked(stage, evening)
    assert by_place(said, Place.MDT, "DH") == [
        LapsesSoon(tuple((code, DEADLINE) for code in sorted((stage.code, second))))
    ]
    assert by_place(said, Place.DIRECT, ANNA) == [YourDeadline(((stage.code, DEADLINE),), evening, ANNA)]
    assert by_place(said, Place.DIRECT, CARLA) == [
        YourDeadline(((second, DEADLINE),), evening, CARLA),
        ReasonAsked((fourth,), (fourth,), CARLA),
    ]
    said = await ticked(stage, DEADLINE + HOUR)
    assert by_place(said, Place.DIRECT, ANNA) == [ReasonAsked((stage.code,), (), ANNA)]
    assert by_place(said, Place.DIRECT, CARLA) == [
        ReasonAsked((second,), (), CARLA),
        ReasonAskedAgain(tuple(sorted((third, fourth))), CARLA),
    ]
    assert {code for each in said if each.place is Place.CASE for code in [each.subject]} == {stage.code, second}


async def test_after_a_missed_mdt_the_chair_reads_codes_in_one_message() -> None:
    stage = await Stage(FluentWords(lambda: NOW)).set_up()
    stage.plain.rendered = []
    second, third = await stage.new_case("2"), await stage.new_case("3", NOW - 30 * HOUR)
    three = (stage.code, second, third)
    [message] = [each.outgoing.message for each in await ticked(stage, DEADLINE + HOUR) if each.place is Place.DIRECT]
    assert message.rings
    assert message.plain.split("\n") == [
        "Van 3 casussen zijn de 24 uur voor het MDT om. Waarom lukte het niet eerder?",
        *(f"• {code}" + ": bij binnenkomst al ouder dan 24 uur" * (code == third) for code in sorted(three)),
        "Typ het in de kamer van elke casus. Zit je daar niet in? Vraag dan iemand die er wel in zit.",
        "Al gedaan? Dan hoef je niets te doen.",
        "!overschreden: reden – zo leg je de reden vast.",
    ]


async def away(stage: Stage, user: UserId, deputy: UserId | None) -> None:
    async with stage.database.work() as work:
        await work.absences.replace(user, [Absence(user, NOW.date(), NOW.date() + timedelta(days=9), deputy)])
        await work.commit()


async def test_who_is_away_hears_nothing_and_who_stands_in_does(stage: Stage) -> None:
    await coordinated_by(stage, ANNA)
    await away(stage, ANNA, BAS)
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [BAS]
    said = await ticked(stage, DEADLINE + HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [BAS]


async def test_where_nobody_stands_in_the_chair_hears_it(stage: Stage) -> None:
    await coordinated_by(stage, ANNA)
    await away(stage, ANNA, None)
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [CARLA]


async def test_a_chair_who_is_away_leaves_it_to_the_deputy_chair(stage: Stage) -> None:
    people = tuple(replace(p, roles=p.roles | {Role.DEPUTY_CHAIR}) if p.user_id == BAS else p for p in DIRECTORY.people)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    await away(stage, CARLA, None)
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [BAS]


async def test_who_stands_in_and_is_excluded_from_the_case_hears_nothing_of_it(stage: Stage) -> None:
    await coordinated_by(stage, ANNA)
    await away(stage, ANNA, BAS)
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, BAS, CARLA, NOW)
        await work.commit()
    said = await ticked(stage, NOW + 12 * HOUR)
    assert [each.subject for each in said if each.place is Place.DIRECT] == [CARLA]


FRIDAY = date(2026, 11, 27)
SATURDAY, MONDAY, TUESDAY = (FRIDAY + timedelta(days=days) for days in (1, 3, 4))


@pytest.fixture
async def weekend() -> Stage:
    """A stage whose people work on weekdays; its case was reported on Friday at nine."""
    stage = Stage(rhythm=Rhythm(days=Workdays(frozenset(range(5)), no_holidays)))
    stage.now = at(FRIDAY, time(11))
    await stage.set_up()
    assert YourDeadline in {type(value) for value in values(await ticked(stage, at(FRIDAY, time(20))))}
    said = await ticked(stage, at(SATURDAY, time(11)))
    assert [type(value) for value in values(said)] == [DeadlinePassed]
    return stage


async def test_a_question_of_saturday_is_asked_on_monday_and_again_on_tuesday(weekend: Stage) -> None:
    """Not an hour after it was read: who works on weekdays found both on Monday morning."""
    assert await ticked(weekend, at(MONDAY, time(6, 59))) == []
    assert values(await ticked(weekend, at(MONDAY, time(7)))) == [ReasonAsked((weekend.code,), (), CARLA)]
    for moment in (at(MONDAY, time(8)), at(MONDAY, time(12)), at(TUESDAY, time(7, 59))):
        assert await ticked(weekend, moment) == []
    assert values(await ticked(weekend, at(TUESDAY, time(8)))) == [ReasonAskedAgain((weekend.code,), CARLA)]
    assert await ticked(weekend, at(TUESDAY + timedelta(days=1), time(8))) == []


async def test_all_that_came_too_late_in_a_weekend_is_one_question_on_monday(weekend: Stage) -> None:
    second = await weekend.new_case("2", at(FRIDAY, time(15)))
    third = await weekend.new_case("3", at(SATURDAY, time(10)))
    await ticked(weekend, at(SATURDAY, time(16)))
    said = await ticked(weekend, at(SATURDAY + timedelta(days=1), time(12)))
    assert by_place(said, Place.CASE, third) != []
    said = await ticked(weekend, at(MONDAY, time(7)))
    assert values(said) == [ReasonAsked(tuple(sorted((weekend.code, second, third))), (), CARLA)]


async def test_of_what_was_explained_in_the_weekend_nobody_is_asked_on_monday(weekend: Stage) -> None:
    await weekend.in_case(BAS, "!overschreden: er was geen MDT meer die dag")
    assert await ticked(weekend, at(MONDAY, time(7))) == []
    assert await ticked(weekend, at(TUESDAY, time(8))) == []


async def test_where_nobody_can_be_asked_the_question_waits_for_who_comes(stage: Stage) -> None:
    await away(stage, CARLA, None)
    said = await ticked(stage, DEADLINE + HOUR)
    assert [type(value) for value in values(said)] == [DeadlinePassed]
    await coordinated_by(stage, ANNA)
    assert values(await ticked(stage, DEADLINE + 2 * HOUR)) == [ReasonAsked((stage.code,), (), ANNA)]
