"""Whatever people do by hand and however often the bot is killed: rooms become what the rosters say.

At every moment nobody is let in who is not on the roster; when all is well again, every room that nobody deleted holds
its roster, less who left of their own accord, and every wish is one room.
"""

import asyncio
import contextlib
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.domain.people import UserId
from bot.domain.rooms import Room, RoomId
from bot.ports import HomeserverDownError, HomeserverError, HomeserverRefusedError
from bot.usecases.membership import Membership, renew_rooms
from bot.usecases.open_case import ensure_rooms
from bot.usecases.rosters import all_rosters
from tests.commands.stage import DIRECTORY, STRANGER
from tests.enrolled import enrol
from tests.usecases.killed import KilledError, survives
from tests.usecases.scene import Scene, new_scene

PEOPLE = [person.user_id for person in DIRECTORY.people]
TROUBLE = st.sampled_from([HomeserverDownError("away"), HomeserverRefusedError("M_FORBIDDEN", 403)])
METHODS = st.sampled_from(["create", "invite", "remove", "exists", "lost"])


class MembershipMachine(RuleBasedStateMachine):
    """An installation with a few cases, and everything that can happen to its rooms."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.scene: Scene = self.runner.run(new_scene(everything=True))
        self.cases = 1
        self.let_in: list[tuple[RoomId, UserId]] = []
        self.kill_in = 0
        honest = self.scene.rooms._note

        def note(method: str, about: str) -> None:
            honest(method, about)
            if self.kill_in and method in {"create", "invite", "remove"}:
                self.kill_in -= 1
                if not self.kill_in:
                    raise KilledError

        self.scene.rooms._note = note  # type: ignore[method-assign]

    def _rosters(self) -> list[tuple[Room, frozenset[UserId]]]:
        async def read() -> list[tuple[Room, frozenset[UserId]]]:
            async with self.scene.stage.database.work() as work:
                return await all_rosters(work)

        return self.runner.run(read())

    def _made(self, number: int) -> RoomId | None:
        rooms = list(self.scene.rooms.joined)
        return rooms[number % len(rooms)] if rooms else None

    def _restart(self) -> None:
        stage = self.scene.stage
        self.scene.membership = Membership(stage.database.work, self.scene.rooms, stage.speaker, stage.clock)

    @rule()
    def reconcile(self) -> None:
        """The bot compares and corrects; it may be killed in the middle."""
        if not survives(self.runner, self.scene.membership.reconcile()):
            self._restart()

    @rule()
    def look_for_lost(self) -> None:
        """The bot looks for rooms that are gone."""
        with contextlib.suppress(HomeserverError):
            self.runner.run(self.scene.membership.look_for_lost())

    @rule(after=st.integers(1, 6))
    def kill_soon(self, after: int) -> None:
        """The plug is pulled at the n-th thing it does on the homeserver."""
        self.kill_in = after

    @rule(known=st.sets(st.sampled_from(PEOPLE)))
    def load_directory(self, known: set[UserId]) -> None:
        """An administrator loads another directory."""

        async def load() -> None:
            scene = self.scene
            async with scene.stage.database.work() as work:
                people = tuple(person for person in DIRECTORY.people if person.user_id in known)
                await enrol(work, replace(DIRECTORY, people=people))
                await ensure_rooms(work, scene.stage.speaker, scene.stage.now)
                await work.commit()

        self.runner.run(load())

    @rule()
    def open_case(self) -> None:
        """An intake is handed in."""
        self.cases += 1
        self.load_directory(set(PEOPLE))
        self.runner.run(self.scene.open_case(str(self.cases)))

    @rule(number=st.integers(0, 30), who=st.sampled_from([*PEOPLE, STRANGER]))
    def join(self, number: int, who: UserId) -> None:
        """Somebody accepts, or gets in by hand."""
        if (room_id := self._made(number)) is not None:
            self.scene.rooms.join(room_id, who)
            self.scene.rooms.declined[room_id].discard(who)

    @rule(number=st.integers(0, 30), who=st.sampled_from(PEOPLE), own=st.booleans())
    def go(self, number: int, who: UserId, own: bool) -> None:
        """Somebody leaves or declines, or is put out by hand."""
        room_id = self._made(number)
        if room_id is None or who not in self.scene.rooms.joined[room_id] | self.scene.rooms.invited[room_id]:
            return
        self.scene.rooms.leave(room_id, who)
        if not own:
            self.scene.rooms.declined[room_id].discard(who)

    @rule(number=st.integers(0, 30))
    def delete(self, number: int) -> None:
        """Somebody deletes a room on the server."""
        if (room_id := self._made(number)) is not None:
            self.scene.rooms.delete(room_id)

    @rule()
    def renew(self) -> None:
        """An administrator has the lost rooms made again."""

        async def again() -> None:
            async with self.scene.stage.database.work() as work:
                if any(room.gone for room in await work.rooms.all()):
                    await renew_rooms(work, "")
                    await work.commit()

        self.runner.run(again())

    @rule(error=TROUBLE, method=METHODS, times=st.integers(1, 4))
    def trouble(self, error: HomeserverError, method: str, times: int) -> None:
        """The homeserver says no a few times."""
        self.scene.rooms.trouble[method] = [error] * times

    @invariant()
    def the_bot_lets_nobody_in_who_does_not_belong(self) -> None:
        """Whom the bot invited was on the roster then; what the directory says later is for the reconciliation."""
        seen, self.scene.rooms.seen = self.scene.rooms.seen, []
        rosters = {room.room_id or f"!{room.wish}": roster for room, roster in self._rosters()}
        for verb, room_id, who in seen:
            if verb == "invite" and room_id in rosters:
                assert who in rosters[room_id]

    @invariant()
    def a_wish_is_one_room(self) -> None:
        """No room is made twice."""
        living = [room_id for room_id in self.scene.rooms.wishes.values() if room_id in self.scene.rooms.joined]
        assert sorted(living) == sorted(self.scene.rooms.joined)

    def teardown(self) -> None:
        """When all is well again, every room is what its roster says."""
        self.scene.rooms.trouble.clear()
        self.kill_in = 0
        self._restart()
        for _ in range(2):
            self.look_for_lost()
            self.renew()
            self.reconcile()
        try:
            me = self.scene.rooms.user_id
            for room, roster in self._rosters():
                assert room.room_id in self.scene.rooms.joined
                there = self.scene.rooms.joined[room.room_id] | self.scene.rooms.invited[room.room_id]
                assert there == (roster - self.scene.rooms.declined[room.room_id]) | {me}
        finally:
            self.runner.close()


TestMembership = MembershipMachine.TestCase
TestMembership.settings = settings(stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
