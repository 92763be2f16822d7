"""Staying up: failures half-way, keys that come late, restarts (rules 14 to 17)."""

import asyncio
import uuid
from pathlib import Path
from typing import Any

import pytest

from bot.demo.homeserver import Homeserver
from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.matrix import sync
from bot.matrix.wire import path
from bot.ports import HomeserverError
from bot.storage.memory import MemoryDatabase
from tests.conftest import MakeAccount, MakePerson
from tests.matrix.conftest import Lied, Side, open_side
from tests.matrix.test_live import filled, says
from tests.matrix.test_recipients import tell

Json = dict[str, Any]


def texts(side: Side) -> list[str]:
    return [incoming.text for incoming in side.heard]


def hold_to_device(lied: Lied) -> list[Json]:
    """Keep to-device messages from the bot; they are collected."""
    held: list[Json] = []

    def keep(sync: Json) -> None:
        events = sync.get("to_device", {}).get("events", [])
        held.extend(events)
        events.clear()

    lied.proxy.rewrite("/sync", keep)
    return held


async def test_a_failed_claim_reaches_the_others_at_once_and_this_device_later(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerst anna", anna)
    await side.rooms.invite(room_id, bob.user_id)
    await side.until(lambda: bob.user_id in side.pinned and bob.user_id in side.states[room_id].joined)
    both = side.readers(anna.user_id, bob.user_id)
    lied.proxy.rewrite("/keys/claim", lambda answer: answer["one_time_keys"].clear())
    await side.rooms.send(room_id, both, says("bob krijgt nog geen sleutel"))
    await anna.wait_text("bob krijgt nog geen sleutel")
    lied.proxy.clear()
    await side.rooms.send(room_id, both, says("nu wel"))
    await asyncio.gather(*(each.wait_text("nu wel", room_id=room_id) for each in (anna, bob)))
    assert "nog geen sleutel" not in bob.readable()


@pytest.mark.parametrize("what", ["/keys/query", "/keys/claim", "/sendToDevice/", "/send/"])
@pytest.mark.parametrize("before", [True, False])
async def test_every_step_of_a_send_can_fail_and_be_tried_again(
    lied: Lied, person: MakePerson, what: str, *, before: bool
) -> None:
    """The outbox tries again with the same row: it arrives, once, and no lock is left behind."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    row = says("komt aan")
    side.devices.changed([anna.user_id])
    lied.proxy.fail(what, times=1, before=before)
    for _ in range(3):
        try:
            await asyncio.wait_for(side.rooms.send(room_id, side.readers(anna.user_id), row), 10)
        except HomeserverError:
            continue
        break
    await anna.wait_text("komt aan", room_id=room_id)
    await tell(side, room_id, "daarna", anna)
    assert sum("komt aan" in message.body for message in anna.messages(room_id)) == 1


async def test_trouble_in_one_room_does_not_hold_up_another(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna = await person("anna")
    first = await filled(side, anna)
    second = await side.rooms.create(Room(uuid.uuid4().hex, Place.CASE, "DH-7K3N"))
    await side.rooms.invite(second, anna.user_id)
    await side.until(
        lambda: anna.user_id in side.states.get(second, side.states[first]).joined and second in side.states
    )
    stuck = asyncio.Event()

    async def wait(_: object) -> None:
        await stuck.wait()

    await tell(side, second, "eerst", anna)
    lied.proxy.on_request("/sendToDevice/", wait)
    slow = asyncio.create_task(side.rooms.send(first, side.readers(anna.user_id), says("langzaam")))
    await asyncio.sleep(0.2)
    await side.rooms.send(second, side.readers(anna.user_id), says("vlot"))
    await anna.wait_text("vlot")
    assert not slow.done()
    stuck.set()
    await slow


async def test_a_key_that_comes_late_is_waited_for(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    held = hold_to_device(lied)
    await anna.say(room_id, "!laat")
    await side.until(lambda: side.gate.waits)
    assert texts(side) == []
    lied.proxy.clear()
    lied.proxy.inject(to_device=held)
    await side.until(lambda: texts(side) == ["!laat"])
    assert not side.gate.waits


async def test_a_key_that_comes_after_a_restart_still_opens_what_waited(lied: Lied, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    async with lied.side.database.work() as work:
        before = await work.events.token()
    held = hold_to_device(lied)
    await anna.say(room_id, "!laat")
    await lied.side.until(lambda: lied.side.gate.waits)
    async with lied.side.database.work() as work:
        assert await work.events.token() == before, "what waits is fetched again"
    assert lied.side.running is not None
    lied.side.running.cancel()
    lied.proxy.clear()
    async with open_side(lied.proxy.url, lied.account, lied.folder, lied.side.database) as again:
        lied.proxy.inject(to_device=held)
        await again.until(lambda: texts(again) == ["!laat"])


async def test_a_kill_in_the_middle_of_a_batch_loses_no_key(
    lied: Lied, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Olm session and the room key it carried are stored together, or neither is (rule 15)."""
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    crypto, receive = lied.side.crypto, lied.side.crypto.receive

    class KilledError(Exception):
        pass

    def receive_and_die(raw: object) -> None:
        receive(raw)
        if isinstance(raw, dict) and raw.get("type") == "m.room.encrypted":
            raise KilledError

    lied.side.may_die = True
    monkeypatch.setattr(crypto, "receive", receive_and_die)
    await anna.say(room_id, "!na de dood")
    await lied.side.until(lambda: not lied.side.lives)
    assert lied.side.running is not None
    assert isinstance(lied.side.running.exception(), KilledError)
    async with open_side(lied.proxy.url, lied.account, lied.folder, lied.side.database) as again:
        await again.until(lambda: texts(again) == ["!na de dood"])


@pytest.mark.parametrize("failures", [0, 2])
async def test_a_gap_is_filled_in_order_also_when_that_fails_at_first(
    lied: Lied, person: MakePerson, failures: int
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    await anna.say(room_id, "!0")
    await side.until(lambda: texts(side) == ["!0"])
    lost = 0

    def limit(sync: Json) -> None:
        nonlocal lost
        for room in sync.get("rooms", {}).get("join", {}).values():
            timeline = room.get("timeline", {})
            if len(timeline.get("events", [])) > 1:
                lost += len(timeline["events"]) - 1
                timeline["events"] = timeline["events"][-1:]
                timeline["limited"] = True
                timeline["prev_batch"] = sync["next_batch"]  # the server's word for "before what is shown"

    resume = asyncio.Event()

    async def wait(_: object) -> None:
        await resume.wait()

    lied.proxy.on_request("/sync", wait)
    for number in range(1, 9):
        await anna.say(room_id, f"!{number}")
    lied.proxy.rewrite("/sync", limit)
    if failures:
        lied.proxy.fail("/messages", times=failures)
    resume.set()
    await side.until(lambda: len({*texts(side)}) == 9, seconds=30)
    assert lost
    assert list(dict.fromkeys(texts(side))) == [f"!{number}" for number in range(9)]


async def test_one_time_keys_are_refilled_also_when_none_is_left(lied: Lied, person: MakePerson) -> None:
    """A count of 0 counts too, and so does one in a sync that brings nothing else (rule 14)."""

    def uploaded() -> list[int]:
        bodies = [r.body for r in lied.proxy.requests if r.path.endswith("/keys/upload") and r.body is not None]
        return [len(body.get("one_time_keys", {})) for body in bodies]

    before = len(uploaded())
    lied.proxy.rewrite("/sync", lambda sync: sync.update(device_one_time_keys_count={"signed_curve25519": 0}))
    await lied.side.until(lambda: any(uploaded()[before:]))
    lied.proxy.clear()
    anna = await person("anna")
    await tell(lied.side, await filled(lied.side, anna), "nog steeds bereikbaar", anna)


async def test_a_restart_goes_on_with_the_same_keys(lied: Lied, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    await tell(lied.side, room_id, "voor de herstart", anna)
    await anna.say(room_id, "!voor")
    await lied.side.until(lambda: texts(lied.side) == ["!voor"])
    me = lied.side.crypto.me
    assert lied.side.running is not None
    lied.side.running.cancel()
    async with open_side(lied.proxy.url, lied.account, lied.folder, lied.side.database) as again:
        assert again.crypto.me == me
        await again.until(lambda: anna.user_id in again.pinned)
        await tell(again, room_id, "na de herstart", anna)
        await anna.say(room_id, "!na")
        await again.until(lambda: "!na" in texts(again))
        _, event = await anna.raw("GET", path("rooms", room_id, "event", again.heard[-1].event_id))
        assert (
            event["content"]["session_id"] == again.heard[-1].ratchet.session_id if again.heard[-1].ratchet else False
        )


async def test_where_we_began_is_stored_before_there_is_any_room(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed on its first day: who joined, and what was said, while the bot was down is taken in at the next start."""
    made, database = await account("bot"), MemoryDatabase()
    anna = await person("anna")
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        assert side.running is not None
        side.running.cancel()  # the batch that tells of the room will not be handled by this process
        room_id = await side.rooms.create(Room(uuid.uuid4().hex, Place.CASE, "DH-7K3M"))
        await side.rooms.invite(room_id, anna.user_id)
    await anna.wait_room("DH-7K3M")
    await anna.say(room_id, "!wie")
    # Synapse would give the first answer once more for two minutes; a bot may be down for longer.
    monkeypatch.setattr(sync, "FILTER", {**sync.FILTER, "account_data": {"types": ["none"]}})
    async with open_side(homeserver.url, made, tmp_path, database) as again:
        await again.until(lambda: texts(again) == ["!wie"])
        assert any(anna.user_id in changes.came for _, changes in again.changes), "and she gets the card"


async def test_a_room_that_was_made_just_before_a_kill_is_found_also_when_the_homeserver_answers_from_memory(
    lied: Lied, person: MakePerson
) -> None:
    """Synapse gives the same answer to the same first sync for two minutes: a room made meanwhile is not in it."""
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    hold_to_device(lied)
    await anna.say(room_id, "!laat")
    await lied.side.until(lambda: lied.side.gate.waits)  # until its key is there, no token is stored
    assert lied.side.running is not None
    lied.side.running.cancel()
    wished = Room(uuid.uuid4().hex, Place.CASE, "DH-7K3N")
    async with open_side(lied.proxy.url, lied.account, lied.folder, lied.side.database) as before:
        assert before.running is not None
        before.running.cancel()
        made = await before.rooms.create(wished)  # and dies before it is recorded
    async with open_side(lied.proxy.url, lied.account, lied.folder, lied.side.database) as after:
        assert made not in after.states, "the homeserver answered from memory"
        assert await after.rooms.create(wished) == made


async def test_a_flood_of_to_device_messages_does_not_let_one_person_overtake_another(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path
) -> None:
    """A sync brings a hundred of them: the first message comes in the first sync, and its key in the second."""
    made, database = await account("bot"), MemoryDatabase()
    anna, bob, eve = await person("anna"), await person("bob"), await person("eve")
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        room_id = await filled(side, anna, bob)
        await bob.say(room_id, "!nul")
        await side.until(lambda: texts(side) == ["!nul"])
    for number in range(100):
        where = path("sendToDevice", "m.dummy", f"{eve.user_id}{number}")
        assert (await eve.raw("PUT", where, {"messages": {side.user_id: {"REGIEKAMER": {}}}}))[0] == 200
    anna.client.invalidate_outbound_session(room_id)
    await anna.say(room_id, "!een")
    await bob.say(room_id, "!twee")
    async with open_side(homeserver.url, made, tmp_path, database) as again:
        await again.until(lambda: {"!een", "!twee"} <= {*texts(again)})
        assert [text for text in texts(again) if text != "!nul"] == ["!een", "!twee"]
