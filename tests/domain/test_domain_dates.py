"""Dates as people type them, in Dutch and in English, against fixed days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Workdays
from bot.domain.dates import HORIZON, MONTHS, WEEKDAYS, due_date
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
    WeekdayMismatch,
)

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
DECEMBER = date(2026, 12, 15)
NEW_YEARS_EVE = date(2026, 12, 31)
LEAP = date(2028, 2, 28)

UNDERSTOOD = [
    # today, tomorrow
    ("vandaag", TUESDAY, date(2026, 11, 24)),
    ("VANDAAG", TUESDAY, date(2026, 11, 24)),
    ("  vandaag ", TUESDAY, date(2026, 11, 24)),
    ("today", TUESDAY, date(2026, 11, 24)),
    ("morgen", TUESDAY, date(2026, 11, 25)),
    ("tomorrow", TUESDAY, date(2026, 11, 25)),
    ("overmorgen", TUESDAY, date(2026, 11, 26)),
    ("morgen", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("morgen", LEAP, date(2028, 2, 29)),
    ("overmorgen", LEAP, date(2028, 3, 1)),
    # weekdays
    ("woensdag", TUESDAY, date(2026, 11, 25)),
    ("donderdag", TUESDAY, date(2026, 11, 26)),
    ("vrijdag", TUESDAY, date(2026, 11, 27)),
    ("zaterdag", TUESDAY, date(2026, 11, 28)),
    ("zondag", TUESDAY, date(2026, 11, 29)),
    ("maandag", TUESDAY, date(2026, 11, 30)),
    ("dinsdag", TUESDAY, date(2026, 12, 1)),
    ("Vrijdag", TUESDAY, date(2026, 11, 27)),
    ("vr", TUESDAY, date(2026, 11, 27)),
    ("vr.", TUESDAY, date(2026, 11, 27)),
    ("Ma", TUESDAY, date(2026, 11, 30)),
    ("di", TUESDAY, date(2026, 12, 1)),
    ("wo", TUESDAY, date(2026, 11, 25)),
    ("do", TUESDAY, date(2026, 11, 26)),
    ("za", TUESDAY, date(2026, 11, 28)),
    ("zo", TUESDAY, date(2026, 11, 29)),
    ("op vrijdag", TUESDAY, date(2026, 11, 27)),
    ("komende vrijdag", TUESDAY, date(2026, 11, 27)),
    ("aanstaande vrijdag", TUESDAY, date(2026, 11, 27)),
    ("op aanstaande vrijdag", TUESDAY, date(2026, 11, 27)),
    ("friday", TUESDAY, date(2026, 11, 27)),
    ("Tuesday", TUESDAY, date(2026, 12, 1)),
    ("sunday", NEW_YEARS_EVE, date(2027, 1, 3)),
    # day and month
    ("27-11", TUESDAY, date(2026, 11, 27)),
    ("27/11", TUESDAY, date(2026, 11, 27)),
    ("27.11", TUESDAY, date(2026, 11, 27)),
    ("27-11-26", TUESDAY, date(2026, 11, 27)),
    ("27/11/26", TUESDAY, date(2026, 11, 27)),
    ("27-11-2026", TUESDAY, date(2026, 11, 27)),
    ("27/11/2026", TUESDAY, date(2026, 11, 27)),
    ("24-11", TUESDAY, date(2026, 11, 24)),
    ("1-3", TUESDAY, date(2027, 3, 1)),
    ("01-03", TUESDAY, date(2027, 3, 1)),
    ("1-1", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("27 nov", TUESDAY, date(2026, 11, 27)),
    ("27 nov.", TUESDAY, date(2026, 11, 27)),
    ("27  Nov", TUESDAY, date(2026, 11, 27)),
    ("27 november", TUESDAY, date(2026, 11, 27)),
    ("op 27 november", TUESDAY, date(2026, 11, 27)),
    ("27 november 2026", TUESDAY, date(2026, 11, 27)),
    ("27 nov. 2026", TUESDAY, date(2026, 11, 27)),
    ("1 maart", DECEMBER, date(2027, 3, 1)),
    ("1 mrt", DECEMBER, date(2027, 3, 1)),
    ("1 mrt.", DECEMBER, date(2027, 3, 1)),
    ("1 mei", DECEMBER, date(2027, 5, 1)),
    ("1 sept", DECEMBER, date(2027, 9, 1)),
    ("1 sep", DECEMBER, date(2027, 9, 1)),
    ("1 okt", DECEMBER, date(2027, 10, 1)),
    ("29-2-2028", TUESDAY, date(2028, 2, 29)),
    ("29 feb", date(2027, 12, 1), date(2028, 2, 29)),
    # from now on
    ("over 0 dagen", TUESDAY, date(2026, 11, 24)),
    ("over 1 dag", TUESDAY, date(2026, 11, 25)),
    ("over een dag", TUESDAY, date(2026, 11, 25)),
    ("over één dag", TUESDAY, date(2026, 11, 25)),
    ("over e\u0301e\u0301n week", TUESDAY, date(2026, 12, 1)),
    ("over 3 dagen", TUESDAY, date(2026, 11, 27)),
    ("over 03 dagen", TUESDAY, date(2026, 11, 27)),
    ("over 0000003 dagen", TUESDAY, date(2026, 11, 27)),
    ("over drie dagen", TUESDAY, date(2026, 11, 27)),
    ("Over tien dagen", TUESDAY, date(2026, 12, 4)),
    ("over een week", TUESDAY, date(2026, 12, 1)),
    ("over 1 week", TUESDAY, date(2026, 12, 1)),
    ("over drie weken", TUESDAY, date(2026, 12, 15)),
    ("over 2 weken", TUESDAY, date(2026, 12, 8)),
    ("over 730 dagen", TUESDAY, TUESDAY + HORIZON),
    ("over elf dagen", TUESDAY, date(2026, 12, 5)),
    ("over 14 dagen", TUESDAY, date(2026, 12, 8)),
    ("binnen twee weken", TUESDAY, date(2026, 12, 8)),
    ("in 2 weeks", TUESDAY, date(2026, 12, 8)),
    ("over 3 maanden", TUESDAY, date(2027, 2, 24)),
    ("over 3 mnd", TUESDAY, date(2027, 2, 24)),
    ("over een maand", date(2027, 1, 31), date(2027, 2, 28)),
    ("over een half jaar", TUESDAY, date(2027, 5, 24)),
    ("over een jaar", LEAP + timedelta(days=1), date(2029, 2, 28)),
    # weeks
    ("eind van de week", TUESDAY, FRIDAY),
    ("einde van de week", TUESDAY, FRIDAY),
    ("eind deze week", TUESDAY, FRIDAY),
    ("eind van de week", FRIDAY, FRIDAY),
    ("eind van de week", FRIDAY + timedelta(days=1), date(2026, 12, 4)),
    ("end of the week", TUESDAY, FRIDAY),
    ("begin volgende week", TUESDAY, date(2026, 11, 30)),
    ("half volgende week", TUESDAY, date(2026, 12, 2)),
    ("eind volgende week", TUESDAY, date(2026, 12, 4)),
    ("volgende week woensdag", TUESDAY, date(2026, 12, 2)),
    ("woensdag volgende week", TUESDAY, date(2026, 12, 2)),
    ("wo volgende week", TUESDAY, date(2026, 12, 2)),
    ("donderdag deze week", TUESDAY, date(2026, 11, 26)),
    ("deze week donderdag", TUESDAY, date(2026, 11, 26)),
    ("komende maandag", date(2026, 11, 23), date(2026, 11, 30)),
    ("maandag", date(2026, 11, 23), date(2026, 11, 30)),
    ("volgende maandag", TUESDAY, date(2026, 11, 30)),
    ("volgende maandag", date(2026, 11, 23), date(2026, 11, 30)),
    ("vrijdag a.s.", TUESDAY, FRIDAY),
    # months
    ("eind november", TUESDAY, date(2026, 11, 30)),
    ("eind van de maand", TUESDAY, date(2026, 11, 30)),
    ("half december", TUESDAY, date(2026, 12, 15)),
    ("eind volgende maand", TUESDAY, date(2026, 12, 31)),
    ("eind februari", TUESDAY, date(2027, 2, 28)),
    ("de 3e", TUESDAY, date(2026, 12, 3)),
    ("24e", TUESDAY, TUESDAY),
    ("de 31e", TUESDAY, date(2026, 12, 31)),
    ("3e december", TUESDAY, date(2026, 12, 3)),
    # with its weekday
    ("vrijdag 27 november", TUESDAY, FRIDAY),
    ("vr 27-11", TUESDAY, FRIDAY),
    ("maandag 7 december", TUESDAY, date(2026, 12, 7)),
    # ISO
    ("2026-11-27", TUESDAY, date(2026, 11, 27)),
    ("2027-3-1", TUESDAY, date(2027, 3, 1)),
]

REFUSED: list[tuple[str, date, type[Refusal]]] = [
    ("23-11", TUESDAY, DateInPast),
    ("1 november", TUESDAY, DateInPast),
    ("23-11-2026", TUESDAY, DateInPast),
    ("1-3-2026", TUESDAY, DateInPast),
    ("2020-01-01", TUESDAY, DateInPast),
    ("1-1-1900", TUESDAY, DateInPast),
    ("31-02", TUESDAY, NoSuchDate),
    ("31/02", TUESDAY, NoSuchDate),
    ("31 april", TUESDAY, NoSuchDate),
    ("31 feb", TUESDAY, NoSuchDate),
    ("30-2-2027", TUESDAY, NoSuchDate),
    ("29-2", TUESDAY, NoSuchDate),
    ("29-2-2027", TUESDAY, NoSuchDate),
    ("2027-02-29", TUESDAY, NoSuchDate),
    ("0-11", TUESDAY, NoSuchDate),
    ("32-1", TUESDAY, NoSuchDate),
    ("27-13", TUESDAY, NoSuchDate),
    ("0 mei", TUESDAY, NoSuchDate),
    ("0000-01-01", TUESDAY, NoSuchDate),
    ("31-11", date(9999, 12, 1), NoSuchDate),
    ("1-1", date(9999, 12, 1), NoSuchDate),
    ("over 3 weken", date(9999, 12, 30), NoSuchDate),
    ("over 731 dagen", TUESDAY, DateTooFar),
    ("over 1000 weken", TUESDAY, DateTooFar),
    ("27-11-2062", TUESDAY, DateTooFar),
    ("27-11-99", TUESDAY, DateTooFar),
    ("9999-12-31", TUESDAY, DateTooFar),
    ("over 1000 maanden", TUESDAY, DateTooFar),
    ("over 99999 jaar", TUESDAY, NoSuchDate),
    ("over dertien dagen", TUESDAY, DateNotUnderstood),
    ("over 90000 werkdagen", TUESDAY, DateTooFar),
    ("over 9 werkdagen", date(9999, 12, 30), NoSuchDate),
    ("volgende week", TUESDAY, DayMissing),
    ("volgende maand", TUESDAY, DayMissing),
    ("de volgende week", TUESDAY, DayMissing),
    ("november", TUESDAY, DayMissing),
    ("begin december", TUESDAY, DayMissing),
    ("volgende vrijdag", TUESDAY, DateAmbiguous),
    ("next friday", TUESDAY, DateAmbiguous),
    ("donderdag 27 november", TUESDAY, WeekdayMismatch),
    ("ma 8-12", TUESDAY, WeekdayMismatch),
    ("maandag deze week", TUESDAY, DateInPast),
    ("half november", TUESDAY, DateInPast),
    ("vrijdag 31-2", TUESDAY, NoSuchDate),
    ("vrijdag 27 bananen", TUESDAY, DateNotUnderstood),
    ("eind bananen", TUESDAY, DateNotUnderstood),
    ("volgende keer", TUESDAY, DateNotUnderstood),
    ("keer volgende week", TUESDAY, DateNotUnderstood),
    ("de 32e", TUESDAY, NoSuchDate),
    ("", TUESDAY, DateNotUnderstood),
    ("   ", TUESDAY, DateNotUnderstood),
    ("ooit", TUESDAY, DateNotUnderstood),
    ("gisteren", TUESDAY, DateInPast),
    ("yesterday", TUESDAY, DateInPast),
    ("eergisteren", TUESDAY, DateInPast),
    ("gisteravond", TUESDAY, DateInPast),
    ("afgelopen vrijdag", TUESDAY, DateInPast),
    ("last friday", TUESDAY, DateInPast),
    ("vorige week dinsdag", TUESDAY, DateInPast),
    ("maandag vorige week", TUESDAY, DateInPast),
    ("vorige vrijdag", TUESDAY, DateInPast),
    ("vorige maandag", TUESDAY, DayGoneBy),
    ("drie dagen geleden", TUESDAY, DateInPast),
    ("2 days ago", TUESDAY, DateInPast),
    ("vorige week", TUESDAY, DayGoneBy),
    ("last night", TUESDAY, DayGoneBy),
    ("paar dagen geleden", TUESDAY, DayGoneBy),
    ("een maand terug", TUESDAY, DayGoneBy),
    ("gisteren", date(1, 1, 1), DateNotUnderstood),
    ("nul dagen geleden", TUESDAY, DateNotUnderstood),
    ("bel terug", TUESDAY, DateNotUnderstood),
    ("vorige keer", TUESDAY, DateNotUnderstood),
    ("vrij", TUESDAY, DateNotUnderstood),
    ("v", TUESDAY, DateNotUnderstood),
    ("27", TUESDAY, DateNotUnderstood),
    ("27-", TUESDAY, DateNotUnderstood),
    ("27-11-", TUESDAY, DateNotUnderstood),
    ("27-11-2", TUESDAY, DateNotUnderstood),
    ("27-11-026", TUESDAY, DateNotUnderstood),
    ("-27-11", TUESDAY, DateNotUnderstood),
    ("27 ju", TUESDAY, DateNotUnderstood),
    ("27 bananen", TUESDAY, DateNotUnderstood),
    ("over dagen", TUESDAY, DateNotUnderstood),
    ("over -3 dagen", TUESDAY, DateNotUnderstood),
    ("over ³ dagen", TUESDAY, DateNotUnderstood),
    ("27-11-2026 10:00", TUESDAY, DateNotUnderstood),
]

ABOUT_DATES = {
    DateInPast, DayGoneBy, NoSuchDate, DateTooFar, DateNotUnderstood, DateAmbiguous, DayMissing, WeekdayMismatch,
}  # fmt: skip
todays = st.dates(date(2020, 1, 1), date(2090, 1, 1))
near_words = st.sampled_from(
    [
        "over",
        "op",
        "komende",
        "volgende",
        "eind",
        "van",
        "de",
        "week",
        "maand",
        "werkdagen",
        "half",
        "jaar",
        "3e",
        "dagen",
        "weken",
        "een",
        "drie",
        *WEEKDAYS,
        *MONTHS,
        "vr",
        "nov",
        "-",
        "/",
        ".",
        " ",
    ]
)
near_dates = st.lists(st.one_of(near_words, st.integers(0, 99999).map(str)), max_size=6).flatmap(
    lambda words: st.sampled_from(["", " ", "-"]).map(lambda glue: glue.join(words))
)


@pytest.mark.parametrize(("text", "today", "meant"), UNDERSTOOD)
def test_a_date_is_understood(text: str, today: date, meant: date) -> None:
    assert due_date(text, today) == meant


@pytest.mark.parametrize(("text", "today", "why"), REFUSED)
def test_a_date_is_refused_by_name(text: str, today: date, why: type[Refusal]) -> None:
    with pytest.raises(Refused) as caught:
        due_date(text, today)
    assert type(caught.value.refusal) is why


def test_a_past_date_is_given_back_as_it_was_understood() -> None:
    with pytest.raises(Refused) as caught:
        due_date("1 november", TUESDAY)
    assert caught.value.refusal == DateInPast("datum", date(2026, 11, 1))


@given(st.integers(0, 6), todays)
def test_a_weekday_lies_one_to_seven_days_ahead(weekday: int, today: date) -> None:
    for word in (WEEKDAYS[weekday], WEEKDAYS[weekday][:2]):
        day = due_date(word, today)
        assert day.weekday() == weekday
        assert timedelta(days=1) <= day - today <= timedelta(days=7)


@given(st.one_of(st.text(), near_dates), st.one_of(todays, st.dates()))
def test_any_text_is_a_day_to_come_or_a_refusal_about_dates(text: str, today: date) -> None:
    try:
        day = due_date(text, today)
    except Refused as refused:
        assert type(refused.refusal) in ABOUT_DATES  # noqa: PT017 - either
    else:
        assert today <= day <= today + HORIZON


@given(todays, st.integers(0, 730))
def test_a_date_written_out_reads_back(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert due_date(f"{day.day}-{day.month}-{day.year}", today) == day
    assert due_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}", today) == day
    assert due_date(day.isoformat(), today) == day
    assert due_date(f"over {ahead} dagen", today) == day


@given(todays, st.integers(0, 300))
def test_a_day_and_month_without_a_year_is_the_one_to_come(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert due_date(f"{day.day}-{day.month}", today) == day
    assert due_date(f"{day.day} {MONTHS[day.month - 1][:3]}".replace("maa", "mrt"), today) == day


@given(todays, st.integers(0, 6))
def test_who_says_next_means_one_day_or_is_asked(today: date, weekday: int) -> None:
    try:
        day = due_date(f"volgende {WEEKDAYS[weekday]}", today)
    except Refused as refused:
        asked = refused.refusal
        assert isinstance(asked, DateAmbiguous)
        assert asked.first == due_date(WEEKDAYS[weekday], today) < asked.other
        assert asked.other == due_date(f"{WEEKDAYS[weekday]} volgende week", today)
    else:
        assert day == due_date(WEEKDAYS[weekday], today) == due_date(f"{WEEKDAYS[weekday]} volgende week", today)


@given(todays, st.integers(1, 400), st.sets(st.integers(0, 6), min_size=1), st.integers(0, 6))
def test_working_days_are_counted_past_weekends_and_holidays(
    today: date, count: int, weekdays: set[int], feast: int
) -> None:
    days = Workdays(frozenset(weekdays), lambda day: day.day == feast + 1)
    day, seen = today, 0
    while seen < count:
        day += timedelta(days=1)
        seen += day.weekday() in weekdays and day.day != feast + 1
    if day - today > HORIZON:
        with pytest.raises(Refused):
            due_date(f"over {count} werkdagen", today, days)
    else:
        assert due_date(f"over {count} werkdagen", today, days) == day
        assert count != 1 or due_date("volgende werkdag", today, days) == day
