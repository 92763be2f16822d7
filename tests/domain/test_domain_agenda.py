"""The agenda from state: every case that is not finished has a reason, and a finished one only by how it runs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from bot.domain.agenda import CaseState, Reason, arranged, reasons, standing
from bot.domain.agenda_item import AgendaItem, Plan, Standing, agenda_order
from bot.domain.calendar import Workdays, no_holidays
from bot.domain.case import Case

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TODAY = date(2026, 11, 24)
"""A Tuesday."""
DAY = timedelta(days=1)
WEEK = Workdays(frozenset(range(5)), no_holidays)
CASE = Case("DH-7K3M", "DH", NOW - DAY, NOW - DAY, coordinator="@anna:regiekamer.test")
FINISHED = CaseState(CASE, weighed_at=NOW, discussed=True, finished_at=NOW)


def why(state: CaseState, day: date = TODAY) -> tuple[Reason, ...]:
    return reasons(state, day, WEEK, 2)


def test_a_case_that_was_never_weighed_is_new() -> None:
    state = CaseState(replace(CASE, coordinator=None))
    assert why(state) == (Reason.NEW, Reason.NO_COORDINATOR)
    assert standing(state) is Standing.NEW


def test_a_case_that_a_meeting_did_not_reach_is_still_new_and_carried_over() -> None:
    state = CaseState(CASE, discussed=True)
    assert why(state) == (Reason.NEW, Reason.CARRIED)
    assert standing(state) is Standing.NEW


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CaseState(CASE, weighed_at=NOW), Reason.CARRIED),
        (CaseState(CASE, weighed_at=NOW, discussed=True), Reason.CARRIED),
        (replace(FINISHED, changed_at=NOW + DAY), Reason.CHANGED),
        (replace(FINISHED, case=replace(CASE, reopened_at=NOW + DAY)), Reason.REOPENED),
    ],
)
def test_what_was_left_or_changed_since_comes_back(state: CaseState, reason: Reason) -> None:
    assert why(state) == (reason,)
    assert standing(state) is Standing.BACK


def test_a_finished_case_is_off_the_agenda() -> None:
    assert why(FINISHED) == ()
    assert why(replace(FINISHED, changed_at=NOW - DAY)) == (), "the change was weighed"
    assert why(replace(FINISHED, dues=(TODAY, TODAY + DAY), review=TODAY + DAY)) == ()


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (replace(FINISHED, case=replace(CASE, coordinator=None)), Reason.NO_COORDINATOR),
        (replace(FINISHED, dues=(date(2026, 11, 19), TODAY)), Reason.LATE_ACTIONS),
        (replace(FINISHED, review=TODAY), Reason.REVIEW),
    ],
)
def test_a_finished_case_comes_back_by_how_it_runs(state: CaseState, reason: Reason) -> None:
    assert why(state) == (reason,)
    assert standing(state) is Standing.RUNNING


def test_late_counts_working_days() -> None:
    friday = replace(FINISHED, dues=(date(2026, 11, 20),))
    assert why(friday, date(2026, 11, 24)) == (), "Monday and Tuesday are two"
    assert why(friday, date(2026, 11, 25)) == (Reason.LATE_ACTIONS,)
    assert reasons(friday, date(2026, 11, 21), WEEK, 0) == (Reason.LATE_ACTIONS,)


moments = st.none() | st.integers(-9, 9).map(lambda days: NOW + days * DAY)
states = st.builds(
    CaseState,
    st.builds(
        Case,
        st.just("DH-7K3M"),
        st.just("DH"),
        st.just(NOW),
        st.just(NOW),
        coordinator=st.sampled_from([None, "@anna:regiekamer.test"]),
        reopened_at=moments,
    ),
    weighed_at=moments,
    discussed=st.booleans(),
    finished_at=moments,
    changed_at=moments,
    dues=st.lists(st.integers(-9, 9).map(lambda days: TODAY + days * DAY)).map(tuple),
    review=st.none() | st.integers(-9, 9).map(lambda days: TODAY + days * DAY),
)


@given(states)
def test_every_case_that_is_not_finished_is_on_every_agenda(state: CaseState) -> None:
    if not state.finished:
        assert why(state)
        assert standing(state) is not Standing.RUNNING
    assert (Reason.NEW in why(state)) == (standing(state) is Standing.NEW)


@given(states, st.integers(0, 20))
def test_a_reason_from_state_does_not_go_by_waiting(state: CaseState, later: int) -> None:
    assert set(why(state)) <= set(why(state, TODAY + later * DAY))


items = st.builds(AgendaItem, st.text(max_size=3), st.sampled_from(Standing), st.datetimes())


@given(st.lists(items, unique=True).flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_new_comes_first_then_back_then_what_runs_each_by_deadline(pair: tuple[list[AgendaItem], ...]) -> None:
    some, others = (agenda_order(list(each)) for each in pair)
    assert [(i.standing, i.deadline, i.code) for i in some] == [(i.standing, i.deadline, i.code) for i in others]
    ranks = [list(Standing).index(item.standing) for item in some]
    assert ranks == sorted(ranks)


def test_the_minutes_are_planned_by_standing() -> None:
    assert [Plan().minutes(each) for each in Standing] == [8, 5, 3]


codes = st.lists(st.sampled_from([f"DH-{letter}" for letter in "ABCDEFGH"]), unique=True)


def rows(of: list[str]) -> list[AgendaItem]:
    return [AgendaItem(code, Standing.NEW, NOW) for code in of]


@given(codes, codes)
def test_an_order_loses_nothing_and_keeps_what_was_chosen(on_agenda: list[str], order: list[str]) -> None:
    found = [item.code for item in arranged(rows(on_agenda), order)]
    assert sorted(found) == sorted(on_agenda)
    chosen = [code for code in order if code in on_agenda]
    assert [code for code in found if code in chosen] == chosen
    assert [item.code for item in arranged(rows(on_agenda), found)] == found, "what is shown stays as it is shown"


@given(codes)
def test_without_a_choice_the_order_is_that_of_state(on_agenda: list[str]) -> None:
    assert arranged(rows(on_agenda), ()) == tuple(rows(on_agenda))


@given(codes, codes.filter(bool))
def test_a_case_that_comes_later_stands_behind_what_it_follows_by_itself(order: list[str], later: list[str]) -> None:
    first, *_ = later
    order = [code for code in order if code != first]
    by_itself = [*order[:1], first, *order[1:]]
    found = [item.code for item in arranged(rows(by_itself), order[::-1])]
    assert found.index(first) == (found.index(order[0]) + 1 if order else 0)


# --- what stands still (R28) ---


@pytest.mark.parametrize(
    ("moved", "left", "review", "still"),
    [
        (9, None, None, False),
        (10, None, None, True),
        (300, None, None, True),
        (300, 9, None, False),
        (300, 10, None, True),
        (9, 300, None, False),
        (300, None, 1, False),
        (300, None, -1, True),
    ],
)
def test_a_case_of_which_nothing_is_recorded_comes_back_after_ten_days(
    moved: int, left: int | None, review: int | None, still: bool
) -> None:
    state = replace(
        FINISHED,
        moved_at=NOW - moved * DAY,
        left_at=None if left is None else NOW - left * DAY,
        review=None if review is None else TODAY + review * DAY,
    )
    assert (Reason.STILL in why(state)) is still
    assert standing(state) is Standing.RUNNING


def test_days_are_dutch_days_and_their_number_is_a_setting() -> None:
    late_evening = datetime(2026, 11, 13, 23, 30, tzinfo=UTC)  # half past midnight on the 14th
    state = replace(FINISHED, moved_at=late_evening)
    assert reasons(state, TODAY, WEEK, 2, 10) == (Reason.STILL,)
    assert reasons(state, TODAY - DAY, WEEK, 2, 10) == ()
    assert reasons(state, TODAY, WEEK, 2, 11) == ()


def test_a_clock_that_ran_ahead_makes_nothing_stand_still_and_breaks_nothing() -> None:
    assert why(replace(FINISHED, moved_at=NOW + 400 * DAY)) == ()
    assert why(replace(FINISHED, moved_at=None)) == (), "nobody looked"
