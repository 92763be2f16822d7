"""Reminders, digests and cards on days when clocks, weekends and holidays get in the way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import IsHoliday, at, local_day
from bot.domain.case import Action, ActionState, CaseCode, Owner
from bot.domain.digest import DigestLine
from bot.domain.people import Place, UserId
from bot.domain.reminders import Reminder
from bot.domain.rooms import Movement
from bot.ports import Work
from bot.usecases.membership import members_moved
from bot.usecases.morning import DIGEST_KEEPS, give_digests
from bot.usecases.notices import ActionDue, MorningDigest
from bot.usecases.remind import post_cards, remind
from bot.usecases.results import Card
from bot.usecases.results_reminders import ActionsDue, Climbed
from tests.commands.stage import ANNA, BAS, CARLA, DIRK, FRITS, GERDA, NOW, STRANGER, Said, Stage, values
from tests.usecases.rhythms import rhythm

WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
NINE = time(9)
SUMMER_BEGINS, SUMMER_ENDS = date(2026, 3, 29), date(2026, 10, 25)
KINGS_DAY = date(2026, 4, 27)
TUESDAY = local_day(NOW)
WAIT = timedelta(seconds=30)


def no_holiday(_: date) -> bool:
    return False


async def agree(stage: Stage, due: Iterable[date], owner: UserId | None = ANNA, code: CaseCode = "") -> None:
    """Put actions in the case as if they had been agreed on long ago."""
    async with stage.database.work() as work:
        for day in due:
            case = code or stage.code
            number = await work.actions.next_number(case)
            await work.actions.add(case, Action(number, Owner("vt", owner), day, "bellen", CARLA, NOW))
        await work.commit()


async def done(work: Work, code: CaseCode) -> Action:
    action = await work.actions.get(code, 1)
    assert action is not None
    return replace(action, state=ActionState.DONE, done_by=CARLA, done_at=NOW)


async def coordinate(stage: Stage, user_id: UserId, code: CaseCode = "") -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(code or stage.code, user_id)
        await work.commit()


async def digests(
    stage: Stage,
    now: datetime,
    *,
    clock: time = NINE,
    weekdays: frozenset[int] = WORKDAYS,
    is_holiday: IsHoliday = no_holiday,
) -> dict[str, tuple[DigestLine, ...]]:
    stage.now = now
    async with stage.database.work() as work:
        count = await give_digests(work, stage.speaker, now, rhythm(clock, weekdays, is_holiday))
        await work.commit()
    found = {}
    for said in await stage.read():
        if isinstance(said.value, Climbed):
            continue
        assert isinstance(said.value, MorningDigest)
        assert (said.place, said.subject, said.outgoing.case) == (Place.DIRECT, said.value.user_id, None)
        found[said.subject] = tuple(replace(line, room="") for line in said.value.digest.lines)
    assert len(found) == count
    return found


async def reminded(stage: Stage, now: datetime) -> list[Said]:
    stage.now = now
    async with stage.database.work() as work:
        count = await remind(work, stage.speaker, now, rhythm(weekdays=EVERY_DAY))
        await work.commit()
    said = await stage.read()
    assert len(said) == count
    return said


# --- the digest: when ---


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (SUMMER_BEGINS, NINE, datetime(2026, 3, 29, 7, 0, tzinfo=UTC)),
        (SUMMER_BEGINS - timedelta(days=1), NINE, datetime(2026, 3, 28, 8, 0, tzinfo=UTC)),
        (SUMMER_BEGINS, time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: 03:30 on the clock
        (SUMMER_ENDS, NINE, datetime(2026, 10, 25, 8, 0, tzinfo=UTC)),
        (SUMMER_ENDS - timedelta(days=1), NINE, datetime(2026, 10, 24, 7, 0, tzinfo=UTC)),
        (SUMMER_ENDS, time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
    ],
)
async def test_the_digest_comes_when_dutch_clocks_say_so_once(
    stage: Stage, day: date, clock: time, moment: datetime
) -> None:
    await agree(stage, [day])
    early = moment - timedelta(microseconds=1)
    assert await digests(stage, early, clock=clock, weekdays=EVERY_DAY) == {}
    expected = {ANNA: (DigestLine(stage.code, 0, 1, 0),)}
    assert await digests(stage, moment, clock=clock, weekdays=EVERY_DAY) == expected
    for hours in (1, 2, 3):  # also when the same hour comes again
        assert await digests(stage, moment + timedelta(hours=hours), clock=clock, weekdays=EVERY_DAY) == {}


@pytest.mark.parametrize("day", [SUMMER_BEGINS, SUMMER_ENDS, KINGS_DAY, date(2026, 12, 25), date(2026, 11, 28)])
async def test_no_digest_on_a_day_off_and_the_next_one_is_not_lost(stage: Stage, day: date) -> None:
    off = {KINGS_DAY, date(2026, 12, 25)}
    await agree(stage, [day])
    assert await digests(stage, at(day, time(23, 59)), is_holiday=off.__contains__) == {}
    following = day + timedelta(days=1)
    while following.weekday() not in WORKDAYS or following in off:
        assert await digests(stage, at(following, time(12)), is_holiday=off.__contains__) == {}
        following += timedelta(days=1)
    found = await digests(stage, at(following, NINE), is_holiday=off.__contains__)
    assert found == {ANNA: (DigestLine(stage.code, 1, 0, 0),)}


@given(st.lists(st.integers(0, 14 * 24 * 60), min_size=1, max_size=40))
async def test_however_the_clock_ticks_there_is_one_digest_a_day_at_most(minutes: list[int]) -> None:
    stage = await Stage().set_up()
    await agree(stage, [date(2026, 10, 18)])
    start = at(date(2026, 10, 19), time(0))  # across the end of summer time
    days: list[date] = []
    for minute in sorted(minutes):
        moment = start + timedelta(minutes=minute)
        if await digests(stage, moment):
            days.append(local_day(moment))
            assert moment >= at(local_day(moment), NINE)
            assert local_day(moment).weekday() in WORKDAYS
    assert len(set(days)) == len(days)
    ticked = [start + timedelta(minutes=m) for m in minutes]
    in_time = {local_day(t) for t in ticked if timedelta(0) <= t - at(local_day(t), NINE) <= DIGEST_KEEPS}
    due = {day for day in in_time if day.weekday() in WORKDAYS}
    assert set(days) == due, "and none is left out when there was a tick after the hour and not too late"


async def test_a_day_on_which_nothing_was_open_has_no_late_digest(stage: Stage) -> None:
    assert await digests(stage, at(TUESDAY, NINE)) == {}
    await agree(stage, [TUESDAY])
    assert await digests(stage, at(TUESDAY, time(10))) == {}


async def test_a_digest_that_was_not_committed_is_given_after_all(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    async with stage.database.work() as work:
        assert await give_digests(work, stage.speaker, at(TUESDAY, NINE), rhythm()) == 1
    assert await stage.read() == []
    assert set(await digests(stage, at(TUESDAY, NINE))) == {ANNA}


# --- the digest: what ---


async def test_late_today_and_later_are_counted_per_case_and_person(stage: Stage) -> None:
    other = await stage.new_case("2")
    yesterday, tomorrow = TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=1)
    await agree(stage, [yesterday, yesterday, TUESDAY, tomorrow, tomorrow, tomorrow])
    await agree(stage, [TUESDAY], BAS)
    await agree(stage, [tomorrow], ANNA, other)
    await coordinate(stage, BAS)
    await stage.read()
    found = await digests(stage, at(TUESDAY, NINE))
    lines = sorted([DigestLine(stage.code, 2, 1, 3), DigestLine(other, 0, 0, 1)], key=lambda line: line.case)
    assert found[ANNA] == tuple(lines)
    assert found[BAS] == (DigestLine(stage.code, 0, 1, 0),), "what is late with others is told after a working day"
    assert set(found) == {ANNA, BAS}


async def test_what_is_done_counts_no_more(stage: Stage) -> None:
    await agree(stage, [TUESDAY, TUESDAY])
    async with stage.database.work() as work:
        await work.actions.save(stage.code, await done(work, stage.code))
        await work.commit()
    assert await digests(stage, at(TUESDAY, NINE)) == {ANNA: (DigestLine(stage.code, 0, 1, 0),)}


async def test_midnight_is_dutch(stage: Stage) -> None:
    """At 23:30 UTC in summer the Dutch day is tomorrow already: what was due today is late."""
    day = date(2026, 7, 1)
    await agree(stage, [day])
    found = await digests(stage, datetime(2026, 7, 1, 22, 30, tzinfo=UTC), clock=time(0))
    assert found == {ANNA: (DigestLine(stage.code, 1, 0, 0),)}


# --- reminders ---


async def promise(stage: Stage, number: int, moment: datetime) -> None:
    async with stage.database.work() as work:
        await work.reminders.add(Reminder(stage.code, number, moment))
        await work.commit()


async def test_a_reminder_is_given_at_its_moment_and_only_then(stage: Stage) -> None:
    moment = at(SUMMER_ENDS, NINE)
    await agree(stage, [SUMMER_ENDS])
    await promise(stage, 1, moment)
    assert await reminded(stage, moment - timedelta(microseconds=1)) == []
    assert values(await reminded(stage, moment)) == [ActionDue(stage.code, "A1", SUMMER_ENDS, ANNA)]
    assert await reminded(stage, moment) == []
    assert await reminded(stage, moment + timedelta(days=30)) == []


async def test_a_reminder_that_was_not_committed_is_given_again(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    await promise(stage, 1, NOW)
    async with stage.database.work() as work:
        assert await remind(work, stage.speaker, NOW, rhythm()) == 1
    assert await stage.read() == []
    assert len(await reminded(stage, NOW)) == 1


async def test_owner_and_regiehouder_each_hear_it_once_also_when_they_are_one(stage: Stage) -> None:
    await agree(stage, [TUESDAY, TUESDAY])
    await agree(stage, [TUESDAY], None)
    for number in (1, 2, 3):
        await promise(stage, number, NOW)
    await coordinate(stage, ANNA)
    [said] = await reminded(stage, NOW)
    assert said.value == ActionsDue(((stage.code, ("A1", "A2", "A3")),), ANNA)


async def test_an_organisation_hears_it_through_who_is_in_the_case_and_nobody_else_does(stage: Stage) -> None:
    await agree(stage, [TUESDAY], None)
    await promise(stage, 1, NOW)
    await coordinate(stage, BAS)
    assert [said.subject for said in await reminded(stage, NOW)] == [ANNA], "Anna works there; Bas only leads the case"


async def test_without_anybody_the_regiehouder_is_reminded_at_once(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    await promise(stage, 1, NOW)
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, ANNA)
        await work.commit()
    await coordinate(stage, BAS)
    assert [said.subject for said in await reminded(stage, NOW)] == [BAS]


async def test_what_was_done_meanwhile_is_not_reminded_of(stage: Stage) -> None:
    await agree(stage, [TUESDAY, TUESDAY])
    await promise(stage, 1, NOW)
    await promise(stage, 2, NOW)
    async with stage.database.work() as work:
        await work.actions.save(stage.code, await done(work, stage.code))
        await work.commit()
    assert values(await reminded(stage, NOW)) == [ActionDue(stage.code, "A2", TUESDAY, ANNA)]


async def test_a_reminder_leaves_the_case_room_as_a_code(stage: Stage) -> None:
    await agree(stage, [TUESDAY])
    await promise(stage, 1, NOW)
    [said] = await reminded(stage, NOW)
    assert (said.place, said.subject, said.outgoing.case, said.language) == (Place.DIRECT, ANNA, None, "en")
    assert "bellen" not in repr(said.value)


# --- the card for who joins ---


async def joined(stage: Stage, room_id: str, who: UserId, now: datetime) -> bool:
    async with stage.database.work() as work:
        movement = Movement(f"{who} {room_id} {now}", room_id, came=frozenset({who}))
        promised = await members_moved(work, stage.speaker, movement, now, WAIT)
        await work.commit()
    return promised


async def cards(stage: Stage, now: datetime) -> list[Said]:
    async with stage.database.work() as work:
        await post_cards(work, stage.speaker, now)
        await work.commit()
    return await stage.read()


async def test_who_joins_close_together_shares_a_card_and_a_later_one_gets_another(stage: Stage) -> None:
    room_id = await stage.room_id(Place.CASE, stage.code)
    for seconds, who in enumerate((ANNA, BAS, CARLA)):
        assert await joined(stage, room_id, who, NOW + timedelta(seconds=seconds * 10))
    assert await cards(stage, NOW + WAIT - timedelta(microseconds=1)) == []
    [card] = await cards(stage, NOW + WAIT)
    assert isinstance(card.value, Card)
    assert (card.place, card.subject, card.outgoing.case) == (Place.CASE, stage.code, stage.code)
    assert await cards(stage, NOW + timedelta(days=1)) == []
    assert await joined(stage, room_id, ANNA, NOW + WAIT)
    assert len(await cards(stage, NOW + WAIT * 2)) == 1


@pytest.mark.parametrize("who", [STRANGER, DIRK, FRITS, GERDA])
async def test_who_is_not_on_the_roster_is_shown_no_card(stage: Stage, who: UserId) -> None:
    assert not await joined(stage, await stage.room_id(Place.CASE, stage.code), who, NOW)
    assert await cards(stage, NOW + timedelta(days=1)) == []


@pytest.mark.parametrize(("place", "subject", "who"), [
    (Place.MDT, "DH", ANNA), (Place.DIRECT, ANNA, ANNA), (Place.ADMIN, "", FRITS),
])  # fmt: skip
async def test_only_a_case_room_has_a_card(stage: Stage, place: Place, subject: str, who: UserId) -> None:
    assert not await joined(stage, await stage.room_id(place, subject), who, NOW)
    assert await cards(stage, NOW + timedelta(days=1)) == []


async def test_the_card_shows_the_case_as_it_is_when_it_is_posted(stage: Stage) -> None:
    await joined(stage, await stage.room_id(Place.CASE, stage.code), ANNA, NOW)
    await agree(stage, [TUESDAY])
    await coordinate(stage, BAS)
    [said] = await cards(stage, NOW + WAIT)
    assert isinstance(said.value, Card)
    assert len(said.value.file.actions) == 1
    assert said.value.file.case.coordinator == BAS


async def test_each_case_has_its_own_card(stage: Stage) -> None:
    other = await stage.new_case("2")
    for code in (stage.code, other):
        await joined(stage, await stage.room_id(Place.CASE, code), ANNA, NOW)
    said = await cards(stage, NOW + WAIT)
    assert {(s.subject, s.outgoing.case, s.value.file.case.code) for s in said if isinstance(s.value, Card)} == {
        (code, code, code) for code in (stage.code, other)
    }
