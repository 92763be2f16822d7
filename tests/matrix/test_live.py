"""The Matrix floor against a real Synapse, with clients of two code bases (rules 5, 9, 15, 18, 19, 20, 21)."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.domain.people import Place
from bot.domain.rooms import Room
from bot.matrix.state import WISH_EVENT
from bot.matrix.wire import CLIENT, path
from bot.ports import HomeserverDownError, HomeserverRefusedError, Message, NotEncryptedError, Outgoing
from tests.conftest import MakeAccount, MakePerson
from tests.matrix.conftest import Side
from tests.peers import Peer


def new_room(place: Place = Place.CASE, subject: str = "DH-7K3M") -> Room:
    return Room(uuid.uuid4().hex, place, subject)


def says(text: str) -> Outgoing:
    return Outgoing(uuid.uuid4().hex, "w", None, Message(text, f"<strong>{text}</strong>"), datetime.now(UTC))


async def filled(side: Side, *people: Professional) -> str:
    """Make a case room with these people in it, all synced."""
    room_id = await side.rooms.create(new_room())
    for person in people:
        await side.rooms.invite(room_id, person.user_id)
    for person in people:
        await person.wait_room("DH-7K3M")
    users = {p.user_id for p in people}
    await side.until(lambda: room_id in side.states and users <= side.states[room_id].joined)
    await side.until(lambda: users <= side.pinned.keys())
    return room_id


async def test_the_room_is_safe_from_its_first_moment(side: Side) -> None:
    room_id = await side.rooms.create(new_room())
    state: Any = await side.wire._client.send("GET", path("rooms", room_id, "state"), None, await _auth(side))
    events = {(e["type"], e["state_key"]): e["content"] for e in await state.json()}
    assert events["m.room.encryption", ""]["algorithm"] == "m.megolm.v1.aes-sha2"
    assert events["m.room.history_visibility", ""] == {"history_visibility": "joined"}
    assert events["m.room.join_rules", ""] == {"join_rule": "invite"}
    assert events["m.room.guest_access", ""] == {"guest_access": "forbidden"}
    assert events["m.room.create", ""]["m.federate"] is False
    assert events["m.room.create", ""]["room_version"] == "12"
    assert events["m.room.name", ""] == {"name": "DH-7K3M"}
    power = events["m.room.power_levels", ""]
    assert power["users"] == {}
    assert min(power[k] for k in ("invite", "kick", "ban", "redact", "state_default")) > power["users_default"]
    assert "m.room.topic" not in {type_ for type_, _ in events}


async def _auth(side: Side) -> dict[str, str]:
    return {"Authorization": f"Bearer {side.wire._client.access_token}"}


async def test_people_of_two_code_bases_read_the_bot_and_are_read(
    side: Side, person: MakePerson, account: MakeAccount, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    made = await account("mau")
    mau = await Peer.login(homeserver.url, made.user_id, made.password)
    try:
        room_id = await filled(side, anna)
        await side.rooms.invite(room_id, made.user_id)
        await side.until(lambda: made.user_id in side.states[room_id].joined)
        everyone = side.readers(anna.user_id, made.user_id)
        await side.rooms.send(room_id, everyone, says("voor wie erbij hoort"))
        await anna.wait_text("voor wie erbij hoort", room_id=room_id)
        await mau.wait_text("voor wie erbij hoort", room_id=room_id)
        await mau.say(room_id, "!acties")
        await anna.say(room_id, "!wie")
        await side.until(lambda: {"!acties", "!wie"} <= {i.text for i in side.heard})
        assert {i.sender for i in side.heard} == {anna.user_id, made.user_id}
    finally:
        await mau.close()


async def test_a_joined_person_who_is_not_on_the_roster_gets_no_key(side: Side, person: MakePerson) -> None:
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    await side.rooms.send(room_id, side.readers(anna.user_id), says("alleen voor anna"))
    await anna.wait_text("alleen voor anna", room_id=room_id)
    await asyncio.sleep(0.5)
    assert bob.messages(room_id)
    assert not any(m.readable for m in bob.messages(room_id))


async def test_an_invited_person_gets_no_key_before_joining(side: Side, person: MakePerson) -> None:
    anna, bob = await person("anna"), await person("bob")
    bob.auto_join = False
    room_id = await filled(side, anna)
    await side.rooms.invite(room_id, bob.user_id)
    await side.until(lambda: bob.user_id in side.states[room_id].invited)
    both = side.readers(anna.user_id, bob.user_id)
    await side.rooms.send(room_id, both, says("voor bob er was"))
    await anna.wait_text("voor bob er was")
    assert await bob.try_join(room_id) is None
    await side.until(lambda: bob.user_id in side.states[room_id].joined)
    await side.rooms.send(room_id, both, says("nu bob er is"))
    await bob.wait_text("nu bob er is")
    assert "voor bob er was" not in bob.readable()


async def test_who_is_removed_reads_nothing_that_comes_after(side: Side, person: MakePerson) -> None:
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    both = side.readers(anna.user_id, bob.user_id)
    await side.rooms.send(room_id, both, says("samen"))
    await bob.wait_text("samen")
    before = side.sharing._sessions[room_id]
    await side.rooms.remove(room_id, bob.user_id)
    await side.rooms.send(room_id, side.readers(anna.user_id), says("zonder bob"))
    await anna.wait_text("zonder bob")
    assert side.sharing._sessions.get(room_id) is not before, (
        "a sync that tells of the leaving may have dropped it again"
    )
    assert "zonder bob" not in bob.readable()


async def test_a_later_device_gets_the_key_of_the_next_message(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    everyone = side.readers(anna.user_id)
    await side.rooms.send(room_id, everyone, says("eerste"))
    await anna.wait_text("eerste")
    second = await Professional.login(homeserver.url, anna.user_id, "wachtwoord", keyring=anna.keyring)
    try:
        await asyncio.sleep(0.5)  # the device list change reaches the bot with its next sync
        await side.rooms.send(room_id, everyone, says("tweede"))
        await second.wait_text("tweede")
        assert "eerste" not in second.readable()
    finally:
        await second.close()


async def test_first_messages_in_several_rooms_at_once_are_all_readable(side: Side, person: MakePerson) -> None:
    """Asking for somebody's devices twice at the same time must not make one room share with nobody."""
    anna = await person("anna")
    rooms = [await side.rooms.create(new_room(subject=f"DH-7K3{letter}")) for letter in "MNPQ"]
    for room_id in rooms:
        await side.rooms.invite(room_id, anna.user_id)
    await side.until(lambda: all(r in side.states and anna.user_id in side.states[r].joined for r in rooms))
    everyone = side.readers(anna.user_id)
    await asyncio.gather(*(side.rooms.send(room_id, everyone, says(f"in {room_id}")) for room_id in rooms))
    for room_id in rooms:
        await anna.wait_text(f"in {room_id}", room_id=room_id)


async def test_nothing_is_ever_sent_where_encryption_is_not_known(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    answer = await side.wire.post(f"{CLIENT}/createRoom", {"preset": "private_chat", "invite": [anna.user_id]})
    plain = str(answer["room_id"])
    await side.until(lambda: plain in side.states and anna.user_id in side.states[plain].joined)
    with pytest.raises(NotEncryptedError):
        await side.rooms.send(plain, side.readers(anna.user_id), says("nooit in klare taal"))
    await asyncio.sleep(0.3)
    assert not anna.messages(plain)


async def test_the_same_row_sent_twice_is_one_message(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    row = says("een keer")
    first = await side.rooms.send(room_id, side.readers(anna.user_id), row)
    assert await side.rooms.send(room_id, side.readers(anna.user_id), row) == first


async def test_a_room_whose_creation_failed_half_way_is_adopted(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    room, post = new_room(), side.wire.post

    async def made_but_lost(where: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        answer = await post(where, body, **more)
        if where.endswith("createRoom"):
            raise HomeserverDownError("the answer was lost")
        return answer

    monkeypatch.setattr(side.wire, "post", made_but_lost)
    first = await side.rooms.create(room)
    monkeypatch.undo()
    joined = (await side.wire.get(f"{CLIENT}/joined_rooms"))["joined_rooms"]
    assert joined.count(first) == 1
    await side.until(lambda: any(s.wish == room.wish for s in side.states.values()))
    assert await side.rooms.create(room) == first, "after a restart the wish is found in the synced state"
    assert (await side.wire.get(path("rooms", first, "state", WISH_EVENT, "")))["id"] == room.wish


async def test_an_account_that_does_not_exist_is_noticed(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    assert await side.rooms.exists(anna.user_id)
    assert not await side.rooms.exists("@niemand:regiekamer.test")


async def test_an_outsider_cannot_join(side: Side, person: MakePerson) -> None:
    anna, outsider = await person("anna"), await person("buiten")
    room_id = await filled(side, anna)
    assert await outsider.try_join(room_id) == "M_FORBIDDEN"
    status, _ = await outsider.raw("GET", path("rooms", room_id, "messages") + "?dir=b")
    assert status == 403


async def test_members_can_talk_and_nothing_else(side: Side, person: MakePerson) -> None:
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna)
    for where, body in (("invite", {"user_id": bob.user_id}), ("kick", {"user_id": side.user_id})):
        status, _ = await anna.raw("POST", path("rooms", room_id, where), body)
        assert status == 403
    status, _ = await anna.raw("PUT", path("rooms", room_id, "state", "m.room.topic", ""), {"topic": "x"})
    assert status == 403


async def test_an_invitation_by_somebody_else_is_declined(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    _, answer = await anna.raw("POST", f"{CLIENT}/createRoom", {"invite": [side.user_id], "preset": "private_chat"})
    where = path("rooms", answer["room_id"], "state", "m.room.member", side.user_id)
    async with asyncio.timeout(10):
        while (await anna.raw("GET", where))[1].get("membership") != "leave":
            await asyncio.sleep(0.05)


async def test_plain_text_in_an_encrypted_room_is_ignored(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    where = path("rooms", room_id, "send", "m.room.message", "t1")
    await anna.raw("PUT", where, {"msgtype": "m.text", "body": "!klaar A1"})
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))
    assert [i.text for i in side.heard] == ["!wie"]


async def test_an_encrypted_fake_member_is_not_applied(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    joined = set(side.states[room_id].joined)
    fake = {"membership": "join", "displayname": "Eve"}
    await anna.send(room_id, "m.room.member", fake)
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))
    assert side.states[room_id].joined == joined


async def test_a_message_replayed_by_the_server_keeps_its_place_in_the_session(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    event_id = await anna.say(room_id, "!klaar A1")
    await side.until(lambda: bool(side.heard))
    _, event = await anna.raw("GET", path("rooms", room_id, "event", event_id))
    again = await side.gate.admit(room_id, {**event, "event_id": "$another", "origin_server_ts": 1})
    assert again is not None
    assert again.event_id == "$another"
    assert again.ratchet == side.heard[0].ratchet, "storage refuses the same place under another id"
    elsewhere = await side.gate.admit("!another:room", event)
    assert elsewhere is None


async def kept_token(side: Side) -> str | None:
    async with side.database.work() as work:
        return await work.events.token()


async def test_an_event_whose_key_never_comes_is_reported(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    content = {
        "algorithm": "m.megolm.v1.aes-sha2", "sender_key": "x", "session_id": "y", "ciphertext": "z", "device_id": "D",
    }  # fmt: skip
    before = await kept_token(side)
    await anna.raw("PUT", path("rooms", room_id, "send", "m.room.encrypted", "t2"), content)
    await side.until(lambda: side.gate.waits)
    await anna.say(room_id, "!help")
    await side.until(lambda: bool(side.heard))
    assert await kept_token(side) == before, "a restart now would fetch the waiting event again"
    await asyncio.sleep(1.2)
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.unread))
    assert side.unread[0].sender == anna.user_id
    await side.until(lambda: len(side.heard) == 2)
    async with asyncio.timeout(10):
        while await kept_token(side) == before:
            await asyncio.sleep(0.02)


async def test_a_gap_in_the_timeline_is_filled(side: Side, person: MakePerson, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    monkeypatch.setattr("bot.matrix.sync.FILTER", {"room": {"timeline": {"limit": 1}}})
    await anna.say(room_id, "!help")
    await side.until(lambda: len(side.heard) == 1)
    original = side.sync._take_in
    resume = asyncio.Event()

    async def held(batch: dict[str, Any], since: str | None, *, full: bool) -> None:
        await resume.wait()
        await original(batch, since, full=full)

    monkeypatch.setattr(side.sync, "_take_in", held)
    for number in range(8):
        await anna.say(room_id, f"!klaar A{number}")
    resume.set()
    await side.until(lambda: len(side.heard) == 9)
    assert [i.text for i in side.heard[1:]] == [f"!klaar A{n}" for n in range(8)]


async def test_malformed_to_device_messages_do_not_stop_anything(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    junk: list[object] = [{}, {"algorithm": "m.olm.v1.curve25519-aes-sha2"}, {"ciphertext": {"x": 3}, "algorithm": 1}]
    junk.append({"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "A", "ciphertext": {
        side.crypto.me.curve25519: {"type": 0, "body": "AAAA"}}})  # fmt: skip
    for number, content in enumerate(junk):
        body = {"messages": {side.user_id: {"REGIEKAMER": content}}}
        await anna.raw("PUT", path("sendToDevice", "m.room.encrypted", f"j{number}"), body)
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))


async def test_the_crypto_store_does_not_open_with_nios_default_key(side: Side, tmp_path: Path) -> None:
    from bot.matrix.crypto import build_client

    client = build_client("http://127.0.0.1:1", side.user_id, "REGIEKAMER", str(tmp_path), "DEFAULT_KEY")
    with pytest.raises(ValueError, match=r"(?i)pickle|decrypt|mac|invalid"):
        client.restore_login(side.user_id, "REGIEKAMER", "token")
    client.store.database.close()
    await client.close()


async def test_a_homeserver_that_is_away_is_an_error_of_ours(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side.wire._client, "homeserver", "http://127.0.0.1:1")
    with pytest.raises(HomeserverDownError) as raised:
        await side.wire.get(path("profile", "@x:y"))
    assert "127.0.0.1" not in str(raised.value)
    monkeypatch.undo()
    with pytest.raises(HomeserverRefusedError) as refused:
        await side.wire.get(path("profile", "@niemand:regiekamer.test"))
    assert refused.value.status == 404


@pytest.fixture
async def strict(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Homeserver]:
    async with Homeserver(tmp_path_factory.mktemp("strict"), "default") as server:
        yield server


async def test_the_probe_sees_default_limits_and_sees_them_lifted(strict: Homeserver) -> None:
    from bot.matrix.login import log_in, open_wire
    from bot.matrix.probe import BURST, probe_limits

    user_id = await strict.register("bot", "geheim")
    async with open_wire(strict.url) as wire:
        token = await log_in(wire, user_id, "geheim", "REGIEKAMER")
    async with open_wire(strict.url, token) as wire:
        limited = await probe_limits(wire)
        assert 0 < limited.refused < BURST
        await strict.exempt(user_id)
        assert (await probe_limits(wire)).refused == 0


async def test_when_one_time_keys_run_out_there_is_a_fallback_and_they_are_refilled(
    side: Side, person: MakePerson
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)

    async def claimed() -> dict[str, Any]:
        body = {"one_time_keys": {side.user_id: {"REGIEKAMER": "signed_curve25519"}}}
        _, answer = await anna.raw("POST", f"{CLIENT}/keys/claim", body)
        key: dict[str, Any] = next(iter(answer["one_time_keys"][side.user_id]["REGIEKAMER"].values()))
        return key

    drained = [await claimed() for _ in range(80)]
    assert any(key.get("fallback") for key in drained), "the last ones are the fallback key"
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))
    async with asyncio.timeout(10):
        while (await claimed()).get("fallback"):
            await asyncio.sleep(0.1)
