"""The regiehouder is asked and answers: said in the room, rung for by code, nothing changes before a yes (R10, R11)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.commands.args import MAX_TEXT
from bot.domain.agenda import Reason
from bot.domain.calendar import local_day
from bot.domain.case import Answer, Area, CaseCode, Member
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.duty import Absence, Duty
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.refusals import (
    AlreadyCoordinator,
    MayNotCoordinate,
    MissingField,
    NotInThisCase,
    NotUnderstood,
    Refusal,
    TooLong,
    TooShort,
    UnknownPerson,
)
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_going import NotYourCase
from bot.domain.refusals_regie import (
    AlreadyAsked,
    AskedIsAway,
    NobodyOnDuty,
    NotAsked,
    NothingAsked,
    RequestPassedOn,
    RequestTakenBack,
    StaysInTheRoom,
)
from bot.domain.regie import Kind, Request, RequestState, Step, open_request
from bot.usecases.agenda import why
from bot.usecases.notices import YouCoordinate
from bot.usecases.regie_watch import watch_regie
from bot.usecases.results import Card, CaseMinutes, Who
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_meeting import CarriedOver
from bot.usecases.results_regie import (
    AskedSaidNo,
    Caseload,
    CoordinatorAsked,
    MyRegie,
    NoLongerYours,
    RegieAccepted,
    RegieAcceptedThere,
    RegieAsked,
    RegieAskedHere,
    RegieCalledOff,
    RegiePassedOn,
    RegieRefused,
    RegieRefusedThere,
    RegieShown,
    RegieSilent,
    RegieUnanswered,
    RequestBack,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, DIRK, Said, Stage, only, values
from tests.enrolled import enrol

CAN = "Veilig Thuis, Centrum Seksueel Geweld, Slachtofferhulp Nederland"
WHY = "ik ben twee weken weg"
VERA = "@vera:regiekamer.test"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALL_NVT = "\n".join(f"!besluit {area} nvt" for area in Area)


async def coordinator(stage: Stage, code: CaseCode = "") -> UserId | None:
    async with stage.database.work() as work:
        case = await work.cases.get(code or stage.code)
    assert case is not None
    return case.coordinator


async def requests(stage: Stage) -> tuple[Request, ...]:
    async with stage.database.work() as work:
        return await work.regie.of(stage.code)


async def reasons(stage: Stage) -> tuple[Reason, ...]:
    async with stage.database.work() as work:
        return (await why(work, "DH", local_day(stage.now), Watch())).get(stage.code, ())


async def tick(stage: Stage) -> list[Said]:
    async with stage.database.work() as work:
        if await watch_regie(work, stage.speaker, stage.now, Watch()):
            await work.commit()
    return await stage.read()


async def with_vera(stage: Stage, *, here: bool = True) -> None:
    """Give Veilig Thuis a second one who may be regiehouder, in the case or not."""
    vera = Person(VERA, "Vera Vos", "vt", frozenset({"DH"}), frozenset({Role.PROFESSIONAL, Role.COORDINATOR}))
    async with stage.database.work() as work:
        directory = type(DIRECTORY)(DIRECTORY.regions, DIRECTORY.organisations, (*DIRECTORY.people, vera))
        await enrol(work, directory)
        if here:
            await work.cases.add_member(stage.code, Member(VERA, "vt"))
        await work.commit()


async def absent(stage: Stage, user: UserId, deputy: UserId | None = None) -> None:
    today = local_day(stage.now)
    async with stage.database.work() as work:
        await work.absences.replace(user, [Absence(user, today, today + DAY, deputy)])
        await work.commit()


def at(said: Sequence[Said], place: Place, subject: str) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (place, subject)]


# --- asked, and yes ---


async def test_who_is_asked_hears_it_in_both_places_and_nothing_changes_yet(stage: Stage) -> None:
    said = await stage.in_case(CARLA, "!regie anna")
    asked = CoordinatorAsked(
        stage.code, "Anna de Vries", "Veilig Thuis", "Carla Bakker", "", "", "", False, False, ANNA
    )
    assert at(said, Place.CASE, stage.code) == [asked, RegieAskedHere(stage.code, False, ANNA)]
    assert at(said, Place.DIRECT, ANNA) == [RegieAsked(stage.code, False, False, ANNA)]
    assert len(said) == 3
    assert [s.outgoing.case for s in said if s.place is Place.DIRECT] == [None]
    assert await coordinator(stage) is None
    [row] = await requests(stage)
    assert (row.asked, row.asked_by, row.kind, row.state) == (ANNA, CARLA, Kind.APPOINT, RequestState.OPEN)


@pytest.mark.parametrize("line", ["!regie aanvaard", "!coordinator accept", "!regie aanvaard CODE"])
async def test_a_yes_in_the_room_gives_the_role(stage: Stage, line: str) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(CARLA, "!regie anna")
    assert await coordinator(stage) == BAS, "the earlier one stays until then"
    said = await stage.in_case(ANNA, line.replace("CODE", stage.code))
    assert at(said, Place.CASE, stage.code) == [
        RegieAccepted(stage.code, "Anna de Vries", "Veilig Thuis", "Bas Jansen", (), BAS)
    ]
    assert at(said, Place.DIRECT, BAS) == [NoLongerYours(stage.code, BAS)]
    assert await coordinator(stage) == ANNA
    assert [row.state for row in await requests(stage)] == [RequestState.ACCEPTED] * 2
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == NotAsked()


async def test_a_yes_in_the_direct_chat_is_said_in_the_room_by_name_and_there_by_code(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_direct(ANNA, f"!regie aanvaard {stage.code.lower()}")
    assert at(said, Place.DIRECT, ANNA) == [RegieAcceptedThere((stage.code,))]
    assert at(said, Place.CASE, stage.code) == [RegieAccepted(stage.code, "Anna de Vries", "Veilig Thuis", "", (), "")]
    assert await coordinator(stage) == ANNA


async def test_all_questions_can_be_answered_at_once(stage: Stage) -> None:
    other = await stage.new_case("2")
    for code in (stage.code, other):
        await stage.in_case(CARLA, "!regie anna", code)
    said = await stage.in_direct(ANNA, "!regie aanvaard alles")
    assert at(said, Place.DIRECT, ANNA) == [RegieAcceptedThere(tuple(sorted((stage.code, other))))]
    assert [await coordinator(stage, code) for code in (stage.code, other)] == [ANNA, ANNA]
    assert only(await stage.in_direct(ANNA, "!regie aanvaard alles")) == NotAsked()


@pytest.mark.parametrize("line", ["!regie ik", "!regie Anna de Vries", f"!regie {ANNA}"])
async def test_naming_oneself_is_saying_yes_and_ends_what_was_asked(stage: Stage, line: str) -> None:
    await stage.in_case(CARLA, "!regie @bsmit")
    said = await stage.in_case(ANNA, line)
    assert only(said) == RegieAccepted(stage.code, "Anna de Vries", "Veilig Thuis", "", (), "")
    assert await coordinator(stage) == ANNA
    assert open_request(await requests(stage)) is None
    assert only(await stage.in_case(BAS_SMIT, "!regie aanvaard")) == RequestTakenBack()


# --- no ---


async def test_a_no_says_why_in_the_room_and_alarms(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_case(ANNA, f"!regie weiger: {WHY}")
    assert at(said, Place.CASE, stage.code) == [RegieRefused(stage.code, "Anna de Vries", WHY, True, CARLA)]
    assert at(said, Place.DIRECT, CARLA) == [
        AskedSaidNo(stage.code, CARLA),
        WithoutCoordinator((stage.code,), CARLA),
    ]
    assert at(said, Place.ADMIN, "") == [WithoutCoordinator((stage.code,))]
    [row] = await requests(stage)
    assert (row.state, row.reason, row.ended_at) == (RequestState.REFUSED, WHY, stage.now)
    assert Reason.NO_COORDINATOR in await reasons(stage)


@pytest.mark.parametrize("between", [": ", " ", ":"])
async def test_a_reason_from_the_direct_chat_stands_in_the_room_only(stage: Stage, between: str) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_direct(ANNA, f"!regie weiger {stage.code}{between}{WHY}")
    assert at(said, Place.CASE, stage.code) == [RegieRefused(stage.code, "Anna de Vries", WHY, False, CARLA)]
    assert at(said, Place.DIRECT, ANNA) == [RegieRefusedThere(stage.code)]
    assert not [s for s in said if isinstance(s.value, WithoutCoordinator)], "Bas still has it"
    assert await coordinator(stage) == BAS


# --- what one may not do ---


@pytest.mark.parametrize(
    ("who", "line", "refusal"),
    [
        (ANNA, "!regie carla", MayNotCoordinate(CAN)),
        (ANNA, "!regie politie", MayNotCoordinate(CAN)),
        (ANNA, "!regie om", MayNotCoordinate(CAN)),
        (CARLA, "!regie ik", MayNotCoordinate(CAN)),
        (ANNA, "!regie dirk", NotInThisCase("wie")),
        (ANNA, "!regie iemand", UnknownPerson("wie")),
        (CARLA, "!regie bsmit", AlreadyCoordinator()),
        (CARLA, "!regie bas jansen", AlreadyAsked("Bas Jansen")),
        (ANNA, "!regie aanvaard", NotAsked()),
        (ANNA, f"!regie weiger: {WHY}", NotAsked()),
        (BAS, "!regie weiger", MissingField("reden", "!regie weiger: ik ben twee weken weg")),
        (BAS, "!regie weiger:", MissingField("reden", "!regie weiger: ik ben twee weken weg")),
        (BAS, "!regie weiger: ja", TooShort("reden", 3, "!regie weiger: ik ben twee weken weg")),
        (BAS, f"!regie weiger: {'x' * 501}", TooLong("reden", MAX_TEXT)),
        (BAS, "!regie aanvaard DH-2222", NotUnderstood("code", "!regie aanvaard DH-7K3M")),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(
    stage: Stage, who: UserId, line: str, refusal: Refusal
) -> None:
    await stage.in_case(BAS_SMIT, "!regie ik")
    await stage.in_case(CARLA, "!regie bas jansen")
    before = await requests(stage)
    assert only(await stage.in_case(who, line)) == refusal
    assert await requests(stage) == before
    assert await coordinator(stage) == BAS_SMIT


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("!regie aanvaard", MissingField("code", "!regie aanvaard DH-7K3M")),
        ("!regie aanvaard morgen", NotUnderstood("code", "!regie aanvaard DH-7K3M")),
        ("!regie aanvaard DH-2222", NotYourCase()),
        ("!regie weiger", MissingField("code", "!regie weiger DH-7K3M: ik ben twee weken weg")),
        ("!regie weiger: te druk", NotUnderstood("code", "!regie weiger DH-7K3M: ik ben twee weken weg")),
        ("!regie weiger CODE", MissingField("reden", "!regie weiger DH-7K3M: ik ben twee weken weg")),
        ("!regie CODE", StaysInTheRoom()),
        ("!regie DH-2222", StaysInTheRoom()),
        ("!regie anna", StaysInTheRoom()),
    ],
)
async def test_in_the_direct_chat_too_and_nobody_hears_who_it_is(stage: Stage, line: str, refusal: Refusal) -> None:
    """R11: outside a case room the same is said whether or not there is such a case."""
    await stage.in_case(CARLA, "!regie anna")
    before = await requests(stage)
    assert only(await stage.in_direct(ANNA, line.replace("CODE", stage.code))) == refusal
    assert await requests(stage) == before


async def test_who_is_not_in_the_case_cannot_answer_for_it(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    for line in (f"!regie aanvaard {stage.code}", f"!regie weiger {stage.code}: {WHY}"):
        assert only(await stage.in_direct(DIRK, line)) == NotYourCase()


async def test_another_question_takes_the_place_of_the_first_and_says_so(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_case(CARLA, "!regie bas jansen")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert (asked.name, asked.replaced) == ("Bas Jansen", "Anna de Vries")
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == RequestTakenBack()
    await stage.in_case(BAS, "!regie aanvaard")
    assert await coordinator(stage) == BAS


async def test_a_question_is_taken_back(stage: Stage) -> None:
    assert only(await stage.in_case(ANNA, "!regie intrekken")) == NothingAsked()
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_case(BAS, "!regie intrekken")
    assert at(said, Place.CASE, stage.code) == [RequestBack("Anna de Vries", True)]
    assert at(said, Place.DIRECT, CARLA) == [WithoutCoordinator((stage.code,), CARLA)]
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == RequestTakenBack()
    assert await coordinator(stage) is None


async def test_after_consent_was_withdrawn_nobody_says_yes(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded("vt", Answer.WITHDRAWN, stage.now, CARLA))
        await work.commit()
    assert only(await stage.in_direct(ANNA, f"!regie aanvaard {stage.code}")) == NotYourCase()
    assert await stage.in_case(ANNA, "!regie aanvaard") == []
    said = await tick(stage)
    assert at(said, Place.CASE, stage.code) == [RegieSilent(stage.code, "Anna de Vries", True, True)]
    assert WithoutCoordinator((stage.code,), CARLA) in values(said)
    assert [row.state for row in await requests(stage)] == [RequestState.EXPIRED]
    assert await tick(stage) == []


async def test_after_the_role_was_taken_away_nobody_says_yes(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    async with stage.database.work() as work:
        people = tuple(
            Person(p.user_id, p.name, p.organisation, p.regions, frozenset({Role.PROFESSIONAL}))
            if p.user_id == ANNA
            else p
            for p in DIRECTORY.people
        )
        await enrol(work, type(DIRECTORY)(DIRECTORY.regions, DIRECTORY.organisations, people))
        await work.commit()
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == MayNotCoordinate(CAN)
    assert await coordinator(stage) is None


async def test_after_closing_nobody_says_yes(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    async with stage.database.work() as work:
        await work.cases.close(stage.code, stage.now, BAS)
        await work.commit()
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == CaseIsClosed()
    assert only(await stage.in_direct(ANNA, f"!regie aanvaard {stage.code}")) == CaseIsClosed()
    assert values(await tick(stage)) == [RegieCalledOff(stage.code, ANNA)]
    assert [row.state for row in await requests(stage)] == [RequestState.WITHDRAWN]
    assert await tick(stage) == []


# --- an organisation, and who is away ---


async def test_of_an_organisation_whoever_is_on_duty_is_asked(stage: Stage) -> None:
    await with_vera(stage, here=False)
    async with stage.database.work() as work:
        await work.duties.replace("DH", "vt", [Duty("DH", "vt", VERA, weekday=1)])
        await work.commit()
    said = await stage.in_case(CARLA, "!regie Veilig Thuis")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert (asked.name, asked.comes) == ("Vera Vos", True)
    assert at(said, Place.DIRECT, VERA)[-1] == RegieAsked(stage.code, True, False, VERA)
    assert RegieAskedHere(stage.code, False, VERA) not in values(said), "the room is new to her"
    async with stage.database.work() as work:
        assert Member(VERA, "vt") in await work.cases.roster(stage.code)
    entries = {(e.verb, e.subject, e.outcome) for e in await stage.audited(3)}
    assert ("regie", f"{stage.code} {VERA}", "erin voor de regie") in entries


async def test_without_a_rota_the_only_one_of_it_who_could_is_asked(stage: Stage) -> None:
    said = await stage.in_case(CARLA, "!regie csg")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert asked.name == "Bas Jansen"
    await with_vera(stage)
    assert only(await stage.in_case(CARLA, "!regie vt")) == NobodyOnDuty("Veilig Thuis")


async def test_for_who_is_away_the_deputy_is_asked_and_it_is_said(stage: Stage) -> None:
    await absent(stage, ANNA)
    assert only(await stage.in_case(CARLA, "!regie anna")) == AskedIsAway("Anna de Vries")
    await with_vera(stage, here=False)
    await absent(stage, ANNA, VERA)
    said = await stage.in_case(CARLA, "!regie anna")
    [asked] = [value for value in values(said) if isinstance(value, CoordinatorAsked)]
    assert (asked.name, asked.away, asked.comes) == ("Vera Vos", "Anna de Vries", True)
    [row] = await requests(stage)
    assert (row.asked, row.stands_for) == (VERA, ANNA)


async def test_who_sits_in_for_the_mdt_and_is_asked_stays_for_the_answer(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.add_member(stage.code, Member(ANNA, "vt", guest=True))
        await work.commit()
    await stage.in_case(CARLA, "!regie anna")
    async with stage.database.work() as work:
        assert Member(ANNA, "vt") in await work.cases.roster(stage.code)


# --- the MDT and the cards ---


async def test_an_open_question_covers_a_case_for_the_mdt(stage: Stage) -> None:
    assert Reason.NO_COORDINATOR in await reasons(stage)
    await stage.in_case(CARLA, "!regie anna")
    assert Reason.NO_COORDINATOR not in await reasons(stage)
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, ALL_NVT)
    said = await stage.in_mdt("!mdt sluit")
    assert not [value for value in values(said) if isinstance(value, CarriedOver)]
    [minutes] = [value for value in values(said) if isinstance(value, CaseMinutes)]
    assert (minutes.coordinator, minutes.asked) == ("", "Anna de Vries")
    assert await reasons(stage) == ()
    await stage.in_case(ANNA, f"!regie weiger: {WHY}")
    assert await reasons(stage) == (Reason.NO_COORDINATOR,)


async def test_the_room_shows_who_is_asked(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    card = only(await stage.in_case(BAS, "!casus"))
    assert isinstance(card, Card)
    assert card.file.asked is not None
    assert card.file.asked.asked == ANNA
    who = only(await stage.in_case(BAS, "!wie"))
    assert isinstance(who, Who)
    assert (who.coordinator, who.asked) == (None, "Anna de Vries")
    shown = only(await stage.in_case(BAS, "!regie"))
    assert shown == RegieShown(stage.code, "", "", None, "Anna de Vries", stage.now, False, False)
    await stage.in_case(ANNA, "!regie aanvaard")
    shown = only(await stage.in_case(BAS, "!regie"))
    assert shown == RegieShown(stage.code, "Anna de Vries", "Veilig Thuis", stage.now, "", None, False, False)


async def test_ones_own_cases_and_questions_are_codes_in_the_direct_chat(stage: Stage) -> None:
    other = await stage.new_case("2")
    await stage.in_case(ANNA, "!regie ik")
    began = stage.now
    stage.now += HOUR
    await stage.in_case(CARLA, "!regie anna", other)
    assert only(await stage.in_direct(ANNA, "!regie")) == MyRegie(((stage.code, began),), ((other, stage.now),))
    assert only(await stage.in_direct(DIRK, "!regie")) == MyRegie((), ())


async def test_the_chair_sees_counts(stage: Stage) -> None:
    codes = [stage.code, *[await stage.new_case(str(number)) for number in (2, 3, 4)]]
    for code in codes[:2]:
        await stage.in_case(ANNA, "!regie ik", code)
    await stage.in_case(CARLA, "!regie anna", codes[2])
    load = only(await stage.in_mdt("!mdt regie"))
    assert isinstance(load, Caseload)
    assert [(each.name, each.organisation, each.count) for each in load.loads] == [("Anna de Vries", "Veilig Thuis", 2)]
    assert (load.asked, load.without) == (1, 1)
    assert not any(code in repr(load) for code in codes)


# --- silence ---


async def test_silence_is_asked_again_then_the_deputy_then_the_chair(stage: Stage) -> None:
    """Asked on Tuesday at nine (Dutch time): 11, 13, and after another four hours 17."""
    await with_vera(stage)
    await stage.in_case(CARLA, "!regie anna")
    stage.now += 2 * HOUR - timedelta(minutes=1)
    assert await tick(stage) == []
    stage.now += timedelta(minutes=1)
    said = await tick(stage)
    assert sorted(map(repr, values(said))) == sorted(
        map(repr, [RegieAskedHere(stage.code, True, ANNA), RegieAsked(stage.code, False, True, ANNA)])
    )
    assert await tick(stage) == [], "once"
    stage.now += 2 * HOUR
    said = await tick(stage)
    assert at(said, Place.CASE, stage.code) == [
        RegiePassedOn(stage.code, "Anna de Vries", "Vera Vos", False),
        RegieAskedHere(stage.code, False, VERA),
    ]
    assert at(said, Place.DIRECT, VERA)[-1] == RegieAsked(stage.code, False, False, VERA)
    assert only(await stage.in_case(ANNA, "!regie aanvaard")) == RequestPassedOn()
    assert Reason.NO_COORDINATOR not in await reasons(stage), "somebody is asked"
    stage.now += 2 * HOUR
    assert RegieAsked(stage.code, False, True, VERA) in values(await tick(stage))
    stage.now += 2 * HOUR
    said = await tick(stage)
    assert at(said, Place.CASE, stage.code) == [RegieSilent(stage.code, "Vera Vos", False, True)]
    assert at(said, Place.DIRECT, CARLA) == [WithoutCoordinator((stage.code,), CARLA)]
    assert Reason.NO_COORDINATOR in await reasons(stage), "the chair knows; it covers no longer"
    assert await tick(stage) == []
    await stage.in_case(VERA, "!regie aanvaard")
    assert await coordinator(stage) == VERA, "the question stands open"


async def test_without_a_deputy_the_chair_hears_it_at_once_and_who_has_it_keeps_it(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(CARLA, "!regie anna")
    stage.now += 4 * HOUR
    said = await tick(stage)
    assert at(said, Place.DIRECT, CARLA) == [RegieUnanswered(stage.code, CARLA)]
    assert at(said, Place.CASE, stage.code) == [RegieSilent(stage.code, "Anna de Vries", False, False)]
    assert await coordinator(stage) == BAS


async def test_nights_and_weekends_do_not_count_and_nobody_is_rung_then(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    stage.now += timedelta(hours=14)  # eleven at night
    assert await tick(stage) == []
    stage.now += timedelta(hours=9, minutes=1)  # after eight in the morning: long past both moments
    said = await tick(stage)
    assert at(said, Place.CASE, stage.code) == [RegieSilent(stage.code, "Anna de Vries", False, True)]


async def test_after_days_without_the_bot_the_question_goes_on_once(stage: Stage) -> None:
    await with_vera(stage)
    await stage.in_case(CARLA, "!regie anna")
    stage.now += 2 * DAY
    said = await tick(stage)
    assert [type(value) for value in at(said, Place.CASE, stage.code)] == [RegiePassedOn, RegieAskedHere]
    assert await tick(stage) == [], "her hours begin now"


async def test_a_clock_that_was_wrong_does_not_silence_a_question(stage: Stage) -> None:
    now = stage.now
    stage.now += 365 * DAY
    await stage.in_case(CARLA, "!regie anna")
    stage.now = now
    assert await tick(stage) == []
    stage.now += 2 * HOUR
    assert RegieAsked(stage.code, False, True, ANNA) in values(await tick(stage))


# --- who took over by themselves ---


async def take_over(stage: Stage) -> list[Said]:
    """Anna is regiehouder and withdraws; Vera, of the same organisation and on its rota, takes over."""
    await with_vera(stage)
    async with stage.database.work() as work:
        await work.duties.replace("DH", "vt", [Duty("DH", "vt", VERA, weekday=1)])
        await work.commit()
    await stage.in_case(ANNA, "!regie ik")
    return await stage.in_case(ANNA, "!terugtrekken bevestig")


async def test_who_takes_over_has_it_at_once_and_is_asked_to_confirm(stage: Stage) -> None:
    said = await take_over(stage)
    assert at(said, Place.DIRECT, VERA)[-1] == YouCoordinate(stage.code, VERA)
    assert await coordinator(stage) == VERA
    request = open_request(await requests(stage))
    assert request is not None
    assert (request.asked, request.kind) == (VERA, Kind.CONFIRM)
    shown = only(await stage.in_case(BAS, "!regie"))
    assert isinstance(shown, RegieShown)
    assert (shown.name, shown.confirms, shown.asked) == ("Vera Vos", True, "")
    said = await stage.in_case(VERA, "!regie aanvaard")
    assert only(said) == RegieAccepted(stage.code, "Vera Vos", "Veilig Thuis", "", (), "")
    assert open_request(await requests(stage)) is None
    assert await coordinator(stage) == VERA


async def test_who_does_not_want_what_came_to_them_has_it_no_longer(stage: Stage) -> None:
    await take_over(stage)
    said = await stage.in_case(VERA, f"!regie weiger: {WHY}")
    assert at(said, Place.CASE, stage.code) == [RegieRefused(stage.code, "Vera Vos", WHY, True, ANNA)]
    assert WithoutCoordinator((stage.code,), CARLA) in values(said)
    assert await coordinator(stage) is None
    assert Reason.NO_COORDINATOR in await reasons(stage)


async def test_silence_after_taking_over_leaves_the_case_with_somebody(stage: Stage) -> None:
    await take_over(stage)
    stage.now += 4 * HOUR
    said = await tick(stage)
    assert at(said, Place.DIRECT, CARLA) == [RegieUnanswered(stage.code, CARLA)]
    assert await coordinator(stage) == VERA
    request = open_request(await requests(stage))
    assert request is not None
    assert request.step is Step.CHAIR


async def test_administrators_hear_codes_only(stage: Stage) -> None:
    await stage.in_case(CARLA, "!regie anna")
    said = await stage.in_case(ANNA, f"!regie weiger: {WHY}")
    outside = [each for each in said if each.place is not Place.CASE]
    assert {each.subject for each in outside} == {"", CARLA}
    assert not any(WHY in repr(each.value) or "Anna" in repr(each.value) for each in outside)
