"""The MDT: one item at a time, nothing dropped."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.meeting import AgendaItem, HalfDay, Item, ItemState, Meeting, Standing, agenda_order, half_day

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CODES = tuple(f"DH-{n:04d}" for n in range(2222, 2232))
DONE = {ItemState.CLOSED, ItemState.CARRIED}


def a_meeting(*codes: str) -> Meeting:
    return Meeting("m1", "DH", "@joost:regiekamer.test", NOW, tuple(Item(code) for code in codes))


class MeetingMachine(RuleBasedStateMachine):
    """A chair who advances and closes in any order; beside it, what we expect of every case."""

    meeting: Meeting
    expected: dict[str, ItemState]
    weighed: list[str]

    @initialize(count=st.integers(0, len(CODES)))
    def start(self, count: int) -> None:
        self.meeting = a_meeting(*CODES[:count])
        self.expected = dict.fromkeys(CODES[:count], ItemState.WAITING)
        self.weighed = []

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule(complete=st.booleans())
    def following(self, complete: bool) -> None:
        self.leave(complete=complete)
        self.meeting = self.meeting.advance(NOW)
        if self.meeting.current is not None:
            self.weighed.append(self.meeting.current)
            self.expected[self.meeting.current] = ItemState.CURRENT

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule(complete=st.booleans())
    def close(self, complete: bool) -> None:
        self.leave(complete=complete)
        self.meeting = self.meeting.close(NOW)
        waiting = [code for code, state in self.expected.items() if state is ItemState.WAITING]
        self.expected |= dict.fromkeys(waiting, ItemState.CARRIED)

    @precondition(lambda self: self.meeting.closed_at is not None)
    @rule()
    def tomorrow(self) -> None:
        carried = [item.code for item in self.meeting.items if item.state is ItemState.CARRIED]
        self.meeting = a_meeting(*carried)
        self.expected = dict.fromkeys(carried, ItemState.WAITING)
        self.weighed = []

    def leave(self, *, complete: bool) -> None:
        if self.meeting.current is not None:
            self.expected[self.meeting.current] = ItemState.CLOSED if complete else ItemState.CARRIED
        self.meeting = self.meeting.leave_current(NOW, complete=complete)

    @invariant()
    def nothing_is_dropped_or_moved(self) -> None:
        assert {item.code: item.state for item in self.meeting.items} == self.expected
        assert [item.code for item in self.meeting.items] == list(self.expected)

    @invariant()
    def one_at_a_time_in_order(self) -> None:
        assert self.meeting.count(ItemState.CURRENT) <= 1
        assert self.weighed == list(self.expected)[: len(self.weighed)]
        assert sum(self.meeting.count(state) for state in ItemState) == len(self.expected)

    @invariant()
    def the_position_counts_from_one(self) -> None:
        if self.meeting.current is not None:
            assert self.meeting.items[self.meeting.position - 1].code == self.meeting.current

    @invariant()
    def a_closed_meeting_leaves_nothing_waiting(self) -> None:
        if self.meeting.closed_at is not None:
            assert {item.state for item in self.meeting.items} <= DONE


TestMeetingMachine = MeetingMachine.TestCase


def test_closing_never_leaves_the_current_item_behind() -> None:
    closed = a_meeting("DH-2222", "DH-3333").advance(NOW).close(NOW)
    assert [item.state for item in closed.items] == [ItemState.CARRIED, ItemState.CARRIED]
    assert closed.current is None


def test_advancing_through_the_whole_agenda() -> None:
    meeting = a_meeting("DH-2222", "DH-3333")
    assert (meeting.current, meeting.position) == (None, 0)
    meeting = meeting.advance(NOW)
    assert (meeting.current, meeting.position) == ("DH-2222", 1)
    meeting = meeting.leave_current(NOW, complete=True).advance(NOW)
    assert (meeting.current, meeting.position) == ("DH-3333", 2)
    meeting = meeting.leave_current(NOW, complete=False).advance(NOW)
    assert meeting.current is None
    assert (meeting.count(ItemState.CLOSED), meeting.count(ItemState.CARRIED)) == (1, 1)


@given(st.lists(st.builds(AgendaItem, st.sampled_from(CODES), st.just(Standing.NEW), st.datetimes()), unique=True))
def test_the_agenda_is_the_same_for_everybody(items: list[AgendaItem]) -> None:
    ordered = agenda_order(items)
    assert ordered == agenda_order(items[::-1])
    assert sorted(map(repr, ordered)) == sorted(map(repr, items))
    assert all((a.deadline, a.code) <= (b.deadline, b.code) for a, b in itertools.pairwise(ordered))


@dataclass(frozen=True)
class Shown:
    moment: datetime
    day: date
    afternoon: bool


@pytest.mark.parametrize(
    "shown",
    [
        Shown(datetime(2026, 11, 24, 10, 59, tzinfo=UTC), date(2026, 11, 24), afternoon=False),
        Shown(datetime(2026, 11, 24, 11, 0, tzinfo=UTC), date(2026, 11, 24), afternoon=True),
        Shown(datetime(2026, 11, 24, 23, 0, tzinfo=UTC), date(2026, 11, 25), afternoon=False),
        Shown(datetime(2026, 7, 1, 10, 0, tzinfo=UTC), date(2026, 7, 1), afternoon=True),
        Shown(datetime(2026, 7, 1, 9, 59, tzinfo=UTC), date(2026, 7, 1), afternoon=False),
    ],
)
def test_a_deadline_is_shown_as_a_half_day(shown: Shown) -> None:
    assert half_day(shown.moment) == HalfDay(shown.day, shown.afternoon)


def test_late_is_after_the_deadline() -> None:
    item = AgendaItem("DH-2222", Standing.NEW, NOW)
    assert not item.is_late(NOW)
    assert item.is_late(NOW + timedelta(seconds=1))


@given(st.integers(1, 10), st.integers(0, 9), st.data())
def test_a_place_among_those_that_wait_moves_nothing_that_was_taken_up(
    count: int, taken: int, data: st.DataObject
) -> None:
    meeting = a_meeting(*CODES[:count])
    for _ in range(min(taken, count - 1)):
        meeting = meeting.leave_current(NOW, complete=True).advance(NOW)
    waiting = [item.code for item in meeting.items if item.state is ItemState.WAITING]
    code, place = data.draw(st.sampled_from(waiting)), data.draw(st.integers(1, len(waiting)))
    moved = meeting.place(code, place).plan(code, 12)
    others = [each for each in waiting if each != code]
    assert [i.code for i in moved.items if i.state is ItemState.WAITING] == [
        *others[: place - 1],
        code,
        *others[place - 1 :],
    ]
    assert [i for i in moved.items if i.state is not ItemState.WAITING] == [
        i for i in meeting.items if i.state is not ItemState.WAITING
    ]
    assert {item.code: item.minutes for item in moved.items} == {**dict.fromkeys(CODES[:count], 0), code: 12}


def test_only_a_case_that_waits_gets_a_place() -> None:
    meeting = a_meeting(*CODES[:2]).advance(NOW)
    for code in (CODES[0], "DH-9999"):
        with pytest.raises(ValueError, match="does not wait"):
            meeting.place(code, 1)


def test_the_time_of_an_item_adds_up_over_its_turns() -> None:
    minute = timedelta(minutes=1)
    item = Item("DH-2222").taken_up(NOW)
    assert item.spent(NOW + 3 * minute) == 3 * minute
    left = item.left(NOW + 3 * minute, ItemState.CARRIED)
    assert (left.seconds, left.left_at, left.since) == (180, NOW + 3 * minute, None)
    assert left.spent(NOW + 60 * minute) == 3 * minute
    again = left.taken_up(NOW + 60 * minute)
    assert again.spent(NOW + 62 * minute) == 5 * minute
    assert again.spent(NOW) == 3 * minute, "a clock that was set back takes nothing away"
