"""Whatever happens to a case, in whatever order, and however often the bot is killed: nobody reads what they may not.

Who may read is worked out here from nothing but what was ever recorded: the log of consent, who was put out for good,
who works where. The rooms and the messages of the bot are held against that at the moment they change.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.calendar import Workdays, no_holidays
from bot.domain.case import Answer, CaseCode
from bot.domain.clock import Watch
from bot.domain.duty import Duty
from bot.domain.people import Person, Place, Role, UserId
from bot.domain.rooms import RoomId
from bot.domain.trust import TrustState
from bot.ports import HomeserverDownError, HomeserverRefusedError, Outgoing, Readers, Work
from bot.usecases import seats
from bot.usecases.membership import Membership
from bot.usecases.notices import Intruders
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_consent import BackAhead, YesAhead
from bot.usecases.results_going import LeavingAhead
from bot.usecases.rosters import roster_of
from bot.usecases.withdrawal import watch_ends
from tests.commands.stage import DIRECTORY, REMINDER_TIMES, Stage, confirmed
from tests.enrolled import enrol
from tests.usecases.killed import KilledError, survives
from tests.usecases.scene import Scene, StubbornRooms, delivery

PRO, DH = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})
PARTIES = ("politie", "vt", "csg", "shn", "om")
ADMINS = tuple(
    Person(f"@{name}:regiekamer.test", name.title(), "beheer", frozenset(), frozenset({Role.ADMIN}))
    for name in ("bea", "ben")
)


def _person(name: str, organisation: str, *roles: Role) -> Person:
    return Person(f"@{name}:regiekamer.test", name.title(), organisation, DH, PRO | set(roles))


PEOPLE = (
    _person("pim", "politie", Role.CHAIR),
    _person("puck", "politie", Role.CHAIR),
    _person("vera", "vt", Role.COORDINATOR),
    _person("vic", "vt", Role.COORDINATOR),
    _person("cees", "csg", Role.COORDINATOR),
    _person("cora", "csg", Role.COORDINATOR),
    _person("saar", "shn", Role.COORDINATOR),
    _person("otto", "om"),
)
HERE = replace(DIRECTORY, people=(*PEOPLE, *ADMINS))
ADMIN = ADMINS[0].user_id
PARTY_OF = {person.user_id: person.organisation for person in PEOPLE}
WHO = st.sampled_from([p.user_id for p in PEOPLE])
CASE = st.sampled_from([0, 1])
PARTY = st.sampled_from(PARTIES)
TROUBLE = st.sampled_from([HomeserverDownError("away"), HomeserverRefusedError("M_FORBIDDEN", 403)])
METHODS = st.sampled_from(["create", "invite", "remove", "exists", "send"])
GRANTING = {Answer.YES, Answer.GROUND}
WORKDAYS = Workdays(frozenset(range(5)), no_holidays)
T = TypeVar("T")


@dataclass
class WatchedRooms(StubbornRooms):
    """Tells of every message and every invitation before it is done; may take the bot with it."""

    watch: Callable[[str, RoomId, frozenset[UserId]], Awaitable[None]] | None = None
    kill_in: int = 0

    def _note(self, method: str, about: str) -> None:
        super()._note(method, about)
        if self.kill_in and method in {"create", "invite", "remove", "send"}:
            self.kill_in -= 1
            if not self.kill_in:
                raise KilledError

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        if self.watch is not None:
            await self.watch("invited", room_id, frozenset({user_id}))
        await super().invite(room_id, user_id)

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        if self.watch is not None:
            able = {user for user, identity in (await readers()).items() if identity is not None}
            await self.watch("given a key", room_id, frozenset(able) & self.joined[room_id])
        return await super().send(room_id, readers, outgoing)


class History(RuleBasedStateMachine):
    """Types what people type, lets time pass, and kills the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.scene = Scene(Stage())
        self.rooms = WatchedRooms(accounts={person.user_id for person in HERE.people})
        self.scene.rooms = self.rooms
        self.codes: list[CaseCode] = []
        self.out: set[tuple[CaseCode, UserId]] = set()
        self.blocked: set[UserId] = set()
        self.gone: set[UserId] = set()
        self.keyed = 0
        self.wrong: list[str] = []
        self.rooms.watch = self._held_against_the_record

    # --- what is true, worked out anew from what was recorded ---

    async def _may(self, code: CaseCode) -> frozenset[UserId]:
        """Give who may be in a case at all, by the log of consent alone. When it ran out, the bot has a second."""
        async with self.stage.database.work() as work:
            last = {entry.organisation: entry.answer for entry in await work.cases.consent_history(code)}
        parties = {organisation for organisation, answer in last.items() if answer in GRANTING}
        return frozenset(
            p.user_id
            for p in PEOPLE
            if p.organisation in parties and (code, p.user_id) not in self.out and p.user_id not in self.gone
        )

    async def _held_against_the_record(self, what: str, room_id: RoomId, users: frozenset[UserId]) -> None:
        async with self.stage.database.work() as work:
            room = await work.rooms.by_id(room_id)
        if room is None or room.place is not Place.CASE:
            return
        may = await self._may(room.subject)
        if what == "given a key":
            self.keyed += bool(users)
            may -= self.blocked
        if users - may:
            self.wrong.append(f"{sorted(users - may)} {what} in {room.subject}")

    # --- the machine ---

    @property
    def stage(self) -> Stage:
        return self.scene.stage

    def run(self, doing: Awaitable[T]) -> T:
        async def wait() -> T:
            return await doing

        return self.runner.run(wait())

    async def change(self, doing: Callable[[Work], Awaitable[object]]) -> None:
        async with self.stage.database.work() as work:
            await doing(work)
            await work.commit()

    @initialize()
    def begin(self) -> None:
        self.run(self._begin())

    async def _begin(self) -> None:
        await self._enrol()
        for reference in ("1", "2"):
            self.codes.append(await self.scene.open_case(reference))
        self._restart()
        await self.scene.membership.reconcile()

    async def _enrol(self) -> None:
        async def put(work: Work) -> None:
            await enrol(work, HERE)
            for person in HERE.people:
                if person.user_id not in self.blocked:
                    await work.pins.save(confirmed(person.user_id))
            await ensure_rooms(work, self.stage.speaker, self.stage.now)

        await self.change(put)

    def _restart(self) -> None:
        work, now = self.stage.database.work, self.stage.clock
        self.scene.membership = Membership(work, self.rooms, self.stage.speaker, now)
        self.delivery = delivery(self.stage, self.rooms)

    def _type(self, who: UserId, place: Place, subject: str, text: str) -> list[object]:
        """Let somebody type this, if they can: whoever is in the room according to the homeserver."""

        async def say() -> list[object]:
            async with self.stage.database.work() as work:
                room = await work.rooms.find(place, subject)
            if room is None or room.room_id is None or who not in self.rooms.joined.get(room.room_id, ()):
                return []
            return await self.scene.say(who, room.room_id, text)

        return self.run(say())

    def _in_case(self, who: UserId, case: int, text: str) -> list[object]:
        return self._type(who, Place.CASE, self.codes[case], text)

    # --- what people do ---

    @rule(
        who=WHO, case=CASE, party=PARTY, answer=st.sampled_from(["nee", "anoniem", "ingetrokken"]), there=st.booleans()
    )
    def take_away(self, who: UserId, case: int, party: str, answer: str, *, there: bool) -> None:
        """Somebody records an answer that lets nobody in."""
        if there:
            self._type(who, Place.DIRECT, who, f"!toestemming {self.codes[case]} {party} {answer}")
        else:
            self._in_case(who, case, f"!toestemming {party} {answer}")

    @rule(who=WHO, case=CASE, party=PARTY, days=st.one_of(st.none(), st.integers(0, 3)))
    def say_yes(self, who: UserId, case: int, party: str, days: int | None) -> None:
        """Whoever may, records a yes as it was shown, perhaps with a last day."""
        until = "" if days is None else f" tot over {days} dagen" if days else " tot vandaag"
        for said in self._in_case(who, case, f"!toestemming {party} ja{until}"):
            if isinstance(said, YesAhead):
                self._in_case(who, case, said.command)

    @rule(who=WHO, case=CASE)
    def bring_back(self, who: UserId, case: int) -> None:
        """Somebody says yes from the direct chat: it is heard only where nobody is left, of who knew the case."""
        for said in self._type(who, Place.DIRECT, who, f"!toestemming {self.codes[case]} ja"):
            if isinstance(said, BackAhead):
                self._type(who, Place.DIRECT, who, said.command)

    @rule(who=WHO, case=CASE)
    def coordinate(self, who: UserId, case: int) -> None:
        """Somebody becomes regiehouder."""
        self._in_case(who, case, f"!regie {who}")

    @rule(who=WHO, owner=WHO, case=CASE)
    def agree(self, who: UserId, owner: UserId, case: int) -> None:
        """Something is agreed on, and rings for its owner."""
        self._in_case(who, case, f"!actie {owner} morgen: iets doen")

    @rule(who=WHO, case=CASE)
    def withdraw(self, who: UserId, case: int) -> None:
        """Somebody is out of a case for good."""
        code = self.codes[case]
        before = self.run(self._excluded(code))
        self._type(who, Place.DIRECT, who, f"!terugtrekken {code} bevestig")
        self.out |= {(code, user) for user in self.run(self._excluded(code)) - before}

    async def _excluded(self, code: CaseCode) -> frozenset[UserId]:
        async with self.stage.database.work() as work:
            return await work.cases.excluded(code)

    @rule(who=WHO, case=CASE, there=st.booleans())
    def replace_oneself(self, who: UserId, case: int, *, there: bool) -> None:
        """Somebody lets a colleague take over, or adds one."""
        colleague = next((p.user_id for p in PEOPLE if p.organisation == PARTY_OF[who] and p.user_id != who), who)
        if there:
            self._type(who, Place.DIRECT, who, f"!vervang {self.codes[case]} mij door {colleague}")
        else:
            self._in_case(who, case, f"!erbij {colleague}")

    @rule(who=WHO, back=st.booleans())
    def be_away(self, who: UserId, *, back: bool) -> None:
        """Somebody is away for some days, or is back."""
        self._type(who, Place.DIRECT, who, "!afwezig weg" if back else "!afwezig vandaag t/m over 2 dagen")

    @rule(party=PARTY, users=st.lists(WHO, max_size=2, unique=True))
    def make_rota(self, party: str, users: list[UserId]) -> None:
        """Somebody else has duty; whoever is on a list may be of another organisation by now."""
        lines = [Duty("DH", party, user, weekday=day, turn=turn) for day in range(7) for turn, user in enumerate(users)]
        self.run(self.change(lambda work: work.duties.replace("DH", party, lines)))

    @rule(who=WHO, case=CASE, line=st.sampled_from(["!mdt start", "!volgende", "!mdt sluit", "!mdt spoed"]))
    def meet(self, who: UserId, case: int, line: str) -> None:
        """A chair leads the MDT; guests come and go with it."""
        code = f" {self.codes[case]}" if line.endswith("spoed") else ""
        self._type(who, Place.MDT, "DH", f"{line}{code}")

    @rule(who=WHO, case=CASE, again=st.booleans())
    def close_or_reopen(self, who: UserId, case: int, *, again: bool) -> None:
        """The case ends, whatever is in the way, or goes on."""
        code, now = self.codes[case], self.stage.now

        async def turn(work: Work) -> None:
            found = await work.cases.get(code)
            assert found is not None
            if again and found.closed_at is not None:
                await work.cases.reopen(code, now, who, "nieuwe melding")
            elif not again and found.closed_at is None:
                await work.cases.close(code, now, who)

        self.run(self.change(turn))

    @rule(who=WHO)
    def leave_service(self, who: UserId) -> None:
        """Somebody leaves; an administrator types it."""
        for said in self._type(ADMIN, Place.ADMIN, "", f"!uitdienst {who}"):
            if isinstance(said, LeavingAhead):
                self._type(ADMIN, Place.ADMIN, "", said.command)
        self.gone = {p.user_id for p in PEOPLE} - self.run(self._listed())

    async def _listed(self) -> frozenset[UserId]:
        async with self.stage.database.work() as work:
            return frozenset(person.user_id for person in (await work.people.directory()).people)

    @rule()
    def come_back(self) -> None:
        """Everybody who left is listed again, and confirmed."""
        self.gone = set()
        self.run(self._enrol())

    @rule(who=WHO, blocked=st.booleans())
    def identity(self, who: UserId, *, blocked: bool) -> None:
        """Somebody's identity changes and is blocked, or is confirmed again."""
        pin = confirmed(who)
        self.run(
            self.change(lambda work: work.pins.save(replace(pin, standing=TrustState.BLOCKED) if blocked else pin))
        )
        (self.blocked.add if blocked else self.blocked.discard)(who)

    @rule(who=WHO, number=st.integers(0, 30), own=st.booleans())
    def come_or_go(self, who: UserId, number: int, *, own: bool) -> None:
        """Somebody accepts an invitation, or leaves a room."""
        rooms = list(self.rooms.joined)
        room_id = rooms[number % len(rooms)]
        if who in self.rooms.invited[room_id]:
            self.rooms.join(room_id, who)
        elif own and who in self.rooms.joined[room_id]:
            self.rooms.leave(room_id, who)

    @rule()
    def everybody_accepts(self) -> None:
        """All invitations are accepted."""
        for room_id, users in self.rooms.invited.items():
            self.rooms.join(room_id, *users)

    # --- what the bot does, and what happens to it ---

    @rule()
    def reconcile(self) -> None:
        """The bot brings rooms in line; killed in the middle, it starts again."""
        if not survives(self.runner, self.scene.membership.reconcile()):
            self._restart()

    @rule()
    def deliver(self) -> None:
        """The bot says what it has to say; killed in the middle, it starts again."""
        if not survives(self.runner, self.delivery.all()):
            self._restart()

    @rule(minutes=st.sampled_from([1, 60, 600, 1_440]))
    def time_passes(self, minutes: int) -> None:
        """Consents run out meanwhile."""
        self.stage.now += timedelta(minutes=minutes)

        async def tick(work: Work) -> None:
            await watch_ends(work, self.stage.speaker, self.stage.now, REMINDER_TIMES, WORKDAYS)
            await seats.keep(work, self.stage.speaker, self.stage.now, Watch())

        self.run(self.change(tick))

    @rule(after=st.integers(1, 6))
    def kill_soon(self, after: int) -> None:
        """The plug is pulled at the n-th thing it does on the homeserver."""
        self.rooms.kill_in = after

    @rule(error=TROUBLE, method=METHODS)
    def trouble(self, error: HomeserverDownError | HomeserverRefusedError, method: str) -> None:
        """The homeserver says no once."""
        self.rooms.trouble[method] = [error]

    # --- what must hold ---

    @invariant()
    def nobody_was_let_in_or_given_a_key_who_may_not_read(self) -> None:
        """Each time when it happened: see `_held_against_the_record`."""
        assert not self.wrong

    @invariant()
    def rosters_hold_only_who_may(self) -> None:
        """Also before anything was done about it."""
        if self.codes:
            self.run(self._look_at_rosters())

    async def _look_at_rosters(self) -> None:
        for code in self.codes:
            may = await self._may(code)
            async with self.stage.database.work() as work:
                roster = await work.cases.roster(code)
            # Who left service comes back to what was theirs, and is nowhere meanwhile.
            assert {member.user_id for member in roster} - self.gone <= may

    def teardown(self) -> None:
        """When all is well again, the rooms hold nobody but those who may, and everything was said."""
        self.rooms.trouble.clear()
        self.rooms.kill_in = 0
        self._restart()
        try:
            for _ in range(3):
                self.run(self.scene.membership.reconcile())
            self.run(self.delivery.all())
            self.run(self._look_at_rooms())
            assert not self.wrong
            assert not self.scene.told(Intruders)
        finally:
            self.runner.close()

    async def _look_at_rooms(self) -> None:
        for code in self.codes:
            room_id = await self.scene.room_id(Place.CASE, code)
            present = (self.rooms.joined[room_id] | self.rooms.invited[room_id]) - {self.rooms.user_id}
            room = await self.scene.room(Place.CASE, code)
            async with self.stage.database.work() as work:
                roster = await roster_of(work, room)
            assert present <= roster <= await self._may(code)


TestHistory = History.TestCase
TestHistory.settings = settings(stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_the_machine_gives_keys_at_all() -> None:
    """Nothing above would fail if nobody was ever let in."""
    machine = History()
    machine.begin()
    machine.everybody_accepts()
    cees = PEOPLE[4].user_id
    machine.coordinate(cees, 0)
    machine.deliver()
    assert machine.keyed
    assert machine.run(machine._may(machine.codes[0])) > {cees}
    machine.take_away(cees, 0, "politie", "ingetrokken", there=False)
    assert PEOPLE[0].user_id not in machine.run(machine._may(machine.codes[0]))
    machine.say_yes(cees, 0, "politie", 1)
    assert PEOPLE[0].user_id in machine.run(machine._may(machine.codes[0]))
    for _ in range(3):
        machine.time_passes(1_440)
    assert PEOPLE[0].user_id not in machine.run(machine._may(machine.codes[0]))
    machine.teardown()
