"""One suite for rooms on a real homeserver and for the fake that the use cases are tested with."""

import asyncio
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.demo.homeserver import Homeserver
from bot.demo.people import Professional
from bot.domain.people import Place
from bot.domain.rooms import Presence, Room
from bot.matrix.rooms import MatrixRooms
from bot.matrix.state import power_levels
from bot.matrix.wire import path
from bot.ports import Message, NobodyReadsError, Outgoing, Readers, Rooms
from tests.conftest import MakeAccount, MakePerson
from tests.fake_rooms import FakeRooms
from tests.matrix.conftest import Lied, Side
from tests.proxy import POLL_MS


@pytest.fixture(params=["fake", "real"])
def rooms(request: pytest.FixtureRequest) -> Rooms:
    if request.param == "fake":
        return FakeRooms()
    side: Side = request.getfixturevalue("side")
    return side.rooms


@pytest.fixture
async def user(rooms: Rooms, account: MakeAccount) -> str:
    made = await account("anna")
    if isinstance(rooms, FakeRooms):
        rooms.accounts.add(made.user_id)
    return made.user_id


@dataclass
class Reading:
    """A room with a member who can read, and talk with a client of their own (None: on the fake)."""

    rooms: Rooms
    room_id: str
    readers: Readers
    member: Professional | None = None

    async def says(self, type_: str = "m.room.encrypted") -> str:
        """Have the member say something; give the error code of the homeserver, empty when it took it."""
        if self.member is None:
            assert isinstance(self.rooms, FakeRooms)
            return "" if self.rooms.may_say(self.room_id, "@anna:regiekamer.test") else "M_FORBIDDEN"
        where = f"/_matrix/client/v3/rooms/{self.room_id}/send/{type_}/{uuid.uuid4().hex}"
        _, answer = await self.member.raw("PUT", where, {"body": "dag", "msgtype": "m.text"})
        return str(answer.get("errcode", ""))


@pytest.fixture
async def reading(rooms: Rooms, request: pytest.FixtureRequest, person: MakePerson) -> Reading:
    room_id = await rooms.create(new_room())
    if isinstance(rooms, FakeRooms):
        rooms.accounts.add("@anna:regiekamer.test")
        rooms.join(room_id, "@anna:regiekamer.test")

        async def readers() -> dict[str, str | None]:
            return {"@anna:regiekamer.test": "A" * 43}

        return Reading(rooms, room_id, readers)
    side: Side = request.getfixturevalue("side")
    anna = await person("anna")
    await rooms.invite(room_id, anna.user_id)
    await until(rooms, room_id, lambda p: anna.user_id in p.joined)
    await side.until(lambda: anna.user_id in side.pinned and side.states[room_id].encrypted)
    return Reading(rooms, room_id, side.readers(anna.user_id), anna)


def message() -> Outgoing:
    return Outgoing(uuid.uuid4().hex, "w", None, Message("dag", "dag"), datetime.now(UTC))


async def until(rooms: Rooms, room_id: str, holds: Callable[[Presence], bool]) -> None:
    """Wait until a sync has told it."""

    async with asyncio.timeout(15):
        while (presence := await rooms.presence(room_id)) is None or not holds(presence):
            await asyncio.sleep(0.02)


def is_there(presence: Presence) -> bool:
    return bool(presence.joined)


def new_room() -> Room:
    return Room(uuid.uuid4().hex, Place.CASE, "DH-7K3M")


async def test_a_wish_is_one_room_with_the_bot_in_it(rooms: Rooms) -> None:
    wish = new_room()
    room_id = await rooms.create(wish)
    await until(rooms, room_id, lambda p: p.joined == {rooms.user_id})
    assert await rooms.create(wish) == room_id
    assert await rooms.create(new_room()) != room_id


async def test_an_unknown_room_has_nobody(rooms: Rooms) -> None:
    assert await rooms.presence("!elsewhere") is None


async def test_invited_is_not_joined_and_inviting_twice_is_fine(rooms: Rooms, user: str) -> None:
    room_id = await rooms.create(new_room())
    await until(rooms, room_id, is_there)
    await rooms.invite(room_id, user)
    await until(rooms, room_id, lambda p: p.invited == {user})
    await rooms.invite(room_id, user)
    presence = await rooms.presence(room_id)
    assert presence is not None
    assert user not in presence.joined


async def test_a_direct_chat_is_asked_into_as_one(rooms: Rooms, homeserver: Homeserver, account: MakeAccount) -> None:
    """By the invitation clients know with whom they talk; else they list the chat among the rooms."""
    made = await account("anna")
    anna = await Professional.login(homeserver.url, made.user_id, made.password, auto_join=False)
    if isinstance(rooms, FakeRooms):
        rooms.accounts.add(anna.user_id)
    chat = await rooms.create(Room(uuid.uuid4().hex, Place.DIRECT, anna.user_id))
    case = await rooms.create(new_room())
    for room_id, direct in ((chat, True), (case, False)):
        await until(rooms, room_id, is_there)
        await rooms.invite(room_id, anna.user_id, direct=direct)
        await rooms.invite(room_id, anna.user_id, direct=direct)  # as after an answer that got lost
        await until(rooms, room_id, lambda p: anna.user_id in p.invited)
    assert await asked_directly(rooms, anna) == {chat: True, case: False}
    if isinstance(rooms, FakeRooms):
        rooms.join(chat, anna.user_id)
    else:
        assert await anna.try_join(chat) is None
    await until(rooms, chat, lambda p: anna.user_id in p.joined)
    await rooms.invite(chat, anna.user_id, direct=True)
    presence = await rooms.presence(chat)
    assert presence is not None
    assert anna.user_id in presence.joined
    await anna.close()


async def asked_directly(rooms: Rooms, person: Professional) -> dict[str, bool]:
    """Tell of each invitation of a person whether it is to a direct chat, as their own client reads it."""
    if isinstance(rooms, FakeRooms):
        return {
            room_id: (room_id, person.user_id) in rooms.direct
            for room_id, invited in rooms.invited.items()
            if person.user_id in invited
        }
    _, answer = await person.raw("GET", "/_matrix/client/v3/sync?timeout=0")
    return {
        room_id: event["content"].get("is_direct") is True
        for room_id, room in answer["rooms"]["invite"].items()
        for event in room["invite_state"]["events"]
        if event["type"] == "m.room.member" and event["state_key"] == person.user_id
    }


async def test_removing_somebody_who_has_gone_already_is_fine(rooms: Rooms, user: str) -> None:
    """What the last sync told may be older than the removal: that is no refusal, and nobody stays in."""
    room_id = await rooms.create(new_room())
    await until(rooms, room_id, is_there)
    await rooms.invite(room_id, user)
    assert await rooms.remove(room_id, user)
    assert not await rooms.remove(room_id, user)
    assert not await rooms.remove(room_id, "@was-er-nooit:regiekamer.test")


async def test_who_is_removed_is_gone_and_has_not_declined(rooms: Rooms, user: str) -> None:
    room_id = await rooms.create(new_room())
    await until(rooms, room_id, is_there)
    await rooms.invite(room_id, user)
    await until(rooms, room_id, lambda p: user in p.invited)
    await rooms.remove(room_id, user)
    await until(rooms, room_id, lambda p: user not in p.joined | p.invited | p.declined)


async def test_what_the_homeserver_answers_counts_over_what_a_sync_told(side: Side, person: MakePerson) -> None:
    """Around a fork in a room Synapse tells of a state that is over, and of its end never again."""
    anna = await person("anna")
    room_id = await side.rooms.create(new_room())
    await side.rooms.invite(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id in p.joined)
    side.states.apply(room_id, [member(anna.user_id, "leave")])
    await side.rooms.invite(room_id, anna.user_id)
    presence = await side.rooms.presence(room_id)
    assert presence is not None
    assert anna.user_id in presence.joined
    assert await side.rooms.remove(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id not in p.joined)
    side.states.apply(room_id, [member(anna.user_id, "join")])
    assert not await side.rooms.remove(room_id, anna.user_id)
    presence = await side.rooms.presence(room_id)
    assert presence is not None
    assert anna.user_id not in presence.joined


async def test_who_is_found_there_before_a_sync_told_has_come(
    lied: Lied, account: MakeAccount, homeserver: Homeserver
) -> None:
    """Invited again while syncs are slow: without the news that somebody came there is no card for them to read."""
    side, made = lied.side, await account("anna")
    anna = await Professional.login(homeserver.url, made.user_id, made.password, auto_join=False)
    room_id = await side.rooms.create(new_room())
    await side.rooms.invite(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id in p.invited)
    goes_on = asyncio.Event()

    async def slow(_: object) -> None:
        await goes_on.wait()

    lied.proxy.on_request("/sync", slow)
    await asyncio.sleep(POLL_MS / 1000 + 0.5)  # the poll that was under way is over
    assert await anna.try_join(room_id) is None
    await anna.close()
    await side.rooms.invite(room_id, anna.user_id)
    assert anna.user_id in side.states[room_id].joined
    goes_on.set()
    await side.rooms.remove(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id not in p.joined)
    came = zip(side.changes, side.names, strict=True)
    [(room, name)] = [(room, name) for (room, changes), name in came if anna.user_id in changes.came]
    assert room == room_id
    assert name.startswith("$"), "as the sync would tell it after a crash"


async def test_what_a_sync_tells_meanwhile_counts_over_an_older_answer(lied: Lied, person: MakePerson) -> None:
    """An answer that was long on its way must not put somebody out who came since: no sync would tell it again."""
    side, anna = lied.side, await person("anna")
    room_id = await side.rooms.create(new_room())
    await side.rooms.invite(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id in p.joined)
    await side.rooms.remove(room_id, anna.user_id)
    await until(side.rooms, room_id, lambda p: anna.user_id not in p.joined)

    def comes_back(_: object) -> None:
        side.states.apply(room_id, [member(anna.user_id, "join")])

    lied.proxy.rewrite("/state/m.room.member", comes_back)
    assert not await side.rooms.remove(room_id, anna.user_id)
    assert anna.user_id in side.states[room_id].joined


def member(user_id: str, membership: str) -> dict[str, object]:
    return {"type": "m.room.member", "state_key": user_id, "content": {"membership": membership}}


async def test_an_account_exists_or_not(rooms: Rooms, user: str) -> None:
    assert await rooms.exists(user)
    assert not await rooms.exists("@niemand:regiekamer.test")


async def test_the_same_message_twice_is_one_event(reading: Reading) -> None:
    outgoing = message()
    first = await reading.rooms.send(reading.room_id, reading.readers, outgoing)
    assert await reading.rooms.send(reading.room_id, reading.readers, outgoing) == first
    assert await reading.rooms.send(reading.room_id, reading.readers, message()) != first


async def test_what_nobody_could_read_is_not_sent(reading: Reading) -> None:
    async def nobody() -> dict[str, str | None]:
        return {}

    async def nobody_that_counts() -> dict[str, str | None]:
        return dict.fromkeys(await reading.readers())

    for readers in (nobody, nobody_that_counts):
        with pytest.raises(NobodyReadsError):
            await reading.rooms.send(reading.room_id, readers, message())


async def test_what_was_said_is_found_again_by_its_row(reading: Reading) -> None:
    said, unsaid, other = message(), message(), message()
    event_id = await reading.rooms.send(reading.room_id, reading.readers, said)
    await reading.rooms.send(reading.room_id, reading.readers, other)
    assert await reading.rooms.find_sent(reading.room_id, said) == event_id
    assert await reading.rooms.find_sent(reading.room_id, unsaid) is None


async def test_a_deleted_room_is_lost_and_its_wish_makes_another(rooms: Rooms, homeserver: Homeserver) -> None:
    wishes = [new_room(), new_room()]
    kept, deleted = [await rooms.create(wish) for wish in wishes]
    for room_id in (kept, deleted):
        await until(rooms, room_id, is_there)
    assert await rooms.lost([kept, deleted]) == frozenset()
    if isinstance(rooms, FakeRooms):
        rooms.delete(deleted)
    else:
        await homeserver.delete_room(deleted)
    assert await rooms.lost([kept, deleted]) == {deleted}
    assert await rooms.presence(deleted) is None
    assert await rooms.create(wishes[0]) == kept
    again = await rooms.create(wishes[1])
    assert again not in {kept, deleted}
    await until(rooms, again, is_there)


SAID = ("m.room.encrypted", "m.room.message", "m.reaction", "m.sticker", "nl.iets.anders")


async def test_in_a_read_only_room_nobody_but_the_bot_says_anything(reading: Reading) -> None:
    rooms, room_id = reading.rooms, reading.room_id
    assert await reading.says() == ""
    assert not await rooms.powers_differ(room_id, read_only=False)
    assert await rooms.powers_differ(room_id, read_only=True)
    await rooms.set_read_only(room_id, read_only=True)
    assert not await rooms.powers_differ(room_id, read_only=True)
    for type_ in SAID:
        assert await reading.says(type_) == "M_FORBIDDEN", type_
    assert await rooms.send(room_id, reading.readers, message())
    await rooms.set_read_only(room_id, read_only=True)
    await rooms.set_read_only(room_id, read_only=False)
    assert not await rooms.powers_differ(room_id, read_only=False)
    assert await reading.says() == ""
    assert await rooms.send(room_id, reading.readers, message())


async def test_powers_that_were_changed_by_hand_differ_until_they_are_put_again(reading: Reading) -> None:
    """An administrator of the homeserver can do so with the bot's own session, and with nobody else's."""
    rooms, room_id = reading.rooms, reading.room_id
    await rooms.set_read_only(room_id, read_only=True)
    if isinstance(rooms, FakeRooms):
        rooms.by_hand.add(room_id)
    else:
        assert isinstance(rooms, MatrixRooms)
        assert reading.member is not None
        where = path("rooms", room_id, "state", "m.room.power_levels", "")
        levels = {**power_levels(read_only=True), "users": {reading.member.user_id: 100}}
        await rooms._wire.put(where, levels)
        async with asyncio.timeout(15):
            while not await rooms.powers_differ(room_id, read_only=True):
                await asyncio.sleep(0.02)
        assert await reading.says() == ""
    assert await rooms.powers_differ(room_id, read_only=True)
    await rooms.set_read_only(room_id, read_only=True)
    assert await reading.says() == "M_FORBIDDEN"
    assert not await rooms.powers_differ(room_id, read_only=True)


async def test_the_powers_of_a_room_that_is_not_there_do_not_differ(rooms: Rooms) -> None:
    assert not await rooms.powers_differ("!elsewhere", read_only=True)
