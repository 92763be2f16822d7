"""Who is meant: the people of this room first, then organisations, then everybody else."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.args import Context, read_owner, read_person
from bot.domain.case import Owner
from bot.domain.people import Directory, Person, Role
from bot.domain.refusals import NotInThisCase, Refusal, Refused, SeveralPeople, UnknownPerson
from tests.commands.stage import ANNA, BAS, BAS_SMIT, DIRECTORY

VERA = "@vera:regiekamer.test"
VICTOR = "@vth:regiekamer.test"
OTHER_ANNA = "@anna2:regiekamer.test"
EVERYBODY = Directory(
    DIRECTORY.regions,
    DIRECTORY.organisations,
    (
        *DIRECTORY.people,
        Person(VICTOR, "Victor Thuis", "csg", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),
        Person(OTHER_ANNA, "Anna Elders", "om", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),
    ),
)


def context(*here: str) -> Context:
    return Context(date(2026, 11, 24), EVERYBODY, frozenset(here))


def test_an_organisations_name_is_the_organisation_unless_somebody_here_is_called_so() -> None:
    assert read_owner("VTH", context(ANNA)) == Owner("vt")
    assert read_owner("vth", context(ANNA, VICTOR)) == Owner("csg", VICTOR)


def test_the_people_of_this_room_go_before_their_namesakes() -> None:
    assert read_person("anna", context(ANNA)).user_id == ANNA
    assert read_person("anna", context(OTHER_ANNA, BAS)).user_id == OTHER_ANNA


@pytest.mark.parametrize(
    ("word", "here", "refusal"),
    [
        ("anna", (ANNA, OTHER_ANNA), SeveralPeople("wie", "Anna Elders, Anna de Vries")),
        ("anna", (BAS,), NotInThisCase("wie")),
        ("bas", (BAS, BAS_SMIT), SeveralPeople("wie", "Bas Jansen, Bas Smit")),
        (VERA, (ANNA,), UnknownPerson("wie")),
        ("", (ANNA,), UnknownPerson("wie")),
    ],
)
def test_who_is_not_clear_is_refused(word: str, here: tuple[str, ...], refusal: Refusal) -> None:
    for read in (read_person, read_owner):
        with pytest.raises(Refused) as caught:
            read(word, context(*here))
        assert caught.value.refusal == refusal


def test_a_full_id_always_means_one_person() -> None:
    assert read_person(ANNA, context(ANNA, OTHER_ANNA)).user_id == ANNA
    assert read_person("@ANNA:regiekamer.test", context(ANNA)).user_id == ANNA


# --- the beginning of a name ---

BELLA = "@bella:regiekamer.test"
JAN = "@jvdijk:regiekamer.test"
MORE = replace(
    EVERYBODY,
    people=(
        *EVERYBODY.people,
        Person(BELLA, "Annabel Jansma", "politie", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),
        Person(JAN, "Jan van Dijk", "shn", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),
    ),
)


def more(*here: str) -> Context:
    return Context(date(2026, 11, 24), MORE, frozenset(here))


@pytest.mark.parametrize(
    ("word", "here", "meant"),
    [
        ("anna", (ANNA, BELLA), ANNA),
        ("annab", (ANNA, BELLA), BELLA),
        ("Ann", (ANNA, BAS), ANNA),
        ("@ann", (ANNA, BAS), ANNA),
        ("anna de v", (ANNA, BELLA), ANNA),
        ("Vries", (ANNA, BELLA), ANNA),
        ("de vr", (ANNA, BELLA), ANNA),
        ("bsm", (BAS, BAS_SMIT), BAS_SMIT),
        ("Smi", (BAS, BAS_SMIT), BAS_SMIT),
        ("dijk", (JAN,), JAN),
        ("jvd", (JAN, ANNA), JAN),
        ("bel", (ANNA, BELLA), BELLA),
    ],
)
def test_the_beginning_of_a_name_is_enough_where_it_fits_one_person(
    word: str, here: tuple[str, ...], meant: str
) -> None:
    assert read_person(word, more(*here)).user_id == meant
    assert read_owner(word, more(*here)).user_id == meant


@pytest.mark.parametrize(
    ("word", "here", "refusal"),
    [
        ("ann", (ANNA, BELLA), SeveralPeople("wie", "Anna de Vries, Annabel Jansma")),
        ("jans", (BAS, BELLA), SeveralPeople("wie", "Annabel Jansma, Bas Jansen")),
        ("an", (ANNA,), UnknownPerson("wie")),
        ("van", (JAN,), UnknownPerson("wie")),
        ("nna", (ANNA,), UnknownPerson("wie")),
        ("anna fries", (ANNA,), UnknownPerson("wie")),
        ("anna", (BELLA,), NotInThisCase("wie")),
        ("annab", (ANNA,), UnknownPerson("wie")),
        ("@anna:elders", (ANNA,), UnknownPerson("wie")),
        ("@@@", (ANNA,), UnknownPerson("wie")),
        ("...", (ANNA,), UnknownPerson("wie")),
    ],
)
def test_a_beginning_that_fits_nobody_or_several_is_refused(word: str, here: tuple[str, ...], refusal: Refusal) -> None:
    for read in (read_person, read_owner):
        with pytest.raises(Refused) as caught:
            read(word, more(*here))
        assert caught.value.refusal == refusal


@pytest.mark.parametrize(
    ("word", "key"),
    [("Slachtofferhulp", "shn"), ("slac", "shn"), ("veilig", "vt"), ("Centrum Seks", "csg"), ("poli", "politie")],
)
def test_the_beginning_of_an_organisations_name_is_enough(word: str, key: str) -> None:
    assert read_owner(word, more(BAS)) == Owner(key)


@pytest.mark.parametrize("word", ["sla", "pol", "ve", "hulp"])
def test_too_short_a_beginning_of_an_organisation_is_not(word: str) -> None:
    with pytest.raises(Refused) as caught:
        read_owner(word, more(BAS))
    assert caught.value.refusal == UnknownPerson("wie")


def test_a_beginning_that_fits_a_person_and_an_organisation_is_asked() -> None:
    vera = Person(VERA, "Vera Veiligman", "csg", frozenset({"DH"}), frozenset({Role.PROFESSIONAL}))
    here = Context(date(2026, 11, 24), replace(MORE, people=(*MORE.people, vera)), frozenset({VERA}))
    with pytest.raises(Refused) as caught:
        read_owner("veil", here)
    assert caught.value.refusal == SeveralPeople("wie", "Veilig Thuis, Vera Veiligman")


PARTS = st.sampled_from([n[:i] for p in MORE.people for n in (p.name, p.user_id, p.user_id[1:]) for i in range(len(n))])


@given(word=PARTS | st.text(max_size=12), here=st.sets(st.sampled_from([p.user_id for p in MORE.people])))
def test_nobody_outside_the_room_is_ever_meant(word: str, here: set[str]) -> None:
    with suppress(Refused):
        assert read_person(word, more(*here)).user_id in here
    with suppress(Refused):
        owner = read_owner(word, more(*here))
        assert owner.user_id is None or owner.user_id in here
