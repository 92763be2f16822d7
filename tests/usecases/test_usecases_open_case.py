"""An intake becomes a case, once; and what every installation has."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import Answer, Consent, Member
from bot.domain.codes import CODE, new_code
from bot.domain.people import Directory, Place
from bot.usecases.notices import Welcome
from bot.usecases.open_case import CaseOpened, KnownIntake, ensure_rooms, open_case
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRECTORY,
    FRITS,
    GERDA,
    NOW,
    Stage,
    intake,
    prints,
    values,
)
from tests.enrolled import enrol


async def test_a_case_gets_a_code_a_roster_and_a_room(stage: Stage) -> None:
    async with stage.database.work() as work:
        found = await open_case(work, stage.speaker, intake("2"), prints("2"), NOW, stage.choose)
        assert isinstance(found, CaseOpened)
        assert CODE.fullmatch(found.code)
        case = await work.cases.get(found.code)
        assert case is not None
        assert (case.region, case.opened_at, case.coordinator) == ("DH", NOW, None)
        assert case.deadline == NOW + timedelta(hours=22)
        assert set(await work.cases.roster(found.code)) == {
            Member(ANNA, "vt"),
            Member(BAS, "csg"),
            Member(BAS_SMIT, "shn"),
            Member(CARLA, "politie"),
        }
        room = await work.rooms.find(Place.CASE, found.code)
        assert room is not None
        assert room.room_id is None
    assert await stage.read() == []


async def test_a_case_that_is_not_committed_does_not_exist(stage: Stage) -> None:
    async with stage.database.work() as work:
        found = await open_case(work, stage.speaker, intake("2"), prints("2"), NOW, stage.choose)
    async with stage.database.work() as work:
        assert await work.cases.get(found.code) is None
        assert await work.rooms.find(Place.CASE, found.code) is None


@pytest.mark.parametrize(("content", "same"), [("eerst", True), ("anders", False)])
async def test_the_same_intake_opens_one_case_and_changes_nothing(stage: Stage, content: str, same: bool) -> None:
    async with stage.database.work() as work:
        changed = replace(intake("1"), kind="iets anders")
        found = await open_case(work, stage.speaker, changed, prints("1", content), NOW, stage.choose)
        assert found == KnownIntake(stage.code, same=same)
        assert (await work.cases.intake(stage.code)).kind == "soort"
        assert [case.code for case in await work.cases.open_in("DH")] == [stage.code]


@pytest.mark.parametrize("answer", [Answer.NO, Answer.ANONYMOUS, Answer.WITHDRAWN])
async def test_without_a_yes_nobody_is_let_in(stage: Stage, answer: Answer) -> None:
    refused = replace(intake("2"), consents=(Consent("vt", answer), Consent("csg", Answer.YES)))
    async with stage.database.work() as work:
        found = await open_case(work, stage.speaker, refused, prints("2"), NOW, stage.choose)
        assert [member.user_id for member in await work.cases.roster(found.code)] == [BAS]


async def test_a_code_in_use_is_not_given_again(stage: Stage) -> None:
    taken = stage.code.partition("-")[2]
    signs = iter(taken + "2345")
    async with stage.database.work() as work:
        found = await open_case(work, stage.speaker, intake("2"), prints("2"), NOW, lambda _: next(signs))
    assert found == CaseOpened("DH-2345")


async def test_when_no_code_is_free_nothing_is_opened(stage: Stage) -> None:
    sign = new_code("DH", lambda signs: signs[0])[-1]
    async with stage.database.work() as work:
        await open_case(work, stage.speaker, intake("2"), prints("2"), NOW, lambda _: sign)
        with pytest.raises(RuntimeError, match="no free case code"):
            await open_case(work, stage.speaker, intake("3"), prints("3"), NOW, lambda _: sign)


async def test_every_installation_has_its_rooms_and_making_sure_twice_adds_none(stage: Stage) -> None:
    async with stage.database.work() as work:
        before = await work.rooms.all()
        await ensure_rooms(work, stage.speaker, NOW)
        assert await work.rooms.all() == before
        await work.commit()
    subjects = {(room.place, room.subject) for room in before if room.place is not Place.CASE}
    direct = {(Place.DIRECT, person.user_id) for person in DIRECTORY.people}
    assert subjects == {(Place.MDT, "DH"), (Place.MDT, "OB"), (Place.ADMIN, "")} | direct
    assert len({room.wish for room in before}) == len(before)
    assert await stage.read() == []


async def test_a_newcomer_in_the_directory_is_welcomed(stage: Stage) -> None:
    newcomer = replace(DIRECTORY.people[0], user_id="@hans:regiekamer.test", name="Hans Nieuw", language="nl")
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, newcomer)))
        await ensure_rooms(work, stage.speaker, NOW)
        await work.commit()
    said = await stage.read()
    assert values(said) == [Welcome("Hans Nieuw")]
    assert (said[0].place, said[0].subject, said[0].outgoing.case) == (Place.DIRECT, newcomer.user_id, None)


async def test_without_administrators_there_is_no_room_for_them() -> None:
    stage = Stage()
    async with stage.database.work() as work:
        people = tuple(person for person in DIRECTORY.people if person.user_id not in {FRITS, GERDA})
        await enrol(work, Directory(DIRECTORY.regions, DIRECTORY.organisations, people))
        await ensure_rooms(work, stage.speaker, NOW)
        assert await work.rooms.find(Place.ADMIN, "") is None
