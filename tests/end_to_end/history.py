"""Histories of who may be in a case, on a real homeserver with everybody's own client; and what must hold after each
step, however it came about: by consent, a ground, the rota, an agreement of colleagues, or a bot that was killed.
"""

import asyncio
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.demo.people import Message, Professional
from bot.domain.calendar import ZONE
from bot.domain.case import Answer
from bot.domain.duty import Duty
from bot.domain.people import Place, UserId
from bot.ports import Work
from bot.settings import load_settings
from bot.usecases.rosters import roster_of
from bot.usecases.seats import keep
from bot.wiring import House, open_house
from bot.wiring.bot import _watch
from bot.wiring.rhythm import holidays_of
from tests.end_to_end.casework import KEEPER, OLAF, TEAM, Casework, at_work
from tests.end_to_end.conftest import BOT_ID, answer, is_card
from tests.end_to_end.crowd import ADMINS, BACK, Worker
from tests.enrolled import enrol_all
from tests.here import here

POL = Worker("pol", "Pol van Politie", "Politie", "DH", ("professional",))
PEOPLE = (*TEAM, POL, OLAF)
OTHERS = [worker.localpart for worker in PEOPLE if worker.localpart != KEEPER]
PARTIES = ("Politie", "VT", "SHN")
GRANTING = {Answer.YES, Answer.GROUND}
STRAYS = (KEEPER, "pim", "vera", "pol")
"""Who has one more device, that nobody confirmed."""
SECOND = (KEEPER, "saar", "puck")
"""Who has one more device, that is confirmed like the first."""
TURN = 0.3
"""Seconds in which a key that was sent along reaches a client, whoever it was sent to."""
COMES = "[Ee]rbij|Krijgt toegang|komt voor de regie|mag meedoen"
GOES = "doet niet meer mee|Niet meer erbij"


@dataclass
class History(Casework):
    """One stage, on which each history has a case of its own.

    `strays` are devices that nobody confirmed, `proven` all that may have a key once their owner is in. `out` may never
    come back in this case. `done` counts what came about by kind of step.
    """

    house: House | None = None
    strays: list[Professional] = field(default_factory=list)
    second: list[Professional] = field(default_factory=list)
    number: int = 0
    out: set[UserId] = field(default_factory=set)
    before: frozenset[UserId] = frozenset()
    read: set[str] = field(default_factory=set)
    checked: int = 0
    kept_out: int = 0
    done: dict[str, int] = field(default_factory=dict)

    async def begin(self, *, rota: bool = False) -> None:
        """Open a case with every party in it; with a `rota`, one person of each comes in."""
        await self.come_back()
        await self._close_meeting()
        async with self._work() as work:
            for worker in PEOPLE:
                await work.absences.drop(worker.user_id)
            for party in ("CSG", *PARTIES, "OM"):
                first = next(w.user_id for w in PEOPLE if w.organisation == party)
                lines = [Duty("DH", party, first, weekday=_today().weekday())] if rota else []
                await work.duties.replace("DH", party, lines)
            await work.commit()
        self.out = set()
        await self.open_case("CSG", *PARTIES)
        self.before = await self.roster()
        self.read = {m.event_id for m in self.person(KEEPER).messages(self.room_id)}

    # --- what is so, by the database ---

    @asynccontextmanager
    async def _work(self) -> AsyncIterator[Work]:
        assert self.house is not None
        async with self.house.database.work() as work:
            yield work

    async def roster(self) -> frozenset[UserId]:
        async with self._work() as work:
            room = await work.rooms.find(Place.CASE, self.code)
            assert room is not None
            return await roster_of(work, room)

    async def guests(self) -> frozenset[UserId]:
        async with self._work() as work:
            return frozenset(member.user_id for member in await work.cases.roster(self.code) if member.guest)

    async def granted(self) -> frozenset[str]:
        """Give the organisations that may take part, by nothing but the log of consent."""
        async with self._work() as work:
            last = {entry.organisation: entry.answer for entry in await work.cases.consent_history(self.code)}
        return frozenset(party for party, said in last.items() if said in GRANTING)

    async def may(self) -> frozenset[UserId]:
        """Give who may be in the case at all."""
        parties = await self.granted()
        return frozenset(w.user_id for w in PEOPLE if w.organisation in parties and w.user_id not in self.out)

    async def meets(self) -> bool:
        async with self._work() as work:
            return await work.meetings.running("DH") is not None

    # --- steps ---

    async def take(self, step: tuple[str, str]) -> None:
        """Do what the step says, when whoever does it is there; a step that nobody can take changes nothing."""
        what, _, killed = step[0].partition(", ")
        about = step[1]
        before = await self.roster() | await self.guests()
        match what:
            case "ingetrokken" | "ja":
                await self._keeper_says(f"!toestemming {about} {what}", killed=bool(killed))
            case "verloopt":
                await self._runs_out(about)
            case "grondslag":
                await self._ground(about)
            case "dienst":
                await self._on_duty(about, *(w.localpart for w in PEOPLE if w.organisation == about))
            case "gast":
                await self._guest(about)
            case "spoed":
                await self._meet()
            case "sluit":
                await self._close_meeting(killed=bool(killed))
            case "terug":
                await self.come_back()
            case _:
                await self._of_one(what, self.crowd.by_name[about], killed=bool(killed))
        if await self.roster() | await self.guests() != before:
            self.done[what] = self.done.get(what, 0) + 1

    async def _of_one(self, what: str, worker: Worker, *, killed: bool) -> None:
        """Let somebody come or go, be replaced, or be away; those who are gone type nothing."""
        name, there = worker.localpart, worker.user_id in await self.roster()
        mine = [w.localpart for w in PEOPLE if w.organisation == worker.organisation and w != worker]
        others = mine or [KEEPER]  # who has no colleague is refused
        if what in {"uit dienst", "verhuist", "uitsluiten", "erbij"}:
            await self._others_say(what, worker, mine, there=there)
        elif not await self._may_be(worker, Place.DIRECT, worker.user_id):
            return
        elif what == "terugtrekken" and there:
            await self._says(name, f"!terugtrekken {self.code} bevestig", "Regiekamer", killed=killed)
            self.out.add(worker.user_id)
        elif what == "vervang" and there:
            await self._says(name, f"!vervang {self.code} mij door @{others[0]}", "Regiekamer", killed=killed)
        elif what == "afwezig":
            await self.says(name, "!afwezig vandaag", "Regiekamer")
            await self._settled()
        elif what == "vervanger":
            await self.says(name, f"!afwezig vandaag @{others[-1]}", "Regiekamer")
            await self._settled()

    async def _others_say(self, what: str, worker: Worker, mine: Sequence[str], *, there: bool) -> None:
        """Let others say it about this person: an administrator, the regiehouder or a colleague in the case."""
        name, roster = worker.localpart, await self.roster()
        if what == "uit dienst":
            await self.confirmed(ADMINS[0], f"!uitdienst @{name}", "Beheer")
        elif what == "verhuist":
            await self.confirmed(ADMINS[0], f"!lid @{name} organisatie GGD", "Beheer")
        elif what == "uitsluiten" and there:
            await self.says(KEEPER, f"!uitsluiten {self.code} @{name} bevestig", "Regiekamer")
            self.out.add(worker.user_id)
        elif what == "erbij" and not there:
            for colleague in [n for n in mine if self.crowd.by_name[n].user_id in roster][:1]:
                await self.says(colleague, f"!erbij {self.code} @{name}", "Regiekamer")

    async def _says(self, name: str, text: str, where: str = "", *, killed: bool = False) -> Message:
        """Let somebody type it, and perhaps pull the plug at once; the bot comes back."""
        person, stage = self.person(name), self.crowd.stage
        room_id = await person.wait_room(where or self.code, seconds=BACK)
        if not killed:
            return await answer(person, room_id, text)
        event = await person.say(room_id, text)
        await stage.stop_bot(signal.SIGKILL)
        await stage.start_bot()
        return await person.wait_for(lambda m: self._follows(person, event, m), room_id=room_id, seconds=BACK)

    def _follows(self, person: Professional, event: str, message: Message) -> bool:
        row = [m.event_id for m in person.messages(message.room_id)]
        after = event in row and row.index(message.event_id) > row.index(event)
        return after and message.sender == BOT_ID and not is_card(message)

    async def _keeper_says(self, text: str, *, killed: bool = False) -> str:
        """Let the regiehouder type something, and what it asks to confirm."""
        said = (await self._says(KEEPER, text, killed=killed)).body
        line = re.search(r"![a-z]+ .*bevestig.*", said)
        return said if line is None else await self.says(KEEPER, line[0])

    async def _runs_out(self, party: str) -> None:
        """Record a yes until today; and the day goes by."""
        today = _today()
        await self._keeper_says(f"!toestemming {party} ja tot {today.isoformat()}")
        async with self._work() as work:
            consents = await work.cases.consents(self.code)
        if any(c.organisation == party and c.until == today for c in consents):
            await asyncio.to_thread(self._let_the_day_go_by, party, today)
            async with asyncio.timeout(BACK):
                while party in await self.granted():
                    await asyncio.sleep(0.2)

    def _let_the_day_go_by(self, party: str, today: date) -> None:
        [file] = self.crowd.stage.folder.glob("data/*.db")
        told = "update consents set until = ? where case_code = ? and organisation = ?"
        with closing(sqlite3.connect(file, timeout=BACK)) as raw, raw:
            raw.execute(told, (str(today - timedelta(days=1)), self.code, party))

    async def _ground(self, party: str) -> None:
        """Let the regiehouder record a vital interest, which lets in at once."""
        said = f"!grondslag {party} vitaal, doel: nu een veilige plek vinden, nodig: er is nu gevaar"
        shown = await self.says(KEEPER, said)
        if "bevestig" not in shown:  # who reads along already needs no ground
            return
        line = re.search(r"!grondslag G\d+ bevestig \w+", shown)
        assert line is not None, shown
        await self.gets(KEEPER, line[0], "geen toestemming")

    async def _on_duty(self, party: str, *names: str) -> None:
        """Let an administrator put these on duty today, and wait until they are."""
        users = tuple(self.crowd.by_name[name].user_id for name in names)
        await self.crowd.say(ADMINS[0], "Beheer", f"!dienst DH {party} {_DAYS[_today().weekday()]} {' '.join(users)}")
        async with asyncio.timeout(BACK):
            while await self._duty(party) != users and not await self._refuses(users):
                await asyncio.sleep(0.1)
        await self._settled()

    async def _duty(self, party: str) -> tuple[UserId, ...]:
        async with self._work() as work:
            lines = [d for d in await work.duties.all() if (d.organisation, d.weekday) == (party, _today().weekday())]
        return tuple(d.user_id for d in sorted(lines, key=lambda d: d.turn))

    async def _refuses(self, users: tuple[UserId, ...]) -> bool:
        """Whether the bot does not put these on duty: somebody of them works there no more."""
        async with self._work() as work:
            people = {p.user_id: p for p in (await work.people.directory()).people}
        return any(u not in people or people[u].organisation != self._organisation(u) for u in users)

    def _organisation(self, user: UserId) -> str:
        return next(w.organisation for w in PEOPLE if w.user_id == user)

    async def _settled(self) -> None:
        """Wait until the bot looked who sits in: another look would change nothing. Nothing of this one is kept."""
        house = self.house
        assert house is not None
        watch = _watch(house.settings, holidays_of(house.settings))
        async with asyncio.timeout(BACK):
            while True:
                async with self._work() as work:
                    if not await keep(work, house.speaker, datetime.now(ZONE), watch):
                        return
                await asyncio.sleep(0.2)

    async def _guest(self, party: str) -> None:
        """Let somebody of this organisation who is not in the case sit in on it."""
        roster, granted = await self.roster(), await self.granted()
        found = [w for w in PEOPLE if w.organisation == party and w.user_id not in roster | self.out]
        if found and party in granted:
            await self._on_duty(party, found[0].localpart)
            await self._meet()

    async def _meet(self) -> None:
        """A chair who is there holds a meeting about this case."""
        chair = await self._chair()
        if chair is not None and not await self.meets():
            await self.says(chair, f"!mdt spoed {self.code}", "MDT DH")

    async def _close_meeting(self, *, killed: bool = False) -> None:
        chair = await self._chair()
        if chair is not None and await self.meets():
            await self._says(chair, "!mdt sluit", "MDT DH", killed=killed)
            assert not await self.meets()

    async def _chair(self) -> str | None:
        for worker in PEOPLE:
            if "voorzitter" in worker.roles and await self._may_be(worker, Place.MDT, "DH"):
                return worker.localpart
        return None

    async def _may_be(self, worker: Worker, place: Place, subject: str) -> bool:
        """Whether somebody can type in this room; for a moment their client shows one that they are just out of."""
        async with self._work() as work:
            room = await work.rooms.find(place, subject)
            return room is not None and worker.user_id in await roster_of(work, room)

    async def come_back(self) -> None:
        """Everybody who left or moved is listed and confirmed again."""
        people = self.crowd.folder / "leden.csv"
        ran = await here(self.crowd.stage.settings, "leden", "invoeren", str(people), "--doe")
        assert ran.code == 0, ran.output
        await enrol_all(self.crowd.stage.settings)
        await self.crowd.in_line()

    # --- what must hold ---

    async def something_is_said(self) -> None:
        """Say something, and see who reads it, who has its key, and that everybody was seen to come and go."""
        await self.crowd.in_line()
        roster = await self.roster()
        assert await self.crowd._members(self.room_id) == roster
        assert roster <= await self.may(), "nobody is on the roster without consent"
        self.number += 1
        mark = f"merk {self.number} van {self.code}"
        there = [worker.localpart for worker in PEOPLE if worker.user_id in roster]
        others = [worker.localpart for worker in PEOPLE if worker.user_id not in roster]
        await self.next_thing(mark, read_by=there, not_by=others)
        await asyncio.sleep(TURN)
        for name in others:
            assert mark not in self.person(name).readable(), name
        await self._keys_follow(mark, roster)
        self._seen(roster)
        assert not [m for s in self.strays for m in s.messages(self.room_id) if m.sender == BOT_ID and m.readable]
        self.kept_out += len(others)
        self.checked += 1

    async def _keys_follow(self, mark: str, roster: frozenset[UserId]) -> None:
        """See that the key of what was said is on proven devices of members, and on all their first ones."""
        keeper = self.person(KEEPER)
        said = next(m for m in keeper.messages(self.room_id) if m.sender == BOT_ID and mark in m.body)
        where = f"/_matrix/client/v3/rooms/{self.room_id}/event/{said.event_id}"
        status, event = await keeper.raw("GET", where)
        assert status == 200
        names = (self.room_id, event["content"]["sender_key"], event["content"]["session_id"])
        firsts = [self.person(worker.localpart) for worker in PEOPLE]
        proven = {id(p) for p in (*firsts, *self.second) if p.user_id in roster}
        devices = (*firsts, *self.second, *self.strays)
        holders = {id(p) for p in devices if p.client.olm.inbound_group_store.get(*names) is not None}
        assert holders <= proven, "keys are on members' proven devices only"
        assert {id(p) for p in firsts if p.user_id in roster} <= holders

    def _seen(self, roster: frozenset[UserId]) -> None:
        """See that the room was told of everybody who came or went since the last time."""
        here = [m for m in self.person(KEEPER).messages(self.room_id) if m.sender == BOT_ID and m.readable]
        lines = [line for m in here if m.event_id not in self.read for line in m.body.splitlines()]
        self.read |= {m.event_id for m in here}
        for worker in PEOPLE:
            if worker.user_id in roster - self.before:
                said = rf"(?:{COMES}).*{worker.name}|{worker.name}.*(?:{COMES}|neemt het over)"
                assert any(re.search(said, line) for line in lines), f"{worker.name} came unseen: {lines}"
            if worker.user_id in self.before - roster:
                said = rf"{worker.name}.*(?:{GOES})|(?:{GOES}|het over van).*{worker.name}"
                gone = rf"{said}|Organisatie {worker.organisation} neemt niet meer deel"
                assert any(re.search(gone, line) for line in lines), f"{worker.name} went unseen: {lines}"
        self.before = roster


_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")


def _today() -> date:
    return datetime.now(ZONE).date()


@asynccontextmanager
async def histories(folder: Path) -> AsyncIterator[History]:
    """Let everybody be there, with all their devices."""
    async with at_work(folder, PEOPLE) as crowd:
        stage, opened = crowd.stage, AsyncExitStack()
        made = History(crowd, house=await opened.enter_async_context(open_house(load_settings(stage.settings))))
        for names, found in ((STRAYS, made.strays), (SECOND, made.second)):
            for name in names:
                keyring = crowd.person(name).keyring if names is SECOND else None
                user = crowd.by_name[name].user_id
                found.append(
                    await Professional.login(
                        stage.homeserver.url, user, stage.passwords[name], keyring=keyring, signed=names is SECOND
                    )
                )
        try:
            yield made
        finally:
            await asyncio.gather(*(person.close() for person in (*made.strays, *made.second)))
            await opened.aclose()
