"""A region with several chairs, one of whose organisations may be refused a case, and the look the bot takes itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.case import Answer, Area, CaseCode
from bot.domain.clock import Watch
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.people import Directory, Person, Place, Role, UserId
from bot.domain.trust import TrustState
from bot.ports import Message, Words
from bot.texts.words import FluentWords
from bot.usecases.meeting_watch import watch_meetings
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_meeting import ItemUp, MeetingClosed
from tests.commands.stage import DIRECTORY, NOW, REMINDER_TIMES, PlainWords, Said, Stage, confirmed
from tests.enrolled import enrol

PETRA, JAN, OLAF = "@petra:regiekamer.test", "@jan:regiekamer.test", "@olaf:regiekamer.test"
PRO, DH = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})
MORE = (
    Person(PETRA, "Petra Prins", "shn", DH, PRO | {Role.CHAIR}),
    Person(JAN, "Jan Jonker", "csg", DH, PRO | {Role.DEPUTY_CHAIR}),
    Person(OLAF, "Olaf Oost", "vt", frozenset({"OB"}), PRO | {Role.CHAIR}),
)
HERE = replace(DIRECTORY, people=(*DIRECTORY.people, *MORE))
"""Carla (police) and Petra are chairs in DH, Jan is their deputy, and Olaf is a chair in OB."""

ALL_FOUR = "\n".join(f"!besluit {area.value}: afgesproken" for area in Area)
TODAY = date(2026, 11, 24)


class RingingWords(PlainWords):
    """As those of the stage, and they ring for whom the real words do."""

    def __init__(self) -> None:
        super().__init__()
        self._real = FluentWords(lambda: NOW)

    def render(self, value: object, language: str) -> Message:
        real = self._real.render(value, language)
        return replace(super().render(value, language), rings=real.rings, mentions=real.mentions)


class Morning(Stage):
    """Cases of one to three; `codes` has them in the order of the agenda."""

    codes: tuple[CaseCode, ...] = ()

    def __init__(self, words: Words | None = None) -> None:
        ringing = RingingWords()
        super().__init__(words or ringing)
        self.plain = ringing
        self.watch = Watch()

    async def begin(self, cases: int = 3) -> "Morning":
        await self.people(HERE)
        await self.pin(*(person.user_id for person in HERE.people))
        found = [await self.new_case(str(n), NOW - timedelta(hours=10 - n)) for n in range(1, cases + 1)]
        self.codes, self.code = tuple(found), found[0]
        await self.read()
        return self

    async def people(self, directory: Directory) -> None:
        async with self.database.work() as work:
            await enrol(work, directory)
            await ensure_rooms(work, self.speaker, self.now)
            await work.commit()

    async def change(self, user: UserId, **changes: object) -> None:
        """Change one person in the directory."""
        people = tuple(replace(p, **changes) if p.user_id == user else p for p in HERE.people)  # type: ignore[arg-type]
        await self.people(replace(HERE, people=people))

    async def pin(self, *users: UserId) -> None:
        """Let the identity of these people be confirmed."""
        async with self.database.work() as work:
            for user in users:
                await work.pins.save(confirmed(user))
            await work.commit()

    async def unpin(self, *users: UserId) -> None:
        """Let these people show an identity that nobody confirmed yet."""
        async with self.database.work() as work:
            for user in users:
                await work.pins.save(replace(confirmed(user), standing=TrustState.SEEN))
            await work.commit()

    async def without(self, *users: UserId) -> None:
        """Let these people be nobody's chair or deputy any more."""
        people = tuple(replace(p, roles=PRO) if p.user_id in users else p for p in HERE.people)
        await self.people(replace(HERE, people=people))

    async def refuse(self, organisation: str, code: CaseCode) -> None:
        """Take this organisation's consent in a case away."""
        async with self.database.work() as work:
            await work.cases.record_consent(code, Recorded(organisation, Answer.NO, self.now, "@x:y"))
            await work.commit()

    async def empty(self, code: CaseCode) -> None:
        """Take all consent in a case away."""
        for organisation in ("politie", "vt", "csg", "shn"):
            await self.refuse(organisation, code)

    async def away(self, *users: UserId) -> None:
        async with self.database.work() as work:
            for user in users:
                await work.absences.replace(user, [Absence(user, TODAY, TODAY)])
            await work.commit()

    async def keep(self, meeting: Meeting) -> None:
        async with self.database.work() as work:
            await work.meetings.save(meeting)
            await work.commit()

    async def item(self, code: CaseCode) -> Item:
        return next(item for item in (await self.meeting()).items if item.code == code)

    async def runs(self, region: str = "DH") -> bool:
        async with self.database.work() as work:
            return await work.meetings.running(region) is not None

    async def tick(self, minutes: float = 0) -> list[Said]:
        """Let time pass and the bot look, twice: whatever it says is said once."""
        self.now += timedelta(minutes=minutes)
        said: list[Said] = []
        for _ in range(2):
            async with self.database.work() as work:
                await watch_meetings(work, self.speaker, self.now, self.watch)
                await work.commit()
            said += await self.read()
        return said

    def restart(self) -> None:
        """Begin anew on the same database: nothing that was in memory is left."""
        self.dispatcher = Dispatcher(
            self._open, self.speaker, self.clock, REMINDER_TIMES, build_table(), verification=self.verification
        )

    async def finish(self, code: CaseCode, who: UserId) -> None:
        """Decide everything in a case that is weighed now."""
        await self.in_case(who, f"!regie {who}", code)
        await self.in_case(who, ALL_FOUR, code)


def in_words() -> Morning:
    """Give the same with real words."""
    return Morning(FluentWords(lambda: NOW))


def by_place(said: Sequence[Said], place: Place, subject: str) -> list[object]:
    return [each.value for each in said if (each.place, each.subject) == (place, subject)]


def mdt(said: Sequence[Said]) -> list[object]:
    return by_place(said, Place.MDT, "DH")


def messages(said: Sequence[Said], place: Place, subject: str) -> list[Message]:
    return [each.outgoing.message for each in said if (each.place, each.subject) == (place, subject)]


def rung(said: Sequence[Said]) -> list[tuple[Place, tuple[UserId, ...]]]:
    """Give where whom was rung for."""
    return [(each.place, each.outgoing.message.mentions) for each in said if each.outgoing.message.rings]


def up(said: Sequence[Said]) -> ItemUp:
    """Give the case that came up, as the MDT room hears it."""
    [found] = [value for value in mdt(said) if isinstance(value, ItemUp)]
    return found


async def row(stage: Morning) -> list[tuple[str, ItemState]]:
    """Give the row of the meeting as it stands."""
    return [(item.code, item.state) for item in (await stage.meeting()).items]


def ended(said: Sequence[Said]) -> tuple[tuple[CaseCode, ...], tuple[CaseCode, ...], int]:
    """Give how the meeting was closed: what it finished, what comes back, and its minutes."""
    [closed] = [each.value for each in said if isinstance(each.value, MeetingClosed)]
    return closed.closed, closed.carried, closed.report.minutes
