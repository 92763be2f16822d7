"""A case with people in its rooms, on the in-memory storage: what is said is looked up in what was committed."""

import itertools
import random
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.case import Answer, CaseCode, Consent, Intake
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Organisation, Person, Place, Region, Role, UserId
from bot.domain.rhythm import Rhythm
from bot.domain.trust import Pin, TrustMode, TrustState
from bot.forms.grounds import read_grounds, shipped
from bot.ports import AuditEntry, Fingerprints, Incoming, Message, OpenWork, Outgoing, Words, Work
from bot.storage.memory import MemoryDatabase
from bot.usecases.open_case import CaseOpened, ensure_rooms, open_case
from bot.usecases.speak import Speaker
from bot.usecases.verifying import Verification
from tests.commands.comparing import Asked
from tests.enrolled import enrol

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday, nine o'clock on Dutch clocks."""

REMINDER_TIMES = (time(9), time(15))

ANNA = "@anna:regiekamer.test"
BAS = "@bas:regiekamer.test"
BAS_SMIT = "@bsmit:regiekamer.test"
CARLA = "@carla:regiekamer.test"
DIRK = "@dirk:regiekamer.test"
EVA = "@eva:regiekamer.test"
FRITS = "@frits:regiekamer.test"
GERDA = "@gerda:regiekamer.test"
STRANGER = "@niemand:elders.test"

_PRO = frozenset({Role.PROFESSIONAL})
_COORD = _PRO | {Role.COORDINATOR}
_DH = frozenset({"DH"})

DIRECTORY = Directory(
    regions=(Region("DH", "Den Haag", time(10)), Region("OB", "Oost-Brabant", time(10))),
    organisations=(
        Organisation("politie", "Politie", mdt=True, coordinates=False),
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True, aliases=("VTH",)),
        Organisation("csg", "Centrum Seksueel Geweld", mdt=True, coordinates=True, aliases=("CSG",)),
        Organisation("shn", "Slachtofferhulp Nederland", mdt=True, coordinates=True),
        Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False),
        Organisation("perspectief", "Perspectief Herstelbemiddeling", mdt=False, coordinates=False),
    ),
    people=(
        Person(ANNA, "Anna de Vries", "vt", _DH, _COORD, "en"),
        Person(BAS, "Bas Jansen", "csg", _DH, _COORD),
        Person(BAS_SMIT, "Bas Smit", "shn", _DH, _COORD),
        Person(CARLA, "Carla Bakker", "politie", _DH, _PRO | {Role.CHAIR}),
        Person(DIRK, "Dirk Visser", "om", _DH, _PRO),
        Person(EVA, "Eva Mol", "perspectief", _DH, _PRO),
        Person(FRITS, "Frits Admin", "regiekamer", frozenset(), frozenset({Role.ADMIN})),
        Person(GERDA, "Gerda Oost", "vt", frozenset({"OB"}), _COORD),
    ),
)
"""Dirk's and Eva's organisations have no yes in the case; Gerda works in another region."""

CONSENTS = (
    Consent("politie", Answer.YES),
    Consent("vt", Answer.YES),
    Consent("csg", Answer.YES),
    Consent("shn", Answer.YES),
    Consent("om", Answer.NO),
    Consent("perspectief", Answer.ANONYMOUS),
)


def intake(reference: str = "1", reported_at: datetime = NOW - timedelta(hours=2), region: str = "DH") -> Intake:
    return Intake(region, "politie", "melder", "slachtoffer", "soort", reported_at, reference, consents=CONSENTS)


def prints(reference: str = "1", content: str = "eerst") -> Fingerprints:
    return Fingerprints(f"identity of {reference}", f"content of {content}")


class PlainWords:
    """Words that remember what was rendered; the text is only the way back to the value."""

    def __init__(self) -> None:
        self.rendered: list[tuple[object, str]] = []

    def render(self, value: object, language: str) -> Message:
        self.rendered.append((value, language))
        number = len(self.rendered) - 1
        return Message(f"{number} {type(value).__name__}", f"<p>{number}</p>")

    def told_by(self, message: Message) -> tuple[object, str]:
        return self.rendered[int(message.plain.partition(" ")[0])]


@dataclass(frozen=True)
class Said:
    """A committed message: where, what, in which language."""

    place: Place
    subject: str
    value: object
    language: str
    outgoing: Outgoing


def confirmed(user_id: UserId) -> Pin:
    """Make a remembered identity that counts."""
    master = f"{user_id.strip('@').partition(':')[0]:A<43}"
    return Pin(user_id, master, TrustState.CONFIRMED, master, (), NOW)


class Stage:
    """Rooms, people, a clock that stands still until it is moved, and a dispatcher."""

    def __init__(self, words: Words | None = None, *, remembers: bool = True, rhythm: Rhythm | None = None) -> None:
        self.database = MemoryDatabase()
        self.plain = PlainWords()
        self.now = NOW
        self._remembers = remembers
        self.open_work: OpenWork = self.database.work
        self._ids = itertools.count(1)
        self._events = itertools.count(1)
        self._random = random.Random(7)  # noqa: S311 - a fixed row of case codes
        self.speaker = Speaker(words or self.plain, lambda: f"id{next(self._ids)}", rhythm)
        self.verification = Verification(self._open, self.speaker, self.clock, TrustMode.CONFIRMED)
        self.verification.comparing = self.comparing = Asked()
        self.dispatcher = Dispatcher(
            self._open,
            self.speaker,
            self.clock,
            REMINDER_TIMES,
            build_table(),
            verification=self.verification,
            grounds=read_grounds(shipped()),
        )
        self.code: CaseCode = ""

    def _open(self) -> AbstractAsyncContextManager[Work]:
        return self.open_work()  # looked up each time, so that a test can put a broken storage in its place

    def clock(self) -> datetime:
        return self.now

    def choose(self, signs: str) -> str:
        return self._random.choice(signs)

    async def set_up(self) -> "Stage":
        """Open one case; the welcome messages have been read."""
        async with self.database.work() as work:
            await enrol(work, DIRECTORY)
            for person in DIRECTORY.people if self._remembers else ():
                await work.pins.save(confirmed(person.user_id))
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()
        self.code = await self.new_case("1")
        await self.make_rooms()
        await self.read()
        return self

    async def new_case(self, reference: str, reported_at: datetime | None = None) -> CaseCode:
        async with self.database.work() as work:
            found = await open_case(
                work,
                self.speaker,
                intake(reference, reported_at or self.now - timedelta(hours=2)),
                prints(reference),
                self.now,
                self.choose,
            )
            await work.commit()
        assert isinstance(found, CaseOpened)
        await self.make_rooms()
        return found.code

    async def make_rooms(self) -> None:
        async with self.database.work() as work:
            for room in await work.rooms.all():
                if room.room_id is None:
                    await work.rooms.made(room.wish, f"!{room.wish}:regiekamer.test")
            await work.commit()

    async def room_id(self, place: Place, subject: str) -> str:
        async with self.database.work() as work:
            room = await work.rooms.find(place, subject)
        assert room is not None
        assert room.room_id is not None
        return room.room_id

    async def read(self) -> list[Said]:
        """Give what was committed to the outbox since the last time, per room in order."""
        await self.make_rooms()
        said = []
        async with self.database.work() as work:
            while heads := await work.outbox.heads(self.now):
                for head in heads:
                    outgoing, room = await work.outbox.read(head.id), head.room
                    value, language = self.plain.told_by(outgoing.message) if self.plain.rendered else (None, "")
                    said.append(Said(room.place, room.subject, value, language, outgoing))
                    await work.outbox.sent(outgoing.id, f"$sent-{outgoing.id}", self.now)
            await work.commit()
        return said

    async def post(self, sender: UserId, text: str, place: Place, subject: str, event_id: str = "") -> list[Said]:
        """Have somebody type this in a room, and give what the bot then says anywhere."""
        event = event_id or f"$event{next(self._events)}"
        await self.dispatcher.handle(Incoming(event, await self.room_id(place, subject), sender, self.now, text))
        return await self.read()

    async def in_case(self, sender: UserId, text: str, code: CaseCode = "") -> list[Said]:
        return await self.post(sender, text, Place.CASE, code or self.code)

    async def meeting(self, region: str = "DH") -> Meeting:
        """Give the meeting that runs."""
        async with self.database.work() as work:
            found = await work.meetings.running(region)
        assert found is not None
        return found

    async def in_mdt(self, text: str, sender: UserId = CARLA) -> list[Said]:
        return await self.post(sender, text, Place.MDT, "DH")

    async def in_admin(self, sender: UserId, text: str) -> list[Said]:
        return await self.post(sender, text, Place.ADMIN, "")

    async def in_direct(self, sender: UserId, text: str) -> list[Said]:
        return await self.post(sender, text, Place.DIRECT, sender)

    async def audited(self, count: int = 1) -> list[AuditEntry]:
        """Give the last entries, oldest first."""
        async with self.database.work() as work:
            return list(reversed(await work.audit.latest(count)))


def values(said: Sequence[Said]) -> list[object]:
    return [each.value for each in said]


def only(said: Sequence[Said]) -> object:
    """Give the only thing that was said."""
    assert len(said) == 1, values(said)
    return said[0].value
