"""Events of comparisons are read strictly; in a room only those of signed devices (e2ee rules 13, 22)."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.matrix.heard import MOST_OF_ONE, MOST_WAITING, Heard, Row, from_device, from_room, is_comparing
from tests.conftest import PASSWORD, MakePerson
from tests.matrix.conftest import Side
from tests.matrix.test_live import filled

Json = dict[str, Any]
WORDS = st.sampled_from(["m.key.verification.start", "m.key.verification.request", "m.room.message", "x", "\ud800", ""])
KEYS = st.sampled_from(
    ["type", "sender", "content", "transaction_id", "m.relates_to", "rel_type", "event_id", "msgtype", "timestamp"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=8)
REFERENCE: Json = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$wens"}}


@given(VALUES)
def test_nothing_a_device_sends_makes_it_raise(event: object) -> None:
    heard = from_device(event)
    assert heard is None or (heard.type and 0 < len(heard.transaction) <= 255 and heard.room_id == "")


@given(OBJECTS, WORDS, OBJECTS)
def test_nothing_in_a_room_makes_it_raise(event: Json, type_: str, content: Json) -> None:
    if is_comparing(type_, content):
        heard = from_room("!r:x", event, type_, content, "D")
        assert heard is None or (heard.room_id, heard.device_id) == ("!r:x", "D")


def test_in_a_room_an_event_is_tied_to_its_request_inside_or_outside_of_the_encryption() -> None:
    outside: Json = {"sender": "@a:x", "content": REFERENCE}
    heard = from_room("!r:x", outside, "m.key.verification.start", {"method": "m.sas.v1"}, "D")
    assert heard is not None
    assert (heard.type, heard.transaction) == ("start", "$wens")
    assert heard.content == {"method": "m.sas.v1", **REFERENCE}, "what is promised covers the relation"
    inside: Json = {"sender": "@a:x", "content": {"m.relates_to": {"rel_type": "m.reference", "event_id": "$anders"}}}
    heard = from_room("!r:x", inside, "m.key.verification.start", dict(REFERENCE), "D")
    assert heard is not None
    assert heard.transaction == "$wens"


def test_a_request_among_later_events_is_no_request() -> None:
    event: Json = {"sender": "@a:x", "event_id": "$1", "content": REFERENCE}
    assert from_room("!r:x", event, "m.key.verification.request", dict(REFERENCE), "D") is None


def test_a_flood_costs_whoever_sends_it() -> None:
    row = Row()
    for number in range(MOST_OF_ONE + 5):
        row.put(Heard("@flood:x", "start", f"t{number}", {}))
    row.put(Heard("@anna:x", "ready", "t", {}))
    taken = [row.take() for _ in range(MOST_OF_ONE + 1)]
    assert [heard.sender for heard in taken if heard is not None][-1] == "@anna:x"
    assert row.take() is None
    for number in range(MOST_WAITING + 20):
        row.put(Heard(f"@p{number % 20}:x", "start", "t", {}))
    assert sum(row.take() is not None for _ in range(MOST_WAITING + 20)) == MOST_WAITING


async def test_in_a_room_only_devices_of_the_shown_identity_compare_and_nothing_else_is_believed(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    side.pinned[anna.user_id] = "x" * 43  # another identity counts: what is shown does not
    laptop = await Professional.login(homeserver.url, anna.user_id, PASSWORD, keyring=anna.keyring, signed=False)
    wish = {"msgtype": "m.key.verification.request", "body": "Vergelijken?", "methods": ["m.sas.v1"]}
    try:
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 1)
        await laptop.send(room_id, "m.room.message", dict(wish))
        await anna.say(room_id, "!mijn")
        event_id = await anna.send(room_id, "m.room.message", dict(wish))
        await side.until(lambda: bool(side.compared))
        [heard] = side.compared
        assert (heard.type, heard.transaction, heard.device_id) == ("request", event_id, str(anna.client.device_id))
        assert heard.room_id == room_id
        assert side.heard == []
    finally:
        await laptop.close()
