"""People who type in rooms, and what the bot writes back in real words: nothing between them is made up."""

import itertools
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.case import Action, Answer, Case, CaseCode, Consent, Decision, Intake
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role, UserId
from bot.domain.reminders import Reminder
from bot.domain.rooms import Room
from bot.domain.trust import Pin, SeenDevice, TrustMode, TrustState
from bot.forms.grounds import read_grounds, shipped
from bot.ports import AuditEntry, Fingerprints, Incoming, Message, Ratchet
from bot.storage.memory import MemoryDatabase
from bot.texts.words import FluentWords
from bot.usecases.open_case import CaseOpened, ensure_rooms, open_case
from bot.usecases.speak import Speaker
from bot.usecases.verifying import Verification
from tests.commands.comparing import Asked
from tests.enrolled import enrol

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock on Dutch clocks."""

FAR_AHEAD = datetime(2040, 1, 1, tzinfo=UTC)

ANNA_VRIES = "@avries:regiekamer.test"
ANNA_BOS = "@abos:regiekamer.test"
JOOST = "@joost:regiekamer.test"
MIRA = "@mira:regiekamer.test"
OMAR = "@omar:regiekamer.test"
SASKIA = "@saskia:regiekamer.test"
BEHEER = "@beheer:regiekamer.test"
OLGA = "@olga:regiekamer.test"
STRANGER = "@niemand:elders.test"

MIRAS_KEY = "MiraKey1AbcdEfghIjklMnopQrstUvwxYz0123456ab"
MIRAS_PIN = Pin(MIRA, MIRAS_KEY, TrustState.SEEN, MIRAS_KEY, (SeenDevice("TELEFOON", "D" * 43, vouches=True),), NOW)

_PRO = frozenset({Role.PROFESSIONAL})
_COORD = _PRO | {Role.COORDINATOR}
_DH = frozenset({"DH"})

DIRECTORY = Directory(
    regions=(Region("DH", "Den Haag", time(10)), Region("OB", "Oost-Brabant", time(11))),
    organisations=(
        Organisation("politie", "Politie", mdt=True, coordinates=False),
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True),
        Organisation("shn", "Slachtofferhulp Nederland", mdt=True, coordinates=True, aliases=("Slachtofferhulp",)),
        Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True),
        Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False),
        Organisation("school", "Het Lyceum", mdt=False, coordinates=False),
    ),
    people=(
        Person(ANNA_VRIES, "Anna de Vries", "vt", _DH, _COORD),
        Person(ANNA_BOS, "Anna Bos", "csg", _DH, _COORD),
        Person(JOOST, "Joost Prins", "politie", _DH, _PRO | {Role.CHAIR}),
        Person(MIRA, "Mira Stam", "shn", _DH, _COORD, "en"),
        Person(OMAR, "Omar Recht", "om", _DH, _PRO),
        Person(SASKIA, "Saskia Klas", "school", _DH, _PRO),
        Person(OLGA, "Olga Brand", "vt", frozenset({"OB"}), _COORD),
        Person(BEHEER, "Berend Heer", "beheer", frozenset(), frozenset({Role.ADMIN})),
    ),
)
"""Omar takes part in the second case only, Saskia in none, Olga works in the other region."""

_ALWAYS = tuple(Consent(key, Answer.YES) for key in ("politie", "vt", "shn", "csg"))
FIRST_CONSENTS = (*_ALWAYS, Consent("om", Answer.NO), Consent("school", Answer.ANONYMOUS))
SECOND_CONSENTS = (*_ALWAYS, Consent("om", Answer.YES))


@dataclass(frozen=True)
class State:
    """Everything a command can change. Two equal states: nothing happened."""

    cases: tuple[Case | None, ...]
    actions: tuple[tuple[Action, ...], ...]
    decisions: tuple[tuple[Decision, ...], ...]
    meeting: Meeting | None
    reminders: tuple[Reminder, ...]
    languages: tuple[str, ...]
    rooms: tuple[Room, ...]
    pins: tuple[Pin, ...]


class Chat:
    """`where` is what a room is about: a case code, a region, a person for their direct chat, empty for the admins."""

    def __init__(self) -> None:
        self.database = MemoryDatabase()
        self.now = NOW
        self.first: CaseCode = ""
        self.second: CaseCode = ""
        self.messages: list[tuple[str, Message]] = []  # the last that were said: where, and what
        self._ids = itertools.count(1)
        self._events = itertools.count(1)
        self._random = random.Random(5)  # noqa: S311 - a fixed row of case codes
        self.speaker = Speaker(FluentWords(self.clock), lambda: f"id{next(self._ids)}")
        self.verification = Verification(self.database.work, self.speaker, self.clock, TrustMode.CONFIRMED)
        self.verification.comparing = self.comparing = Asked()
        self.dispatcher = Dispatcher(
            self.database.work,
            self.speaker,
            self.clock,
            (time(9), time(15)),
            build_table(),
            verification=self.verification,
            grounds=read_grounds(shipped()),
        )

    def clock(self) -> datetime:
        return self.now

    async def set_up(self) -> "Chat":
        async with self.database.work() as work:
            await enrol(work, DIRECTORY)
            await ensure_rooms(work, self.speaker, self.now)
            await work.pins.save(MIRAS_PIN)
            await work.commit()
        self.first = await self.open_case("1", FIRST_CONSENTS, timedelta(hours=5))
        self.second = await self.open_case("2", SECOND_CONSENTS, timedelta(hours=3))
        await self.said()
        return self

    async def also(self, *people: Person) -> None:
        """Let these be there besides, admitted and with a room of their own."""
        async with self.database.work() as work:
            await enrol(work, replace(DIRECTORY, people=(*DIRECTORY.people, *people)))
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()
        await self.said()

    async def open_case(self, reference: str, consents: tuple[Consent, ...], ago: timedelta) -> CaseCode:
        intake = Intake("DH", "politie", "melder", "slachtoffer", "soort", self.now - ago, reference, consents=consents)
        prints = Fingerprints(f"identity {reference}", f"content {reference}")
        async with self.database.work() as work:
            found = await open_case(work, self.speaker, intake, prints, self.now, self._random.choice)
            await work.commit()
        assert isinstance(found, CaseOpened)
        return found.code

    async def room(self, where: str) -> Room:
        async with self.database.work() as work:
            [room] = [room for room in await work.rooms.all() if room.subject == where]
        return room

    async def type(
        self, who: UserId, where: str, text: str, *, event_id: str = "", ratchet: Ratchet | None = None
    ) -> list[str]:
        """Type this in a room; give the plain texts the bot then says, anywhere."""
        room_id = (await self.room(where)).room_id
        assert room_id is not None
        event = event_id or f"$event{next(self._events)}"
        await self.dispatcher.handle(Incoming(event, room_id, who, self.now, text, ratchet))
        await self.said()
        return [message.plain for _, message in self.messages]

    async def heard(self, who: UserId, where: str, text: str) -> dict[str, list[str]]:
        """Type this; give what was said, by where."""
        await self.type(who, where, text)
        return self.by_subject()

    def by_subject(self) -> dict[str, list[str]]:
        """Give what was said last, by where."""
        found: dict[str, list[str]] = {}
        for subject, message in self.messages:
            found.setdefault(subject, []).append(message.plain)
        return found

    async def only(self, who: UserId, where: str, text: str) -> str:
        [answer] = await self.type(who, where, text)
        return answer

    async def said(self) -> None:
        """Read the outbox into `messages`."""
        self.messages = []
        async with self.database.work() as work:
            for room in await work.rooms.all():
                if room.room_id is None:
                    await work.rooms.made(room.wish, f"!{room.wish}:regiekamer.test")
            while heads := await work.outbox.heads(self.now):
                for head in heads:
                    outgoing, room_ = await work.outbox.read(head.id), head.room
                    assert outgoing.case == (room_.subject if room_.place is Place.CASE else None)
                    self.messages.append((room_.subject, outgoing.message))
                    await work.outbox.sent(outgoing.id, f"$sent-{outgoing.id}", self.now)
            await work.commit()

    async def state(self) -> State:
        codes = (self.first, self.second)
        async with self.database.work() as work:
            return State(
                tuple([await work.cases.get(code) for code in codes]),
                tuple([await work.actions.of(code) for code in codes]),
                tuple([await work.decisions.of(code) for code in codes]),
                await work.meetings.running("DH"),
                await work.reminders.due(FAR_AHEAD),
                tuple(person.language for person in (await work.people.directory()).people),
                await work.rooms.all(),
                await work.pins.all(),
            )

    async def actions(self, code: CaseCode) -> tuple[Action, ...]:
        async with self.database.work() as work:
            return await work.actions.of(code)

    async def audited(self, count: int = 99) -> list[AuditEntry]:
        """Give the last entries, oldest first."""
        async with self.database.work() as work:
            return list(reversed(await work.audit.latest(count)))

    async def change_person(self, user_id: UserId, **changes: object) -> None:
        """Change one person in the directory, as loading a new directory file does."""
        async with self.database.work() as work:
            people = tuple(
                replace(person, **changes) if person.user_id == user_id else person  # type: ignore[arg-type]
                for person in DIRECTORY.people
            )
            await enrol(work, replace(DIRECTORY, people=people))
            await work.commit()
