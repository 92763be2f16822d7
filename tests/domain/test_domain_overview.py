"""What is late, what stands still, what nobody owns: how soon, and in what order."""

import random
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.overview import OFTEN, MyCase, RegionCase, When, held_over, needy_first, urgent_first, when

TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "today", "soon"),
    [
        (TUESDAY - DAY, TUESDAY, When.LATE),
        (TUESDAY, TUESDAY, When.TODAY),
        (TUESDAY + DAY, TUESDAY, When.WEEK),
        (date(2026, 11, 29), TUESDAY, When.WEEK),
        (date(2026, 11, 30), TUESDAY, When.LATER),
        (date(2026, 11, 30), date(2026, 11, 29), When.LATER),
        (date(2026, 11, 29), date(2026, 11, 29), When.TODAY),
    ],
)
def test_how_soon_a_day_is(due: date, today: date, soon: When) -> None:
    assert when(due, today) is soon


def case(code: str, late: int = 0, open_: int = 1, still: int | None = None, meets: date | None = None) -> MyCase:
    return MyCase(code, late, open_, still, meets, None)


def test_what_needs_the_regiehouder_first_stands_first() -> None:
    cases = [
        case("DH-7", meets=None),
        case("DH-6", meets=TUESDAY + DAY),
        case("DH-5", meets=TUESDAY),
        case("DH-4", still=12),
        case("DH-3", open_=0),
        case("DH-2", late=1, open_=4),
        case("DH-1", late=2, open_=2),
    ]
    assert [each.code for each in needy_first(cases)] == [f"DH-{number}" for number in range(1, 8)]
    assert [each.asks for each in needy_first(cases)] == [True] * 4 + [False] * 3


cases = st.builds(RegionCase, st.uuids().map(str), st.booleans(), st.integers(0, 5), st.integers(0, 3), st.booleans())


@given(st.lists(cases, unique_by=lambda each: each.code), st.randoms())
def test_the_order_for_the_chair_follows_from_what_is_shown(found: list[RegionCase], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert urgent_first(shuffled) == urgent_first(found), "nothing else is in the order"
    firsts = [each.overdue for each in urgent_first(found)]
    assert firsts == sorted(firsts, reverse=True)


@pytest.mark.parametrize(
    ("each", "asks"),
    [
        (RegionCase("DH-1"), False),
        (RegionCase("DH-1", held_over=OFTEN - 1), False),
        (RegionCase("DH-1", held_over=OFTEN), True),
        (RegionCase("DH-1", overdue=True), True),
        (RegionCase("DH-1", late=1), True),
        (RegionCase("DH-1", still=True), True),
    ],
)
def test_what_is_worth_telling(each: RegionCase, asks: bool) -> None:
    assert each.asks is asks


def meeting(number: int, **states: ItemState) -> Meeting:
    return Meeting(str(number), "DH", "@c:x", NOW + number * DAY, tuple(Item(c, s) for c, s in states.items()))


def test_being_held_over_counts_in_a_row() -> None:
    carried, closed = ItemState.CARRIED, ItemState.CLOSED
    meetings = [meeting(1, A=carried, B=carried), meeting(2, A=carried, B=closed), meeting(3, A=carried, B=carried)]
    assert held_over(meetings) == {"A": 3, "B": 1}
    assert held_over([*meetings, meeting(4, A=ItemState.CURRENT, B=ItemState.WAITING)]) == {"A": 3, "B": 1}
    assert held_over([]) == {}
