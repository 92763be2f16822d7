"""What is left when consent ends: actions nobody leads, reasons, a case with nobody in it, and the way back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.case import Answer, Area, CaseCode, Consent, Member, Owner
from bot.domain.consent import Decider, Recorded
from bot.domain.duty import Duty
from bot.domain.people import Place, UserId
from bot.domain.refusals import MissingField, NotUnderstood
from bot.domain.refusals_consent import (
    DeciderNeeded,
    OwnYesFirst,
    ReasonIsKept,
    WhichReason,
    YesOnlyInRoom,
)
from bot.domain.refusals_going import NotYourCase
from bot.ports import DamagedError
from bot.storage.memory_cases import MemoryActions
from bot.texts.words import FluentWords
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.results import CaseMinutes
from bot.usecases.results_consent import (
    AnswerRecorded,
    AnswerRecordedThere,
    BackAhead,
    BackThere,
    ConsentHistory,
    ConsentInRoom,
    ConsentTaken,
    ConsentTakenThere,
    NobodyLeft,
    ReasonKept,
    WhyTaken,
    YesAhead,
    YesRecorded,
)
from bot.usecases.results_regie import RegieAccepted
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, DIRK, EVA, GERDA, Said, Stage, intake, prints
from tests.commands.test_commands_consent import give, only, record, roster, values
from tests.enrolled import enrol


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


async def owners(stage: Stage) -> list[Owner]:
    async with stage.database.work() as work:
        return [action.owner for action in await work.actions.of(stage.code)]


async def empty(stage: Stage, last: UserId = BAS) -> list[Said]:
    """Let everybody's consent be taken away; the last takes away the own one."""
    mine = next(person.organisation for person in DIRECTORY.people if person.user_id == last)
    for organisation in ("politie", "vt", "shn", "csg"):
        if organisation != mine:
            await stage.in_case(last, f"!toestemming {organisation} ingetrokken")
    return await stage.in_case(last, f"!toestemming {mine} ingetrokken")


# --- whose actions go where ---


@pytest.mark.parametrize("asked", [False, True])
async def test_what_waited_for_a_regiehouder_goes_to_the_next_one(stage: Stage, asked: bool) -> None:
    await stage.in_case(BAS, "!regie ik")
    await stage.in_case(BAS, "!actie @carla vrijdag: sporen\n!actie csg vrijdag: onderzoek\n!actie @anna vrijdag: slot")
    await stage.in_case(BAS, "!actie buiten wijkteam vrijdag: huisbezoek")
    await stage.in_case(BAS, "!toestemming politie ingetrokken")
    said = await stage.in_case(BAS, "!toestemming csg ingetrokken")
    assert (only(said, ConsentTaken).gone.labels, only(said, ConsentTaken).gone.to) == (("A1", "A2"), "")
    if asked:
        await stage.in_case(ANNA, "!regie @bsmit")
        said = await stage.in_case(BAS_SMIT, "!regie aanvaard")
    else:
        said = await stage.in_case(BAS_SMIT, "!regie ik")
    assert only(said, RegieAccepted).labels == ("A1", "A2")
    outside = Owner("", None, "wijkteam")
    assert await owners(stage) == [Owner("shn", BAS_SMIT), Owner("shn", BAS_SMIT), Owner("vt", ANNA), outside]
    async with stage.database.work() as work:
        due = await work.reminders.due(stage.now + timedelta(days=5))
    assert {(each.number, each.case) for each in due} >= {(1, stage.code), (2, stage.code)}, "they are promised anew"


async def test_without_any_regiehouder_they_wait_as_well(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie politie vrijdag: bellen")
    gone = only(await stage.in_case(ANNA, "!toestemming politie nee"), ConsentTaken).gone
    assert (gone.labels, gone.to, gone.coordinated) == (("A1",), "", False)
    assert await owners(stage) == [Owner("politie")]
    assert only(await stage.in_case(ANNA, "!regie ik"), RegieAccepted).labels == ("A1",)
    assert await owners(stage) == [Owner("vt", ANNA)]


async def test_who_comes_back_before_there_is_one_has_them_still(stage: Stage) -> None:
    await stage.in_case(ANNA, "!actie politie vrijdag: bellen")
    await stage.in_case(ANNA, "!toestemming politie nee")
    await give(stage, "!toestemming politie ja", ANNA)
    assert only(await stage.in_case(ANNA, "!regie ik"), RegieAccepted).labels == ()
    assert await owners(stage) == [Owner("politie")]


async def test_what_cannot_be_read_back_keeps_nobody_in(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def damaged(*_: object) -> None:
        raise DamagedError("actions")

    await stage.in_case(ANNA, "!actie politie vrijdag: bellen")
    monkeypatch.setattr(MemoryActions, "of", damaged)
    only(await stage.in_case(ANNA, "!toestemming politie ingetrokken"), ConsentTaken)
    assert CARLA not in await roster(stage)


# --- who decided, and why ---


@pytest.mark.parametrize(
    ("typed", "decider", "reason"),
    [
        ("door het slachtoffer", Decider.VICTIM, ""),
        ("door slachtoffer: zij is bang", Decider.VICTIM, "zij is bang"),
        ("door de ouder of voogd", Decider.GUARDIAN, ""),
        ("door ouder of voogd zij zijn bang", Decider.GUARDIAN, "zij zijn bang"),
        ("door het slachtoffer en de ouders", Decider.BOTH, ""),
        ("door beiden, in overleg", Decider.BOTH, "in overleg"),
        ("door ouder en daarna belde zij", Decider.GUARDIAN, "en daarna belde zij"),
        ("door slachtoffer of ouder", None, "door slachtoffer of ouder"),
        ("door de buurman komt het uit", None, "door de buurman komt het uit"),
        ("door", None, "door"),
    ],
)
async def test_who_took_it_away_is_read_and_the_rest_is_the_reason(
    stage: Stage, typed: str, decider: Decider | None, reason: str
) -> None:
    await stage.in_direct(ANNA, f"!toestemming {stage.code} politie ingetrokken {typed}")
    last = (await record(stage))[-1]
    assert (last.answer, last.decided_by, last.reason) == (Answer.WITHDRAWN, decider, reason)


async def test_one_of_two_did_not_say_yes(stage: Stage) -> None:
    only(await stage.in_case(BAS, "!toestemming om ja door slachtoffer of ouder"), NotUnderstood)
    plan = only(await stage.in_case(BAS, "!toestemming om ja door slachtoffer en ouder of voogd"), YesAhead)
    assert plan.line.decided_by is Decider.BOTH


async def test_words_the_other_way_round_are_understood(stage: Stage) -> None:
    only(await stage.in_case(ANNA, "!toestemming ingetrokken Politie"), ConsentTaken)
    assert CARLA not in await roster(stage)
    plan = only(await stage.in_case(BAS, "!toestemming ja Openbaar Ministerie recht"), YesAhead)
    assert (plan.line.organisation, plan.line.areas) == ("Openbaar Ministerie", (Area.LAW,))
    for typed in ("ja", "ingetrokken", "nee."):
        assert only(await stage.in_case(BAS, f"!toestemming {typed}"), MissingField).field == "organisatie"
    only(await stage.in_direct(BAS, f"!toestemming {stage.code} ingetrokken"), MissingField)
    only(await stage.in_direct(BAS, f"!toestemming {stage.code} ja"), YesOnlyInRoom)


async def test_a_reason_never_comes_to_another_organisation_than_was_meant(stage: Stage) -> None:
    await stage.in_case(ANNA, "!toestemming politie ingetrokken\n!toestemming csg ingetrokken")
    refused = only(await stage.in_direct(ANNA, f"!reden {stage.code} de agent is haar oom"), WhichReason)
    assert refused.command == f"reden {stage.code} Politie: tekst"
    assert [entry.reason for entry in await record(stage) if entry.reason] == []
    assert values(await stage.in_direct(ANNA, f"!reden {stage.code} Politie: de agent is haar oom")) == [
        ReasonKept(stage.code)
    ]
    await stage.in_direct(ANNA, f"!reden {stage.code} zij wil daar niet heen")
    kept = {entry.organisation: entry.reason for entry in await record(stage) if entry.reason}
    assert kept == {"politie": "de agent is haar oom", "csg": "zij wil daar niet heen"}
    only(await stage.in_direct(ANNA, f"!reden {stage.code} Politie: toch iets anders"), ReasonIsKept)
    await give(stage, "!toestemming politie ja", ANNA)
    shown = only(await stage.in_case(CARLA, "!toestemming csg"), ConsentHistory)
    assert "oom" not in repr(shown)


async def test_a_reason_that_begins_with_another_organisation_is_a_reason(stage: Stage) -> None:
    await stage.in_case(ANNA, "!toestemming politie ingetrokken")
    await stage.in_direct(ANNA, f"!reden {stage.code} CSG: daar zei zij dit")
    assert (await record(stage))[-1].reason == "CSG: daar zei zij dit"


async def test_what_took_nothing_away_is_not_called_a_withdrawal(stage: Stage) -> None:
    said = await stage.in_direct(ANNA, f"!toestemming {stage.code} om anoniem zij twijfelt")
    assert [each.value for each in said if each.place is Place.CASE] == [
        AnswerRecorded(stage.code, "Openbaar Ministerie", Answer.ANONYMOUS)
    ]
    assert [each.value for each in said if each.subject == ANNA] == [AnswerRecordedThere(stage.code, explained=True)]
    assert (await record(stage))[-1].reason == "zij twijfelt"
    await stage.in_case(ANNA, "!toestemming politie ingetrokken")
    assert values(await stage.in_direct(ANNA, f"!reden {stage.code} zij vroeg het")) == [ReasonKept(stage.code)]
    assert (await record(stage))[-1].reason == "zij vroeg het", "what was noted asks for no reason"


async def test_in_the_direct_chat_the_way_to_withdraw_holds_the_right_code(stage: Stage) -> None:
    assert values(await stage.in_direct(ANNA, f"!toestemming {stage.code}")) == [ConsentInRoom(stage.code)]
    text = FluentWords(stage.clock).render(ConsentInRoom(stage.code), "nl").plain
    assert f"!toestemming {stage.code} Politie ingetrokken" in text


# --- nobody left, and the way back ---


async def test_who_led_a_case_with_nobody_in_it_brings_it_back(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik\n!actie csg vrijdag: onderzoek\n!actie vt vrijdag: slot")
    said = await empty(stage, BAS)
    assert only(said, WhyTaken).back
    assert [each.subject for each in said if isinstance(each.value, NobodyLeft)] == ["", CARLA]
    assert only(await stage.in_direct(BAS, f"!toestemming {stage.code}"), OwnYesFirst).command
    ahead = only(await stage.in_direct(BAS, f"!toestemming {stage.code} ja recht en hulp tot 1 maart"), BackAhead)
    assert await roster(stage) == set(), "nothing has changed yet"
    assert "csg" not in ahead.command.casefold(), "what leaves the case room names no party"
    said = await stage.in_direct(BAS, ahead.command)
    assert [each.value for each in said if each.subject == BAS] == [BackThere(stage.code)]
    assert [type(each.value) for each in said if each.place is Place.CASE] == [YesRecorded]
    assert await roster(stage) == {BAS}
    async with stage.database.work() as work:
        now = {c.organisation: c for c in await work.cases.consents(stage.code)}
        assert stage.code in await work.cases.cards_due(stage.now), "the card is promised"
    assert now["csg"] == Consent("csg", Answer.YES, (Area.LAW, Area.CARE), date(2027, 3, 1))
    only(await stage.in_case(BAS, "!regie ik"), RegieAccepted)
    assert await owners(stage) == [Owner("csg"), Owner("csg")], "both were theirs when the last went"
    await give(stage, "!toestemming vt ja")
    assert await roster(stage) == {BAS, ANNA}
    assert isinstance(values(await stage.in_direct(BAS, f"!toestemming {stage.code} ja"))[0], YesOnlyInRoom)


async def test_its_code_is_used_once(stage: Stage) -> None:
    await empty(stage, BAS)
    ahead = only(await stage.in_direct(BAS, f"!toestemming {stage.code} ja"), BackAhead)
    await stage.in_direct(BAS, ahead.command)
    await stage.in_case(BAS, "!toestemming csg ingetrokken")
    again = only(await stage.in_direct(BAS, ahead.command), BackAhead)
    assert again.again
    assert again.command != ahead.command
    assert await roster(stage) == set()


@pytest.mark.parametrize("typed", ["", " vt ja", " politie ja", " csg", " csg nee", " ingetrokken", " vt ingetrokken"])
async def test_only_ones_own_yes_begins_anew(stage: Stage, typed: str) -> None:
    await empty(stage, BAS)
    before = await record(stage)
    only(await stage.in_direct(BAS, f"!toestemming {stage.code}{typed}"), OwnYesFirst)
    assert (await record(stage), await roster(stage)) == (before, set())


@pytest.mark.parametrize("who", [ANNA, BAS_SMIT, CARLA, DIRK, EVA, GERDA])
async def test_nobody_else_learns_that_there_is_such_a_case(stage: Stage, who: UserId) -> None:
    await empty(stage, BAS)
    for code in (stage.code, "DH-ZZZZ"):
        only(await stage.in_direct(who, f"!toestemming {code} ja"), NotYourCase)
    assert await roster(stage) == set()


async def test_who_is_of_an_organisation_that_leads_no_case_cannot_bring_it_back(stage: Stage) -> None:
    said = await empty(stage, CARLA)
    assert (only(said, WhyTaken).empty, only(said, WhyTaken).back) == (True, False)
    only(await stage.in_direct(CARLA, f"!toestemming {stage.code} ja"), NotYourCase)


@pytest.mark.parametrize("why", ["excluded", "elsewhere", "no coordinator any more", "closed", "somebody is there"])
async def test_who_may_not_be_there_does_not_come_back(stage: Stage, why: str) -> None:
    await empty(stage, BAS)
    changed = {
        "elsewhere": {"regions": frozenset({"OB"})},
        "no coordinator any more": {"roles": DIRECTORY.people[4].roles},
    }
    async with stage.database.work() as work:
        if why in changed:
            people = tuple(replace(p, **changed[why]) if p.user_id == BAS else p for p in DIRECTORY.people)  # type: ignore[arg-type]
            await enrol(work, replace(DIRECTORY, people=people))
        elif why == "excluded":
            await work.cases.exclude(stage.code, BAS, ANNA, stage.now)
        elif why == "closed":
            await work.cases.close(stage.code, stage.now, ANNA)
        else:
            await work.cases.record_consent(stage.code, Recorded("om", Answer.YES, stage.now, ANNA))
            await work.cases.add_member(stage.code, Member(DIRK, "om"))
        await work.commit()
    only(await stage.in_direct(BAS, f"!toestemming {stage.code} ja"), NotYourCase)
    assert BAS not in await roster(stage)


async def test_of_a_minor_it_is_said_who_decided_here_as_well(stage: Stage) -> None:
    minor = replace(intake("9"), minor=True, consents=(Consent("csg", Answer.YES),))
    async with stage.database.work() as work:
        opened = await open_case(work, stage.speaker, minor, prints("9", "9"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    code: CaseCode = opened.code
    await stage.make_rooms()
    told = await stage.in_direct(BAS, f"!toestemming {code} csg ingetrokken")
    assert [each.value for each in told if each.subject == BAS and isinstance(each.value, ConsentTakenThere)] == [
        ConsentTakenThere(code, explained=False, empty=True, back=True)
    ]
    only(await stage.in_direct(BAS, f"!toestemming {code} ja"), DeciderNeeded)
    ahead = only(await stage.in_direct(BAS, f"!toestemming {code} csg ja door beiden"), BackAhead)
    only(await stage.in_direct(BAS, ahead.command), BackThere)
    assert await roster(stage, code) == {BAS}


# --- what is shown ---


async def test_a_yes_tells_that_the_rota_brings_others_to_the_meeting(stage: Stage) -> None:
    erik = replace(DIRECTORY.people[4], user_id="@erik:regiekamer.test", name="Erik Recht")
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, erik)))
        await work.commit()
    assert not only(await stage.in_case(BAS, "!toestemming om ja"), YesAhead).by_rota
    async with stage.database.work() as work:
        duties = [Duty("DH", "om", DIRK, weekday=1), Duty("DH", "om", erik.user_id, weekday=2)]
        await work.duties.replace("DH", "om", duties)
        await work.commit()
    ahead = only(await stage.in_case(BAS, "!toestemming om ja"), YesAhead)
    assert (ahead.joins, ahead.by_rota) == (("Dirk Visser",), True)
    text = FluentWords(stage.clock).render(ahead, "nl").plain
    assert "dienst" in text


async def test_who_said_in_the_room_that_they_were_there_stays_in_its_minutes(stage: Stage) -> None:
    await stage.in_mdt("!mdt start\n!volgende")
    await stage.in_case(CARLA, "!aanwezig")
    await stage.in_case(ANNA, "!besluit veiligheid: slot")
    await stage.in_case(ANNA, "!toestemming politie ingetrokken")
    minutes = only(await stage.in_case(ANNA, "!verslag"), CaseMinutes)
    there = {each.organisation: each.people for each in minutes.there}
    assert there["Politie"] == ("Carla Bakker",)
    assert there["Veilig Thuis"] == ("Anna de Vries",)
