"""A legal ground: what cannot be is said in one sentence, and whatever changes meanwhile makes it another plan."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Answer
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, TooLong, TooShort
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_consent import NobodyWorksThere
from bot.domain.refusals_ground import (
    DraftIncomplete,
    DraftIsDropped,
    DraftIsOld,
    DraftNotNeeded,
    DraftWithoutGiver,
    GiverIsYours,
    GiversDraft,
    GroundIsDone,
    HasAccessAlready,
    NoSuchLine,
    ReceiverIsYours,
    StepNotUnderstood,
    UnknownGround,
    UnknownReceiver,
    WitnessFromElsewhere,
    WitnessNeeded,
)
from bot.usecases.results_ground import (
    GroundAhead,
    GroundDraft,
    GroundRecorded,
)
from tests.commands.groundwork import VITAL, ahead, close_case, only, record, refused, roster
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY, DIRK, Stage
from tests.enrolled import enrol


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!grondslag Onbekend", UnknownReceiver()),
        ("!grondslag Politie aan Onbekend", UnknownReceiver()),
        ("!grondslag politie", ReceiverIsYours()),
        ("!grondslag VTH aan OM", GiverIsYours("Politie")),
        ("!grondslag shn", HasAccessAlready("Slachtofferhulp Nederland")),
        ("!grondslag G9", UnknownGround()),
        ("!grondslag G9 grond 1", UnknownGround()),
        ("!grondslag G9 beoordeeld: goed gedaan", UnknownGround()),
        ("!getuige G9 7K3MP", UnknownGround()),
        ("!getuige", MissingField("nummer", "!getuige G1 7K3MP")),
        ("!getuige 7K3MP", NotUnderstood("nummer", "!getuige G1 7K3MP")),
        ("!grondslag OB-7K3M", NotUnderstood("code", "!grondslag OM")),
        ("!grondslag DH-2222 OM", NotUnderstood("code", "!grondslag OM")),
        ("!grondslag OM\ndoel: x", TooShort("doel", 3, "!grondslag G1 doel: samen de veiligheid regelen")),
        (f"!grondslag OM\nnodig: {'x' * 501}", TooLong("nodig", 500)),
        ("!grondslag OM\ndole: rust", StepNotUnderstood()),
        ("!grondslag OM\ndoel: rust\ndoel: meer rust", StepNotUnderstood()),
        ("!grondslag OM\nweg", StepNotUnderstood()),
        ("!grondslag OM\ngrond 4", NoSuchLine("G1", 0)),
        ("!grondslag OM\ngrond iets", StepNotUnderstood()),
    ],
)
async def test_what_cannot_be_is_said_in_one_sentence_and_changes_nothing(
    stage: Stage, text: str, refusal: Refusal
) -> None:
    assert await refused(stage, text) == refusal


async def test_of_an_organisation_without_people_here_nobody_can_come(stage: Stage) -> None:
    people = tuple(p for p in DIRECTORY.people if p.user_id != DIRK)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
    assert await refused(stage, "!grondslag OM") == NobodyWorksThere("Openbaar Ministerie")


async def test_only_the_giver_changes_or_drops_a_draft(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM")
    for text in ("!grondslag G1 doel: iets anders", "!grondslag G1 weg", "!grondslag G1 bevestig 7K3MP"):
        assert await refused(stage, text, ANNA) == GiversDraft("G1", "Politie")


async def test_the_witness_is_of_another_organisation_and_there_is_something_to_witness(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM")
    assert await refused(stage, "!getuige G1 7K3MP", ANNA) == DraftIncomplete("G1")
    plan = await ahead(stage)
    assert plan.view.label == "G2"
    assert await refused(stage, plan.command, CARLA) == WitnessFromElsewhere("Politie")
    assert await refused(stage, "!grondslag G2 bevestig 7K3MP") == WitnessNeeded("G2")
    await stage.in_case(ANNA, plan.command)
    assert await refused(stage, plan.command, BAS) == GroundIsDone("G2"), "witnessed twice"
    assert await refused(stage, "!grondslag G2 weg") == GroundIsDone("G2")


async def test_without_the_code_of_now_it_is_shown_again_and_nothing_is_done(stage: Stage) -> None:
    plan = await ahead(stage)
    await stage.in_case(CARLA, "!grondslag G1 nodig: ook het telefoonnummer")
    shown = only(await stage.in_case(ANNA, plan.command), GroundAhead)
    assert shown.again
    assert shown.command != plan.command
    assert not only(await stage.in_case(ANNA, "!getuige G1"), GroundAhead).again
    assert DIRK not in await roster(stage)
    assert only(await stage.in_case(ANNA, shown.command.lower()), GroundRecorded)


async def test_what_is_said_of_the_receiver_meanwhile_makes_it_another_plan(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "om", Answer.ANONYMOUS)
    shown = only(await stage.in_case(ANNA, plan.command), GroundAhead)
    assert (shown.again, shown.view.answer) == (True, Answer.ANONYMOUS)


async def test_a_draft_is_over_once_its_receiver_has_consent(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "om", Answer.YES)
    assert await refused(stage, plan.command, ANNA) == DraftNotNeeded("G1", "Openbaar Ministerie")
    assert await refused(stage, "!grondslag OM") == HasAccessAlready("Openbaar Ministerie")
    await record(stage, "om", Answer.WITHDRAWN)
    assert await refused(stage, plan.command, ANNA) == DraftNotNeeded("G1", "Openbaar Ministerie"), "it stays over"


async def test_a_draft_is_over_once_its_giver_lost_consent(stage: Stage) -> None:
    plan = await ahead(stage)
    await record(stage, "politie", Answer.WITHDRAWN)
    assert await refused(stage, plan.command, ANNA) == DraftWithoutGiver("G1", "Politie")
    await record(stage, "politie", Answer.YES)
    assert await refused(stage, plan.command, ANNA) == DraftWithoutGiver("G1", "Politie")


async def test_a_draft_lapses_after_a_week_and_a_dropped_one_is_gone(stage: Stage) -> None:
    plan = await ahead(stage)
    stage.now += timedelta(days=7)
    assert await refused(stage, plan.command, ANNA) == DraftIsOld("G1")
    await ahead(stage)
    await stage.in_case(CARLA, "!grondslag G2 weg")
    assert await refused(stage, "!grondslag G2 doel: toch wel") == DraftIsDropped("G2")


async def test_a_closed_case_lets_nobody_in(stage: Stage) -> None:
    plan = await ahead(stage)
    await close_case(stage)
    assert await refused(stage, plan.command, ANNA) == CaseIsClosed()
    assert await refused(stage, "!grondslag perspectief") == CaseIsClosed()


async def test_the_line_of_one_draft_does_not_work_for_another(stage: Stage) -> None:
    first = await ahead(stage)
    second = await ahead(stage)
    assert first.command.split()[-1] != second.command.split()[-1]
    assert only(await stage.in_case(ANNA, f"!getuige G1 {second.command.split()[-1]}"), GroundAhead).again


async def test_two_drafts_for_one_receiver_let_them_in_once(stage: Stage) -> None:
    first, second = await ahead(stage), await ahead(stage)
    await stage.in_case(ANNA, first.command)
    assert await refused(stage, second.command, ANNA) == DraftNotNeeded("G2", "Openbaar Ministerie")


async def test_without_anybody_else_in_the_room_it_is_said_that_there_is_no_witness(stage: Stage) -> None:
    for organisation in ("vt", "csg", "shn"):
        await record(stage, organisation, Answer.WITHDRAWN)
    assert only(await stage.in_case(CARLA, "!grondslag OM"), GroundDraft).alone
    assert (await ahead(stage)).alone
    assert not (await ahead(stage, VITAL)).alone
