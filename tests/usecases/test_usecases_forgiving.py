"""Time that does not behave: a bot that was down for days, clocks that are set, hours that come twice or not at all."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import ZONE, at, local_day
from bot.domain.people import Place
from bot.domain.reminders import Reminder
from bot.domain.rooms import Movement
from bot.ports import Incoming
from bot.usecases.membership import members_moved
from bot.usecases.morning import DIGEST_KEEPS, give_digests
from bot.usecases.notices import ActionDue, MorningDigest
from bot.usecases.remind import CARD_AHEAD, post_cards, remind
from bot.usecases.results import Card
from bot.usecases.results_reminders import ActionsDue, Climbed
from bot.wiring.rhythm import holidays_of
from tests.commands.stage import ANNA, CARLA, Stage
from tests.usecases.rhythms import rhythm

HALF_PAST_EIGHT = time(8, 30)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
GATHER = timedelta(seconds=30)
WORKDAYS = frozenset(range(5))
DUTCH = holidays_of(cast("Any", SimpleNamespace(times=SimpleNamespace(holidays=True))))
FAR = datetime(2099, 1, 1, tzinfo=UTC)


class Office:
    """A stage whose bot ticks when it is told to; it is down in between."""

    def __init__(self, stage: Stage, clock: time = HALF_PAST_EIGHT) -> None:
        self.stage = stage
        self.clock = clock
        self._events = itertools.count(1)

    async def agree(self, due: date, now: datetime) -> list[Reminder]:
        """Have somebody type an action for Anna; give the reminders that this promised."""
        self.stage.now = now
        before = await self._promised()
        room_id = await self.stage.room_id(Place.CASE, self.stage.code)
        text = f"!actie {ANNA} {due:%d-%m-%Y}: bellen"
        await self.stage.dispatcher.handle(Incoming(f"$t{next(self._events)}", room_id, CARLA, now, text))
        await self.stage.read()
        return [reminder for reminder in await self._promised() if reminder not in before]

    async def _promised(self) -> tuple[Reminder, ...]:
        async with self.stage.database.work() as work:
            return await work.reminders.due(FAR)

    async def tick(self, now: datetime, *, killed: bool = False) -> list[object]:
        """Let every tick come at this moment; give what was said. Killed, the bot dies before it can commit."""
        self.stage.now = now
        speaker, database = self.stage.speaker, self.stage.database
        async with database.work() as work:
            await post_cards(work, speaker, now)
            if not killed:
                await work.commit()
        async with database.work() as work:
            await remind(work, speaker, now, rhythm(self.clock, WORKDAYS, DUTCH))
            if not killed:
                await work.commit()
        async with database.work() as work:
            await give_digests(work, speaker, now, rhythm(self.clock, WORKDAYS, DUTCH))
            if not killed:
                await work.commit()
        return [said.value for said in await self.stage.read() if not isinstance(said.value, Climbed)]

    async def up(self, since: datetime, until: datetime, step: timedelta = 10 * MINUTE) -> list[tuple[datetime, Any]]:
        """Keep the bot up for a while; give what was said and when."""
        found: list[tuple[datetime, Any]] = []
        now = since
        while now < until:
            found += [(now, value) for value in await self.tick(now)]
            now += step
        return found


async def office(clock: time = HALF_PAST_EIGHT) -> Office:
    return Office(await Stage().set_up(), clock)


def dutch(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return at(date(year, month, day), time(hour, minute))


def digest_days(said: list[tuple[datetime, Any]]) -> list[date]:
    """Give the days of Anna's digests; what is late long enough is in the chair's too."""
    return [local_day(moment) for moment, value in said if isinstance(value, MorningDigest) and value.user_id == ANNA]


# --- down for days ---


@pytest.mark.parametrize(
    ("last", "back", "working"),
    [
        ((2026, 11, 27, 12), (2026, 11, 30, 7), date(2026, 11, 30)),  # a weekend
        ((2026, 12, 30, 12), (2027, 1, 4, 7), date(2027, 1, 4)),  # New Year: Friday the first, then a weekend
        ((2026, 12, 24, 12), (2026, 12, 28, 7), date(2026, 12, 28)),  # Christmas and Boxing Day
        ((2027, 3, 25, 12), (2027, 3, 30, 7), date(2027, 3, 30)),  # Easter, and summer time begins on Sunday
        ((2026, 10, 23, 12), (2026, 10, 26, 7), date(2026, 10, 26)),  # summer time ends on Sunday
        ((2026, 4, 24, 12), (2026, 4, 28, 7), date(2026, 4, 28)),  # King's Day on Monday
    ],
)
async def test_what_was_missed_in_days_off_comes_once_on_the_first_working_day(
    last: tuple[int, ...], back: tuple[int, ...], working: date
) -> None:
    down, up = dutch(*last), dutch(*back)
    bot = await office()
    missed = [local_day(down) + DAY * n for n in range(1, (local_day(up) - local_day(down)).days)]
    for due in missed:
        await bot.agree(due, down)
    said = await bot.up(up, up + 3 * HOUR)
    assert not [value for _, value in said if isinstance(value, ActionDue)], "they are late: the digest says so"
    [(moment, digest)] = [(m, v) for m, v in said if isinstance(v, MorningDigest) and v.user_id == ANNA]
    assert moment == at(working, HALF_PAST_EIGHT)
    assert [(line.case, line.late) for line in digest.digest.lines] == [(bot.stage.code, len(missed))]


async def test_a_week_on_the_calendar_has_a_digest_on_each_working_day_and_no_other() -> None:
    """From before Ascension Day to after Whit Monday, without a break."""
    bot = await office()
    await bot.agree(date(2026, 5, 11), dutch(2026, 5, 10))
    said = await bot.up(dutch(2026, 5, 11), dutch(2026, 5, 27), 30 * MINUTE)
    off = {date(2026, 5, 14), date(2026, 5, 25)}
    expected = [date(2026, 5, 11) + DAY * n for n in range(16)]
    assert digest_days(said) == [day for day in expected if day.weekday() in WORKDAYS and day not in off]


def test_good_friday_is_worked_and_liberation_day_is_off_once_in_five_years() -> None:
    assert not DUTCH(date(2026, 4, 3))
    assert DUTCH(date(2026, 4, 6))
    assert [DUTCH(date(year, 5, 5)) for year in (2026, 2030)] == [False, True]
    assert [DUTCH(date(2025, 4, day)) for day in (26, 27)] == [True, False], "no King's Day on a Sunday"


# --- very late in the day ---


@pytest.mark.parametrize(
    ("hour", "minute", "given"),
    [(8, 29, False), (8, 30, True), (12, 0, True), (17, 30, True), (17, 31, False), (23, 50, False)],
)
async def test_a_digest_comes_late_but_not_at_night(hour: int, minute: int, *, given: bool) -> None:
    """At ten to midnight a plan for the day would ring for nothing."""
    bot = await office()
    await bot.agree(date(2026, 11, 25), dutch(2026, 11, 23, 12))
    said = await bot.tick(dutch(2026, 11, 25, hour, minute))
    assert any(isinstance(value, MorningDigest) for value in said) == given


async def test_what_a_digest_at_night_would_have_said_is_said_in_the_morning_as_late() -> None:
    bot = await office()
    await bot.agree(date(2026, 11, 25), dutch(2026, 11, 23, 12))
    night = await bot.tick(dutch(2026, 11, 25, 23, 50))
    assert [type(value) for value in night] == [ActionDue], "this one has no quiet hours, and it is still today"
    [digest] = await bot.tick(dutch(2026, 11, 26, 8, 30))
    assert isinstance(digest, MorningDigest)
    assert [(line.case, line.late) for line in digest.digest.lines] == [(bot.stage.code, 1)]


# --- days of 23 and 25 hours ---


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 10, 19)])
@pytest.mark.parametrize("clock", [time(0), time(2), time(2, 30), time(3), time(23, 30)])
async def test_two_weeks_across_the_change_have_ten_digests_none_before_its_time(clock: time, monday: date) -> None:
    bot = await office(clock)
    await bot.agree(monday, at(monday - DAY, time(12)))
    said = await bot.up(at(monday, time(0)), at(monday + 14 * DAY, time(0)), 15 * MINUTE)
    days = [monday + DAY * n for n in range(14) if n not in {5, 6, 12, 13}]
    assert digest_days(said) == days
    for moment, value in said:
        if isinstance(value, MorningDigest):
            assert moment.astimezone(ZONE).time() == clock


# --- clocks that are set ---


async def test_a_clock_that_goes_back_an_hour_doubles_nothing() -> None:
    for clock, now in ((HALF_PAST_EIGHT, dutch(2026, 11, 25, 9)), (time(0, 15), dutch(2026, 11, 25, 0, 30))):
        bot = await office(clock)
        await bot.agree(date(2026, 11, 25), dutch(2026, 11, 24, 8))
        first = await bot.up(now, now + HOUR)
        again = await bot.up(now - HOUR, now + 15 * HOUR)
        assert digest_days(first + again) == [date(2026, 11, 25)]
        given_at = [moment for moment, value in first + again if isinstance(value, ActionDue)]
        assert given_at == [dutch(2026, 11, 25, 15)], "in the morning the digest said it"


async def test_a_clock_that_was_two_days_ahead_for_a_while_costs_nobody_a_digest() -> None:
    """Tuesday; for a minute the clock says Thursday; then come the real Wednesday and Thursday."""
    bot = await office()
    await bot.agree(date(2026, 11, 24), dutch(2026, 11, 23, 12))
    tuesday = dutch(2026, 11, 24, 8)
    wrong = await bot.up(tuesday + 2 * DAY + HOUR, tuesday + 2 * DAY + 2 * HOUR)
    assert digest_days(wrong) == [date(2026, 11, 26)]
    right = await bot.up(tuesday, tuesday + 3 * DAY)
    assert digest_days(right) == [date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)]
    assert not [value for _, value in right if isinstance(value, ActionDue)], "under the wrong clock it was late"


async def test_a_clock_that_was_ahead_over_a_weekend_costs_nobody_mondays_digest() -> None:
    """No digest comes in the weekend to notice it; the marks are looked at all the same."""
    bot = await office()
    await bot.agree(date(2026, 11, 30), dutch(2026, 11, 27, 12))
    saturday, monday = dutch(2026, 11, 28, 12), dutch(2026, 11, 30, 9)
    assert digest_days(await bot.up(monday, monday + HOUR)) == [date(2026, 11, 30)]
    assert digest_days(await bot.up(saturday, monday + HOUR)) == [date(2026, 11, 30)]


@pytest.mark.parametrize("back", [HOUR, DAY])
async def test_a_clock_that_goes_back_keeps_no_newcomer_waiting_for_the_card(back: timedelta) -> None:
    bot, now = await office(), dutch(2026, 11, 25, 12)
    room_id = await bot.stage.room_id(Place.CASE, bot.stage.code)
    async with bot.stage.database.work() as work:
        movement = Movement("$kwam", room_id, frozenset({ANNA}), frozenset())
        assert await members_moved(work, bot.stage.speaker, movement, now, GATHER)
        await work.commit()
    assert not [value for value in await bot.tick(now) if isinstance(value, Card)]
    cards = [value for value in await bot.tick(now - back) if isinstance(value, Card)]
    assert len(cards) == 1
    assert not [value for value in await bot.tick(now + CARD_AHEAD) if isinstance(value, Card)]


# --- any history ---

FIRST = date(2026, 10, 19)
"""The Monday before summer time ends."""

agreed = st.tuples(st.just("agree"), st.integers(0, 12))
ticks = st.tuples(st.sampled_from(["tick", "tick", "tick", "killed"]), st.just(0))
passing = st.tuples(st.just("pass"), st.sampled_from([1, 7, 60, 6 * 60, 24 * 60, 3 * 24 * 60]))
setting = st.tuples(st.just("pass"), st.sampled_from([-60, -2 * 24 * 60, 2 * 24 * 60]))


def rung_for(said: list[object], today: date) -> list[str]:
    """Give the actions that were rung for; each on its own day."""
    found: list[str] = []
    for value in said:
        if isinstance(value, ActionDue):
            assert value.due == today
            found.append(value.label)
        elif isinstance(value, ActionsDue):
            found += [label for _, labels in value.lines for label in labels]
    return found


@given(st.lists(agreed | ticks | passing, max_size=40), st.sampled_from([HALF_PAST_EIGHT, time(2, 30), time(23)]))
async def test_in_any_history_of_ticks_and_outages_nothing_is_said_twice(
    history: list[tuple[str, int]], clock: time
) -> None:
    bot, now = await office(clock), at(FIRST, time(7))
    rung: list[str] = []
    days: list[date] = []
    for what, number in [*history, ("pass", 20 * 24 * 60), ("tick", 0)]:
        match what:
            case "pass":
                now += MINUTE * number
            case "agree":
                await bot.agree(max(FIRST + DAY * number, local_day(now)), now)
            case "killed":
                assert await bot.tick(now, killed=True) == []
            case _:
                said = await bot.tick(now)
                rung += rung_for(said, local_day(now))
                if any(isinstance(value, MorningDigest) and value.user_id == ANNA for value in said):
                    days.append(local_day(now))
                    assert timedelta(0) <= now - at(days[-1], clock) <= DIGEST_KEEPS
                    assert days[-1].weekday() in WORKDAYS
    assert len(rung) == len(set(rung))
    assert len(days) == len(set(days))


@given(st.lists(agreed | ticks | passing | setting, max_size=40))
async def test_in_any_history_with_clocks_that_are_set_no_reminder_comes_twice_nor_a_digest_in_a_row(
    history: list[tuple[str, int]],
) -> None:
    bot, now = await office(), at(FIRST, time(7))
    rung: list[str] = []
    last: date | None = None
    for what, number in [*history, ("end", 0), ("tick", 0)]:
        match what:
            case "pass":
                now += MINUTE * number
            case "end":
                now = at(FIRST, time(7)) + 100 * DAY
            case "agree":
                await bot.agree(max(FIRST + DAY * number, local_day(now)), now)
            case "killed":
                await bot.tick(now, killed=True)
            case _:
                said = await bot.tick(now)
                rung += rung_for(said, local_day(now))
                today = local_day(now)
                if last is not None and today < last - DAY:
                    last = None  # the clock was wrong by days: the day that was said to be today is still to come
                if any(isinstance(value, MorningDigest) and value.user_id == ANNA for value in said):
                    assert today != last
                    last = today
    assert len(rung) == len(set(rung))
