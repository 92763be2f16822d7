"""What changes in the directory, and what an installation cannot do without."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.members import counts
from bot.domain.people import APART, Directory, Organisation, Person, Region, Role, Standing
from bot.domain.refusals import Refusal
from bot.domain.refusals_people import (
    AdminsNeeded,
    ChairNeeded,
    CoordinatorNeeded,
    NoRegion,
    OwnAccount,
    SameAccount,
    SuppliesNobody,
    UnknownOrganisation,
    UnknownRegion,
    WordTaken,
)
from bot.domain.register import Changes, changes, unfit, violations, with_parties, with_people, without
from bot.domain.standing import ADMINS_NEEDED

YES = Standing(confirmed=True)
PRO, COORD = frozenset({Role.PROFESSIONAL}), frozenset({Role.PROFESSIONAL, Role.COORDINATOR})
CHAIR, ADMIN = frozenset({Role.PROFESSIONAL, Role.CHAIR}), frozenset({Role.ADMIN})
DH, BOTH = frozenset({"DH"}), frozenset({"DH", "OB"})

ANNA = Person("@anna:b.nl", "Anna Bos", "VT", DH, COORD, "en", YES)
BAS = Person("@bas:b.nl", "Bas Mol", "VT", DH, PRO, standing=YES)
JOOST = Person("@joost:b.nl", "Joost Prins", "Politie", DH, CHAIR, standing=YES)
ADA = Person("@ada:b.nl", "Ada Heer", "OM", frozenset(), ADMIN, standing=YES)
BEN = Person("@ben:b.nl", "Ben Heer", "OM", frozenset(), ADMIN, standing=YES)
HERE = Directory(
    (Region("DH", "Den Haag", time(9)), Region("OB", "Oost-Brabant", time(9))),
    (
        Organisation("VT", "Veilig Thuis", mdt=True, coordinates=True),
        Organisation("Politie", "Politie", mdt=True, coordinates=False),
        Organisation("OM", "Openbaar Ministerie", mdt=False, coordinates=False),
    ),
    (ANNA, BAS, JOOST, ADA, BEN),
)
BUSY = {("VT", "DH")}


def change(*people: Person) -> Changes:
    return changes(HERE, with_people(HERE, people), {p.user_id for p in people})


def refused(wanted: Directory, here: Directory = HERE) -> list[Refusal]:
    return violations(here, wanted, BUSY)


# --- what changes ---


def test_who_is_not_named_stays_and_is_counted() -> None:
    assert change(BAS) == Changes(absent=4)
    assert not change(BAS)
    assert with_people(HERE, []) == HERE


def test_a_new_person_counts_for_nobody_whatever_the_list_says() -> None:
    nora = replace(ANNA, user_id="@nora:b.nl")
    assert with_people(HERE, [nora]).people[-1] == replace(nora, standing=Standing())
    [found] = change(nora).people
    assert (found.before, found.takes_away, found.moved, found.begins_anew) == (None, False, False, False)


def test_what_somebody_gets_and_loses_is_told_apart() -> None:
    other = replace(ANNA, name="Anna Vos", organisation="Politie", regions=frozenset({"OB"}), roles=CHAIR)
    [found] = change(other).people
    assert (found.moved, found.renamed, found.begins_anew) == (True, True, True)
    assert (*found.regions_won, *found.regions_lost) == ("OB", "DH")
    assert (*found.roles_won, *found.roles_lost) == (Role.CHAIR, Role.COORDINATOR)


@pytest.mark.parametrize(
    ("wanted", "takes_away"),
    [
        (replace(BAS, name="Bas Bol"), False),
        (replace(BAS, regions=BOTH), False),
        (replace(BAS, roles=CHAIR), False),
        (replace(BAS, regions=frozenset({"OB"})), True),
        (replace(ANNA, roles=PRO), True),
        (replace(BAS, organisation="OM"), True),
    ],
)
def test_only_losing_something_is_taking_away(wanted: Person, takes_away: bool) -> None:
    found = change(wanted)
    assert bool(found)
    assert found.takes_away is found.asks_first is takes_away


def test_who_left_and_is_listed_again_is_shown_first() -> None:
    here = replace(HERE, people=HERE.people[1:], former=(ANNA,))
    found = changes(here, with_people(here, [ANNA]), {ANNA.user_id})
    assert [c.returned for c in found.people] == [True]
    assert (found.takes_away, found.asks_first) == (False, True)


def test_the_language_is_the_persons_own() -> None:
    assert not change(replace(ANNA, language="nl"))
    assert with_people(HERE, [replace(ANNA, name="Anna Vos", language="nl")]).people[0].language == "en"


def test_confirmed_is_lost_by_moving_and_kept_otherwise() -> None:
    wanted = with_people(HERE, [replace(ANNA, organisation="Politie", roles=PRO), replace(BAS, regions=BOTH)])
    assert [p.confirmed for p in wanted.people[:2]] == [False, True]


def test_organisations_and_regions_that_are_not_named_stay() -> None:
    vt = replace(HERE.organisations[0], coordinates=False)
    ggd = Organisation("GGD", "GGD Haaglanden", mdt=False, coordinates=False)
    zeeland = Region("ZL", "Zeeland", time(9))
    wanted = with_parties(HERE, [ggd, vt], [zeeland])
    assert [o.key for o in wanted.organisations] == ["VT", "Politie", "OM", "GGD"]
    assert [r.code for r in wanted.regions] == ["DH", "OB", "ZL"]
    found = changes(HERE, wanted, set())
    assert [(o.key, o.new, o.takes_away) for o in found.organisations] == [("VT", False, True), ("GGD", True, False)]
    assert [(r.key, r.new) for r in found.regions] == [("ZL", True)]
    assert found.takes_away, "its people can no longer be regiehouder"


# --- what may not be ---


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (replace(BAS, roles=ADMIN), OwnAccount("Bas Mol")),
        (replace(BAS, roles=PRO | ADMIN), OwnAccount("Bas Mol")),
        (replace(ADA, roles=PRO, regions=DH), OwnAccount("Ada Heer")),
        (replace(ADA, roles=PRO | ADMIN, regions=DH), OwnAccount("Ada Heer")),
        (replace(BAS, user_id="@bas:B.nl"), SameAccount("Bas Mol")),
        (replace(BAS, organisation="GGD"), UnknownOrganisation("VT, Politie, OM")),
        (replace(BAS, regions=frozenset({"XX"})), UnknownRegion("DH, OB")),
        (replace(BAS, regions=frozenset()), NoRegion("Bas Mol")),
        (replace(JOOST, roles=CHAIR | COORD), SuppliesNobody("Joost Prins", "Politie")),
        (replace(JOOST, roles=PRO), ChairNeeded("DH")),
        (replace(JOOST, regions=frozenset({"OB"})), ChairNeeded("DH")),
        (replace(JOOST, organisation="OM"), ChairNeeded("DH")),
        (replace(ANNA, roles=PRO), CoordinatorNeeded("VT", "DH")),
        (replace(ANNA, regions=frozenset({"OB"})), CoordinatorNeeded("VT", "DH")),
        (replace(ADA, organisation="VT"), AdminsNeeded(ADMINS_NEEDED)),
        (replace(ADA, roles=frozenset({Role.AUDITOR})), AdminsNeeded(ADMINS_NEEDED)),
    ],
)
def test_what_may_not_be_has_a_reason(wanted: Person, refusal: Refusal) -> None:
    assert refusal in refused(with_people(HERE, [wanted]))


@pytest.mark.parametrize(
    ("person", "refusal"),
    [(ANNA, CoordinatorNeeded("VT", "DH")), (JOOST, ChairNeeded("DH")), (ADA, AdminsNeeded(ADMINS_NEEDED))],
    ids=lambda value: value.name if isinstance(value, Person) else "",
)
def test_who_cannot_be_missed_does_not_leave(person: Person, refusal: Refusal) -> None:
    assert refused(without(HERE, person.user_id)) == [refusal]
    other = replace(person, user_id="@tweede:b.nl", standing=Standing())
    unsaid = replace(HERE, people=(*HERE.people, other))
    assert refused(without(unsaid, person.user_id), unsaid) == [refusal], "nobody knows yet who the other one is"
    two = replace(HERE, people=(*HERE.people, replace(other, standing=YES)))
    assert refused(without(two, person.user_id), two) == []
    assert refused(without(HERE, BAS.user_id)) == []


def test_without_running_cases_the_only_regiehouder_may_go() -> None:
    assert violations(HERE, without(HERE, ANNA.user_id), set()) == []


def test_an_organisation_that_coordinates_running_cases_goes_on_doing_so() -> None:
    vt = replace(HERE.organisations[0], coordinates=False)
    found = refused(with_parties(HERE, [vt]))
    assert CoordinatorNeeded("VT", "DH") in found
    assert SuppliesNobody("Anna Bos", "Veilig Thuis") in found


def test_a_name_belongs_to_one_organisation_or_region() -> None:
    twin = Organisation("VTH", "veilig thuis", mdt=True, coordinates=True)
    assert refused(with_parties(HERE, [twin])) == [WordTaken("VT", "VTH")]
    assert refused(with_parties(HERE, (), [Region("HA", "Den haag", time(9))])) == [WordTaken("DH", "HA")]


def test_what_is_wrong_already_does_not_hold_up_something_else() -> None:
    lost = replace(ADA, organisation="opgeheven")
    here = replace(HERE, people=(ANNA, BAS, JOOST, lost, BEN))
    assert refused(with_people(here, [replace(BAS, name="Bas Bol")]), here) == []
    assert refused(with_people(here, [replace(lost, name="Ada Hoofd")]), here) == []


def test_counting_says_who_does_not_take_part_yet() -> None:
    found = counts(with_people(HERE, [replace(BAS, organisation="Politie")]))
    assert [(c.name, c.people, c.waiting) for c in found] == [
        ("Veilig Thuis", 1, 0), ("Politie", 2, 1), ("Openbaar Ministerie", 0, 0),
    ]  # fmt: skip


ROLES = st.frozensets(st.sampled_from(Role), max_size=3)
REGIONS = st.frozensets(st.sampled_from(["DH", "OB"]))
WANTED = st.builds(
    lambda person, organisation, regions, roles: replace(
        person, organisation=organisation, regions=regions, roles=roles
    ),
    st.sampled_from([*HERE.people, replace(BAS, user_id="@nieuw:b.nl")]),
    st.sampled_from(["VT", "Politie", "OM"]),
    REGIONS,
    ROLES,
)


@given(steps=st.lists(WANTED, max_size=12))
def test_whatever_is_tried_the_installation_can_go_on(steps: list[Person]) -> None:
    """Every change that is not refused leaves two administrators, a chair, a regiehouder, and nobody with two hats."""
    here = HERE
    for person in steps:
        wanted = with_people(here, [person])
        if violations(here, wanted, BUSY):
            continue
        for before in here.people:
            [after] = [p for p in wanted.people if p.user_id == before.user_id]
            assert bool(before.roles & APART) is bool(after.roles & APART)
        here = wanted
        assert len(here.admins()) >= ADMINS_NEEDED
        assert any(p.confirmed and p.has(Role.CHAIR) and "DH" in p.regions for p in here.people)
        assert any(p.confirmed and p.has(Role.COORDINATOR) for p in here.workers("VT", "DH"))
        assert not any(unfit(p, here) for p in here.people)
        assert not any(p.confirmed for p in here.people if p.user_id == "@nieuw:b.nl")
