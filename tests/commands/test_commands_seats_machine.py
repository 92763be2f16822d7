"""Whatever happens to duty, absence, consent, people and the agenda, in whatever order, with the bot looking or not:
a roster holds admitted people of organisations that take part, and a guest only on a day the case is on the agenda.
"""

import asyncio
from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.calendar import local_day
from bot.domain.case import ActionState, CaseCode
from bot.domain.clock import Watch
from bot.domain.duty import Duty
from bot.domain.people import Person, Place, Role, UserId
from bot.usecases.handover import facts_of
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_consent import YesAhead
from bot.usecases.results_going import LeavingAhead
from bot.usecases.rosters import roster_of
from bot.usecases.seats import keep
from tests.commands.stage import DIRECTORY, Stage
from tests.enrolled import enrol

PRO, DH = frozenset({Role.PROFESSIONAL}), frozenset({"DH"})


def _person(name: str, organisation: str, *roles: Role) -> Person:
    return Person(f"@{name}:regiekamer.test", name.title(), organisation, DH, PRO | set(roles))


PEOPLE = (
    _person("vera", "vt", Role.COORDINATOR),
    _person("vic", "vt", Role.COORDINATOR),
    _person("viola", "vt"),
    _person("cees", "csg", Role.COORDINATOR),
    _person("pim", "politie", Role.CHAIR),
    _person("puck", "politie", Role.CHAIR),
    _person("pol", "politie"),
)
ADMIN = Person("@bea:regiekamer.test", "Bea", "beheer", frozenset(), frozenset({Role.ADMIN}))
HERE = replace(DIRECTORY, people=(*PEOPLE, ADMIN))
USERS = [p.user_id for p in PEOPLE]
WHO = st.sampled_from(USERS)
PARTY = st.sampled_from(["vt", "csg", "politie"])


class Sitting(RuleBasedStateMachine):
    """Types what people could type, lets time pass, and looks at what is stored after every tick."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stage = Stage()
        self.codes: list[CaseCode] = []
        self.out: set[tuple[CaseCode, UserId]] = set()

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def begin(self) -> None:
        self.loop.run_until_complete(self._begin())

    async def _begin(self) -> None:
        await self._enrol()
        self.codes = [await self.stage.new_case(reference) for reference in ("1", "2")]
        await self.stage.read()

    async def _enrol(self) -> None:
        async with self.stage.database.work() as work:
            await enrol(work, HERE)
            await ensure_rooms(work, self.stage.speaker, self.stage.now)
            await work.commit()

    def _type(self, who: UserId, place: Place, subject: str, text: str) -> list[object]:
        return [each.value for each in self.loop.run_until_complete(self.stage.post(who, text, place, subject))]

    @rule(organisation=PARTY, users=st.lists(WHO, max_size=3, unique=True), weekday=st.sampled_from([1, 2]))
    def make_rota(self, organisation: str, users: list[UserId], weekday: int) -> None:
        self.loop.run_until_complete(self._rota(organisation, users, weekday))

    async def _rota(self, organisation: str, users: list[UserId], weekday: int) -> None:
        async with self.stage.database.work() as work:
            lines = [Duty("DH", organisation, u, weekday=weekday, turn=turn) for turn, u in enumerate(users)]
            await work.duties.replace("DH", organisation, lines)
            await work.commit()

    @rule(who=WHO, deputy=st.one_of(st.none(), WHO))
    def be_away(self, who: UserId, deputy: UserId | None) -> None:
        self._type(who, Place.DIRECT, who, f"!afwezig vandaag {deputy or ''}")

    @rule(who=WHO)
    def be_back(self, who: UserId) -> None:
        self._type(who, Place.DIRECT, who, "!afwezig weg")

    @rule(who=WHO, case=st.sampled_from([0, 1]), organisation=PARTY)
    def withdraw_consent(self, who: UserId, case: int, organisation: str) -> None:
        self._type(who, Place.CASE, self.codes[case], f"!toestemming {organisation} ingetrokken")

    @rule(who=WHO, case=st.sampled_from([0, 1]), organisation=PARTY)
    def give_consent(self, who: UserId, case: int, organisation: str) -> None:
        said = self._type(who, Place.CASE, self.codes[case], f"!toestemming {organisation} ja")
        for shown in [value for value in said if isinstance(value, YesAhead)]:
            self._type(who, Place.CASE, self.codes[case], shown.command)

    @rule(who=WHO, case=st.sampled_from([0, 1]))
    def withdraw(self, who: UserId, case: int) -> None:
        if who in self.loop.run_until_complete(self._room(self.codes[case])):
            self._type(who, Place.CASE, self.codes[case], "!terugtrekken bevestig")
            self.out.add((self.codes[case], who))

    @rule(who=WHO)
    def leave_service(self, who: UserId) -> None:
        for shown in self._type(ADMIN.user_id, Place.ADMIN, "", f"!uitdienst {who}"):
            if isinstance(shown, LeavingAhead):
                self._type(ADMIN.user_id, Place.ADMIN, "", shown.command)

    @rule()
    def come_back(self) -> None:
        self.loop.run_until_complete(self._enrol())

    @rule(who=WHO, leaver=WHO, comer=WHO, case=st.sampled_from([0, 1]))
    def replace_somebody(self, who: UserId, leaver: UserId, comer: UserId, case: int) -> None:
        self._type(who, Place.CASE, self.codes[case], f"!vervang {leaver} door {comer}")

    @rule(who=WHO, comer=WHO, case=st.sampled_from([0, 1]))
    def add_somebody(self, who: UserId, comer: UserId, case: int) -> None:
        self._type(who, Place.CASE, self.codes[case], f"!erbij {comer}")

    @rule(who=WHO, owner=WHO, case=st.sampled_from([0, 1]))
    def agree(self, who: UserId, owner: UserId, case: int) -> None:
        self._type(who, Place.CASE, self.codes[case], f"!actie {owner} vrijdag: iets doen")
        self._type(who, Place.CASE, self.codes[case], f"!regie {owner}")

    @rule(text=st.sampled_from(["!mdt start", "!volgende", "!overslaan", "!terug", "!mdt sluit"]), urgent=st.booleans())
    def meet(self, text: str, *, urgent: bool) -> None:
        typed = f"!mdt spoed {self.codes[0]}" if urgent and text == "!mdt start" else text
        for chair in USERS:
            if self._type(chair, Place.MDT, "DH", typed):
                return

    @rule(hours=st.sampled_from([1, 2, 7, 16]))
    def let_time_pass(self, hours: int) -> None:
        self.stage.now += timedelta(hours=hours)

    async def _room(self, code: CaseCode) -> frozenset[UserId]:
        async with self.stage.database.work() as work:
            room = await work.rooms.find(Place.CASE, code)
            assert room is not None
            return await roster_of(work, room)

    @invariant()
    def rosters_are_right_once_the_bot_looked(self) -> None:
        self.loop.run_until_complete(self._look())

    async def _look(self) -> None:
        async with self.stage.database.work() as work:
            await keep(work, self.stage.speaker, self.stage.now, Watch())
            assert await keep(work, self.stage.speaker, self.stage.now, Watch()) == 0, "a second look changes nothing"
            await work.commit()
        await self.stage.read()
        async with self.stage.database.work() as work:
            directory = await work.people.directory()
            today, absences = local_day(self.stage.now), await work.absences.all()
            away = {each.user_id for each in absences if each.covers(today)}
            finished = await work.meetings.finished_cases("DH")
            running = await work.meetings.running("DH")
            for code in self.codes:
                facts = await facts_of(work, code)
                room = await work.rooms.find(Place.CASE, code)
                assert room is not None
                granting = {c.organisation for c in facts.consents if c.grants}
                here = await roster_of(work, room)
                assert here <= {p.user_id for p in directory.people if directory.admitted(p)}
                assert not {user for case, user in self.out if case == code} & here
                items = () if running is None else tuple(item.code for item in running.items)
                for member in facts.roster:
                    assert member.organisation in granting
                    if member.guest:
                        assert code in items or (code not in finished and Watch().has_meeting(today))
                        assert member.user_id in here
                        assert member.user_id not in away or running is not None
                for action in facts.actions:
                    user = action.owner.user_id
                    if action.state is ActionState.OPEN and user is not None and directory.person(user) is not None:
                        assert user in here


Sitting.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestSitting = Sitting.TestCase
