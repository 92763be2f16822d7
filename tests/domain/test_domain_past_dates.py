"""Days gone by and months, as people type them: read, or refused by name."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import Days
from bot.domain.past_dates import past_day, past_month
from bot.domain.refusals import (
    DateAmbiguous,
    DateNotUnderstood,
    DayMissing,
    NoSuchDate,
    Refusal,
    Refused,
    WeekdayMismatch,
)
from bot.domain.refusals_minutes import DayToCome, MonthNotUnderstood

TUESDAY = date(2026, 11, 24)
SATURDAY = date(2026, 11, 28)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vandaag", TUESDAY),
        ("gisteren", date(2026, 11, 23)),
        ("Yesterday", date(2026, 11, 23)),
        ("eergisteren", date(2026, 11, 22)),
        ("vrijdag", date(2026, 11, 20)),
        ("vr", date(2026, 11, 20)),
        ("afgelopen vrijdag", date(2026, 11, 20)),
        ("vorige vrijdag", date(2026, 11, 20)),
        ("last friday", date(2026, 11, 20)),
        ("dinsdag", date(2026, 11, 17)),
        ("vorige week dinsdag", date(2026, 11, 17)),
        ("maandag vorige week", date(2026, 11, 16)),
        ("maandag deze week", date(2026, 11, 23)),
        ("3 dagen geleden", date(2026, 11, 21)),
        ("een week geleden", date(2026, 11, 17)),
        ("24-11", TUESDAY),
        ("23/11", date(2026, 11, 23)),
        ("23 nov", date(2026, 11, 23)),
        ("ma 23 nov", date(2026, 11, 23)),
        ("van 23 november", date(2026, 11, 23)),
        ("2026-11-20", date(2026, 11, 20)),
        ("1-3", date(2026, 3, 1)),
        ("23-10-2025", date(2025, 10, 23)),
        ("1-11-26", date(2026, 11, 1)),
    ],
)
def test_a_day_gone_by(text: str, day: date) -> None:
    assert past_day(text, TUESDAY) == day


@pytest.mark.parametrize(
    ("text", "today", "refusal"),
    [
        ("ooit", TUESDAY, DateNotUnderstood("datum")),
        ("november", TUESDAY, DayMissing("datum")),
        ("31-2", TUESDAY, NoSuchDate("datum")),
        ("2026-13-01", TUESDAY, NoSuchDate("datum")),
        ("27-11", TUESDAY, DayToCome("datum", date(2026, 11, 27))),
        ("1 januari", TUESDAY, DayToCome("datum", date(2027, 1, 1))),
        ("2027-11-20", TUESDAY, DayToCome("datum", date(2027, 11, 20))),
        ("vrijdag deze week", TUESDAY, DayToCome("datum", date(2026, 11, 27))),
        ("di 23 nov", TUESDAY, WeekdayMismatch("datum", date(2026, 11, 23))),
        ("vorige vrijdag", SATURDAY, DateAmbiguous("datum", date(2026, 11, 27), date(2026, 11, 20))),
        ("x dagen geleden", TUESDAY, DateNotUnderstood("datum")),
    ],
)
def test_what_is_no_day_gone_by(text: str, today: date, refusal: Refusal) -> None:
    with pytest.raises(Refused) as caught:
        past_day(text, today)
    assert caught.value.refusal == refusal


@given(DAYS, DAYS)
def test_a_whole_date_is_that_day_or_one_to_come(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day.day}-{day.month}-{day.year}"):
        if day <= today:
            assert past_day(text, today) == day
        else:
            with pytest.raises(Refused) as caught:
                past_day(text, today)
            assert caught.value.refusal == DayToCome("datum", day)


@given(DAYS)
def test_a_weekday_is_one_of_the_seven_days_before(today: date) -> None:
    for name in ("ma", "di", "wo", "do", "vr", "za", "zo"):
        assert timedelta(days=1) <= today - past_day(name, today) <= timedelta(days=7)


@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_day_gone_by_or_refused(text: str, today: date) -> None:
    for read in (past_day, past_month):
        try:
            found = read(text, today)
        except Refused:
            continue
        assert (found.first if isinstance(found, Days) else found) <= today


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", date(2026, 11, 1), date(2026, 11, 30)),
        ("deze maand", date(2026, 11, 1), date(2026, 11, 30)),
        ("November", date(2026, 11, 1), date(2026, 11, 30)),
        ("nov 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("vorige maand", date(2026, 10, 1), date(2026, 10, 31)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("10-2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("mei", date(2026, 5, 1), date(2026, 5, 31)),
        ("januari", date(2026, 1, 1), date(2026, 1, 31)),
        ("december 2025", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_a_month(text: str, first: date, last: date) -> None:
    assert past_month(text, TUESDAY) == Days(first, last)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("herfst", MonthNotUnderstood()),
        ("13-2026", MonthNotUnderstood()),
        ("november 0000", MonthNotUnderstood()),
        ("december", DayToCome("datum", date(2026, 12, 1))),
        ("1-2027", DayToCome("datum", date(2027, 1, 1))),
    ],
)
def test_what_is_no_month_gone_by(text: str, refusal: Refusal) -> None:
    with pytest.raises(Refused) as caught:
        past_month(text, TUESDAY)
    assert caught.value.refusal == refusal
