"""A legal ground beside consent: shown as what it is everywhere, and ended by whatever is said later (R13, R18)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Answer
from bot.domain.clock import Watch
from bot.domain.ground import GroundStanding, GroundState
from bot.domain.people import Organisation, Person
from bot.usecases.casefile import load_card
from bot.usecases.results import CaseMinutes, Who
from bot.usecases.results_consent import (
    ConsentHistory,
    ConsentOverview,
    ConsentTaken,
    OrganisationGone,
    OutOfCase,
    WhyTaken,
    YesAhead,
    YesRecorded,
)
from bot.usecases.results_ground import (
    GroundAhead,
    GroundOverview,
    GroundRecorded,
    GroundShown,
)
from bot.usecases.results_roster import JoinedHere, ReplacedHere
from bot.usecases.withdrawal import watch_ends
from tests.commands.groundwork import ahead, consent_of, ground, only, record, roster, witnessed
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, DIRK, Stage
from tests.enrolled import enrol


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


async def test_consent_and_the_card_show_it_as_what_it_is(stage: Stage) -> None:
    await witnessed(stage)
    lines = only(await stage.in_case(ANNA, "!toestemming"), ConsentOverview).lines
    [line] = [line for line in lines if line.organisation == "Openbaar Ministerie"]
    assert (line.answer, line.ground, line.by) == (Answer.GROUND, "G1", "Carla Bakker")
    history = only(await stage.in_case(ANNA, "!toestemming OM"), ConsentHistory).lines
    assert [(line.answer, line.ground) for line in history] == [(Answer.GROUND, "G1"), (Answer.NO, "")]
    async with stage.database.work() as work:
        assert (await load_card(work, stage.code, stage.now)).grounds == {"om": "G1"}


async def test_it_says_in_spite_of_what_answer_it_was_recorded(stage: Stage) -> None:
    assert only(await witnessed(stage), GroundRecorded).view.answer is Answer.NO
    await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    assert only(await stage.in_case(ANNA, "!grondslag G1"), GroundShown).view.answer is Answer.NO, "for good"


async def test_who_takes_part_is_shown_with_the_ground_and_so_are_those_who_come_later(stage: Stage) -> None:
    await witnessed(stage)
    assert only(await stage.in_case(ANNA, "!wie"), Who).grounds == {"om": "G1"}
    colleague = Person("@olaf:regiekamer.test", "Olaf Recht", "om", frozenset({"DH"}), DIRECTORY.people[4].roles)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, colleague)))
        await work.commit()
    joined = only(await stage.in_case(DIRK, "!erbij @olaf"), JoinedHere)
    assert joined.said.by_ground == (("Openbaar Ministerie", "G1"),)
    replaced = only(await stage.in_case(DIRK, "!vervang @olaf door @dirk"), ReplacedHere)
    assert replaced.said.by_ground == (), "was in already"
    replaced = only(await stage.in_case(DIRK, "!vervang mij door @olaf"), ReplacedHere)
    assert replaced.said.by_ground == (("Openbaar Ministerie", "G1"),)
    await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    assert only(await stage.in_case(ANNA, "!wie"), Who).grounds == {}


async def test_the_minutes_tell_who_was_there_by_a_ground_at_the_time(stage: Stage) -> None:
    await witnessed(stage)
    await stage.in_mdt("!mdt start")
    await stage.in_mdt("!volgende")
    assert only(await stage.in_case(ANNA, "!verslag"), CaseMinutes).by_ground == (("Openbaar Ministerie", "G1"),)
    await stage.in_case(ANNA, "!besluit rest nvt")
    await stage.in_mdt("!mdt sluit")
    stage.now += timedelta(hours=1)
    await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    assert only(await stage.in_case(ANNA, "!verslag"), CaseMinutes).by_ground == (("Openbaar Ministerie", "G1"),)


@pytest.mark.parametrize("answer", ["nee", "anoniem", "ingetrokken"])
async def test_whatever_the_victim_says_later_ends_it(stage: Stage, answer: str) -> None:
    await witnessed(stage)
    assert only(await stage.in_case(ANNA, f"!toestemming OM {answer}"), ConsentTaken).gone.ground
    assert DIRK not in await roster(stage)
    assert (await consent_of(stage, "om")).value == answer


async def test_a_yes_with_a_last_day_takes_its_place_and_runs_out(stage: Stage) -> None:
    await witnessed(stage)
    plan = only(await stage.in_case(BAS, "!toestemming OM ja tot 26-11"), YesAhead)
    assert only(await stage.in_case(BAS, plan.command), YesRecorded)
    stage.now += timedelta(days=3)
    async with stage.database.work() as work:
        await watch_ends(work, stage.speaker, stage.now, (), Watch().days)
        await work.commit()
    assert not only(await stage.read(), OrganisationGone).ground, "a consent ran out, the ground was over"
    assert DIRK not in await roster(stage)


async def test_withdrawing_ends_a_ground_like_a_consent_and_says_so(stage: Stage) -> None:
    await witnessed(stage)
    said = await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    assert only(said, ConsentTaken).gone.ground
    assert only(said, OutOfCase) == OutOfCase(stage.code, DIRK, ground=True)
    assert only(said, WhyTaken).ground
    assert DIRK not in await roster(stage)
    view = only(await stage.in_case(ANNA, "!grondslag G1"), GroundShown).view
    assert view.standing is GroundStanding.ENDED
    said = await stage.in_case(ANNA, "!toestemming csg ingetrokken")
    assert not only(said, ConsentTaken).gone.ground


async def test_a_later_yes_takes_its_place(stage: Stage) -> None:
    await witnessed(stage)
    plan = only(await stage.in_case(BAS, "!toestemming OM ja"), YesAhead)
    assert plan.stays
    assert only(await stage.in_case(BAS, plan.command), YesRecorded)
    assert DIRK in await roster(stage)
    assert await consent_of(stage, "om") is Answer.YES
    shown = only(await stage.in_case(ANNA, "!grondslag"), GroundOverview)
    assert shown.views[0].standing is GroundStanding.ENDED
    async with stage.database.work() as work:
        assert (await load_card(work, stage.code, stage.now)).grounds == {}


async def test_a_new_ground_after_a_withdrawal_begins_anew(stage: Stage) -> None:
    await witnessed(stage)
    await stage.in_case(ANNA, "!toestemming OM ingetrokken")
    plan = await ahead(stage)
    assert (plan.view.label, plan.view.answer) == ("G2", Answer.WITHDRAWN)
    assert only(await stage.in_case(ANNA, plan.command), GroundRecorded)
    assert (await ground(stage, 2)).state is GroundState.RECORDED
    shown = only(await stage.in_case(ANNA, "!grondslag"), GroundOverview)
    assert [view.standing for view in shown.views] == [GroundStanding.ENDED, GroundStanding.HOLDS]


async def test_a_ground_that_makes_it_more_than_eight_organisations_warns(stage: Stage) -> None:
    more = [Organisation(f"extra{n}", f"Extra {n}", mdt=False, coordinates=False) for n in range(4)]
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, organisations=(*DIRECTORY.organisations, *more)))
        await work.commit()
    for organisation in more[:3]:
        await record(stage, organisation.key, Answer.YES)
    assert (await ahead(stage)).many == 0, "the eighth"
    await record(stage, more[3].key, Answer.YES)
    assert only(await stage.in_case(CARLA, "!grondslag G1"), GroundAhead).many == 9
