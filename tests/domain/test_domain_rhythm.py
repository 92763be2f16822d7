"""Quiet hours and working days: when somebody may be told what can wait."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import EVERY_DAY, ZONE, Workdays, at, no_holidays
from bot.domain.rhythm import Habit, Hours, Manner, Rhythm

WEEK = Workdays(frozenset(range(5)), no_holidays)
TUESDAY, FRIDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 27), date(2026, 11, 30)
NIGHT = Hours(time(20), time(7), WEEK)


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        (at(TUESDAY, time(7)), at(TUESDAY, time(7))),
        (at(TUESDAY, time(19, 59)), at(TUESDAY, time(19, 59))),
        (at(TUESDAY, time(6, 59)), at(TUESDAY, time(7))),
        (at(TUESDAY, time(20)), at(date(2026, 11, 25), time(7))),
        (at(FRIDAY, time(20)), at(MONDAY, time(7))),
        (at(date(2026, 11, 28), time(12)), at(MONDAY, time(7))),
    ],
)
def test_what_can_wait_waits_until_the_quiet_hours_and_days_off_are_over(moment: datetime, following: datetime) -> None:
    assert NIGHT.next_moment(moment) == following
    assert NIGHT.reachable(moment) is (moment == following)


def test_quiet_hours_at_noon_end_the_same_day() -> None:
    hours = Hours(time(12), time(13), WEEK)
    assert hours.next_moment(at(TUESDAY, time(12, 30))) == at(TUESDAY, time(13))
    assert hours.next_moment(at(FRIDAY, time(23))) == at(FRIDAY, time(23))
    assert hours.next_moment(at(date(2026, 11, 28), time(1))) == at(MONDAY, time(0))


def test_equal_times_are_no_quiet_hours() -> None:
    assert Hours(time(0), time(0), EVERY_DAY).reachable(at(TUESDAY, time(3)))
    assert not Hours(time(5), time(5), EVERY_DAY).is_quiet(time(5))


def test_the_skipped_hour_is_no_trap() -> None:
    """Quiet hours that end at half past two, on the night in which that time is not there."""
    hours = Hours(time(22), time(2, 30), EVERY_DAY)
    assert hours.next_moment(at(date(2026, 3, 29), time(1))) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_a_calendar_of_nothing_but_holidays_silences_nobody_for_ever() -> None:
    hours = Hours(time(20), time(7), Workdays(frozenset(range(5)), lambda _: True))
    assert hours.next_moment(at(TUESDAY, time(3))) == at(TUESDAY, time(3))


def test_the_digest_comes_at_its_hour_or_when_the_quiet_hours_end_and_not_on_a_day_off() -> None:
    assert NIGHT.first_from(TUESDAY, time(8, 30)) == at(TUESDAY, time(8, 30))
    assert Hours(time(22), time(10), WEEK).first_from(TUESDAY, time(8, 30)) == at(TUESDAY, time(10))
    assert NIGHT.first_from(date(2026, 11, 28), time(8, 30)) is None
    assert Hours(time(8), time(7), WEEK).first_from(TUESDAY, time(8, 30)) is None


@pytest.mark.parametrize(
    ("begin", "end", "too_long"),
    [
        (time(20), time(7), False),
        (time(22), time(7), False),
        (time(0), time(0), False),
        (time(7), time(16), False),
        (time(7), time(16, 1), True),
        (time(1), time(23), True),
        (time(12), time(11), True),
    ],
)
def test_four_hours_of_the_day_are_left(begin: time, end: time, *, too_long: bool) -> None:
    assert Hours(begin, end, WEEK).too_long is too_long


@given(
    st.times(),
    st.times(),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - made aware below
)
def test_the_next_moment_is_never_quiet_never_earlier_and_the_first(
    begin: time, end: time, days: frozenset[int], naive: datetime
) -> None:
    hours, now = Hours(begin, end, Workdays(days, no_holidays)), naive.replace(tzinfo=UTC)
    moment = hours.next_moment(now)
    assert moment >= now
    assert moment - now <= timedelta(days=8)
    assert hours.reachable(moment)
    if moment > now:
        assert not hours.reachable(now)
        assert not hours.reachable(moment - timedelta(microseconds=1)) or _clocks_change(moment)


def _clocks_change(moment: datetime) -> bool:
    before = moment - timedelta(hours=1)
    return moment.astimezone(ZONE).utcoffset() != before.astimezone(ZONE).utcoffset()


def test_a_habit_goes_before_what_holds_for_everybody() -> None:
    rhythm = Rhythm(days=WEEK, regions={"OB": Manner(1, 2, titles=True)})
    assert rhythm.hours(None) == Hours(time(20), time(7), WEEK)
    assert rhythm.hours(Habit("@a:x", time(22), time(6))) == Hours(time(22), time(6), WEEK)
    part_time = rhythm.hours(Habit("@a:x", days=frozenset({0, 1})))
    assert (part_time.quiet_from, part_time.days.weekdays) == (time(20), frozenset({0, 1}))
    assert rhythm.manner("OB").titles
    assert rhythm.manner("DH") == Manner()
