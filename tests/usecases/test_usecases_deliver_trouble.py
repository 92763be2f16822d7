"""Delivery to many rooms at once: order, back-off to the millisecond, and one room's trouble stays its own."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Place
from bot.domain.rooms import RoomId
from bot.ports import (
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverRefusedError,
    Message,
    NobodyReadsError,
    NotEncryptedError,
    Outgoing,
)
from bot.usecases.deliver import FIRST_OUT, LONGEST_PAUSE, PER_ROUND
from tests.commands.stage import ANNA, BAS, CARLA, NOW, STRANGER, Stage
from tests.enrolled import enrol
from tests.usecases.scene import StubbornRooms, delivery

SECOND = timedelta(seconds=1)


class Post:
    """Rooms on the stage with their members joined, and letters to put in them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rooms = StubbornRooms()
        self.delivery = delivery(stage, self.rooms)

    async def put(self, place: Place, subject: str, *texts: str, reader: str = "") -> RoomId:
        room_id = await self.stage.room_id(place, subject)
        async with self.stage.database.work() as work:
            room = await work.rooms.by_id(room_id)
            assert room is not None
            for text in texts:
                case = subject if place is Place.CASE else None
                await work.outbox.add(Outgoing(text, room.wish, case, Message(text, text), NOW))
            await work.commit()
        for group in (self.rooms.joined, self.rooms.invited, self.rooms.declined):
            group.setdefault(room_id, set())
        if reader:
            self.rooms.join(room_id, reader)
        return room_id

    async def deliver(self) -> int:
        return await self.delivery.round()

    async def deliver_all(self) -> None:
        """As the bot does: until nothing goes any more."""
        await self.delivery.all()

    def sent(self, room_id: RoomId) -> list[str]:
        return [outgoing.id for room, _, outgoing in self.rooms.sent if room == room_id]

    async def unsent(self) -> int:
        async with self.stage.database.work() as work:
            return await work.outbox.unsent()


@pytest.fixture
async def post(stage: Stage) -> Post:
    return Post(stage)


letters = st.lists(st.sampled_from(["casus", "mdt", "anna", "bas"]), max_size=20)


@given(letters)
async def test_every_room_gets_all_its_messages_in_order_once(rooms: list[str]) -> None:
    post = Post(await Stage().set_up())
    places = {
        "casus": (Place.CASE, post.stage.code, ANNA),
        "mdt": (Place.MDT, "DH", CARLA),
        "anna": (Place.DIRECT, ANNA, ANNA),
        "bas": (Place.DIRECT, BAS, BAS),
    }
    expected: dict[RoomId, list[str]] = {}
    for number, name in enumerate(rooms):
        place, subject, reader = places[name]
        room_id = await post.put(place, subject, f"m{number}", reader=reader)
        expected.setdefault(room_id, []).append(f"m{number}")
    await post.deliver_all()
    assert {room_id: post.sent(room_id) for room_id in expected} == expected
    assert len(post.rooms.sent) == len(rooms)
    assert await post.unsent() == 0
    await post.deliver_all()
    assert len(post.rooms.sent) == len(rooms)


@pytest.mark.parametrize(
    "error",
    [
        HomeserverDownError("away"),
        HomeserverBusyError(30),
        HomeserverRefusedError("M_TOO_LARGE", 413),
        NotEncryptedError("plain"),
        ValueError("Gijsbrecht"),
    ],
)
@pytest.mark.parametrize("method", ["send", "presence"])
async def test_all_messages_of_other_rooms_go_on(
    post: Post, error: Exception, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    case = await post.put(Place.CASE, post.stage.code, "c1", "c2", reader=ANNA)
    bas = await post.put(Place.DIRECT, BAS, "b1", "b2", "b3", reader=BAS)
    post.rooms.never[method, case] = error
    await post.deliver_all()
    assert post.sent(bas) == ["b1", "b2", "b3"]
    assert post.sent(case) == []
    assert await post.unsent() == 2, "kept until it can be sent"
    assert "Gijsbrecht" not in caplog.text
    post.rooms.never.clear()
    post.stage.now += timedelta(minutes=1)
    await post.deliver_all()
    assert post.sent(case) == ["c1", "c2"]


async def test_a_room_that_is_not_encrypted_gets_nothing_however_often_it_is_tried(post: Post) -> None:
    case = await post.put(Place.CASE, post.stage.code, "geheim", reader=ANNA)
    post.rooms.never["send", case] = NotEncryptedError("plain")
    for _ in range(20):
        assert await post.deliver() == 0
        post.stage.now += LONGEST_PAUSE
    assert post.rooms.sent == []
    assert await post.unsent() == 1


async def retry_moments(post: Post, error: Exception, tries: int) -> list[timedelta]:
    """Give the pauses between the tries, found by waiting a second at a time."""
    case = await post.put(Place.CASE, post.stage.code, "a", reader=ANNA)
    post.rooms.never["send", case] = error
    moments: list[datetime] = []
    known = -1
    for _ in range(3_000):
        await post.deliver()
        async with post.stage.database.work() as work:
            [waiting] = await work.outbox.heads(NOW + timedelta(days=99))
        if waiting.tries > known >= 0:
            moments.append(post.stage.now)
        known = waiting.tries
        if len(moments) > tries:
            break
        post.stage.now += SECOND
    return [later - earlier for earlier, later in zip([NOW, *moments], moments, strict=False)]


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (NobodyReadsError("nobody"), [5, 10, 20, 40, 60, 60]),
        (HomeserverDownError("away"), [1, 2, 4, 8, 15, 15, 15]),
        (HomeserverRefusedError("M_FORBIDDEN", 403), [5, 10, 20, 40, 80, 160, 320, 600]),
        (NotEncryptedError("plain"), [5, 10, 20, 40, 80, 160, 320, 600]),
        (HomeserverBusyError(7), [7, 7, 7, 7]),
    ],
)
async def test_the_pauses_between_tries(post: Post, error: Exception, seconds: list[int]) -> None:
    found = await retry_moments(post, error, len(seconds))
    assert [pause.total_seconds() for pause in found[: len(seconds)]] == seconds


@pytest.mark.parametrize("seconds", [1e12, 1e300, float("inf")])
async def test_a_senseless_wait_stops_nobody(post: Post, seconds: float) -> None:
    case = await post.put(Place.CASE, post.stage.code, "a", reader=ANNA)
    bas = await post.put(Place.DIRECT, BAS, "b1", "b2", reader=BAS)
    post.rooms.never["send", case] = HomeserverBusyError(seconds)
    await post.deliver_all()
    assert post.sent(bas) == ["b1", "b2"]
    post.rooms.never.clear()
    post.stage.now += timedelta(days=1)
    await post.deliver_all()
    assert post.sent(case) == ["a"]


async def test_a_message_to_who_left_the_directory_is_not_sent(post: Post) -> None:
    direct = await post.put(Place.DIRECT, BAS, "b", reader=BAS)
    async with post.stage.database.work() as work:
        directory = await work.people.directory()
        people = tuple(person for person in directory.people if person.user_id != BAS)
        await enrol(work, type(directory)(directory.regions, directory.organisations, people))
        await work.commit()
    assert await post.deliver() == 0
    assert post.sent(direct) == []


async def test_only_readers_on_the_roster_are_recipients(post: Post) -> None:
    case = await post.put(Place.CASE, post.stage.code, "a", reader=ANNA)
    post.rooms.join(case, STRANGER, BAS)
    post.stage.now = NOW + FIRST_OUT
    await post.deliver()
    [(_, recipients, _)] = post.rooms.sent
    assert recipients == {ANNA, BAS}


async def test_an_answer_that_was_lost_is_no_second_message(post: Post) -> None:
    """The homeserver has it, the bot stopped before it wrote that down: the same id is sent again."""
    case = await post.put(Place.CASE, post.stage.code, "a", "b", reader=ANNA)
    async with post.stage.database.work() as work:
        [head] = await work.outbox.heads(NOW)
        first = await work.outbox.read(head.id)

    async def readers() -> dict[str, str | None]:
        return {ANNA: "A" * 43}

    await post.rooms.send(case, readers, first)
    await post.deliver_all()
    assert post.sent(case) == ["a", "b"]


async def test_more_rooms_than_are_served_at_once_are_all_served(post: Post) -> None:
    codes = [await post.stage.new_case(f"nog {number}") for number in range(PER_ROUND * 3 + 1)]
    await post.stage.read()
    rooms = [await post.put(Place.CASE, code, f"voor {code}", reader=ANNA) for code in codes]
    assert await post.deliver() == PER_ROUND
    first, last = rooms[0], rooms[-1]
    assert post.sent(first), "who waited longest"
    assert post.sent(last), "who asked last is not kept waiting by all the others"
    await post.deliver_all()
    assert [post.sent(room_id) for room_id in rooms] == [[f"voor {code}"] for code in codes]


async def test_rooms_where_nobody_can_read_yet_take_nobodys_place(post: Post) -> None:
    codes = [await post.stage.new_case(f"nog {number}") for number in range(PER_ROUND * 4 + 1)]
    await post.stage.read()
    middle = codes[len(codes) // 2]
    rooms = {code: await post.put(Place.CASE, code, f"voor {code}", reader=STRANGER) for code in codes}
    post.rooms.join(rooms[middle], ANNA)
    post.stage.now = NOW + FIRST_OUT
    await post.deliver()
    assert post.sent(rooms[middle]) == [f"voor {middle}"]
