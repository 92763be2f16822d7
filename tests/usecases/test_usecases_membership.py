"""Membership follows the roster, from any half-done state, and an intruder is dealt with before anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.ports import HomeserverDownError, HomeserverRefusedError
from bot.usecases.membership import Membership
from bot.usecases.notices import Intruders, NoSuchAccount, WriteNothing
from bot.usecases.open_case import CaseOpened, open_case
from tests.commands.stage import (
    ANNA,
    BAS,
    BAS_SMIT,
    CARLA,
    DIRECTORY,
    DIRK,
    EVA,
    FRITS,
    STRANGER,
    Stage,
    intake,
    prints,
)
from tests.enrolled import enrol
from tests.fake_rooms import FakeRooms

ROSTER = {ANNA, BAS, BAS_SMIT, CARLA}
EVERYBODY = [person.user_id for person in DIRECTORY.people]


class Scene:
    """A stage whose rooms are kept in line on a fake homeserver."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rooms = FakeRooms(accounts=set(EVERYBODY))
        self.membership = Membership(stage.database.work, self.rooms, stage.speaker, stage.clock)

    async def open_case(self, reference: str) -> str:
        """Open a case whose room is only wished for yet."""
        stage = self.stage
        async with stage.database.work() as work:
            found = await open_case(work, stage.speaker, intake(reference), prints(reference), stage.now, stage.choose)
            await work.commit()
        assert isinstance(found, CaseOpened)
        return found.code

    async def room(self, place: Place, subject: str) -> Room:
        async with self.stage.database.work() as work:
            room = await work.rooms.find(place, subject)
        assert room is not None
        return room

    async def case_room(self) -> str:
        room = await self.room(Place.CASE, self.stage.code)
        assert room.room_id is not None
        return room.room_id


@pytest.fixture
async def scene() -> Scene:
    return await new_scene()


async def new_scene() -> Scene:
    stage = Stage()
    async with stage.database.work() as work:
        await enrol(work, DIRECTORY)
        await work.commit()
    made = Scene(stage)
    stage.code = await made.open_case("1")
    return made


async def test_a_wished_room_is_made_and_exactly_the_roster_is_invited(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    assert scene.rooms.invited[room_id] == ROSTER
    assert scene.rooms.joined[room_id] == {scene.rooms.user_id}
    calls = len(scene.rooms.calls)
    await scene.membership.reconcile()
    assert len(scene.rooms.calls) == calls, "nothing to do the second time"


async def test_who_left_of_their_own_accord_is_not_nagged(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.leave(room_id, BAS)
    await scene.membership.reconcile()
    assert BAS not in scene.rooms.invited[room_id]


async def test_an_intruder_is_removed_first_and_everybody_is_told(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.join(room_id, ANNA, STRANGER)
    scene.rooms.invited[room_id].discard(BAS)
    scene.rooms.calls.clear()
    await scene.membership.reconcile()
    assert scene.rooms.calls[0] == ("remove", STRANGER)
    assert ("invite", BAS) in scene.rooms.calls
    async with scene.stage.database.work() as work:
        assert await work.rooms.find(Place.ADMIN, "") is not None
    values = [value for value, _ in scene.stage.plain.rendered]
    assert Intruders(Place.CASE, scene.stage.code, 1) in values
    assert values.count(WriteNothing(Place.CASE, scene.stage.code)) == len(ROSTER)


async def test_a_stranger_who_is_only_invited_goes_without_an_alarm(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.invited[room_id].add(DIRK)
    await scene.membership.reconcile()
    assert DIRK not in scene.rooms.invited[room_id]
    assert not any(isinstance(value, Intruders) for value, _ in scene.stage.plain.rendered)


async def test_who_is_out_already_is_no_intruder_whatever_syncs_tell(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.ghosts.add((room_id, STRANGER))
    await scene.membership.reconcile()
    presence = await scene.rooms.presence(room_id)
    assert presence is not None
    assert STRANGER not in presence.joined, "asking set it right"
    assert not any(isinstance(value, Intruders | WriteNothing) for value, _ in scene.stage.plain.rendered)


async def test_who_was_invited_rightly_and_comes_while_being_let_go_is_no_intruder(scene: Scene) -> None:
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    async with scene.stage.database.work() as work:
        await work.cases.exclude(scene.stage.code, BAS, ANNA, scene.stage.now)
        await work.commit()
    scene.rooms.trouble["remove"] = [HomeserverDownError("away")]
    await scene.membership.reconcile()
    scene.rooms.join(room_id, BAS)
    await scene.membership.reconcile()
    assert BAS not in scene.rooms.joined[room_id]
    assert not any(isinstance(value, Intruders | WriteNothing) for value, _ in scene.stage.plain.rendered)


async def test_whose_invitation_is_told_only_after_their_consent_ended_is_no_intruder(scene: Scene) -> None:
    """Invited and taken off the roster at once: the sync that tells of the invitation comes after both."""
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.untold.add((room_id, BAS))
    async with scene.stage.database.work() as work:
        await work.cases.remove_member(scene.stage.code, BAS)
        await work.commit()
    await scene.membership.reconcile()
    scene.rooms.untold.clear()
    scene.rooms.join(room_id, BAS)
    await scene.membership.reconcile()
    assert BAS not in scene.rooms.joined[room_id]
    assert not any(isinstance(value, Intruders | WriteNothing) for value, _ in scene.stage.plain.rendered)
    scene.rooms.join(room_id, BAS)
    await scene.membership.reconcile()
    assert any(isinstance(value, Intruders) for value, _ in scene.stage.plain.rendered), "back after that"


async def test_an_account_that_does_not_exist_is_reported_once(scene: Scene) -> None:
    scene.rooms.accounts.discard(BAS)
    for _ in range(3):
        await scene.membership.reconcile()
    reports = [value for value, _ in scene.stage.plain.rendered if isinstance(value, NoSuchAccount)]
    assert reports == [NoSuchAccount((BAS,))]
    room_id = await scene.case_room()
    assert scene.rooms.invited[room_id] == ROSTER - {BAS}


async def test_one_refused_invitation_does_not_stop_the_others(scene: Scene) -> None:
    scene.rooms.trouble["invite"] = [HomeserverRefusedError("M_FORBIDDEN", 403)]
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    assert len(scene.rooms.invited[room_id]) == len(ROSTER) - 1
    await scene.membership.reconcile()
    assert scene.rooms.invited[room_id] == ROSTER


async def test_one_room_in_trouble_does_not_stop_the_others(scene: Scene) -> None:
    other = await scene.open_case("2")
    scene.rooms.trouble["create"] = [HomeserverDownError("away")]
    await scene.membership.reconcile()
    made = [(await scene.room(Place.CASE, code)).room_id for code in (scene.stage.code, other)]
    assert made.count(None) == 1
    await scene.membership.reconcile()
    assert None not in [(await scene.room(Place.CASE, code)).room_id for code in (scene.stage.code, other)]


users = st.sets(st.sampled_from([*EVERYBODY, STRANGER]))


@given(joined=users, invited=users, left=users)
async def test_from_any_state_only_the_roster_is_ever_in(joined: set[str], invited: set[str], left: set[str]) -> None:
    scene = await new_scene()
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.joined[room_id] = joined | {scene.rooms.user_id}
    scene.rooms.invited[room_id] = invited - joined
    scene.rooms.declined[room_id] = left - joined - invited
    await scene.membership.reconcile()
    present = scene.rooms.joined[room_id] | scene.rooms.invited[room_id]
    assert present - {scene.rooms.user_id} == ROSTER - scene.rooms.declined[room_id]
    assert not present & {DIRK, EVA, FRITS, STRANGER}
