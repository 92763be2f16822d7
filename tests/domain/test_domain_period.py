"""Days from the first to the last, as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import MONTHS, WEEKDAYS, period
from bot.domain.refusals import DateInPast, DateNotUnderstood, Refused
from bot.domain.refusals_roster import PeriodReversed

WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("vandaag", WEDNESDAY, WEDNESDAY),
        ("1-12 t/m 8-12", date(2026, 12, 1), date(2026, 12, 8)),
        ("van 1 december tot en met 8 dec.", date(2026, 12, 1), date(2026, 12, 8)),
        ("Morgen TM Vrijdag", date(2026, 11, 26), date(2026, 11, 27)),
        ("maandag t/m vrijdag", date(2026, 11, 30), date(2026, 12, 4)),
        ("vanaf monday until friday", date(2026, 11, 30), date(2026, 12, 4)),
        ("28-12 – 4-1", date(2026, 12, 28), date(2027, 1, 4)),
        ("vandaag t/m vandaag", WEDNESDAY, WEDNESDAY),
        ("2026-12-01 - 2026-12-08", date(2026, 12, 1), date(2026, 12, 8)),
    ],
)
def test_a_period_is_read_as_it_is_meant(typed: str, first: date, last: date) -> None:
    assert period(typed, WEDNESDAY) == (first, last)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("8-12 t/m 1-12", PeriodReversed),
        ("morgen t/m vandaag", PeriodReversed),
        ("1-11 t/m 8-12", DateInPast),
        ("gisteren t/m morgen", DateInPast),
        ("t/m vrijdag", DateNotUnderstood),
        ("vrijdag t/m", DateNotUnderstood),
        ("", DateNotUnderstood),
    ],
)
def test_what_is_no_period_is_refused(typed: str, refusal: type) -> None:
    with pytest.raises(Refused) as caught:
        period(typed, WEDNESDAY)
    assert isinstance(caught.value.refusal, refusal)


DAYS = st.dates(WEDNESDAY, WEDNESDAY + timedelta(days=300))


@given(one=DAYS, other=DAYS, until=st.sampled_from(["t/m", "tot en met", "until", "-"]))
def test_written_out_days_come_back_or_are_called_reversed(one: date, other: date, until: str) -> None:
    typed = f"{one.day} {MONTHS[one.month - 1]} {one.year} {until} {other.isoformat()}"
    if one <= other:
        assert period(typed, WEDNESDAY) == (one, other)
    else:
        with pytest.raises(Refused) as caught:
            period(typed, WEDNESDAY)
        assert caught.value.refusal == PeriodReversed(one, other)


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from([*WEEKDAYS, "t/m", "1-12", "van", "-"])).map(" ".join)))
def test_whatever_is_typed_gives_days_in_order_or_a_refusal(typed: str) -> None:
    try:
        first, last = period(typed, WEDNESDAY)
    except Refused:
        return
    assert WEDNESDAY <= first <= last
