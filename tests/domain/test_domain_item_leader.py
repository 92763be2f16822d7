"""Who leads an item where the chair takes no part, and who takes the chair; property-tested: never an outsider."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Case, Member
from bot.domain.duty import Absence, Duty, Rota
from bot.domain.item_leader import Table, is_gone, item_leader, others_who_chair
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Organisation, Person, Region, Role, Standing

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
PRO = Role.PROFESSIONAL
IN = Standing(confirmed=True)


def person(name: str, organisation: str, *roles: Role, region: str = "DH", standing: Standing = IN) -> Person:
    user = f"@{name.lower()}:x"
    return Person(user, name, organisation, frozenset({region}), frozenset({PRO, *roles}), standing=standing)


CHAIR = person("Chair", "politie", Role.CHAIR)
OMAR = person("Omar", "om")
WORKER, GUEST = person("Worker", "vt"), person("Guest", "shn")
COORD = person("Coord", "om", Role.COORDINATOR)
DEPUTY, SECOND = person("Deputy", "csg", Role.DEPUTY_CHAIR), person("Second", "vt", Role.CHAIR)
PEOPLE = (CHAIR, OMAR, WORKER, GUEST, COORD, DEPUTY, SECOND)
HERE = Directory(
    (Region("DH", "Den Haag", time(10)),),
    (
        Organisation("om", "OM", mdt=False, coordinates=False),
        *(Organisation(key, key, mdt=True, coordinates=True) for key in ("politie", "vt", "shn", "csg")),
    ),
    PEOPLE,
)
CASE = Case("DH-AAAA", "DH", NOW, NOW, coordinator=COORD.user_id)
MEMBERS = tuple(Member(p.user_id, p.organisation, guest=p is GUEST) for p in PEOPLE)
ORDER = (SECOND, DEPUTY, COORD, GUEST, WORKER, OMAR)
"""Best first, when the chair is not in the case."""


def table(*people: Person, rota: Rota | None = None, directory: Directory = HERE) -> Table:
    return Table(CASE, frozenset(p.user_id for p in people), MEMBERS, directory, rota or Rota(), TUESDAY)


def away(*people: Person) -> tuple[Absence, ...]:
    return tuple(Absence(p.user_id, TUESDAY, TUESDAY) for p in people)


def test_the_chair_leads_where_the_chair_takes_part() -> None:
    assert item_leader(CHAIR.user_id, table(*PEOPLE)) == CHAIR.user_id
    assert item_leader(CHAIR.user_id, table(CHAIR, rota=Rota((), away(CHAIR)))) == CHAIR.user_id


@pytest.mark.parametrize("first", range(len(ORDER)), ids=lambda first: ORDER[first].name)
def test_else_the_first_of_those_who_are_there(first: int) -> None:
    assert item_leader(CHAIR.user_id, table(*ORDER[first:])) == ORDER[first].user_id
    turned = replace(HERE, people=PEOPLE[::-1])
    assert item_leader(CHAIR.user_id, table(*ORDER[first:], directory=turned)) == ORDER[first].user_id


def test_who_is_on_duty_sits_in_like_a_guest() -> None:
    other = person("Other", "vt")
    here = replace(HERE, people=(WORKER, other))
    assert item_leader(CHAIR.user_id, table(WORKER, other, directory=here)) == WORKER.user_id, "the directory decides"
    rota = Rota((Duty("DH", "vt", other.user_id, day=TUESDAY),))
    assert item_leader(CHAIR.user_id, table(WORKER, other, rota=rota, directory=here)) == other.user_id


def test_who_is_away_comes_last_and_still_before_nobody() -> None:
    rota = Rota((), away(SECOND, DEPUTY))
    assert item_leader(CHAIR.user_id, table(SECOND, DEPUTY, OMAR, rota=rota)) == OMAR.user_id
    assert item_leader(CHAIR.user_id, table(SECOND, DEPUTY, rota=rota)) == SECOND.user_id


def test_in_an_empty_case_nobody_leads() -> None:
    assert item_leader(CHAIR.user_id, table()) is None


@given(st.sets(st.sampled_from(PEOPLE)), st.sets(st.sampled_from(PEOPLE)), st.sampled_from(PEOPLE))
def test_whoever_leads_is_in_the_case(here: set[Person], gone: set[Person], chair: Person) -> None:
    found = item_leader(chair.user_id, table(*here, rota=Rota((), away(*gone))))
    assert (found is None) is (not here)
    assert found is None or found in {p.user_id for p in here}
    if found in {p.user_id for p in gone - {chair}}:
        assert here <= gone | {chair}


# --- the chair ---


MEETING = Meeting("m", "DH", CHAIR.user_id, NOW, ())


def names(rota: Rota | None = None, directory: Directory = HERE) -> list[str]:
    return [p.name for p in others_who_chair(MEETING, directory, rota or Rota(), TUESDAY)]


def test_another_chair_goes_before_a_deputy_unless_the_deputy_is_on_duty() -> None:
    assert names() == ["Second", "Deputy"]
    assert names(Rota((Duty("DH", "csg", DEPUTY.user_id, day=TUESDAY),))) == ["Deputy", "Second"]
    both = (Duty("DH", "csg", DEPUTY.user_id, day=TUESDAY), Duty("DH", "vt", SECOND.user_id, day=TUESDAY))
    assert names(Rota(both)) == ["Second", "Deputy"]


def test_who_is_away_or_not_on_the_roster_of_the_room_takes_no_chair() -> None:
    assert names(Rota((), away(SECOND))) == ["Deputy"]
    not_yet = replace(DEPUTY, standing=Standing())
    elsewhere = replace(SECOND, regions=frozenset({"OB"}))
    assert names(directory=replace(HERE, people=(CHAIR, not_yet, elsewhere, OMAR))) == []
    outside = replace(DEPUTY, organisation="om")
    assert names(directory=replace(HERE, people=(CHAIR, outside))) == [], "no permanent party"


@pytest.mark.parametrize(
    "people",
    [
        (),
        (replace(CHAIR, roles=frozenset({PRO})),),
        (replace(CHAIR, regions=frozenset({"OB"})),),
        (replace(CHAIR, organisation="om"),),
        (replace(CHAIR, standing=Standing()),),
    ],
    ids=["left", "no role", "another region", "no permanent party", "not admitted"],
)
def test_a_chair_without_the_right_is_gone(people: tuple[Person, ...]) -> None:
    assert not is_gone(MEETING, HERE, frozenset())
    assert is_gone(MEETING, replace(HERE, people=people), frozenset())
    assert is_gone(replace(MEETING, despite_absence=True), replace(HERE, people=people), frozenset())


def test_a_chair_who_is_away_is_gone_unless_they_came_all_the_same() -> None:
    assert is_gone(MEETING, HERE, frozenset({CHAIR.user_id}))
    assert not is_gone(MEETING, HERE, frozenset({DEPUTY.user_id}))
    assert not is_gone(replace(MEETING, despite_absence=True), HERE, frozenset({CHAIR.user_id}))


def test_an_absence_counts_on_its_days_only() -> None:
    before = Absence(SECOND.user_id, TUESDAY - timedelta(days=2), TUESDAY - timedelta(days=1))
    assert names(Rota((), (before,))) == ["Second", "Deputy"]
