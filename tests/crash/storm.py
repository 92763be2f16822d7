"""Pulls the plug of a working bot again and again, and sees afterwards that nothing was lost or done twice."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.domain.people import Place
from bot.matrix.wire import CLIENT
from bot.settings import load_settings
from bot.wiring import open_house
from tests.crash.evidence import gather
from tests.crash.points import POINTS, Moment, Plan
from tests.crash.runner import FAULT, PLAN, SAID
from tests.crash.town import ADMIN, BOT_ID, LATE, PEOPLE, Town, open_town
from tests.crash.verifier import verify
from tests.crash.workload import Workload

COMMANDS_PER_LIFE = 20
LIFE = 12.0
"""Seconds a planned point has before the plug is pulled from outside."""
FAR = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
ANYWHERE = (0.5, 5.0)
"""Seconds of a life that ends at no planned point."""
RUN = ("run",)
TROUBLE = ("Traceback", " ERROR ", " CRITICAL ")
"""What the bot must not print, however often it is killed."""
SETTLED = 75.0
"""Seconds without any progress before we look what is missing: longer than a message may wait for its key."""


@dataclass
class Storm:
    """One town under a storm of kills."""

    workload: Workload
    random: Random
    log: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)
    kills: int = 0
    fault: str = ""
    """What is made wrong with the bot, to see that it shows."""

    @property
    def _town(self) -> Town:
        return self.workload.town

    async def rage(self, names: Sequence[str], *, anywhere: int) -> None:
        """Start and kill the bot at each of these points, and at any moment, while people go on talking."""
        plans: list[Plan | None] = [plan(name, self.random) for name in names] + [None] * anywhere
        self.random.shuffle(plans)
        talking = [asyncio.create_task(self.workload.keep_talking(name)) for name in PEOPLE if name != LATE]
        try:
            for number, each in enumerate(plans):
                if number == len(plans) // 2:
                    await self._town.stage.log_in([LATE])
                    talking.append(asyncio.create_task(self.workload.keep_talking(LATE)))
                await self.live_and_die(each)
                for name in [task.get_name() for task in talking if task.done()]:
                    raise AssertionError(f"{name} fell silent\n{self.story()}")
            for name in [name for name in names if name not in self.reached]:
                await self.live_and_die(plan(name, self.random))  # a second chance
        finally:
            for task in talking:
                task.cancel()
            await asyncio.gather(*talking, return_exceptions=True)

    async def live_and_die(self, plan: Plan | None) -> None:
        """Start the bot and kill it as planned; without a plan at any moment."""
        stage, began = self._town.stage, time.monotonic()
        self.workload.most += COMMANDS_PER_LIFE
        needs = plan.point.needs if plan is not None else ""
        if needs == "intake":
            await self.workload.open_case()
        elif needs == "claims":
            await self._claim()
        words = RUN if plan is None else plan.point.words
        planned = {} if plan is None else {PLAN: str(plan)}
        await stage.start_bot("tests.crash.runner", words, {FAULT: self.fault, **planned})
        try:
            code = await asyncio.wait_for(
                stage.bot_ended(), LIFE if plan is not None else self.random.uniform(*ANYWHERE)
            )
            expected = {-signal.SIGKILL} if words == RUN else {-signal.SIGKILL, 0}
            how = "by itself" if code in expected else f"ENDED WITH {code}"
        except TimeoutError:
            how = "from outside"
        await stage.stop_bot(signal.SIGKILL)
        if plan is not None and f"{SAID}{plan}\n" in stage.bot_log():
            self.reached.add(plan.name)
        self.kills += 1
        self.log.append(f"{self.kills:3} {plan or 'any moment'} {how} after {time.monotonic() - began:.1f} s")
        assert not how.startswith("ENDED"), self.story()

    async def _claim(self) -> None:
        """Take some of the bot's one-time keys, as anybody with an account may."""
        body = {"one_time_keys": {BOT_ID: {"REGIEKAMER": "signed_curve25519"}}}
        for _ in range(3):
            status, _ = await self._town.stage.people[ADMIN].raw("POST", f"{CLIENT}/keys/claim", body)
            assert status == 200

    async def settle(self, seconds: float = SETTLED) -> None:
        """Let the bot, unharmed, finish what it began; then stop it."""
        await self._town.stage.log_in([LATE])
        await self._town.stage.start_bot()
        await self.finish(seconds)

    async def finish(self, seconds: float = SETTLED) -> None:
        """Wait until the running bot has done and said everything; then stop it."""
        async with open_house(load_settings(self._town.stage.settings)) as house:
            left, before, deadline = (0, 0, 0, 0), None, time.monotonic() + seconds
            while time.monotonic() < deadline:
                async with house.database.work() as work:
                    unmade = sum(room.room_id is None for room in await work.rooms.all())
                    left = (unmade, len(await work.cases.cards_due(FAR)), await work.outbox.unsent(), 0)
                    if not any(left):  # only then: it is a long list, and the bot waits meanwhile
                        done = sum(e.place == Place.CASE for e in await work.audit.latest(100_000))
                        left = (0, 0, 0, self.workload.commands - done)
                if not any(left) and self._everybody_has_a_card():
                    break
                if left != before:
                    before, deadline = left, time.monotonic() + seconds
                await asyncio.sleep(0.5)
            else:
                self.log.append(f"not settled: (rooms, cards, messages, commands) left {left}")
        assert await self._town.stage.stop_bot() == 0, self.story()

    def _everybody_has_a_card(self) -> bool:
        """Whether everybody is in, and the bot has noticed, which it may be too busy for at first."""
        people = [person for name, person in self._town.stage.people.items() if name in PEOPLE]
        rooms = [(person, code, person.room_named(code)) for person in people for code in self.workload.codes]
        return all(
            room_id is not None and any(m.body.startswith(f"{code}, gemeld ") for m in person.messages(room_id))
            for person, code, room_id in rooms
        )

    async def verify(self, seconds: float = 15.0) -> list[str]:
        """Look until what people's clients still fetch is there; give what is wrong then."""
        deadline = time.monotonic() + seconds
        while True:
            evidence = await gather(self._town, self.workload.codes)
            findings = verify(evidence, self.workload.said, self.workload.models())
            findings += [line for line in self._town.stage.bot_log().splitlines() if any(w in line for w in TROUBLE)]
            if not findings or time.monotonic() > deadline:
                return findings
            await asyncio.sleep(1)

    def story(self) -> str:
        """Tell what was done to the bot, and what it said."""
        kills = "\n".join(self.log)
        said = [line for line in self._town.stage.bot_log().splitlines() if "handled before" not in line]
        return "\n".join([f"{self.workload.commands} commands, {self.kills} kills:", kills, *said[-60:]])


@asynccontextmanager
async def open_storm(folder: Path, seed: int, cases: int = 2) -> AsyncIterator[Storm]:
    """Set up a town for a storm."""
    random = Random(seed)  # noqa: S311 - a game
    async with open_town(folder, cases) as town:
        yield Storm(Workload(town, random), random)


def plan(name: str, random: Random) -> Plan:
    """Choose the call of a point to die in."""
    point = POINTS[name]
    after_ms = random.randint(0, 60) if point.moment is Moment.DURING else 0
    return Plan(name, random.randint(*point.calls), after_ms)
