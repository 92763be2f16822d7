"""What people type about when they want to hear things."""

from contextlib import suppress
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Workdays, at, local_day, no_holidays
from bot.domain.refusals import DateAmbiguous, DateInPast, DateNotUnderstood, NotUnderstood, Refusal, Refused
from bot.domain.refusals_reminders import LaterPast, LaterToday, LaterTooFar, QuietSame
from bot.domain.reminders import LONGEST_SNOOZE
from bot.domain.rhythm_words import LATER, QUIET, WORKDAYS, later, quiet_hours, working_days
from tests.commands.stage import NOW

WEEK = Workdays(frozenset(range(5)), no_holidays)
TUESDAY = local_day(NOW)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22-7", (time(22), time(7))),
        ("22:30 - 06.45", (time(22, 30), time(6, 45))),
        ("van 22 tot 7 uur", (time(22), time(7))),
        ("tussen 22u en 7u", (time(22), time(7))),
        ("24-8", (time(0), time(8))),
        ("From 9 to 10", (time(9), time(10))),
    ],
)
def test_quiet_hours_as_people_type_them(typed: str, hours: tuple[time, time]) -> None:
    assert quiet_hours(typed) == hours


@pytest.mark.parametrize("typed", ["s nachts", "22", "25-7", "22:61-7", "22-7-9", "", "٢٢-٧x"])
def test_what_is_no_quiet_hours_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        quiet_hours(typed)
    assert caught.value.refusal == NotUnderstood("stille-uren", QUIET)


@pytest.mark.parametrize("typed", ["22-22", "7:00-7", "0-24"])
def test_quiet_hours_that_end_when_they_begin_are_refused(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        quiet_hours(typed)
    assert caught.value.refusal == QuietSame()


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("ma di do", {0, 1, 3}),
        ("maandag, dinsdag en donderdag", {0, 1, 3}),
        ("ma-vr", {0, 1, 2, 3, 4}),
        ("maandag t/m donderdag", {0, 1, 2, 3}),
        ("vr-ma", {4, 5, 6, 0}),
        ("Mon Tue", {0, 1}),
        ("za", {5}),
    ],
)
def test_working_days_as_people_type_them(typed: str, days: set[int]) -> None:
    assert working_days(typed) == days


@pytest.mark.parametrize("typed", ["elke dag", "ma 3", "m", "ma di xx", "en", ""])
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(Refused) as caught:
        working_days(typed)
    assert caught.value.refusal == NotUnderstood("werkdagen", WORKDAYS)


@pytest.mark.parametrize(
    ("typed", "until", "rings"),
    [
        ("2u", NOW + timedelta(hours=2), True),
        ("over 2 uur", NOW + timedelta(hours=2), True),
        ("half uur", NOW + timedelta(minutes=30), True),
        ("30 min", NOW + timedelta(minutes=30), True),
        ("in 3 hours", NOW + timedelta(hours=3), True),
        ("15:00", at(TUESDAY, time(15)), True),
        ("om 15.30 uur", at(TUESDAY, time(15, 30)), True),
        ("morgen", at(TUESDAY + timedelta(days=1), time()), False),
        ("maandag", at(TUESDAY + timedelta(days=6), time()), False),
        ("monday", at(TUESDAY + timedelta(days=6), time()), False),
        ("over een week", at(TUESDAY + timedelta(days=7), time()), False),
    ],
)
def test_until_when_as_people_type_it(typed: str, until: datetime, *, rings: bool) -> None:
    assert later(typed, NOW, WEEK) == (until, rings)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("8:00", LaterPast(at(TUESDAY, time(8)))),
        ("0u", LaterPast(NOW)),
        ("vandaag", LaterToday()),
        ("gisteren", DateInPast("datum", TUESDAY - timedelta(days=1))),
        ("23-11-2026", DateInPast("datum", TUESDAY - timedelta(days=1))),
        ("over acht dagen", LaterTooFar()),
        ("9999u", LaterTooFar()),
        ("25:00", NotUnderstood("wanneer", LATER)),
        ("straks", DateNotUnderstood("datum")),
        ("volgende vrijdag", DateAmbiguous("datum", TUESDAY + timedelta(days=3), TUESDAY + timedelta(days=10))),
    ],
)
def test_what_cannot_be_waited_for_is_refused(typed: str, refusal: Refusal) -> None:
    with pytest.raises(Refused) as caught:
        later(typed, NOW, WEEK)
    assert caught.value.refusal == refusal


@given(st.text() | st.from_regex(r"[0-9]{1,4} ?(u|uur|min)|[0-9]{1,2}[:-][0-9]{1,2}", fullmatch=True))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(Refused):
        until, _ = later(typed, NOW, WEEK)
        assert until > NOW
        assert local_day(until) - TUESDAY <= LONGEST_SNOOZE
    for read in (quiet_hours, working_days):
        with suppress(Refused):
            assert read(typed)
