"""Who is meant: the people of this room first, then organisations, then everybody else."""

from datetime import date

import pytest

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
