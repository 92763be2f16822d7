"""By when: days with a time, and days that come back, as people type them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import ZONE, Workdays, local_day
from bot.domain.dates import HORIZON
from bot.domain.moments import Due, due_moment, due_or_rhythm, same_clock
from bot.domain.recurrence import Recurrence
from bot.domain.refusals import (
    DateAmbiguous,
    DateInPast,
    DateNotUnderstood,
    DateTooFar,
    DayGoneBy,
    DayMissing,
    NoSuchDate,
    Refusal,
    Refused,
)
from bot.domain.refusals_actions import (
    DayIsHoliday,
    MomentInPast,
    RhythmNotUnderstood,
    TimeAmbiguous,
    TimeNotUnderstood,
)
from bot.domain.refusals_roster import PeriodReversed

NOW = datetime(2026, 11, 24, 8, 0, 30, tzinfo=UTC)
"""A Tuesday, half a minute past nine on Dutch clocks."""

TUESDAY, WEDNESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)
MONDAY, CHRISTMAS = date(2026, 11, 30), date(2026, 12, 25)
HOLIDAYS = frozenset({CHRISTMAS, date(2026, 12, 26), date(2027, 3, 29)})
DAYS = Workdays(frozenset(range(5)), HOLIDAYS.__contains__)


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("vrijdag", Due(FRIDAY)),
        ("vrijdag 14:00", Due(FRIDAY, utc(FRIDAY, 14))),
        ("vrijdag om 14:00", Due(FRIDAY, utc(FRIDAY, 14))),
        ("vrijdag om 14.30", Due(FRIDAY, utc(FRIDAY, 14, 30))),
        ("vrijdag 14:00 uur", Due(FRIDAY, utc(FRIDAY, 14))),
        ("vr 14u", Due(FRIDAY, utc(FRIDAY, 14))),
        ("morgen 9u", Due(WEDNESDAY, utc(WEDNESDAY, 9))),
        ("morgen 9 uur", Due(WEDNESDAY, utc(WEDNESDAY, 9))),
        ("morgen 9u30", Due(WEDNESDAY, utc(WEDNESDAY, 9, 30))),
        ("morgen om 9", Due(WEDNESDAY, utc(WEDNESDAY, 9))),
        ("tomorrow at 9", Due(WEDNESDAY, utc(WEDNESDAY, 9))),
        ("27 nov 10:15", Due(FRIDAY, utc(FRIDAY, 10, 15))),
        ("27-11 10:15", Due(FRIDAY, utc(FRIDAY, 10, 15))),
        ("27.11", Due(FRIDAY)),
        ("vrijdag 03:00", Due(FRIDAY, utc(FRIDAY, 3))),
        ("vrijdag 0:30", Due(FRIDAY, utc(FRIDAY, 0, 30))),
        ("14:00", Due(TUESDAY, utc(TUESDAY, 14))),
        ("om 14:00", Due(TUESDAY, utc(TUESDAY, 14))),
        ("over 2 uur", Due(TUESDAY, utc(TUESDAY, 11))),
        ("over twee uur", Due(TUESDAY, utc(TUESDAY, 11))),
        ("in 2 hours", Due(TUESDAY, utc(TUESDAY, 11))),
        ("over 90 minuten", Due(TUESDAY, utc(TUESDAY, 10, 30))),
        ("over anderhalf uur", Due(TUESDAY, utc(TUESDAY, 10, 30))),
        ("over een half uur", Due(TUESDAY, utc(TUESDAY, 9, 30))),
        ("over 20 uur", Due(WEDNESDAY, utc(WEDNESDAY, 5))),
        ("eind van de week", Due(FRIDAY)),
        ("25-12 toch", Due(CHRISTMAS)),
        ("25-12 10:00 toch", Due(CHRISTMAS, utc(CHRISTMAS, 10))),
        ("zaterdag", Due(date(2026, 11, 28))),
    ],
)
def test_days_and_times_are_understood(typed: str, due: Due) -> None:
    assert due_moment(typed, NOW, DAYS) == due
    assert due_moment(f" {typed.upper()} ", NOW, DAYS) == due


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("vrijdagmiddag", TimeNotUnderstood("datum")),
        ("vrijdag middag", TimeNotUnderstood("datum")),
        ("vrijdagmorgen", TimeNotUnderstood("datum")),
        ("vrijdag morgen", TimeNotUnderstood("datum")),
        ("morgenochtend", TimeNotUnderstood("datum")),
        ("vanmiddag", TimeNotUnderstood("datum")),
        ("vanavond", TimeNotUnderstood("datum")),
        ("tonight", TimeNotUnderstood("datum")),
        ("vrijdag om half drie", TimeNotUnderstood("datum")),
        ("vrijdag om 25", TimeNotUnderstood("datum")),
        ("vrijdag 24:00", TimeNotUnderstood("datum")),
        ("vrijdag 14:75", TimeNotUnderstood("datum")),
        ("vrijdag 3 uur", TimeAmbiguous("datum", "03:00", "15:00")),
        ("vrijdag 3u30", TimeAmbiguous("datum", "03:30", "15:30")),
        ("vrijdag 2:00", TimeAmbiguous("datum", "02:00", "14:00")),
        ("vandaag 08:00", MomentInPast("datum", utc(TUESDAY, 8))),
        ("08:59", MomentInPast("datum", utc(TUESDAY, 8, 59))),
        ("09:00", MomentInPast("datum", utc(TUESDAY, 9))),
        ("25-12", DayIsHoliday("datum", CHRISTMAS, date(2026, 12, 28))),
        ("25-12 10:00", DayIsHoliday("datum", CHRISTMAS, date(2026, 12, 28))),
        ("toch", DateNotUnderstood("datum")),
        ("23-11 10:00", DateInPast("datum", date(2026, 11, 23))),
        ("gisteren 10:00", DateInPast("datum", date(2026, 11, 23))),
        ("gisteravond", DateInPast("datum", date(2026, 11, 23))),
        ("yesterday evening", DateInPast("datum", date(2026, 11, 23))),
        ("vorige week 10:00", DayGoneBy("datum")),
        ("31-2 10:00", NoSuchDate("datum")),
        ("volgende week 10:00", DayMissing("datum")),
        ("volgende vrijdag 10:00", DateAmbiguous("datum", FRIDAY, date(2026, 12, 4))),
        ("vrijdag 9", DateNotUnderstood("datum")),
        ("zomaar 10:00", DateNotUnderstood("datum")),
        ("over veel uur", DateNotUnderstood("datum")),
        ("over 100000 uur", DateTooFar("datum", date(2038, 4, 22))),
        ("", DateNotUnderstood("datum")),
        ("vrijdag " + "x" * 80, DateNotUnderstood("datum")),
    ],
)
def test_what_is_not_surely_meant_is_asked(typed: str, refusal: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        due_moment(typed, NOW, DAYS)
    assert refused.value.refusal == refusal


def test_today_is_not_asked_about_though_it_is_a_holiday() -> None:
    assert due_moment("vandaag", datetime(2026, 12, 25, 9, tzinfo=UTC), DAYS) == Due(CHRISTMAS)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("elke maandag", Due(MONDAY, None, Recurrence(1, MONDAY))),
        ("every monday", Due(MONDAY, None, Recurrence(1, MONDAY))),
        ("elke dinsdag", Due(date(2026, 12, 1), None, Recurrence(1, date(2026, 12, 1)))),
        ("iedere ma 14:00", Due(MONDAY, utc(MONDAY, 14), Recurrence(1, MONDAY))),
        ("elke werkdag", Due(WEDNESDAY, None, Recurrence(0, WEDNESDAY))),
        ("elke week", Due(date(2026, 12, 1), None, Recurrence(1, date(2026, 12, 1)))),
        ("elke 2 weken", Due(date(2026, 12, 8), None, Recurrence(2, date(2026, 12, 8)))),
        ("elke twee weken op vrijdag", Due(FRIDAY, None, Recurrence(2, FRIDAY))),
        ("elke maandag t/m 1 maart", Due(MONDAY, None, Recurrence(1, MONDAY, date(2027, 3, 1)))),
        ("elke werkdag tot 4-12", Due(WEDNESDAY, None, Recurrence(0, WEDNESDAY, date(2026, 12, 4)))),
        ("elke week vanaf 25-12", Due(date(2026, 12, 28), None, Recurrence(1, CHRISTMAS))),
        ("vrijdag 14:00", Due(FRIDAY, utc(FRIDAY, 14))),
    ],
)
def test_days_that_come_back_are_understood(typed: str, due: Due) -> None:
    assert due_or_rhythm(typed, NOW, DAYS) == due


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("elke maand", RhythmNotUnderstood("datum")),
        ("elke", DateNotUnderstood("datum")),
        ("elke 0 weken", RhythmNotUnderstood("datum")),
        ("elke 27 weken", RhythmNotUnderstood("datum")),
        ("elke rare weken", DateNotUnderstood("datum")),
        ("elke maandag t/m vrijdag", PeriodReversed(MONDAY, FRIDAY)),
        ("elke maandag t/m ooit", DateNotUnderstood("datum")),
        ("elke maandag 3 uur", TimeAmbiguous("datum", "03:00", "15:00")),
    ],
)
def test_a_rhythm_that_is_not_surely_meant_is_asked(typed: str, refusal: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        due_or_rhythm(typed, NOW, DAYS)
    assert refused.value.refusal == refusal


def test_the_rhythm_stays_when_a_day_moves() -> None:
    """Easter Monday 2027 moves to Tuesday; the week after it is Monday again."""
    row = Recurrence(1, date(2027, 3, 22))
    assert row.first(DAYS) == date(2027, 3, 22)
    assert row.after(date(2027, 3, 22), DAYS) == date(2027, 3, 30)
    assert row.after(date(2027, 3, 29), DAYS) == date(2027, 3, 30), "asked on the holiday itself"
    assert row.after(date(2027, 3, 30), DAYS) == date(2027, 4, 5)
    assert row.after(date(2027, 5, 1), DAYS) == date(2027, 5, 3), "what was missed is not caught up"
    assert Recurrence(0, WEDNESDAY).after(FRIDAY, DAYS) == MONDAY
    assert Recurrence(0, WEDNESDAY).after(date(2026, 12, 24), DAYS) == date(2026, 12, 28)
    assert Recurrence(1, MONDAY, date(2026, 12, 7)).after(date(2026, 12, 7), DAYS) is None


def test_the_clock_shows_the_same_on_the_other_side_of_a_change_of_clocks() -> None:
    before, after = date(2026, 10, 23), date(2026, 10, 30)
    assert same_clock(utc(before, 14), after) == utc(after, 14)
    assert utc(before, 14).hour == 12
    assert utc(after, 14).hour == 13
    assert same_clock(None, after) is None


def test_two_hours_are_real_hours_over_a_change_of_clocks() -> None:
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past two, for the first time
    assert due_moment("over 2 uur", now) == Due(date(2026, 10, 25), now + timedelta(hours=2))


@given(st.text(max_size=100), st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - aware by the strategy's zone
def test_any_text_is_read_or_refused(typed: str, now: datetime) -> None:
    try:
        due = due_or_rhythm(typed, now, DAYS)
    except Refused:
        return
    assert local_day(now) <= due.day <= local_day(now) + HORIZON + timedelta(days=7)


weeks = st.integers(0, 26)
some_days = st.dates(date(2026, 1, 1), date(2030, 1, 1))


@given(weeks, some_days, some_days, st.sets(some_days, max_size=20))
def test_a_row_always_goes_on_and_never_stands_on_a_holiday(
    count: int, start: date, day: date, holidays: set[date]
) -> None:
    days = Workdays(frozenset(range(5)), holidays.__contains__)
    row = Recurrence(count, start)
    found = row.after(day, days)
    assert found is not None
    assert found > day
    assert found not in holidays
    if count:
        meant = [start + timedelta(weeks=count * turn) for turn in range(300)]
        assert any(each <= found <= each + timedelta(days=30) for each in meant)
