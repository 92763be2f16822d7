"""Whatever happens to duty, absence, consent, people and the agenda, in whatever order, with the bot looking or not:
a roster holds admitted people of organisations that take part, and a guest only on a day the case is on the agenda.
"""

from datetime import time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.domain.calendar import at, local_day
from bot.domain.case import ActionState, CaseCode
from bot.domain.clock import Watch
from bot.domain.duty import Duty
from bot.domain.people import Place, Role, UserId
from bot.usecases.handover import facts_of
from bot.usecases.results_consent import YesAhead
from bot.usecases.rosters import roster_of
from bot.usecases.seats import keep
from tests.commands.machine import Machine, administrator, directory_of, professional

PEOPLE = (
    professional("vera", "vt", Role.COORDINATOR),
    professional("vic", "vt", Role.COORDINATOR),
    professional("viola", "vt"),
    professional("cees", "csg", Role.COORDINATOR),
    professional("pim", "politie", Role.CHAIR),
    professional("puck", "politie", Role.CHAIR),
    professional("pol", "politie"),
)
ADMIN = administrator("bea")
USERS = [p.user_id for p in PEOPLE]
WORKERS = {"@viola:regiekamer.test", "@cees:regiekamer.test", "@pol:regiekamer.test"}
"""Who works on the two cases at first."""
WHO = st.sampled_from(USERS)
PARTY = st.sampled_from(["vt", "csg", "politie"])


class Sitting(Machine):
    """Types what people could type, lets time pass, and looks at what is stored after every tick."""

    directory = directory_of(*PEOPLE, ADMIN)

    def __init__(self) -> None:
        super().__init__()
        self.out: set[tuple[CaseCode, UserId]] = set()

    async def _begin(self) -> None:
        """Leave one case worker of each organisation, shortly before the MDT, so that others sit in."""
        await super()._begin()
        self.stage.now = at(local_day(self.stage.now), time(9, 30))
        async with self.stage.database.work() as work:
            for code in self.codes:
                for person in PEOPLE:
                    if person.user_id not in WORKERS:
                        await work.cases.remove_member(code, person.user_id)
            for organisation, user in (("vt", "@vera:regiekamer.test"), ("politie", "@pim:regiekamer.test")):
                await work.duties.replace("DH", organisation, [Duty("DH", organisation, user, weekday=1)])
            await work.commit()

    @rule(organisation=PARTY, users=st.lists(WHO, max_size=3, unique=True), weekday=st.sampled_from([1, 2]))
    def make_rota(self, organisation: str, users: list[UserId], weekday: int) -> None:
        self.put_on_rota(organisation, users, weekday)

    @rule(who=WHO, deputy=st.one_of(st.none(), WHO))
    def be_away(self, who: UserId, deputy: UserId | None) -> None:
        self.type(who, Place.DIRECT, who, f"!afwezig vandaag {deputy or ''}")

    @rule(who=WHO)
    def be_back(self, who: UserId) -> None:
        self.type(who, Place.DIRECT, who, "!afwezig weg")

    @rule(who=WHO, case=st.sampled_from([0, 1]), organisation=PARTY)
    def withdraw_consent(self, who: UserId, case: int, organisation: str) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!toestemming {organisation} ingetrokken")

    @rule(who=WHO, case=st.sampled_from([0, 1]), organisation=PARTY)
    def give_consent(self, who: UserId, case: int, organisation: str) -> None:
        said = self.type(who, Place.CASE, self.codes[case], f"!toestemming {organisation} ja")
        for shown in [value for value in said if isinstance(value, YesAhead)]:
            self.type(who, Place.CASE, self.codes[case], shown.command)

    @rule(who=WHO, case=st.sampled_from([0, 1]))
    def withdraw(self, who: UserId, case: int) -> None:
        if who in self.loop.run_until_complete(self._room(self.codes[case])):
            self.type(who, Place.CASE, self.codes[case], "!terugtrekken bevestig")
            self.out.add((self.codes[case], who))

    @rule(who=WHO)
    def leave_service(self, who: UserId) -> None:
        self.out_of_service(ADMIN.user_id, who)

    @rule()
    def come_back(self) -> None:
        self.loop.run_until_complete(self.enrol_all())

    @rule(who=WHO, leaver=WHO, comer=WHO, case=st.sampled_from([0, 1]))
    def replace_somebody(self, who: UserId, leaver: UserId, comer: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!vervang {leaver} door {comer}")

    @rule(who=WHO, comer=WHO, case=st.sampled_from([0, 1]))
    def add_somebody(self, who: UserId, comer: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!erbij {comer}")

    @rule(who=WHO, owner=WHO, case=st.sampled_from([0, 1]))
    def agree(self, who: UserId, owner: UserId, case: int) -> None:
        self.type(who, Place.CASE, self.codes[case], f"!actie {owner} vrijdag: iets doen")
        self.type(who, Place.CASE, self.codes[case], f"!regie {owner}")

    @rule(text=st.sampled_from(["!mdt start", "!volgende", "!overslaan", "!terug", "!mdt sluit"]), urgent=st.booleans())
    def meet(self, text: str, *, urgent: bool) -> None:
        typed = f"!mdt spoed {self.codes[0]}" if urgent and text == "!mdt start" else text
        for chair in (user.user_id for user in PEOPLE if user.has(Role.CHAIR)):
            self.type(chair, Place.MDT, "DH", typed)

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
