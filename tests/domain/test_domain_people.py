"""Who may do what where, and who is meant by a name."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Answer, Consent, Member, may_coordinate
from bot.domain.caseworkers import roster_for
from bot.domain.duty import Rota
from bot.domain.people import Directory, Organisation, Permission, Person, Place, Region, Role, Standing, called, may

CSG = Organisation("CSG", "Centrum Seksueel Geweld", mdt=True, coordinates=True)
OM = Organisation("OM", "Openbaar Ministerie", mdt=False, coordinates=False, aliases=("justitie",))
DH, OB = Region("DH", "Den Haag", time(9)), Region("OB", "Oost-Brabant", time(9, 30))


CONFIRMED = Standing(confirmed=True)


def person(
    name: str, *roles: Role, organisation: str = "CSG", regions: tuple[str, ...] = ("DH",), user: str | None = None
) -> Person:
    localpart = user or name.partition(" ")[0].lower()
    return Person(
        f"@{localpart}:regiekamer.test", name, organisation, frozenset(regions), frozenset(roles), "nl", CONFIRMED
    )


MARIEKE = person("Marieke Voorbeeld", Role.PROFESSIONAL, Role.COORDINATOR)
JOOST = person("Joost Proefman", Role.PROFESSIONAL, Role.CHAIR)
MARIEKE_TOO = person("Marieke Fictief", Role.PROFESSIONAL, Role.COORDINATOR, organisation="OM", user="mfictief")
CORA = person("Cora Droom", Role.PROFESSIONAL, regions=("OB",))
BEHEER = person("Beheer Regiekamer", Role.ADMIN)
PEOPLE = (MARIEKE, JOOST, MARIEKE_TOO, CORA, BEHEER)
DIRECTORY = Directory((DH, OB), (CSG, OM), PEOPLE)

P, L = Permission, Place
ALLOWED = {
    P.WORK_ON_CASE: {L.CASE}, P.DECIDE: {L.CASE}, P.APPOINT: {L.CASE},
    P.SEE_AGENDA: {L.MDT}, P.CHAIR_MEETING: {L.MDT}, P.MANAGE: set(), P.BE_COLLEAGUE: {L.DIRECT},
    P.COMPARE: {L.DIRECT},
    P.CALL_MEETING: {L.MDT, L.DIRECT},
    P.WITHDRAW: {L.CASE, L.DIRECT},
    P.REOPEN: {L.CASE, L.DIRECT},
    P.ATTEND: {L.MDT, L.CASE, L.DIRECT},
    P.GO_ON: {L.MDT, L.CASE},
}  # fmt: skip


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("permission", Permission)
def test_what_a_chair_of_the_region_may(permission: Permission, place: Place) -> None:
    allowed = permission is Permission.ASK or place in ALLOWED[permission]
    assert may(JOOST, permission, place, "DH") is allowed


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("permission", Permission)
def test_a_professional_may_the_same_but_not_chair(permission: Permission, place: Place) -> None:
    leads = permission in {P.CHAIR_MEETING, P.CALL_MEETING} or (permission, place) == (P.GO_ON, L.MDT)
    expected = may(JOOST, permission, place, "DH") and not leads
    assert may(MARIEKE, permission, place, "DH") is expected


@pytest.mark.parametrize(("who", "region"), [(JOOST, "OB"), (JOOST, None), (CORA, "DH"), (BEHEER, "DH")])
@pytest.mark.parametrize("permission", [P.WITHDRAW, P.REOPEN, P.ATTEND])
def test_a_professional_withdraws_reopens_and_is_absent_in_the_direct_chat_or_in_the_case_room(
    permission: Permission, who: Person, region: str | None
) -> None:
    allowed = {place for place in Place if may(who, permission, place, region)}
    assert allowed == (set() if who is BEHEER else {L.DIRECT})


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize(
    "permission",
    sorted(
        set(Permission) - {P.ASK, P.MANAGE, P.BE_COLLEAGUE, P.COMPARE, P.WITHDRAW, P.REOPEN, P.ATTEND, P.CALL_MEETING},
    ),
)
@pytest.mark.parametrize(
    ("who", "region"), [(JOOST, "OB"), (JOOST, None), (CORA, "DH"), (BEHEER, "DH"), (BEHEER, None)]
)
def test_another_region_or_an_administrator_may_nothing(
    permission: Permission, place: Place, who: Person, region: str | None
) -> None:
    assert not may(who, permission, place, region)
    assert may(who, Permission.ASK, place, region)


@pytest.mark.parametrize("place", Place)
def test_a_chair_calls_an_urgent_meeting_in_the_region_or_from_the_own_chat(place: Place) -> None:
    assert may(JOOST, P.CALL_MEETING, place, "OB") is (place is L.DIRECT)  # which region is then asked of the code
    assert not may(CORA, P.CALL_MEETING, place, "OB")
    assert not may(BEHEER, P.CALL_MEETING, place, None)


@pytest.mark.parametrize("place", Place)
def test_a_professional_is_a_colleague_in_the_own_chat_and_an_administrator_is_nobodys(place: Place) -> None:
    assert may(CORA, P.BE_COLLEAGUE, place, None) is (place is L.DIRECT)
    assert not may(BEHEER, P.BE_COLLEAGUE, place, None)


@pytest.mark.parametrize("place", Place)
def test_pictures_are_compared_in_the_own_chat_and_by_administrators_in_their_room(place: Place) -> None:
    assert may(CORA, P.COMPARE, place, None) is (place is L.DIRECT)
    assert may(BEHEER, P.COMPARE, place, None) is (place in {L.DIRECT, L.ADMIN})


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("who", PEOPLE)
def test_only_an_administrator_manages_and_only_in_that_room(who: Person, place: Place) -> None:
    assert may(who, Permission.MANAGE, place, None) is (who is BEHEER and place is Place.ADMIN)


def test_a_chair_without_the_professional_role_may_not_chair() -> None:
    assert not may(person("Jan", Role.CHAIR), Permission.CHAIR_MEETING, Place.MDT, "DH")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("@cora:regiekamer.test", [CORA]),
        ("@CORA:Regiekamer.Test", [CORA]),
        ("cora", [CORA]),
        ("@cora", [CORA]),
        (" Cora ", [CORA]),
        ("cora droom", [CORA]),
        ("marieke", [MARIEKE, MARIEKE_TOO]),
        ("Marieke Fictief", [MARIEKE_TOO]),
        ("mfictief", [MARIEKE_TOO]),
        ("", []),
        ("@", []),
        ("  ", []),
        ("droom", []),
        ("cor", []),
        ("@cora:elders.test", []),
        ("regiekamer.test", []),
    ],
)
def test_a_name_means_people(word: str, meant: list[Person]) -> None:
    assert called(word, PEOPLE) == meant


@given(st.text())
def test_any_word_means_only_people_who_are_there(word: str) -> None:
    assert set(called(word, PEOPLE)) <= set(PEOPLE)


@pytest.mark.parametrize("word", ["OM", "om", "Openbaar ministerie", "JUSTITIE"])
def test_an_organisation_goes_by_every_name(word: str) -> None:
    assert DIRECTORY.organisation(word) is OM


def test_names_that_nobody_has() -> None:
    assert DIRECTORY.organisation("O M") is None
    assert DIRECTORY.region("Utrecht") is None
    assert DIRECTORY.person("@niemand:regiekamer.test") is None
    assert DIRECTORY.region("den haag") is DIRECTORY.region("dh") is DH


def test_lists_of_people() -> None:
    assert DIRECTORY.workers("CSG", "DH") == (MARIEKE, JOOST)
    assert DIRECTORY.meeting_members("DH") == (MARIEKE, JOOST)
    assert DIRECTORY.admins() == (BEHEER,)
    assert DIRECTORY.name_of(CORA.user_id) == "Cora Droom"
    assert replace(DIRECTORY, people=(), former=PEOPLE).name_of(CORA.user_id) == "Cora Droom"
    assert DIRECTORY.name_of("@weg:regiekamer.test") == "@weg:regiekamer.test"


def test_nobody_counts_because_a_list_says_so() -> None:
    unsaid = replace(DIRECTORY, people=tuple(replace(p, standing=Standing()) for p in PEOPLE))
    assert unsaid.meeting_members("DH") == unsaid.admins() == ()
    assert not any(map(unsaid.admitted, unsaid.people))


def test_who_did_not_accept_the_protocol_in_force_is_not_admitted() -> None:
    now = replace(
        DIRECTORY, protocol=2, people=(replace(MARIEKE, standing=Standing(confirmed=True, accepted=1)), JOOST)
    )
    assert now.meeting_members("DH") == ()
    newer = replace(MARIEKE, standing=Standing(confirmed=True, accepted=3))
    assert now.admitted(newer), "who accepted what comes next already has accepted what is in force"


def test_an_administrator_is_never_admitted() -> None:
    assert not DIRECTORY.admitted(BEHEER)


@pytest.mark.parametrize("answer", Answer)
def test_only_a_yes_or_a_ground_puts_people_in_the_case_room(answer: Answer) -> None:
    roster = roster_for((Consent("CSG", answer), Consent("OM", Answer.NO)), "DH", DIRECTORY, Rota(), date(2026, 11, 24))
    both = (Member(MARIEKE.user_id, "CSG"), Member(JOOST.user_id, "CSG"))
    assert roster == (both if answer in {Answer.YES, Answer.GROUND} else ())


def test_who_may_coordinate() -> None:
    assert may_coordinate(MARIEKE, DIRECTORY)
    assert not may_coordinate(MARIEKE_TOO, DIRECTORY)
    assert not may_coordinate(JOOST, DIRECTORY), "of the right organisation, but no regiehouder"
    assert not may_coordinate(person("Weg", Role.COORDINATOR, organisation="opgeheven"), DIRECTORY)


def test_showing_a_directory_shows_nobody() -> None:
    assert "Marieke" not in repr(DIRECTORY)
