"""The throw-away homeserver and the clients of the tests: if these cannot be relied on, no other test can."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.homeserver import Homeserver, HomeserverFailedError
from bot.demo.people import Professional
from tests.conftest import PASSWORD, MakeAccount, MakePerson
from tests.peers import Peer

pytestmark = pytest.mark.server

ENCRYPTED = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
CREATE = "/_matrix/client/v3/createRoom"
BURST = 15  # Synapse as shipped lets ten through in a row


@pytest.fixture
async def peer(homeserver: Homeserver, account: MakeAccount) -> AsyncIterator[Peer]:
    made = await account("peer")
    logged_in = await Peer.login(homeserver.url, made.user_id, made.password)
    yield logged_in
    await logged_in.close()


async def filled(owner: Professional, name: str, *guests: str) -> str:
    """Create an encrypted room with one plain call, as any client would, and wait until the guests are in it."""
    wanted = {"name": name, "preset": "private_chat", "invite": list(guests), "initial_state": [ENCRYPTED]}
    status, answer = await owner.raw("POST", CREATE, wanted)
    assert status == 200, answer
    room_id = await owner.wait_room(name)
    async with asyncio.timeout(15):
        while not set(guests) <= (await members(owner, room_id)).keys():
            await asyncio.sleep(0.05)
    return room_id


async def members(who: Professional, room_id: str) -> dict[str, Any]:
    _, answer = await who.raw("GET", f"/_matrix/client/v3/rooms/{room_id}/joined_members")
    joined: dict[str, Any] = answer["joined"]
    return joined


async def refusals(server: Homeserver, token: str, bodies: list[dict[str, Any]]) -> list[str]:
    """Create rooms in a row and list what the homeserver said about those it refused."""
    said = []
    for body in bodies:
        try:
            await server.call("POST", CREATE, body, token)
        except HomeserverFailedError as refusal:
            said.append(str(refusal))
    return said


async def test_three_people_on_two_code_bases_read_each_other(person: MakePerson, peer: Peer) -> None:
    anna, bram = await person("anna"), await person("bram")
    peer_id = str(peer.client.mxid)
    room_id = await filled(anna, "drie", bram.user_id, peer_id)
    await bram.wait_room("drie")

    await anna.say(room_id, "van anna")
    assert (await bram.wait_text("van anna", room_id=room_id)).sender == anna.user_id
    assert (await peer.wait_text("van anna", room_id=room_id)).sender == anna.user_id
    await bram.say(room_id, "van bram")
    assert (await anna.wait_text("van bram", room_id=room_id)).sender == bram.user_id
    assert (await peer.wait_text("van bram", room_id=room_id)).sender == bram.user_id
    await peer.say(room_id, "van peer")
    assert (await anna.wait_text("van peer", room_id=room_id)).sender == peer_id
    assert (await bram.wait_text("van peer", room_id=room_id)).sender == peer_id


async def test_an_outsider_cannot_join(person: MakePerson) -> None:
    anna, outsider = await person("anna"), await person("buiten")
    room_id = await filled(anna, "besloten")
    assert await outsider.try_join(room_id) == "M_FORBIDDEN"
    assert outsider.user_id not in await members(anna, room_id)


async def test_what_was_said_is_ciphertext_on_the_homeserver(person: MakePerson, homeserver: Homeserver) -> None:
    anna, bram = await person("anna"), await person("bram")
    room_id = await filled(anna, "geheim", bram.user_id)
    await anna.say(room_id, "kornoelje-in-het-geheim")
    await bram.wait_text("kornoelje-in-het-geheim", room_id=room_id)
    files = [p for p in homeserver.folder.rglob("*") if p.is_file()]
    assert homeserver.database_path in files
    assert not [p.name for p in files if b"kornoelje" in p.read_bytes()]


async def test_the_newest_room_version_is_the_default(person: MakePerson) -> None:
    anna = await person("anna")
    _, answer = await anna.raw("GET", "/_matrix/client/v3/capabilities")
    assert answer["capabilities"]["m.room_versions"]["default"] == "12"


async def test_generous_limits_let_bursts_through(person: MakePerson, account: MakeAccount) -> None:
    anna = await person("anna")
    guests = [(await account("gast")).user_id for _ in range(BURST)]
    for body in ({"invite": guests}, *({} for _ in range(BURST))):
        status, answer = await anna.raw("POST", CREATE, body)
        assert status == 200, answer


async def test_default_limits_refuse_bursts_until_an_account_is_exempt(tmp_path: Path) -> None:
    async with Homeserver(tmp_path, limits="default") as server:
        user_id = await server.register("bot", PASSWORD)
        guests = [await server.register(f"gast{n}", PASSWORD) for n in range(BURST)]
        login = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": user_id},
            "password": PASSWORD,
        }
        token = str((await server.call("POST", "/_matrix/client/v3/login", login))["access_token"])

        # "Cannot invite so many users at once": 400, so no client knows that it should wait
        assert await refusals(server, token, [{"invite": guests}]) == [f"{CREATE}: 400 M_UNKNOWN"]
        in_a_row = await refusals(server, token, [{} for _ in range(BURST)])
        assert in_a_row
        assert set(in_a_row) == {f"{CREATE}: 429 M_LIMIT_EXCEEDED"}

        await server.exempt(user_id)
        assert await refusals(server, token, [{"invite": guests}, *({} for _ in range(BURST))]) == []


async def test_it_stops_and_starts_again_with_what_it_knew(tmp_path: Path) -> None:
    server = Homeserver(tmp_path)
    await server.start()
    await server.register("anna", PASSWORD)
    await server.stop()
    await server.stop()
    async with server:
        with pytest.raises(HomeserverFailedError, match="M_USER_IN_USE"):
            await server.register("anna", PASSWORD)


async def test_a_homeserver_that_cannot_start_says_why(tmp_path: Path) -> None:
    server = Homeserver(tmp_path)
    server.database_path = tmp_path / "no" / "such" / "folder" / "x.db"
    with pytest.raises(HomeserverFailedError, match="did not start") as failure:
        await server.start()
    assert "unable to open database file" in str(failure.value)


async def test_a_burst_reaches_a_client_that_was_away(person: MakePerson) -> None:
    anna, bram = await person("anna"), await person("bram")
    room_id = await filled(anna, "reeks", bram.user_id)
    await anna.say(room_id, "vooraf")
    await bram.wait_text("vooraf", room_id=room_id)
    assert bram._task is not None
    bram._task.cancel()
    await asyncio.gather(bram._task, return_exceptions=True)
    for number in range(30):
        await anna.say(room_id, f"reeks {number}")
    bram._task = asyncio.create_task(bram._run())
    await bram.wait_text("reeks 29", room_id=room_id)
    assert sum("reeks" in m.body for m in bram.messages(room_id)) == 30


async def test_malformed_messages_do_not_silence_a_client(person: MakePerson) -> None:
    anna, bram = await person("anna"), await person("bram")
    room_id = await filled(anna, "rommel", bram.user_id)
    own = bram.client.olm.account.identity_keys["curve25519"]
    content = {
        "algorithm": "m.olm.v1.curve25519-aes-sha2",
        "sender_key": "!!",
        "ciphertext": {own: {"type": 0, "body": "!"}},
    }
    where = "/_matrix/client/v3/sendToDevice/m.room.encrypted/rommel"
    status, _ = await anna.raw("PUT", where, {"messages": {bram.user_id: {"*": content}}})
    assert status == 200
    await anna.say(room_id, "na de rommel")
    await bram.wait_text("na de rommel", room_id=room_id)


async def test_a_key_sharing_that_hangs_in_nio_does_not_hang_the_test(
    person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.demo.people.SEND_SECONDS", 0.5)
    anna, bram = await person("anna"), await person("bram")
    room_id = await filled(anna, "hangt", bram.user_id)
    anna.client.sharing_session[room_id] = asyncio.Event()
    await anna.say(room_id, "toch gezegd")
    await bram.wait_text("toch gezegd", room_id=room_id)
