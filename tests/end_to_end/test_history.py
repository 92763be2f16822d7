"""Histories of consent, duty, absence, leaving and kills of the bot, on a real homeserver with everybody's own client.

After every step: who is in the room is who is on the roster, the roster holds nobody without consent, and what is said
next is read by those on it and by nobody else. Hypothesis makes the histories; each is a new case on the same stage.
"""

import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from bot.demo.people import Message, Professional
from bot.domain.case import Answer
from bot.domain.people import Place, UserId
from bot.settings import load_settings
from bot.usecases.rosters import roster_of
from bot.wiring import open_house
from tests.end_to_end.casework import KEEPER, TEAM, Casework, at_work
from tests.end_to_end.conftest import BOT_ID
from tests.end_to_end.crowd import ADMINS, BACK, TOLERATED, Worker
from tests.enrolled import enrol_all
from tests.here import here

OTHERS = [worker.localpart for worker in TEAM if worker.localpart != KEEPER]
PARTIES = ("Politie", "VT", "SHN")
GRANTING = {Answer.YES, Answer.GROUND}

STEP = st.one_of(
    st.tuples(st.sampled_from(["ingetrokken", "ja"]), st.sampled_from(PARTIES)),
    st.tuples(st.sampled_from(["ingetrokken, gedood", "ja, gedood"]), st.sampled_from(PARTIES)),
    st.tuples(st.sampled_from(["terugtrekken", "vervang", "afwezig", "uit dienst"]), st.sampled_from(OTHERS)),
    st.tuples(st.just("dienst"), st.sampled_from(PARTIES)),
    st.tuples(st.sampled_from(["spoed", "terug"]), st.just("")),
)


@dataclass
class History(Casework):
    """One stage, on which each history has a case of its own. `tablet` is a device that nobody confirmed."""

    tablet: Professional | None = None
    number: int = 0
    out: set[UserId] = field(default_factory=set)
    checked: int = 0
    kept_out: int = 0
    replaced: int = 0

    async def begin(self) -> None:
        """Open a case with every party in it."""
        await self.come_back()
        self.out = set()
        await self.open_case("CSG", *PARTIES)

    async def roster(self) -> frozenset[UserId]:
        async with open_house(load_settings(self.crowd.stage.settings)) as house, house.database.work() as work:
            room = await work.rooms.find(Place.CASE, self.code)
            assert room is not None
            return await roster_of(work, room)

    async def may(self) -> frozenset[UserId]:
        """Give who may be in the case at all, by nothing but the log of consent."""
        async with open_house(load_settings(self.crowd.stage.settings)) as house, house.database.work() as work:
            last = {entry.organisation: entry.answer for entry in await work.cases.consent_history(self.code)}
        parties = {party for party, said in last.items() if said in GRANTING}
        return frozenset(w.user_id for w in TEAM if w.organisation in parties and w.user_id not in self.out)

    # --- steps ---

    async def take(self, step: tuple[str, str]) -> None:
        """Do what the step says, when whoever does it is there; a step that nobody can take changes nothing."""
        what, about = step
        if what.endswith("gedood"):
            await self._killed(f"!toestemming {about} {what.partition(',')[0]}")
        elif what == "ingetrokken":
            await self.says(KEEPER, f"!toestemming {about} ingetrokken")
        elif what == "ja":
            await self.confirmed(KEEPER, f"!toestemming {about} ja")
        elif what == "dienst":
            await self.put_on_duty(about, *(w.localpart for w in TEAM if w.organisation == about))
        elif what == "spoed":
            await self._urgent()
        elif what == "terug":
            await self.come_back()
        else:
            await self._of_one(what, self.crowd.by_name[about])

    async def _of_one(self, what: str, worker: Worker) -> None:
        """Let somebody go, be replaced, or be away; those who are gone type nothing."""
        name = worker.localpart
        there = worker.user_id in await self.roster()
        if what == "uit dienst":
            await self.confirmed(ADMINS[0], f"!uitdienst @{name}", "Beheer")
        elif not self.crowd.person(name).room_named("Regiekamer"):
            return
        elif what == "terugtrekken" and there:
            await self.says(name, f"!terugtrekken {self.code} bevestig", "Regiekamer")
            self.out.add(worker.user_id)
        elif what == "vervang" and there:
            colleague = next(w for w in TEAM if w.organisation == worker.organisation and w != worker)
            said = await self.says(name, f"!vervang {self.code} mij door @{colleague.localpart}", "Regiekamer")
            if "niet" not in said:
                assert worker.user_id not in await self.roster()
                self.replaced += 1
        elif what == "afwezig":
            assert "je bent er niet" in await self.says(name, "!afwezig vandaag", "Regiekamer")

    async def _killed(self, text: str) -> None:
        """Let the regiehouder type it, and pull the plug at once; the bot comes back."""
        keeper, stage = self.crowd.person(KEEPER), self.crowd.stage
        event = await keeper.say(self.room_id, text)
        await stage.stop_bot(signal.SIGKILL)
        await stage.start_bot()
        said = await keeper.wait_for(lambda m: self._follows(event, m), room_id=self.room_id, seconds=BACK)
        line = re.search(r"!toestemming .*bevestig.*", said.body)
        if line is not None:
            await self.says(KEEPER, line[0])

    def _follows(self, event: str, message: Message) -> bool:
        row = [m.event_id for m in self.crowd.person(KEEPER).messages(self.room_id)]
        return message.sender == BOT_ID and event in row and row.index(message.event_id) > row.index(event)

    async def _urgent(self) -> None:
        """A chair who is there holds a meeting about this case, and closes it."""
        for worker in TEAM:
            chair = self.crowd.stage.people.get(worker.localpart)
            if worker.organisation == "Politie" and chair is not None and chair.room_named("MDT DH"):
                await self.says(worker.localpart, f"!mdt spoed {self.code}", "MDT DH")
                await self.something_is_said()
                await self.says(worker.localpart, "!mdt sluit", "MDT DH")
                return

    async def come_back(self) -> None:
        """Everybody who left is listed and confirmed again; nobody is absent."""
        people = self.crowd.folder / "leden.csv"
        ran = await here(self.crowd.stage.settings, "leden", "invoeren", str(people), "--doe")
        assert ran.code == 0, ran.output
        await enrol_all(self.crowd.stage.settings)

    # --- what must hold ---

    async def something_is_said(self) -> None:
        """Say something, and see who reads it."""
        await self.crowd.in_line()
        roster = await self.roster()
        assert roster <= await self.may(), "nobody is on the roster without consent"
        self.number += 1
        there = [worker.localpart for worker in TEAM if worker.user_id in roster]
        others = [worker.localpart for worker in TEAM if worker.user_id not in roster]
        await self.next_thing(f"merk {self.number} van {self.code}", read_by=there, not_by=others)
        self.kept_out += len(others)
        assert self.tablet is not None
        assert not [m for m in self.tablet.messages(self.room_id) if m.sender == BOT_ID and m.readable]
        self.checked += 1


@pytest.fixture(scope="module")
async def history(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[History]:
    async with at_work(tmp_path_factory.mktemp("history"), TEAM) as crowd:
        stage = crowd.stage
        keeper = crowd.by_name[KEEPER].user_id
        tablet = await Professional.login(stage.homeserver.url, keeper, stage.passwords[KEEPER], signed=False)
        yield History(crowd, tablet=tablet)
        await tablet.close()


@pytest.mark.timeout(1800)
@settings(
    max_examples=max(1, settings.default.max_examples // 60) if settings.default is not None else 1,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink takes a minute a try
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=5, max_size=7))
async def test_nobody_reads_what_they_may_not_whatever_happened(history: History, steps: list[tuple[str, str]]) -> None:
    async with history.crowd.watched() as watch:
        await history.begin()
        for step in steps:
            note(f"{step}")
            await history.take(step)
            await history.something_is_said()
        assert not watch.never, "nobody was ever where they never might be"
        assert all(seconds <= TOLERATED for seconds in watch.stayed.values())
    assert history.crowd.stage.bot_runs


async def test_something_was_looked_at(history: History) -> None:
    """Follows the test above, on the same stage: it would prove nothing without anybody who was kept out."""
    await history.begin()
    await history.take(("ingetrokken", "VT"))
    await history.take(("vervang", "cor"))
    await history.something_is_said()
    await history.take(("ingetrokken, gedood", "Politie"))
    await history.something_is_said()
    assert history.kept_out
    assert history.checked
    assert history.replaced
