"""The plan of a case's end: every agreement is in the way, whatever else there is; and the days of the follow-up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.agenda_notes import AgendaNote, ByHand, Deed
from bot.domain.calendar import is_working_day, months_after
from bot.domain.case import (
    Action,
    ActionState,
    Answer,
    Area,
    Case,
    Consent,
    Decision,
    Intake,
    Owner,
    open_areas,
)
from bot.domain.casefile import CaseFile
from bot.domain.casenotes import Note, NoteKind
from bot.domain.clock import Breach, CaseClock, Watch
from bot.domain.closing import Closing, What, plan_closing, proposed, settled
from bot.domain.meeting import Item, ItemState, Meeting

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
CASE = Case("DH-7K3M", "DH", NOW, NOW)
INTAKE = Intake("DH", "politie", "melder", "slachtoffer", "soort", NOW, contact="bel na vijven", children="geen")
DECIDED = tuple(Decision(area, "", not_applicable=True, decided_by="@a:x", decided_at=NOW) for area in Area)
HEARD = Note(NoteKind.HEARD, "moeder", "@a:x", NOW)
DONE = CaseFile(CASE, INTAKE, (), (), (), DECIDED, on_agenda=False, notes=(HEARD,))
QUIET = CaseClock()
DAYS = st.dates(date(2024, 1, 1), date(2060, 1, 1))
WATCH = Watch(is_holiday=lambda day: (day.month, day.day) in {(4, 27), (12, 25), (12, 26), (1, 1)})


def plan(file: CaseFile = DONE, clock: CaseClock = QUIET, *, weighed_now: bool = False) -> Closing:
    return plan_closing(file, clock, (), weighed_now=weighed_now)


def action(number: int, state: ActionState = ActionState.OPEN) -> Action:
    return Action(number, Owner("vt"), date(2026, 11, 30 - number), "bellen", "@a:x", NOW, state)


def test_where_everything_is_settled_nothing_is_found() -> None:
    assert plan().findings == ()


def test_each_thing_that_is_open_is_in_the_way() -> None:
    file = replace(DONE, actions=(action(1), action(2)), decisions=DECIDED[1:])
    clock = CaseClock(breach=Breach(NOW, NOW))
    found = plan(file, clock, weighed_now=True)
    assert [f.what for f in found.in_the_way] == [What.MEETING, What.AREAS, What.BREACH, What.ACTION, What.ACTION]
    assert [f.label for f in found.in_the_way if f.what is What.ACTION] == ["A2", "A1"], "by day"
    explained = CaseClock(breach=Breach(NOW, NOW, "weekend", "@a:x", NOW))
    assert plan(clock=explained).in_the_way == ()


def test_what_is_only_worth_a_look_blocks_nothing() -> None:
    empty = replace(INTAKE, contact="", children="")
    file = replace(DONE, intake=empty, notes=(), consents=(Consent("om", Answer.ANONYMOUS), Consent("vt", Answer.NO)))
    found = plan(file)
    assert [f.what for f in found.worth_a_look] == [What.CONTACT, What.CHILDREN, What.FAMILY, What.ANONYMOUS]
    assert found.worth_a_look[-1].organisations == ("om",)
    assert found.in_the_way == ()
    noted = tuple(
        Note(kind, "tekst", "@a:x", NOW) for kind in (NoteKind.CONTACT, NoteKind.CHILDREN, NoteKind.NOT_HEARD)
    )
    assert plan(replace(DONE, intake=empty, notes=noted)).findings == (), "what people noted since counts"
    added = ByHand((AgendaNote(Deed.ADDED, NOW.date(), "@a:x", NOW),))
    assert [f.what for f in plan(replace(DONE, by_hand=added)).worth_a_look] == [What.AGENDA]


@given(st.lists(st.sampled_from(ActionState), max_size=8))
def test_no_open_agreement_is_ever_passed_over(states: list[ActionState]) -> None:
    actions = tuple(action(number, state) for number, state in enumerate(states, 1))
    found = plan(replace(DONE, actions=actions))
    wanted = {a.label for a in actions if a.state is ActionState.OPEN}
    assert {f.label for f in found.in_the_way} == wanted
    assert bool(found.in_the_way) is bool(wanted)


def test_whatever_changes_makes_another_code() -> None:
    files = [
        DONE,
        replace(DONE, actions=(action(1, ActionState.DONE),)),
        replace(DONE, actions=(action(1, ActionState.DROPPED),)),
        replace(DONE, case=replace(CASE, coordinator="@b:x")),
        replace(DONE, case=replace(CASE, reopened_at=NOW - timedelta(days=1))),
        replace(DONE, decisions=(*DECIDED[1:], replace(DECIDED[0], decided_at=NOW + timedelta(hours=1)))),
    ]
    assert len({plan(file).code for file in files}) == len(files)
    assert plan_closing(DONE, CaseClock(), (date(2027, 5, 24),), weighed_now=False).code != plan().code


def test_outcomes_from_before_a_reopening_are_history() -> None:
    later = replace(DECIDED[0], decided_at=NOW + timedelta(hours=1))
    assert open_areas((later, *DECIDED[1:]), NOW) == (Area.LAW, Area.CARE, Area.RECOVERY)
    assert plan(replace(DONE, anew_since=NOW)).in_the_way[0].areas == tuple(Area)


def test_half_a_year_and_a_year_are_proposed_and_never_on_a_day_off() -> None:
    assert proposed(date(2026, 11, 24), WATCH) == (date(2027, 5, 24), date(2027, 11, 24))
    assert proposed(date(2026, 8, 31), WATCH) == (date(2027, 3, 1), date(2027, 8, 31)), "a Sunday in February"
    assert proposed(date(2026, 12, 25), WATCH)[1] == date(2027, 12, 27)


@given(DAYS, st.integers(0, 24))
def test_a_later_month_keeps_the_day_or_takes_its_last(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(st.lists(DAYS, max_size=4))
def test_days_are_settled_in_order_on_working_days_each_once_and_stay_so(days: list[date]) -> None:
    kept = settled(days, WATCH)
    assert list(kept) == sorted(set(kept))
    assert len(kept) <= len(set(days))
    assert all(is_working_day(day, WATCH.weekdays, WATCH.is_holiday) for day in kept)
    assert settled(kept, WATCH) == kept
    assert settled(reversed(days), WATCH) == kept
    assert all(min(days) <= day for day in kept)


def test_only_a_case_that_waits_goes_out_of_a_meeting() -> None:
    items = (Item("DH-AAAA", ItemState.CLOSED), Item("DH-BBBB", ItemState.CURRENT), Item("DH-CCCC"))
    meeting = Meeting("m", "DH", "@c:x", NOW, items)
    assert meeting.without("DH-CCCC").items == items[:2]
    for code in ("DH-AAAA", "DH-BBBB", "DH-DDDD"):
        assert meeting.without(code) == meeting
    assert meeting.without("DH-CCCC").advance(NOW).current == "DH-BBBB"
    waiting = replace(meeting, items=(Item("DH-AAAA"), Item("DH-BBBB")))
    assert waiting.without("DH-AAAA").advance(NOW).current == "DH-BBBB"
