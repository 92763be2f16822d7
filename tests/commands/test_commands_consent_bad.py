"""What people do to consent and the clock by mistake, at the same moment, or too late: each has one plain answer."""

import asyncio
from dataclasses import replace
from datetime import date, time, timedelta
from typing import TypeVar

import pytest

from bot.domain.calendar import Workdays, at
from bot.domain.case import Answer, CaseCode, Consent
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.people import Place
from bot.domain.refusals import DateInPast, NotUnderstood, Refusal
from bot.domain.refusals_casefile import OtherCaseHere
from bot.domain.refusals_clock import NotOverrun, UrgentOtherRegion, UrgentUnknown
from bot.domain.refusals_consent import AnswerStandsAlready, NobodyWorksThere, TakesNoPart, UnknownParty
from bot.domain.refusals_going import NotYourCase
from bot.ports import Incoming
from bot.texts.words import FluentWords
from bot.usecases.meeting_watch import watch_meetings
from bot.usecases.membership import Membership
from bot.usecases.open_case import CaseOpened, open_case
from bot.usecases.regie_watch import watch_regie
from bot.usecases.results import Card
from bot.usecases.results_consent import (
    AnswerRecorded,
    ConsentTaken,
    OrganisationGone,
    OutOfCase,
    YesAhead,
    YesRecorded,
    YouMayJoin,
)
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_leading import LedBy, YouLead
from bot.usecases.results_meeting import AllDiscussed, CarriedOver, Decided, ItemUp, MeetingClosed
from bot.usecases.results_regie import RegieSilent
from bot.usecases.rosters import readers_of
from bot.usecases.withdrawal import watch_ends
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, DIRK, GERDA, Said, Stage, intake, prints
from tests.enrolled import enrol
from tests.fake_rooms import FakeRooms

T = TypeVar("T")
WORKDAYS = Workdays(frozenset(range(5)), lambda _: False)


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


def of(said: list[Said], kind: type[T]) -> list[T]:
    return [each.value for each in said if isinstance(each.value, kind)]


def only(said: list[Said], kind: type[T]) -> T:
    [found] = of(said, kind)
    return found


async def roster(stage: Stage) -> set[str]:
    async with stage.database.work() as work:
        return {member.user_id for member in await work.cases.roster(stage.code)}


async def record(stage: Stage, organisation: str) -> list[Answer]:
    async with stage.database.work() as work:
        return [e.answer for e in await work.cases.consent_history(stage.code) if e.organisation == organisation]


async def ahead(stage: Stage, text: str, who: str = BAS) -> YesAhead:
    return only(await stage.in_case(who, text), YesAhead)


async def both(stage: Stage, *typed: tuple[str, str]) -> list[Said]:
    """Have these arrive at the same moment, in this order; each is a unit of work of its own."""
    room_id = await stage.room_id(Place.CASE, stage.code)
    messages = [
        Incoming(f"$both{number}{text}", room_id, who, stage.now, text) for number, (who, text) in enumerate(typed)
    ]
    await asyncio.gather(*map(stage.dispatcher.handle, messages))
    return await stage.read()


async def other_region(stage: Stage) -> CaseCode:
    other = replace(intake("8"), region="OB", consents=(Consent("vt", Answer.YES),))
    async with stage.database.work() as work:
        opened = await open_case(work, stage.speaker, other, prints("8", "8"), stage.now, stage.choose)
        await work.commit()
    assert isinstance(opened, CaseOpened)
    await stage.make_rooms()
    return opened.code


async def test_a_yes_that_arrives_just_after_a_no_is_shown_again_and_lets_nobody_in(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    said = await both(stage, (ANNA, "!toestemming om anoniem"), (BAS, plan.command))
    assert only(said, AnswerRecorded).answer is Answer.ANONYMOUS
    assert only(said, YesAhead).again, "it would have been a yes over a no that the other had not read"
    assert not of(said, YesRecorded)
    assert DIRK not in await roster(stage)
    assert await record(stage, "om") == [Answer.NO, Answer.ANONYMOUS]


async def test_a_withdrawal_that_arrives_just_after_a_yes_takes_it_away(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    said = await both(stage, (BAS, plan.command), (ANNA, "!toestemming om ingetrokken"))
    assert [type(v) for v in (each.value for each in said if each.place is Place.CASE)] == [YesRecorded, ConsentTaken]
    assert DIRK not in await roster(stage)
    assert await record(stage, "om") == [Answer.NO, Answer.YES, Answer.WITHDRAWN]


async def test_two_who_take_the_same_away_do_it_once(stage: Stage) -> None:
    said = await both(stage, (ANNA, "!toestemming politie ingetrokken"), (BAS, "!toestemming politie ingetrokken"))
    assert len(of(said, ConsentTaken)) == 1
    assert only(said, AnswerStandsAlready).name == "Politie"
    assert len(of(said, OutOfCase)) == 1
    assert await record(stage, "politie") == [Answer.YES, Answer.WITHDRAWN]


async def test_two_who_say_the_same_yes_do_it_once(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja")
    said = await both(stage, (BAS, plan.command), (ANNA, plan.command))
    assert len(of(said, YesRecorded)) == len(of(said, AnswerStandsAlready)) == len(of(said, YouMayJoin)) == 1


async def test_whoever_is_put_out_by_the_first_is_not_heard_any_more(stage: Stage) -> None:
    said = await both(stage, (ANNA, "!toestemming csg ingetrokken"), (BAS, "!toestemming vt ingetrokken"))
    assert only(said, ConsentTaken).gone.organisation == "Centrum Seksueel Geweld"
    assert await record(stage, "vt") == [Answer.YES]


async def test_a_consent_that_ends_before_somebody_came_takes_the_invitation_back(stage: Stage) -> None:
    rooms = FakeRooms(accounts={person.user_id for person in DIRECTORY.people})
    async with stage.database.work() as work:
        for room in await work.rooms.all():
            assert room.room_id is not None
            rooms.wishes[room.wish] = room.room_id
            rooms.joined[room.room_id], rooms.invited[room.room_id] = {rooms.user_id}, set()
            rooms.declined[room.room_id] = set()
    membership = Membership(stage.database.work, rooms, stage.speaker, stage.clock)
    room_id = await stage.room_id(Place.CASE, stage.code)
    await stage.in_case(BAS, (await ahead(stage, "!toestemming om ja")).command)
    await membership.reconcile()
    assert DIRK in rooms.invited[room_id]
    said = await stage.in_case(ANNA, "!toestemming om ingetrokken")
    assert [each.subject for each in said if isinstance(each.value, OutOfCase)] == [DIRK]
    await membership.reconcile()
    assert DIRK not in rooms.invited[room_id] | rooms.joined[room_id]
    await stage.in_case(BAS, (await ahead(stage, "!toestemming om ja")).command)
    await membership.reconcile()
    assert DIRK in rooms.invited[room_id], "and a new yes invites again"


async def test_consent_that_came_back_can_be_taken_away_again(stage: Stage) -> None:
    for _ in range(2):
        only(await stage.in_case(ANNA, "!toestemming politie ingetrokken"), ConsentTaken)
        assert CARLA not in await roster(stage)
        only(await stage.in_case(ANNA, "!toestemming politie ingetrokken"), AnswerStandsAlready)
        said = await stage.in_case(BAS, (await ahead(stage, "!toestemming politie ja")).command)
        assert [each.subject for each in said if isinstance(each.value, YouMayJoin)] == [CARLA]
        assert CARLA in await roster(stage)


async def test_an_organisation_with_nobody_in_this_region(stage: Stage) -> None:
    async with stage.database.work() as work:
        people = tuple(replace(p, regions=frozenset({"OB"})) if p.user_id == DIRK else p for p in DIRECTORY.people)
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    assert only(await stage.in_case(BAS, "!toestemming om ja"), NobodyWorksThere).name == "Openbaar Ministerie"
    assert only(await stage.in_case(BAS, "!toestemming om ingetrokken"), TakesNoPart).name == "Openbaar Ministerie"
    assert await record(stage, "om") == [Answer.NO]


@pytest.mark.parametrize("answer", ["ja", "nee", "anoniem", "ingetrokken", ""])
async def test_a_party_that_is_not_in_the_directory(stage: Stage, answer: str) -> None:
    only(await stage.in_case(BAS, f"!toestemming Buurthuis {answer}"), UnknownParty)
    only(await stage.in_direct(BAS, f"!toestemming {stage.code} Buurthuis {answer}"), UnknownParty)
    assert await record(stage, "Buurthuis") == []


async def run_out(stage: Stage, *organisations: str) -> list[Said]:
    """Let these consents end today; the clock looks the next morning."""
    async with stage.database.work() as work:
        for organisation in organisations:
            recorded = Recorded(organisation, Answer.YES, stage.now, BAS, until=date(2026, 11, 24))
            await work.cases.record_consent(stage.code, recorded)
        await work.commit()
    await stage.in_mdt("!mdt start\n!volgende")
    stage.now = at(date(2026, 11, 25), time(0, 1))
    async with stage.database.work() as work:
        await watch_ends(work, stage.speaker, stage.now, (time(9),), WORKDAYS)
        await work.commit()
    return await stage.read()


async def test_a_consent_that_runs_out_during_the_item_leaves_the_item_to_those_who_stay(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    said = await run_out(stage, "politie")
    assert [(each.place, type(each.value)) for each in said if each.place in {Place.CASE, Place.MDT}] == [
        (Place.CASE, OrganisationGone)
    ], "the room hears who is gone, the MDT room of the region nothing"
    assert await stage.in_case(CARLA, "!besluit veiligheid: nog gauw iets") == []
    for area in ("veiligheid", "recht", "hulp", "herstel"):
        only(await stage.in_case(ANNA, f"!besluit {area}: besloten"), Decided)
    said = await stage.in_mdt("!volgende")
    assert only(said, AllDiscussed).previous == stage.code, "the chair goes on, although it is a chair of who is out"
    closed = only(await stage.in_mdt("!mdt sluit"), MeetingClosed)
    assert closed.closed == (stage.code,)
    async with stage.database.work() as work:
        room = await work.rooms.find(Place.CASE, stage.code)
        assert room is not None
        assert CARLA not in await readers_of(work, room, stage.dispatcher._mode), "nor does she get its minutes"


async def test_when_the_regiehouders_consent_runs_out_during_the_item_it_is_carried_over(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    said = await run_out(stage, "csg")
    assert only(said, OrganisationGone).coordinated
    assert of(said, WithoutCoordinator)
    for area in ("veiligheid", "recht", "hulp", "herstel"):
        assert only(await stage.in_case(ANNA, f"!besluit {area}: besloten"), Decided).coordinator_missing
    said = await stage.in_mdt("!volgende")
    assert only(said, CarriedOver).coordinator_missing
    assert only(said, AllDiscussed).previous_coordinator_missing


async def test_when_every_consent_runs_out_during_the_item_the_meeting_goes_on(stage: Stage) -> None:
    second = await stage.new_case("2", stage.now - timedelta(hours=1))
    await run_out(stage, "politie", "vt", "csg", "shn")
    assert await roster(stage) == set()
    assert only(await stage.in_mdt("!volgende"), ItemUp).code == second
    assert stage.code in only(await stage.in_mdt("!mdt sluit"), MeetingClosed).carried


async def test_a_code_of_another_case_in_a_case_room(stage: Stage) -> None:
    second, far = await stage.new_case("2"), await other_region(stage)
    for code in (second, far, "DH-ZZZZ", "OB-ZZZZ"):
        for rest in ("", " politie", " politie ingetrokken"):
            said = await stage.in_case(BAS, f"!toestemming {code}{rest}")
            assert [each.value for each in said] == [OtherCaseHere(stage.code)], "whether or not there is such a case"
    only(await stage.in_case(BAS, f"!toestemming {stage.code.lower()} politie ingetrokken"), ConsentTaken)
    assert CARLA not in await roster(stage)


async def test_a_code_of_another_region_from_the_direct_chat(stage: Stage) -> None:
    far = await other_region(stage)
    for who, code in ((ANNA, far), (BAS, far), (GERDA, stage.code), (ANNA, "OB-ZZZZ")):
        only(await stage.in_direct(who, f"!toestemming {code} vt ingetrokken"), NotYourCase)
        only(await stage.in_direct(who, f"!reden {code} omdat het zo is"), NotYourCase)
    async with stage.database.work() as work:
        assert [c.answer for c in await work.cases.consents(far)] == [Answer.YES]


async def test_an_urgent_meeting_about_a_case_of_another_region(stage: Stage) -> None:
    far = await other_region(stage)
    for code in (far, "OB-ZZZZ"):
        assert only(await stage.in_mdt(f"!mdt spoed {code}"), UrgentOtherRegion).region == "DH"
        assert only(await stage.in_direct(CARLA, f"!mdt spoed {code}"), UrgentOtherRegion).region == "DH"
    only(await stage.in_mdt("!mdt spoed DH-ZZZZ"), UrgentUnknown)
    only(await stage.in_mdt("!mdt spoed morgen"), NotUnderstood)
    async with stage.database.work() as work:
        assert await work.meetings.running("DH") is None
        assert await work.meetings.running("OB") is None


async def test_a_reason_for_what_is_not_late(stage: Stage) -> None:
    only(await stage.in_case(ANNA, "!overschreden: het was druk"), NotOverrun)
    stage.now += timedelta(hours=1)
    assert only(await stage.in_case(ANNA, "!casus"), Card).clock.breach is None


@pytest.mark.parametrize(
    "refusal",
    [
        OtherCaseHere("DH-7K3M"),
        NotYourCase(),
        UnknownParty(),
        NobodyWorksThere("Openbaar Ministerie"),
        AnswerStandsAlready("Politie"),
        TakesNoPart("Politie"),
        UrgentOtherRegion("DH"),
        UrgentUnknown(),
        NotOverrun(),
    ],
    ids=lambda refusal: type(refusal).__name__,
)
def test_each_is_explained_in_a_sentence_that_reproaches_nobody(refusal: Refusal) -> None:
    text = FluentWords(lambda: at(date(2026, 11, 24), time(9))).render(refusal, "nl").plain
    first = text.split("\n")[0]
    assert first.endswith((".", "?"))
    assert len(first) <= 90
    assert len(text) <= 240
    assert not {"fout", "ongeldig", "verboden", "verkeerd"} & set(text.casefold().split())


async def leads(stage: Stage) -> str:
    async with stage.database.work() as work:
        meeting = await work.meetings.running("DH")
    assert meeting is not None
    return meeting.leads


@pytest.mark.parametrize("by", ["the clock", "a member"])
async def test_when_who_leads_the_item_loses_consent_another_of_the_case_leads(stage: Stage, by: str) -> None:
    await stage.in_case(ANNA, "!toestemming politie ingetrokken\n!regie ik")
    until = date(2026, 11, 24) if by == "the clock" else None
    async with stage.database.work() as work:
        await work.cases.record_consent(stage.code, Recorded("vt", Answer.YES, stage.now, BAS, until=until))
        await work.commit()
    stage.now = at(date(2026, 11, 24), time(23, 57))
    await stage.in_mdt("!mdt start\n!volgende")
    assert await leads(stage) == ANNA, "the chair takes no part in the case, so the regiehouder leads it"
    if by == "the clock":
        stage.now = at(date(2026, 11, 25), time(0, 1))
    else:
        await stage.in_case(BAS, "!toestemming vt ingetrokken")
    async with stage.database.work() as work:
        await watch_ends(work, stage.speaker, stage.now, (time(9),), WORKDAYS)
        await watch_meetings(work, stage.speaker, stage.now, Watch())
        await work.commit()
    said = await stage.read()
    new = await leads(stage)
    assert new in await roster(stage)
    assert [type(v) for v in (each.value for each in said if each.place is Place.CASE)][-2:] == [LedBy, YouLead]
    assert Place.MDT not in {each.place for each in said}, "who takes part in a case is not told there"
    assert await stage.in_case(ANNA, "!besluit veiligheid: nog gauw iets") == []
    only(await stage.in_case(new, "!besluit veiligheid: nieuw slot"), Decided)


async def test_who_is_put_out_while_asked_to_be_regiehouder_cannot_say_yes_any_more(stage: Stage) -> None:
    await stage.in_case(ANNA, f"!regie {BAS}")
    await stage.in_case(ANNA, "!toestemming csg ingetrokken")
    only(await stage.in_direct(BAS, f"!regie aanvaard {stage.code}"), NotYourCase)
    async with stage.database.work() as work:
        await watch_regie(work, stage.speaker, stage.now, Watch())
        await work.commit()
    assert only(await stage.read(), RegieSilent).over, "and the room hears that it must ask another"
    async with stage.database.work() as work:
        case = await work.cases.get(stage.code)
        assert case is not None
        assert case.coordinator is None


async def test_a_yes_after_the_regiehouder_changed_is_no_longer_ones_own(stage: Stage) -> None:
    await stage.in_case(BAS, "!regie ik")
    plan = await ahead(stage, "!toestemming om ja")
    said = await both(stage, (ANNA, "!toestemming csg ingetrokken"), (BAS, plan.command))
    assert not of(said, YesRecorded)
    assert DIRK not in await roster(stage)


async def test_a_day_that_passed_between_showing_and_doing_is_refused(stage: Stage) -> None:
    plan = await ahead(stage, "!toestemming om ja tot vandaag")
    stage.now += timedelta(days=1)
    only(await stage.in_case(BAS, plan.command), DateInPast)
    assert DIRK not in await roster(stage)
