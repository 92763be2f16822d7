"""A warm handover: briefed, confirmed, and only then another regiehouder; one case, or all of them at once (R11)."""

from datetime import timedelta

import pytest

from bot.domain.calendar import local_day
from bot.domain.case import Answer, CaseCode, Member, Owner
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.refusals import (
    AlreadyCoordinator,
    MayNotCoordinate,
    MissingField,
    NotInDirectory,
    NotUnderstood,
    Refusal,
    SeveralPeople,
    UnknownPerson,
)
from bot.domain.refusals_regie import AskedIsAway, CannotReceive, HandsToThemself, NothingToHandOver, WhoHandsOver
from bot.domain.regie import Kind, open_request
from bot.usecases.results import ActionList, Card
from bot.usecases.results_regie import (
    CoordinatorAsked,
    HandoverAhead,
    HandoverAsked,
    NoLongerYours,
    RegieAccepted,
    RegieAcceptedThere,
    RegieAsked,
    RegieAskedHere,
    RegieAskedMany,
    RegieBriefing,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, Said, Stage, only, values
from tests.enrolled import enrol

CAN = "Veilig Thuis, Centrum Seksueel Geweld, Slachtofferhulp Nederland"
VERA = "@vera:regiekamer.test"
DAY = timedelta(days=1)
ALL_OF_THEM = "!regie overdragen alles @bas"
COORDINATES = frozenset({Role.PROFESSIONAL, Role.COORDINATOR})


@pytest.fixture
async def led(stage: Stage) -> Stage:
    """Anna is regiehouder of the case; Vera, of the same organisation, is in none."""
    vera = Person(VERA, "Vera Vos", "vt", frozenset({"DH"}), COORDINATES)
    async with stage.database.work() as work:
        people = (*DIRECTORY.people, vera)
        await enrol(work, type(DIRECTORY)(DIRECTORY.regions, DIRECTORY.organisations, people))
        await work.commit()
    await stage.in_case(ANNA, "!regie ik")
    return stage


async def coordinator(stage: Stage, code: CaseCode = "") -> UserId | None:
    async with stage.database.work() as work:
        case = await work.cases.get(code or stage.code)
    assert case is not None
    return case.coordinator


async def owners(stage: Stage, code: CaseCode = "") -> list[Owner]:
    async with stage.database.work() as work:
        return [action.owner for action in await work.actions.of(code or stage.code)]


def in_room(said: list[Said], code: CaseCode) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (Place.CASE, code)]


def direct(said: list[Said], user: UserId) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (Place.DIRECT, user)]


async def test_the_receiver_is_briefed_and_says_yes_before_anything_changes(led: Stage) -> None:
    await led.in_case(ANNA, "!actie anna vrijdag: eerste\n!actie csg morgen: tweede")
    await led.in_case(ANNA, "!inzet GGZ hulp voor pleger: intake")
    said = await led.in_case(ANNA, "!regie overdragen @bsmit")
    asked, card, actions, briefing, ring = in_room(said, led.code)
    assert isinstance(asked, CoordinatorAsked)
    assert (asked.name, asked.current, asked.comes, asked.with_actions) == ("Bas Smit", "Anna de Vries", False, False)
    assert isinstance(card, Card)
    assert isinstance(actions, ActionList)
    assert [action.text for action in actions.actions] == ["tweede", "eerste"]
    assert briefing == RegieBriefing("Bas Smit", (("I1", "GGZ", "Anna de Vries"),))
    assert ring == RegieAskedHere(led.code, False, BAS_SMIT)
    assert direct(said, BAS_SMIT) == [RegieAsked(led.code, False, False, BAS_SMIT)]
    assert await coordinator(led) == ANNA
    said = await led.in_case(BAS_SMIT, "!regie aanvaard")
    assert in_room(said, led.code) == [
        RegieAccepted(led.code, "Bas Smit", "Slachtofferhulp Nederland", "Anna de Vries", (), ANNA)
    ]
    assert direct(said, ANNA) == [NoLongerYours(led.code, ANNA)]
    assert await coordinator(led) == BAS_SMIT
    assert await owners(led) == [Owner("vt", ANNA), Owner("csg")], "what she agreed on in person stays hers"


@pytest.mark.parametrize("tail", ["met acties", "met de acties", "with actions", "MET ACTIES."])
async def test_actions_go_along_only_when_it_was_said(led: Stage, tail: str) -> None:
    await led.in_case(ANNA, "!actie anna vrijdag: eerste\n!actie csg morgen: tweede\n!actie anna vrijdag: klaar")
    await led.in_case(ANNA, "!klaar A3")
    said = await led.in_case(ANNA, f"!regie overdragen Bas Smit {tail}")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert asked.with_actions
    said = await led.in_direct(BAS_SMIT, f"!regie aanvaard {led.code}")
    [accepted] = [value for value in values(said) if isinstance(value, RegieAccepted)]
    assert accepted.labels == ("A1",)
    assert await owners(led) == [Owner("shn", BAS_SMIT), Owner("csg"), Owner("vt", ANNA)]
    async with led.database.work() as work:
        assert await work.reminders.due(led.now + 30 * DAY), "and what was promised is still promised"


async def test_who_is_not_in_the_case_comes_in_for_their_own_organisation(led: Stage) -> None:
    said = await led.in_case(ANNA, "!regie overdragen @vera")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert asked.comes
    assert direct(said, VERA)[-1] == RegieAsked(led.code, True, False, VERA)
    async with led.database.work() as work:
        assert Member(VERA, "vt") in await work.cases.roster(led.code)
    await led.in_case(VERA, "!regie aanvaard")
    assert await coordinator(led) == VERA


async def test_a_chair_in_the_case_may_hand_over_too(led: Stage) -> None:
    said = await led.in_case(CARLA, "!regie overdragen @bsmit")
    assert [value for value in values(said) if isinstance(value, RegieBriefing)]
    async with led.database.work() as work:
        request = open_request(await work.regie.of(led.code))
    assert request is not None
    assert (request.kind, request.asked_by) == (Kind.HANDOVER, CARLA)


@pytest.mark.parametrize(
    ("who", "line", "refusal"),
    [
        (BAS, "!regie overdragen @bsmit", WhoHandsOver()),
        (ANNA, "!regie overdragen", MissingField("wie", "!regie overdragen @bas")),
        (ANNA, "!regie overdragen met acties", MissingField("wie", "!regie overdragen @bas")),
        (ANNA, "!regie overdragen @anna", HandsToThemself()),
        (CARLA, "!regie overdragen @anna", AlreadyCoordinator()),
        (ANNA, "!regie overdragen carla", MayNotCoordinate(CAN)),
        (ANNA, "!regie overdragen dirk", MayNotCoordinate(CAN)),
        (ANNA, "!regie overdragen gerda", CannotReceive("Gerda Oost")),
        (ANNA, "!regie overdragen bas", SeveralPeople("wie", "Bas Jansen, Bas Smit")),
        (ANNA, "!regie overdragen iemand", UnknownPerson("wie")),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    led: Stage, who: UserId, line: str, refusal: Refusal
) -> None:
    assert only(await led.in_case(who, line)) == refusal
    async with led.database.work() as work:
        assert open_request(await work.regie.of(led.code)) is None
    assert await coordinator(led) == ANNA


async def test_without_consent_or_after_being_excluded_nobody_comes_in(led: Stage) -> None:
    async with led.database.work() as work:
        await work.cases.exclude(led.code, VERA, BAS, led.now)
        await work.cases.record_consent(led.code, Recorded("shn", Answer.WITHDRAWN, led.now, CARLA))
        await work.commit()
    assert only(await led.in_case(ANNA, "!regie overdragen @vera")) == CannotReceive("Vera Vos")
    assert only(await led.in_case(ANNA, "!regie overdragen @bsmit")) == CannotReceive("Bas Smit")


async def test_there_must_be_something_to_hand_over(stage: Stage) -> None:
    assert only(await stage.in_case(CARLA, "!regie overdragen @bsmit")) == NothingToHandOver()
    assert only(await stage.in_direct(ANNA, "!regie overdragen alles @bsmit")) == NothingToHandOver()


async def test_who_is_away_is_not_handed_anything(led: Stage) -> None:
    today = local_day(led.now)
    async with led.database.work() as work:
        await work.absences.replace(BAS_SMIT, [Absence(BAS_SMIT, today, today)])
        await work.commit()
    assert only(await led.in_case(ANNA, "!regie overdragen @bsmit")) == AskedIsAway("Bas Smit")
    assert only(await led.in_direct(ANNA, "!regie overdragen alles @bsmit")) == AskedIsAway("Bas Smit")


# --- all at once ---


async def test_all_cases_are_shown_first_then_asked_and_taken_in_one_line(led: Stage) -> None:
    second, third = await led.new_case("2"), await led.new_case("3")
    for code in (second, third):
        await led.in_case(ANNA, "!regie ik", code)
    async with led.database.work() as work:
        await work.cases.record_consent(third, Recorded("shn", Answer.WITHDRAWN, led.now, CARLA))
        await work.commit()
    await led.read()
    ahead = only(await led.in_direct(ANNA, "!regie overdragen alles @bsmit"))
    assert isinstance(ahead, HandoverAhead)
    assert {part.code: part.possible for part in ahead.parts} == {led.code: True, second: True, third: False}
    assert await coordinator(led) == ANNA
    said = await led.in_direct(ANNA, ahead.command)
    both = tuple(sorted((led.code, second)))
    assert direct(said, ANNA) == [HandoverAsked("Bas Smit", both, (third,))]
    assert direct(said, BAS_SMIT) == [RegieAskedMany(both, BAS_SMIT)], "rung once"
    for code in both:
        assert [type(value) for value in in_room(said, code)] == [CoordinatorAsked, Card, ActionList, RegieBriefing]
    assert in_room(said, third) == []
    said = await led.in_direct(BAS_SMIT, "!regie aanvaard alles")
    assert RegieAcceptedThere(both) in values(said)
    assert [await coordinator(led, code) for code in (led.code, second, third)] == [BAS_SMIT, BAS_SMIT, ANNA]


async def test_what_changed_meanwhile_is_shown_again_and_not_done(led: Stage) -> None:
    ahead = only(await led.in_direct(ANNA, "!regie overdragen alles @bsmit met acties"))
    assert isinstance(ahead, HandoverAhead)
    assert "met acties" in ahead.command
    second = await led.new_case("2")
    await led.in_case(ANNA, "!regie ik", second)
    again = only(await led.in_direct(ANNA, ahead.command))
    assert isinstance(again, HandoverAhead)
    assert again.again
    assert len(again.parts) == 2
    assert isinstance(only_of(await led.in_direct(ANNA, again.command), ANNA), HandoverAsked)
    async with led.database.work() as work:
        request = open_request(await work.regie.of(second))
    assert request is not None
    assert request.with_actions


def only_of(said: list[Said], user: UserId) -> object:
    [value] = direct(said, user)
    return value


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!regie overdragen", MissingField("wie", "!regie overdragen alles @bas")),
        ("!regie overdragen @bsmit", NotUnderstood("tekst", "!regie overdragen alles @bas")),
        ("!regie overdragen alles", MissingField("wie", "!regie overdragen alles @bas")),
        ("!regie overdragen alles @anna", HandsToThemself()),
        ("!regie overdragen alles carla", MayNotCoordinate(CAN)),
        ("!regie overdragen alles iemand", NotInDirectory("wie")),
        ("!regie overdragen alles Bas Smit en meer", UnknownPerson("wie")),
        (
            "!regie overdragen alles @bsmit bevestig",
            MissingField("code", "!regie overdragen alles @bas bevestig 7K3MP"),
        ),
    ],
)
async def test_bad_input_for_all_at_once_changes_nothing(led: Stage, line: str, refusal: Refusal) -> None:
    assert only(await led.in_direct(ANNA, line)) == refusal
    async with led.database.work() as work:
        assert await work.regie.open() == ()
