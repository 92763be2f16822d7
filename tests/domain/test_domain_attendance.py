"""Who is there, who is missing, and when a list is open."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attendance import (
    EVERYBODY,
    Expecting,
    Presence,
    Said,
    Standing,
    Turnout,
    counts_since,
    in_case,
    list_day,
    missing,
    opens_at,
    turnouts,
)
from bot.domain.calendar import at, local_day
from bot.domain.clock import Watch
from bot.domain.duty import Absence, Duty, Rota
from bot.domain.meeting import Item, Meeting
from bot.domain.people import Directory, Organisation, Person, Region, Role
from bot.domain.people import Standing as Shown
from bot.domain.seats import PAST_MIDNIGHT, sitting_at

DH = Region("DH", "Den Haag", time(10))
TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
CSG, VT = "csg", "vt"
PRO, HERE = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})


def person(user: str, organisation: str) -> Person:
    return Person(user, user.title(), organisation, HERE, PRO, standing=Shown(confirmed=True))


PEOPLE = (*(person(user, CSG) for user in ("bea", "cor", "dee")), person("gerda", VT))
GONE = (person("weg", VT),)
DIRECTORY = Directory(
    (DH,), (Organisation(CSG, "CSG", True, True), Organisation(VT, "VT", True, True)), PEOPLE, former=GONE
)
ROTA = Rota(tuple(Duty("DH", CSG, user, weekday=1, turn=turn) for turn, user in enumerate(("bea", "cor"))))


def said(user: str, organisation: str = CSG, presence: Presence = Presence.PRESENT) -> Said:
    return Said(organisation, user, presence, user, NOW)


def absent(user: str, organisation: str = CSG) -> Said:
    return said(user, organisation, Presence.ABSENT)


def of(*rows: Said, rota: Rota = ROTA, excluded: frozenset[str] = frozenset()) -> Turnout:
    [found] = turnouts([CSG], rows, Expecting("DH", TUESDAY, DIRECTORY, rota, excluded))
    return found


def away(*users: str) -> Rota:
    return Rota(ROTA.duties, tuple(Absence(user, TUESDAY, TUESDAY) for user in users))


def test_nobody_there_and_who_is_expected() -> None:
    assert of() == Turnout(CSG, expected="bea")
    assert of(rota=away("bea")) == Turnout(CSG, away=("bea",), expected="cor")
    assert of(rota=away("bea", "cor")) == Turnout(CSG, away=("bea", "cor"), told=True)
    assert of(rota=Rota()) == Turnout(CSG)
    assert of(excluded=frozenset({"bea"})).expected == "cor"


def test_who_is_absent_is_not_expected() -> None:
    assert of(absent("bea")) == Turnout(CSG, away=("bea",), expected="cor")
    assert of(absent("bea"), absent("cor")) == Turnout(CSG, away=("bea", "cor"), told=True)
    assert of(absent("dee"), rota=Rota()) == Turnout(CSG, away=("dee",), told=True)
    assert of(absent("bea"), said("bea")).there == ("bea",)


def test_a_colleague_stands_in_for_who_has_the_duty() -> None:
    assert of(said("bea")) == Turnout(CSG, ("bea",))
    assert of(said("cor")) == Turnout(CSG, ("cor",), stands_in_for="bea")
    assert of(said("cor"), rota=away("bea")) == Turnout(CSG, ("cor",), stands_in_for="bea", away=("bea",))
    assert of(said("dee"), rota=Rota()) == Turnout(CSG, ("dee",)), "without a rota nobody has the duty"
    assert of(said("cor"), excluded=frozenset({"bea"})).stands_in_for is None, "who may not be there is not named"
    assert of(said("bea"), rota=away("bea")) == Turnout(CSG, ("bea",)), "who is there is not away"


def test_somebody_of_another_organisation_stands_in_for_nobody() -> None:
    assert of(said("gerda")) == Turnout(CSG, for_it=("gerda",))
    assert of(said("weg")) == Turnout(CSG, for_it=("weg",)), "also who left service since"
    assert of(said("onbekend")).there == ("onbekend",)
    assert not of(said("gerda")).missing


def test_a_whole_organisation_is_absent_until_somebody_comes() -> None:
    nobody = absent(EVERYBODY)
    assert of(said("bea"), said("gerda"), nobody) == Turnout(CSG, told=True)
    assert of(nobody, said("cor")) == Turnout(CSG, ("cor",), stands_in_for="bea")
    assert of(nobody, absent(EVERYBODY, VT)).told
    assert of(said("bea"), absent(EVERYBODY, VT)).there == ("bea",)


def test_who_is_absent_speaks_for_nobody() -> None:
    assert of(said("gerda"), absent("gerda", VT)) == Turnout(CSG, expected="bea")


def test_those_for_whom_nobody_speaks_are_missing() -> None:
    found = turnouts([CSG, VT], [said("gerda", VT)], Expecting("DH", TUESDAY, DIRECTORY, ROTA))
    assert [turnout.organisation for turnout in missing(found)] == [CSG]


ROWS = st.lists(
    st.builds(
        said,
        st.sampled_from(["bea", "cor", "gerda", EVERYBODY]),
        st.sampled_from([CSG, VT]),
        st.sampled_from(Presence),
    ).filter(lambda each: each.user_id != EVERYBODY or each.presence is Presence.ABSENT),
    max_size=12,
)


@given(ROWS)
def test_the_last_thing_said_counts_and_saying_it_again_changes_nothing(rows: list[Said]) -> None:
    standing = Standing(rows)
    if rows:
        assert standing.holds(rows[-1])
    for organisation in (CSG, VT):
        present = set(standing.of(organisation, Presence.PRESENT))
        assert not present & set(standing.of(organisation, Presence.ABSENT))
        assert not (standing.is_absent(organisation) and present)
    assert turnouts([CSG, VT], rows, Expecting("DH", TUESDAY, DIRECTORY, ROTA)) == turnouts(
        [CSG, VT], [*rows, *rows[-1:]], Expecting("DH", TUESDAY, DIRECTORY, ROTA)
    )


@given(ROWS)
def test_an_organisation_is_there_or_missing_and_only_then_is_somebody_expected(rows: list[Said]) -> None:
    for found in turnouts([CSG, VT], rows, Expecting("DH", TUESDAY, DIRECTORY, ROTA)):
        assert found.missing or (found.expected is None and not found.told)
        assert not (found.told and found.expected)
        assert found.expected not in found.away
        assert not set(found.there) & set(found.away)


def test_in_a_case_counts_who_is_in_it_and_when_it_was_said() -> None:
    hour = timedelta(hours=1)
    early, late = Said(CSG, "bea", Presence.PRESENT, "bea", NOW - hour), Said(VT, "gerda", Presence.PRESENT, "x", NOW)
    other, whole = said("cor"), absent(EVERYBODY)
    rows = (early, late, other, whole)
    assert in_case(rows, {"bea", "gerda"}, None) == (early, late, whole)
    assert in_case(rows, {"bea", "gerda"}, NOW) == (late, whole)
    assert in_case(rows, {"bea", "gerda"}, None, NOW - hour) == (early,)
    assert in_case(rows, {"bea"}, NOW - hour, NOW - hour) == (early,)


def meeting(opened: datetime, *, urgent: bool = False) -> Meeting:
    return Meeting("m", "DH", "bea", opened, (Item("DH-AAAA"),), urgent=urgent)


NINE = at(TUESDAY, time(9))


@pytest.mark.parametrize(
    ("now", "running", "held", "day"),
    [
        (NINE - timedelta(seconds=1), None, False, None),
        (NINE, None, False, TUESDAY),
        (NINE + timedelta(hours=9), None, False, TUESDAY),
        (NINE + timedelta(hours=2), None, True, None),
        (NINE + timedelta(hours=2), meeting(NINE + timedelta(hours=2)), True, TUESDAY),
        (NINE - timedelta(hours=2), meeting(NINE - timedelta(hours=2)), False, TUESDAY),
        (NINE - timedelta(hours=2), meeting(NINE - timedelta(hours=2), urgent=True), False, None),
        (NINE + timedelta(minutes=5), meeting(NINE, urgent=True), False, TUESDAY),
        (NINE + timedelta(hours=16), meeting(NINE + timedelta(hours=14)), False, TUESDAY),
        (NINE + timedelta(days=4), None, False, None),
    ],
    ids=[
        *("too early", "guests come in", "not begun", "closed", "again", "begun early", "urgent in the night"),
        *("urgent meanwhile", "past midnight", "Saturday"),
    ],
)
def test_a_list_is_open_from_when_guests_come_in_until_the_meeting_is_closed(
    now: datetime, running: Meeting | None, held: bool, day: date | None
) -> None:
    assert list_day(sitting_at(now, DH, Watch(), running, held=held), running) == day


def test_a_forgotten_meeting_keeps_no_list_open() -> None:
    forgotten = meeting(NINE)
    after = NINE + timedelta(days=1)
    assert after - NINE > PAST_MIDNIGHT
    assert list_day(sitting_at(after, DH, Watch(), forgotten, held=False), forgotten) == local_day(after)


@pytest.mark.parametrize(
    ("now", "held", "opens"),
    [
        (NINE - timedelta(hours=2), False, NINE),
        (NINE - timedelta(hours=2), True, NINE + timedelta(days=1)),
        (NINE + timedelta(hours=2), True, NINE + timedelta(days=1)),
        (NINE + timedelta(days=3, hours=2), True, NINE + timedelta(days=6)),
        (NINE + timedelta(days=4), False, NINE + timedelta(days=6)),
    ],
)
def test_when_the_next_list_opens(now: datetime, held: bool, opens: datetime) -> None:
    assert opens_at(now, DH, Watch(), held=held) == opens


def test_since_when_it_counts() -> None:
    assert counts_since(TUESDAY, DH, Watch(), None) == NINE
    assert counts_since(TUESDAY, DH, Watch(), meeting(NINE + timedelta(hours=1))) == NINE
    assert counts_since(TUESDAY, DH, Watch(), meeting(NINE - timedelta(hours=1))) == NINE - timedelta(hours=1)
    urgent = meeting(NINE + timedelta(hours=1), urgent=True)
    assert counts_since(TUESDAY, DH, Watch(), urgent) == urgent.opened_at
    assert counts_since(TUESDAY, DH, Watch(), meeting(NINE - timedelta(days=1))) == NINE
