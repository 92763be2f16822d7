"""Minutes made anew from what was recorded: what a meeting recorded stands in its own, and in those of no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Action, ActionState, Area, Decision, Owner
from bot.domain.contributions import Contributed, Progress, Step
from bot.domain.corrections import Correction, about_action, about_area
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.minutes import Ended, Manner, Minutes, Record, Span, how_ended, minutes_of, span_of
from bot.domain.outcome import Delay, Given, Hold, Review

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CODE = "DH-7K3M"
ANNA, BAS = "@anna:x", "@bas:x"
TUESDAY, FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


class History:
    """A case through meetings. The clock moves with every step; what is expected is noted on the way, not derived."""

    def __init__(self) -> None:
        self.now = NOW
        self.meetings: list[Meeting] = []
        self.record = Record()
        self.decided: dict[str, dict[Area, str]] = {}
        self.recorded: list[tuple[datetime, str]] = []

    @property
    def running(self) -> Meeting | None:
        return self.meetings[-1] if self.meetings and self.meetings[-1].closed_at is None else None

    @property
    def weighs(self) -> Meeting | None:
        return self.running if self.running is not None and self.running.current == CODE else None

    def _save(self, meeting: Meeting) -> None:
        self.meetings[-1] = meeting

    def _note(self, what: str) -> str:
        self.recorded.append((self.now, what))
        return what

    def step(self, word: str) -> None:
        self.now += MINUTE
        kind, _, rest = word.partition(" ")
        getattr(self, f"_{kind}")(rest)

    def _open(self, _rest: str) -> None:
        if self.running is None:
            self.meetings.append(Meeting(f"m{len(self.meetings)}", "DH", ANNA, self.now, (Item(CODE), Item("DH-9QRS"))))

    def _take(self, _rest: str) -> None:
        if self.running is not None and self.weighs is None:
            items = self.running.items
            self._save(replace(self.running, items=(items[0].taken_up(self.now), items[1])))

    def _leave(self, _rest: str) -> None:
        if self.weighs is not None:
            self._save(self.weighs.leave_current(self.now, complete=False))

    def _close(self, _rest: str) -> None:
        if self.running is not None:
            self._save(self.running.close(self.now))

    def _decide(self, rest: str) -> None:
        area = Area(rest)
        if self.weighs is not None:
            self._give(self.weighs.id, Decision(area, f"besluit {len(self.record.given)}", False, ANNA, self.now))

    def _keep(self, rest: str) -> None:
        standing = self._standing(Area(rest))
        if self.weighs is not None and standing is not None:
            self._give(self.weighs.id, replace(standing.decision, decided_by=BAS, decided_at=self.now))

    def _correct(self, rest: str) -> None:
        standing = self._standing(Area(rest))
        if standing is not None:
            self._give(standing.meeting, replace(standing.decision, text=f"beter {len(self.record.given)}"))
            correction = Correction(about_area(Area(rest)), standing.decision.text, BAS, self.now)
            self.record = replace(self.record, corrections=(*self.record.corrections, correction))

    def _give(self, meeting: str, decision: Decision) -> None:
        self.record = replace(self.record, given=(*self.record.given, Given(meeting, decision)))
        self.decided.setdefault(meeting, {})[decision.area] = decision.text

    def _standing(self, area: Area) -> Given | None:
        found = [each for each in self.record.given if each.decision.area is area]
        return found[-1] if found else None

    def _act(self, _rest: str) -> None:
        number = len(self.record.actions) + 1
        self._note(f"A{number}")
        action = Action(number, Owner("vt", ANNA), FRIDAY, "bellen", ANNA, self.now)
        self.record = replace(self.record, actions=(*self.record.actions, action))

    def _contribute(self, _rest: str) -> None:
        number = len(self.record.contributed) + 1
        self._note(f"I{number}")
        added = Contributed(number, "vt", "intake", Area.CARE, by=ANNA, at=self.now)
        step = Step(number, Progress.REQUESTED, ANNA, self.now)
        record = self.record
        self.record = replace(record, contributed=(*record.contributed, added), steps=(*record.steps, step))

    def _hold(self, _rest: str) -> None:
        if self.weighs is not None:
            hold = Hold(self.weighs.id, f"reden {len(self.record.holds)}", ANNA, self.now)
            self.record = replace(self.record, holds=(*self.record.holds, hold))

    def minutes(self, meeting: Meeting) -> tuple[Span, Minutes]:
        item = meeting.item(CODE)
        assert item is not None
        span = span_of(meeting, item, self.now)
        return span, minutes_of(meeting.id, span, self.record)


AREAS = [f"{kind} {area}" for kind in ("decide", "keep", "correct") for area in Area]
STEPS = st.sampled_from([*["open", "take", "leave", "close", "act", "contribute", "hold"] * 3, *AREAS])


@given(st.lists(STEPS, max_size=60))
def test_minutes_hold_what_was_recorded_in_their_own_meeting_and_in_no_other(steps: Sequence[str]) -> None:
    history = History()
    for step in ["open", "take", *steps]:
        history.step(step)
    seen: list[str] = []
    for meeting in history.meetings:
        item = meeting.item(CODE)
        assert item is not None
        if not item.reached:
            continue
        span, minutes = history.minutes(meeting)
        decided = {decision.area: decision.text for decision in minutes.decisions}
        assert decided == history.decided.get(meeting.id, {}), "exactly the standing decisions of that meeting"
        held = [hold.reason for hold in history.record.holds if hold.meeting == meeting.id]
        assert minutes.reason == (held[-1] if held else "")
        inside = [what for moment, what in history.recorded if span.since <= moment <= span.until]
        told = [f"A{a.action.number}" for a in minutes.agreed] + [c.label for c in minutes.contributed]
        assert sorted(told) == sorted(inside)
        seen += told
    assert len(seen) == len(set(seen)), "nothing stands in the minutes of two meetings"


@given(st.lists(STEPS, max_size=40), st.lists(STEPS.filter(lambda step: not step.startswith("correct")), max_size=40))
def test_what_comes_later_changes_no_minutes_unless_it_is_put_right(before: list[str], after: list[str]) -> None:
    history = History()
    for step in ["open", "take", *before, "close"]:
        history.step(step)
    then = [history.minutes(meeting) for meeting in history.meetings]
    for step in after:
        history.step(step)
    assert [history.minutes(meeting) for meeting in history.meetings[: len(then)]] == then


# --- one by one ---


def decision(text: str, minutes: int = 1, area: Area = Area.SAFETY, by: str = ANNA) -> Decision:
    return Decision(area, text, False, by, NOW + minutes * MINUTE)


SPAN = Span(NOW, NOW + 10 * MINUTE)


def test_what_stays_and_what_was_earlier_is_told_apart() -> None:
    record = Record(
        given=(
            Given("m0", decision("slot", -100)),
            Given("m0", decision("rust", -100, Area.LAW)),
            Given("m1", decision("slot", by=BAS)),
            Given("m2", decision("later", 100, Area.CARE)),
        )
    )
    found = [(o.decision.area, o.manner, o.decision.decided_by) for o in minutes_of("m1", SPAN, record).outcomes]
    assert found == [(Area.SAFETY, Manner.KEPT, BAS), (Area.LAW, Manner.EARLIER, ANNA)]


def test_a_correction_is_told_of_the_outcome_it_was_about() -> None:
    fix = Correction(about_area(Area.SAFETY), "slt", BAS, NOW + 50 * MINUTE)
    record = Record(
        given=(Given("m1", decision("slt")), Given("m1", decision("slot")), Given("m2", decision("anders", 60))),
        corrections=(fix,),
    )
    [first] = minutes_of("m1", SPAN, record).outcomes
    assert (first.decision.text, first.corrected) == ("slot", fix)
    [second] = minutes_of("m2", Span(NOW + 55 * MINUTE, NOW + 65 * MINUTE), record).outcomes
    assert second.corrected is None


def test_an_action_stands_there_with_the_day_of_then_and_the_text_of_now() -> None:
    action = Action(1, Owner("vt"), FRIDAY, "huisarts bellen", ANNA, NOW)
    later = Delay(1, "druk", BAS, NOW + 60 * MINUTE, TUESDAY, FRIDAY)
    fix = Correction(about_action(1), "huisart bellen", BAS, NOW + 70 * MINUTE)
    [agreed] = minutes_of("m1", SPAN, Record(actions=(action,), delays=(later,), corrections=(fix,))).agreed
    assert (agreed.action.due, agreed.action.text, agreed.corrected) == (TUESDAY, "huisarts bellen", fix)


def test_what_was_not_done_is_told_once_and_with_how_it_ended() -> None:
    gone = replace(
        Action(1, Owner("vt"), FRIDAY, "bellen", ANNA, NOW - 99 * MINUTE),
        state=ActionState.DROPPED, done_by=BAS, done_at=NOW + MINUTE, reason="verhuisd",
    )  # fmt: skip
    delays = (
        Delay(1, "druk", ANNA, NOW, FRIDAY),
        Delay(2, "ziek", ANNA, NOW, FRIDAY),
        Delay(2, "ziek", ANNA, NOW + MINUTE, FRIDAY, FRIDAY),
        Delay(3, "anders", ANNA, NOW - MINUTE, FRIDAY),
    )
    minutes = minutes_of("m1", SPAN, Record(actions=(gone,), delays=delays))
    assert (minutes.dropped, minutes.delays) == ((gone,), (delays[2],))
    assert minutes.by == (ANNA, BAS)


def test_inzet_is_as_far_as_it_was_then_and_the_review_as_it_stood() -> None:
    intake = Contributed(1, "vt", "gesprek")
    steps = (Step(1, Progress.STARTED, ANNA, NOW), Step(1, Progress.ENDED, ANNA, NOW + 60 * MINUTE))
    reviews = (
        Review(TUESDAY, ANNA, NOW - 60 * MINUTE),
        Review(FRIDAY, ANNA, NOW),
        Review(None, ANNA, NOW + 60 * MINUTE),
    )
    minutes = minutes_of("m1", SPAN, Record(contributed=(intake,), steps=steps, reviews=reviews))
    assert [c.progress for c in minutes.contributed] == [Progress.STARTED]
    assert minutes.review == FRIDAY


def test_a_change_before_the_end_asks_for_every_area_again_and_one_after_it_does_not() -> None:
    given_ = tuple(Given("m1", decision("zo", area=area)) for area in Area)
    during = Record(given=given_, anew=(NOW + 5 * MINUTE,))
    assert minutes_of("m1", SPAN, during).missing == tuple(Area)
    assert minutes_of("m1", SPAN, replace(during, anew=(NOW + 60 * MINUTE,))).missing == ()


@pytest.mark.parametrize(
    ("item", "ended"),
    [
        (Item(CODE), Ended.WAITING),
        (Item(CODE).taken_up(NOW), Ended.NOW),
        (Item(CODE).taken_up(NOW).left(NOW, ItemState.CLOSED), Ended.DECIDED),
        (Item(CODE).taken_up(NOW).left(NOW, ItemState.CARRIED), Ended.HELD),
        (Item(CODE).left(NOW, ItemState.CARRIED), Ended.NOT_REACHED),
        (Item(CODE, ItemState.CARRIED, NOW, seconds=60), Ended.HELD),
    ],
)
def test_how_an_item_ended(item: Item, ended: Ended) -> None:
    assert how_ended(item) is ended


def test_the_time_of_an_item_is_from_its_first_turn_to_its_last() -> None:
    first = Item(CODE).taken_up(NOW).left(NOW + MINUTE, ItemState.CARRIED)
    again = first.taken_up(NOW + 5 * MINUTE)
    meeting = Meeting("m", "DH", ANNA, NOW - MINUTE, (again,))
    assert span_of(meeting, again, NOW + 7 * MINUTE) == Span(NOW, NOW + 7 * MINUTE)
    ended = again.left(NOW + 8 * MINUTE, ItemState.CLOSED)
    assert span_of(meeting, ended, NOW + 99 * MINUTE) == Span(NOW, NOW + 8 * MINUTE)
    assert ended.seconds == 4 * 60


def test_a_clock_that_was_set_back_turns_no_time_around() -> None:
    item = Item(CODE).taken_up(NOW).left(NOW - MINUTE, ItemState.CARRIED)
    span = span_of(Meeting("m", "DH", ANNA, NOW, (item,)), item, NOW)
    assert span == Span(NOW - MINUTE, NOW)


def test_an_item_of_before_first_turns_were_noted_has_the_time_of_its_meeting() -> None:
    item = Item(CODE, ItemState.CLOSED, NOW + MINUTE)
    assert span_of(Meeting("m", "DH", ANNA, NOW, (item,)), item, NOW + 9 * MINUTE) == Span(NOW, NOW + MINUTE)
