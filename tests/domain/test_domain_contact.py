"""When an organisation can be reached: Dutch clocks, daylight saving, holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import ZONE, at
from bot.domain.contact import Contact, Opening, closes, is_open, opens

WEEK = tuple(Opening(day, time(9), time(17)) for day in range(5))
OFFICE = Contact("0900-0101", (*WEEK, Opening(5, time(10), time(14))))
NIGHT = Contact(hours=(Opening(4, time(22), time(0)), Opening(5, time(0), time(2))))
KINGS_DAY = date(2026, 4, 27)


def never(day: date) -> bool:
    del day
    return False


def kings_day(day: date) -> bool:
    return day == KINGS_DAY


def dutch(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-24 09:00", "2026-11-24 17:00"),
        ("2026-11-24 16:59", "2026-11-24 17:00"),
        ("2026-11-28 10:00", "2026-11-28 14:00"),
        ("2026-07-01 12:00", "2026-07-01 17:00"),
    ],
)
def test_open_until_closing_time(moment: str, until: str) -> None:
    assert is_open(OFFICE, dutch(moment), never)
    assert closes(OFFICE, dutch(moment), never) == dutch(until)
    assert opens(OFFICE, dutch(moment), never) is None


@pytest.mark.parametrize(
    ("moment", "since"),
    [
        ("2026-11-24 08:59", "2026-11-24 09:00"),
        ("2026-11-24 17:00", "2026-11-25 09:00"),
        ("2026-11-28 14:00", "2026-11-30 09:00"),
        ("2026-03-28 20:00", "2026-03-30 09:00"),  # the clock goes forward in between
        ("2026-10-24 20:00", "2026-10-26 09:00"),  # and back
    ],
)
def test_closed_until_it_opens(moment: str, since: str) -> None:
    assert not is_open(OFFICE, dutch(moment), never)
    assert closes(OFFICE, dutch(moment), never) is None
    assert opens(OFFICE, dutch(moment), never) == dutch(since)


def test_a_holiday_is_a_closed_day() -> None:
    moment = dutch("2026-04-27 11:00")
    assert is_open(OFFICE, moment, never)
    assert not is_open(OFFICE, moment, kings_day)
    assert opens(OFFICE, moment, kings_day) == dutch("2026-04-28 09:00")
    assert opens(OFFICE, dutch("2026-04-25 20:00"), kings_day) == dutch("2026-04-28 09:00")


def test_who_is_always_there_is_there_on_holidays_too() -> None:
    always = Contact(always=True)
    assert is_open(always, dutch("2026-04-27 03:00"), kings_day)
    assert closes(always, dutch("2026-04-27 03:00"), kings_day) is None
    assert opens(always, dutch("2026-04-27 03:00"), kings_day) is None


def test_a_night_over_two_days_is_one_opening() -> None:
    assert closes(NIGHT, dutch("2026-11-27 23:00"), never) == dutch("2026-11-28 02:00")
    assert closes(NIGHT, dutch("2026-11-28 01:00"), never) == dutch("2026-11-28 02:00")
    assert opens(NIGHT, dutch("2026-11-28 02:00"), never) == dutch("2026-12-04 22:00")


def test_the_hour_that_is_skipped_and_the_hour_that_comes_twice() -> None:
    early = Contact(hours=(Opening(6, time(2), time(3)), Opening(6, time(5), time(6))))
    skipped = dutch("2026-03-29 00:30")
    assert opens(early, skipped, never) == dutch("2026-03-29 05:00"), "that night there is no hour from two to three"
    twice = Contact(hours=(Opening(6, time(1), time(4)),))
    since = at(date(2026, 10, 25), time(1))
    assert closes(twice, since, never) == since + timedelta(hours=4)


def test_without_hours_nothing_is_promised() -> None:
    moment = dutch("2026-11-24 09:00")
    assert not is_open(Contact("112"), moment, never)
    assert opens(Contact("112"), moment, never) is None
    assert opens(OFFICE, moment.replace(hour=20), lambda _: True) is None, "every day is a holiday"


CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
OPENINGS = st.builds(Opening, st.integers(0, 6), CLOCKS, CLOCKS)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - gets a zone


@given(hours=st.lists(OPENINGS, max_size=6), moment=MOMENTS)
def test_what_it_says_of_opening_and_closing_is_so(hours: list[Opening], moment: datetime) -> None:
    contact = Contact(hours=tuple(hours))
    until, since = closes(contact, moment, kings_day), opens(contact, moment, kings_day)
    assert (until is not None) == is_open(contact, moment, kings_day)
    if until is not None:
        assert is_open(contact, until - timedelta(microseconds=1), kings_day)
        assert since is None
    if since is not None:
        assert is_open(contact, since, kings_day)
        assert not is_open(contact, since - timedelta(microseconds=1), kings_day)
