"""When a meeting stands still, when it was forgotten, and what a wrong clock does to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import MARKED_AHEAD, at, local_day
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.meeting_watch import (
    GRACE,
    closes_at,
    is_forgotten,
    is_over,
    moved_at,
    set_right,
    stands_still,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TUESDAY = date(2026, 11, 24)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants them bare


def meeting(*items: Item) -> Meeting:
    return Meeting("m", "DH", "@joost:x", NOW, items)


@pytest.mark.parametrize(
    ("minutes", "over", "still"),
    [(8, 8, 18), (3, 3, 13), (10, 10, 20), (20, 20, 40), (60, 60, 120)],
)
def test_an_item_is_over_at_its_minutes_and_stands_still_at_as_much_again(minutes: int, over: int, still: int) -> None:
    item = Item("DH-AAAA", minutes=minutes).taken_up(NOW)
    assert not is_over(item, NOW + over * MINUTE - timedelta(seconds=1))
    assert is_over(item, NOW + over * MINUTE)
    assert not stands_still(item, NOW + still * MINUTE - timedelta(seconds=1))
    assert stands_still(item, NOW + still * MINUTE)


def test_the_time_of_an_earlier_turn_counts() -> None:
    item = Item("DH-AAAA", minutes=8).taken_up(NOW).put_off(NOW + 5 * MINUTE).taken_up(NOW + HOUR)
    assert not is_over(item, NOW + HOUR + 2 * MINUTE)
    assert is_over(item, NOW + HOUR + 3 * MINUTE)


@given(st.integers(0, 10_000))
def test_where_nothing_was_planned_nothing_is_over(minutes: int) -> None:
    item = Item("DH-AAAA").taken_up(NOW)
    assert not is_over(item, NOW + minutes * MINUTE)
    assert not stands_still(item, NOW + minutes * MINUTE)


def test_what_moved_last_is_the_opening_a_turn_or_an_end() -> None:
    found = meeting(Item("DH-AAAA"), Item("DH-BBBB"))
    assert moved_at(found) == NOW
    found = found.advance(NOW + MINUTE)
    assert moved_at(found) == NOW + MINUTE
    found = found.leave_current(NOW + 2 * MINUTE, complete=False)
    assert moved_at(found) == NOW + 2 * MINUTE
    assert moved_at(found.advance(NOW + 3 * MINUTE).chaired_by("@a:x", NOW + 4 * MINUTE)) == NOW + 4 * MINUTE


def test_after_two_hours_it_was_forgotten() -> None:
    assert not is_forgotten(NOW, NOW + 2 * HOUR - timedelta(seconds=1))
    assert is_forgotten(NOW, NOW + 2 * HOUR)


def clock(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return at(day, time(hour, minute))


WEDNESDAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("moved", "reminded", "closes"),
    [
        (clock(9), clock(11), clock(15)),
        (clock(17), clock(19), clock(23)),
        (clock(18), clock(20), clock(23)),
        (clock(20, 55), clock(22, 55), clock(23, 5)),  # ten minutes after the reminder
        (clock(21), clock(23), clock(23, 10)),
        (clock(22), clock(0, 0, WEDNESDAY), clock(4, 0, WEDNESDAY)),  # opened in the evening: no evening before that
        (clock(9), clock(8, 0, WEDNESDAY), clock(8, 10, WEDNESDAY)),  # the bot was down for the night
    ],
)
def test_a_forgotten_meeting_is_closed_four_hours_later_or_in_the_evening(
    moved: datetime, reminded: datetime, closes: datetime
) -> None:
    assert closes_at(moved, reminded) == closes


@given(MOMENTS, MOMENTS)
def test_it_is_never_closed_unsaid_nor_more_than_four_hours_late(moved: datetime, reminded: datetime) -> None:
    closes = closes_at(moved, reminded)
    assert closes >= reminded + GRACE
    assert moved + 2 * HOUR <= closes <= max(moved + 6 * HOUR, reminded + GRACE)


@given(MOMENTS)
def test_no_forgotten_meeting_is_left_open_past_the_evening(moved: datetime) -> None:
    forgotten = moved + 2 * HOUR
    evening = at(local_day(forgotten), time(23))
    if forgotten <= evening:
        assert closes_at(moved, forgotten) <= max(evening, forgotten + GRACE)


AHEAD = NOW + MARKED_AHEAD + HOUR


def test_what_a_clock_far_ahead_marked_is_taken_back() -> None:
    item = Item("DH-AAAA", ItemState.CURRENT, since=AHEAD, nudged_at=AHEAD, rung_at=AHEAD, begun_at=AHEAD)
    gone = Item("DH-BBBB", ItemState.CARRIED, left_at=AHEAD)
    found = replace(meeting(gone, item), opened_at=AHEAD, reminded_at=AHEAD, unled_at=AHEAD)
    right = set_right(found, NOW)
    assert (right.opened_at, right.reminded_at, right.unled_at) == (NOW, None, None)
    assert (right.items[1].since, right.items[1].nudged_at, right.items[1].rung_at) == (NOW, None, None)
    assert right.items[0].left_at == NOW
    assert moved_at(right) == NOW


@given(st.timedeltas(-MARKED_AHEAD * 400, MARKED_AHEAD))
def test_what_can_be_right_is_left_alone(moved: timedelta) -> None:
    moment = NOW + moved
    item = Item("DH-AAAA", ItemState.CURRENT, since=moment, nudged_at=moment, rung_at=moment)
    found = replace(meeting(item), opened_at=moment, reminded_at=moment, unled_at=moment)
    assert set_right(found, NOW) == found
