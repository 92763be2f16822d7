"""What the bot believes: attacks on the gate, by members, their old devices and the homeserver (rules 10, 11, 12)."""

import asyncio
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.matrix.wire import path
from tests.conftest import PASSWORD, MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled, says
from tests.matrix.test_recipients import remove_device, second_device, tell

Json = dict[str, Any]


def said(side: Side) -> list[str]:
    return [incoming.text for incoming in side.heard]


async def event_of(person: Professional, room_id: str, event_id: str) -> Json:
    _, event = await person.raw("GET", path("rooms", room_id, "event", event_id))
    return event


def held_back(lied: Lied, sender: str) -> list[Json]:
    """Keep this person's encrypted events from the bot; they are collected."""
    held: list[Json] = []

    def keep(sync: Json) -> None:
        for room in sync.get("rooms", {}).get("join", {}).values():
            events = room.get("timeline", {}).get("events", [])
            mine = [e for e in events if e.get("type") == "m.room.encrypted" and e.get("sender") == sender]
            held.extend(mine)
            events[:] = [e for e in events if e not in mine]

    lied.proxy.rewrite("/sync", keep)
    return held


async def heard_nothing_but(side: Side, anna: Professional, room_id: str, *texts: str) -> None:
    """Have Anna say one more thing, and see that only this and the given texts were believed."""
    await anna.say(room_id, "!tot slot")
    await side.until(lambda: "!tot slot" in said(side))
    assert said(side) == [*texts, "!tot slot"]
    assert side.lives


async def test_an_event_of_a_deleted_device_is_not_believed(
    lied: Lied, person: MakePerson, homeserver: Homeserver
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    lost = await second_device(homeserver, anna)
    try:
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 2)
        held = held_back(lied, anna.user_id)
        event_id = await lost.say(room_id, "!van het verloren apparaat")
        await side.until(lambda: any(event["event_id"] == event_id for event in held))
        await remove_device(anna, str(lost.client.device_id))
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 1)
        lied.proxy.clear()
        lied.proxy.inject(timeline={room_id: held})
        await heard_nothing_but(side, anna, room_id)
    finally:
        await lost.close()


async def test_an_unsigned_device_is_believed_once_its_owner_confirmed_it(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    laptop = await Professional.login(homeserver.url, anna.user_id, PASSWORD, keyring=anna.keyring, signed=False)
    try:
        await laptop.say(room_id, "!te vroeg")
        await side.until(lambda: {anna.user_id: (laptop.client.device_id,)} in side.refused)
        await laptop.sign()
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 2)
        await laptop.say(room_id, "!nu wel")
        await side.until(lambda: "!nu wel" in said(side))
        await heard_nothing_but(side, anna, room_id, "!nu wel")
    finally:
        await laptop.close()


@pytest.mark.parametrize("counts", [None, "A" * 43])
async def test_a_person_whose_identity_does_not_count_is_not_believed_and_people_hear_of_it(
    side: Side, person: MakePerson, counts: str | None
) -> None:
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    real = side.pinned.pop(bob.user_id)
    if counts:
        side.pinned[bob.user_id] = counts
    await bob.say(room_id, "!ik tel niet")
    await side.until(lambda: any(bob.user_id in refused for refused in side.refused))
    side.pinned[bob.user_id] = real
    await heard_nothing_but(side, anna, room_id)


async def test_a_message_under_another_name_is_not_believed(lied: Lied, person: MakePerson) -> None:
    """The server shows Anna's event as Bob's."""
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    held = held_back(lied, anna.user_id)
    event_id = await anna.say(room_id, "!van anna")
    await side.until(lambda: any(event["event_id"] == event_id for event in held))
    lied.proxy.clear()
    lied.proxy.inject(timeline={room_id: [{**event, "sender": bob.user_id} for event in held]})
    await heard_nothing_but(side, bob, room_id)


async def test_a_message_moved_to_another_room_is_not_believed(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna = await person("anna")
    first, second = await filled(side, anna), await filled(side, anna)
    await anna.say(first, "!in de eerste")
    await side.until(lambda: said(side) == ["!in de eerste"])
    event = await event_of(anna, first, side.heard[0].event_id)
    lied.proxy.inject(timeline={second: [{**event, "event_id": f"${uuid.uuid4().hex}", "room_id": second}]})
    await heard_nothing_but(side, anna, second, "!in de eerste")


async def test_a_message_is_recognised_under_another_id(side: Side, person: MakePerson) -> None:
    """The gate lets a replay through with its place in the session; the unit of work that acts on it refuses it."""
    anna = await person("anna")
    room_id = await filled(side, anna)
    event_id = await anna.say(room_id, "!klaar A1")
    await side.until(lambda: bool(side.heard))
    event = await event_of(anna, room_id, event_id)
    at = datetime.now(UTC)
    async with side.database.work() as work:
        assert await work.events.first_time(event_id, at, side.heard[0].ratchet)
        await work.commit()
    replay = await side.gate.admit(room_id, {**event, "event_id": "$replay"})
    redelivered = await side.gate.admit(room_id, event)
    assert replay is not None
    assert redelivered is not None
    async with side.database.work() as work:
        assert not await work.events.first_time("$replay", at, replay.ratchet)
        assert not await work.events.first_time(event_id, at, redelivered.ratchet)
        assert await work.events.first_time("$next", at, None)


FAKES: dict[str, Json] = {
    "m.room.member": {"membership": "join"},
    "m.room.encryption": {"algorithm": "none"},
    "m.room.power_levels": {"users": {"@eve:regiekamer.test": 100}},
    "m.room.history_visibility": {"history_visibility": "world_readable"},
    "m.room.name": {"name": "anders"},
    "m.room.redaction": {"redacts": "$x"},
}


@pytest.mark.parametrize("type_", FAKES)
async def test_decrypted_state_is_never_applied(side: Side, person: MakePerson, type_: str) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    before = (set(side.states[room_id].joined), side.states[room_id].algorithm)
    await anna.send(room_id, type_, FAKES[type_])
    await heard_nothing_but(side, anna, room_id)
    assert (set(side.states[room_id].joined), side.states[room_id].algorithm) == before
    await tell(side, room_id, "nog steeds veilig", anna)


def plain(event: Json) -> Json:
    return {**event, "type": "m.room.message", "content": {"msgtype": "m.text", "body": "!verzonnen"}}


def without_algorithm(event: Json) -> Json:
    return {**event, "content": {"msgtype": "m.text", "body": "!verzonnen"}}


def another_algorithm(event: Json) -> Json:
    return {**event, "content": {**event["content"], "algorithm": "m.olm.v1.curve25519-aes-sha2", "body": "!verzonnen"}}


def without_sender(event: Json) -> Json:
    return {key: value for key, value in event.items() if key != "sender"}


def from_nobody(event: Json) -> Json:
    return {**event, "sender": "@niemand:regiekamer.test"}


@pytest.mark.parametrize("lie", [plain, without_algorithm, another_algorithm, without_sender, from_nobody])
async def test_what_the_server_makes_up_is_not_believed(
    lied: Lied, person: MakePerson, lie: Callable[[Json], Json]
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    event_id = await anna.say(room_id, "!echt")
    await side.until(lambda: bool(side.heard))
    event = await event_of(anna, room_id, event_id)
    lied.proxy.inject(timeline={room_id: [lie({**event, "event_id": f"${uuid.uuid4().hex}"})]})
    await heard_nothing_but(side, anna, room_id, "!echt")


RELATIONS: list[Json] = [
    {"m.in_reply_to": {"event_id": "$elders"}},
    {"rel_type": "m.thread", "event_id": "$elders"},
    {"rel_type": "m.replace", "event_id": "$elders"},
    {"rel_type": "m.annotation", "event_id": "$elders", "key": "!klaar A9"},
    {"rel_type": 7},
]


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: str(relation.get("rel_type", "reply")))
async def test_a_redirected_relation_changes_nothing(lied: Lied, person: MakePerson, relation: Json) -> None:
    """The server can put any relation outside the encryption: the command is what was typed, and is handled once."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)

    def redirect(sync: Json) -> None:
        for room in sync.get("rooms", {}).get("join", {}).values():
            for event in room.get("timeline", {}).get("events", []):
                if event.get("type") == "m.room.encrypted":
                    event["content"]["m.relates_to"] = relation

    lied.proxy.rewrite("/sync", redirect)
    await anna.say(room_id, "!klaar A3")
    await side.until(lambda: said(side) == ["!klaar A3"])
    await heard_nothing_but(side, anna, room_id, "!klaar A3")


async def test_an_edit_is_no_command(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    first = await anna.say(room_id, "!klaar A3")
    new = {"msgtype": "m.text", "body": "!klaar A4"}
    relation = {"rel_type": "m.replace", "event_id": first}
    await anna.say(room_id, "!klaar A4", **{"m.new_content": new, "m.relates_to": relation})
    await anna.say(room_id, "!klaar A4", **{"m.new_content": new})
    await heard_nothing_but(side, anna, room_id, "!klaar A3")


async def test_a_reaction_of_a_member_or_of_the_server_does_nothing(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    event_id = await side.rooms.send(room_id, side.readers(anna.user_id), says("akkoord?"))
    relation = {"rel_type": "m.annotation", "event_id": event_id, "key": "👍"}
    where = path("rooms", room_id, "send", "m.reaction", uuid.uuid4().hex)
    status, _ = await anna.raw("PUT", where, {"m.relates_to": relation})
    assert status == 200
    forged = {
        "type": "m.reaction", "sender": anna.user_id, "event_id": "$forged", "origin_server_ts": 1,
        "content": {"m.relates_to": relation},
    }  # fmt: skip
    lied.proxy.inject(timeline={room_id: [forged]})
    await asyncio.sleep(0.6)
    await heard_nothing_but(side, anna, room_id)
