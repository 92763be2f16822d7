"""Whoever goes in whatever way, in whatever order: no open action is without somebody who can act, or it was reported;
nobody who was excluded is in that case again.
"""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.domain.case import ActionState, CaseCode, may_coordinate
from bot.domain.leaving import in_case
from bot.domain.people import Place, Role, UserId
from bot.usecases.handover import facts_of
from bot.usecases.results_going import SomebodyGone, WithdrawnHere, WithoutCoordinator
from tests.commands.machine import Machine, administrator, directory_of, professional
from tests.commands.stage import Said

PEOPLE = (
    professional("vera", "vt", Role.COORDINATOR),
    professional("vic", "vt", Role.COORDINATOR),
    professional("viola", "vt"),
    professional("cees", "csg", Role.COORDINATOR),
    professional("cora", "csg"),
    professional("pim", "politie", Role.CHAIR),
    professional("puck", "politie", Role.CHAIR),
)
ADMINS = tuple(administrator(name) for name in ("bea", "ben", "bo"))
ADMIN = ADMINS[0].user_id
WHO = st.sampled_from([p.user_id for p in PEOPLE])
CASE = st.sampled_from([0, 1])


class Going(Machine):
    """Types what people could type; looks at what is stored and at what was said."""

    directory = directory_of(*PEOPLE, *ADMINS)

    def __init__(self) -> None:
        super().__init__()
        self.out: set[tuple[CaseCode, UserId]] = set()
        self.reported: set[tuple[CaseCode, str]] = set()
        self.coordinated: set[CaseCode] = set()
        self.alarmed: set[CaseCode] = set()

    def heard(self, said: list[Said]) -> list[object]:
        values = super().heard(said)
        for value in values:
            gone = value.gone if isinstance(value, WithdrawnHere) else value
            if isinstance(gone, SomebodyGone) and not gone.to:
                self.reported |= {(gone.code, label) for label in gone.labels}
            elif isinstance(gone, WithoutCoordinator):
                self.alarmed |= set(gone.codes)
        return values

    @rule(who=WHO, case=CASE, owner=st.one_of(WHO, st.sampled_from(["vt", "csg", "politie"])))
    def agree(self, who: UserId, case: int, owner: UserId) -> None:
        here = self.loop.run_until_complete(self._in(self.codes[case]))
        if owner in {"vt", "csg", "politie"} - {p.organisation for p in PEOPLE if p.user_id in here}:
            return  # with consent it may have something to do outside the chat (R7)
        self.type(who, Place.CASE, self.codes[case], f"!actie {owner} vrijdag: iets doen")

    @rule(who=WHO, case=CASE)
    def finish(self, who: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], "!klaar A1")

    @rule(who=WHO, case=CASE)
    def appoint(self, who: UserId, case: int) -> None:
        for by in PEOPLE:
            self.type(by.user_id, Place.CASE, self.codes[case], f"!regie {who}")

    @rule(who=WHO, case=CASE, direct=st.booleans())
    def withdraw(self, who: UserId, case: int, *, direct: bool) -> None:
        code = self.codes[case]
        here = self.loop.run_until_complete(self._in(code))
        if direct:
            self.type(who, Place.DIRECT, who, f"!terugtrekken {code} bevestig")
        else:
            self.type(who, Place.CASE, code, "!terugtrekken bevestig")
        if who in here:
            self.out.add((code, who))

    @rule(who=WHO, case=CASE)
    def exclude(self, who: UserId, case: int) -> None:
        code = self.codes[case]
        coordinator = self.loop.run_until_complete(self._coordinator(code))
        if coordinator is not None and coordinator != who and who in self.loop.run_until_complete(self._in(code)):
            self.type(coordinator, Place.DIRECT, coordinator, f"!uitsluiten {code} {who} bevestig")
            self.out.add((code, who))

    @rule(who=WHO, successor=st.one_of(st.just(""), WHO))
    def leave(self, who: UserId, successor: UserId) -> None:
        if self.out_of_service(ADMIN, who, successor):
            assert self.loop.run_until_complete(self._cases_of(who)) == ()

    @rule()
    def come_back(self) -> None:
        self.loop.run_until_complete(self.enrol_all())

    @rule(organisation=st.sampled_from(["vt", "csg", "politie"]), users=st.lists(WHO, max_size=3, unique=True))
    def make_rota(self, organisation: str, users: list[UserId]) -> None:
        self.put_on_rota(organisation, users, weekday=1)

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
