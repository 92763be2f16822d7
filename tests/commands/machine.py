"""What the state machines of people who come, go and lead share: a region of their own, two cases, and typing."""

import asyncio
from dataclasses import replace
from typing import ClassVar

from hypothesis.stateful import RuleBasedStateMachine, initialize

from bot.domain.case import CaseCode
from bot.domain.duty import Duty
from bot.domain.people import Directory, Person, Place, Role, UserId
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_going import LeavingAhead
from tests.commands.stage import DIRECTORY, Said, Stage
from tests.enrolled import enrol


def professional(name: str, organisation: str, *roles: Role) -> Person:
    """Somebody of the region DH with these roles besides."""
    named = frozenset({Role.PROFESSIONAL, *roles})
    return Person(f"@{name}:regiekamer.test", name.title(), organisation, frozenset({"DH"}), named)


def administrator(name: str) -> Person:
    return Person(f"@{name}:regiekamer.test", name.title(), "beheer", frozenset(), frozenset({Role.ADMIN}))


def directory_of(*people: Person) -> Directory:
    """The organisations of the stage with these people only."""
    return replace(DIRECTORY, people=people)


class Machine(RuleBasedStateMachine):
    """Types what people could type into a bot that has two cases; `directory` is who there is at the start."""

    directory: ClassVar[Directory]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stage = Stage()
        self.codes: list[CaseCode] = []

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def begin(self) -> None:
        self.loop.run_until_complete(self._begin())

    async def _begin(self) -> None:
        await self.enrol_all()
        self.codes = [await self.stage.new_case(reference) for reference in ("1", "2")]
        await self.stage.read()

    async def enrol_all(self) -> None:
        """Let everybody be there (again), admitted and with a room of their own."""
        async with self.stage.database.work() as work:
            await enrol(work, self.directory)
            await ensure_rooms(work, self.stage.speaker, self.stage.now)
            await work.commit()

    def type(self, who: UserId, place: Place, subject: str, text: str) -> list[object]:
        """Type a line; give what was said on it."""
        return self.heard(self.loop.run_until_complete(self.stage.post(who, text, place, subject)))

    def heard(self, said: list[Said]) -> list[object]:
        """Give the values of what was said; a machine that remembers some of them does so here."""
        return [each.value for each in said]

    def out_of_service(self, admin: UserId, who: UserId, *more: UserId) -> list[LeavingAhead]:
        """Have an administrator take somebody out of service, with what stands behind it; give what was shown first."""
        line = " ".join(("!uitdienst", who, *more))
        shown = [value for value in self.type(admin, Place.ADMIN, "", line) if isinstance(value, LeavingAhead)]
        for each in shown:
            self.type(admin, Place.ADMIN, "", each.command)
        return shown

    def put_on_rota(self, organisation: str, users: list[UserId], weekday: int) -> None:
        self.loop.run_until_complete(self._rota(organisation, users, weekday))

    async def _rota(self, organisation: str, users: list[UserId], weekday: int) -> None:
        async with self.stage.database.work() as work:
            lines = [Duty("DH", organisation, user, weekday=weekday, turn=turn) for turn, user in enumerate(users)]
            await work.duties.replace("DH", organisation, lines)
            await work.commit()
