"""Whatever people type and whoever goes: a case has one regiehouder who may be it, somebody is asked, or an alarm."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.domain.agenda import Reason
from bot.domain.calendar import local_day
from bot.domain.case import CaseCode, may_coordinate
from bot.domain.clock import Watch
from bot.domain.duty import Absence
from bot.domain.leaving import in_case
from bot.domain.people import Place, Role, UserId
from bot.domain.regie import RequestState, has_authority, open_request
from bot.usecases.agenda import why
from bot.usecases.handover import facts_of
from bot.usecases.regie_watch import watch_regie
from bot.usecases.results_going import WithoutCoordinator
from bot.usecases.results_regie import HandoverAhead
from tests.commands.machine import Machine, administrator, directory_of, professional
from tests.commands.stage import Said

PEOPLE = (
    professional("vera", "vt", Role.COORDINATOR),
    professional("vic", "vt", Role.COORDINATOR),
    professional("viola", "vt"),
    professional("cees", "csg", Role.COORDINATOR),
    professional("cora", "csg", Role.COORDINATOR),
    professional("pim", "politie", Role.CHAIR),
)
ADMIN, *OTHERS = (administrator(name) for name in ("bea", "ben", "bo"))
WHO = st.sampled_from([p.user_id for p in PEOPLE])
ABLE = st.sampled_from([p.user_id for p in PEOPLE if p.has(Role.COORDINATOR)])
CASE = st.sampled_from([0, 1])


class Regie(Machine):
    """Types what people could type; looks at what is stored and at what was said."""

    directory = directory_of(*PEOPLE, ADMIN, *OTHERS)

    def __init__(self) -> None:
        super().__init__()
        self.number = 2
        self.had: set[CaseCode] = set()
        self.alarmed: set[CaseCode] = set()

    def heard(self, said: list[Said]) -> list[object]:
        values = super().heard(said)
        for value in values:
            if isinstance(value, WithoutCoordinator):
                self.alarmed |= set(value.codes)
        return values

    @rule(who=WHO, asked=WHO, case=CASE, how=st.sampled_from(["{}", "{}", "overdragen {}", "overdragen {} met acties"]))
    def ask(self, who: UserId, asked: UserId, case: int, how: str) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!regie {how.format(asked)}")

    @rule(who=WHO, case=CASE, word=st.sampled_from(["csg", "vt", "politie", "ik", "", "intrekken"]))
    def say(self, who: UserId, case: int, word: str) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!regie {word}")

    @rule(who=ABLE, case=CASE, line=st.sampled_from(["aanvaard", "weiger: te druk"]), direct=st.booleans())
    def answer(self, who: UserId, case: int, line: str, *, direct: bool) -> None:
        """Whoever is asked answers; without a question, somebody does."""
        code = self.codes[case]
        who = self.loop.run_until_complete(self._asked(code)) or who
        if direct:
            verb, _, reason = line.partition(" ")
            self.type(who, Place.DIRECT, who, f"!regie {verb.rstrip(':')} {code} {reason}")
        else:
            self.type(who, Place.CASE, code, f"!regie {line}")

    @rule(who=ABLE, receiver=ABLE)
    def hand_over_all(self, who: UserId, receiver: UserId) -> None:
        for shown in self.type(who, Place.DIRECT, who, f"!regie overdragen alles {receiver}"):
            if isinstance(shown, HandoverAhead):
                self.type(who, Place.DIRECT, who, shown.command)
                self.type(receiver, Place.DIRECT, receiver, "!regie aanvaard alles")

    @rule(who=WHO, case=CASE, line=st.sampled_from(["geef: onenigheid", "weg", "recht: geen aangifte"]))
    def authority(self, who: UserId, case: int, line: str) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!doorzetten {line}")

    async def _asked(self, code: CaseCode) -> UserId | None:
        async with self.stage.database.work() as work:
            request = open_request(await work.regie.of(code))
        return None if request is None else request.asked

    async def _coordinator(self, code: CaseCode) -> UserId | None:
        async with self.stage.database.work() as work:
            case = await work.cases.get(code)
        return None if case is None else case.coordinator

    @rule(case=CASE, which=st.sampled_from(["asked", "coordinator"]), how=st.sampled_from(["case", "service"]))
    def lose(self, case: int, which: str, how: str) -> None:
        """Whoever is asked, or is regiehouder, goes."""
        find = self._asked if which == "asked" else self._coordinator
        who = self.loop.run_until_complete(find(self.codes[case]))
        if who is not None and how == "case":
            self.withdraw(who, case)
        elif who is not None:
            self.leave(who)

    @rule(case=CASE)
    def empower(self, case: int) -> None:
        """The chair gives the regiehouder authority."""
        self.type(PEOPLE[-1].user_id, Place.CASE, self.codes[case], "!doorzetten geef: onenigheid")

    @rule(who=ABLE, case=CASE)
    def take(self, who: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], "!regie ik")

    @rule(who=ABLE, case=CASE)
    def ask_one_who_could(self, who: UserId, case: int) -> None:
        for by in PEOPLE:
            if by.user_id != who:
                self.type(by.user_id, Place.CASE, self.codes[case], f"!regie {who}")

    @rule(who=WHO, case=CASE)
    def withdraw(self, who: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], "!terugtrekken bevestig")

    @rule(who=WHO, comer=WHO, leaver=WHO, case=CASE)
    def replace_somebody(self, who: UserId, comer: UserId, leaver: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!vervang {leaver} door {comer}")

    @rule(who=WHO, case=CASE, party=st.sampled_from(["vt", "csg"]))
    def take_consent(self, who: UserId, case: int, party: str) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!toestemming {party} ingetrokken")

    @rule(who=WHO)
    def leave(self, who: UserId) -> None:
        self.out_of_service(ADMIN.user_id, who)

    @rule(case=CASE)
    def begin_anew(self, case: int) -> None:
        """Everybody is back, and a new case takes the place of one where hardly anybody was left."""
        self.loop.run_until_complete(self._anew(case))

    async def _anew(self, case: int) -> None:
        await self.enrol_all()
        self.number += 1
        self.codes[case] = await self.stage.new_case(str(self.number))

    @rule(who=ABLE, deputy=st.one_of(st.none(), ABLE), away=st.booleans())
    def be_away(self, who: UserId, deputy: UserId | None, *, away: bool) -> None:
        self.loop.run_until_complete(self._away(who, deputy, away=away))

    async def _away(self, who: UserId, deputy: UserId | None, *, away: bool) -> None:
        today = local_day(self.stage.now)
        async with self.stage.database.work() as work:
            absences = [Absence(who, today, today, deputy if deputy != who else None)] if away else []
            await work.absences.replace(who, absences)
            await work.commit()

    @rule(organisation=st.sampled_from(["vt", "csg"]), users=st.lists(WHO, max_size=3, unique=True))
    def make_rota(self, organisation: str, users: list[UserId]) -> None:
        self.put_on_rota(organisation, users, weekday=1)

    @rule(hours=st.sampled_from([1, 2, 4, 15, 72]))
    def wait(self, hours: int) -> None:
        self.stage.now += timedelta(hours=hours)

    async def _tick(self) -> None:
        async with self.stage.database.work() as work:
            await watch_regie(work, self.stage.speaker, self.stage.now, Watch())
            await work.commit()
        self.heard(await self.stage.read())

    @invariant()
    def every_case_is_covered_or_alarms(self) -> None:
        self.loop.run_until_complete(self._look())

    async def _look(self) -> None:
        await self._tick()
        async with self.stage.database.work() as work:
            directory = await work.people.directory()
            reasons = await why(work, "DH", local_day(self.stage.now), Watch())
            assert not [entry for entry in await work.audit.latest(20) if entry.outcome == "error"]
            for code in self.codes:
                facts = await facts_of(work, code)
                here = in_case(facts, directory)
                open_ = [each for each in await work.regie.of(code) if each.state is RequestState.OPEN]
                assert len(open_) <= 1
                for request in open_:
                    assert request.asked in here
                coordinator = facts.case.coordinator
                if coordinator is not None:
                    person = directory.person(coordinator)
                    assert person is not None
                    assert coordinator in here
                    assert may_coordinate(person, directory)
                if coordinator is not None or (open_ and open_[0].covers):
                    self.had.add(code)
                    self.alarmed.discard(code)
                else:
                    assert Reason.NO_COORDINATOR in reasons[code]
                    assert code not in self.had or code in self.alarmed
                grants = await work.authority.grants(code)
                assert not (grants and grants[-1].given) or has_authority(grants, coordinator)


Regie.TestCase.settings = settings(max_examples=80, stateful_step_count=30, deadline=None)
TestRegie = Regie.TestCase
