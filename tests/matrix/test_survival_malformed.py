"""Malformed data from anybody neither stops the sync nor loses what came with it (rule 13)."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.people import Professional
from bot.domain.rooms import MEGOLM
from bot.matrix.crypto import NotToBeBelievedError, UndecryptableError
from bot.matrix.wire import path
from tests.conftest import MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled, says

Json = dict[str, Any]


async def still_hears(side: Side, person: Professional, room_id: str) -> None:
    text = f"!daarna {uuid.uuid4().hex}"
    await person.say(room_id, text)
    await side.until(lambda: any(incoming.text == text for incoming in side.heard))
    assert side.lives


def encrypted(person: Professional, room_id: str, plain: str) -> Json:
    """Encrypt any text as this person's device does, so that only what is inside is malformed."""
    session = person.client.olm.outbound_group_sessions[room_id]
    return {
        "algorithm": MEGOLM,
        "sender_key": person.client.olm.account.identity_keys["curve25519"],
        "session_id": session.id,
        "ciphertext": session.encrypt(plain),
        "device_id": person.client.device_id,
    }


PLAIN = {
    "nested": "[" * 40_000,
    "nested content": '{"room_id":"ROOM","type":"m.room.message","content":' + '{"a":' * 5000 + "1" + "}" * 5001,
    "not json": "geen json",
    "nan": '{"room_id":"ROOM","type":NaN,"content":{}}',
    "huge number": "1" * 5000,
    "a list": "[]",
    "no content": '{"room_id":"ROOM","type":"m.room.message"}',
    "wrong types": '{"room_id":"ROOM","type":"m.room.message","content":{"msgtype":["m.text"],"body":{}}}',
    "lone surrogate": '{"room_id":"ROOM","type":"m.room.message",'
    '"content":{"msgtype":"m.text","body":"!\\ud800 \\u0000"}}',
    "broken pill": '{"room_id":"ROOM","type":"m.room.message","content":{"msgtype":"m.text","body":"!x",'
    '"formatted_body":"<a href=\\"https://matrix.to/#/@\\ud800\\">"}}',
}


@pytest.mark.parametrize("name", PLAIN)
async def test_malformed_content_of_a_good_megolm_message(side: Side, person: MakePerson, name: str) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    await still_hears(side, anna, room_id)
    content = encrypted(anna, room_id, PLAIN[name].replace("ROOM", room_id))
    status, _ = await anna.raw("PUT", path("rooms", room_id, "send", "m.room.encrypted", uuid.uuid4().hex), content)
    assert status == 200
    await still_hears(side, anna, room_id)


BAD_TO_DEVICE: list[object] = [
    None, 3, "x", [], {"type": 3},
    {"type": "m.room.encrypted", "sender": 7, "content": []},
    {"type": "m.room.encrypted", "sender": "@a:x", "content": {
        "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": [], "ciphertext": {"x": []}}},
    {"type": "m.room_key", "sender": "@a:x", "content": {"algorithm": MEGOLM, "session_key": "A"}},
    {"type": "m.forwarded_room_key", "sender": "@a:x", "content": {}},
    {"type": "m.room_key_request", "sender": "@a:x", "content": {"action": "request"}},
    {"type": "m.key.verification.start", "sender": "@a:x", "content": {"method": 4}},
]  # fmt: skip
BAD_EVENTS: list[object] = [
    None, 3, "x",
    {"type": "m.room.encrypted"},
    {"type": "m.room.encrypted", "event_id": [], "sender": {}},
    {"type": "m.room.encrypted", "event_id": "$1", "sender": "@a:x", "content": {
        "algorithm": MEGOLM, "session_id": [], "sender_key": {}}},
    {"type": "m.room.encrypted", "event_id": "$2", "sender": "@a:x", "content": {
        "algorithm": MEGOLM, "session_id": "x", "sender_key": {}, "ciphertext": 7}},
    {"type": [], "state_key": ""},
    {"type": "m.room.member", "state_key": "@q:x", "content": {"membership": ["join"]}},
    {"type": "m.room.encryption", "state_key": "elders", "content": 3},
]  # fmt: skip


async def test_good_messages_among_malformed_ones_are_handled(lied: Lied, person: MakePerson) -> None:
    """The key of a new session and its first message, in one batch with everything that is wrong."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    seen = 0

    def spoil(sync: Json) -> None:
        nonlocal seen
        to_device = sync.setdefault("to_device", {}).setdefault("events", [])
        to_device[:0] = BAD_TO_DEVICE
        for room in sync.get("rooms", {}).get("join", {}).values():
            events = room.setdefault("timeline", {}).setdefault("events", [])
            seen += len(events)
            events[:0] = BAD_EVENTS

    lied.proxy.rewrite("/sync", spoil)
    await still_hears(side, anna, room_id)
    await still_hears(side, anna, room_id)
    assert seen


SYNCS: list[Json] = [
    {"rooms": []},
    {"rooms": {"join": 3}},
    {"rooms": {"leave": 3, "invite": [1]}},
    {"to_device": 3},
    {"to_device": {"events": 7}},
    {"device_lists": "x"},
    {"device_lists": {"changed": [3, None, {}, "@x:y"], "left": 9}},
    {"device_one_time_keys_count": []},
    {"device_one_time_keys_count": {"signed_curve25519": "x"}},
    {"device_unused_fallback_key_types": 5},
]


@pytest.mark.parametrize("lie", SYNCS, ids=json.dumps)
async def test_malformed_parts_of_a_sync(lied: Lied, person: MakePerson, lie: Json) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    used = 0

    def change(sync: Json) -> None:
        nonlocal used
        used += 1
        sync.update(lie)

    lied.proxy.rewrite("/sync", change)
    await lied.side.until(lambda: used > 1)
    lied.proxy.clear()
    await still_hears(lied.side, anna, room_id)


def thousands(answer: Json, user: str) -> None:
    answer["device_keys"][user].update({f"D{number}": {"keys": {}} for number in range(5000)})


def a_device_that_makes_vodozemac_panic(answer: Json, user: str) -> None:
    answer["device_keys"][user]["E"] = {
        "user_id": user, "device_id": "E", "keys": {"ed25519:E": "A" * 44, "curve25519:E": "x"},
        "signatures": {user: {"ed25519:E": "AAAA"}},
    }  # fmt: skip


def no_devices(answer: Json, user: str) -> None:
    answer["device_keys"][user] = None


def a_list_of_devices(answer: Json, user: str) -> None:
    answer["device_keys"][user] = [1]


def no_sense(answer: Json, user: str) -> None:
    del user
    answer.clear()
    answer["device_keys"] = 3


@pytest.mark.parametrize(
    "lie", [thousands, a_device_that_makes_vodozemac_panic, no_devices, a_list_of_devices, no_sense]
)
async def test_malformed_answers_about_one_persons_keys_leave_the_others_alone(
    lied: Lied, person: MakePerson, lie: Callable[[Json, str], None]
) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)

    def change(answer: Json) -> None:
        if anna.user_id in answer.get("device_keys", {}):
            lie(answer, anna.user_id)

    lied.proxy.rewrite("/keys/query", change)
    before = lied.proxy.count("/keys/query")
    side.devices.changed([anna.user_id])
    await side.until(lambda: lied.proxy.count("/keys/query") > before)
    await still_hears(side, bob, room_id)
    await side.rooms.send(room_id, side.readers(anna.user_id, bob.user_id), says("wie telt leest dit"))
    await bob.wait_text("wie telt leest dit")


CLAIMS: list[object] = [3, {}, {"USER": []}, {"USER": {"DEVICE": {}}}, {"USER": {"DEVICE": {"signed_curve25519:A": 3}}}]


@pytest.mark.parametrize("lie", CLAIMS, ids=json.dumps)
async def test_a_malformed_claim_costs_that_device_one_message(lied: Lied, person: MakePerson, lie: object) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    made = json.loads(json.dumps(lie).replace("USER", anna.user_id).replace("DEVICE", str(anna.client.device_id)))

    def change(answer: Json) -> None:
        keys = answer["one_time_keys"]
        bobs = keys.get(bob.user_id)
        answer["one_time_keys"] = {**made, bob.user_id: bobs} if isinstance(made, dict) else {bob.user_id: bobs}

    lied.proxy.rewrite("/keys/claim", change)
    both = side.readers(anna.user_id, bob.user_id)
    await side.rooms.send(room_id, both, says("alleen bob"))
    await bob.wait_text("alleen bob")
    assert "alleen bob" not in anna.readable()
    lied.proxy.clear()
    await side.rooms.send(room_id, both, says("nu allebei"))
    await asyncio.gather(anna.wait_text("nu allebei"), bob.wait_text("nu allebei"))


async def test_a_one_time_key_of_somebody_else_gets_no_session(lied: Lied, person: MakePerson) -> None:
    """The server hands out a key of its own for Anna's device: the signature is not hers."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)

    def forge(answer: Json) -> None:
        for devices in answer["one_time_keys"].values():
            for keys in devices.values():
                for key in keys.values():
                    key["key"] = "E" * 42 + "A"

    lied.proxy.rewrite("/keys/claim", forge)
    with pytest.raises(Exception, match="no device"):
        await side.rooms.send(room_id, side.readers(anna.user_id), says("voor niemand"))
    assert lied.proxy.count("/sendToDevice/m.room.encrypted") == 0
    assert lied.proxy.count("/send/m.room.encrypted/") == 0


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "sender", "content", "algorithm", "ciphertext", "sender_key", "session_id", "body"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(raw=anything)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_whatever_comes_in_nothing_else_is_raised(side: Side, raw: object) -> None:
    side.crypto.receive(raw)
    if isinstance(raw, dict):
        with contextlib.suppress(UndecryptableError, NotToBeBelievedError):
            side.crypto.decrypt("!room", {**raw, "content": raw.get("content", raw)})
