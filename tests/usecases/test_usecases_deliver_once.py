"""Nothing lost, nothing twice: what cannot be recognised is looked for, what cannot be sent is set aside."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.people import Place
from bot.domain.trust import TrustMode
from bot.ports import DamagedError, HomeserverDownError, HomeserverRefusedError, Message, Outgoing, StorageDownError
from bot.usecases.deliver import MOST_TRIES, REMEMBERED, Delivery
from bot.usecases.notices import MessageMissing, MessageSetAside
from tests.commands.stage import ANNA, FRITS, Stage
from tests.fake_rooms import FakeRooms
from tests.usecases.scene import delivery


class Post:
    """The case room with Anna in it, the administrators' room with Frits, and a homeserver."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rooms = FakeRooms()
        self.delivery = delivery(stage, self.rooms)
        self.case = self.admin = ""

    async def set_up(self) -> "Post":
        await self.stage.read()
        self.case = await self.stage.room_id(Place.CASE, self.stage.code)
        self.admin = await self.stage.room_id(Place.ADMIN, "")
        for room_id, who in ((self.case, ANNA), (self.admin, FRITS)):
            self.rooms.joined[room_id] = {self.rooms.user_id, who}
            self.rooms.invited[room_id], self.rooms.declined[room_id] = set(), set()
        return self

    def from_device_since(self, since: datetime) -> None:
        """As after a restart, perhaps with another device."""
        stage = self.stage
        self.delivery = Delivery(
            stage.database.work, self.rooms, stage.speaker, stage.clock, TrustMode.CONFIRMED, since
        )

    async def promise(self, *ids: str, place: Place = Place.CASE) -> None:
        subject = self.stage.code if place is Place.CASE else ""
        async with self.stage.database.work() as work:
            room = await work.rooms.find(place, subject)
            assert room is not None
            for id_ in ids:
                case = subject if place is Place.CASE else None
                await work.outbox.add(Outgoing(id_, room.wish, case, Message(id_, id_), self.stage.now))
            await work.commit()

    async def send_and_crash(self, id_: str) -> None:
        """The homeserver has it; the bot stopped before it wrote that down."""
        async with self.stage.database.work() as work:
            outgoing = await work.outbox.read(id_)

        async def readers() -> dict[str, str | None]:
            return {ANNA: "A" * 43}

        await self.rooms.send(self.case, readers, outgoing)

    def sent(self, room_id: str = "") -> list[str]:
        return [outgoing.id for room, _, outgoing in self.rooms.sent if room == (room_id or self.case)]

    def looked(self) -> list[str]:
        return [about for method, about in self.rooms.calls if method == "find_sent"]

    async def unsent(self) -> int:
        async with self.stage.database.work() as work:
            return await work.outbox.unsent()

    async def aside(self) -> list[tuple[str, str]]:
        async with self.stage.database.work() as work:
            return [(each.id, each.why) for each in await work.outbox.aside()]

    def told(self, kind: type) -> int:
        return sum(isinstance(value, kind) for value, _ in self.stage.plain.rendered)


@pytest.fixture
async def post(stage: Stage) -> Post:
    return await Post(stage).set_up()


async def test_the_homeserver_remembers_what_is_young_and_no_question_is_asked(post: Post) -> None:
    await post.promise("a", "b")
    await post.send_and_crash("a")
    post.stage.now += REMEMBERED
    await post.delivery.all()
    assert (post.sent(), post.looked()) == (["a", "b"], [])


async def test_what_may_have_been_tried_long_ago_is_looked_for_first(post: Post) -> None:
    await post.promise("a", "b")
    await post.send_and_crash("a")
    post.stage.now += REMEMBERED + timedelta(microseconds=1)
    post.rooms.forgets = True
    await post.delivery.all()
    assert (post.sent(), post.looked()) == (["a", "b"], ["a", "b"])
    assert await post.unsent() == 0


async def test_what_another_device_may_have_tried_is_looked_for_first(post: Post) -> None:
    await post.promise("a")
    await post.send_and_crash("a")
    post.rooms.forgets = True
    post.stage.now += timedelta(minutes=1)
    post.from_device_since(post.stage.now)
    post.stage.now += timedelta(hours=2)  # whatever the two machines' clocks say
    await post.promise("b")
    await post.delivery.all()
    assert (post.sent(), post.looked()) == (["a", "b"], ["a"])


async def test_as_long_as_it_cannot_be_looked_for_it_is_not_sent(post: Post) -> None:
    await post.promise("a")
    await post.send_and_crash("a")
    post.rooms.forgets = True
    post.stage.now += timedelta(days=2)
    post.rooms.trouble["find_sent"] = [HomeserverDownError("away")] * 3
    for _ in range(5):
        await post.delivery.all()
        post.stage.now += timedelta(minutes=1)
    assert (post.sent(), await post.unsent()) == (["a"], 0)


# --- what cannot be sent ---


class PoisonRooms(FakeRooms):
    """Refuses these messages for ever."""

    poison: dict[str, Exception]

    def _note(self, method: str, about: str) -> None:
        super()._note(method, about)
        if method == "send" and about in self.poison:
            raise self.poison[about]


async def poisoned(post: Post, poison: dict[str, Exception], hours: int = 2) -> None:
    post.rooms.__class__ = PoisonRooms
    post.rooms.poison = poison  # type: ignore[attr-defined]
    for _ in range(hours * 12):
        await post.delivery.all()
        post.stage.now += timedelta(minutes=5)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (HomeserverRefusedError("M_TOO_LARGE", 413), "M_TOO_LARGE"),
        (HomeserverRefusedError("M_BAD_JSON", 400), "M_BAD_JSON"),
        (ValueError("Gijsbrecht"), "ValueError"),
    ],
)
async def test_poison_is_set_aside_with_an_alert_and_the_room_goes_on(
    post: Post, error: Exception, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    await post.promise("a", "b", "c")
    await poisoned(post, {"a": error})
    assert post.sent()[:2] == ["b", "c"]
    assert [about for method, about in post.rooms.calls if method == "send"].count("a") == MOST_TRIES
    assert await post.aside() == [("a", why)]
    assert (post.told(MessageMissing), post.told(MessageSetAside)) == (1, 1)
    assert len(post.sent(post.admin)) == 1
    assert "Gijsbrecht" not in caplog.text


async def test_a_homeserver_that_was_away_all_night_makes_no_message_poison(post: Post) -> None:
    await post.promise("a")
    post.rooms.trouble["send"] = [HomeserverDownError("away")] * MOST_TRIES
    post.rooms.trouble["send"].append(HomeserverRefusedError("M_UNKNOWN", 400))
    await poisoned(post, {})
    assert (post.sent(), await post.aside()) == (["a"], [])


@pytest.mark.parametrize("status", [401, 403, 404, 429])
async def test_what_is_no_fault_of_the_message_is_tried_for_ever(post: Post, status: int) -> None:
    await post.promise("a", "b")
    await poisoned(post, {"a": HomeserverRefusedError("M_FORBIDDEN", status)}, hours=48)
    assert (post.sent(), await post.aside(), await post.unsent()) == ([], [], 2)


async def test_storage_that_is_away_is_no_fault_of_the_message(post: Post) -> None:
    await post.promise("a")
    post.rooms.__class__ = PoisonRooms
    post.rooms.poison = {"a": StorageDownError("the disk is full")}  # type: ignore[attr-defined]
    for _ in range(MOST_TRIES + 1):
        with pytest.raises(StorageDownError):
            await post.delivery.all()
    assert await post.aside() == []
    assert await post.unsent() == 1


async def test_the_alert_comes_once_a_day_per_room(post: Post) -> None:
    refused = HomeserverRefusedError("M_TOO_LARGE", 413)
    await post.promise("a", "b", "c")
    await poisoned(post, {"a": refused, "b": refused, "c": refused})
    assert len(await post.aside()) == 3
    assert (post.told(MessageMissing), post.told(MessageSetAside)) == (1, 1)


async def test_when_the_alert_itself_is_poison_the_administrators_hear_it_in_their_own_chat(post: Post) -> None:
    refused = HomeserverRefusedError("M_TOO_LARGE", 413)
    await post.promise("alarm", place=Place.ADMIN)
    await poisoned(post, {"alarm": refused})
    said = [(said.place, type(said.value)) for said in await post.stage.read()]
    assert (Place.DIRECT, MessageSetAside) in said


async def test_if_everything_is_refused_the_alerts_do_not_multiply(post: Post) -> None:
    post.rooms.trouble["send"] = [HomeserverRefusedError("M_TOO_LARGE", 413)] * 10_000
    await post.promise(*"abcdef")
    for _ in range(300):
        await post.delivery.all()
        post.stage.now += timedelta(minutes=5)
    assert post.told(MessageSetAside) + post.told(MessageMissing) < 12


async def test_a_damaged_message_is_set_aside_at_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    await post.promise("a", "b")
    from bot.storage.memory_rooms import MemoryOutbox

    honest = MemoryOutbox.read

    async def read(self: MemoryOutbox, id_: str) -> Outgoing:
        if id_ == "a":
            raise DamagedError
        return await honest(self, id_)

    monkeypatch.setattr(MemoryOutbox, "read", read)
    await post.delivery.all()
    assert post.sent()[0] == "b"
    assert await post.aside() == [("a", "damaged")]


async def test_what_was_set_aside_goes_when_it_is_taken_back(post: Post) -> None:
    await post.promise("a")
    await poisoned(post, {"a": HomeserverRefusedError("M_TOO_LARGE", 413)})
    async with post.stage.database.work() as work:
        await work.outbox.take_back("a")
        outgoing = await work.outbox.read("a")
        await work.commit()
    assert outgoing == replace(outgoing, id="a", tries=0)
    post.rooms.poison = {}  # type: ignore[attr-defined]
    await post.delivery.all()
    assert post.sent()[-1] == "a"
