"""What a member or the homeserver can put into a message or an answer to stop the bot, in vain (rules 13, 14)."""

import json
import time
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.domain.rooms import MEGOLM, RoomState
from bot.matrix.content import typed_text
from bot.matrix.identity import unpadded
from bot.matrix.state import apply
from bot.matrix.wire import CLIENT, _answer
from bot.ports import HomeserverDownError
from tests.conftest import MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled
from tests.matrix.test_recipients import second_device, tell
from tests.matrix.test_recipients_lies import change_keys

Json = dict[str, Any]


async def goes_on(side: Side, person: Professional, room_id: str) -> None:
    text = f"!{uuid.uuid4().hex}"
    await person.say(room_id, text)
    await side.until(lambda: text in [incoming.text for incoming in side.heard] or not side.lives)
    assert side.running is not None
    assert side.lives, repr(side.running.exception())


# --- HTML, which only its sender's client has written ---

BROKEN = ["<![x", "<![", "<![ ", "<![if", "<!x", "<!", "<!DOCTYPE [<!x", "<?", "</", "<a href='", "&#x110000;", "&#0;"]
SLOW = ["<a ", "<a/", "<a b=", "<a href='", "<a", "<!--", "</", "<", "<?"]
PILL = "https://matrix.to/#/"


def html(text: str) -> Json:
    return {"msgtype": "m.text", "body": "!klaar A1", "formatted_body": PILL + text}


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("end", ["", ">"])
def test_broken_html_raises_nothing(text: str, end: str) -> None:
    typed_text(html(text + end))


@pytest.mark.parametrize("part", SLOW)
def test_no_html_holds_up_the_bot(part: str) -> None:
    """Nobody else is heard meanwhile. An event holds three times as much, which takes nine times as long."""
    before = time.perf_counter()
    typed_text(html(part * (20_000 // len(part))))
    assert time.perf_counter() - before < 1


async def test_a_message_with_broken_html_does_not_end_the_sync(side: Side, person: MakePerson) -> None:
    """Ended once, it would end again at every start: the message is never behind us."""
    anna = await person("anna")
    room_id = await filled(side, anna)
    await anna.say(room_id, "!klaar A1", format="org.matrix.custom.html", formatted_body=f"{PILL}@b:c <![x]>")
    await goes_on(side, anna, room_id)


# --- what stands inside a good Olm message ---

DEEP = '{"a":' * 100_000 + "1" + "}" * 100_000
ENVELOPE = (
    '{"sender":"ME","recipient":"BOT","recipient_keys":{"ed25519":"KEY"},"keys":{"ed25519":"x"},"type":"m.room_key"'
)
INSIDE = {
    "deep": DEEP,
    "deep in a key": ENVELOPE + ',"content":' + '{"a":' * 900 + "1" + "}" * 901,
    "no json": "geen json",
    "not a number": '{"sender":NaN,"type":Infinity}',
    "a long number": "9" * 5000,
    "a list": "[[]]",
    "nothing": "",
    "lone surrogates": ENVELOPE + ',"content":{"algorithm":"m.megolm.v1.aes-sha2","room_id":"\\udfff",'
    '"session_id":"GROUP","session_key":"SESSION"}}',
    "a key that is none": ENVELOPE + ',"keys":{"ed25519":7},"content":{"algorithm":"m.megolm.v1.aes-sha2",'
    '"room_id":"!kamer","session_id":"GROUP","session_key":"SESSION"}}',
    "wrong types": ENVELOPE + ',"content":{"algorithm":"m.megolm.v1.aes-sha2","room_id":[],"session_id":{}}}',
    "a forwarded key": ENVELOPE + ',"type":"m.forwarded_room_key","content":{"forwarding_curve25519_key_chain":7}}',
    "a key of an unknown kind": ENVELOPE + ',"content":{"algorithm":"m.megolm.v9"}}',
}


def filled_in(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


async def test_malformed_content_of_good_olm_messages_in_one_batch_with_a_good_key(
    lied: Lied, person: MakePerson
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerst een sessie", anna)
    await goes_on(side, anna, room_id)
    olm, me = anna.client.olm, side.crypto.me
    session = olm.session_store.get(me.curve25519)
    bad: list[Json] = []
    group = olm.outbound_group_sessions[room_id]
    values = {
        "ME": anna.user_id,
        "BOT": me.user_id,
        "KEY": me.ed25519,
        "GROUP": str(group.id),
        "SESSION": str(group.session_key),
    }
    for text in INSIDE.values():
        number, body = session.encrypt(filled_in(text, values)).to_parts()
        bad.append({
            "type": "m.room.encrypted", "sender": anna.user_id, "content": {
                "algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": olm.account.identity_keys["curve25519"],
                "ciphertext": {me.curve25519: {"type": number, "body": unpadded(body)}}}})  # fmt: skip
    injected = 0

    def spoil(sync: Json) -> None:
        nonlocal injected
        events = sync.get("to_device", {}).get("events", [])
        if events and not injected:
            injected = len(bad)
            events[:0] = bad

    lied.proxy.rewrite("/sync", spoil)
    anna.client.invalidate_outbound_session(room_id)
    await goes_on(side, anna, room_id)
    assert injected == len(INSIDE), "they came before the key of the message that was heard"


# --- a member's own device, well signed, with keys that are none ---


@pytest.mark.parametrize("curve", ["", "A" * 44, "A" * 43])
async def test_a_signed_device_with_a_worthless_key_costs_nobody_else_anything(
    lied: Lied, person: MakePerson, homeserver: Homeserver, curve: str
) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    laptop = await second_device(homeserver, anna)
    try:
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 2)
        id_, identity = str(laptop.client.device_id), anna.keyring.identity
        assert identity is not None

        def worthless(answer: Json) -> None:
            device = answer["device_keys"][anna.user_id].get(id_)
            if device is not None:
                device["keys"][f"curve25519:{id_}"] = curve
                bare = {key: value for key, value in device.items() if key not in {"signatures", "unsigned"}}
                device["signatures"][anna.user_id] = {
                    f"ed25519:{id_}": laptop.client.olm.sign_json(bare),
                    f"ed25519:{identity.public('self_signing')}": identity.sign("self_signing", bare),
                }

        side.crypto._olm.device_store._entries[anna.user_id].pop(id_, None)
        change_keys(lied, anna.user_id, worthless)
        asked = lied.proxy.count("/keys/query")
        await side.until(lambda: lied.proxy.count("/keys/query") > asked)
        await tell(side, room_id, "de anderen lezen dit", anna, bob)
        assert curve in {d.curve25519 for d in side.devices.accepted(anna.user_id, side.pinned[anna.user_id])}
        assert "de anderen lezen dit" not in laptop.readable()
        await goes_on(side, bob, room_id)
    finally:
        await laptop.close()


# --- answers of the homeserver ---


@pytest.mark.parametrize("text", ["[" * 100_000, "9" * 5000, "", "[]", '"\\ud800"'])
@pytest.mark.parametrize("status", [200, 500])
def test_an_answer_that_is_none_is_a_homeserver_that_is_away(text: str, status: int) -> None:
    with pytest.raises(HomeserverDownError):
        _answer(status, text)


@pytest.mark.parametrize("count", [-3000, -(2**70), 2**70, None])
async def test_no_count_of_one_time_keys_makes_the_bot_do_more_than_it_should(
    lied: Lied, person: MakePerson, count: object
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    told = 0

    def lie(sync: Json) -> None:
        nonlocal told
        told += 1
        sync["device_one_time_keys_count"] = {"signed_curve25519": count}

    lied.proxy.requests.clear()
    lied.proxy.rewrite("/sync", lie)
    await side.until(lambda: told >= 2 or not side.lives)
    lied.proxy.clear()
    await goes_on(side, anna, room_id)
    uploads = [seen.body or {} for seen in lied.proxy.requests if seen.path == f"{CLIENT}/keys/upload"]
    assert all(len(body.get("one_time_keys", {})) <= 100 for body in uploads)


# --- anything at all ---

NAMES = [
    "type", "sender", "content", "state_key", "event_id", "algorithm", "ciphertext", "sender_key", "session_id",
    "membership", "history_visibility", "rotation_period_ms", "id", "origin_server_ts",
]  # fmt: skip
WORDS = [
    "m.room.encrypted", "m.room.member", "m.room.encryption", "m.room.history_visibility", "nl.regiekamer.wish",
    MEGOLM, "join", "invite", "leave", "", "@a:b", "$e", "\ud800", "\0",
]  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8),
    max_leaves=12,
)
events = st.fixed_dictionaries({"type": st.sampled_from(WORDS), "sender": st.just("@a:b"), "event_id": st.just("$e")})


@given(event=st.dictionaries(st.sampled_from(NAMES), anything, max_size=10), known=events, base=st.booleans())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
async def test_whatever_an_event_holds_the_gate_lets_nothing_in_and_raises_nothing(
    side: Side, event: Json, known: Json, *, base: bool
) -> None:
    assert await side.gate.admit("!kamer", {**event, **known} if base else event) is None
    side.gate._waiting.clear()


@given(
    event=st.dictionaries(st.sampled_from(NAMES), anything, max_size=10), key=st.sampled_from(["", "@a:b", "\ud800"])
)
@settings(max_examples=60)
def test_whatever_state_holds_it_is_applied_or_passed_over(event: Json, key: str) -> None:
    room = RoomState()
    apply(room, [event, {**event, "state_key": key}])
    assert all(isinstance(user, str) for user in room.joined | room.invited | room.declined)


@given(
    text=st.lists(st.sampled_from([*BROKEN, *SLOW, "mx-reply>", PILL, ">", "<br>", "x", "'", "[", "]"]), max_size=12)
)
@example(text=["<![", "x", "["])
@settings(max_examples=150)
def test_whatever_html_holds_a_text_comes_out(text: list[str]) -> None:
    found = typed_text(html("".join(text)))
    assert isinstance(found, str)
    json.dumps(found).encode()
