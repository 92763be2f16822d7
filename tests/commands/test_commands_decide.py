"""The case room: the regiehouder, and the outcome on each area."""

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.case import Area
from bot.domain.people import Place
from bot.domain.refusals import (
    AlreadyCoordinator,
    MayNotCoordinate,
    MissingField,
    NotInThisCase,
    NotThisCasesTurn,
    Refusal,
    SeveralPeople,
    TooLong,
    TooShort,
    UnknownArea,
    UnknownPerson,
)
from bot.usecases.results_meeting import Decided
from bot.usecases.results_regie import NoLongerYours, RegieAccepted
from tests.commands.stage import ANNA, BAS_SMIT, Stage, only

BOTH_BAS = SeveralPeople("wie", "Bas Jansen, Bas Smit")


async def test_who_takes_the_regie_has_it_at_once_and_who_had_it_is_told_in_their_own_chat(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!regie Anna de Vries")
    assert only(said) == RegieAccepted(stage.code, "Anna de Vries", "Veilig Thuis", "", (), "")
    said = await stage.in_case(BAS_SMIT, "!coordinator ik")
    assert {(s.place, s.subject): s.value for s in said} == {
        (Place.CASE, stage.code): RegieAccepted(
            stage.code, "Bas Smit", "Slachtofferhulp Nederland", "Anna de Vries", (), ANNA
        ),
        (Place.DIRECT, ANNA): NoLongerYours(stage.code, ANNA),
    }
    assert [s.outgoing.case for s in said if s.place is Place.DIRECT] == [None]


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!regie carla", MayNotCoordinate("Veilig Thuis, Centrum Seksueel Geweld, Slachtofferhulp Nederland")),
        ("!regie dirk", NotInThisCase("wie")),
        ("!regie gerda", NotInThisCase("wie")),
        ("!regie bas", BOTH_BAS),
        ("!regie niemand", UnknownPerson("wie")),
        ("!regie politie", MayNotCoordinate("Veilig Thuis, Centrum Seksueel Geweld, Slachtofferhulp Nederland")),
    ],
)
async def test_a_wrong_regiehouder_is_refused(stage: Stage, line: str, refusal: Refusal) -> None:
    assert only(await stage.in_case(ANNA, line)) == refusal


async def test_the_same_regiehouder_is_not_appointed_twice(stage: Stage) -> None:
    await stage.in_case(ANNA, "!regie anna")
    assert only(await stage.in_case(ANNA, "!regie anna")) == AlreadyCoordinator()


# --- decisions ---


async def test_a_decision_needs_the_mdt_to_be_at_this_case(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!besluit recht: geen aangifte nu")) == NotThisCasesTurn()
    await stage.in_mdt("!mdt start")
    assert only(await stage.in_case(ANNA, "!besluit recht: geen aangifte nu")) == NotThisCasesTurn()
    await stage.in_mdt("!volgende")
    assert isinstance(only(await stage.in_case(ANNA, "!besluit recht: geen aangifte nu")), Decided)
    await stage.in_mdt("!volgende")
    assert only(await stage.in_case(ANNA, "!besluit hulp: nazorg")) == NotThisCasesTurn()


@pytest.mark.parametrize(
    ("line", "area", "text"),
    [
        ("!besluit veiligheid: ander slot", Area.SAFETY, "ander slot"),
        ("!besluit veiligheid ander slot", Area.SAFETY, "ander slot"),
        ("!besluit veiligheid:ander slot", Area.SAFETY, "ander slot"),
        ("!besluit veiligheid : ander slot", Area.SAFETY, "ander slot"),
        ("!besluit: veiligheid: ander slot", Area.SAFETY, "ander slot"),
        ("!BESLUIT RECHT: om 14:30 aangifte", Area.LAW, "om 14:30 aangifte"),
        ("!besluit (straf)recht: aangifte", Area.LAW, "aangifte"),
        ("!decide care: CSG\nbelt: morgen", Area.CARE, "CSG\nbelt: morgen"),
        ("!besluit herstel nvt", Area.RECOVERY, None),
        ("!besluit herstel: n.v.t.", Area.RECOVERY, None),
        ("!besluit herstel:nvt", Area.RECOVERY, None),
        ("!besluit herstel Niet van toepassing", Area.RECOVERY, None),
    ],
)
async def test_a_decision_on_one_area(stage: Stage, line: str, area: Area, text: str | None) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    decided = only(await stage.in_case(ANNA, line))
    assert isinstance(decided, Decided)
    assert (decided.decision.area, decided.decision.text) == (area, text or "")
    assert decided.decision.not_applicable is (text is None)
    assert decided.decision.decided_by == ANNA
    assert area not in decided.open_areas
    assert decided.coordinator_missing


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!besluit", MissingField("gebied", "!besluit veiligheid: vandaag een ander slot")),
        ("!besluit weer: mooi", UnknownArea()),
        ("!besluit veiligheid", MissingField("tekst", "!besluit veiligheid: vandaag een ander slot")),
        ("!besluit veiligheid:", MissingField("tekst", "!besluit veiligheid: vandaag een ander slot")),
        ("!besluit veiligheid: ja", TooShort("tekst", 3, "!besluit veiligheid: vandaag een ander slot")),
        ("!besluit veiligheid: " + "x" * (MAX_TEXT + 1), TooLong("tekst", MAX_TEXT)),
    ],
)
async def test_a_wrong_decision_is_refused(stage: Stage, line: str, refusal: Refusal) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    assert only(await stage.in_case(ANNA, line)) == refusal
