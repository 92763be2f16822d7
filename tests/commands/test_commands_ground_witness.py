"""Who witnesses a legal ground, that they are rung for it, and what the audit trail tells (R16, R18)."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.case import Member
from bot.domain.duty import Absence
from bot.domain.people import Place
from bot.domain.refusals_ground import (
    GroundIsDone,
    WitnessFromElsewhere,
)
from bot.ports import Incoming
from bot.usecases.results_consent import (
    YouMayJoin,
)
from bot.usecases.results_ground import (
    GroundAhead,
    GroundDraft,
    GroundRecorded,
)
from tests.commands.groundwork import (
    WALK,
    ahead,
    confirmed,
    only,
    refused,
    rung_to_witness,
)
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, Stage
from tests.enrolled import enrol


@pytest.fixture
async def stage() -> Stage:
    return await Stage().set_up()


async def test_the_regiehouder_is_rung_to_witness_once_when_the_last_word_is_typed(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    assert not rung_to_witness(await stage.in_case(CARLA, "!grondslag OM doel: rust, nodig: het adres"))
    assert rung_to_witness(await stage.in_case(CARLA, "!grondslag G1 grond: artikel 18")) == {BAS: "G1"}
    for text in ("!grondslag G1", "!grondslag G1 doel: meer rust", "!getuige G1"):
        assert not rung_to_witness(await stage.in_case(CARLA, text)), "asked already"
    assert not rung_to_witness(await stage.in_case(CARLA, "!grondslag G1 vitaal")), "nobody has to look along"
    assert rung_to_witness(await stage.in_case(CARLA, "!grondslag G1 grond: artikel 18")) == {BAS: "G1"}


async def test_without_a_regiehouder_elsewhere_all_who_can_witness_are_rung(stage: Stage) -> None:
    assert set(rung_to_witness(await stage.in_case(CARLA, WALK))) == {ANNA, BAS, BAS_SMIT}
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.commit()
    assert set(rung_to_witness(await stage.in_case(BAS, WALK))) == {ANNA, BAS_SMIT, CARLA}, "it is the giver's"


async def test_with_the_regiehouder_away_the_others_are_rung(stage: Stage) -> None:
    async with stage.database.work() as work:
        await work.cases.set_coordinator(stage.code, BAS)
        await work.absences.replace(BAS, [Absence(BAS, date(2026, 11, 24), date(2026, 12, 4))])
        await work.commit()
    assert set(rung_to_witness(await stage.in_case(CARLA, WALK))) == {ANNA, BAS_SMIT}


async def test_who_wrote_it_is_no_witness_of_it_after_changing_jobs(stage: Stage) -> None:
    plan = await ahead(stage)
    people = tuple(replace(p, organisation="vt") if p.user_id == CARLA else p for p in DIRECTORY.people)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.cases.add_member(stage.code, Member(CARLA, "vt"))
        await work.commit()
    assert await refused(stage, plan.command) == WitnessFromElsewhere("Politie")


async def test_two_witnesses_at_the_same_moment_let_them_in_once(stage: Stage) -> None:
    plan, room = await ahead(stage), await stage.room_id(Place.CASE, stage.code)
    await asyncio.gather(
        *(
            stage.dispatcher.handle(Incoming(f"$both{number}", room, who, stage.now, plan.command))
            for number, who in enumerate((ANNA, BAS))
        )
    )
    said = [each.value for each in await stage.read()]
    assert [type(value) for value in said if isinstance(value, GroundRecorded | GroundIsDone)] == [
        GroundRecorded,
        GroundIsDone,
    ]
    assert len([value for value in said if isinstance(value, YouMayJoin)]) == 1


async def test_two_who_begin_at_the_same_moment_get_a_number_each(stage: Stage) -> None:
    room = await stage.room_id(Place.CASE, stage.code)
    await asyncio.gather(
        *(
            stage.dispatcher.handle(Incoming(f"$both{number}", room, who, stage.now, "!grondslag OM"))
            for number, who in enumerate((CARLA, BAS))
        )
    )
    drafts = [each.value for each in await stage.read() if isinstance(each.value, GroundDraft)]
    assert sorted(draft.view.label for draft in drafts) == ["G1", "G2"]


async def test_the_trail_tells_each_step_by_its_number_and_no_word(stage: Stage) -> None:
    await stage.in_case(CARLA, "!grondslag OM grond: artikel 18 doel: samen de veiligheid regelen")
    plan = only(await stage.in_case(CARLA, "!grondslag G1 nodig: het adres"), GroundAhead)
    await stage.in_case(ANNA, plan.command)
    await stage.in_case(BAS, "!grondslag perspectief")
    await stage.in_case(BAS, "!grondslag G2 weg")
    await stage.in_case(BAS, "!toestemming OM ingetrokken")
    await confirmed(stage)
    await stage.in_case(ANNA, "!grondslag G3 beoordeeld: het was nodig")
    subjects = {f"G{n}": f"{stage.code} G{n} {who}" for n, who in ((1, "politie om"), (2, "csg perspectief"))}
    steps = [e for e in await stage.audited(50) if e.verb == "grondslag" and e.subject != stage.code]
    assert [(e.actor, e.subject, e.outcome) for e in steps] == [
        (CARLA, subjects["G1"], "begonnen"),
        (CARLA, subjects["G1"], "aangevuld"),
        (ANNA, subjects["G1"], "getuigd"),
        (BAS, subjects["G2"], "begonnen"),
        (BAS, subjects["G2"], "weggegooid"),
        (CARLA, f"{stage.code} G3 politie om", "begonnen"),
        (CARLA, f"{stage.code} G3 politie om", "vitaal belang"),
        (ANNA, f"{stage.code} G3 politie om", "beoordeeld"),
    ]
    assert not [e for e in await stage.audited(50) if "adres" in str(e) or "veiligheid" in str(e)]
