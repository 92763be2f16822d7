"""What the bot says of a meeting that runs, unasked: time that is over, a row that stands still, a forgotten end."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.agenda_item import Plan
from bot.domain.calendar import at
from bot.domain.clock import Watch
from bot.domain.meeting import Meeting
from bot.domain.people import Place
from bot.domain.refusals_agenda import MinutesOutside
from bot.usecases.meeting_watch import watch_meetings
from bot.usecases.results import CaseMinutes
from bot.usecases.results_leading import (
    ClosedUnasked,
    MeetingStill,
    StillOpen,
    TimeGiven,
    TimeUp,
    TimeUpHere,
)
from bot.usecases.results_meeting import CarriedOver, MeetingClosed
from tests.commands.morning import HERE, JAN, PETRA, PRO, Morning, by_place, ended, in_words, mdt, messages, rung
from tests.commands.stage import ANNA, CARLA, NOW, only

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def clock(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return at(day, time(hour, minute))


@pytest.fixture
async def morning() -> Morning:
    """Three new cases of eight minutes, the meeting at the first; nine o'clock."""
    stage = await Morning().begin()
    await stage.in_mdt("!mdt start\n!volgende")
    return stage


async def at_clock(stage: Morning, moment: datetime) -> list[object]:
    """Give what the MDT room hears when the bot looks at this moment."""
    stage.now = moment
    return mdt(await stage.tick())


# --- the time of a case ---


async def test_when_the_minutes_are_over_it_is_said_once_and_rings_nobody(morning: Morning) -> None:
    assert await morning.tick(7.9) == []
    said = await morning.tick(0.1)
    assert [(each.place, each.value) for each in said] == [(Place.MDT, TimeUp(morning.codes[0], 8))]
    assert rung(said) == []
    assert await morning.tick(1) == []
    morning.restart()
    assert await morning.tick(1) == []


async def test_it_says_what_to_type() -> None:
    stage = await in_words().begin(1)
    await stage.in_mdt("!mdt start\n!volgende")
    [message] = messages(await stage.tick(8), Place.MDT, "DH")
    assert message.plain.split("\n") == [
        f"De 8 minuten voor {stage.code} zijn om.",
        "Klaar? Typ !volgende.",
        f"!mdt tijd {stage.code} 10 – dan komen er 10 minuten bij.",
    ]


async def test_who_leads_an_item_reads_it_in_the_room_of_the_case_too(morning: Morning) -> None:
    second = morning.codes[1]
    await morning.refuse("politie", second)
    await morning.in_mdt("!volgende")
    said = await morning.tick(8)
    assert [(each.place, each.subject, each.value) for each in said] == [
        (Place.MDT, "DH", TimeUp(second, 8)),
        (Place.CASE, second, TimeUpHere(8)),
    ]
    assert rung(said) == []


async def test_more_time_counts_from_now_and_may_be_over_once_more(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.tick(9)
    assert only(await morning.in_mdt(f"!mdt tijd {first} 5")) == TimeGiven(first, 5, morning.now + timedelta(minutes=5))
    assert await morning.tick(4) == []
    assert mdt(await morning.tick(1)) == [TimeUp(first, 14)]
    assert await morning.tick(1) == []


async def test_a_case_of_an_urgent_meeting_is_given_time_as_well() -> None:
    stage = await Morning().begin(1)
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert await stage.tick(60) == [], "nothing was planned, so nothing is over"
    assert isinstance(only(await stage.in_mdt(f"!mdt tijd {stage.code} 10")), TimeGiven)
    assert mdt(await stage.tick(10)) == [TimeUp(stage.code, 70)]


@pytest.mark.parametrize("minutes", ["0", "61"])
async def test_more_time_has_the_same_bounds(morning: Morning, minutes: str) -> None:
    before = await morning.meeting()
    assert only(await morning.in_mdt(f"!mdt tijd {morning.codes[0]} {minutes}")) == MinutesOutside(60)
    assert await morning.meeting() == before


async def test_a_case_that_was_put_off_keeps_its_time_and_is_not_nudged_again(morning: Morning) -> None:
    await morning.tick(8)
    await morning.in_mdt("!overslaan")
    assert mdt(await morning.tick(5)) == []
    await morning.in_mdt("!volgende\n!volgende")
    assert (await morning.meeting()).current == morning.codes[0]
    assert mdt(await morning.tick(2)) == []


async def test_nudges_can_be_off_and_the_rest_goes_on(morning: Morning) -> None:
    morning.watch = Watch(plan=Plan(nudges=False))
    assert await morning.tick(9) == []
    assert mdt(await morning.tick(9)) == [MeetingStill("DH", 1, 3)]


# --- standing still ---


async def test_when_it_stands_still_the_others_are_rung_once(morning: Morning) -> None:
    await morning.tick(8)
    assert await morning.tick(9.9) == []
    said = await morning.tick(0.1)
    assert mdt(said) == [MeetingStill("DH", 1, 3)]
    assert rung(said) == [(Place.MDT, (PETRA, JAN))]
    assert await morning.tick(30) == []


async def test_the_others_are_rung_by_name_and_read_no_code() -> None:
    stage = await in_words().begin(2)
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.away(JAN)
    *_, still = messages(await stage.tick(18), Place.MDT, "DH")
    assert still.plain == "DH: het MDT staat stil bij 1 van 2.\nOvernemen? Typ !mdt overnemen."
    assert (still.rings, still.mentions) == (True, (PETRA,))


async def test_whoever_decides_is_not_standing_still(morning: Morning) -> None:
    await morning.tick(17)
    await morning.in_case(ANNA, "!besluit recht: geen aangifte", morning.codes[0])
    assert await morning.tick(9.9) == []
    assert mdt(await morning.tick(0.1)) == [MeetingStill("DH", 1, 3)]


async def test_without_another_chair_nobody_is_rung(morning: Morning) -> None:
    await morning.without(PETRA, JAN)
    assert mdt(await morning.tick(18)) == [TimeUp(morning.codes[0], 8)]
    assert (await morning.item(morning.codes[0])).rung_at == morning.now


async def test_each_item_may_stand_still_once(morning: Morning) -> None:
    await morning.tick(18)
    await morning.in_mdt("!volgende")
    assert mdt(await morning.tick(18)) == [TimeUp(morning.codes[1], 8), MeetingStill("DH", 2, 3)]


# --- forgotten ---


async def test_after_two_hours_who_leads_is_rung_and_after_six_it_is_closed(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.tick(20)
    assert await at_clock(morning, clock(10, 59)) == []
    said = await morning.tick(1)
    assert mdt(said) == [StillOpen("DH", CARLA)]
    assert rung(said) == [(Place.MDT, (CARLA,))]
    assert await at_clock(morning, clock(14, 59)) == []
    morning.now = clock(15)
    said = await morning.tick()
    assert mdt(said)[0] == ClosedUnasked("DH")
    assert ended(said) == ((), (first, second, third), 360)
    assert [type(value) for value in by_place(said, Place.CASE, first)] == [CarriedOver, CaseMinutes]
    assert rung(said) == []
    assert not await morning.runs()
    [entry] = await morning.audited()
    assert (entry.actor, entry.verb, entry.subject, entry.outcome) == ("regiekamer", "mdt sluit", "DH", "vanzelf")
    started = only(await morning.in_mdt("!mdt start"))
    assert {item.code for item in started.agenda.items} == {first, second, third}  # type: ignore[attr-defined]


async def test_what_was_finished_is_finished_when_the_bot_closes_too(morning: Morning) -> None:
    await morning.finish(morning.codes[0], ANNA)
    await at_clock(morning, clock(11))
    assert mdt_closed(await at_clock(morning, clock(15))).closed == (morning.codes[0],)


def mdt_closed(said: list[object]) -> MeetingClosed:
    [found] = [value for value in said if isinstance(value, MeetingClosed)]
    return found


async def test_guests_go_when_the_bot_closes_as_when_the_chair_does(morning: Morning) -> None:
    async with morning.database.work() as work:
        for case in morning.codes:
            for member in await work.cases.roster(case):
                if member.user_id == PETRA:
                    await work.cases.remove_member(case, PETRA)
                    await work.cases.add_member(case, replace(member, guest=True))
        await work.commit()
    await at_clock(morning, clock(11))
    await at_clock(morning, clock(15))
    async with morning.database.work() as work:
        assert not await work.cases.with_guests()


@pytest.mark.parametrize("line", ["!volgende", "!overslaan", "!mdt tijd CODE 10", "!mdt overnemen"])
async def test_whatever_moves_it_it_was_not_forgotten(morning: Morning, line: str) -> None:
    morning.now = clock(10, 55)
    await morning.in_mdt(line.replace("CODE", morning.codes[0]), PETRA)
    said = await at_clock(morning, clock(12, 54))
    assert not [value for value in said if isinstance(value, StillOpen)]
    assert [type(value) for value in await at_clock(morning, clock(12, 55))] == [StillOpen]


async def test_decisions_keep_it_open_and_after_that_it_is_forgotten_again(morning: Morning) -> None:
    await morning.tick(20)
    morning.now = clock(10, 55)
    await morning.in_case(ANNA, "!besluit recht: geen aangifte", morning.codes[0])
    assert await at_clock(morning, clock(12, 54)) == []
    assert await at_clock(morning, clock(12, 55)) == [StillOpen("DH", CARLA)]
    morning.now = clock(13)
    await morning.in_case(ANNA, "!besluit hulp: huisarts", morning.codes[0])
    assert await at_clock(morning, clock(14, 59)) == []
    assert await at_clock(morning, clock(15)) == [StillOpen("DH", CARLA)]
    assert await at_clock(morning, clock(18, 59)) == []
    assert [type(value) for value in await at_clock(morning, clock(19))] == [ClosedUnasked, MeetingClosed]


async def test_a_meeting_that_was_never_begun_or_is_through_is_forgotten_as_well(morning: Morning) -> None:
    await morning.in_mdt("!volgende\n!volgende\n!volgende")
    assert await at_clock(morning, clock(11)) == [StillOpen("DH", CARLA)]
    await morning.in_mdt("!mdt sluit\n!mdt start")
    assert await at_clock(morning, clock(13)) == [StillOpen("DH", CARLA)]


async def test_in_the_evening_it_is_closed_sooner() -> None:
    stage = await Morning().begin(1)
    stage.now = clock(19)
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.tick(30)
    assert await at_clock(stage, clock(21)) == [StillOpen("DH", CARLA)]
    assert await at_clock(stage, clock(22, 59)) == []
    assert [type(value) for value in await at_clock(stage, clock(23))] == [ClosedUnasked, MeetingClosed]


async def test_an_urgent_meeting_in_the_night_is_not_cut_off() -> None:
    stage = await Morning().begin(1)
    stage.now = clock(22, 30)
    await stage.in_mdt(f"!mdt spoed {stage.code}")
    assert await at_clock(stage, clock(23)) == []
    assert await at_clock(stage, clock(0, 29, WEDNESDAY)) == []
    assert await at_clock(stage, clock(0, 30, WEDNESDAY)) == [StillOpen("DH", CARLA)]
    assert await at_clock(stage, clock(4, 29, WEDNESDAY)) == []
    assert [type(value) for value in await at_clock(stage, clock(4, 30, WEDNESDAY))] == [ClosedUnasked, MeetingClosed]


async def test_a_bot_that_was_down_for_a_night_rings_first_and_closes_after_that(morning: Morning) -> None:
    morning.restart()
    assert await at_clock(morning, clock(8, 0, WEDNESDAY)) == [StillOpen("DH", CARLA)]
    assert await at_clock(morning, clock(8, 9, WEDNESDAY)) == []
    assert [type(value) for value in await at_clock(morning, clock(8, 10, WEDNESDAY))] == [ClosedUnasked, MeetingClosed]


async def test_where_nobody_can_lead_nobody_is_rung_and_it_is_closed_all_the_same(morning: Morning) -> None:
    await morning.without(CARLA, PETRA, JAN)
    await morning.tick()
    assert await at_clock(morning, clock(11)) == []
    assert [type(value) for value in await at_clock(morning, clock(15))] == [ClosedUnasked, MeetingClosed]


async def test_a_replaced_chair_is_the_one_who_is_rung(morning: Morning) -> None:
    await morning.change(CARLA, roles=PRO)
    await morning.tick()
    assert await at_clock(morning, clock(11)) == [StillOpen("DH", PETRA)]


# --- clocks that were wrong ---


async def test_what_a_clock_far_ahead_began_is_set_right(morning: Morning) -> None:
    found = await morning.meeting()
    ahead = NOW + timedelta(days=400)
    items = (replace(found.items[0], since=ahead, nudged_at=ahead, rung_at=ahead), *found.items[1:])
    await morning.keep(replace(found, opened_at=ahead, reminded_at=ahead, items=items))
    assert await morning.tick() == []
    right = await morning.meeting()
    assert (right.opened_at, right.reminded_at, right.items[0].since) == (NOW, None, NOW)
    assert mdt(await morning.tick(8)) == [TimeUp(morning.codes[0], 8)]
    assert await at_clock(morning, clock(11)) == [StillOpen("DH", CARLA)]


async def test_a_clock_that_leaps_ahead_for_a_moment_closes_nothing(morning: Morning) -> None:
    assert await at_clock(morning, NOW + timedelta(days=400)) == [StillOpen("DH", CARLA)]
    assert await at_clock(morning, NOW + timedelta(minutes=1)) == []
    assert await morning.runs()
    assert await at_clock(morning, NOW + timedelta(minutes=8)) == [TimeUp(morning.codes[0], 8)]
    assert await at_clock(morning, clock(11)) == [StillOpen("DH", CARLA)], "what was marked ahead counts no more"


async def test_a_clock_that_is_set_back_an_hour_says_nothing_twice(morning: Morning) -> None:
    await morning.tick(8)
    morning.now -= timedelta(hours=1)
    assert await morning.tick() == []
    assert mdt(await morning.tick(62)) == []


# --- the whole morning ---


async def test_a_meeting_that_goes_as_planned_hears_nothing_but_its_chair(morning: Morning) -> None:
    said = []
    for _ in range(3):
        said += await morning.tick(7)
        await morning.in_mdt("!volgende")
    assert said == []
    await morning.in_mdt("!mdt sluit")
    assert await at_clock(morning, clock(23)) == []


async def test_a_look_that_changes_nothing_stores_nothing(morning: Morning) -> None:
    async with morning.database.work() as work:
        assert await watch_meetings(work, morning.speaker, morning.now, Watch()) == 0
    morning.now += timedelta(minutes=8)
    async with morning.database.work() as work:
        assert await watch_meetings(work, morning.speaker, morning.now, Watch()) == 1
        await work.commit()
    async with morning.database.work() as work:
        assert await watch_meetings(work, morning.speaker, morning.now, Watch()) == 0


async def test_a_region_that_is_no_more_is_left_alone() -> None:
    stage = await Morning().begin(1)
    await stage.keep(Meeting("x", "OB", CARLA, NOW, ()))
    await stage.people(replace(HERE, regions=HERE.regions[:1]))
    assert await at_clock(stage, clock(23)) == []
