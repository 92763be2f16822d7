"""The case room: card, who takes part, actions."""

from datetime import date

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.case import Owner
from bot.domain.people import Place
from bot.domain.refusals import (
    ActionIsDone,
    DateInPast,
    DateNotUnderstood,
    DateTooFar,
    MissingField,
    NoSuchDate,
    NotInThisCase,
    NotUnderstood,
    Refusal,
    SeveralPeople,
    TooLong,
    TooShort,
    UnknownAction,
    UnknownPerson,
)
from bot.usecases.notices import YourTurn
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Card, Who
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, Stage, only, values

FRIDAY = date(2026, 11, 27)
ACTION_EXAMPLE = "!actie @anna vrijdag: terugbellen"


async def test_the_card_and_who_takes_part(stage: Stage) -> None:
    card = only(await stage.in_case(ANNA, "!casus"))
    assert isinstance(card, Card)
    assert card.file.case.code == stage.code
    assert card.file.on_agenda
    who = only(await stage.in_case(ANNA, "!wie"))
    assert isinstance(who, Who)
    assert {person.user_id for person in who.people} == {ANNA, BAS, BAS_SMIT, CARLA}
    assert who.coordinator is None


# --- actions: who ---


@pytest.mark.parametrize(
    ("who", "owner"),
    [
        ("anna", Owner("vt", ANNA)),
        ("@anna", Owner("vt", ANNA)),
        ("ANNA", Owner("vt", ANNA)),
        (ANNA, Owner("vt", ANNA)),
        ("Anna de Vries", Owner("vt", ANNA)),
        ("@anna de vries", Owner("vt", ANNA)),
        ("bsmit", Owner("shn", BAS_SMIT)),
        ("Bas Smit", Owner("shn", BAS_SMIT)),
        ("bas jansen", Owner("csg", BAS)),
        ("vt", Owner("vt")),
        ("Veilig Thuis", Owner("vt")),
        ("CSG", Owner("csg")),
        ("centrum seksueel geweld", Owner("csg")),
    ],
)
async def test_an_action_has_one_owner(stage: Stage, who: str, owner: Owner) -> None:
    added = (await stage.in_case(CARLA, f"!actie {who} vrijdag: slachtoffer terugbellen"))[0].value
    assert isinstance(added, ActionAdded)
    assert added.action.owner == owner
    assert added.action.due == FRIDAY
    assert added.action.text == "slachtoffer terugbellen"
    assert added.action.added_by == CARLA


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("bas", SeveralPeople("wie", "Bas Jansen, Bas Smit")),  # a localpart and a first name: both are meant
        ("dirk", NotInThisCase("wie")),
        ("@dirk:regiekamer.test", NotInThisCase("wie")),
        ("Eva Mol", NotInThisCase("wie")),
        ("gerda", NotInThisCase("wie")),
        ("frits", NotInThisCase("wie")),
        ("OM", NotInThisCase("wie")),
        ("Perspectief Herstelbemiddeling", NotInThisCase("wie")),
        ("zomaar", UnknownPerson("wie")),
        ("@niemand:elders.test", UnknownPerson("wie")),
        ("@anna:elders.test", UnknownPerson("wie")),
        ("@", UnknownPerson("wie")),
    ],
)
async def test_an_owner_must_take_part_in_this_case(stage: Stage, who: str, refusal: Refusal) -> None:
    assert only(await stage.in_case(ANNA, f"!actie {who} vrijdag: bellen")) == refusal


# --- actions: when and what ---


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!actie", MissingField("wie", ACTION_EXAMPLE)),
        ("!actie:", MissingField("wie", ACTION_EXAMPLE)),
        ("!actie anna", MissingField("datum", ACTION_EXAMPLE)),
        ("!actie anna: bellen", MissingField("datum", ACTION_EXAMPLE)),
        ("!actie anna vrijdag", MissingField("tekst", ACTION_EXAMPLE)),
        ("!actie anna vrijdag:", MissingField("tekst", ACTION_EXAMPLE)),
        ("!actie anna vrijdag: \u200b", MissingField("tekst", ACTION_EXAMPLE)),
        ("!actie anna vrijdag: ja", TooShort("tekst", 3, ACTION_EXAMPLE)),
        ("!actie anna vrijdag: " + "x" * (MAX_TEXT + 1), TooLong("tekst", MAX_TEXT)),
        ("!actie anna gisteren: bellen", DateInPast("datum", date(2026, 11, 23))),
        ("!actie anna vrijdag bellen", DateNotUnderstood("datum")),
        ("!actie anna 23-11: bellen", DateInPast("datum", date(2026, 11, 23))),
        ("!actie anna 31-2: bellen", NoSuchDate("datum")),
        ("!actie anna 1-1-2040: bellen", DateTooFar("datum", date(2040, 1, 1))),
    ],
)
async def test_a_wrong_action_is_refused_by_field(stage: Stage, line: str, refusal: Refusal) -> None:
    said = only(await stage.in_case(BAS, line))
    assert said == refusal
    assert [e.outcome for e in await stage.audited()] == [type(said).__name__]
    listed = only(await stage.in_case(BAS, "!acties"))
    assert isinstance(listed, ActionList)
    assert listed.actions == ()


@pytest.mark.parametrize(
    "text",
    [
        "מקלט לאשה",
        "اتصل بالأخصائية",
        "👩🏽‍⚕️ bellen 🏳️‍🌈",
        "<b>vet</b> <script>alert(1)</script> &amp;",
        "**vet** _schuin_ [x](http://y.test)",
        "om 14:30 bellen: echt, @bas:regiekamer.test ook",
        "{ $count } %s {0} \\n",
        "x" * MAX_TEXT,
    ],
)
async def test_the_text_stays_as_typed(stage: Stage, text: str) -> None:
    added = only(await stage.in_case(ANNA, f"!actie anna vrijdag: {text}"))
    assert isinstance(added, ActionAdded)
    assert added.action.text == text


async def test_signs_that_turn_text_around_are_taken_out(stage: Stage) -> None:
    added = only(await stage.in_case(ANNA, "!actie anna vrijdag: bel\u202e nie\u2066t\x00 nu\u200b"))
    assert isinstance(added, ActionAdded)
    assert added.action.text == "bel niet nu"


async def test_a_text_of_several_lines_is_one_action(stage: Stage) -> None:
    added = only(await stage.in_case(ANNA, "!actie anna vrijdag: eerst dit\ndan: dat\n\nen klaar"))
    assert isinstance(added, ActionAdded)
    assert added.action.text == "eerst dit\ndan: dat\nen klaar"


async def test_the_owner_is_rung_after_the_agreement_unless_they_made_it(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen")
    assert [type(v) for v in values(said)] == [ActionAdded, YourTurn]
    assert said[1].value == YourTurn(stage.code, "A1", FRIDAY, BAS_SMIT)
    assert {(s.place, s.outgoing.case) for s in said} == {(Place.CASE, stage.code)}
    assert [type(v) for v in values(await stage.in_case(ANNA, "!actie anna vrijdag: bellen"))] == [ActionAdded]
    assert [type(v) for v in values(await stage.in_case(ANNA, "!actie csg vrijdag: bellen"))] == [ActionAdded]


async def test_an_action_is_reported_done_once(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie bsmit vrijdag: bellen\n!actie csg morgen: brief")
    done = only(await stage.in_case(BAS_SMIT, "!klaar a1"))
    assert isinstance(done, ActionDone)
    assert (done.action.label, done.by, done.left) == ("A1", "Bas Smit", 1)
    assert only(await stage.in_case(BAS, "!done 1")) == ActionIsDone("A1")
    assert isinstance(only(await stage.in_case(BAS, "!klaar A2.")), ActionDone)


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!klaar", MissingField("nummer", "!klaar A1")),
        ("!klaar A7", UnknownAction("A7")),
        ("!klaar 0", UnknownAction("A0")),
        ("!klaar drie", NotUnderstood("nummer", "A3")),
        ("!klaar A1 drie", NotUnderstood("nummer", "A3")),
        ("!klaar A99999999999999999999", NotUnderstood("nummer", "A3")),
        ("!klaar A-1", NotUnderstood("nummer", "A3")),
    ],
)
async def test_a_wrong_number_is_refused(stage: Stage, line: str, refusal: Refusal) -> None:
    assert only(await stage.in_case(ANNA, line)) == refusal


async def test_cases_know_nothing_of_each_other(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(ANNA, "!actie csg vrijdag: bellen")
    assert only(await stage.in_case(ANNA, "!klaar A1", other)) == UnknownAction("A1")
    listed = only(await stage.in_case(ANNA, "!acties", other))
    assert isinstance(listed, ActionList)
    assert listed.actions == ()
