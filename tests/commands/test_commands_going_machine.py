"""Whoever goes in whatever way, in whatever order: no open action is without somebody who can act, or it was reported;
nobody who was excluded is in that case again.
"""

import asyncio
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.domain.case import ActionState, CaseCode, may_coordinate
from bot.domain.duty import Duty
from bot.domain.leaving import in_case
from bot.domain.people import Person, Place, Role, UserId
from bot.usecases.handover import facts_of
from bot.usecases.open_case import ensure_rooms
from bot.usecases.results_going import LeavingAhead, SomebodyGone, WithdrawnHere, WithoutCoordinator
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
    _person("cora", "csg"),
    _person("pim", "politie", Role.CHAIR),
    _person("puck", "politie", Role.CHAIR),
)
ADMINS = tuple(
    Person(f"@{name}:regiekamer.test", name.title(), "beheer", frozenset(), frozenset({Role.ADMIN}))
    for name in ("bea", "ben", "bo")
)
HERE = replace(DIRECTORY, people=(*PEOPLE, *ADMINS))
ADMIN = ADMINS[0].user_id
WHO = st.sampled_from([p.user_id for p in PEOPLE])
CASE = st.sampled_from([0, 1])


class Going(RuleBasedStateMachine):
    """Types what people could type; looks at what is stored and at what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stage = Stage()
        self.codes: list[CaseCode] = []
        self.out: set[tuple[CaseCode, UserId]] = set()
        self.reported: set[tuple[CaseCode, str]] = set()
        self.coordinated: set[CaseCode] = set()
        self.alarmed: set[CaseCode] = set()

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
        said = [each.value for each in self.loop.run_until_complete(self.stage.post(who, text, place, subject))]
        for value in said:
            gone = value.gone if isinstance(value, WithdrawnHere) else value
            if isinstance(gone, SomebodyGone) and not gone.to:
                self.reported |= {(gone.code, label) for label in gone.labels}
            elif isinstance(gone, WithoutCoordinator):
                self.alarmed |= set(gone.codes)
        return said

    @rule(who=WHO, case=CASE, owner=st.one_of(WHO, st.sampled_from(["vt", "csg", "politie"])))
    def agree(self, who: UserId, case: int, owner: UserId) -> None:
        here = self.loop.run_until_complete(self._in(self.codes[case]))
        if owner in {"vt", "csg", "politie"} - {p.organisation for p in PEOPLE if p.user_id in here}:
            return  # with consent it may have something to do outside the chat (R7)
        self._type(who, Place.CASE, self.codes[case], f"!actie {owner} vrijdag: iets doen")

    @rule(who=WHO, case=CASE)
    def finish(self, who: UserId, case: int) -> None:
        self._type(who, Place.CASE, self.codes[case], "!klaar A1")

    @rule(who=WHO, case=CASE)
    def appoint(self, who: UserId, case: int) -> None:
        for by in PEOPLE:
            self._type(by.user_id, Place.CASE, self.codes[case], f"!regie {who}")

    @rule(who=WHO, case=CASE, direct=st.booleans())
    def withdraw(self, who: UserId, case: int, *, direct: bool) -> None:
        code = self.codes[case]
        here = self.loop.run_until_complete(self._in(code))
        if direct:
            self._type(who, Place.DIRECT, who, f"!terugtrekken {code} bevestig")
        else:
            self._type(who, Place.CASE, code, "!terugtrekken bevestig")
        if who in here:
            self.out.add((code, who))

    @rule(who=WHO, case=CASE)
    def exclude(self, who: UserId, case: int) -> None:
        code = self.codes[case]
        coordinator = self.loop.run_until_complete(self._coordinator(code))
        if coordinator is not None and coordinator != who and who in self.loop.run_until_complete(self._in(code)):
            self._type(coordinator, Place.DIRECT, coordinator, f"!uitsluiten {code} {who} bevestig")
            self.out.add((code, who))

    @rule(who=WHO, successor=st.one_of(st.just(""), WHO))
    def leave(self, who: UserId, successor: UserId) -> None:
        said = self._type(ADMIN, Place.ADMIN, "", f"!uitdienst {who} {successor}")
        for shown in [value for value in said if isinstance(value, LeavingAhead)]:
            self._type(ADMIN, Place.ADMIN, "", shown.command)
            assert self.loop.run_until_complete(self._cases_of(who)) == ()

    @rule()
    def come_back(self) -> None:
        self.loop.run_until_complete(self._enrol())

    @rule(organisation=st.sampled_from(["vt", "csg", "politie"]), users=st.lists(WHO, max_size=3, unique=True))
    def make_rota(self, organisation: str, users: list[UserId]) -> None:
        self.loop.run_until_complete(self._rota(organisation, users))

    async def _rota(self, organisation: str, users: list[UserId]) -> None:
        async with self.stage.database.work() as work:
            lines = [Duty("DH", organisation, user, weekday=1, turn=turn) for turn, user in enumerate(users)]
            await work.duties.replace("DH", organisation, lines)
            await work.commit()

    async def _cases_of(self, who: UserId) -> tuple[CaseCode, ...]:
        async with self.stage.database.work() as work:
            return await work.cases.of_person(who)

    async def _in(self, code: CaseCode) -> frozenset[UserId]:
        async with self.stage.database.work() as work:
            return in_case(await facts_of(work, code), await work.people.directory())

    async def _coordinator(self, code: CaseCode) -> UserId | None:
        async with self.stage.database.work() as work:
            return (await facts_of(work, code)).case.coordinator

    @invariant()
    def everything_has_somebody_or_was_reported(self) -> None:
        self.loop.run_until_complete(self._look())

    async def _look(self) -> None:
        async with self.stage.database.work() as work:
            directory = await work.people.directory()
            for code in self.codes:
                facts = await facts_of(work, code)
                here = in_case(facts, directory)
                parties = {member.organisation for member in facts.roster if member.user_id in here}
                for action in facts.actions:
                    if action.state is ActionState.OPEN and (code, action.label) not in self.reported:
                        owner = action.owner
                        assert owner.user_id in here if owner.user_id else owner.organisation in parties
                coordinator = facts.case.coordinator
                if coordinator is not None:
                    person = directory.person(coordinator)
                    assert coordinator in here
                    assert person is not None
                    assert may_coordinate(person, directory)
                    self.coordinated.add(code)
                elif code in self.coordinated:
                    assert code in self.alarmed
                for case, user in self.out:
                    assert case != code or user not in {member.user_id for member in facts.roster}


Going.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestGoing = Going.TestCase
