"""A crowd: professionals of seven organisations in two regions, who come, move, take over and go while cases run.

What must hold all the time is watched from outside: who is in a room according to the homeserver, against who may be
there according to the database.
"""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.demo.people import Professional
from bot.demo.stage import Ran, Stage
from bot.domain.people import Place, UserId
from bot.domain.rooms import RoomId
from bot.settings import load_settings
from bot.usecases.rosters import all_rosters
from bot.wiring import House, open_house
from tests.here import here

REGIONS = {"DH": "Den Haag", "OB": "Oost-Brabant"}
ORGANISATIONS = ("Politie", "VT", "SHN", "CSG", "OM", "Perspectief", "GGD")
PERMANENT = ("Politie", "VT", "SHN", "CSG")
SUPPLY = ("VT", "SHN", "CSG")
ADMINS = ("beheer", "beheer2")
BACK = 90.0
TOLERATED = 15.0
"""Seconds in which somebody who may no longer be in a room must be out of it, on a busy machine."""
AT_ONCE = 10
LINES = 15
"""Commands in one message; the bot takes twenty."""


@dataclass(frozen=True)
class Worker:
    """Somebody of the crowd."""

    localpart: str
    name: str
    organisation: str
    region: str
    roles: tuple[str, ...]

    @property
    def user_id(self) -> UserId:
        return f"@{self.localpart}:regiekamer.test"


def workers(count: int) -> list[Worker]:
    """Make up so many people, spread evenly; the first two of the police are chairs, who may coordinate does."""
    made = []
    for number in range(count):
        organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
        region = tuple(REGIONS)[number // len(ORGANISATIONS) % 2]
        roles = ["professional"]
        if organisation in SUPPLY:
            roles.append("regiehouder")
        if organisation == "Politie":
            roles.append("voorzitter")
        name = f"{_first_name(number)} van {organisation}"
        made.append(Worker(f"mens{number:02}", name, organisation, region, tuple(roles)))
    return made


def _first_name(number: int) -> str:
    first = ("Ada", "Bo", "Cor", "Dina", "Ewout", "Fenna", "Gijs", "Hidde", "Ilse", "Jet")
    last = ("Akker", "Beek", "Duin", "Eik", "Gracht", "Heide", "Kade", "Linde")
    return f"{first[number % 10]} {last[number // 10]}"


@dataclass
class Watch:
    """What was seen of who is in the rooms of cases, of meetings and of the administrators."""

    looked: int = 0
    never: set[tuple[str, UserId]] = field(default_factory=set)
    """Who was in a room, and at no moment before might be."""
    stayed: dict[tuple[str, UserId], float] = field(default_factory=dict)
    """Who was still in a room, and how many seconds after that was over."""


class Crowd:
    """The stage with the crowd on it."""

    def __init__(self, stage: Stage, people: Sequence[Worker]) -> None:
        self.stage = stage
        self.workers = list(people)
        self.by_name = {worker.localpart: worker for worker in people}
        self.folder = stage.folder.parent
        self.typed: dict[str, int] = {}
        """Messages that each person typed."""
        self._numbers = itertools.count(1)

    # --- the administrators' side ---

    async def install(self, mdt_at: str = "23:59") -> None:
        """Set up, with a directory that holds the organisations and two administrators; everybody else is a list.

        The MDT of the day comes at its end: guests would come in by the hour at which the tests are run.
        """
        book, people = self.folder / "adresboek.toml", self.folder / "leden.csv"
        book.write_text(directory(mdt_at))
        people.write_text(listed(self.workers))
        await self.stage.make_accounts([*((w.localpart, w.name) for w in self.workers), *((a, a) for a in ADMINS)])
        self.stage.write_settings(book)
        with self.stage.settings.open("a") as settings:
            settings.write("\n[mdt]\nvertegenwoordigers_vooraf = 0\n")
        for words in (("setup",), ("adresboek",), ("leden", "invoeren", str(people), "--doe")):
            ran = await self.command(*words)
            assert ran.code == 0, ran.output
        await self.stage.start_bot()

    async def command(self, *words: str) -> Ran:
        """Carry out a command of the bot's own."""
        return await here(self.stage.settings, *words)

    async def admins_say(self, *commands: str) -> None:
        """Let both administrators type these commands, each in their own name."""
        for admin in ADMINS:
            for some in _chunks(commands):
                await self.say(admin, "Beheer", "\n".join(some))

    async def say(self, name: str, room: str, text: str) -> str:
        """Type something in a room with this name; give the id of the event."""
        person = self.person(name)
        self.typed[name] = self.typed.get(name, 0) + 1
        return await person.say(await person.wait_room(room, seconds=BACK), text)

    def person(self, name: str) -> Professional:
        return self.stage.people[name]

    # --- coming ---

    async def log_in(self, names: Iterable[str]) -> None:
        """Give these people a phone, a few at a time."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(name: str) -> None:
            async with gate:
                await self.stage.log_in([name])

        await asyncio.gather(*map(one, names))

    def firsts(self) -> dict[str, Worker]:
        """Give the first of each organisation."""
        found: dict[str, Worker] = {}
        for worker in self.workers:
            found.setdefault(worker.organisation, worker)
        return found

    async def come(self) -> None:
        """Everybody comes: the first of each organisation by two administrators, the others by that colleague."""
        await self.log_in([*ADMINS, *(worker.localpart for worker in self.workers)])
        firsts = self.firsts()
        await self.admins_say(*(f"!bevestig {first.user_id}" for first in firsts.values()))
        for first in firsts.values():
            await self.hears(first.localpart, "Regiekamer", "Je bent bevestigd")
        await asyncio.gather(*(self.say(worker.localpart, "Regiekamer", "!akkoord") for worker in self.workers))
        for organisation, first in firsts.items():
            others = [w for w in self.workers if w.organisation == organisation and w != first]
            for some in _chunks([f"!collega {worker.user_id} bevestig" for worker in others]):
                await self.say(first.localpart, "Regiekamer", "\n".join(some))
        for worker in self.workers:
            await self.hears(worker.localpart, "Regiekamer", "Je bent bevestigd")

    # --- cases ---

    async def open_case(self, region: str, parties: Sequence[str]) -> tuple[str, str]:
        """Hand in an intake; give the code and the words that only its people may read."""
        number = next(self._numbers)
        secret = f"geheim nummer {number} van deze casus"
        intake = {
            "id": f"{region}-{number}", "regio": region, "bron": "CSG", "melder": "slachtoffer",
            "slachtoffer": "vrouw, 27", "vorm": secret, "toestemming": dict.fromkeys(parties, "ja"),
        }  # fmt: skip
        file = self.folder / f"intake{number}.json"
        file.write_text(json.dumps(intake))
        ran = await self.command("intake", str(file))
        assert ran.code == 0, ran.output
        return ran.output.splitlines()[-1].partition(":")[0], secret

    def working_on(self, region: str, parties: Sequence[str]) -> list[str]:
        """List who works a case of this region with these parties."""
        return [w.localpart for w in self.workers if w.region == region and w.organisation in parties]

    async def hears(self, name: str, room: str, text: str, seconds: float = BACK) -> None:
        """Wait until somebody reads this in a room with this name."""
        person = self.person(name)
        await person.wait_text(text, room_id=await person.wait_room(room, seconds=seconds), seconds=seconds)

    # --- watching ---

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[Watch]:
        """Look all the time at who is where."""
        watch = Watch()
        async with open_house(load_settings(self.stage.settings)) as house:
            task = asyncio.create_task(self._watch(house, watch))
            try:
                yield watch
                assert not task.done(), task.exception()
            finally:
                task.cancel()
                await asyncio.wait({task})

    async def _watch(self, house: House, watch: Watch) -> None:
        last: dict[tuple[RoomId, UserId], float] = {}  # when somebody might be in a room for the last time
        while True:
            for room_id, (name, before) in (await _rosters(house)).items():
                last.update(dict.fromkeys(((room_id, user) for user in before), time.monotonic()))
                here = await self._members(room_id)
                now = time.monotonic()
                after = (await _rosters(house)).get(room_id, (name, frozenset()))[1]
                last.update(dict.fromkeys(((room_id, user) for user in after), now))
                for user in here - before - after:
                    if (room_id, user) not in last:
                        watch.never.add((name, user))
                    elif (late := now - last[room_id, user]) > watch.stayed.get((name, user), 0.0):
                        watch.stayed[name, user] = late
            watch.looked += 1
            await asyncio.sleep(0.2)

    async def _members(self, room_id: RoomId) -> frozenset[UserId]:
        token = (self.stage.folder / "geheim" / "toegang").read_text().strip()
        where = f"/_matrix/client/v3/rooms/{room_id}/members?not_membership=leave"
        chunk = (await self.stage.homeserver.call("GET", where, token=token))["chunk"]
        return frozenset(event["state_key"] for event in chunk) - {f"@regiekamer:{self.stage.homeserver.server_name}"}

    async def in_line(self, seconds: float = BACK) -> None:
        """Wait until everybody who may be somewhere is there, and nobody else. Raises `TimeoutError`."""
        async with open_house(load_settings(self.stage.settings)) as house, asyncio.timeout(seconds):
            while not await self._all_in_line(house):
                await asyncio.sleep(0.3)

    async def _all_in_line(self, house: House) -> bool:
        rosters = await _rosters(house)
        return all([await self._members(room_id) == roster for room_id, (_, roster) in rosters.items()])


async def _rosters(house: House) -> dict[RoomId, tuple[str, frozenset[UserId]]]:
    """Give who may be in each room, but for direct chats: those have one person each and are many."""
    async with house.database.work() as work:
        return {
            room.room_id: (f"{room.place} {room.subject}", roster)
            for room, roster in await all_rosters(work)
            if room.room_id is not None and room.place is not Place.DIRECT
        }


def directory(mdt_at: str) -> str:
    regions = "".join(
        f'[[regio]]\ncode = "{code}"\nnaam = "{name}"\nmdt_tijd = "{mdt_at}"\n' for code, name in REGIONS.items()
    )
    parties = "".join(
        f'[[organisatie]]\nsleutel = "{key}"\nnaam = "Organisatie {key}"\n'
        f"mdt = {str(key in PERMANENT).lower()}\nregie = {str(key in SUPPLY).lower()}\n"
        for key in ORGANISATIONS
    )
    admins = "".join(
        f'[[persoon]]\nmatrix = "@{name}:regiekamer.test"\nnaam = "Mens {name}"\norganisatie = "CSG"\n'
        f'regios = []\nrollen = ["beheerder"]\n'
        for name in ADMINS
    )
    return regions + parties + admins


def listed(people: Iterable[Worker]) -> str:
    rows = (f"{w.user_id};{w.name};{w.organisation};{w.region};{' '.join(w.roles)};nl" for w in people)
    return "\n".join(["matrix;naam;organisatie;regios;rollen;taal", *rows, ""])


def _chunks(commands: Sequence[str]) -> list[Sequence[str]]:
    return [commands[start : start + LINES] for start in range(0, len(commands), LINES)]


@asynccontextmanager
async def open_crowd(folder: Path, count: int) -> AsyncIterator[Crowd]:
    """Set everything up for so many people; nobody has come yet."""
    async with Stage(folder / "stage") as stage:
        crowd = Crowd(stage, workers(count))
        await crowd.install()
        yield crowd
