"""What was promised is sent: in order per room, to readers only, and tried again after exactly the right pause."""

from datetime import timedelta

import pytest

from bot.domain.people import Place
from bot.ports import (
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    Message,
    NotEncryptedError,
    Outgoing,
)
from bot.usecases.deliver import FIRST_OUT, LONGEST_AWAY
from tests.commands.stage import ANNA, BAS, NOW, Stage
from tests.fake_rooms import FakeRooms
from tests.usecases.scene import delivery


class Post:
    """A stage with a fake homeserver on which the case room and Anna's direct chat exist."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rooms = FakeRooms()
        self.delivery = delivery(stage, self.rooms)
        self.ids: dict[str, str] = {}

    async def promise(self, place: Place, subject: str, *texts: str) -> str:
        async with self.stage.database.work() as work:
            room = await work.rooms.find(place, subject)
            assert room is not None
            assert room.room_id is not None
            for text in texts:
                case = subject if place is Place.CASE else None
                await work.outbox.add(Outgoing(text, room.wish, case, Message(text, text), NOW))
            await work.commit()
        for group in (self.rooms.joined, self.rooms.invited, self.rooms.declined):
            group.setdefault(room.room_id, set())
        return room.room_id

    async def deliver(self) -> int:
        return await self.delivery.round()

    @property
    def sent(self) -> list[str]:
        return [outgoing.id for _, _, outgoing in self.rooms.sent]


@pytest.fixture
async def post(stage: Stage) -> Post:
    return Post(stage)


async def test_who_must_go_is_out_before_anything_more_is_said_in_a_case(post: Post) -> None:
    """Whose consent ended is removed, then it is announced; a homeserver that refuses holds nobody up for long."""
    room_id = await post.promise(Place.CASE, post.stage.code, "neemt niet meer deel")
    post.rooms.join(room_id, ANNA)
    post.rooms.join(room_id, "@weg:regiekamer.test")
    assert await post.deliver() == 0
    await post.rooms.remove(room_id, "@weg:regiekamer.test")
    assert await post.deliver() == 1

    post.rooms.join(room_id, "@weg:regiekamer.test")
    await post.promise(Place.CASE, post.stage.code, "nog iets")
    assert await post.deliver() == 0
    post.stage.now = NOW + FIRST_OUT
    assert await post.deliver() == 1


async def test_messages_of_a_room_go_in_order_one_at_a_time(post: Post) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a", "b", "c")
    post.rooms.join(room_id, ANNA)
    while await post.deliver():
        pass
    assert post.sent == ["a", "b", "c"]


async def test_a_message_waits_until_somebody_on_the_roster_can_read_it(post: Post) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a")
    assert await post.deliver() == 0
    post.rooms.invited[room_id].add(ANNA)
    post.rooms.join(room_id, "@indringer:elders.test")
    post.stage.now = NOW + FIRST_OUT
    assert await post.deliver() == 0
    post.rooms.join(room_id, ANNA)
    assert await post.deliver() == 1
    assert post.rooms.sent[0][1] == {ANNA}, "and only who is on the roster is a recipient"


async def test_a_room_the_bot_does_not_see_yet_waits_without_counting_a_try(post: Post) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a")
    del post.rooms.joined[room_id]
    assert await post.deliver() == 0
    async with post.stage.database.work() as work:
        assert [head.tries for head in await work.outbox.heads(NOW)] == [0]


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (HomeserverBusyError(7.5), timedelta(seconds=7.5)),
        (HomeserverDownError("away"), timedelta(seconds=1)),
        (HomeserverRefusedError("M_FORBIDDEN", 403), timedelta(seconds=5)),
        (NotEncryptedError("plain"), timedelta(seconds=5)),
    ],
)
async def test_what_failed_is_kept_and_tried_again_after_its_pause(
    post: Post, error: HomeserverError, pause: timedelta
) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a", "b")
    post.rooms.join(room_id, ANNA)
    post.rooms.trouble["send"] = [error]
    assert await post.deliver() == 0
    post.stage.now = NOW + pause - timedelta(milliseconds=1)
    assert await post.deliver() == 0
    assert post.sent == [], "what comes after it waits too: the order is kept"
    post.stage.now = NOW + pause
    assert await post.deliver() == 1
    assert post.sent == ["a"]


async def test_pauses_double_but_not_for_ever(post: Post) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a")
    post.rooms.join(room_id, ANNA)
    tries = 13
    post.rooms.trouble["send"] = [HomeserverDownError("away") for _ in range(tries)]
    for number in range(tries):
        assert await post.deliver() == 0
        assert len(post.rooms.trouble["send"]) == tries - number - 1
        post.stage.now += min(timedelta(seconds=2**number), LONGEST_AWAY) - timedelta(milliseconds=1)
        await post.deliver()
        assert len(post.rooms.trouble["send"]) == tries - number - 1, "not a moment too early"
        post.stage.now += timedelta(milliseconds=1)
    assert await post.deliver() == 1


async def test_trouble_in_one_room_leaves_the_others_alone(post: Post) -> None:
    case = await post.promise(Place.CASE, post.stage.code, "in the case")
    direct = await post.promise(Place.DIRECT, BAS, "to Bas")
    post.rooms.join(case, ANNA)
    post.rooms.join(direct, BAS)
    post.rooms.trouble["send"] = [HomeserverDownError("away")]
    assert await post.deliver() == 1
    post.stage.now = NOW + timedelta(seconds=1)
    assert await post.deliver() == 1
    assert sorted(post.sent) == ["in the case", "to Bas"]


async def test_what_was_sent_is_not_kept(post: Post) -> None:
    room_id = await post.promise(Place.CASE, post.stage.code, "a")
    post.rooms.join(room_id, ANNA)
    await post.deliver()
    async with post.stage.database.work() as work:
        assert await work.outbox.unsent() == 0
