"""Working time, what a silent question needs, and which outcome counts."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import EVERY_DAY, Workdays, at, local_day, no_holidays
from bot.domain.case import Area, Decision
from bot.domain.regie import (
    Grant,
    Kind,
    Next,
    RegiePlan,
    Request,
    RequestState,
    Step,
    Use,
    has_authority,
    next_of,
    outcomes_with,
    since_when,
)

PLAN = RegiePlan()
WEEK = Workdays(frozenset(range(5)), no_holidays)
HOUR = timedelta(hours=1)
FRIDAY = datetime(2026, 11, 27, 14, 0, tzinfo=UTC)
"""Three in the afternoon on Dutch clocks."""

moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - made aware
lengths = st.integers(1, 60 * 80).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("hours", "ends"),
    [
        (2, datetime(2026, 11, 27, 16, 0, tzinfo=UTC)),
        (3, datetime(2026, 11, 27, 17, 0, tzinfo=UTC)),
        (4, datetime(2026, 11, 30, 8, 0, tzinfo=UTC)),
        (13, datetime(2026, 11, 30, 17, 0, tzinfo=UTC)),
        (14, datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),
    ],
)
def test_only_working_hours_count(hours: int, ends: datetime) -> None:
    assert PLAN.after(FRIDAY, hours * HOUR, WEEK) == ends


def test_a_question_of_the_night_counts_from_the_morning() -> None:
    night = at(local_day(FRIDAY), time(3))
    assert PLAN.after(night, HOUR, WEEK) == at(local_day(FRIDAY), time(9))


@given(moments, lengths)
def test_it_ends_within_working_time_and_never_sooner_than_it_takes(moment: datetime, length: timedelta) -> None:
    ends = PLAN.after(moment, length, WEEK)
    assert ends - moment >= length
    assert PLAN.works(ends, WEEK)
    assert ends <= PLAN.after(moment, length + timedelta(minutes=1), WEEK)


@given(moments, lengths, lengths)
def test_two_waits_make_one(moment: datetime, first: timedelta, second: timedelta) -> None:
    assert PLAN.after(PLAN.after(moment, first, WEEK), second, WEEK) == PLAN.after(moment, first + second, WEEK)


def test_a_holiday_is_no_working_day() -> None:
    monday = at(local_day(FRIDAY) + timedelta(days=3), time(12))
    days = Workdays(frozenset(range(5)), lambda day: day == local_day(monday))
    assert PLAN.after(FRIDAY, 4 * HOUR, days) == at(local_day(monday) + timedelta(days=1), time(9))
    assert not PLAN.works(monday, days)


def request(**changes: object) -> Request:
    return replace(Request("@a:x", "@b:x", Kind.APPOINT, FRIDAY - 7 * HOUR), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("waited", "asked", "needs"),
    [
        (timedelta(hours=1, minutes=59), request(), None),
        (2 * HOUR, request(), Next.ASK_AGAIN),
        (3 * HOUR, request(step=Step.AGAIN), None),
        (4 * HOUR, request(step=Step.AGAIN), Next.GO_ON),
        (6 * HOUR, request(), Next.GO_ON),
        (6 * HOUR, request(step=Step.CHAIR), None),
        (4 * HOUR, request(stands_for="@c:x"), Next.GO_ON),
    ],
)
def test_what_silence_needs(waited: timedelta, asked: Request, needs: Next | None) -> None:
    assert next_of(asked, asked.asked_at + waited, PLAN, EVERY_DAY) is needs


def test_at_night_it_needs_nothing() -> None:
    assert next_of(request(), FRIDAY + 9 * HOUR, PLAN, EVERY_DAY) is None


def test_since_when_somebody_has_it() -> None:
    yes = request(state=RequestState.ACCEPTED, ended_at=FRIDAY)
    confirmed = replace(yes, kind=Kind.CONFIRM, ended_at=FRIDAY + HOUR)
    assert since_when((yes,), "@a:x") == FRIDAY
    assert since_when((yes, confirmed), "@a:x") == confirmed.asked_at
    assert since_when((request(),), "@a:x") is None
    assert since_when((yes,), "@b:x") is None
    assert since_when((yes,), None) is None


def test_authority_is_of_a_person_and_ends() -> None:
    given_ = Grant("@a:x", True, "@b:x", FRIDAY)
    assert has_authority((given_,), "@a:x")
    assert not has_authority((given_,), "@c:x")
    assert not has_authority((given_,), None)
    assert not has_authority((), "@a:x")
    assert not has_authority((given_, replace(given_, given=False)), "@a:x")


def test_of_an_area_the_latest_outcome_counts() -> None:
    mdt = Decision(Area.LAW, "eerst", False, "@b:x", FRIDAY)
    alone = Use(Area.LAW, "dan", "@a:x", FRIDAY + HOUR)
    assert outcomes_with((mdt,), (alone,)) == (alone.decision,)
    assert outcomes_with((replace(mdt, decided_at=FRIDAY + 2 * HOUR),), (alone,))[0].text == "eerst"
    safety = Use(Area.SAFETY, "slot", "@a:x", FRIDAY)
    assert [d.area for d in outcomes_with((mdt,), (alone, safety))] == [Area.SAFETY, Area.LAW]
