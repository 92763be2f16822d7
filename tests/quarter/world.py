"""The bot without a homeserver: its real dispatcher, storage and looks, on a clock that is moved by hand."""

import itertools
import random
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from unittest import mock

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.case import CaseCode, Intake, Owner
from bot.domain.clock import Watch
from bot.domain.people import Place, UserId
from bot.domain.trust import Pin, TrustMode, TrustState
from bot.forms.grounds import read_grounds, shipped
from bot.ports import Fingerprints, Incoming, Message, Words, Work
from bot.settings import Settings
from bot.storage.database import Database, upgrade
from bot.storage.sealing import MasterKey, new_key
from bot.texts.words import FluentWords
from bot.usecases.open_case import CaseOpened, ensure_rooms, open_case
from bot.usecases.speak import Speaker
from bot.usecases.verifying import Verification
from bot.wiring.bot import _watch
from bot.wiring.house import House
from bot.wiring.rhythm import holidays_of
from bot.wiring.ticks import Looks
from tests.commands.comparing import Asked
from tests.enrolled import enrol
from tests.quarter.heard import AMSTERDAM, Heard
from tests.quarter.people import DIRECTORY


class RememberingWords:
    """The real words; what was said last is remembered, so that a script knows what it was answered."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.said: list[object] = []

    def render(self, value: object, language: str) -> Message:
        self.said.append(value)
        return self._words.render(value, language)


@dataclass(frozen=True)
class Open:
    """An open action, as it stands."""

    case: CaseCode
    number: int
    due: date
    owner: Owner
    added_at: datetime


@dataclass(frozen=True)
class Photo:
    """How things stand at a moment, read from the database: facts only, nothing that is planned."""

    at: datetime
    actions: tuple[Open, ...]
    coordinators: dict[CaseCode, UserId | None]
    rosters: dict[CaseCode, dict[UserId, str]]
    asked: frozenset[CaseCode]
    """Cases whose question to be the regiehouder is open, and did not reach the chair yet."""
    away: dict[UserId, UserId | None]
    silent: frozenset[tuple[UserId, CaseCode, int]]
    people: frozenset[UserId]
    tight: frozenset[CaseCode]

    @property
    def day(self) -> date:
        return self.at.astimezone(AMSTERDAM).date()

    @property
    def uncovered(self) -> frozenset[CaseCode]:
        return frozenset(code for code, who in self.coordinators.items() if who is None and code not in self.asked)


class World:
    """One bot with its people.

    `heard` is everything that anybody received, in the order in which it came; `photos` how things stood just before
    each look of the bot.
    """

    def __init__(self, database: Database, settings: Settings, begins: datetime, seed: int = 8) -> None:
        self.now = begins
        self.database = database
        self.random = random.Random(seed)  # noqa: S311 - the same quarter each time
        self.heard: list[Heard] = []
        self.photos: list[Photo] = []
        self.opened: list[CaseCode] = []
        self._ids, self._events, self._marks = itertools.count(1), itertools.count(1), itertools.count(1)
        self._places: dict[str, tuple[Place, str]] = {}
        self._room_ids: dict[tuple[Place, str], str] = {}
        self.words = RememberingWords(FluentWords(self.clock))
        is_holiday = holidays_of(settings)
        self.speaker = Speaker(self.words, lambda: f"id{next(self._ids)}", settings.rhythm(is_holiday))
        watch: Watch = _watch(settings, is_holiday)
        self.looks = Looks(House(settings, database, self.speaker), watch, is_holiday, lambda: 0.0)
        verification = Verification(database.work, self.speaker, self.clock, TrustMode.CONFIRMED)
        verification.comparing = Asked()
        self.dispatcher = Dispatcher(
            database.work,
            self.speaker,
            self.clock,
            settings.times.reminders,
            build_table(),
            TrustMode.CONFIRMED,
            is_holiday,
            verification,
            watch,
            settings.age_bands,
            read_grounds(shipped()),
        )

    def clock(self) -> datetime:
        return self.now

    @property
    def today(self) -> date:
        return self.now.astimezone(AMSTERDAM).date()

    def mark(self) -> str:
        """Make up a word that nobody else says."""
        return f"merk{next(self._marks)}"

    async def set_up(self) -> None:
        async with self.database.work() as work:
            await enrol(work, DIRECTORY)
            for person in DIRECTORY.people:
                master = f"{person.user_id.strip('@').partition(':')[0]:A<43}"
                await work.pins.save(Pin(person.user_id, master, TrustState.CONFIRMED, master, (), self.now))
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()
        await self.collect()
        self.heard.clear()

    async def open_case(self, intake: Intake) -> CaseCode:
        number = len(self.opened)
        async with self.database.work() as work:
            prints = Fingerprints(f"identity of {number}", f"content of {number}")
            found = await open_case(work, self.speaker, intake, prints, self.now, self.random.choice)
            await work.commit()
        assert isinstance(found, CaseOpened)
        self.opened.append(found.code)
        await self.collect()
        return found.code

    async def say(self, sender: UserId, place: Place, subject: str, text: str) -> list[object]:
        """Let somebody type this; give everything that was said upon it, as values."""
        before = len(self.words.said)
        event = f"$event{next(self._events)}"
        room_id = self._room_ids[place, subject]
        await self.dispatcher.handle(Incoming(event, room_id, sender, self.now, text))
        answers = self.words.said[before:]
        await self.collect((place, subject))
        return answers

    async def look(self) -> None:
        """Let the bot look at everything that time brings, as its ticks do."""
        self.photos.append(await self.photo())
        look = self.looks
        for one in (
            look.post_cards, look.remind, look.give_digests, look.around, look.watch_protocol, look.watch_uncovered,
        ):  # fmt: skip
            await one()
        await self.collect()

    async def collect(self, answered: tuple[Place, str] | None = None) -> None:
        """Deliver what can be delivered now; in the room `answered` somebody has just typed something."""
        async with self.database.work() as work:
            if await work.rooms.wished():
                for room in await work.rooms.all():
                    if room.room_id is None:
                        await work.rooms.made(room.wish, f"!{room.wish}:regiekamer.test")
                    self._room_ids[room.place, room.subject] = f"!{room.wish}:regiekamer.test"
            while heads := await work.outbox.heads(self.now):
                for head in heads:
                    message = (await work.outbox.read(head.id)).message
                    place, subject = head.room.place, head.room.subject
                    asked = (place, subject) == answered and head.created_at == self.now
                    self.heard.append(Heard(self.now, place, subject, message.plain, message.rings, asked))
                    await work.outbox.sent(head.id, f"$sent-{head.id}", self.now)
            await work.commit()

    async def photo(self) -> Photo:
        async with self.database.work() as work:
            return await photo_of(work, self.opened, self.now)


async def photo_of(work: Work, codes: Collection[CaseCode], now: datetime) -> Photo:
    """Look how things stand in these cases."""
    today = now.astimezone(AMSTERDAM).date()
    directory = await work.people.directory()
    near = await work.nudges.near(date.max)
    cases = await work.nudges.cases(date.min, codes)
    asked = [code for code, request in await work.regie.open() if request.covers]
    away = {a.user_id: a.deputy for a in await work.absences.all() if a.first <= today <= a.last}
    snoozes = await work.nudges.snoozes()
    watched = await work.nudges.watched(today)
    people = frozenset(person.user_id for person in directory.people)
    return Photo(
        now,
        tuple(Open(a.case, a.number, a.due, a.owner, a.added_at) for a in near),
        {case.code: case.coordinator for case in cases},
        {case.code: {m.user_id: m.organisation for m in case.roster if m.user_id in people} for case in cases},
        frozenset(asked),
        away,
        frozenset((s.user_id, s.case, s.number) for s in snoozes if s.until > now),
        people,
        frozenset(each.code for each in watched),
    )


SETTINGS = {"matrix": {"homeserver": "http://localhost", "user": "@regiekamer:regiekamer.test"}}


@asynccontextmanager
async def open_world(folder: Path, begins: datetime) -> AsyncIterator[World]:
    """Make a database in a file, with the tables of the migrations, and the bot on it."""
    settings = Settings.model_validate({**SETTINGS, "base": folder})
    url = f"sqlite+aiosqlite:///{folder / 'quarter.db'}"
    await upgrade(url)
    database = await Database.open(url, MasterKey(new_key()))
    try:
        world = World(database, settings, begins.astimezone(UTC))
        with mock.patch("bot.wiring.ticks.now", world.clock):
            await world.set_up()
            yield world
    finally:
        await database.close()
