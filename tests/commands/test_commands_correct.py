"""What was typed wrong is put right, after the MDT too; what stood there before is kept."""

from datetime import timedelta

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.case import Answer, Area, Consent
from bot.domain.consent import Recorded
from bot.domain.corrections import Correction
from bot.domain.minutes import Manner
from bot.domain.outcome import Given
from bot.domain.people import Place
from bot.domain.refusals import (
    ActionIsDone,
    MissingField,
    NotThisCasesTurn,
    Refusal,
    TooLong,
    TooShort,
    UnknownAction,
    WrongPlace,
)
from bot.domain.refusals_closing import ActionIsDropped, CaseIsClosed
from bot.domain.refusals_minutes import NoOutcomeYet, OutcomeStands, StandsAlready, WhatToCorrect
from bot.domain.refusals_outcome import AreaNotYours
from bot.texts.words import FluentWords
from bot.usecases.notices import YourTurn
from bot.usecases.results import Card, CaseMinutes
from bot.usecases.results_meeting import Decided
from bot.usecases.results_minutes import ActionCorrected, OutcomeCorrected
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, NOW, Stage, only, values

HOUR = timedelta(hours=1)
EXAMPLE = "!corrigeer veiligheid: het slot is vrijdag vervangen"
ACTION_EXAMPLE = "!corrigeer A3: de huisarts bellen"


@pytest.fixture
async def stage() -> Stage:
    """Give a case with an outcome on safety and on law, of a meeting that is over, and one open action."""
    stage = await Stage().set_up()
    await weigh(stage)
    return stage


async def weigh(stage: Stage) -> None:
    await stage.in_case(BAS, "!actie @anna vrijdag: huisart bellen")
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += HOUR
    await stage.in_case(BAS, "!besluit veiligheid: slt vervangen\n!besluit recht nvt")
    stage.now += HOUR
    await stage.in_mdt("!mdt sluit")
    stage.now += HOUR


async def given(stage: Stage) -> tuple[Given, ...]:
    async with stage.database.work() as work:
        return await work.decisions.given(stage.code)


async def corrections(stage: Stage) -> tuple[Correction, ...]:
    async with stage.database.work() as work:
        return await work.corrections.of(stage.code)


async def test_an_outcome_is_put_right_in_its_own_meeting_and_moment(stage: Stage) -> None:
    before, *_ = await given(stage)
    corrected = only(await stage.in_case(CARLA, "!corrigeer veiligheid: slot vervangen"))
    assert isinstance(corrected, OutcomeCorrected)
    assert corrected.decision.text == "slot vervangen"
    *_, after = await given(stage)
    assert (after.meeting, after.decision.decided_by, after.decision.decided_at) == (
        before.meeting,
        BAS,
        before.decision.decided_at,
    )
    assert await corrections(stage) == (Correction("area:veiligheid", "slt vervangen", CARLA, stage.now, 1),)
    assert len(await given(stage)) == 3, "what stood there before stays in the record"


async def test_minutes_and_card_say_who_put_it_right_and_when(stage: Stage) -> None:
    await stage.in_case(CARLA, "!corrigeer veiligheid: slot vervangen\n!corrigeer recht nvt: zij wil dit niet")
    minutes = only(await stage.in_case(BAS, "!verslag"))
    assert isinstance(minutes, CaseMinutes)
    first, second = minutes.minutes.outcomes
    assert (first.decision.text, first.manner) == ("slot vervangen", Manner.NEW)
    assert (second.decision.text, second.decision.not_applicable) == ("zij wil dit niet", True)
    assert first.corrected == Correction("area:veiligheid", "slt vervangen", CARLA, stage.now, 1)
    card = only(await stage.in_case(BAS, "!casus alles"))
    assert isinstance(card, Card)
    words = FluentWords(lambda: NOW)
    told = "(gecorrigeerd door Carla Bakker, di 24 nov 12:00)"
    assert f"slot vervangen (Bas Jansen) {told}" in words.render(minutes, "nl").plain
    assert f"uitkomst: slot vervangen {told}" in words.render(card, "nl").plain


async def test_a_correction_is_no_new_outcome_after_a_change(stage: Stage) -> None:
    await stage.in_case(ANNA, "!casus wijziging: hij stond weer voor de deur")
    stage.now += HOUR
    await stage.in_case(CARLA, "!corrigeer veiligheid: slot vervangen")
    card = only(await stage.in_case(BAS, "!casus"))
    assert isinstance(card, Card)
    assert card.file.open_areas == tuple(Area)


async def test_a_new_outcome_does_not_inherit_a_correction(stage: Stage) -> None:
    await stage.in_case(CARLA, "!corrigeer veiligheid: slot vervangen")
    stage.now += HOUR
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now += HOUR
    assert isinstance(only(await stage.in_case(BAS, "!besluit veiligheid: ook een camera")), Decided)
    minutes = only(await stage.in_case(BAS, "!verslag"))
    assert isinstance(minutes, CaseMinutes)
    assert [o.corrected for o in minutes.minutes.outcomes if o.decision.area is Area.SAFETY] == [None]


async def test_the_text_of_an_action_is_put_right_and_its_owner_hears(stage: Stage) -> None:
    said = await stage.in_case(CARLA, "!correct a1: huisarts bellen")
    corrected, turn = values(said)
    assert isinstance(corrected, ActionCorrected)
    assert (corrected.action.text, corrected.owner) == ("huisarts bellen", "Anna de Vries")
    assert turn == YourTurn(stage.code, "A1", corrected.action.due, ANNA)
    async with stage.database.work() as work:
        assert await work.actions.get(stage.code, 1) == corrected.action
    assert await corrections(stage) == (Correction("action:1", "huisart bellen", CARLA, stage.now, 1),)
    assert len(await stage.in_case(ANNA, "!corrigeer A1: de huisarts bellen")) == 1, "not for who typed it"


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!corrigeer", MissingField("onderdeel", EXAMPLE)),
        ("!corrigeer veiligheid", MissingField("tekst", EXAMPLE)),
        ("!corrigeer veiligheid:", MissingField("tekst", EXAMPLE)),
        ("!corrigeer A1", MissingField("tekst", ACTION_EXAMPLE)),
        ("!corrigeer weer: mooi vandaag", WhatToCorrect()),
        ("!corrigeer I1: intake", WhatToCorrect()),
        ("!corrigeer veiligheid: x", TooShort("tekst", 3, EXAMPLE)),
        ("!corrigeer veiligheid: " + "x" * (MAX_TEXT + 1), TooLong("tekst", MAX_TEXT)),
        ("!corrigeer A1: x", TooShort("tekst", 3, ACTION_EXAMPLE)),
        ("!corrigeer A1: " + "x" * (MAX_TEXT + 1), TooLong("tekst", MAX_TEXT)),
        ("!corrigeer hulp: een gesprek", NoOutcomeYet(Area.CARE)),
        ("!corrigeer veiligheid: slt vervangen", StandsAlready()),
        ("!corrigeer veiligheid: blijft", StandsAlready()),
        ("!corrigeer recht nvt", StandsAlready()),
        ("!corrigeer A1: huisart bellen", StandsAlready()),
        ("!corrigeer A7: bellen", UnknownAction("A7")),
        ("!corrigeer A2: bellen", ActionIsDone("A2")),
        ("!corrigeer A3: bellen", ActionIsDropped("A3")),
    ],
)
async def test_bad_input_corrects_nothing(stage: Stage, line: str, refusal: Refusal) -> None:
    await stage.in_case(BAS, "!actie csg vrijdag: twee\n!actie csg vrijdag: drie\n!klaar A2\n!vervalt A3: niet nodig")
    before = await given(stage)
    assert only(await stage.in_case(CARLA, line)) == refusal
    assert (await given(stage), await corrections(stage)) == (before, ())
    async with stage.database.work() as work:
        assert [a.text for a in await work.actions.of(stage.code)] == ["huisart bellen", "twee", "drie"]


async def test_an_area_outside_the_consent_is_not_put_right(stage: Stage) -> None:
    async with stage.database.work() as work:
        limited = Recorded("shn", Answer.YES, stage.now, BAS, areas=(Area.CARE,))
        await work.cases.record_consent(stage.code, limited)
        await work.commit()
    refused = only(await stage.in_case(BAS_SMIT, "!corrigeer veiligheid: anders"))
    assert isinstance(refused, AreaNotYours)
    assert refused.area is Area.SAFETY
    assert (await corrections(stage), limited.consent) == ((), Consent("shn", Answer.YES, (Area.CARE,)))


async def test_a_closed_case_is_not_corrected_nor_in_another_room(stage: Stage) -> None:
    assert only(await stage.in_mdt("!corrigeer veiligheid: anders")) == WrongPlace("corrigeer", Place.CASE.value)
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    assert only(await stage.in_case(CARLA, "!corrigeer veiligheid: anders")) == CaseIsClosed()
    assert await corrections(stage) == ()


async def test_a_decision_outside_its_turn_is_pointed_to_what_can_be_done(stage: Stage) -> None:
    pointed = OutcomeStands(Area.SAFETY, "corrigeer veiligheid: tekst")
    assert only(await stage.in_case(BAS, "!besluit veiligheid: anders")) == pointed
    assert only(await stage.in_case(BAS, "!besluit hulp: iets")) == NotThisCasesTurn()
    assert only(await stage.in_case(BAS, "!besluit recht blijft")) == NotThisCasesTurn()
    words = FluentWords(lambda: NOW)
    assert "Typ !corrigeer veiligheid: tekst" in words.render(pointed, "nl").plain
    assert "!mdt spoed" in words.render(NotThisCasesTurn(), "nl").plain
    assert len(await given(stage)) == 2
