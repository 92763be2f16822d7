"""The 24-hour clock: real hours, met or overrun, and a warning that somebody can act on."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda_item import AgendaItem, Standing
from bot.domain.calendar import ZONE, at, local_day
from bot.domain.case import Case
from bot.domain.clock import Watch, ask_again_at, lapsing, met, overrun, stopped, warn_at
from bot.domain.meeting import Item, ItemState, Meeting

WATCH = Watch()
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 26)}
HOUR = timedelta(hours=1)
MOMENTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def dutch(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def reported(moment: datetime, *, closed_at: datetime | None = None) -> Case:
    return Case("DH-7K3M", "DH", moment, moment, closed_at=closed_at)


@pytest.mark.parametrize(
    ("report", "deadline"),
    [
        ("2026-11-23 16:00", "2026-11-24 16:00"),
        ("2026-03-28 16:00", "2026-03-29 17:00"),  # the hour that is skipped is no hour of the 24
        ("2026-10-24 16:00", "2026-10-25 15:00"),  # the hour that comes twice is two
    ],
)
def test_twenty_four_hours_are_real_hours(report: str, deadline: str) -> None:
    assert reported(dutch(report)).deadline == dutch(deadline).astimezone(UTC)


@pytest.mark.parametrize(
    ("report", "opened", "warning"),
    [
        ("2026-11-23 16:00", "2026-11-23 16:05", "2026-11-24 12:00"),  # by day: four hours ahead
        ("2026-11-23 11:00", "2026-11-23 11:05", "2026-11-23 20:00"),  # lapses at 11: four hours ahead is before 8
        ("2026-11-27 16:00", "2026-11-27 16:05", "2026-11-27 20:00"),  # lapses on Saturday: while there is somebody
        ("2026-11-27 21:00", "2026-11-27 21:05", "2026-11-28 17:00"),  # no working time left: the Saturday, by day
        ("2026-11-28 02:00", "2026-11-28 02:05", "2026-11-28 20:00"),  # not in the night
        ("2026-11-29 14:00", "2026-11-29 14:05", "2026-11-30 10:00"),
        ("2026-11-23 20:30", "2026-11-24 19:00", "2026-11-24 19:00"),  # opened with less than four hours left
        ("2026-11-23 10:30", "2026-11-24 01:00", "2026-11-24 06:30"),  # no daytime in between: a deadline is a deadline
        ("2026-12-24 16:00", "2026-12-24 16:05", "2026-12-24 20:00"),  # Christmas
    ],
)
def test_a_warning_comes_as_late_as_somebody_can_act_on_it(report: str, opened: str, warning: str) -> None:
    watch = Watch(is_holiday=CHRISTMAS.__contains__)
    assert warn_at(reported(dutch(report)).deadline, dutch(opened), watch) == dutch(warning).astimezone(UTC)


@given(MOMENTS, st.integers(0, 24 * 60), st.integers(1, 23))
def test_a_warning_is_far_enough_ahead_and_at_night_only_for_want_of_a_day(
    report: datetime, minutes: int, lead: int
) -> None:
    watch = Watch(lead=timedelta(hours=lead))
    deadline, opened = report + 24 * HOUR, report + timedelta(minutes=minutes)
    found = warn_at(deadline, opened, watch)
    assert opened <= found
    assert found <= max(opened, deadline - watch.lead)

    def by_day(moment: datetime) -> bool:
        return time(8) <= moment.astimezone(ZONE).time() <= time(20)

    def working(moment: datetime) -> bool:
        return by_day(moment) and local_day(moment).weekday() < 5

    steps = int((deadline - watch.lead - opened) / timedelta(minutes=10)) + 1
    possible = [opened + timedelta(minutes=10 * step) for step in range(max(0, steps))]
    if any(map(working, possible)):
        assert working(found)
        assert not any(moment > found for moment in possible if working(moment))
    elif any(map(by_day, possible)):
        assert by_day(found)


@given(MOMENTS, st.none() | st.integers(-10, 10), st.integers(-10, 10))
def test_after_the_deadline_a_clock_was_either_met_or_overrun(
    deadline: datetime, weighed: int | None, now: int
) -> None:
    weighed_at = None if weighed is None else deadline + weighed * HOUR
    moment = deadline + now * HOUR
    if weighed_at is not None and weighed_at > moment:
        weighed_at = None
    if moment > deadline:
        assert met(deadline, weighed_at) != overrun(deadline, weighed_at, moment)
    else:
        assert not overrun(deadline, weighed_at, moment)


def test_a_case_that_closes_within_its_24_hours_has_no_clock_any_more() -> None:
    report = dutch("2026-11-23 16:00")
    assert not stopped(reported(report))
    assert stopped(reported(report, closed_at=report + 24 * HOUR))
    assert not stopped(reported(report, closed_at=report + 25 * HOUR))


@pytest.mark.parametrize(
    ("noted", "again"),
    [
        ("2026-11-24 16:00", "2026-11-25 08:00"),
        ("2026-11-24 03:00", "2026-11-25 08:00"),
        ("2026-11-28 16:00", "2026-11-30 08:00"),
    ],
)
def test_why_it_was_late_is_asked_again_on_the_next_working_day(noted: str, again: str) -> None:
    assert ask_again_at(dutch(noted), WATCH) == dutch(again).astimezone(UTC)


FRIDAY = date(2026, 11, 27)


def item(code: str, deadline: str, *, met: bool = False) -> AgendaItem:
    return AgendaItem(code, Standing.NEW, dutch(deadline), met)


def named(day: date, watch: Watch = WATCH) -> tuple[str, ...]:
    items = [
        item("DH-AAAA", "2026-11-26 16:00"),  # over already
        item("DH-BBBB", "2026-11-27 16:00"),
        item("DH-CCCC", "2026-11-28 09:00"),
        item("DH-DDDD", "2026-11-28 09:00", met=True),
        item("DH-EEEE", "2026-11-30 09:59"),
        item("DH-FFFF", "2026-11-30 10:00"),
    ]
    return tuple(each.code for each in lapsing(items, day, at(day, time(9)), time(10), watch))


def test_friday_names_what_lapses_before_monday() -> None:
    assert named(FRIDAY) == ("DH-BBBB", "DH-CCCC", "DH-EEEE")


def test_a_day_before_another_mdt_names_nothing() -> None:
    assert named(date(2026, 11, 26)) == ()


def test_a_day_without_mdt_names_what_is_left() -> None:
    assert named(date(2026, 11, 28)) == ("DH-CCCC", "DH-EEEE")
    assert named(date(2026, 11, 29)) == ("DH-EEEE",)


def test_the_day_before_a_holiday_names_what_lapses_on_it() -> None:
    watch = Watch(is_holiday={FRIDAY}.__contains__)
    assert named(date(2026, 11, 26), watch) == ("DH-AAAA", "DH-BBBB", "DH-CCCC", "DH-EEEE")


def test_what_was_weighed_in_time_is_not_late() -> None:
    late, in_time = item("DH-AAAA", "2026-11-26 16:00"), item("DH-AAAA", "2026-11-26 16:00", met=True)
    assert late.is_late(dutch("2026-11-27 09:00"))
    assert not in_time.is_late(dutch("2026-11-27 09:00"))


def test_an_urgent_case_goes_to_the_head_of_those_that_wait() -> None:
    items = (Item("A", ItemState.CARRIED), Item("B", ItemState.CURRENT), Item("C"), Item("D"))
    meeting = Meeting("m", "DH", "@c:x", dutch("2026-11-27 10:00"), items)
    assert [i.code for i in meeting.next_is("D").items] == ["A", "B", "D", "C"]
    assert [i.code for i in meeting.next_is("E").items] == ["A", "B", "E", "C", "D"]
    began = meeting.opened_at
    assert meeting.next_is("E").leave_current(began, complete=True).advance(began).current == "E"
    for code in ("A", "B"):
        with pytest.raises(ValueError, match="taken up"):
            meeting.next_is(code)
