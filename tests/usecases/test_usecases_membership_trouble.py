"""Membership when the homeserver is not helpful: half-made rooms, refused removals, accounts that come later."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Place
from bot.ports import HomeserverDownError, HomeserverError, HomeserverRefusedError
from bot.usecases.membership import Membership
from bot.usecases.notices import Intruders, IntrudersStay, NoSuchAccount, WriteNothing
from bot.usecases.rosters import roster_of
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, DIRK, FRITS, GERDA, STRANGER
from tests.enrolled import enrol
from tests.usecases.scene import Scene, new_scene

ROSTER = {ANNA, BAS, BAS_SMIT, CARLA}
OTHER_STRANGER = "@zomaar:elders.test"
FORBIDDEN = HomeserverRefusedError("M_FORBIDDEN", 403)


async def test_every_room_gets_its_own_roster_and_nobody_else(installed: Scene) -> None:
    await installed.membership.reconcile()
    expected = {
        (Place.CASE, installed.stage.code): ROSTER,
        (Place.MDT, "DH"): ROSTER,
        (Place.MDT, "OB"): {GERDA},
        (Place.ADMIN, ""): {FRITS},
        **{(Place.DIRECT, person.user_id): {person.user_id} for person in DIRECTORY.people},
    }
    async with installed.stage.database.work() as work:
        found = {(r.place, r.subject): installed.rooms.invited[r.room_id or ""] for r in await work.rooms.all()}
    assert found == expected
    assert not [call for call in installed.rooms.calls if call[0] == "remove"]


async def test_a_room_that_was_made_before_the_bot_stopped_is_not_made_again(installed: Scene) -> None:
    case = await installed.room(Place.CASE, installed.stage.code)
    await installed.rooms.create(case)  # and then the bot stopped: the room is there, our row does not say so
    await installed.membership.reconcile()
    assert [call for call in installed.rooms.calls if call == ("create", case.wish)] == [("create", case.wish)]
    assert installed.rooms.invited[await installed.case_room()] == ROSTER


async def test_a_room_that_was_half_filled_is_filled_up(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    installed.rooms.join(room_id, ANNA)
    installed.rooms.invited[room_id] -= {BAS, CARLA}
    again = Membership(
        installed.stage.database.work, installed.rooms, installed.stage.speaker, installed.stage.clock
    )  # after a restart
    installed.rooms.seen.clear()
    await again.reconcile()
    assert sorted(installed.rooms.seen) == [("invite", room_id, BAS), ("invite", room_id, CARLA)]


async def test_a_room_the_bot_does_not_see_yet_is_left_alone(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    del installed.rooms.joined[room_id]
    installed.rooms.calls.clear()
    await installed.membership.reconcile()
    assert installed.rooms.calls == []


# --- who has no account ---


async def test_a_missing_account_is_reported_once_over_all_rooms(installed: Scene) -> None:
    installed.rooms.accounts -= {BAS}
    for _ in range(3):
        await installed.membership.reconcile()
    assert installed.told(NoSuchAccount) == [NoSuchAccount((BAS,))]


async def test_an_account_that_is_made_later_is_invited_then(installed: Scene) -> None:
    installed.rooms.accounts -= {BAS}
    await installed.membership.reconcile()
    assert BAS not in installed.rooms.invited[await installed.case_room()]
    installed.rooms.accounts.add(BAS)
    await installed.membership.reconcile()
    assert installed.rooms.invited[await installed.case_room()] == ROSTER
    assert BAS in installed.rooms.invited[await installed.room_id(Place.DIRECT, BAS)]
    assert installed.told(NoSuchAccount) == [NoSuchAccount((BAS,))]


async def test_an_account_that_cannot_be_looked_up_is_not_called_missing(installed: Scene) -> None:
    installed.rooms.never["exists", BAS] = HomeserverDownError("away")
    await installed.membership.reconcile()
    assert installed.told(NoSuchAccount) == []
    assert installed.rooms.invited[await installed.case_room()] == ROSTER - {BAS}
    installed.rooms.never.clear()
    await installed.membership.reconcile()
    assert installed.rooms.invited[await installed.case_room()] == ROSTER


async def test_who_declined_is_not_even_looked_up(installed: Scene) -> None:
    await installed.membership.reconcile()
    installed.rooms.leave(await installed.case_room(), BAS)
    installed.rooms.calls.clear()
    for _ in range(3):
        await installed.membership.reconcile()
    assert installed.rooms.calls == []


# --- intruders ---


async def test_nobody_is_invited_while_an_intruder_is_still_in(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    installed.rooms.join(room_id, STRANGER)
    installed.rooms.invited[room_id].discard(BAS)
    installed.rooms.never["remove", STRANGER] = FORBIDDEN
    await installed.membership.reconcile()
    assert BAS not in installed.rooms.invited[room_id]
    installed.rooms.never.clear()
    await installed.membership.reconcile()
    assert BAS in installed.rooms.invited[room_id]
    assert STRANGER not in installed.rooms.joined[room_id]


async def test_one_who_cannot_be_removed_keeps_no_other_intruder_in(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    installed.rooms.join(room_id, STRANGER, OTHER_STRANGER, DIRK)
    for stubborn in (STRANGER, DIRK):
        installed.rooms.never["remove", stubborn] = FORBIDDEN
    await installed.membership.reconcile()
    assert OTHER_STRANGER not in installed.rooms.joined[room_id]


async def test_members_are_warned_of_an_intruder_whom_the_server_keeps_in(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    installed.rooms.join(room_id, STRANGER)
    installed.rooms.never["remove", STRANGER] = FORBIDDEN
    for _ in range(3):
        await installed.membership.reconcile()
    warning = WriteNothing(Place.CASE, installed.stage.code)
    assert installed.told(WriteNothing) == [warning] * len(ROSTER), "each member once, not at every try"
    assert installed.told(IntrudersStay) == [IntrudersStay(Place.CASE, installed.stage.code, 1)]
    assert installed.told(Intruders) == [], "never call somebody removed who is not"


async def test_administrators_hear_who_is_gone_and_who_is_not(installed: Scene) -> None:
    await installed.membership.reconcile()
    installed.rooms.join(await installed.case_room(), STRANGER, OTHER_STRANGER, DIRK)
    installed.rooms.never["remove", STRANGER] = FORBIDDEN
    await installed.membership.reconcile()
    assert installed.told(Intruders) == [Intruders(Place.CASE, installed.stage.code, 2)]
    assert installed.told(IntrudersStay) == [IntrudersStay(Place.CASE, installed.stage.code, 1)]
    assert len(installed.told(WriteNothing)) == len(ROSTER)


async def test_the_same_intruder_again_is_a_new_alarm(installed: Scene) -> None:
    await installed.membership.reconcile()
    room_id = await installed.case_room()
    for times in (1, 2):
        installed.rooms.join(room_id, STRANGER)
        await installed.membership.reconcile()
        assert len(installed.told(Intruders)) == times
        await installed.membership.reconcile()  # the room is seen without the intruder
        assert len(installed.told(Intruders)) == times


@pytest.mark.parametrize("place", [Place.MDT, Place.ADMIN, Place.DIRECT])
async def test_other_rooms_are_guarded_as_well(installed: Scene, place: Place) -> None:
    await installed.membership.reconcile()
    subject, members = {
        Place.MDT: ("DH", ROSTER),
        Place.ADMIN: ("", {FRITS}),
        Place.DIRECT: (ANNA, {ANNA}),
    }[place]
    room_id = await installed.room_id(place, subject)
    installed.rooms.join(room_id, STRANGER)
    await installed.membership.reconcile()
    assert STRANGER not in installed.rooms.joined[room_id]
    assert installed.told(Intruders) == [Intruders(place, subject, 1)]
    assert installed.told(WriteNothing) == [WriteNothing(place, subject)] * len(members)


async def test_an_alarm_reaches_exactly_the_members_and_the_administrators(installed: Scene) -> None:
    await installed.membership.reconcile()
    await installed.stage.read()
    room_id = await installed.case_room()
    installed.rooms.join(room_id, STRANGER)
    await installed.membership.reconcile()
    said = await installed.stage.read()
    assert {(s.place, s.subject) for s in said if isinstance(s.value, WriteNothing)} == {
        (Place.DIRECT, member) for member in ROSTER
    }
    assert [(s.place, s.subject) for s in said if isinstance(s.value, Intruders)] == [(Place.ADMIN, "")]
    assert len(said) == len(ROSTER) + 1
    assert {s.outgoing.case for s in said} == {None}


# --- one room's trouble is its own ---


@pytest.mark.parametrize("method", ["create", "presence", "invite"])
@pytest.mark.parametrize("error", [FORBIDDEN, HomeserverDownError("away")])
async def test_trouble_with_one_room_leaves_every_other_in_line(method: str, error: HomeserverError) -> None:
    scene = await new_scene(everything=True)
    case = await scene.room(Place.CASE, scene.stage.code)
    about = {"create": case.wish, "presence": f"!{case.wish}", "invite": ANNA}[method]
    scene.rooms.never[method, about] = error
    await scene.membership.reconcile()
    assert scene.rooms.invited[await scene.room_id(Place.MDT, "OB")] == {GERDA}
    assert scene.rooms.invited[await scene.room_id(Place.DIRECT, BAS)] == {BAS}
    scene.rooms.never.clear()
    await scene.membership.reconcile()
    assert scene.rooms.invited[await scene.case_room()] == ROSTER


# --- any directory, any presence ---

everybody = [person.user_id for person in DIRECTORY.people]
some = st.sets(st.sampled_from(everybody))
present = st.sets(st.sampled_from([*everybody, STRANGER, OTHER_STRANGER]))


@given(known=some, joined=present, invited=present, left=present, stubborn=present)
async def test_whoever_stays_or_comes_is_on_the_roster(
    known: set[str], joined: set[str], invited: set[str], left: set[str], stubborn: set[str]
) -> None:
    scene = await new_scene(everything=True)
    await scene.membership.reconcile()
    people = tuple(person for person in DIRECTORY.people if person.user_id in known)
    async with scene.stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=people))
        await work.commit()
        rooms = [(room, await roster_of(work, room)) for room in await work.rooms.all()]
    me = {scene.rooms.user_id}
    for room_id in scene.rooms.joined:
        scene.rooms.joined[room_id] = joined | me
        scene.rooms.invited[room_id] = invited - joined
        scene.rooms.declined[room_id] = left - joined - invited
    scene.rooms.never = {("remove", user): FORBIDDEN for user in stubborn}
    await scene.membership.reconcile()
    for room, roster in rooms:
        room_id = room.room_id or f"!{room.wish}"
        there = scene.rooms.joined[room_id] | scene.rooms.invited[room_id]
        kept_in = (joined | invited) & stubborn - roster
        assert there - kept_in <= roster | me
        if not kept_in:
            assert there == (roster - scene.rooms.declined[room_id]) | me
    scene.rooms.never.clear()
    await scene.membership.reconcile()
    for room, roster in rooms:
        room_id = room.room_id or f"!{room.wish}"
        there = scene.rooms.joined[room_id] | scene.rooms.invited[room_id]
        assert there == (roster - scene.rooms.declined[room_id]) | me
