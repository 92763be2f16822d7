"""People who go on typing commands with effects that can be counted, whatever becomes of the bot."""

import asyncio
from random import Random

from tests.crash.model import AREAS, CaseModel
from tests.crash.town import LATE, NAMES, PEOPLE, Town

REST = (0.3, 1.3)
"""Seconds between two messages of one person."""


class Workload:
    """What was said, by event id, and what each case must have come to."""

    def __init__(self, town: Town, random: Random) -> None:
        self.town = town
        self.said: dict[str, tuple[str, str, str]] = {}
        self.codes: list[str] = []
        self.rest = REST
        self.most = 0
        """How many commands are given in all; more at every kill, so that a slow machine gets no flood."""
        self.new_keys = 0.15
        """How often a message comes with a new room key, as it does when devices or members change."""
        self._random = random
        self._numbers = 0
        self._agreed: dict[str, int] = {}
        for code in town.rooms:
            self._begin(code)

    @property
    def commands(self) -> int:
        """How many commands were given; a message may hold more than one."""
        return sum(text.count("!") for _, _, text in self.said.values())

    def models(self) -> dict[str, CaseModel]:
        """Give the cases in which nothing was said yet."""
        return {code: CaseModel(code, NAMES, decides=code == self.town.up) for code in self.codes}

    def _begin(self, code: str) -> None:
        self.codes.append(code)
        self._agreed[code] = 0

    async def open_case(self) -> None:
        """Hand in an intake; people begin to type in its room as they come in."""
        self._begin(await self.town.hand_in())

    async def keep_talking(self, name: str) -> None:
        """Type, rest and type again, in whatever room this person is in, until cancelled."""
        while True:
            if self.commands < self.most:
                await self.say(name)
            await asyncio.sleep(self._random.uniform(*self.rest))

    async def say(self, name: str, code: str | None = None) -> None:
        """Type one message in one of the rooms."""
        person, random = self.town.stage.people[name], self._random
        rooms = {known: room_id for known in self.codes if (room_id := person.room_named(known)) is not None}
        if not rooms:
            return
        code = code or random.choice(sorted(rooms))
        text = "\n".join(self._command(code) for _ in range(random.choice((1, 1, 1, 1, 2))))
        if random.random() < self.new_keys:
            person.client.invalidate_outbound_session(rooms[code])
        # What is on its way is seen through when the talking ends: nobody may say what was not written down.
        sending = asyncio.ensure_future(person.say(rooms[code], text))
        try:
            event_id = await asyncio.shield(sending)
        except asyncio.CancelledError:
            self.said[await sending] = (name, code, text)
            raise
        self.said[event_id] = (name, code, text)

    def _command(self, code: str) -> str:
        random, agreed = self._random, self._agreed
        self._numbers += 1
        match random.choices(("actie", "klaar", "besluit", "regie"), (5, 3, 1, 1))[0]:
            case "klaar" if agreed[code]:
                return f"!klaar A{random.randint(1, agreed[code])}"
            case "besluit":
                return f"!besluit {random.choice(AREAS)}: uitkomst {self._numbers} van deze proef"
            case "regie":
                return "!regie ik"
        agreed[code] += 1
        here = [name for name in PEOPLE if name != LATE]
        return f"!actie {random.choice(here)} vandaag: terugbellen over nummer {self._numbers} van deze proef"
