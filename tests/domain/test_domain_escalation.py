"""What is late climbs from the owner to the regiehouder to the chair, one step a day and never past somebody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Workdays, no_holidays
from bot.domain.escalation import Hears, Level, Step, again, lateness, next_step, wanted
from bot.domain.rhythm import Manner

WEEK = Workdays(frozenset(range(5)), no_holidays)
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
MANNER = Manner()
ALL = dict.fromkeys(Level, Hears.TODAY)


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, date(2026, 11, 29), 0),
        (FRIDAY, MONDAY, 1),
        (date(2026, 11, 28), MONDAY, 1),
        (date(2026, 11, 26), MONDAY, 2),
        (MONDAY, FRIDAY, 0),
        (date(2016, 1, 1), MONDAY, 260),
    ],
)
def test_working_days_are_counted(due: date, today: date, late: int) -> None:
    assert lateness(today, WEEK).of(due) == late


@pytest.mark.parametrize(
    ("late", "tight", "level"),
    [
        (0, False, None),
        (0, True, None),
        (1, False, Level.OWNER),
        (1, True, Level.COORDINATOR),
        (2, False, Level.COORDINATOR),
        (3, False, Level.COORDINATOR),
        (3, True, Level.CHAIR),
        (4, False, Level.CHAIR),
        (99, False, Level.CHAIR),
    ],
)
def test_the_distance_grows_and_is_a_day_shorter_under_a_tight_watch(
    late: int, *, tight: bool, level: Level | None
) -> None:
    assert wanted(late, MANNER, tight=tight) is level


def climb(days: int, hears: dict[Level, Hears] = ALL, *, tight: bool = False) -> list[Level]:
    """Give the steps of an action due on Friday, over so many working days."""
    last: Step | None = None
    told = []
    today = FRIDAY
    for _ in range(days):
        today = WEEK.after(today)
        want = wanted(lateness(today, WEEK).of(FRIDAY), MANNER, tight=tight)
        step = next_step(FRIDAY, last, want, today, hears, tight=tight)
        if step is not None:
            told.append(step.level)
            last = step
    return told


def test_each_hears_it_once_in_order() -> None:
    assert climb(1) == [Level.OWNER]
    assert climb(3) == [Level.OWNER, Level.COORDINATOR]
    assert climb(20) == [Level.OWNER, Level.COORDINATOR, Level.CHAIR]


def test_where_nobody_hears_it_goes_a_step_up_at_once() -> None:
    assert climb(1, ALL | {Level.OWNER: Hears.NOBODY}) == [Level.COORDINATOR]
    assert climb(1, {Level.OWNER: Hears.NOBODY, Level.COORDINATOR: Hears.NOBODY, Level.CHAIR: Hears.TODAY}) == [
        Level.CHAIR
    ]
    assert climb(20, dict.fromkeys(Level, Hears.NOBODY)) == []


def test_who_has_a_day_off_is_waited_for_until_the_next_is_due() -> None:
    hears = ALL | {Level.OWNER: Hears.LATER}
    assert climb(1, hears) == []
    assert climb(2, hears) == [Level.COORDINATOR]
    assert climb(3, ALL | {Level.COORDINATOR: Hears.LATER}) == [Level.OWNER]
    assert climb(4, ALL | {Level.COORDINATOR: Hears.LATER}) == [Level.OWNER, Level.CHAIR]


def test_after_an_outage_everybody_still_has_a_day() -> None:
    late = wanted(9, MANNER, tight=False)
    assert next_step(FRIDAY, None, late, MONDAY, ALL, tight=False) == Step(Level.OWNER, MONDAY, FRIDAY)
    assert next_step(FRIDAY, None, late, MONDAY, ALL, tight=True) == Step(Level.CHAIR, MONDAY, FRIDAY)


def test_a_new_day_begins_anew() -> None:
    last = Step(Level.CHAIR, MONDAY, date(2026, 11, 20))
    assert next_step(FRIDAY, last, Level.OWNER, MONDAY, ALL, tight=False) == Step(Level.OWNER, MONDAY, FRIDAY)


def test_the_chair_hears_again_every_week() -> None:
    last = Step(Level.CHAIR, MONDAY, FRIDAY)
    assert not again(last, FRIDAY, MONDAY + timedelta(days=4), WEEK)
    assert again(last, FRIDAY, MONDAY + timedelta(days=7), WEEK)
    assert not again(last, MONDAY, MONDAY + timedelta(days=7), WEEK), "it has another day since"
    assert not again(Step(Level.OWNER, MONDAY, FRIDAY), FRIDAY, MONDAY + timedelta(days=30), WEEK)
    assert not again(None, FRIDAY, MONDAY, WEEK)


@given(st.lists(st.tuples(*(st.sampled_from(Hears) for _ in Level)), min_size=1, max_size=30), st.booleans())
def test_in_any_history_the_levels_go_up_and_nobody_who_can_hear_is_passed_over(
    days: list[tuple[Hears, ...]],
    tight: bool,
) -> None:
    last: Step | None = None
    today = FRIDAY
    for heard in days:
        today, hears = WEEK.after(today), dict(zip(Level, heard, strict=True))
        want = wanted(lateness(today, WEEK).of(FRIDAY), MANNER, tight=tight)
        step = next_step(FRIDAY, last, want, today, hears, tight=tight)
        if step is None:
            continue
        assert hears[step.level] is Hears.TODAY
        before = last.level if last else 0
        assert step.level > before
        passed = [level for level in Level if before < level < step.level]
        assert tight or all(hears[level] is not Hears.TODAY for level in passed)
        last = step
