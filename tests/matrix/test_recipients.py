"""Who tries to get a room's key, and does not: the positive list under attack (rules 5 to 8).

Every test asserts what the attacker's own client ended up with. The homeserver is real; where it has to lie, a
rewriting proxy stands before the bot.
"""

import asyncio
import uuid
from typing import Any

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.demo.phone import Keyring
from bot.matrix.wire import path
from tests.conftest import PASSWORD, MakePerson
from tests.matrix.conftest import Lied, Side
from tests.matrix.test_live import filled, says

Json = dict[str, Any]


async def second_device(
    homeserver: Homeserver, person: Professional, *, signed: bool = True, password: str = PASSWORD
) -> Professional:
    return await Professional.login(
        homeserver.url, person.user_id, password, keyring=person.keyring if signed else Keyring(), signed=signed
    )


async def tell(side: Side, room_id: str, text: str, *people: Professional) -> None:
    """Say something, and wait until these people can read it."""
    await side.rooms.send(room_id, side.readers(*(p.user_id for p in people)), says(text))
    for person in people:
        await person.wait_text(text, room_id=room_id)


async def nothing_read(person: Professional, room_id: str, text: str) -> None:
    """See that the message came to this client, and that it could not read it."""
    async with asyncio.timeout(10):
        while not person.messages(room_id):
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
    assert text not in person.readable()


def withheld(person: Professional) -> list[Json]:
    return [event for event in person.to_device if event.get("type") == "m.room_key.withheld"]


# --- somebody in the room who should not be ---


async def test_a_force_joined_outsider_gets_nothing_and_the_roster_is_served(side: Side, person: MakePerson) -> None:
    anna, eve = await person("anna"), await person("eve")
    room_id = await filled(side, anna, eve)
    await tell(side, room_id, "alleen voor anna", anna)
    await nothing_read(eve, room_id, "alleen voor anna")
    assert not withheld(eve), "whoever is not on the roster is not even told"


async def test_a_member_made_up_by_the_server_gets_nothing(lied: Lied, person: MakePerson) -> None:
    """The server claims that Eve joined; she is on no roster."""
    anna, eve = await person("anna"), await person("eve")
    room_id = await filled(lied.side, anna)
    await filled_state(lied, room_id, eve.user_id)
    await tell(lied.side, room_id, "alleen voor anna", anna)
    sent = [r.body for r in lied.proxy.requests if "/sendToDevice/" in r.path and r.body is not None]
    assert not any(eve.user_id in body["messages"] for body in sent)


async def filled_state(lied: Lied, room_id: str, user_id: str) -> None:
    """Have the server tell that somebody joined."""
    event = {
        "type": "m.room.member", "state_key": user_id, "sender": user_id, "event_id": f"${uuid.uuid4().hex}",
        "origin_server_ts": 1, "content": {"membership": "join"},
    }  # fmt: skip
    lied.proxy.inject(state={room_id: [event]})
    await lied.side.until(lambda: user_id in lied.side.states[room_id].joined)


async def test_an_encrypted_member_event_joins_nobody(side: Side, person: MakePerson) -> None:
    anna, eve = await person("anna"), await person("eve")
    room_id = await filled(side, anna)
    await anna.client.room_send(
        room_id, "m.room.member", {"membership": "join", "displayname": eve.user_id}, ignore_unverified_devices=True
    )
    await anna.say(room_id, "!wie")
    await side.until(lambda: bool(side.heard))
    await side.rooms.send(room_id, side.readers(anna.user_id, eve.user_id), says("voor leden"))
    await anna.wait_text("voor leden")
    assert eve.user_id not in side.states[room_id].joined
    assert "voor leden" not in eve.readable()


async def test_consent_withdrawn_while_only_invited(side: Side, person: MakePerson) -> None:
    anna, bob = await person("anna"), await person("bob")
    bob.auto_join = False
    room_id = await filled(side, anna)
    await side.rooms.invite(room_id, bob.user_id)
    await side.until(lambda: bob.user_id in side.states[room_id].invited)
    await tell(side, room_id, "terwijl bob was uitgenodigd", anna)
    await side.rooms.remove(room_id, bob.user_id)
    assert await bob.try_join(room_id) == "M_FORBIDDEN"
    await tell(side, room_id, "daarna", anna)
    assert not bob.readable()


# --- devices ---


async def test_an_injected_unsigned_device_gets_nothing_and_is_told_so(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    """Whoever has Anna's password, or the server, adds a device to her account."""
    anna = await person("anna")
    room_id = await filled(side, anna)
    evil = await second_device(homeserver, anna, signed=False)
    try:
        await tell(side, room_id, "voor het eigen apparaat", anna)
        await nothing_read(evil, room_id, "voor het eigen apparaat")
        async with asyncio.timeout(10):
            while not withheld(evil):
                await asyncio.sleep(0.05)
        [notice] = withheld(evil)
        assert notice["content"]["code"] == "m.unverified"
        assert notice["content"]["room_id"] == room_id
        assert not withheld(anna)
        assert {anna.user_id: (evil.client.device_id,)} in side.refused, "and people are told"
        told = len(side.refused)
        await tell(side, room_id, "nog iets", anna)
        assert len(side.refused) == told, "not with every message"
    finally:
        await evil.close()


async def test_a_device_reads_along_once_its_owner_confirmed_it(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    laptop = await Professional.login(homeserver.url, anna.user_id, PASSWORD, keyring=anna.keyring, signed=False)
    try:
        await tell(side, room_id, "eerst alleen de telefoon", anna)
        await nothing_read(laptop, room_id, "eerst alleen de telefoon")
        await laptop.sign()
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 2)
        await side.rooms.send(room_id, side.readers(anna.user_id), says("nu allebei"))
        await laptop.wait_text("nu allebei")
    finally:
        await laptop.close()


async def test_a_device_that_its_owner_removed_gets_nothing_more(
    side: Side, person: MakePerson, homeserver: Homeserver
) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    lost = await second_device(homeserver, anna)
    try:
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 2)
        await side.rooms.send(room_id, side.readers(anna.user_id), says("nog op beide"))
        await lost.wait_text("nog op beide")
        before = side.sharing._sessions[room_id].id
        await remove_device(anna, str(lost.client.device_id))
        await side.until(lambda: len(side.seen[anna.user_id].devices) == 1)
        await tell(side, room_id, "alleen de eerste", anna)
        assert side.sharing._sessions[room_id].id != before
        assert "alleen de eerste" not in lost.readable()
    finally:
        await lost.close()


async def remove_device(person: Professional, device_id: str) -> None:
    auth = {
        "type": "m.login.password", "identifier": {"type": "m.id.user", "user": person.user_id}, "password": PASSWORD,
    }  # fmt: skip
    status, _ = await person.raw("DELETE", path("devices", device_id), {"auth": auth})
    assert status == 200


async def test_what_is_shown_can_be_reported_again(side: Side, person: MakePerson) -> None:
    """Somebody was seen before being in the directory, and was nobody then."""
    anna, eve = await person("anna"), await person("eve")
    await filled(side, anna)
    side.seen.clear()
    await side.devices.report([anna.user_id, eve.user_id])
    assert set(side.seen) == {anna.user_id}, "and nothing is made up of who was never asked about"
