"""A week of eight professionals in real clients, at speed: the rules of the quarter, counted from what they decrypted.

The clock of the bot's process stands still while it works, and goes from moment to moment. Two days by default.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.demo.people import Message
from bot.domain.people import Place
from bot.settings import load_settings
from bot.wiring import House, open_house
from tests.end_to_end.clockstage import ClockCrowd, ClockStage
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.crowd import ADMINS, Worker
from tests.enrolled import enrol_all
from tests.quarter.heard import AMSTERDAM, Heard, Kind
from tests.quarter.people import PROFESSIONALS, user
from tests.quarter.play import Record
from tests.quarter.rules import RULES, in_order
from tests.quarter.script import Ledger
from tests.quarter.world import Photo, photo_of

MONDAY = date(2026, 12, 7)
TEAM = ("carla", "piet", "anna", "vic", "bas", "cees", "saar", "sem")
PARTIES = {"politie": "Politie", "vt": "VT", "csg": "CSG", "shn": "SHN"}
KEEPERS = ("anna", "bas", "saar", "anna", "cees", "")
"""Who leads each of the six cases; nobody the last."""
OWNERS = ("vic", "piet", "cees", "bas", "saar", "vic")
SETTLES = 1.6
"""Seconds in which every tick that looks at the clock came."""


class Week:
    """The bot's clock, and what everybody read at which moment of it."""

    def __init__(self, crowd: ClockCrowd, clock: Path, house: House) -> None:
        self.crowd = crowd
        self.codes: list[str] = []
        self.secrets: list[str] = []
        self.heard: list[Heard] = []
        self.photos: list[Photo] = []
        self.ledger = Ledger()
        self._clock = clock
        self._house = house
        self._now = datetime.combine(MONDAY, time(9, 30), AMSTERDAM)
        self._seen: set[str] = set()
        self._typed: set[str] = set()
        self._marks = itertools.count(1)

    async def at(self, day: int, clock: str) -> None:
        """Let it be this moment, and wait until the bot said what it has to say."""
        self._now = datetime.combine(MONDAY + timedelta(days=day), time.fromisoformat(clock), AMSTERDAM)
        self.photos.append(await self.photo())
        self._clock.write_text(self._now.astimezone(UTC).isoformat())
        await self.settle()

    async def photo(self) -> Photo:
        async with self._house.database.work() as work:
            return await photo_of(work, self.codes, self._now)

    async def settle(self) -> None:
        await asyncio.sleep(SETTLES)
        async with asyncio.timeout(30):
            while await self._waiting():
                await asyncio.sleep(0.2)
        await asyncio.sleep(0.5)
        self._read()
        self._typed.clear()

    async def _waiting(self) -> bool:
        async with self._house.database.work() as work:
            return bool(await work.outbox.heads(self._now))

    def _read(self) -> None:
        """Take down what came since: once of each message, whoever else read it as well."""
        for name in TEAM:
            person = self.crowd.person(name)
            for message in person.messages():
                # What was said before somebody came is for others to read.
                if message.sender == BOT_ID and message.readable and message.event_id not in self._seen:
                    self._seen.add(message.event_id)
                    self.heard.append(self._heard(name, person.client.rooms[message.room_id].name or "", message))

    def _heard(self, name: str, room: str, message: Message) -> Heard:
        if room.startswith("DH-"):
            return Heard(self._now, Place.CASE, room, message.body)
        if room == "MDT DH":
            return Heard(self._now, Place.MDT, "DH", message.body)
        return Heard(self._now, Place.DIRECT, user(name), message.body, asked=name in self._typed)

    async def types(self, name: str, room: str, text: str) -> None:
        self._typed |= {name} if room == "Regiekamer" else set()
        await self.crowd.say(name, room, text)

    def mark(self, code: str) -> str:
        mark = f"merk{next(self._marks)}"
        self.ledger.marks[mark] = code
        return mark

    # --- what people do ---

    async def begin(self) -> None:
        """Six cases come in, with a regiehouder but for the last, and in each something is agreed for today."""
        self.photos.append(await self.photo())
        for _ in range(6):
            code, secret = await self.crowd.open_case("DH", tuple(PARTIES.values()))
            self.codes.append(code)
            self.secrets.append(secret)
        await self.settle()
        await self.types("bas", "Regiekamer", "!stil 19-9")
        await self.types("anna", "Regiekamer", "!taal en")
        for code, keeper, owner in zip(self.codes, KEEPERS, OWNERS, strict=True):
            for name in dict.fromkeys((keeper or owner, owner, "piet")):
                await self.crowd.person(name).wait_room(code, seconds=30)
            if keeper:
                await self.types(keeper, code, "!regie ik")
            await self.types("piet", code, f"!actie {user(owner)} {_on(0)}: iets doen {self.mark(code)}")
            self.ledger.agreed.add((code, 1))
        await self.settle()
        assert {(a.case, a.number) for a in (await self.photo()).actions} == self.ledger.agreed

    async def afternoon(self, day: int) -> None:
        """One thing is done each day; on the first days something is put off, and somebody goes away."""
        code, owner = self.codes[day], OWNERS[day]
        if day in {1, 3}:
            await self.types(owner, code, "!klaar A1")
            self.ledger.ended.add((code, 1))
        if day == 0:
            await self.types("bas", self.codes[3], f"!uitstel A1 {_on(1)}: {self.mark(self.codes[3])}")
            await self.types("saar", "Regiekamer", f"!later {self.codes[4]} A1 morgen")
            self.ledger.count("snoozed")
            await self.types("vic", "Regiekamer", f"!afwezig {_on(2)} t/m {_on(3)} @anna")
        await self.settle()

    async def lives(self, days: int) -> Record:
        """Live this many days from Monday."""
        await self.begin()
        for day in range(days):
            works = day < 5
            if day:
                for clock in ("07:30", "08:30", "09:00") if works else ("08:30",):
                    await self.at(day, clock)
            await self.at(day, "15:00")
            if works:
                await self.at(day, "16:00")
                await self.afternoon(day)
            await self.at(day, "21:30")
        last = MONDAY + timedelta(days=days - 1)
        return Record(self.heard, self.photos, self.ledger, MONDAY, last, end=await self.photo())


def _on(day: int) -> str:
    found = MONDAY + timedelta(days=day)
    return f"{found.day}-{found.month}"


def team() -> list[Worker]:
    roles: Mapping[str, tuple[str, ...]] = {
        p.user_id: tuple(sorted(role.value for role in p.roles)) for p in PROFESSIONALS
    }
    return [
        Worker(name, person.name, PARTIES[person.organisation], "DH", roles[person.user_id])
        for name in TEAM
        for person in PROFESSIONALS
        if person.user_id == user(name)
    ]


@asynccontextmanager
async def week(folder: Path) -> AsyncIterator[Week]:
    async with ClockStage(folder / "stage") as stage:
        stage.let_it_be(datetime.combine(MONDAY, time(9, 30), AMSTERDAM))
        crowd = ClockCrowd(stage, team())
        await crowd.install()
        await enrol_all(stage.settings)
        await crowd.log_in([*ADMINS, *TEAM])
        async with open_house(load_settings(stage.settings)) as house:
            yield Week(crowd, stage.clock, house)


def require_all(week: Week, record: Record) -> None:
    broken = [f"{rule.__name__}: {sentence}" for rule in RULES for sentence in rule(record)]
    assert broken == [], "\n".join(broken)
    assert in_order(record)[0] == []
    outside = [h.text for h in record.heard if h.place is not Place.CASE]
    assert not [secret for secret in week.secrets for text in outside if secret in text]
    read = "\n".join(h.text for h in record.heard)
    assert all(word in read for word in (*week.secrets, *record.ledger.marks)), "in the rooms it was read"


@pytest.mark.timeout(300)
async def test_two_days(tmp_path: Path) -> None:
    async with week(tmp_path) as live:
        record = await live.lives(2)
        require_all(live, record)
        kinds = [h.kind for h in record.heard]
        assert kinds.count(Kind.DUE) >= 3
        assert kinds.count(Kind.DIGEST) >= 4
        assert kinds.count(Kind.LATE) >= 3


@pytest.mark.soak
@pytest.mark.timeout(600)
async def test_a_week(tmp_path: Path) -> None:
    async with week(tmp_path) as live:
        record = await live.lives(7)
        require_all(live, record)
        assert in_order(record)[1] >= 2, "so many late actions reached the chair"
