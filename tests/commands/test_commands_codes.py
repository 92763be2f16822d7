"""The code of a case as people type it: every command that takes one does the same as with the code written out."""

from collections.abc import Callable

import pytest

from bot.domain.people import Place, UserId
from bot.domain.refusals import MissingField, NotUnderstood, Refusal
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_clock import UrgentUnknown
from bot.usecases.results import ActionAdded
from bot.usecases.results_clock import UrgentStarted
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, Stage, only, values

WHY = "wacht op de arts"
TYPED = [
    (Place.MDT, CARLA, "!mdt spoed CODE"),
    (Place.MDT, CARLA, "!mdt volgorde CODE 1"),
    (Place.MDT, CARLA, "!mdt tijd CODE 15 minuten"),
    (Place.MDT, CARLA, "!mdt erbij CODE"),
    (Place.MDT, CARLA, "!mdt erbij CODE vrijdag"),
    (Place.MDT, CARLA, "!mdt verzet CODE vrijdag"),
    (Place.MDT, CARLA, "!mdt start\n!volgende CODE"),
    (Place.MDT, CARLA, "!mdt start\n!volgende\n!volgende\n!terug CODE"),
    (Place.DIRECT, CARLA, "!mdt spoed CODE"),
    (Place.DIRECT, BAS, "!klaar CODE A1"),
    (Place.DIRECT, BAS, "!klaar CODE 1"),
    (Place.DIRECT, BAS, f"!uitstel CODE A1 maandag: {WHY}"),
    (Place.DIRECT, BAS, f"!vervalt CODE A1: {WHY}"),
    (Place.DIRECT, BAS, "!later CODE A1 morgen"),
    (Place.DIRECT, BAS, "!regie aanvaard CODE"),
    (Place.DIRECT, BAS, "!regie weiger CODE: geen tijd"),
    (Place.DIRECT, BAS, "!regie weiger CODE geen tijd"),
    (Place.DIRECT, BAS, "!toestemming CODE csg"),
    (Place.DIRECT, ANNA, "!toestemming CODE vt ingetrokken"),
    (Place.DIRECT, ANNA, f"!toestemming CODE vt ingetrokken\n!reden CODE {WHY}"),
    (Place.DIRECT, BAS, "!terugtrekken CODE"),
    (Place.DIRECT, BAS, "!terugtrekken CODE bevestig"),
    (Place.DIRECT, BAS, f"!regie aanvaard CODE\n!uitsluiten CODE {ANNA}"),
    (Place.DIRECT, BAS, f"!casus heropen CODE: {WHY}"),
    (Place.DIRECT, BAS, f"!vervang CODE {BAS} door {BAS_SMIT}"),
    (Place.CASE, ANNA, "!casus CODE"),
    (Place.CASE, BAS, "!klaar CODE A1"),
    (Place.CASE, BAS, "!later CODE A1 morgen"),
    (Place.CASE, ANNA, "!toestemming CODE"),
    (Place.CASE, ANNA, "!grondslag CODE om"),
    (Place.CASE, BAS, "!regie aanvaard CODE"),
    (Place.CASE, BAS, "!regie weiger CODE: geen tijd"),
    (Place.CASE, BAS, "!casus sluit CODE"),
]


def as_is(code: str) -> str:
    return code


FORMS: dict[str, Callable[[str], str]] = {
    "lower case": str.lower,
    "a space": lambda code: code.lower().replace("-", " "),
    "together": lambda code: code.lower().replace("-", ""),
    "a long dash": lambda code: code.replace("-", "–"),
}


async def heard(place: Place, who: UserId, typed: str, form: Callable[[str], str]) -> tuple[Stage, list[object]]:
    stage = await Stage().set_up()
    await stage.new_case("2")
    await stage.in_case(ANNA, f"!actie {BAS} vrijdag: bellen\n!regie {BAS}")
    subject = {Place.CASE: stage.code, Place.MDT: "DH", Place.DIRECT: who}[place]
    return stage, values(await stage.post(who, typed.replace("CODE", form(stage.code)), place, subject))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("place", "who", "typed"), TYPED)
async def test_a_code_may_be_typed_as_people_do(place: Place, who: UserId, typed: str, form: str) -> None:
    _, wanted = await heard(place, who, typed, as_is)
    assert wanted
    assert not [value for value in wanted if isinstance(value, NotUnderstood | MissingField)]
    _, found = await heard(place, who, typed, FORMS[form])
    assert found == wanted


@pytest.mark.parametrize(
    ("place", "who", "typed", "refusal"),
    [
        (Place.MDT, CARLA, "!mdt spoed 7k3m", NotUnderstood),
        (Place.MDT, CARLA, "!mdt spoed dh 7k3o", NotUnderstood),
        (Place.MDT, CARLA, "!mdt spoed zw 7k3m", NotUnderstood),
        (Place.MDT, CARLA, "!mdt spoed dh 7k3m graag", NotUnderstood),
        (Place.MDT, CARLA, "!mdt spoed dhabcd", UrgentUnknown),
        (Place.MDT, CARLA, "!mdt spoed morgen", NotUnderstood),
        (Place.CASE, ANNA, "!klaar dh 7k3m A1", OtherCaseHere),
        (Place.CASE, ANNA, "!casus dh 7k3m", OtherCaseHere),
    ],
)
async def test_no_other_code_is_guessed(
    stage: Stage, place: Place, who: UserId, typed: str, refusal: type[Refusal]
) -> None:
    subject = stage.code if place is Place.CASE else "DH"
    assert isinstance(only(await stage.post(who, typed, place, subject)), refusal)


async def test_in_a_case_words_in_front_are_words(stage: Stage) -> None:
    [added, *_] = values(await stage.in_case(ANNA, "!actie buiten DH Vrij vrijdag: bellen"))
    assert isinstance(added, ActionAdded)
    assert added.owner == "DH Vrij"
    [refused, *_] = values(await stage.in_case(BAS, "!klaar dh vrij"))
    assert not isinstance(refused, OtherCaseHere), "that is no case"


async def test_a_code_without_a_digit_can_be_typed_where_one_must_stand() -> None:
    stage = Stage()
    stage.choose = lambda signs: "ABCDEFGHJ"[len(signs) % 9]  # type: ignore[method-assign]  # always a letter
    await stage.set_up()
    assert not any(sign.isdigit() for sign in stage.code)
    said = await stage.in_mdt(f"!mdt spoed {stage.code.lower().replace('-', ' ')}")
    assert any(isinstance(each.value, UrgentStarted) for each in said)
