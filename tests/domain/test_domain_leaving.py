"""Who takes over in a case: only somebody who may be in it, in a fixed order; and a code that is of one plan only."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.case import Action, Answer, Case, Consent, Member, Owner
from bot.domain.duty import Duty, Rota
from bot.domain.leaving import CaseEnd, Facts, Leaving, end_of
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role, Standing

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
IN = Standing(confirmed=True)


def person(name: str, organisation: str = "vt", region: str = "DH", standing: Standing = IN) -> Person:
    roles = frozenset({Role.PROFESSIONAL})
    return Person(f"@{name}:x", name, organisation, frozenset({region}), roles, standing=standing)


ANNA, BAS, CAS = person("anna"), person("bas"), person("cas")
HERE = Directory(
    (Region("DH", "Den Haag", time(10)), Region("OB", "Oost", time(10))),
    (
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True),
        Organisation("csg", "CSG", mdt=True, coordinates=True),
    ),
    (ANNA, BAS, CAS),
)
FACTS = Facts(
    Case("DH-AAAA", "DH", NOW, NOW),
    (Action(1, Owner("vt", ANNA.user_id), TUESDAY, "x", ANNA.user_id, NOW),),
    (Consent("vt", Answer.YES),),
    (Member(ANNA.user_id, "vt"),),
    frozenset(),
)
ROTA = Rota((Duty("DH", "vt", BAS.user_id, weekday=1), Duty("DH", "vt", CAS.user_id, weekday=2)))


def owner(facts: Facts = FACTS, here: Directory = HERE, day: date = TUESDAY) -> str | None:
    return end_of(facts, ANNA, here, ROTA, day).actions[0].owner.user_id


def test_the_rota_decides_from_today_on() -> None:
    assert owner() == BAS.user_id
    assert owner(day=date(2026, 11, 25)) == CAS.user_id


def test_who_is_named_goes_before_the_rota_when_already_in_the_case() -> None:
    there = replace(FACTS, roster=(*FACTS.roster, Member(CAS.user_id, "vt")))
    assert end_of(there, ANNA, HERE, ROTA, TUESDAY, CAS).actions[0].owner.user_id == CAS.user_id
    assert end_of(FACTS, ANNA, HERE, ROTA, TUESDAY, CAS).actions[0].owner.user_id == BAS.user_id


@pytest.mark.parametrize("answer", [Answer.NO, Answer.ANONYMOUS, Answer.WITHDRAWN])
def test_nobody_comes_in_without_the_consent_of_their_organisation(answer: Answer) -> None:
    end = end_of(replace(FACTS, consents=(Consent("vt", answer),)), ANNA, HERE, ROTA, TUESDAY, CAS)
    assert end.joins == ()
    assert end.left == end.actions != ()


@pytest.mark.parametrize(
    "bas",
    [
        person("bas", "csg"),
        person("bas", region="OB"),
        person("bas", standing=Standing()),
        replace(BAS, roles=frozenset({Role.ADMIN})),
    ],
)
def test_who_may_not_be_in_the_case_is_passed_over(bas: Person) -> None:
    assert owner(here=replace(HERE, people=(ANNA, bas, CAS))) == CAS.user_id
    assert owner(facts=replace(FACTS, excluded=frozenset({BAS.user_id}))) == CAS.user_id


def test_the_code_is_that_of_one_plan() -> None:
    plan = Leaving(ANNA.user_id, ((Place.CASE, 1),), (end_of(FACTS, ANNA, HERE, ROTA, TUESDAY),), 0)
    others = [
        replace(plan, duties=1),
        replace(plan, rooms=()),
        replace(plan, cases=()),
        replace(plan, cases=(CaseEnd("DH-AAAA", "vt", (), (), coordinated=False, coordinator=None),)),
    ]
    assert plan.code == replace(plan).code
    assert plan.code not in {other.code for other in others}
