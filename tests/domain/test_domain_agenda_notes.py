"""What people want with a case on the agenda: what stands of it, and for how long a move may hold a case back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from bot.domain.agenda import CaseState, Reason, held_back, reasons
from bot.domain.agenda_notes import AgendaNote, ByHand, Deed, by_hand, holds_back
from bot.domain.calendar import Workdays, local_day, no_holidays
from bot.domain.case import Case
from bot.domain.meeting import Item, ItemState, Meeting

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRIDAY, MONDAY = TUESDAY + 3 * DAY, TUESDAY + 6 * DAY
WEEK = Workdays(frozenset(range(5)), no_holidays)
ANNA = "@anna:regiekamer.test"
CASE = Case("DH-7K3M", "DH", NOW - DAY, NOW - DAY, coordinator=ANNA)
FINISHED = CaseState(CASE, weighed_at=NOW - DAY, discussed=True, finished_at=NOW - DAY, left_at=NOW - DAY)
CARRIED = replace(FINISHED, finished_at=None)


def note(kind: Deed, day: date, number: int = 1, at: datetime = NOW, about: int = 0, reason: str = "") -> AgendaNote:
    return AgendaNote(kind, day, ANNA, at, about, reason=reason, number=number)


ADDED, MOVED = note(Deed.ADDED, FRIDAY), note(Deed.MOVED, FRIDAY)


def why(state: CaseState, day: date) -> tuple[Reason, ...]:
    return reasons(state, day, WEEK, 2)


# --- what stands ---


def test_a_deed_stands_until_it_is_taken_back() -> None:
    second = note(Deed.MOVED, MONDAY, 2)
    assert by_hand([ADDED, second], None, None) == ByHand((ADDED,), second)
    assert by_hand([ADDED, second], None, None).last == second
    back = note(Deed.UNDONE, MONDAY, 3, about=2)
    assert by_hand([ADDED, second, back], None, None) == ByHand((ADDED,))
    assert by_hand([ADDED, back, note(Deed.UNDONE, FRIDAY, 4, about=1)], None, None) == ByHand()
    assert ByHand().last is None


def test_the_last_move_counts_and_taking_it_back_brings_no_earlier_one_back() -> None:
    again = note(Deed.MOVED, MONDAY, 2)
    assert by_hand([MOVED, again], None, None).moved == again
    assert by_hand([MOVED, again, note(Deed.UNDONE, MONDAY, 3, about=2)], None, None) == ByHand()


def test_a_case_can_be_put_on_for_several_days() -> None:
    monday = note(Deed.ADDED, MONDAY, 2)
    found = by_hand([ADDED, monday], None, None)
    assert found.added == (ADDED, monday)
    assert (found.added_for(MONDAY), found.added_for(TUESDAY)) == (monday, None)


def test_the_reason_that_was_said_last_stands_with_the_deed_it_is_about() -> None:
    notes = [
        ADDED,
        note(Deed.MOVED, MONDAY, 2, reason="druk"),
        note(Deed.REASON, FRIDAY, 3, about=1, reason="uitslag"),
        note(Deed.REASON, FRIDAY, 4, about=1, reason="uitslag en gesprek"),
    ]
    assert [each.reason for each in by_hand(notes, None, None).all] == ["uitslag en gesprek", "druk"]


@pytest.mark.parametrize(
    ("left_at", "stands"),
    [
        (None, True),
        (NOW - HOUR, True),
        (NOW + HOUR, True),  # a meeting of an earlier day settles nothing that was wanted for Friday
        (NOW + 3 * DAY, False),
        (NOW + 9 * DAY, False),
    ],
)
def test_a_case_stays_on_until_a_meeting_of_that_day_or_later_left_it(left_at: datetime | None, stands: bool) -> None:
    assert bool(by_hand([ADDED], left_at, None).added) is stands


@pytest.mark.parametrize(("left_at", "stands"), [(None, True), (NOW - HOUR, True), (NOW, False), (NOW + HOUR, False)])
def test_a_move_is_over_when_any_meeting_came_to_the_case(left_at: datetime | None, stands: bool) -> None:
    assert (by_hand([MOVED], left_at, None).moved is not None) is stands


@pytest.mark.parametrize("deed", [ADDED, MOVED])
def test_what_was_wanted_before_the_case_was_reopened_is_over(deed: AgendaNote) -> None:
    assert by_hand([deed], None, NOW) == ByHand()
    assert by_hand([deed], None, NOW - HOUR) != ByHand()


# --- the agenda ---


def test_a_case_that_was_put_on_is_on_from_that_day_whatever_state_says() -> None:
    state = replace(FINISHED, by_hand=ByHand((ADDED,)))
    assert [why(state, day) for day in (FRIDAY - DAY, FRIDAY, MONDAY)] == [(), (Reason.BY_HAND,), (Reason.BY_HAND,)]


def test_a_case_that_was_moved_is_off_until_that_day_and_on_from_then() -> None:
    state = replace(CARRIED, by_hand=ByHand(moved=MOVED))
    assert [bool(why(state, day)) for day in (TUESDAY, FRIDAY - DAY)] == [False, False]
    assert why(state, FRIDAY) == (Reason.CARRIED, Reason.MOVED)
    assert why(replace(FINISHED, by_hand=ByHand(moved=MOVED)), MONDAY) == (Reason.MOVED,)


def test_a_move_holds_back_what_was_put_on_too() -> None:
    state = replace(FINISHED, by_hand=ByHand((note(Deed.ADDED, TUESDAY),), note(Deed.MOVED, FRIDAY, 2)))
    assert why(state, FRIDAY - DAY) == ()
    assert why(state, FRIDAY) == (Reason.BY_HAND, Reason.MOVED)


HELD = replace(CARRIED, by_hand=ByHand(moved=MOVED))
SEEN = replace(CARRIED, by_hand=ByHand(moved=replace(MOVED, seen=NOW - HOUR)))
AT_WORK = replace(HELD, by_hand=ByHand(moved=replace(MOVED, covered=False)))
ALONE = replace(CASE, coordinator=None)


@pytest.mark.parametrize(
    ("state", "held"),
    [
        (HELD, True),
        (replace(SEEN, changed_at=NOW - HOUR), True),
        (replace(SEEN, changed_at=NOW), False),
        (replace(SEEN, changed_at=NOW - 2 * HOUR), False),  # by a clock that was an hour ahead before
        (replace(HELD, changed_at=NOW + HOUR), False),
        (replace(HELD, case=replace(CASE, reopened_at=NOW + HOUR)), False),
        (replace(HELD, case=ALONE), False),  # it lost its regiehouder since
        (replace(AT_WORK, case=ALONE), True),  # it had none when it was moved
        (replace(HELD, review=TUESDAY, review_at=NOW - HOUR), True),
        (replace(HELD, review=TUESDAY, review_at=NOW + HOUR), False),
        (replace(HELD, review=MONDAY, review_at=NOW + HOUR), True),
        (replace(HELD, dues=(date(2026, 11, 1),)), True),
    ],
)
def test_what_came_up_after_a_move_counts_for_more(state: CaseState, held: bool) -> None:
    assert held_back(state, TUESDAY) is held
    assert bool(why(state, TUESDAY)) is not held


def test_a_move_by_a_clock_that_was_a_year_ahead_holds_nothing_back_now() -> None:
    later = replace(MOVED, at=NOW + 365 * DAY, day=FRIDAY + 365 * DAY)
    assert not holds_back(later, TUESDAY, None, covered=True)
    assert holds_back(later, local_day(later.at), None, covered=True)


# --- whatever happens ---

moments = st.integers(-9, 9).map(lambda days: NOW + days * DAY)
maybe = st.none() | moments
days = st.integers(-9, 9).map(lambda number: TUESDAY + number * DAY)


@st.composite
def histories(draw: st.DrawFn) -> list[AgendaNote]:
    count, found = draw(st.integers(0, 6)), []
    for number in range(1, count + 1):
        kind = draw(st.sampled_from(Deed))
        about = draw(st.integers(1, number)) if kind in {Deed.UNDONE, Deed.REASON} else 0
        found.append(
            AgendaNote(kind, draw(days), ANNA, draw(moments), about, draw(maybe), draw(st.booleans()), number=number)
        )
    return found


@st.composite
def states(draw: st.DrawFn) -> CaseState:
    left_at, review = draw(maybe), draw(st.none() | days)
    coordinator, reopened_at = draw(st.sampled_from([None, ANNA])), draw(maybe)
    case = Case("DH-7K3M", "DH", NOW, NOW, coordinator=coordinator, reopened_at=reopened_at)
    return CaseState(
        case,
        weighed_at=draw(maybe),
        discussed=left_at is not None,
        finished_at=draw(st.sampled_from([None, left_at])),
        changed_at=draw(maybe),
        dues=tuple(draw(st.lists(days, max_size=3))),
        review=review,
        left_at=left_at,
        review_at=None if review is None else draw(moments),
        by_hand=by_hand(draw(histories()), left_at, reopened_at),
    )


@given(states(), days)
def test_a_case_that_state_wants_is_off_no_longer_than_the_move_says(state: CaseState, day: date) -> None:
    wanted, moved = why(replace(state, by_hand=ByHand()), day), state.by_hand.moved
    if wanted and not why(state, day):
        assert moved is not None
        assert local_day(moved.at) <= day < moved.day
        assert Reason.MOVED in why(state, moved.day), "it returns by itself"
        assert set(wanted) <= set(why(state, moved.day))
        assert state.anew_since in {None, moved.seen}
    else:
        assert set(wanted) <= set(why(state, day))


@given(states(), days)
def test_what_was_put_on_is_on_unless_a_move_holds_it_back(state: CaseState, day: date) -> None:
    if any(added.day <= day for added in state.by_hand.added) and not held_back(state, day):
        assert Reason.BY_HAND in why(state, day)


@given(histories(), maybe, maybe)
def test_nothing_that_was_taken_back_stands(
    notes: list[AgendaNote], left_at: datetime | None, reopened_at: datetime | None
) -> None:
    undone = {each.about for each in notes if each.kind is Deed.UNDONE}
    found = by_hand(notes, left_at, reopened_at)
    assert not undone & {each.number for each in found.all}
    assert len({each.day for each in found.added}) == len(found.added)
    assert found.last == (found.all[-1] if found.all else None)


# --- the meeting ---


def test_a_case_is_put_behind_those_that_wait_once() -> None:
    meeting = Meeting("m", "DH", ANNA, NOW, (Item("DH-2222", ItemState.CURRENT), Item("DH-3333")))
    more = meeting.also(Item("DH-4444"))
    assert [item.code for item in more.items] == ["DH-2222", "DH-3333", "DH-4444"]
    assert more.item("DH-4444") == Item("DH-4444")
    assert meeting.item("DH-4444") is None
    for code in ("DH-2222", "DH-3333"):
        with pytest.raises(ValueError, match="already"):
            meeting.also(Item(code))
