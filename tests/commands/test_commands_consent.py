"""Consent in the rooms: shown, given by the code of what was shown, and taken away at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest

from bot.domain.case import Answer, Area, CaseCode, Consent, Owner
from bot.domain.consent import Decider, Recorded
from bot.domain.people import Place, UserId
from bot.domain.refusals import DateInPast, MissingField, NotUnderstood, Refusal, TooShort
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_consent import (
    AnswerNotUnderstood,
    AnswerStandsAlready,
    CoordinatingSaysYes,
    DeciderNeeded,
    NobodyWorksThere,
    OnlyCoordinatorSaysYes,
    ReasonIsKept,
    TakesNoPart,
    UnknownParty,
    UnknownScope,
    YesOnlyInRoom,
)
from bot.domain.refusals_going import NotYourCase
from bot.domain.standing import Kind, Record
from bot.usecases.notices import YourTurn
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.results_consent import (
    AnswerRecorded,
    ConsentHistory,
    ConsentInRoom,
    ConsentOverview,
    ConsentTaken,
    ConsentTakenThere,
    NobodyLeft,
    OrganisationGone,
    OutOfCase,
    ReasonKept,
    WhyTaken,
    YesAhead,
    YesRecorded,
    YouMayJoin,
)
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.rosters import readers_of
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRECTORY,
    DIRK,
    EVA,
    FRITS,
    GERDA,
    Said,
    Stage,
    intake,
    prints,
)
from tests.enrolled import enrol

T = TypeVar("T")


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


async def roster(stage: Stage, code: CaseCode = "") -> set[UserId]:
    async with stage.database.work() as work:
        return {member.user_id for member in await work.cases.roster(code or stage.code)}


async def consent_of(stage: Stage, organisation: str) -> Consent:
    async with stage.database.work() as work:
        [found] = [c for c in await work.cases.consents(stage.code) if c.organisation == organisation]
    return found


async def record(stage: Stage) -> tuple[Recorded, ...]:
    async with stage.database.work() as work:
        return await work.cases.consent_history(stage.code)


async def coordinate(stage: Stage, user: UserId = BAS) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, user)
        await work.commit()


def values(said: list[Said]) -> list[object]:
    return [each.value for each in said]


def only(said: list[Said], kind: type[T]) -> T:
    [found] = [each.value for each in said if isinstance(each.value, kind)]
    return found


async def ahead(stage: Stage, text: str, who: UserId = BAS) -> YesAhead:
    return only(await stage.in_case(who, text), YesAhead)


async def give(stage: Stage, text: str, who: UserId = BAS) -> list[Said]:
    """Have it shown, and done by the line that was shown."""
    return await stage.in_case(who, (await ahead(stage, text, who)).command)


async def test_one_screen_shows_each_organisation_and_where_it_comes_from(stage: Stage) -> None:
    await stage.in_case(ANNA, "!toestemming csg ingetrokken")
    shown = only(await stage.in_case(ANNA, "!toestemming"), ConsentOverview)
    assert [(line.organisation, line.answer, line.by) for line in shown.lines] == [
        ("Politie", Answer.YES, ""),
        ("Veilig Thuis", Answer.YES, ""),
        ("Centrum Seksueel Geweld", Answer.WITHDRAWN, "Anna de Vries"),
        ("Slachtofferhulp Nederland", Answer.YES, ""),
        ("Openbaar Ministerie", Answer.NO, ""),
        ("Perspectief Herstelbemiddeling", Answer.ANONYMOUS, ""),
    ]
    assert {line.at for line in shown.lines} == {stage.now, stage.now - timedelta(hours=2)}


async def test_a_yes_names_who_comes_in_and_waits_for_the_code(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming OM ja recht, veiligheid door ouder tot 1 maart")
    assert plan.joins == ("Dirk Visser",)
    assert (plan.line.areas, plan.line.decided_by) == ((Area.SAFETY, Area.LAW), Decider.GUARDIAN)
    assert plan.line.until == date(2027, 3, 1)
    assert DIRK not in await roster(stage)
    assert (await consent_of(stage, "om")).answer is Answer.NO
    said = await stage.in_case(BAS, plan.command)
    assert DIRK in await roster(stage)
    assert only(said, YesRecorded).joins == ("Dirk Visser",)
    [told] = [each for each in said if isinstance(each.value, YouMayJoin)]
    assert (told.place, told.subject) == (Place.DIRECT, DIRK)
    assert await consent_of(stage, "om") == Consent("om", Answer.YES, (Area.SAFETY, Area.LAW), date(2027, 3, 1))
    entry = (await record(stage))[-1]
    assert (entry.by, entry.decided_by, entry.at) == (BAS, Decider.GUARDIAN, stage.now)
    async with stage.database.work() as work:
        assert stage.code in await work.cases.cards_due(stage.now), "the card is promised"
    assert ("toestemming", f"{stage.code} om", "ja") in [(e.verb, e.subject, e.outcome) for e in await stage.audited(3)]


async def test_the_code_of_another_yes_does_nothing(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    code = plan.command.split()[-1]
    again = only(await stage.in_case(BAS, f"!toestemming om ja veiligheid bevestig {code}"), YesAhead)
    assert again.again
    assert DIRK not in await roster(stage)


async def test_what_was_said_meanwhile_makes_it_another_plan(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    await stage.in_case(CARLA, "!toestemming om anoniem")
    again = only(await stage.in_case(BAS, plan.command), YesAhead)
    assert again.again
    assert again.command != plan.command
    assert DIRK not in await roster(stage)
    await stage.in_case(BAS, again.command)
    assert DIRK in await roster(stage)


async def test_a_code_is_used_once_and_is_not_kept_by_others(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    await stage.in_case(BAS, plan.command)
    assert isinstance(values(await stage.in_case(BAS, plan.command))[0], AnswerStandsAlready)
    await stage.in_case(BAS, "!toestemming om ingetrokken")
    again = only(await stage.in_case(BAS, plan.command), YesAhead)
    assert again.again
    assert DIRK not in await roster(stage)


async def test_only_the_regiehouder_says_yes(stage: Stage) -> None:
    await coordinate(stage, BAS)
    assert only(await stage.in_case(ANNA, "!toestemming om ja"), OnlyCoordinatorSaysYes).name == "Bas Jansen"
    plan = await ahead(stage, "!toestemming om ja", BAS)
    assert isinstance(values(await stage.in_case(ANNA, plan.command))[0], OnlyCoordinatorSaysYes)
    assert DIRK not in await roster(stage)


async def test_without_a_regiehouder_an_organisation_that_may_supply_one_says_yes(stage: Stage) -> None:
    only(await stage.in_case(CARLA, "!toestemming om ja"), CoordinatingSaysYes)
    await give(stage, "!toestemming om ja", ANNA)
    assert DIRK in await roster(stage)


async def test_who_still_has_to_accept_the_protocol_is_named_and_not_in_yet(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.standings.save(Record(DIRK, "om", Kind.PROFESSIONAL))
        await work.commit()
    plan = await ahead(stage, "!toestemming om ja")
    assert (plan.joins, plan.waiting) == ((), ("Dirk Visser",))
    said = await stage.in_case(BAS, plan.command)
    assert not [each for each in said if isinstance(each.value, YouMayJoin)]
    async with stage.database.work() as work:
        room = await work.rooms.find(Place.CASE, stage.code)
        assert room is not None
        assert DIRK not in await readers_of(work, room, stage.dispatcher._mode)
        await enrol(work, only={DIRK})
        assert DIRK in await readers_of(work, room, stage.dispatcher._mode)


async def test_a_yes_for_whom_nobody_can_come_is_refused(stage: Stage) -> None:
    async with stage.database.work() as work:
        people = tuple(replace(p, regions=frozenset({"OB"})) if p.user_id == DIRK else p for p in DIRECTORY.people)
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    only(await stage.in_case(BAS, "!toestemming om ja"), NobodyWorksThere)
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        await work.cases.exclude(stage.code, DIRK, BAS, stage.now)
        await work.commit()
    only(await stage.in_case(BAS, "!toestemming om ja"), NobodyWorksThere)
    assert (await consent_of(stage, "om")).answer is Answer.NO


async def test_who_was_excluded_does_not_come_in_by_a_yes(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, CARLA, BAS, stage.now)
        people = (*DIRECTORY.people, replace(DIRECTORY.people[3], user_id="@piet:regiekamer.test", name="Piet Agent"))
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    await stage.in_case(BAS, "!toestemming politie nee")
    assert (await ahead(stage, "!toestemming politie ja")).joins == ("Piet Agent",)
    await give(stage, "!toestemming politie ja")
    assert CARLA not in await roster(stage)
    assert "@piet:regiekamer.test" in await roster(stage)


async def test_of_a_minor_it_is_said_who_decided_and_a_doubtful_informant_is_named(stage: Stage) -> None:
    minor = replace(intake("9"), minor=True, informant_may_be_suspects_family=True)
    async with stage.database.work() as work:
        opened = await open_case(work, stage.speaker, minor, prints("9", "9"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    await stage.make_rooms()
    only(await stage.in_case(BAS, "!toestemming om ja", opened.code), DeciderNeeded)
    shown = only(await stage.in_case(BAS, "!toestemming om ja door beiden", opened.code), YesAhead)
    assert shown.family
    assert not (await ahead(stage, "!toestemming om ja")).family


async def test_a_changed_yes_keeps_who_is_there_and_brings_nobody(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.remove_member(stage.code, CARLA)
        await work.commit()
    plan = await ahead(stage, "!toestemming politie ja veiligheid")
    assert (plan.joins, plan.stays) == ((), True)
    before = await roster(stage)
    await stage.in_case(BAS, plan.command)
    assert await roster(stage) == before
    assert (await consent_of(stage, "politie")).areas == (Area.SAFETY,)


@pytest.mark.parametrize("answer", ["ingetrokken", "nee", "anoniem"])
async def test_taking_away_is_done_at_once_by_anybody_and_before_it_is_said(stage: Stage, answer: str) -> None:
    said = await stage.in_case(ANNA, f"!toestemming Politie {answer}")
    first = said[0] if said[0].place is Place.CASE else next(each for each in said if each.place is Place.CASE)
    assert isinstance(first.value, ConsentTaken)
    async with stage.database.work() as work:
        room = await work.rooms.find(Place.CASE, stage.code)
        assert room is not None
        readers = await readers_of(work, room, stage.dispatcher._mode)
        assert stage.code not in await work.cases.of_person(CARLA)
    assert set(readers) == {ANNA, BAS, BAS_SMIT}, "the announcement cannot be encrypted for her"
    out = [each for each in said if isinstance(each.value, OutOfCase)]
    assert [(each.place, each.subject) for each in out] == [(Place.DIRECT, CARLA)]
    assert (await consent_of(stage, "politie")).answer is Answer(answer)


async def test_words_in_the_room_are_not_kept_and_the_reason_is_asked_in_the_direct_chat(stage: Stage) -> None:
    said = await stage.in_case(ANNA, "!toestemming Politie ingetrokken omdat zij Merkwoord")
    assert "Merkwoord" not in repr(values(said))
    [asked] = [each for each in said if isinstance(each.value, WhyTaken)]
    assert (asked.place, asked.subject) == (Place.DIRECT, ANNA)
    assert only(said, WhyTaken).dropped
    assert (await record(stage))[-1].reason == ""
    answer = await stage.in_direct(ANNA, f"!reden {stage.code} omdat zij dat vroeg")
    assert values(answer) == [ReasonKept(stage.code)]
    assert (await record(stage))[-1].reason == "omdat zij dat vroeg"
    only(await stage.in_direct(ANNA, f"!reden {stage.code} iets anders"), ReasonIsKept)
    assert (await record(stage))[-1].reason == "omdat zij dat vroeg"


async def test_a_reason_is_hidden_from_whoever_comes_back(stage: Stage) -> None:
    await stage.in_direct(ANNA, f"!toestemming {stage.code} Politie ingetrokken omdat zij dat vroeg")
    shown = only(await stage.in_case(BAS, "!toestemming politie"), ConsentHistory)
    assert shown.lines[0].reason == "omdat zij dat vroeg"
    await give(stage, "!toestemming politie ja")
    shown = only(await stage.in_case(CARLA, "!toestemming politie"), ConsentHistory)
    assert [(line.answer, line.reason, line.explained) for line in shown.lines] == [
        (Answer.YES, "", False),
        (Answer.WITHDRAWN, "", True),
        (Answer.YES, "", False),
    ]


async def test_a_reason_is_given_only_by_who_took_it_away(stage: Stage) -> None:
    await stage.in_case(ANNA, "!toestemming Politie ingetrokken")
    only(await stage.in_direct(BAS, f"!reden {stage.code} ik weet het"), NotYourCase)
    only(await stage.in_direct(ANNA, "!reden DH-ZZZZ ik weet het"), NotYourCase)
    only(await stage.in_direct(ANNA, f"!reden {stage.code} ik"), TooShort)
    only(await stage.in_direct(ANNA, "!reden"), MissingField)
    only(await stage.in_direct(ANNA, "!reden omdat"), NotUnderstood)


async def test_their_actions_go_to_the_regiehouder_who_hears_it(stage: Stage) -> None:
    await coordinate(stage, BAS)
    await stage.in_case(ANNA, "!actie @carla vrijdag: sporen")
    await stage.in_case(ANNA, "!actie politie vrijdag: bellen")
    await stage.in_case(ANNA, "!actie @anna vrijdag: mailen")
    said = await stage.in_case(ANNA, "!toestemming Politie ingetrokken")
    taken = only(said, ConsentTaken)
    assert (taken.gone.labels, taken.gone.to) == (("A1", "A2"), "Bas Jansen")
    assert [each.value.label for each in said if isinstance(each.value, YourTurn)] == ["A1", "A2"]
    async with stage.database.work() as work:
        owners = [action.owner for action in await work.actions.of(stage.code)]
    assert owners == [Owner("csg", BAS), Owner("csg", BAS), Owner("vt", ANNA)]


async def test_when_the_regiehouder_goes_along_the_alarm_rings(stage: Stage) -> None:
    await coordinate(stage, BAS)
    await stage.in_case(ANNA, f"!actie {BAS} vrijdag: onderzoek")
    said = await stage.in_case(BAS, "!toestemming csg ingetrokken")
    assert only(said, ConsentTaken).gone.coordinated
    alarms = {each.subject for each in said if isinstance(each.value, WithoutCoordinator)}
    assert alarms == {"", CARLA}
    async with stage.database.work() as work:
        case = await work.cases.get(stage.code)
        assert case is not None
        assert case.coordinator is None
        assert [action.owner for action in await work.actions.of(stage.code)] == [Owner("csg")]
    direct = {type(each.value) for each in said if each.subject == BAS}
    assert direct == {OutOfCase, WhyTaken}, "one's own organisation too"
    assert await stage.in_case(BAS, "!casus") == []


async def test_from_the_direct_chat_the_room_hears_it_and_the_answer_holds_no_content(stage: Stage) -> None:
    said = await stage.in_direct(ANNA, f"!toestemming {stage.code} Politie ingetrokken")
    assert CARLA not in await roster(stage)
    assert [type(each.value) for each in said if each.place is Place.CASE] == [OrganisationGone]
    assert [each.value for each in said if each.subject == ANNA] == [ConsentTakenThere(stage.code, False, False)]
    only(await stage.in_direct(ANNA, f"!toestemming {stage.code} om ja"), YesOnlyInRoom)
    assert values(await stage.in_direct(ANNA, f"!toestemming {stage.code}")) == [ConsentInRoom(stage.code)]
    assert values(await stage.in_direct(ANNA, f"!toestemming {stage.code} om")) == [ConsentInRoom(stage.code)]


@pytest.mark.parametrize("rest", ["", " Politie", " Politie ingetrokken", " Politie ja", " Elders ingetrokken", " x y"])
async def test_of_a_case_one_is_not_in_nothing_is_said(stage: Stage, rest: str) -> None:
    async with stage.database.work() as work:
        other = replace(intake("8"), region="OB", consents=(Consent("vt", Answer.YES),))
        opened = await open_case(work, stage.speaker, other, prints("8", "8"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    said = [values(await stage.in_direct(DIRK, f"!toestemming {code}{rest}")) for code in (stage.code, "DH-ZZZZ")]
    said += [values(await stage.in_direct(who, f"!toestemming {opened.code}{rest}")) for who in (ANNA, DIRK)]
    said += [values(await stage.in_direct(GERDA, f"!toestemming {stage.code}{rest}"))]
    assert said == [[NotYourCase()]] * 5
    assert CARLA in await roster(stage)


async def test_consent_comes_back_with_all_that_was_before(stage: Stage) -> None:
    await stage.in_case(ANNA, "!toestemming Politie ingetrokken")
    assert CARLA not in await roster(stage)
    await give(stage, "!toestemming Politie ja")
    assert CARLA in await roster(stage)
    assert [e.answer for e in await record(stage) if e.organisation == "politie"] == [
        Answer.YES,
        Answer.WITHDRAWN,
        Answer.YES,
    ]


async def test_when_the_last_goes_the_administrators_hear_it_and_so_does_who_did_it(stage: Stage) -> None:
    for organisation in ("csg", "shn", "politie"):
        earlier = values(await stage.in_case(ANNA, f"!toestemming {organisation} nee"))
        assert not [value for value in earlier if isinstance(value, NobodyLeft)]
    said = await stage.in_case(ANNA, "!toestemming vt ingetrokken")
    assert await roster(stage) == set()
    assert [each.subject for each in said if isinstance(each.value, NobodyLeft)] == ["", CARLA]
    assert not [value for value in values(said) if isinstance(value, WithoutCoordinator)], "no team is there to choose"
    assert (only(said, WhyTaken).empty, only(said, WhyTaken).back) == (True, True)
    assert FRITS not in await roster(stage)


async def test_an_answer_that_takes_nothing_away_is_noted(stage: Stage) -> None:
    said = await stage.in_case(CARLA, "!toestemming om anoniem")
    assert values(said) == [AnswerRecorded(stage.code, "Openbaar Ministerie", Answer.ANONYMOUS)]
    assert (await record(stage))[-1].answer is Answer.ANONYMOUS
    said = await stage.in_case(CARLA, "!toestemming perspectief nee door ouder")
    assert (await record(stage))[-1].decided_by is Decider.GUARDIAN
    assert EVA not in await roster(stage)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("Elders ja", UnknownParty),
        ("Elders", UnknownParty),
        ("om misschien", AnswerNotUnderstood),
        ("om ja straks", UnknownScope),
        ("om ja voor", UnknownScope),
        ("om ja alle recht", UnknownScope),
        ("om ja door buurman", NotUnderstood),
        ("om ja door", MissingField),
        ("om ja tot", MissingField),
        ("om ja bevestig", MissingField),
        ("om ja door ouder door slachtoffer", NotUnderstood),
        ("om ja tot 1-11-2026", DateInPast),
        ("om ja bevestig 7K3MP 7K3MP", NotUnderstood),
        ("om nee", AnswerStandsAlready),
        ("om ingetrokken", TakesNoPart),
        ("politie ja", AnswerStandsAlready),
        ("DH-ZZZZ politie ingetrokken", OtherCaseHere),
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(stage: Stage, typed: str, refusal: type[Refusal]) -> None:
    before = await record(stage), await roster(stage)
    said = values(await stage.in_case(BAS, f"!toestemming {typed}"))
    assert [type(value) for value in said] == [refusal]
    assert (await record(stage), await roster(stage)) == before


@pytest.mark.parametrize(
    ("typed", "field"), [("door", "wie"), ("tot", "datum"), ("recht tot", "datum"), ("bevestig", "code")]
)
async def test_what_is_missing_is_named(stage: Stage, typed: str, field: str) -> None:
    assert only(await stage.in_case(BAS, f"!toestemming om ja {typed}"), MissingField).field == field


async def test_words_behind_an_answer_are_not_lost_in_silence(stage: Stage) -> None:
    assert only(await stage.in_case(CARLA, "!toestemming om anoniem zij twijfelt"), AnswerRecorded).dropped
    assert (await record(stage))[-1].reason == ""


async def test_a_code_is_asked_for_in_the_direct_chat(stage: Stage) -> None:
    only(await stage.in_direct(ANNA, "!toestemming"), MissingField)
    only(await stage.in_direct(ANNA, "!toestemming Politie ingetrokken"), NotUnderstood)
    assert CARLA in await roster(stage)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("ja", ((), None, None)),
        ("yes safety and law", ((Area.SAFETY, Area.LAW), None, None)),
        ("ja voor alles", ((), None, None)),
        ("ja voor alle vier de gebieden door beiden", ((), Decider.BOTH, None)),
        ("ja: veiligheid, recht, hulp, herstel", ((), None, None)),
        ("ja voor hulp door ouder of voogd", ((Area.CARE,), Decider.GUARDIAN, None)),
        ("ja tot en met 27-11 door het slachtoffer", ((), Decider.VICTIM, date(2026, 11, 27))),
        ("JA DOOR BEIDEN T/M VRIJDAG", ((), Decider.BOTH, date(2026, 11, 27))),
    ],
)
async def test_terms_are_typed_as_people_say_them_and_written_back_the_same(
    stage: Stage, typed: str, terms: tuple[object, ...]
) -> None:
    plan = await ahead(stage, f"!toestemming Openbaar Ministerie {typed}")
    assert (plan.line.areas, plan.line.decided_by, plan.line.until) == terms
    await stage.in_case(BAS, plan.command)
    entry = (await record(stage))[-1]
    assert (entry.areas, entry.decided_by, entry.until) == terms
