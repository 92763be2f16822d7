"""Old messages shown again, and messages under somebody else's name: what a server and a member can do (rule 10)."""

import json
import uuid
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, cast

import pytest

from bot.commands.dispatch import Dispatcher, build_table
from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role, UserId
from bot.domain.rooms import MEGOLM, Room, RoomId
from bot.matrix.identity import unpadded
from bot.matrix.wire import path
from bot.storage.memory import MemoryDatabase
from bot.usecases.speak import Speaker
from tests.commands.stage import PlainWords
from tests.conftest import MakeAccount, MakePerson
from tests.matrix.conftest import Lied, Side, open_side
from tests.matrix.test_live import filled
from tests.proxy import Proxy
from tests.storage.conftest import KINDS, AnyDatabase

Json = dict[str, Any]


def heard(side: Side) -> list[str]:
    return [incoming.text for incoming in side.heard]


async def shown(person: Professional, room_id: str, event_id: str) -> Json:
    """Give an event as the homeserver shows it, for a sync."""
    _, event = await person.raw("GET", path("rooms", room_id, "event", event_id))
    return event


# --- the same message again ---


async def dispatcher_for(database: AnyDatabase, anna: UserId, room_id: RoomId) -> Dispatcher:
    """Make the bot's own handler; the room is Anna's own chat, where everything typed is answered."""
    async with database.work() as work:
        if await work.rooms.by_id(room_id) is None:
            pro = Person(anna, "Anna", "vt", frozenset({"DH"}), frozenset({Role.PROFESSIONAL}))
            vt = Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True)
            await work.people.replace(Directory((Region("DH", "Den Haag", time(10)),), (vt,), (pro,)))
            await work.rooms.want(Room(uuid.uuid4().hex, Place.DIRECT, anna, room_id))
            await work.commit()
    speaker = Speaker(PlainWords(), lambda: uuid.uuid4().hex)
    return Dispatcher(database.work, speaker, lambda: datetime.now(UTC), (), build_table())


async def answers(database: AnyDatabase) -> int:
    async with database.work() as work:
        return await work.outbox.unsent()


@pytest.mark.parametrize("kind", sorted(KINDS))
async def test_after_a_restart_a_replay_is_refused_and_a_redelivery_is_not_answered_twice(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path, kind: str
) -> None:
    made, anna = await account("bot"), await person("anna")
    async with KINDS[kind](tmp_path) as database, Proxy(homeserver.url) as proxy:
        same = cast("MemoryDatabase", database)  # the floor asks nothing of it but units of work
        async with open_side(proxy.url, made, tmp_path, same) as side:
            room_id = await filled(side, anna)
            bot = await dispatcher_for(database, anna.user_id, room_id)
            event_id = await anna.say(room_id, "!help")
            await side.until(lambda: heard(side) == ["!help"])
            await bot.handle(side.heard[0])
            once = await answers(database)
            assert once
        event = await shown(anna, room_id, event_id)
        async with open_side(proxy.url, made, tmp_path, same) as side:
            bot = await dispatcher_for(database, anna.user_id, room_id)
            proxy.inject(timeline={room_id: [event, {**event, "event_id": "$replay", "origin_server_ts": 1}]})
            await side.until(lambda: {event_id, "$replay"} <= {incoming.event_id for incoming in side.heard})
            for incoming in side.heard:
                await bot.handle(incoming)
            assert await answers(database) == once
            already = len(side.heard)
            await anna.say(room_id, "!help")
            await side.until(lambda: len(side.heard) > already)
            await bot.handle(side.heard[-1])
            assert await answers(database) == 2 * once, "what is said anew is answered as before"
            assert side.lives


# --- somebody else's name ---


async def test_somebody_elses_message_sent_again_as_ones_own_is_not_believed(side: Side, person: MakePerson) -> None:
    """Bob copies what Anna's client sent; the homeserver does not even have to help him."""
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    event_id = await anna.say(room_id, "!van anna")
    await side.until(lambda: heard(side) == ["!van anna"])
    copied = (await shown(anna, room_id, event_id))["content"]
    where = path("rooms", room_id, "send", "m.room.encrypted", uuid.uuid4().hex)
    status, _ = await bob.raw("PUT", where, copied)
    assert status == 200
    await bob.say(room_id, "!van bob")
    await side.until(lambda: "!van bob" in heard(side))
    assert heard(side) == ["!van anna", "!van bob"]


@pytest.mark.parametrize("as_sender", [False, True])
@pytest.mark.parametrize("as_device", [False, True])
async def test_a_room_key_under_somebody_elses_name_opens_nothing(
    lied: Lied, person: MakePerson, *, as_sender: bool, as_device: bool
) -> None:
    """Bob sends a key of his own as if it were Anna's; the homeserver helps him, and shows his message as hers."""
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    for each in (anna, bob):  # so that both have an Olm session with the bot
        await each.say(room_id, f"!{each.user_id}")
    await side.until(lambda: len(side.heard) == 2)
    olm = bob.client.olm
    olm.create_outbound_group_session(room_id)
    session = olm.outbound_group_sessions[room_id]
    session.shared = True
    name = anna.user_id if as_sender else bob.user_id
    fingerprint = anna.client.olm.account.identity_keys["ed25519"]
    payload = {
        "sender": name, "sender_device": bob.client.device_id, "type": "m.room_key",
        "keys": {"ed25519": fingerprint if as_device else olm.account.identity_keys["ed25519"]},
        "recipient": side.user_id, "recipient_keys": {"ed25519": side.crypto.me.ed25519},
        "content": {
            "algorithm": MEGOLM, "room_id": room_id, "session_id": session.id, "session_key": session.session_key,
        },
    }  # fmt: skip
    key = olm.session_store.get(side.crypto.me.curve25519).encrypt(json.dumps(payload))
    number, body = key.to_parts()
    to_device = {
        "type": "m.room.encrypted", "sender": name, "content": {
            "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": olm.account.identity_keys["curve25519"],
            "ciphertext": {side.crypto.me.curve25519: {"type": number, "body": unpadded(body)}}},
    }  # fmt: skip
    content = olm.group_encrypt(room_id, {"type": "m.room.message", "content": {"msgtype": "m.text", "body": "!vals"}})
    event = {
        "type": "m.room.encrypted", "sender": anna.user_id, "event_id": "$vals", "origin_server_ts": 1,
        "content": content,
    }  # fmt: skip
    lied.proxy.inject(to_device=[to_device], timeline={room_id: [event]})
    await anna.say(room_id, "!tot slot")
    await side.until(lambda: "!tot slot" in heard(side))
    assert side.crypto._inbound(room_id, content["sender_key"], session.id) is not None, "the key did arrive"
    assert "!vals" not in heard(side)
    assert not side.gate.waits
    assert side.lives
