"""The MDT: one item at a time, nothing dropped."""

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.agenda_item import AgendaItem, HalfDay, Standing, agenda_order, half_day
from bot.domain.meeting import Item, ItemState, Meeting, whole_minutes

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CODES = tuple(f"DH-{n:04d}" for n in range(2222, 2232))
DONE = {ItemState.CLOSED, ItemState.CARRIED}


def a_meeting(*codes: str) -> Meeting:
    return Meeting("m1", "DH", "@joost:regiekamer.test", NOW, tuple(Item(code) for code in codes))


class MeetingMachine(RuleBasedStateMachine):
    """A chair who goes on, skips, goes back and closes in any order; beside it, the three rows we expect."""

    meeting: Meeting
    left: list[str]
    current: str | None
    waiting: list[str]
    states: dict[str, ItemState]
    now: datetime
    spent: dict[str, int]

    @initialize(count=st.integers(0, len(CODES)))
    def start(self, count: int) -> None:
        self.now = NOW
        self.begin(list(CODES[:count]))

    def begin(self, codes: list[str]) -> None:
        self.meeting = a_meeting(*codes)
        self.left, self.current, self.waiting = [], None, codes
        self.states = {}
        self.spent = dict.fromkeys(codes, 0)

    @rule(minutes=st.integers(0, 90))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        if self.current is not None:
            self.spent[self.current] += minutes

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule(complete=st.booleans())
    def following(self, *, complete: bool) -> None:
        self.leave(complete=complete)
        self.advance()

    @precondition(lambda self: self.meeting.closed_at is None and self.waiting)
    @rule(complete=st.booleans(), data=st.data())
    def this_one(self, *, complete: bool, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(self.waiting))
        self.meeting = self.meeting.place(code, 1)
        self.waiting = [code, *(each for each in self.waiting if each != code)]
        self.leave(complete=complete)
        self.advance()
        assert self.meeting.current == code

    @precondition(lambda self: self.meeting.closed_at is None and self.current is not None and self.waiting)
    @rule()
    def skip(self) -> None:
        assert self.current is not None
        self.meeting = self.meeting.skip(self.now)
        self.waiting, self.current = [*self.waiting, self.current], None
        self.advance()

    @precondition(lambda self: self.meeting.closed_at is None and self.left)
    @rule(data=st.data())
    def back(self, data: st.DataObject) -> None:
        code = data.draw(st.sampled_from(self.left))
        self.meeting = self.meeting.back_to(code, self.now)
        self.left.remove(code)
        self.waiting = [*([self.current] if self.current else []), *self.waiting]
        self.current = code

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule()
    def nobody_is_there(self) -> None:
        self.leave(complete=False)
        self.advance()
        if self.current is not None:
            self.meeting = self.meeting.pass_over(self.now)
            self.left, self.current = [*self.left, self.current], None
            self.states[self.left[-1]] = ItemState.CARRIED

    @precondition(lambda self: self.meeting.closed_at is None and self.current is not None)
    @rule(minutes=st.integers(1, 60))
    def more_time(self, minutes: int) -> None:
        assert self.current is not None
        self.meeting = self.meeting.more_time(minutes, self.now)
        [item] = [item for item in self.meeting.items if item.state is ItemState.CURRENT]
        assert item.spent(self.now) + timedelta(minutes=minutes) == timedelta(minutes=item.minutes)

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule(chair=st.sampled_from(["@a:x", "@b:x"]))
    def another_chair(self, chair: str) -> None:
        self.meeting = self.meeting.chaired_by(chair, self.now)
        assert self.meeting.chair == chair

    @precondition(lambda self: self.meeting.closed_at is None)
    @rule(complete=st.booleans())
    def close(self, *, complete: bool) -> None:
        self.leave(complete=complete)
        self.meeting = self.meeting.close(self.now)
        self.states |= dict.fromkeys(self.waiting, ItemState.CARRIED)
        self.left, self.waiting = [*self.left, *self.waiting], []

    @precondition(lambda self: self.meeting.closed_at is not None)
    @rule()
    def tomorrow(self) -> None:
        self.begin([item.code for item in self.meeting.items if item.state is ItemState.CARRIED])

    def leave(self, *, complete: bool) -> None:
        if self.current is not None:
            self.states[self.current] = ItemState.CLOSED if complete else ItemState.CARRIED
            self.left.append(self.current)
            self.current = None
        self.meeting = self.meeting.leave_current(self.now, complete=complete)

    def advance(self) -> None:
        if self.waiting:
            self.current, *self.waiting = self.waiting
        self.meeting = self.meeting.advance(self.now)

    @invariant()
    def nothing_is_dropped_and_the_rows_are_in_order(self) -> None:
        current = [] if self.current is None else [self.current]
        assert [item.code for item in self.meeting.items] == [*self.left, *current, *self.waiting]
        for item in self.meeting.items:
            expected = ItemState.CURRENT if item.code in current else ItemState.WAITING
            assert item.state is (self.states[item.code] if item.code in self.left else expected)

    @invariant()
    def one_at_a_time(self) -> None:
        assert self.meeting.count(ItemState.CURRENT) <= 1
        assert self.meeting.current == self.current

    @invariant()
    def the_position_counts_from_one(self) -> None:
        if self.meeting.current is not None:
            assert self.meeting.items[self.meeting.position - 1].code == self.meeting.current
            assert self.meeting.position == len(self.left) + 1

    @invariant()
    def only_what_was_left_is_left_and_time_is_kept(self) -> None:
        for item in self.meeting.items:
            assert (item.left_at is not None) is (item.code in self.left)
            assert (item.since is not None) is (item.code == self.current)
            assert item.spent(self.now) == timedelta(minutes=self.spent[item.code])

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


def test_one_goes_back_to_what_was_left_and_to_nothing_else() -> None:
    meeting = a_meeting(*CODES[:3]).advance(NOW).leave_current(NOW, complete=True).advance(NOW)
    for code in (CODES[1], CODES[2], "DH-9999"):
        with pytest.raises(ValueError, match="not left"):
            meeting.back_to(code, NOW)


def test_an_item_is_begun_once_and_one_that_was_passed_over_never() -> None:
    minute = timedelta(minutes=1)
    meeting = a_meeting(*CODES[:2]).advance(NOW).skip(NOW + minute).advance(NOW + minute)
    assert [item.begun_at for item in meeting.items] == [NOW + minute, NOW]
    passed = meeting.pass_over(NOW + minute)
    assert [(item.state, item.begun_at) for item in passed.items] == [
        (ItemState.CARRIED, None),
        (ItemState.WAITING, NOW),
    ]
    again = passed.advance(NOW + 2 * minute).pass_over(NOW + 3 * minute)
    assert again.items[1].begun_at == NOW, "it was weighed before everybody went"


def test_more_minutes_may_be_said_to_be_over_once_more_and_fewer_may_not() -> None:
    item = Item(CODES[0], minutes=8, nudged_at=NOW)
    assert item.planned(9).nudged_at is None
    assert item.planned(8).nudged_at == item.planned(7).nudged_at == NOW


def test_who_leads_is_the_chair_unless_the_item_has_a_leader() -> None:
    meeting = a_meeting(*CODES[:2])
    assert (meeting.leads, meeting.leads_item) == ("@joost:regiekamer.test", None)
    meeting = meeting.advance(NOW).led_by("@mira:x")
    assert (meeting.leads, meeting.leads_item) == ("@mira:x", "@mira:x")
    assert meeting.led_by(None).leads == "@joost:regiekamer.test"
    following = meeting.leave_current(NOW, complete=True).advance(NOW)
    assert following.leads == "@joost:regiekamer.test", "the next item is the chair's again"


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(-5, 0), (0, 0), (0.001, 1), (1, 1), (29, 1), (89, 1), (90, 2), (149, 2), (150, 3), (3600, 60)],
)
def test_lengths_are_told_in_whole_minutes_and_what_was_short_took_one(seconds: float, minutes: int) -> None:
    assert whole_minutes(timedelta(seconds=seconds)) == minutes


@given(st.floats(0, 10_000), st.floats(0, 10_000))
def test_what_is_part_of_something_is_not_told_as_longer(one: float, other: float) -> None:
    part, whole = sorted(timedelta(seconds=seconds) for seconds in (one, other))
    assert whole_minutes(part) <= whole_minutes(whole)
