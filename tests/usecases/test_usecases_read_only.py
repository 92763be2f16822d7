"""The room of a closed case is read-only, from any half-done state, and whatever somebody did by hand."""

import pytest

from bot.domain.people import Place
from bot.ports import HomeserverDownError, HomeserverRefusedError
from bot.usecases.membership import Membership
from tests.commands.stage import ANNA, BAS, CARLA, DIRECTORY
from tests.usecases.scene import Scene, new_scene

PUT = "set_read_only"


@pytest.fixture
async def scene() -> Scene:
    scene = await new_scene(everything=True)
    await scene.membership.reconcile()
    room_id = await scene.case_room()
    scene.rooms.join(room_id, ANNA, BAS, CARLA)
    scene.rooms.calls.clear()
    return scene


async def close(scene: Scene, *, again: bool = False) -> None:
    async with scene.stage.database.work() as work:
        if again:
            await work.cases.reopen(scene.stage.code, scene.stage.now, BAS, "nodig")
        else:
            await work.cases.close(scene.stage.code, scene.stage.now, BAS)
        await work.commit()


def puts(scene: Scene) -> list[str]:
    return [about for method, about in scene.rooms.calls if method == PUT]


async def test_only_the_room_of_the_closed_case_is_read_only_and_only_once(scene: Scene) -> None:
    await scene.open_case("2")
    await scene.membership.reconcile()
    assert scene.rooms.read_only == set()
    await close(scene)
    for _ in range(3):
        assert await scene.membership.reconcile()
    assert scene.rooms.read_only == {await scene.case_room()}
    assert puts(scene) == [await scene.case_room()]
    assert not scene.rooms.may_say(await scene.case_room(), ANNA)
    await close(scene, again=True)
    await scene.membership.reconcile()
    assert scene.rooms.read_only == set()
    assert scene.rooms.may_say(await scene.case_room(), ANNA)


async def test_a_restart_in_between_forgets_nothing(scene: Scene) -> None:
    await close(scene)
    scene.rooms.trouble[PUT] = [HomeserverDownError(), HomeserverRefusedError("M_FORBIDDEN", 403)]
    assert not await scene.membership.reconcile()
    assert scene.rooms.read_only == set()
    again = Membership(scene.stage.database.work, scene.rooms, scene.stage.speaker, scene.stage.clock)
    assert not await again.reconcile()
    assert await again.reconcile()
    assert scene.rooms.read_only == {await scene.case_room()}


async def test_what_somebody_changed_by_hand_is_put_right(scene: Scene) -> None:
    case_room = await scene.case_room()
    scene.rooms.read_only.add(case_room)  # of an open case
    meeting_room = await scene.room_id(Place.MDT, "DH")
    scene.rooms.by_hand.add(meeting_room)
    await scene.membership.reconcile([case_room, meeting_room])
    assert sorted(puts(scene)) == sorted([case_room, meeting_room])
    assert scene.rooms.read_only == scene.rooms.by_hand == set()


async def test_somebody_who_cannot_be_invited_or_removed_lets_nobody_talk(scene: Scene) -> None:
    case_room = await scene.case_room()
    scene.rooms.leave(case_room, CARLA)
    scene.rooms.declined[case_room].clear()
    scene.rooms.never["invite", CARLA] = HomeserverRefusedError("M_UNKNOWN", 500)
    await close(scene)
    assert not await scene.membership.reconcile()
    assert scene.rooms.read_only == {case_room}


async def test_people_still_come_and_go_in_a_closed_case(scene: Scene) -> None:
    case_room = await scene.case_room()
    await close(scene)
    await scene.membership.reconcile()
    async with scene.stage.database.work() as work:
        await work.cases.exclude(scene.stage.code, CARLA, BAS, scene.stage.now)
        await work.commit()
    await scene.membership.reconcile()
    assert CARLA not in scene.rooms.joined[case_room]
    assert scene.rooms.read_only == {case_room}


async def test_a_room_that_is_made_again_for_a_closed_case_is_read_only_as_well(scene: Scene) -> None:
    await close(scene)
    await scene.membership.reconcile()
    scene.rooms.delete(await scene.case_room())
    await scene.membership.look_for_lost()
    async with scene.stage.database.work() as work:
        room = await work.rooms.find(Place.CASE, scene.stage.code)
        assert room is not None
        await work.rooms.renew(room.wish)
        await work.commit()
    await scene.membership.reconcile()
    assert await scene.case_room() in scene.rooms.read_only
    assert {p.user_id for p in DIRECTORY.people} >= scene.rooms.invited[await scene.case_room()]
