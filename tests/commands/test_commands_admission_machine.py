"""Whatever people type and whatever lists are loaded: nobody is let in without those who can know (R14, R16).

The model knows nothing of the code's records. It remembers who was let in, and lets somebody in for two reasons only:
a colleague who was in at that moment said so, or two different administrators who were in each said so.
"""

import asyncio
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.people import Directory, Organisation, Person, Place, Region, Role, UserId
from bot.domain.standing import by_machine, record_of
from bot.domain.trust import TrustMode
from bot.usecases.open_case import ensure_rooms
from bot.usecases.protocol import publish
from tests.newcomers import PRO, TOWN, Town, pin

NAMES = ("a", "b", "c", "d", "e", "f", "g")
PLACES = ("vt", "csg")
ROLES = {"professional": PRO, "beheerder": frozenset({Role.ADMIN}), "auditor": frozenset({Role.AUDITOR})}
people = st.sampled_from(NAMES)


def address(name: str) -> UserId:
    return f"@{name}:regiekamer.test"


class Admission(RuleBasedStateMachine):
    """`here` is what the list says (organisation, kind); `counts` is who was let in, as the model sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.town = Town(TrustMode.FIRST_USE)
        self.here: dict[str, tuple[str, str]] = {}
        self.counts: set[str] = set()
        self.said: dict[str, set[str]] = {}
        self.agreed: set[str] = set()
        self.ever: set[str] = set()

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def begin(self) -> None:
        self.here = {
            "a": ("vt", "beheerder"),
            "b": ("csg", "beheerder"),
            "c": ("vt", "professional"),
            "d": ("vt", "professional"),
        }
        self.loop.run_until_complete(self._begin())
        self.counts = {"a", "b"}

    async def _begin(self) -> None:
        await self._load()
        async with self.town.database.work() as work:
            for person in by_machine(await work.people.directory()):
                fresh = record_of(person, None)
                await work.standings.save(replace(fresh, vouched_by=("machine",), confirmed_at=self.town.now))
            for name in NAMES:
                await work.pins.save(pin(address(name)))
            await publish(work, self.town.speaker, "Houd geheim wat je leest.", self.town.now, 7)
            await ensure_rooms(work, self.town.speaker, self.town.now)
            await work.commit()
        await self.town.make_rooms()

    async def _load(self) -> None:
        listed = tuple(
            Person(address(name), name.upper(), organisation, frozenset({"DH"}), ROLES[kind])
            for name, (organisation, kind) in self.here.items()
        )
        directory = Directory(
            (Region("DH", "Den Haag", TOWN.regions[0].mdt_at),),
            tuple(Organisation(key, key, mdt=True, coordinates=True) for key in PLACES),
            listed,
        )
        async with self.town.database.work() as work:
            await work.people.replace(directory)
            await ensure_rooms(work, self.town.speaker, self.town.now)
            await work.commit()
        await self.town.make_rooms()

    def _forget(self, name: str) -> None:
        self.counts.discard(name)
        self.said.pop(name, None)

    def _type(self, name: str, place: Place, text: str) -> None:
        subject = "" if place is Place.ADMIN else address(name)
        if place is Place.DIRECT and name not in self.here:
            return
        self.loop.run_until_complete(self.town.post(address(name), text, place, subject))

    # --- what lists say ---

    @rule(name=people, organisation=st.sampled_from(PLACES), kind=st.sampled_from(sorted(ROLES)))
    def list_or_move(self, name: str, organisation: str, kind: str) -> None:
        if self.here.get(name) != (organisation, kind):
            self._forget(name)
        self.here[name] = (organisation, kind)
        self.loop.run_until_complete(self._load())

    @precondition(lambda self: len(self.here) > 1)
    @rule(name=people)
    def leave(self, name: str) -> None:
        if name not in self.here:
            return
        del self.here[name]
        self._forget(name)
        self.loop.run_until_complete(self._leave(name))

    async def _leave(self, name: str) -> None:
        async with self.town.database.work() as work:
            await work.people.leave(address(name), self.town.now)
            await work.commit()

    # --- what people type ---

    @rule(by=people, who=people)
    def colleague_says_yes(self, by: str, who: str) -> None:
        self._type(by, Place.DIRECT, f"!collega {address(who)} bevestig")
        if self._may_as_colleague(by, who):
            self._let_in(who)

    @rule(by=people, who=people)
    def colleague_says_no(self, by: str, who: str) -> None:
        self._type(by, Place.DIRECT, f"!collega {address(who)} klopt niet")
        if self._may_as_colleague(by, who):
            self._forget(who)

    @rule(by=people, who=people)
    def administrator_says_yes(self, by: str, who: str) -> None:
        self._type(by, Place.ADMIN, f"!bevestig {address(who)}")
        if by == who or by not in self.counts or self.here[by][1] != "beheerder" or who not in self.here:
            return
        if who in self.counts or (self.here[who][1] == "professional" and self._colleagues(who)):
            return
        said = {name for name in self.said.get(who, set()) if name in self.counts and self.here[name][1] == "beheerder"}
        self.said[who] = said | {by}
        if len(self.said[who]) >= 2:
            self._let_in(who)

    @rule(by=people)
    def agree(self, by: str) -> None:
        self._type(by, Place.DIRECT, "!akkoord")
        if by in self.here and self.here[by][1] == "professional":
            self.agreed.add(by)

    def _let_in(self, who: str) -> None:
        self.counts.add(who)
        self.ever.add(who)

    def _colleagues(self, who: str) -> set[str]:
        return {n for n in self.counts if n != who and self.here[n] == (self.here[who][0], "professional")}

    def _may_as_colleague(self, by: str, who: str) -> bool:
        return who in self.here and self.here[who][1] == "professional" and by in self._colleagues(who)

    # --- what must hold ---

    @invariant()
    def only_they_count(self) -> None:
        directory = self.loop.run_until_complete(self._directory())
        assert {p.name.lower() for p in directory.people if p.confirmed} == self.counts
        admitted = {p.name.lower() for p in directory.people if directory.admitted(p)}
        assert admitted == {n for n in self.counts & self.agreed if self.here[n][1] == "professional"}
        assert {p.name.lower() for p in directory.admins()} == {
            n for n in self.counts if self.here[n][1] == "beheerder"
        }

    async def _directory(self) -> Directory:
        async with self.town.database.work() as work:
            return await work.people.directory()


TestAdmission = Admission.TestCase
TestAdmission.settings = settings(settings.default, stateful_step_count=25)


def test_the_machine_can_let_people_in() -> None:
    """The model is no wall: by the same rules everybody comes in."""
    machine = Admission()
    machine.begin()
    for by in ("a", "b"):
        machine.administrator_says_yes(by, "c")
    machine.colleague_says_yes("c", "d")
    machine.list_or_move("e", "csg", "beheerder")
    for by in ("a", "b"):
        machine.administrator_says_yes(by, "e")
    for who in ("c", "d"):
        machine.agree(who)
    machine.only_they_count()
    assert machine.counts == {"a", "b", "c", "d", "e"}
    machine.colleague_says_no("d", "c")
    machine.list_or_move("d", "csg", "professional")
    machine.only_they_count()
    assert machine.counts == {"a", "b", "e"}
    machine.teardown()
