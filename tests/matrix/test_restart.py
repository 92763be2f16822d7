"""A restart asks for what changed, not for everything; what it knew of rooms it still knows (e2ee rule 15)."""

import asyncio
from pathlib import Path
from typing import Any

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.domain.rooms import RoomState
from bot.matrix.wire import path
from bot.storage.memory import MemoryDatabase
from tests.conftest import Account, MakeAccount, MakePerson
from tests.matrix.conftest import Side, open_side
from tests.matrix.test_live import filled, says
from tests.proxy import Proxy


async def kept(database: MemoryDatabase) -> dict[str, RoomState]:
    async with database.work() as work:
        return await work.room_states.all()


async def kept_token(database: MemoryDatabase) -> str:
    async with database.work() as work:
        token = await work.events.token()
    assert token is not None
    return token


async def settled(side: Side) -> None:
    """Wait until what is known is stored."""
    async with asyncio.timeout(10):
        while side.states.touched or await kept(side.database) != dict(side.states):
            await asyncio.sleep(0.02)


def tell_size(sizes: list[int], answer: dict[str, Any]) -> None:
    sizes.append(len(answer.get("rooms", {}).get("join", {})))


async def first_run(url: str, made: Account, folder: Path, *people: Professional) -> tuple[MemoryDatabase, list[str]]:
    """A bot with a room that these people are in, and an empty one; stopped when all is stored."""
    async with open_side(url, made, folder) as side:
        rooms = [await filled(side, *people), await filled(side)]
        # Synapse tells a new room piece by piece; our wish is the last that we ask for.
        await side.until(lambda: all(state.encrypted and state.wish for state in side.states.values()))
        await settled(side)
        return side.database, rooms


async def test_a_restart_knows_its_rooms_and_asks_only_for_what_changed(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path
) -> None:
    made, anna, bob = await account("bot"), await person("anna"), await person("bob")
    async with Proxy(homeserver.url) as proxy:
        database, (busy, quiet) = await first_run(proxy.url, made, tmp_path, anna)
        before = await kept(database)
        await anna.say(busy, "!terwijl je weg was")
        sizes: list[int] = []
        proxy.rewrite("/sync", lambda answer: tell_size(sizes, answer))
        async with open_side(proxy.url, made, tmp_path, database) as side:
            assert sizes[0] == 1, "only the room in which something happened"
            assert dict(side.states) == before
            await side.until(lambda: [incoming.text for incoming in side.heard] == ["!terwijl je weg was"])
            assert side.changes == [], "nobody has come or gone"
            await side.rooms.invite(quiet, bob.user_id)
            await side.until(lambda: bob.user_id in side.states[quiet].joined)
            await side.until(lambda: bob.user_id in side.pinned)
            await side.rooms.send(quiet, side.readers(bob.user_id), says("welkom terug"))
            await bob.wait_text("welkom terug")


async def test_who_came_and_went_while_it_was_away_is_noticed(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path
) -> None:
    made, anna, bob = await account("bot"), await person("anna"), await person("bob")
    database, (busy, quiet) = await first_run(homeserver.url, made, tmp_path, anna)
    token = (tmp_path / "token").read_text()
    for room_id, verb, who in ((busy, "kick", anna), (quiet, "invite", bob)):
        await homeserver.call("POST", path("rooms", room_id, verb), {"user_id": who.user_id}, token)
    await bob.wait_room("DH-7K3M")
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        await side.until(lambda: {room_id for room_id, _ in side.changes} == {busy, quiet})
        changes = dict(side.changes)
        assert changes[busy].removed == {anna.user_id}
        assert changes[quiet].came == {bob.user_id}
        await settled(side)


async def test_a_change_that_is_told_again_after_a_crash_has_the_same_name(
    homeserver: Homeserver, account: MakeAccount, person: MakePerson, tmp_path: Path
) -> None:
    made, anna, bob = await account("bot"), await person("anna"), await person("bob")
    database, (busy, _) = await first_run(homeserver.url, made, tmp_path, anna)
    before, token = await kept(database), await kept_token(database)
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        await side.rooms.invite(busy, bob.user_id)
        await side.until(lambda: bob.user_id in side.states[busy].joined)
        first = list(side.names)
        await settled(side)
    async with database.work() as work:  # as if it was stopped just before it stored these
        await work.events.keep_token(token)
        await work.room_states.save(before)
        await work.commit()
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        await side.until(lambda: bob.user_id in side.states[busy].joined)
        assert side.names == first
        assert len(first) == 1


async def test_a_room_that_was_deleted_while_it_was_away_is_lost(
    homeserver: Homeserver, account: MakeAccount, tmp_path: Path
) -> None:
    made = await account("bot")
    database, (first, second) = await first_run(homeserver.url, made, tmp_path)
    await homeserver.delete_room(first)
    async with open_side(homeserver.url, made, tmp_path, database) as side:
        assert await side.rooms.lost([first, second]) == {first}
        assert set(side.states) == {second}


async def test_somebody_who_was_banned_by_hand_is_let_in_again(side: Side, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(side, anna)
    await side.wire.post(path("rooms", room_id, "ban"), {"user_id": anna.user_id})
    await side.until(lambda: anna.user_id not in side.states[room_id].joined)
    await side.rooms.invite(room_id, anna.user_id)
    await side.until(lambda: anna.user_id in side.states[room_id].joined)
