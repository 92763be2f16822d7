"""The morning digest in one office: who gets which codes, what climbs, who stands in, and what stays in the room."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.case import Action, CaseCode, Owner
from bot.domain.digest import DigestLine, StandIn
from bot.domain.duty import Absence, Duty
from bot.domain.escalation import Level
from bot.domain.outcome import Review
from bot.domain.people import Place, UserId
from bot.domain.reminders import Reminder
from bot.domain.rhythm import Habit, Manner, Rhythm
from bot.texts.words import FluentWords
from bot.usecases.morning import give_digests
from bot.usecases.notices import MorningDigest
from bot.usecases.remind import remind
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_regie import NoLongerYours
from bot.usecases.results_reminders import ActionsDue, Climbed, ClimbedLine, SnoozeOver
from bot.usecases.tight import watch_uncovered
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, NOW, Said, Stage, intake, prints, values

TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)
WEEK = Workdays(frozenset(range(5)), no_holidays)
WORD = "Merkwoordzeldzaam"
RHYTHM = Rhythm(days=WEEK)


@pytest.fixture
async def stage() -> Stage:
    return await Stage(rhythm=RHYTHM).set_up()


async def agree(
    stage: Stage, due: Iterable[date], owner: UserId | None = ANNA, organisation: str = "vt", code: CaseCode = ""
) -> None:
    async with stage.database.work() as work:
        for day in due:
            case = code or stage.code
            number = await work.actions.next_number(case)
            action = Action(number, Owner(organisation, owner), day, WORD, CARLA, NOW - 30 * DAY)
            await work.actions.add(case, action)
        await work.commit()


async def lead(stage: Stage, user: UserId | None, code: CaseCode = "") -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(code or stage.code, user)
        await work.commit()


async def away(stage: Stage, user: UserId, deputy: UserId | None) -> None:
    async with stage.database.work() as work:
        await work.absences.replace(user, [Absence(user, TUESDAY, TUESDAY + 30 * DAY, deputy)])
        await work.commit()


async def morning(stage: Stage, moment: datetime, rhythm: Rhythm = RHYTHM) -> list[Said]:
    stage.now = moment
    async with stage.database.work() as work:
        await remind(work, stage.speaker, moment, rhythm)
        await work.commit()
    async with stage.database.work() as work:
        await give_digests(work, stage.speaker, moment, rhythm)
        await work.commit()
    return await stage.read()


def lines(said: Iterable[Said]) -> dict[str, tuple[DigestLine, ...]]:
    """Give who was told what; the links are tested apart."""
    found = {}
    for each in said:
        if isinstance(each.value, MorningDigest):
            assert (each.place, each.subject, each.outgoing.case) == (Place.DIRECT, each.value.user_id, None)
            found[each.subject] = tuple(replace(line, room="") for line in each.value.digest.lines)
    return found


def climbed(said: Iterable[Said]) -> list[ClimbedLine]:
    return [line for each in said if isinstance(each.value, Climbed) for line in each.value.lines]


def half_past_eight(day: date) -> datetime:
    return at(day, time(8, 30))


async def test_what_is_late_climbs_through_digests_and_the_room_sees_each_step(stage: Stage) -> None:
    code = stage.code
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    told = {}
    for number in range(9):
        day = TUESDAY + number * DAY
        said = await morning(stage, half_past_eight(day))
        told[number] = (lines(said), [line.level for line in climbed(said)])
        for each in said:
            if isinstance(each.value, Climbed):
                assert (each.place, each.subject, each.outgoing.message.rings) == (Place.CASE, code, False)
    late, others, stuck = DigestLine(code, late=1), DigestLine(code, others_late=1), DigestLine(code, stuck=1)
    assert told[0] == ({ANNA: (late,)}, [Level.OWNER])
    assert told[1] == ({ANNA: (late,), BAS: (others,)}, [Level.COORDINATOR])
    assert told[2] == ({ANNA: (late,), BAS: (others,)}, [])
    assert told[3] == ({ANNA: (late,), BAS: (others,), CARLA: (stuck,)}, [Level.CHAIR])
    assert told[4] == told[5] == ({}, []), "a weekend"
    assert told[6] == ({ANNA: (late,), BAS: (others,)}, []), "the chair hears it once, and again after a week"


async def test_the_chair_hears_it_again_each_week_and_the_room_does_not(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    heard = []
    for number in range(21):
        said = await morning(stage, half_past_eight(TUESDAY + number * DAY))
        heard += [number] if CARLA in lines(said) else []
        if number > 3:
            assert climbed(said) == []
    assert heard == [3, 10, 17]


async def test_without_a_regiehouder_or_an_owner_it_goes_a_step_up_at_once(stage: Stage) -> None:
    await agree(stage, [TUESDAY - DAY], owner=None, organisation="om")
    said = await morning(stage, half_past_eight(TUESDAY))
    assert lines(said) == {CARLA: (DigestLine(stage.code, stuck=1),)}
    assert climbed(said) == [ClimbedLine("A1", 1, Level.CHAIR)]


async def test_an_owner_who_lost_their_place_is_told_nothing_and_the_regiehouder_at_once(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY, TUESDAY])
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, ANNA)
        await work.commit()
    said = await morning(stage, half_past_eight(TUESDAY))
    assert lines(said) == {BAS: (DigestLine(stage.code, late=1, today=1),)}
    assert climbed(said) == [ClimbedLine("A1", 1, Level.COORDINATOR)]


async def test_a_chair_who_is_excluded_hears_nothing(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, CARLA, BAS, NOW)
        await work.commit()
    await agree(stage, [TUESDAY - 9 * DAY], owner=None, organisation="om")
    for number in range(5):
        assert await morning(stage, half_past_eight(TUESDAY + number * DAY)) == []


async def test_who_is_away_gets_none_and_the_deputy_gets_it_apart(stage: Stage) -> None:
    colleague = "@collega:regiekamer.test"
    anna = DIRECTORY.person(ANNA)
    assert anna is not None
    async with stage.database.work() as work:
        await work.people.replace(
            replace(DIRECTORY, people=(*DIRECTORY.people, replace(anna, user_id=colleague, name="Collega")))
        )
        await work.commit()
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY, TUESDAY])
    await away(stage, ANNA, colleague)
    [digest] = [
        s.value.digest for s in await morning(stage, half_past_eight(TUESDAY)) if isinstance(s.value, MorningDigest)
    ]
    assert digest.lines == ()
    line = DigestLine(stage.code, late=1, today=1)
    assert digest.stands_in == (StandIn("Anna de Vries", (line,)),), "no link: the deputy is not in the case"
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, colleague, BAS, NOW)
        await work.commit()
    assert ANNA not in lines(await morning(stage, half_past_eight(TUESDAY + DAY)))
    said = await morning(stage, half_past_eight(TUESDAY + 2 * DAY))
    assert colleague not in lines(said), "whoever may never be in the case hears nothing of it"


async def test_who_is_away_without_a_deputy_is_passed_over_at_once(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    await away(stage, ANNA, None)
    said = await morning(stage, half_past_eight(TUESDAY))
    assert lines(said) == {BAS: (DigestLine(stage.code, others_late=1),)}
    assert climbed(said) == [ClimbedLine("A1", 1, Level.COORDINATOR)]


async def test_an_organisations_action_goes_to_who_is_on_duty(stage: Stage) -> None:
    await agree(stage, [TUESDAY], owner=None, organisation="csg")
    assert set(lines(await morning(stage, half_past_eight(TUESDAY)))) == {BAS}
    await agree(stage, [TUESDAY + DAY], owner=None, organisation="shn")
    async with stage.database.work() as work:
        await work.duties.replace("DH", "shn", [Duty("DH", "shn", BAS_SMIT, weekday=2)])
        await work.commit()
    assert BAS_SMIT in lines(await morning(stage, half_past_eight(TUESDAY + DAY)))


async def test_a_review_and_a_watched_case_stand_in_the_regiehouders_digest(stage: Stage) -> None:
    await lead(stage, BAS)
    async with stage.database.work() as work:
        await work.reviews.set(stage.code, Review(TUESDAY, BAS, NOW))
        await work.nudges.watch(stage.code, TUESDAY + DAY)
        await work.commit()
    both = DigestLine(stage.code, review=True, tight=True)
    assert lines(await morning(stage, half_past_eight(TUESDAY))) == {BAS: (both,)}
    assert lines(await morning(stage, half_past_eight(TUESDAY + DAY))) == {BAS: (DigestLine(stage.code, tight=True),)}
    assert lines(await morning(stage, half_past_eight(TUESDAY + 2 * DAY))) == {}


async def test_under_a_tight_watch_it_climbs_a_working_day_earlier(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    async with stage.database.work() as work:
        await work.nudges.watch(stage.code, TUESDAY + 14 * DAY)
        await work.commit()
    levels = [
        [line.level for line in climbed(await morning(stage, half_past_eight(TUESDAY + n * DAY)))] for n in range(3)
    ]
    assert levels == [[Level.COORDINATOR], [], [Level.CHAIR]]


# --- hours and days of one's own ---


async def test_a_digest_waits_for_the_end_of_quiet_hours_and_for_a_working_day(stage: Stage) -> None:
    await agree(stage, [TUESDAY - DAY])
    async with stage.database.work() as work:
        await work.habits.save(Habit(ANNA, time(22), time(11), frozenset({1, 3})))
        await work.commit()
    assert ANNA not in lines(await morning(stage, half_past_eight(TUESDAY)))
    assert ANNA not in lines(await morning(stage, at(TUESDAY, time(10, 59))))
    assert lines(await morning(stage, at(TUESDAY, time(11))))[ANNA] == (DigestLine(stage.code, late=1),)
    assert ANNA not in lines(await morning(stage, at(TUESDAY + DAY, time(12)))), "Wednesday is her day off"
    assert ANNA in lines(await morning(stage, at(TUESDAY + 2 * DAY, time(12))))


async def test_what_is_due_rings_in_the_afternoon_together_and_not_in_quiet_hours(stage: Stage) -> None:
    await agree(stage, [TUESDAY, TUESDAY])
    await agree(stage, [TUESDAY], BAS, "csg")
    async with stage.database.work() as work:
        await work.habits.save(Habit(BAS, time(14), time(7)))
        for number in (1, 2, 3):
            await work.reminders.add(Reminder(stage.code, number, half_past_eight(TUESDAY)))
        await work.commit()
    said = await morning(stage, half_past_eight(TUESDAY))
    assert {type(each.value) for each in said} == {MorningDigest}, "what the digest says does not ring"
    said = await morning(stage, at(TUESDAY, time(15)))
    assert values(said) == [ActionsDue(((stage.code, ("A1", "A2")),), ANNA)]
    assert await morning(stage, at(TUESDAY, time(16))) == []
    said = await morning(stage, at(TUESDAY + DAY, time(7)))
    assert said == [], "it is late by then: the digest says so, and no message of yesterday does"


async def test_a_digest_that_was_missed_is_not_made_in_quiet_hours(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    async with stage.database.work() as work:
        await work.habits.save(Habit(ANNA, time(14), time(7)))
        await work.commit()
    assert await morning(stage, at(TUESDAY, time(15))) == []
    said = await morning(stage, half_past_eight(TUESDAY + DAY))
    assert [each.value.digest.day for each in said if isinstance(each.value, MorningDigest)] == [TUESDAY + DAY]
    assert lines(said)[ANNA] == (DigestLine(stage.code, late=1),), "of today, and one"


async def test_what_can_wait_waits_and_what_cannot_is_said(stage: Stage) -> None:
    await lead(stage, BAS)
    stage.now = at(TUESDAY, time(22))
    said = await stage.in_case(BAS_SMIT, "!regie ik")
    assert not [each for each in said if each.place is Place.DIRECT]
    assert [type(v) for v in values(await stage.in_direct(BAS, "!status"))] != [NoLongerYours], "an answer goes first"
    stage.now = at(TUESDAY + DAY, time(6, 59))
    assert await stage.read() == []
    stage.now = at(TUESDAY + DAY, time(7))
    assert values(await stage.read()) == [NoLongerYours(stage.code, BAS)]


# --- put off ---


async def test_what_was_put_off_for_hours_rings_once_and_nothing_before_that(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    stage.now = at(TUESDAY, time(8))
    await stage.in_case(ANNA, "!later A1 4u")
    assert lines(await morning(stage, half_past_eight(TUESDAY))) == {}
    assert await morning(stage, at(TUESDAY, time(11, 59))) == []
    assert values(await morning(stage, at(TUESDAY, time(12)))) == [SnoozeOver(stage.code, "A1", ANNA)]
    assert await morning(stage, at(TUESDAY, time(13))) == []


async def test_what_was_put_off_until_a_day_stands_in_its_digest_also_when_it_is_due_later(stage: Stage) -> None:
    await agree(stage, [TUESDAY + 9 * DAY])
    await stage.in_case(ANNA, "!later A1 donderdag")
    assert lines(await morning(stage, half_past_eight(TUESDAY + DAY))) == {}
    said = await morning(stage, half_past_eight(TUESDAY + 2 * DAY))
    assert lines(said) == {ANNA: (DigestLine(stage.code, asked=1),)}
    assert lines(await morning(stage, half_past_eight(TUESDAY + 3 * DAY))) == {}


async def test_what_comes_due_at_night_is_in_the_next_digest(stage: Stage) -> None:
    await agree(stage, [TUESDAY + 9 * DAY])
    stage.now = at(TUESDAY, time(19))
    await stage.in_case(ANNA, "!later A1 3u")
    assert await morning(stage, at(TUESDAY, time(22))) == []
    said = await morning(stage, half_past_eight(TUESDAY + DAY))
    assert lines(said) == {ANNA: (DigestLine(stage.code, asked=1),)}


async def test_putting_off_stops_nothing_that_climbs(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    await stage.in_case(ANNA, "!later A1 maandag")
    for number in range(2):
        said = await morning(stage, half_past_eight(TUESDAY + number * DAY))
        assert ANNA not in lines(said)
    assert lines(said) == {BAS: (DigestLine(stage.code, others_late=1),)}


async def test_what_was_done_meanwhile_is_not_brought_up_again(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    await stage.in_case(ANNA, "!later A1 2u\n!klaar A1")
    assert await morning(stage, at(TUESDAY, time(11, 30))) == []
    async with stage.database.work() as work:
        assert await work.nudges.snoozes() == ()


# --- down, wrong clocks ---


async def test_after_two_days_down_nothing_is_said_twice_and_the_owner_still_hears_it_first(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - 7 * DAY])
    said = await morning(stage, at(TUESDAY + 2 * DAY, time(9)))
    assert [line.level for line in climbed(said)] == [Level.OWNER]
    assert set(lines(said)) == {ANNA}
    assert await morning(stage, at(TUESDAY + 2 * DAY, time(9, 1))) == []


async def test_a_clock_that_was_far_ahead_leaves_no_step_behind(stage: Stage) -> None:
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY])
    wrong = TUESDAY + 365 * DAY
    assert climbed(await morning(stage, half_past_eight(wrong)))
    said = await morning(stage, half_past_eight(TUESDAY))
    assert [line.level for line in climbed(said)] == [Level.OWNER]
    assert lines(said) == {ANNA: (DigestLine(stage.code, late=1),)}


# --- what stays in the room ---


async def words_of(stage: Stage, rhythm: Rhythm) -> list[tuple[Place, str]]:
    """Give everything that was said over ten days, in real words."""
    found = []
    for number in range(10):
        for clock in (time(8, 30), time(15)):
            said = await morning(stage, at(TUESDAY + number * DAY, clock), rhythm)
            found += [(each.place, each.outgoing.message.plain + each.outgoing.message.html) for each in said]
    return found


@pytest.mark.parametrize("titles", [False, True])
async def test_no_typed_word_leaves_the_room_unless_the_region_chose_it(*, titles: bool) -> None:
    stage = await Stage(FluentWords(lambda: NOW), rhythm=RHYTHM).set_up()
    await lead(stage, BAS)
    await agree(stage, [TUESDAY - DAY, TUESDAY, TUESDAY + DAY])
    await agree(stage, [TUESDAY], None, "csg")
    rhythm = replace(RHYTHM, regions={"DH": Manner(titles=titles), "OB": Manner(titles=True)})
    said = await words_of(stage, rhythm)
    assert any(place is Place.DIRECT for place, _ in said)
    assert any(WORD in text for place, text in said if place is not Place.CASE) is titles


async def test_a_digest_links_the_code_to_its_room_for_who_is_in_it() -> None:
    stage = await Stage(FluentWords(lambda: NOW), rhythm=RHYTHM).set_up()
    await agree(stage, [TUESDAY])
    [said] = await morning(stage, half_past_eight(TUESDAY))
    room = await stage.room_id(Place.CASE, stage.code)
    assert f'<a href="https://matrix.to/#/{room}">{stage.code}:</a>' in said.outgoing.message.html
    assert said.outgoing.message.plain.split("\n")[:2] == [
        "Good morning. Actions: 1 today.",
        f"• {stage.code}: 1 today",
    ]
    assert said.outgoing.message.mentions == (ANNA,)


# --- a tight watch ---


async def opened(stage: Stage, kind: str, now: datetime) -> CaseCode:
    from bot.usecases.open_case import CaseOpened, open_case

    async with stage.database.work() as work:
        form = replace(intake(kind, now - timedelta(hours=1)), case_kind=kind)
        found = await open_case(work, stage.speaker, form, prints(kind), now, stage.choose)
        await work.commit()
    assert isinstance(found, CaseOpened)
    await stage.make_rooms()
    return found.code


async def uncovered(stage: Stage, now: datetime) -> list[object]:
    stage.now = now
    async with stage.database.work() as work:
        await watch_uncovered(work, stage.speaker, now)
        await work.commit()
    return values(await stage.read())


async def test_a_stalking_case_that_nobody_leads_is_told_to_the_chair_at_once_at_any_hour(stage: Stage) -> None:
    night = at(TUESDAY, time(23))
    await opened(stage, "huiselijk geweld", night)
    code = await opened(stage, "stalking", night)
    await stage.read()
    assert await uncovered(stage, night) == [WithoutCoordinator((code,), CARLA)]
    assert await uncovered(stage, night + timedelta(hours=1)) == []
    await lead(stage, BAS, code)
    assert await uncovered(stage, night + 2 * DAY) == []
    await lead(stage, None, code)
    assert await uncovered(stage, night + 3 * DAY) == [WithoutCoordinator((code,), CARLA)]
    await lead(stage, None, code)
    async with stage.database.work() as work:
        await work.nudges.uncovered_told(code, None)
        await work.commit()
    assert await uncovered(stage, night + 15 * DAY) == [], "after two weeks it is a case like others"
