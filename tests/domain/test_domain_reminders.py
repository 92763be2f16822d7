"""Whose turn it is, and what stands in somebody's digest: codes and counts, from state alone."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Workdays, at, no_holidays
from bot.domain.case import Owner
from bot.domain.digest import DigestLine, Facts, plan_for
from bot.domain.duty import Absence, Duty, Rota
from bot.domain.escalation import Level, Step
from bot.domain.reminders import CaseFacts, Near, Snooze, addressees, owners, reminder_moment
from bot.domain.rhythm import Hours

TODAY = date(2026, 11, 24)
NOW = at(TODAY, time(9))
DAY = timedelta(days=1)
TIMES = (time(15), time(8, 30))
ANNA, BAS, CEES, DIRK = "@anna:x", "@bas:x", "@cees:x", "@dirk:x"
A, B = "DH-2222", "DH-3333"
HOURS = Hours(time(20), time(7), Workdays(frozenset(range(5)), no_holidays))
HERE = {ANNA: "vt", BAS: "csg", CEES: "csg"}


def case(code: str = A, coordinator: str | None = None, **changes: object) -> CaseFacts:
    given_ = {"code": code, "region": "DH", "coordinator": coordinator, "here": HERE, **changes}
    return CaseFacts(**given_)  # type: ignore[arg-type]  # as a test writes it


def near(number: int, due: date, user: str | None = ANNA, organisation: str = "vt", code: str = A) -> Near:
    return Near(code, number, due, Owner(organisation, user), NOW - 9 * DAY)


def planned(*actions: Near, user: str = ANNA, cases: tuple[CaseFacts, ...] = (), **facts: object) -> list[DigestLine]:
    known = {each.code: each for each in cases or (case(),)}
    given_ = Facts(TODAY, Rota(), actions, known, **facts)  # type: ignore[arg-type]  # as above
    plans = plan_for(dict.fromkeys((ANNA, BAS, CEES, DIRK), HOURS), given_)
    return list(plans[user].lines) if user in plans else []


def test_the_first_time_still_to_come_is_taken() -> None:
    early, late = at(TODAY, time(8, 30)), at(TODAY, time(15))
    assert reminder_moment(TODAY, TIMES, early - timedelta(days=5)) == early
    assert reminder_moment(TODAY, TIMES, early - timedelta(seconds=1)) == early
    assert reminder_moment(TODAY, TIMES, early) == late
    assert reminder_moment(TODAY, TIMES, late) is None
    assert reminder_moment(TODAY, (), early - timedelta(days=5)) is None


def test_a_reminder_in_the_skipped_hour_still_comes_once() -> None:
    day = date(2026, 3, 29)
    moment = reminder_moment(day, (time(2, 30),), datetime(2026, 3, 28, tzinfo=UTC))
    assert moment == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert reminder_moment(day, (time(2, 30),), moment) is None


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.lists(st.times()), st.integers(-72, 72))
def test_a_reminder_lies_ahead_on_its_own_day(due: date, times: list[time], hours: int) -> None:
    now = at(due, time(12)) + timedelta(hours=hours)
    moment = reminder_moment(due, times, now)
    ahead = [at(due, clock) for clock in times if at(due, clock) > now]
    assert moment == (min(ahead) if ahead else None)


# --- whose turn it is ---


def test_a_person_whose_turn_it_is_is_in_the_case() -> None:
    assert owners(near(1, TODAY), case(), Rota(), TODAY) == (ANNA,)
    assert owners(near(1, TODAY, DIRK, "om"), case(), Rota(), TODAY) == ()
    assert addressees(near(1, TODAY, DIRK, "om"), case(coordinator=BAS), Rota(), TODAY) == (BAS,)
    assert addressees(near(1, TODAY, DIRK, "om"), case(coordinator=DIRK), Rota(), TODAY) == (), "he leads it no more"


def test_an_organisation_hears_it_by_the_rota_of_the_day_or_through_its_case_workers() -> None:
    action = near(1, TODAY, None, "csg")
    assert owners(action, case(), Rota(), TODAY) == (BAS, CEES)
    duties = (Duty("DH", "csg", CEES, weekday=1), Duty("DH", "csg", BAS, weekday=1, turn=1))
    assert owners(action, case(), Rota(duties), TODAY) == (CEES,)
    away = (Absence(CEES, TODAY, TODAY),)
    assert owners(action, case(), Rota(duties, away), TODAY) == (BAS,)
    stranger = (Duty("DH", "csg", DIRK, weekday=1),)
    assert owners(action, case(), Rota(stranger), TODAY) == (BAS, CEES), "who is not in the case cannot do it"
    assert owners(near(1, TODAY, None, "om"), case(), Rota(), TODAY) == ()


# --- the digest ---


def test_a_digest_counts_per_case_what_is_late_today_and_by_the_next_working_day() -> None:
    lines = planned(
        near(1, TODAY - DAY),
        near(2, TODAY - 9 * DAY),
        near(3, TODAY),
        near(4, TODAY + DAY),
        near(5, TODAY + 2 * DAY),
        near(1, TODAY, code=B),
        cases=(case(), case(B)),
    )
    assert lines == [DigestLine(A, late=2, today=1, soon=1), DigestLine(B, today=1)]
    assert planned(near(5, TODAY + 2 * DAY)) == [], "nothing of today: no line"


def test_on_friday_what_is_due_on_monday_is_soon() -> None:
    facts = Facts(date(2026, 11, 27), Rota(), (near(1, date(2026, 11, 30)), near(2, date(2026, 12, 1))), {A: case()})
    assert plan_for({ANNA: HOURS}, facts)[ANNA].lines == (DigestLine(A, soon=1),)


def test_what_was_put_off_is_silent_for_who_asked_and_comes_back_when_it_is_over() -> None:
    silent = frozenset({(ANNA, A, 1)})
    assert planned(near(1, TODAY - DAY), near(2, TODAY), snoozed=silent) == [DigestLine(A, today=1)]
    assert planned(near(1, TODAY + 6 * DAY), asked=silent) == [DigestLine(A, asked=1)]
    assert planned(near(1, TODAY), asked=silent) == [DigestLine(A, today=1)], "once"


def test_the_regiehouder_hears_of_others_once_it_climbed_there() -> None:
    late = near(1, TODAY - 9 * DAY)
    cases = (case(coordinator=BAS),)
    owner, leads = Step(Level.OWNER, TODAY, late.due), Step(Level.COORDINATOR, TODAY - DAY, late.due)
    assert planned(late, user=BAS, cases=cases, steps={late.key: owner}) == []
    assert planned(late, user=BAS, cases=cases, steps={late.key: leads}) == [DigestLine(A, others_late=1)]
    other_day = Step(Level.COORDINATOR, TODAY, TODAY - 30 * DAY)
    assert planned(late, user=BAS, cases=cases, steps={late.key: other_day}) == [], "it was late for another day"
    silent = frozenset({(BAS, A, 1)})
    assert planned(late, user=BAS, cases=cases, steps={late.key: leads}, snoozed=silent) == []
    assert planned(late, user=ANNA, cases=(case(coordinator=ANNA),), steps={late.key: leads}) == [
        DigestLine(A, late=1)
    ], "her own stands there once"


def test_the_chair_hears_a_count_on_the_day_itself_and_not_who_is_excluded() -> None:
    late = near(1, TODAY - 9 * DAY)
    step, chairs = Step(Level.CHAIR, TODAY, late.due), {"DH": (DIRK,)}
    assert planned(late, user=DIRK, steps={late.key: step}, chairs=chairs) == [DigestLine(A, stuck=1)]
    earlier = Step(Level.CHAIR, TODAY - DAY, late.due)
    assert planned(late, user=DIRK, steps={late.key: earlier}, chairs=chairs) == []
    out = (case(excluded=frozenset({DIRK})),)
    assert planned(late, user=DIRK, cases=out, steps={late.key: step}, chairs=chairs) == []


def test_what_else_a_case_asks_stands_beside_it() -> None:
    cases = (case(coordinator=BAS),)
    assert planned(user=BAS, cases=cases, watched=frozenset({A})) == [DigestLine(A, tight=True)]
    assert planned(user=BAS, cases=cases, reviews={A: TODAY}) == [DigestLine(A, review=True)]
    assert planned(user=BAS, cases=cases, reviews={A: TODAY - DAY}) == [], "that was in yesterday's"
    assert planned(user=BAS, cases=cases, reviews={A: TODAY + DAY}) == []
    assert planned(user=CEES, accept={A: CEES}) == [DigestLine(A, accept=True)]
    assert planned(user=CEES, follow_ups={B: (CEES,)}) == [DigestLine(B, follow_up=True)]


def test_a_snooze_from_a_clock_that_was_wrong_does_not_hold() -> None:
    assert Snooze(ANNA, A, 1, NOW + DAY, rings=True).silent(NOW)
    assert not Snooze(ANNA, A, 1, NOW, rings=True).silent(NOW)
    assert not Snooze(ANNA, A, 1, NOW + 400 * DAY, rings=True).silent(NOW)
