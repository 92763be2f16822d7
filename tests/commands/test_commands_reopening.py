"""A closed case is needed again: who may reopen it, what that brings back, and what nobody else learns."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.agenda_item import Standing
from bot.domain.case import Answer, Area
from bot.domain.closing import Chapter, Turn
from bot.domain.consent import Recorded
from bot.domain.people import Place, Role, UserId
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, TooLong, TooShort
from bot.domain.refusals_closing import CaseIsOpen, CoordinatingReopens
from bot.domain.refusals_going import NotYourCase
from bot.usecases.remind import post_cards
from bot.usecases.results import Card, CaseMinutes
from bot.usecases.results_closing import (
    CaseClosed,
    CaseReopened,
    ClosingAhead,
    ClosingBlocked,
    ReopenedThere,
    YoursAgain,
)
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_meeting import Agenda, CarriedOver, Decided, ItemHere, MeetingClosed
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRECTORY,
    DIRK,
    FRITS,
    GERDA,
    Said,
    Stage,
    only,
    values,
)
from tests.commands.test_commands_closing import ALL_NVT, HALF, YEAR, closed, follow_ups, is_closed, weigh
from tests.commands.test_commands_closing import only as only_of
from tests.enrolled import enrol

WHY = "de politie kreeg een nieuwe melding"
LATER = timedelta(days=30)


@pytest.fixture
async def stage() -> Stage:
    """Give a closed case that Bas coordinated, a month later."""
    stage = await Stage().set_up()
    await weigh(stage)
    only_of(await closed(stage), CaseClosed)
    stage.now += LATER
    return stage


async def reopen(stage: Stage, who: UserId = BAS, reason: str = WHY) -> list[Said]:
    return await stage.in_direct(who, f"!casus heropen {stage.code}: {reason}")


async def coordinator(stage: Stage) -> UserId | None:
    async with stage.database.work() as work:
        case = await work.cases.get(stage.code)
    assert case is not None
    return case.coordinator


async def leave_only(stage: Stage, *organisations: str) -> None:
    """Take away the consent of all others."""
    async with stage.database.work() as work:
        for consent in await work.cases.consents(stage.code):
            if consent.organisation not in organisations:
                await work.cases.record_consent(
                    stage.code, Recorded(consent.organisation, Answer.WITHDRAWN, stage.now, ANNA)
                )
        await work.commit()


async def test_from_the_direct_chat_the_room_hears_why_and_the_answer_is_a_code(stage: Stage) -> None:
    said = await reopen(stage)
    told = {type(each.value): each for each in said}
    assert set(told) == {CaseReopened, ReopenedThere}
    assert told[CaseReopened].value == CaseReopened(stage.code, "Bas Jansen", WHY, "Bas Jansen", (HALF, YEAR))
    assert (told[CaseReopened].place, told[CaseReopened].subject) == (Place.CASE, stage.code)
    assert told[ReopenedThere].value == ReopenedThere(stage.code, uncovered=False)
    assert not await is_closed(stage)
    assert await follow_ups(stage) == ()
    entries = {(e.verb, e.subject, e.outcome) for e in await stage.audited(2)}
    assert entries == {("casus heropen", stage.code, "heropend"), ("casus heropen", "", "ok")}
    async with stage.database.work() as work:
        case = await work.cases.get(stage.code)
        assert await work.cases.chapters(stage.code) == (
            Chapter(Turn.CLOSED, stage.now - LATER, BAS),
            Chapter(Turn.REOPENED, stage.now, BAS, WHY),
        )
        assert await post_cards(work, stage.speaker, stage.now) == 1, "the card is posted again"
    assert case is not None
    assert (case.closed_at, case.reopened_at) == (None, stage.now)
    assert await coordinator(stage) == BAS


async def test_the_case_is_back_on_the_agenda_and_wants_every_outcome_again(stage: Stage) -> None:
    before = only_of(await stage.in_mdt("!mdt agenda"), Agenda)
    assert before.items == ()
    await reopen(stage)
    [item] = only_of(await stage.in_mdt("!mdt agenda"), Agenda).items
    assert (item.code, item.standing, item.met) == (stage.code, Standing.BACK, True), "its clock was met and stays met"
    card = only_of(await stage.in_case(ANNA, "!casus"), Card)
    assert len(card.file.decisions) == len(Area), "what was decided stays to be seen"
    assert card.file.on_agenda
    said = await stage.in_mdt("!mdt start\n!volgende")
    assert only_of(said, ItemHere).open_areas == tuple(Area)
    stage.now += timedelta(minutes=1)
    decided = only(await stage.in_case(BAS, "!besluit veiligheid: nieuw slot"))
    assert isinstance(decided, Decided)
    assert decided.open_areas == (Area.LAW, Area.CARE, Area.RECOVERY)
    said = await stage.in_mdt("!mdt sluit")
    assert only_of(said, CarriedOver).open_areas == decided.open_areas
    minutes = only_of(said, CaseMinutes)
    assert [d.area for d in minutes.minutes.decisions] == [Area.SAFETY], "the others stand there as decided earlier"
    assert minutes.minutes.missing == decided.open_areas
    assert only_of(said, MeetingClosed).carried == (stage.code,)
    assert only_of(await stage.in_case(BAS, "!casus sluit"), ClosingBlocked)
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, ALL_NVT)
    assert only_of(await stage.in_mdt("!mdt sluit"), MeetingClosed).closed == (stage.code,)
    assert only_of(await stage.in_mdt("!mdt agenda"), Agenda).items == ()
    assert only_of(await stage.in_case(BAS, "!casus sluit"), ClosingAhead).code == stage.code


async def test_a_case_that_is_reopened_during_the_meeting_that_weighed_it_comes_back() -> None:
    stage = await Stage().set_up()
    await stage.in_case(BAS, "!regie bas jansen")
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(BAS, ALL_NVT)
    await stage.in_mdt("!volgende")
    await closed(stage)
    stage.now += timedelta(minutes=1)
    await reopen(stage)
    await stage.in_mdt("!mdt sluit")
    [item] = only_of(await stage.in_mdt("!mdt agenda"), Agenda).items
    assert item.code == stage.code


async def test_a_closed_case_can_be_closed_again_after_that_with_the_same_days(stage: Stage) -> None:
    stage.now -= LATER
    await reopen(stage)
    stage.now += timedelta(minutes=1)
    await weigh(stage)
    assert only_of(await closed(stage), CaseClosed).follow_ups == (HALF, YEAR)
    assert await follow_ups(stage) == (HALF, YEAR)
    async with stage.database.work() as work:
        turns = [chapter.turn for chapter in await work.cases.chapters(stage.code)]
    assert turns == [Turn.CLOSED, Turn.REOPENED, Turn.CLOSED]


async def test_in_the_room_itself_it_works_too(stage: Stage) -> None:
    """Typed just before the room became read-only, and read after."""
    said = await stage.in_case(ANNA, f"!casus heropen: {WHY}")
    assert [each.value for each in said] == [
        CaseReopened(stage.code, "Anna de Vries", WHY, "Bas Jansen", (HALF, YEAR)),
        YoursAgain(stage.code, BAS),
    ]
    only_of(await stage.in_case(ANNA, "!casus heropen nog een keer"), CaseIsOpen)


async def test_the_regiehouder_hears_in_codes_that_somebody_else_reopened_it(stage: Stage) -> None:
    said = await reopen(stage, ANNA)
    [told] = [each for each in said if isinstance(each.value, YoursAgain)]
    assert (told.place, told.subject, told.value) == (Place.DIRECT, BAS, YoursAgain(stage.code, BAS))
    assert WHY not in repr(told.value)


async def test_who_reopens_their_own_case_is_not_rung_for_it(stage: Stage) -> None:
    assert YoursAgain not in {type(value) for value in values(await reopen(stage))}


async def test_who_may_not_coordinate_does_not_reopen(stage: Stage) -> None:
    assert isinstance(only(await reopen(stage, CARLA)), CoordinatingReopens)
    assert await is_closed(stage)


async def test_where_nobody_is_left_who_could_whoever_takes_part_reopens(stage: Stage) -> None:
    await leave_only(stage, "politie")
    said = await reopen(stage, CARLA)
    assert only_of(said, ReopenedThere).uncovered
    assert not await is_closed(stage)


async def outsiders(stage: Stage) -> None:
    """Exclude one person from the case."""
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, ANNA, BAS, stage.now)
        await work.commit()


@pytest.mark.parametrize("who", [ANNA, DIRK, GERDA])
async def test_who_is_not_in_the_case_learns_nothing(stage: Stage, who: UserId) -> None:
    await outsiders(stage)
    known = await reopen(stage, who)
    unknown = await stage.in_direct(who, f"!casus heropen DH-2222: {WHY}")
    short = await stage.in_direct(who, f"!casus heropen {stage.code}")
    assert [only(said) for said in (known, unknown, short)] == [NotYourCase()] * 3
    assert await is_closed(stage)


async def test_when_nobody_takes_part_any_more_nobody_reopens(stage: Stage) -> None:
    await leave_only(stage)
    for who in (ANNA, BAS, CARLA, FRITS):
        assert isinstance(only(await reopen(stage, who)), Refusal)
    assert await is_closed(stage)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!casus heropen", MissingField),
        ("!casus heropen:", MissingField),
        ("!casus heropen zomaar", NotUnderstood),
        ("!casus heropen DH-7K3: nodig", NotUnderstood),
        ("!casus heropen {code}", MissingField),
        ("!casus heropen {code}:", MissingField),
        ("!casus heropen {code}: x", TooShort),
        ("!casus heropen {code}: " + "x" * 501, TooLong),
    ],
)
async def test_bad_input_reopens_nothing(stage: Stage, text: str, refusal: type[Refusal]) -> None:
    assert isinstance(only(await stage.in_direct(BAS, text.format(code=stage.code))), refusal)
    assert await is_closed(stage)


async def test_another_code_in_the_room_is_not_looked_at(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.read()
    for code in (other, "DH-2222"):
        assert isinstance(only(await stage.in_case(BAS, f"!casus heropen {code}: nodig")), NotUnderstood)


async def test_an_open_case_is_not_reopened(stage: Stage) -> None:
    await reopen(stage)
    assert only(await reopen(stage)) == CaseIsOpen(stage.code)
    async with stage.database.work() as work:
        assert len(await work.cases.chapters(stage.code)) == 2


@pytest.mark.parametrize("gone", ["consent", "service", "role"])
async def test_a_regiehouder_who_cannot_be_it_any_more_leaves_the_case_uncovered(stage: Stage, gone: str) -> None:
    async with stage.database.work() as work:
        if gone == "consent":
            await work.cases.record_consent(stage.code, Recorded("csg", Answer.WITHDRAWN, stage.now, ANNA))
        elif gone == "service":
            await work.cases.remove_member(stage.code, BAS)
            await work.people.leave(BAS, stage.now)
        else:
            role = frozenset({Role.PROFESSIONAL})
            people = tuple(replace(p, roles=role) if p.user_id == BAS else p for p in DIRECTORY.people)
            await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    said = await reopen(stage, BAS_SMIT)
    assert await coordinator(stage) is None
    assert only_of(said, CaseReopened).coordinator == ""
    assert only_of(said, ReopenedThere).uncovered
    alarms = {(e.place, e.subject) for e in said if isinstance(e.value, WithoutCoordinator)}
    assert alarms == {(Place.ADMIN, ""), (Place.DIRECT, CARLA)}


async def test_a_yes_waits_until_the_case_is_open_again(stage: Stage) -> None:
    await reopen(stage)
    assert "CaseIsClosed" not in {type(v).__name__ for v in values(await stage.in_case(BAS, "!toestemming om ja"))}


@given(text=st.text(max_size=60), there=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_typed_behind_it_is_answered_and_never_closes(text: str, there: bool) -> None:
    """Nobody guesses a code of five signs; without one nothing is closed."""
    stage = await _weighed()
    for command in ("!casus sluit", "!casus heropen", "!vervalt"):
        said = await (stage.in_direct(BAS, f"{command} {text}") if there else stage.in_case(BAS, f"{command} {text}"))
        assert said
    assert not await is_closed(stage)


async def _weighed() -> Stage:
    stage = await Stage().set_up()
    await weigh(stage)
    return stage


def test_the_days_that_the_fixture_proposes_are_a_year_apart() -> None:
    assert (date(2027, 5, 24), date(2027, 11, 24)) == (HALF, YEAR)
