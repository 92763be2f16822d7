"""A day that is over, in every command that takes a day to come: it is said to be over, and changes nothing."""

from datetime import date

import pytest

from bot.domain.people import Place, UserId
from bot.domain.refusals import DateInPast, DayGoneBy, Refusal
from bot.texts.words import FluentWords
from tests.commands.stage import ANNA, BAS, CARLA, NOW, Stage, only

YESTERDAY = DateInPast("datum", date(2026, 11, 23))
WHY = "wacht op de arts"

TYPED = [
    (Place.CASE, ANNA, f"!actie {BAS} {{}}: bellen"),
    (Place.CASE, ANNA, "!actie buiten wijkteam {}: bellen"),
    (Place.CASE, ANNA, f"!actie {BAS} elke maandag t/m {{}}: bellen"),
    (Place.CASE, BAS, f"!uitstel A1 {{}}: {WHY}"),
    (Place.CASE, BAS, f"!niet gedaan A1 {{}}: {WHY}"),
    (Place.CASE, BAS, "!later A1 {}"),
    (Place.CASE, ANNA, "!herbeoordeling {}"),
    (Place.CASE, ANNA, f"!agenda erbij {{}}: {WHY}"),
    (Place.CASE, ANNA, f"!agenda verzet {{}}: {WHY}"),
    (Place.CASE, BAS, "!toestemming om ja tot {}"),
    (Place.CASE, ANNA, "!casus sluit nazorg {}"),
    (Place.MDT, CARLA, "!mdt agenda {}"),
    (Place.MDT, CARLA, "!mdt erbij CODE {}"),
    (Place.MDT, CARLA, "!mdt verzet CODE {}"),
    (Place.DIRECT, ANNA, "!afwezig {}"),
    (Place.DIRECT, ANNA, "!afwezig {} t/m 30-11"),
]


@pytest.mark.parametrize(("place", "who", "typed"), TYPED)
@pytest.mark.parametrize(("day", "refusal"), [("gisteren", YESTERDAY), ("vorige week", DayGoneBy("datum"))])
async def test_a_day_that_is_over_is_said_to_be_over(
    stage: Stage, place: Place, who: UserId, typed: str, day: str, refusal: Refusal
) -> None:
    await stage.in_case(ANNA, f"!actie {BAS} vrijdag: bellen\n!regie {BAS}")
    await stage.in_case(BAS, "!regie aanvaard")
    subject = {Place.CASE: stage.code, Place.MDT: "DH", Place.DIRECT: who}[place]
    said = await stage.post(who, typed.format(day).replace("CODE", stage.code), place, subject)
    assert only(said) == refusal
    async with stage.database.work() as work:
        [action] = await work.actions.of(stage.code)
    assert action.due == date(2026, 11, 27)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_says_so_with_a_day_that_can_be_typed(language: str) -> None:
    for refusal in (YESTERDAY, DayGoneBy("datum")):
        text = FluentWords(lambda: NOW).render(refusal, language).plain
        assert ("voorbij" if language == "nl" else "has passed") in text
        assert "27-11" in text
