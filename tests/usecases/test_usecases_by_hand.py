"""What somebody did by hand: people put out, rooms deleted. It is reported, and put right or offered."""

import pytest

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.people import Place
from bot.domain.refusals import NoLostRoom
from bot.domain.rooms import Movement
from bot.ports import HomeserverDownError
from bot.usecases.membership import Membership, members_moved
from bot.usecases.notices import RoomsLost, SomebodyPutOut
from bot.usecases.results import LostRooms, RoomsRenewed
from tests.commands.stage import ANNA, BAS, FRITS, NOW, REMINDER_TIMES, STRANGER
from tests.usecases.scene import Scene


@pytest.fixture
async def made(installed: Scene) -> Scene:
    """Every room made, everybody invited."""
    await installed.membership.reconcile()
    return installed


async def move(scene: Scene, movement: Movement) -> bool:
    async with scene.stage.database.work() as work:
        done = await members_moved(work, scene.stage.speaker, movement, NOW, scene.stage.now - NOW)
        await work.commit()
    return done


async def test_who_is_put_out_by_hand_is_reported_once_and_invited_again(made: Scene) -> None:
    room_id = await made.case_room()
    made.rooms.join(room_id, ANNA, BAS)
    made.rooms.joined[room_id].discard(ANNA)
    movement = Movement("$kick", room_id, put_out=frozenset({ANNA}))
    assert await move(made, movement)
    assert not await move(made, movement), "told again after a crash"
    await made.membership.reconcile(frozenset({room_id}))
    assert ANNA in made.rooms.invited[room_id]
    assert made.told(SomebodyPutOut) == [SomebodyPutOut(Place.CASE, made.stage.code, 1)]


async def test_who_did_not_belong_there_and_was_put_out_is_no_news(made: Scene) -> None:
    room_id = await made.case_room()
    assert not await move(made, Movement("$kick", room_id, put_out=frozenset({STRANGER})))
    assert made.told(SomebodyPutOut) == []


async def test_only_the_rooms_in_which_something_happened_are_looked_at(made: Scene) -> None:
    case, direct = await made.case_room(), await made.room_id(Place.DIRECT, ANNA)
    for room_id in (case, direct):
        made.rooms.joined[room_id].add(STRANGER)
    await made.membership.reconcile(frozenset({case}))
    assert STRANGER not in made.rooms.joined[case]
    assert STRANGER in made.rooms.joined[direct]
    await made.membership.reconcile()
    assert STRANGER not in made.rooms.joined[direct]


async def test_a_deleted_case_room_is_reported_once_and_offered(made: Scene) -> None:
    room_id = await made.case_room()
    made.rooms.delete(room_id)
    for _ in range(3):
        await made.membership.look_for_lost()
        await made.membership.reconcile()
    case = (Place.CASE, made.stage.code)
    assert made.told(RoomsLost) == [RoomsLost((case,), ())]
    assert (await made.room(*case)).gone
    assert room_id not in made.rooms.joined
    assert len(made.rooms.joined) == len({*made.rooms.joined}), "nothing is made until somebody says so"


async def test_an_administrator_has_it_made_again_and_what_was_promised_is_said_there(made: Scene) -> None:
    stage = made.stage
    dispatcher = Dispatcher(stage.database.work, stage.speaker, stage.clock, REMINDER_TIMES, build_table())
    stage.dispatcher = dispatcher
    old = await made.case_room()
    made.rooms.delete(old)
    await made.membership.look_for_lost()
    admin = await made.room_id(Place.ADMIN, "")
    assert await made.say(FRITS, admin, "!kamers") == [LostRooms(((Place.CASE, stage.code),))]
    assert await made.say(FRITS, admin, "!kamers opnieuw DH-XXXX") == [NoLostRoom()]
    assert await made.say(FRITS, admin, f"!kamers opnieuw {stage.code.lower()}") == [
        RoomsRenewed(((Place.CASE, stage.code),))
    ]
    assert await made.say(FRITS, admin, "!kamers") == [LostRooms(())]
    await made.membership.reconcile()
    new = await made.case_room()
    assert new != old
    assert ANNA in made.rooms.invited[new]


@pytest.mark.parametrize(("place", "subject"), [(Place.ADMIN, ""), (Place.DIRECT, BAS)])
async def test_a_room_in_which_only_the_bot_speaks_is_made_again_at_once(
    made: Scene, place: Place, subject: str
) -> None:
    old = await made.room_id(place, subject)
    made.rooms.delete(old)
    await made.membership.look_for_lost()
    assert made.told(RoomsLost) == [RoomsLost(((place, subject),), ((place, subject),))]
    await made.membership.reconcile()
    assert await made.room_id(place, subject) != old


async def test_a_room_that_is_there_after_all_is_no_longer_lost(made: Scene) -> None:
    room_id = await made.case_room()
    members = made.rooms.joined.pop(room_id)
    await made.membership.look_for_lost()
    made.rooms.joined[room_id] = members
    await made.membership.look_for_lost()
    room = await made.room(Place.CASE, made.stage.code)
    assert (room.gone, room.room_id) == (False, room_id)


async def test_a_homeserver_that_cannot_say_loses_no_room(made: Scene) -> None:
    made.rooms.trouble["lost"] = [HomeserverDownError("away")]
    with pytest.raises(HomeserverDownError):
        await made.membership.look_for_lost()
    assert made.told(RoomsLost) == []


async def test_losing_rooms_is_audited(made: Scene) -> None:
    made.rooms.delete(await made.case_room())
    await made.membership.look_for_lost()
    [entry] = await made.stage.audited()
    assert (entry.actor, entry.verb, entry.place, entry.subject, entry.outcome) == (
        "regiekamer", "kamer", "casus", made.stage.code, "weg",
    )  # fmt: skip


async def test_a_restart_reports_nothing_twice(made: Scene) -> None:
    made.rooms.delete(await made.case_room())
    for _ in range(2):
        again = Membership(made.stage.database.work, made.rooms, made.stage.speaker, made.stage.clock)
        await again.look_for_lost()
        await again.reconcile()
    assert len(made.told(RoomsLost)) == 1
