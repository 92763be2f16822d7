"""The homeserver fails or refuses in the middle of a batch: nothing is lost, and the bot goes on (rules 13 to 17)."""

import asyncio
import uuid
from functools import partial
from typing import Any

import pytest

from bot.demo.people import Professional
from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.matrix.gate import MOST_WAITING
from bot.matrix.wire import CLIENT, path
from tests.conftest import MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled, says

Json = dict[str, Any]


def heard(side: Side) -> list[str]:
    return [incoming.text for incoming in side.heard]


async def hears(side: Side, *texts: str) -> None:
    """Wait until each of these was heard; what is heard again is a redelivery, which storage recognises."""
    await side.until(lambda: set(texts) <= set(heard(side)) or not side.lives, seconds=6)
    assert side.running is not None
    assert side.lives, repr(side.running.exception())


def _waits(side: Side, number: int) -> bool:
    return len(side.gate._waiting) == number


async def both_wait(lied: Lied, *people: tuple[Professional, str, str]) -> list[Json]:
    """Let people say something whose keys do not come; the keys are given back."""
    keys: list[Json] = []

    def keep(sync: Json) -> None:
        events = sync.get("to_device", {}).get("events", [])
        keys.extend(events)
        events.clear()

    lied.proxy.rewrite("/sync", keep)
    for number, (person, room_id, text) in enumerate(people, 1):
        await person.say(room_id, text)
        await lied.side.until(partial(_waits, lied.side, number))
    lied.proxy.clear()
    return keys


async def test_a_question_that_fails_when_keys_arrive_loses_no_other_message(lied: Lied, person: MakePerson) -> None:
    """Anna's and Bob's messages wait; their keys come; only Bob's devices must be asked for, and that fails."""
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    side.gate._patience = 30
    keys = await both_wait(lied, (anna, room_id, "!van anna"), (bob, room_id, "!van bob"))
    done = False

    def give(sync: Json) -> None:
        nonlocal done
        if not done:
            done = True
            sync.setdefault("to_device", {}).setdefault("events", []).extend(keys)
            sync.setdefault("device_lists", {}).setdefault("changed", []).append(bob.user_id)
            lied.proxy.fail("/keys/query")

    lied.proxy.rewrite("/sync", give)
    await hears(side, "!van bob")
    await anna.say(room_id, "!daarna")
    await hears(side, "!van anna", "!van bob", "!daarna")


async def test_a_sender_who_is_nobody_stops_nothing(lied: Lied, person: MakePerson) -> None:
    """The server shows a good message under a name that is none; asking for that name's devices is refused."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    event_id = await anna.say(room_id, "!echt")
    await hears(side, "!echt")
    _, event = await anna.raw("GET", path("rooms", room_id, "event", event_id))
    lied.proxy.inject(timeline={room_id: [{**event, "event_id": "$vals", "sender": "niemand"}]})
    await anna.say(room_id, "!daarna")
    await hears(side, "!daarna")
    assert heard(side) == ["!echt", "!daarna"]


async def test_a_member_who_is_nobody_stops_nothing(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna)
    member = {
        "type": "m.room.member", "state_key": "niemand", "sender": "niemand", "event_id": "$vals",
        "origin_server_ts": 1, "content": {"membership": "join"},
    }  # fmt: skip
    lied.proxy.inject(state={room_id: [member]})
    await side.until(lambda: "niemand" in side.states[room_id].joined)
    await side.rooms.invite(room_id, bob.user_id)
    await side.until(lambda: bob.user_id in side.states[room_id].joined)
    await side.rooms.send(room_id, side.readers(anna.user_id, bob.user_id), says("voor wie bestaat"))
    await asyncio.gather(anna.wait_text("voor wie bestaat"), bob.wait_text("voor wie bestaat"))
    await bob.say(room_id, "!van bob")
    await hears(side, "!van bob")


@pytest.mark.parametrize(("status", "there"), [(500, ["!een", "!twee"]), (403, ["!twee"])])
async def test_a_gap_that_cannot_be_filled_now_is_filled_later_and_one_that_is_refused_stops_nothing(
    lied: Lied, person: MakePerson, status: int, there: list[str]
) -> None:
    """Ended by a refusal, the sync would end at every start: the same gap comes again."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    limited = False

    def limit(sync: Json) -> None:
        nonlocal limited
        timeline = sync.get("rooms", {}).get("join", {}).get(room_id, {}).get("timeline")
        if timeline is not None and timeline.get("events"):
            limited = True
            timeline |= {"events": timeline["events"][-1:], "limited": True, "prev_batch": sync["next_batch"]}

    lied.proxy.rewrite("/sync", limit)
    lied.proxy.fail("/messages", status=status)
    for text in ("!een", "!twee"):
        await anna.say(room_id, text)
    await side.until(lambda: limited)
    await hears(side, *there)
    told = any(unread.room_id == room_id and unread.event_id.startswith("gap ") for unread in side.unread)
    assert told is (status == 403), "and what was lost is not lost in silence"


async def test_keys_that_may_not_be_uploaded_leave_the_bot_listening(lied: Lied, person: MakePerson) -> None:
    """Synapse refuses a one-time key that it has with another content, for ever: no reason to hear nothing at all."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    lied.proxy.fail("/keys/upload", status=400)
    side.crypto.one_time_keys_left({"signed_curve25519": 0})
    await anna.say(room_id, "!daarna")
    await hears(side, "!daarna")


async def test_two_people_who_both_got_the_fallback_key_are_both_heard(lied: Lied, person: MakePerson) -> None:
    """An attacker claims every one-time key; the bot may not upload new ones; two strangers get the same last key."""
    side = lied.side
    anna, bob, eve = await person("anna"), await person("bob"), await person("eve")
    room_id = await filled(side, anna, bob)
    stop = asyncio.Event()

    async def not_now(_: object) -> None:
        await stop.wait()

    lied.proxy.on_request("/keys/upload", not_now)
    body = {"one_time_keys": {side.user_id: {"REGIEKAMER": "signed_curve25519"}}}
    for _ in range(120):
        _, answer = await eve.raw("POST", f"{CLIENT}/keys/claim", body)
        [key] = answer["one_time_keys"][side.user_id]["REGIEKAMER"].values()
        if key.get("fallback"):
            break
    else:
        pytest.fail("the one-time keys did not run out")
    await asyncio.gather(anna.say(room_id, "!van anna"), bob.say(room_id, "!van bob"))
    stop.set()
    await hears(side, "!van anna", "!van bob")
    async with asyncio.timeout(10):
        while True:
            _, answer = await eve.raw("POST", f"{CLIENT}/keys/claim", body)
            [key] = answer["one_time_keys"][side.user_id]["REGIEKAMER"].values()
            if not key.get("fallback"):
                break
            await asyncio.sleep(0.1)


async def test_a_flood_of_unreadable_events_does_not_cost_a_waiting_message(lied: Lied, person: MakePerson) -> None:
    """Bob's message waits for its key while Anna's client sends what nobody can read, more than may wait at once."""
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    side.gate._patience = 60
    keys = await both_wait(lied, (bob, room_id, "!van bob"))
    content = {"algorithm": "m.megolm.v1.aes-sha2", "sender_key": "x", "session_id": "y", "ciphertext": "z"}
    flood = [
        {
            "type": "m.room.encrypted", "sender": anna.user_id, "event_id": f"${uuid.uuid4().hex}",
            "origin_server_ts": 1, "content": content,
        }
        for _ in range(MOST_WAITING + 20)
    ]  # fmt: skip
    lied.proxy.inject(timeline={room_id: flood})
    await side.until(lambda: len(side.gate._waiting) == MOST_WAITING)
    lied.proxy.inject(to_device=keys)
    await hears(side, "!van bob")


async def test_a_coming_that_is_told_as_state_and_in_what_was_missed_is_one(lied: Lied, person: MakePerson) -> None:
    """Much was said in the room: the sync leaves some of it out, and tells the newest state besides (seen live).

    Told under two names, one coming brought two cards.
    """
    side, anna = lied.side, await person("anna")
    room_id = await side.rooms.create(Room(uuid.uuid4().hex, Place.CASE, "DH-7K3M"))
    await side.until(lambda: room_id in side.states)
    side.names.clear()

    def busy(sync: Json) -> None:
        """Leave everything out of the timeline, and tell the members as state."""
        room = sync.get("rooms", {}).get("join", {}).get(room_id)
        members = [e for e in (room or {}).get("timeline", {}).get("events", []) if e["type"] == "m.room.member"]
        joined = [event for event in members if event["content"]["membership"] == "join"]
        if joined:
            room["state"] = {"events": joined}
            room["timeline"] = {"limited": True, "prev_batch": sync["next_batch"], "events": []}

    lied.proxy.rewrite("/sync", busy)
    await side.rooms.invite(room_id, anna.user_id)
    await side.until(lambda: anna.user_id in side.states[room_id].joined)
    lied.proxy.clear()
    await side.rooms.remove(room_id, anna.user_id)
    await side.until(lambda: anna.user_id not in side.states[room_id].joined)
    came = [
        name for name, (_, changes) in zip(side.names, side.changes[-len(side.names) :], strict=True) if changes.came
    ]
    assert len(set(came)) == 1
    assert came[0].startswith("$")


@pytest.mark.parametrize("restarted", [False, True])
async def test_who_joined_gets_the_key_also_when_a_fork_tells_of_the_invitation_again(
    lied: Lied, person: MakePerson, *, restarted: bool
) -> None:
    """What we send while somebody joins follows their invitation; the next sync tells that as the state (seen live).

    Who was restarted in between remembers only that she had joined.
    """
    side, anna = lied.side, await person("anna")
    room_id = await side.rooms.create(Room(uuid.uuid4().hex, Place.CASE, "DH-7K3M"))
    await side.until(lambda: room_id in side.states)
    invitations: list[Json] = []
    told = 0

    def fork(sync: Json) -> None:
        """Tell the invitation again as the state before what was said after the join."""
        nonlocal told
        room = sync.get("rooms", {}).get("join", {}).get(room_id)
        if room is None:
            return
        events = room.get("timeline", {}).get("events", [])
        joined = any(event.get("content", {}).get("membership") == "join" for event in events)
        if invitations and not joined and side.states[room_id].joined >= {anna.user_id}:
            room["state"] = {"events": invitations}
            told += 1
            if restarted:
                side.states._seen.clear()
        invitations.extend(event for event in events if event.get("content", {}).get("membership") == "invite")

    lied.proxy.rewrite("/sync", fork)
    await side.rooms.invite(room_id, anna.user_id)
    await side.until(lambda: anna.user_id in side.states[room_id].joined)
    await anna.say(room_id, "ik ben er")
    await side.until(lambda: told > 0 and "ik ben er" in heard(side))
    lied.proxy.clear()
    await side.rooms.send(room_id, side.readers(anna.user_id), says("de kaart"))
    await anna.wait_text("de kaart", room_id=room_id)


async def test_who_was_put_out_and_invited_anew_is_invited_though_only_that_is_told(
    lied: Lied, person: MakePerson
) -> None:
    """Much was said meanwhile: that she went was left out, and what is told looks as if it were of a fork."""
    side, anna = lied.side, await person("anna")
    room_id = await filled(side, anna)
    anna.auto_join = False
    told = 0

    def busy(sync: Json) -> None:
        nonlocal told
        room = sync.get("rooms", {}).get("join", {}).get(room_id, {})
        members = [e for e in room.get("timeline", {}).get("events", []) if e["type"] == "m.room.member"]
        invitations = [event for event in members if event["content"]["membership"] == "invite"]
        told += len(invitations)
        if members:
            room["state"], room["timeline"] = {"events": invitations}, {"events": []}

    lied.proxy.rewrite("/sync", busy)
    await side.rooms.remove(room_id, anna.user_id)
    await side.rooms.invite(room_id, anna.user_id)
    await side.until(lambda: told > 0 and anna.user_id in side.states[room_id].invited)
    assert anna.user_id not in side.states[room_id].joined


async def test_who_comes_while_a_batch_is_tried_again_has_come_too(lied: Lied) -> None:
    """In a room where much was said members come as state, and the second try tells of one more than the first.

    Under the same name as the first, that one's coming would count as known: no card, ever.
    """
    side = lied.side
    rooms = [await side.rooms.create(Room(uuid.uuid4().hex, Place.CASE, "DH-7K3M")) for _ in range(2)]
    await side.until(lambda: all(room_id in side.states for room_id in rooms))
    side.names.clear()
    tries = 0

    def joins(user_id: str) -> Json:
        return {"type": "m.room.member", "state_key": user_id, "sender": user_id, "content": {"membership": "join"}}

    def busy(sync: Json) -> None:
        nonlocal tries
        tries += 1
        here = ["@anna:regiekamer.test", "@bob:regiekamer.test"][:tries]
        sync.setdefault("rooms", {})["join"] = {
            rooms[0]: {"state": {"events": [joins(user_id) for user_id in here]}},
            rooms[1]: {"timeline": {"limited": True, "prev_batch": sync["next_batch"], "events": []}},
        }

    lied.proxy.rewrite("/sync", busy)
    lied.proxy.fail("/messages", status=500)
    await side.until(lambda: tries >= 2 and "@bob:regiekamer.test" in side.states[rooms[0]].joined)
    lied.proxy.clear()
    assert len(side.names) == len(set(side.names)) == 2
