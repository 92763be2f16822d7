"""Sharing a key while people come and go, and the state of the room changes (rules 5, 8, 9)."""

import asyncio
import uuid
from collections.abc import Mapping

import pytest

from bot.domain.rooms import MEGOLM
from bot.matrix.rooms import ROTATION_MESSAGES
from bot.ports import NotEncryptedError
from tests.conftest import MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled, says
from tests.matrix.test_recipients import nothing_read, tell


@pytest.mark.parametrize("when", ["/keys/claim", "/sendToDevice/m.room.encrypted"])
async def test_a_member_who_leaves_in_the_middle_of_sharing_reads_nothing(
    lied: Lied, person: MakePerson, when: str
) -> None:
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)

    async def bob_goes(_: object) -> None:
        lied.proxy.clear()
        await bob.leave(room_id)
        await side.until(lambda: bob.user_id not in side.states[room_id].joined)

    lied.proxy.on_request(when, bob_goes)
    await side.rooms.send(room_id, side.readers(anna.user_id, bob.user_id), says("na bob"))
    await anna.wait_text("na bob")
    assert "na bob" not in bob.readable()
    given = {device.user_id for device in side.sharing._sessions[room_id].given_to}
    assert given == {anna.user_id}, "what was said is encrypted with a key that bob never got"


@pytest.mark.parametrize("when", ["/keys/claim", "/sendToDevice/m.room.encrypted"])
async def test_consent_that_is_withdrawn_in_the_middle_of_sharing_counts_at_once(
    lied: Lied, person: MakePerson, when: str
) -> None:
    """Bob is still in the room: removing him comes after. His key, if it was on its way, opens nothing."""
    side = lied.side
    anna, bob = await person("anna"), await person("bob")
    room_id = await filled(side, anna, bob)
    roster = {anna.user_id, bob.user_id}

    async def readers() -> Mapping[str, str | None]:
        return {user: side.pinned.get(user) for user in roster}

    async def withdraw(_: object) -> None:
        roster.discard(bob.user_id)

    lied.proxy.on_request(when, withdraw)
    await side.rooms.send(room_id, readers, says("zonder bob"))
    await anna.wait_text("zonder bob")
    await nothing_read(bob, room_id, "zonder bob")
    given = {device.user_id for device in side.sharing._sessions[room_id].given_to}
    assert given == {anna.user_id}


async def test_a_question_that_is_not_answered_yet_is_no_answer(lied: Lied, person: MakePerson) -> None:
    """A send that comes while devices are being asked for waits for them: it goes neither to nobody nor to old ones."""
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    asked, answered = asyncio.Event(), asyncio.Event()

    async def slow(_: object) -> None:
        asked.set()
        await answered.wait()

    lied.proxy.on_request("/keys/query", slow)
    side.devices.changed([anna.user_id])
    asking = asyncio.create_task(side.devices.refresh([anna.user_id]))
    await asked.wait()
    assert not side.devices.are_fresh([anna.user_id])
    side.devices._shown.clear()
    sending = asyncio.create_task(side.rooms.send(room_id, side.readers(anna.user_id), says("na het antwoord")))
    await asyncio.sleep(0.2)
    assert not sending.done()
    answered.set()
    await asking
    await sending
    await anna.wait_text("na het antwoord")


async def test_a_lost_answer_to_sharing_ends_that_session(lied: Lied, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    lied.proxy.fail("/sendToDevice/", before=False)
    with pytest.raises(Exception, match="failed"):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("verloren"))
    assert room_id not in lied.side.sharing._sessions
    await tell(lied.side, room_id, "aangekomen", anna)


async def test_a_session_is_renewed_after_its_number_of_messages(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerste", anna)
    session = side.sharing._sessions[room_id]
    assert side.states[room_id].rotation_messages == ROTATION_MESSAGES
    session.messages = ROTATION_MESSAGES - 1
    await tell(side, room_id, "honderdste", anna)
    assert side.sharing._sessions[room_id] is session
    await tell(side, room_id, "honderdeerste", anna)
    assert side.sharing._sessions[room_id] is not session


async def test_a_session_is_renewed_after_its_time(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerste", anna)
    session = side.sharing._sessions[room_id]
    session.started -= 24 * 3600 + 1
    await tell(side, room_id, "de volgende dag", anna)
    assert side.sharing._sessions[room_id] is not session


def state_event(type_: str, sender: str, **content: object) -> dict[str, object]:
    return {
        "type": type_, "state_key": "", "sender": sender, "event_id": f"${uuid.uuid4().hex}", "origin_server_ts": 1,
        "content": content,
    }  # fmt: skip


async def test_a_changed_history_visibility_changes_the_key(lied: Lied, person: MakePerson) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerst", anna)
    event = state_event("m.room.history_visibility", side.user_id, history_visibility="world_readable")
    lied.proxy.inject(state={room_id: [event]})
    await side.until(lambda: room_id not in side.sharing._sessions)
    await tell(side, room_id, "met een nieuwe sleutel", anna)


@pytest.mark.parametrize("algorithm", ["m.megolm.v2", "none", None, 7, ["m.megolm.v1.aes-sha2"]])
async def test_altered_encryption_state_stops_everything_that_is_said_there(
    lied: Lied, person: MakePerson, algorithm: object
) -> None:
    side = lied.side
    anna = await person("anna")
    room_id = await filled(side, anna)
    await tell(side, room_id, "eerst", anna)
    lied.proxy.inject(state={room_id: [state_event("m.room.encryption", side.user_id, algorithm=algorithm)]})
    await side.until(lambda: not side.states[room_id].encrypted)
    with pytest.raises(NotEncryptedError):
        await side.rooms.send(room_id, side.readers(anna.user_id), says("nooit"))
    lied.proxy.inject(state={room_id: [state_event("m.room.encryption", side.user_id, algorithm=MEGOLM)]})
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))
    assert not side.states[room_id].encrypted, "and it does not come back by itself"
    assert lied.proxy.count("/send/m.room.message") == 0


async def test_a_room_whose_encryption_the_server_never_tells_gets_nothing(lied: Lied, person: MakePerson) -> None:
    def silent(sync: dict[str, dict[str, dict[str, dict[str, dict[str, list[dict[str, object]]]]]]]) -> None:
        for room in sync.get("rooms", {}).get("join", {}).values():
            for part in ("state", "timeline"):
                events = room.get(part, {}).get("events", [])
                events[:] = [event for event in events if event["type"] != "m.room.encryption"]

    lied.proxy.rewrite("/sync", silent)
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    with pytest.raises(NotEncryptedError):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("nooit"))
    assert not anna.messages(room_id)
