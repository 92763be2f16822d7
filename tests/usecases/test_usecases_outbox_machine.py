"""Whatever happens between bot and homeserver, in whatever order: everything is said once, and in order.

The homeserver here forgets a transaction id after a day, and knows those of another device not at all; the bot is
stopped at any moment, also between the homeserver's taking a message and its own writing that down.
"""

import asyncio
from datetime import datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.people import Place
from bot.domain.trust import TrustMode
from bot.ports import (
    ALWAYS,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    Message,
    Outgoing,
    Readers,
)
from bot.usecases.deliver import Delivery
from tests.commands.stage import ANNA, BAS, NOW, Stage
from tests.fake_rooms import FakeRooms

TROUBLE = st.sampled_from(
    [
        HomeserverDownError("away"),
        HomeserverBusyError(90.0),
        HomeserverRefusedError("M_FORBIDDEN", 403),
        HomeserverRefusedError("M_UNKNOWN", 400),
    ]
)


class KilledError(BaseException):
    """As SIGKILL: nothing catches it."""


class ForgetfulRooms(FakeRooms):
    """Knows the transaction ids of the last day, of this device. May lose its answer, or take the bot with it."""

    clock: datetime = NOW
    device = 1
    lose_answer = False
    kill = False

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, str, int], datetime] = {}

    async def send(self, room_id: str, readers: Readers, outgoing: Outgoing) -> str:
        del readers
        self._note("send", outgoing.id)
        key = (room_id, outgoing.id, self.device)
        if key not in self.known or self.known[key] < self.clock - timedelta(hours=24):
            self.known[key] = self.clock
            self.sent.append((room_id, frozenset({ANNA}), outgoing))
        if self.kill:
            self.kill = False
            raise KilledError
        if self.lose_answer:
            self.lose_answer = False
            raise HomeserverDownError("the answer was lost")
        return f"$event-{outgoing.id}"


class OutboxMachine(RuleBasedStateMachine):
    """Two rooms, a bot that sends, and everything that can go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.rooms = ForgetfulRooms()
        self.since = ALWAYS
        self.promised: dict[str, list[str]] = {}
        self.places: dict[str, tuple[str, str | None]] = {}
        self.count = 0
        self.runner.run(self._set_up())

    async def _set_up(self) -> None:
        self.stage = await Stage().set_up()
        await self.stage.read()
        for place, subject, who in ((Place.CASE, self.stage.code, ANNA), (Place.DIRECT, BAS, BAS)):
            room_id = await self.stage.room_id(place, subject)
            self.rooms.joined[room_id] = {self.rooms.user_id, who}
            self.rooms.invited[room_id], self.rooms.declined[room_id] = set(), set()
            async with self.stage.database.work() as work:
                room = await work.rooms.by_id(room_id)
            assert room is not None
            self.places[room_id] = (room.wish, subject if place is Place.CASE else None)
            self.promised[room_id] = []
        self._start()

    def _start(self) -> None:
        stage = self.stage
        self.delivery = Delivery(
            stage.database.work, self.rooms, stage.speaker, stage.clock, TrustMode.CONFIRMED, self.since
        )

    def sent(self, room_id: str) -> list[str]:
        return [outgoing.id for room, _, outgoing in self.rooms.sent if room == room_id]

    @rule(which=st.integers(0, 1))
    def promise(self, which: int) -> None:
        """Something is to be said."""
        room_id = list(self.places)[which]
        wish, case = self.places[room_id]
        self.count += 1
        id_ = f"m{self.count}"

        async def add() -> None:
            async with self.stage.database.work() as work:
                await work.outbox.add(Outgoing(id_, wish, case, Message(id_, id_), self.stage.now))
                await work.commit()

        self.runner.run(add())
        self.promised[room_id].append(id_)

    @rule()
    def deliver(self) -> None:
        """A round; whatever the plan was, the bot may be killed in it and starts again."""
        try:
            self.runner.run(self.delivery.round())
        except KilledError:
            self._start()

    @rule(minutes=st.sampled_from([1, 10, 600, 1_100, 1_300, 3_000]))
    def wait(self, minutes: int) -> None:
        """Time passes."""
        self.stage.now += timedelta(minutes=minutes)
        self.rooms.clock = self.stage.now

    @rule()
    def restore(self) -> None:
        """The bot comes back with another device, as after a lost disk."""
        self.rooms.device += 1
        self.since = self.stage.now
        self._start()

    @rule(error=TROUBLE, method=st.sampled_from(["send", "find_sent"]), times=st.integers(1, 2))
    def trouble(self, error: HomeserverError, method: str, times: int) -> None:
        """The homeserver says no a few times."""
        self.rooms.trouble[method] = [error] * times

    @precondition(lambda self: not self.rooms.lose_answer)
    @rule()
    def lose_the_next_answer(self) -> None:
        """The homeserver will have it, and we shall not know."""
        self.rooms.lose_answer = True

    @precondition(lambda self: not self.rooms.kill)
    @rule()
    def kill_after_the_next_send(self) -> None:
        """The homeserver will have it, and we shall be dead."""
        self.rooms.kill = True

    @invariant()
    def nothing_twice_and_in_order(self) -> None:
        """What was sent is how the promises begin."""
        for room_id, promised in self.promised.items():
            sent = self.sent(room_id)
            assert sent == promised[: len(sent)]

    def teardown(self) -> None:
        """When all is well again, everything goes."""
        self.rooms.trouble.clear()
        self.rooms.lose_answer = self.rooms.kill = False
        for _ in range(60):
            self.wait(10)
            self.runner.run(self.delivery.all())
        try:
            assert {room_id: self.sent(room_id) for room_id in self.promised} == self.promised
        finally:
            self.runner.close()


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = settings(
    max_examples=settings.default.max_examples // 2 if settings.default else 50,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
