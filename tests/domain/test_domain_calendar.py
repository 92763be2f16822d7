"""Dutch days and clocks, summer and winter."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import ZONE, at, is_working_day, local_day, next_working_day

MONDAY_TO_FRIDAY = frozenset(range(5))
KINGS_DAY = date(2026, 4, 27)


def no_holiday(_: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("day", "clock", "moment"),
    [
        (date(2026, 11, 24), time(9), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (date(2026, 7, 1), time(9), datetime(2026, 7, 1, 7, tzinfo=UTC)),
        (date(2026, 7, 1), time(0), datetime(2026, 6, 30, 22, tzinfo=UTC)),
        (date(2026, 3, 29), time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # does not exist: 03:30
        (date(2026, 3, 29), time(3), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
        (date(2026, 10, 25), time(3), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_dutch_clocks_become_moments(day: date, clock: time, moment: datetime) -> None:
    assert at(day, clock) == moment
    assert at(day, clock).utcoffset() == timedelta(0)


def test_a_skipped_time_is_shown_an_hour_later() -> None:
    assert at(date(2026, 3, 29), time(2, 30)).astimezone(ZONE).time() == time(3, 30)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times())
def test_a_dutch_time_falls_on_its_own_day(day: date, clock: time) -> None:
    assert local_day(at(day, clock)) == day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 22, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 23, 0, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_a_moment_has_a_dutch_day(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_working_days_skip_weekends_and_holidays() -> None:
    def is_holiday(day: date) -> bool:
        return day == KINGS_DAY

    assert is_working_day(date(2026, 4, 24), MONDAY_TO_FRIDAY, is_holiday)
    assert not is_working_day(date(2026, 4, 25), MONDAY_TO_FRIDAY, is_holiday)
    assert not is_working_day(KINGS_DAY, MONDAY_TO_FRIDAY, is_holiday)
    assert next_working_day(date(2026, 4, 23), MONDAY_TO_FRIDAY, is_holiday) == date(2026, 4, 24)
    assert next_working_day(date(2026, 4, 24), MONDAY_TO_FRIDAY, is_holiday) == date(2026, 4, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.frozensets(st.integers(0, 6), min_size=1))
def test_the_next_working_day_is_the_first_one_after(day: date, weekdays: frozenset[int]) -> None:
    following = next_working_day(day, weekdays, no_holiday)
    assert following > day
    assert following.weekday() in weekdays
    between = (day + timedelta(days=n) for n in range(1, (following - day).days))
    assert not any(d.weekday() in weekdays for d in between)
