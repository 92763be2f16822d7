"""Who went is put out of every room without an alarm, hears nothing more, and holds up nobody."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.case import Action, Owner
from bot.domain.duty import Duty
from bot.domain.people import Place, UserId
from bot.domain.reminders import Reminder
from bot.domain.rooms import Movement
from bot.ports import HomeserverDownError, HomeserverRefusedError
from bot.usecases.deliver import FIRST_OUT
from bot.usecases.handover import By, Desk
from bot.usecases.leaving import leave, preview
from bot.usecases.membership import Membership, members_moved
from bot.usecases.morning import give_digests
from bot.usecases.notices import ActionDue, Intruders, IntrudersStay, MorningDigest, WriteNothing
from bot.usecases.remind import remind
from bot.usecases.results_going import LeftService
from tests.commands.stage import ANNA, BAS, BAS_SMIT, CARLA, DIRECTORY, DIRK, FRITS, NOW, REMINDER_TIMES, confirmed
from tests.enrolled import enrol
from tests.usecases.rhythms import rhythm
from tests.usecases.scene import Scene, delivery

ALARMS = (Intruders, IntrudersStay, WriteNothing)


async def everybody_in(scene: Scene) -> None:
    """Let everybody accept every invitation."""
    await scene.membership.reconcile()
    for room_id, users in scene.rooms.invited.items():
        scene.rooms.join(room_id, *users)
    async with scene.stage.database.work() as work:
        for person in (await work.people.directory()).people:
            await work.pins.save(confirmed(person.user_id))
        await work.commit()
    await scene.membership.reconcile()


async def let_go(scene: Scene, user_id: UserId, successor: UserId = "") -> None:
    async with scene.stage.database.work() as work:
        desk = Desk(work, scene.stage.speaker, By(FRITS, "beheer", NOW), REMINDER_TIMES)
        here = await work.people.directory()
        person, named = here.person(user_id), here.person(successor)
        assert person is not None
        shown = await preview(desk, person, named)
        done = await leave(desk, person, named, shown.command.split()[-1])
        assert isinstance(done, LeftService)
        await work.commit()


def rooms_with(scene: Scene, user_id: UserId) -> list[str]:
    groups = (scene.rooms.joined, scene.rooms.invited)
    return [room_id for group in groups for room_id, users in group.items() if user_id in users]


def alarms(scene: Scene) -> list[object]:
    return [value for kind in ALARMS for value in scene.told(kind)]


async def test_who_leaves_is_put_out_of_every_room_and_nobody_is_alarmed(installed: Scene) -> None:
    await everybody_in(installed)
    assert len(rooms_with(installed, BAS)) == 3
    await let_go(installed, BAS)
    await installed.membership.reconcile()
    assert rooms_with(installed, BAS) == []
    assert alarms(installed) == []
    others = [u for users in installed.rooms.joined.values() for u in users]
    assert ANNA in others


async def test_who_left_while_the_bot_stood_still_is_no_intruder_either(installed: Scene) -> None:
    await everybody_in(installed)
    await let_go(installed, BAS)
    stage = installed.stage
    async with stage.database.work() as work:
        await work.cases.exclude(stage.code, BAS_SMIT, FRITS, NOW)
        await work.commit()
    again = Membership(stage.database.work, installed.rooms, stage.speaker, stage.clock)
    await again.reconcile()
    case_room = await installed.case_room()
    assert rooms_with(installed, BAS) == []
    assert BAS_SMIT not in installed.rooms.joined[case_room]
    assert alarms(installed) == []


@pytest.mark.parametrize("restarted", [False, True])
async def test_whose_consent_ended_is_put_out_before_the_room_hears_it_and_nobody_is_alarmed(
    installed: Scene, restarted: bool
) -> None:
    await everybody_in(installed)
    stage, room_id = installed.stage, await installed.case_room()
    assert CARLA in installed.rooms.joined[room_id]
    await installed.say(ANNA, room_id, "!toestemming Politie ingetrokken")
    if restarted:
        installed.membership = Membership(stage.database.work, installed.rooms, stage.speaker, stage.clock)
    await delivery(stage, installed.rooms).all()
    assert all(CARLA in to for room, to, _ in installed.rooms.sent if room == room_id), "first she goes"
    installed.stage.now += FIRST_OUT
    await delivery(stage, installed.rooms).all()
    assert CARLA in installed.rooms.joined[room_id], "the homeserver has not put her out yet"
    readers = [set(to) for room, to, _ in installed.rooms.sent if room == room_id]
    assert readers
    assert readers[-1] == {ANNA, BAS, BAS_SMIT}, "and still nothing that is said now is encrypted for her"
    await installed.membership.reconcile()
    assert CARLA not in installed.rooms.joined[room_id]
    assert alarms(installed) == []


async def test_who_left_and_is_back_in_a_room_is_an_intruder(installed: Scene) -> None:
    await everybody_in(installed)
    await let_go(installed, BAS)
    await installed.membership.reconcile()
    await installed.membership.reconcile()
    installed.rooms.join(await installed.case_room(), BAS)
    await installed.membership.reconcile()
    assert installed.told(Intruders) == [Intruders(Place.CASE, installed.stage.code, 1)]


async def test_who_never_belonged_there_is_an_intruder_also_at_the_first_look(installed: Scene) -> None:
    await everybody_in(installed)
    stage, case_room = installed.stage, await installed.case_room()
    installed.rooms.join(case_room, DIRK)
    await Membership(stage.database.work, installed.rooms, stage.speaker, stage.clock).reconcile()
    assert installed.told(Intruders) == [Intruders(Place.CASE, stage.code, 1)]


@pytest.mark.parametrize("refused", [True, False])
async def test_only_a_refusal_to_put_somebody_out_is_an_alarm(installed: Scene, refused: bool) -> None:
    await everybody_in(installed)
    await let_go(installed, BAS)
    error = HomeserverRefusedError("M_FORBIDDEN", 403) if refused else HomeserverDownError("away")
    installed.rooms.never["remove", BAS] = error
    await installed.membership.reconcile()
    assert bool(installed.told(IntrudersStay)) is refused
    del installed.rooms.never["remove", BAS]
    await installed.membership.reconcile()
    assert rooms_with(installed, BAS) == []
    assert installed.told(Intruders) == []


async def test_whoever_takes_over_gets_the_card_on_coming_in(installed: Scene) -> None:
    stage = installed.stage
    await everybody_in(installed)
    lea = replace(DIRECTORY.people[0], user_id="@lea:regiekamer.test", name="Lea Bos")
    installed.rooms.accounts.add(lea.user_id)
    async with stage.database.work() as work:
        await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, lea)))
        action = Action(1, Owner("vt", ANNA), date(2026, 11, 24), "x", ANNA, NOW)
        await work.actions.add(stage.code, action)
        await work.duties.replace("DH", "vt", [Duty("DH", "vt", lea.user_id, weekday=0)])
        await work.commit()
    await let_go(installed, ANNA)
    await installed.membership.reconcile()
    case_room = await installed.case_room()
    assert lea.user_id in installed.rooms.invited[case_room]
    async with stage.database.work() as work:
        moved = Movement("$came", case_room, came=frozenset({lea.user_id}))
        assert await members_moved(work, stage.speaker, moved, NOW, timedelta(seconds=5))
        assert await work.cases.cards_due(NOW + timedelta(seconds=5)) == (stage.code,)


async def test_what_was_still_to_be_said_to_who_left_waits_and_holds_up_nobody(installed: Scene) -> None:
    await everybody_in(installed)
    sender = delivery(installed.stage, installed.rooms)
    await sender.all()
    async with installed.stage.database.work() as work:
        for user in (BAS, ANNA):
            await installed.stage.speaker.to_person(
                work, user, ActionDue("DH-AAAA", "A1", date(2026, 11, 24), user), NOW
            )
        await work.commit()
    await let_go(installed, BAS)
    await installed.membership.reconcile()
    before = len(installed.rooms.sent)
    await sender.all()
    new = installed.rooms.sent[before:]
    assert await installed.room_id(Place.DIRECT, ANNA) in {room_id for room_id, _, _ in new}
    assert not any(BAS in readers for _, readers, _ in new)
    calls = len(installed.rooms.calls)
    assert await sender.round() == 0
    assert len(installed.rooms.calls) == calls, "not tried again and again"


async def test_nothing_is_said_any_more_to_who_left(installed: Scene) -> None:
    """Not even when a row still names them, as after a backup of before was restored."""
    stage = installed.stage
    async with stage.database.work() as work:
        await work.actions.add(stage.code, Action(1, Owner("csg", BAS), date(2026, 11, 24), "x", ANNA, NOW))
        await work.cases.set_coordinator(stage.code, CARLA)
        await work.reminders.add(Reminder(stage.code, 1, NOW))
        await work.people.leave(BAS, NOW)
        assert await remind(work, stage.speaker, NOW) == 1
        assert await give_digests(work, stage.speaker, NOW, rhythm(time(8))) == 1
        await work.commit()
    told = [value.user_id for value in (*stage_told(installed, ActionDue), *stage_told(installed, MorningDigest))]
    assert told == [CARLA, CARLA]


def stage_told(scene: Scene, kind: type) -> list[ActionDue | MorningDigest]:
    return [value for value in scene.told(kind) if isinstance(value, (ActionDue, MorningDigest))]
