"""Whatever is reported when, however long the bot is down, whenever meetings are: after its deadline every case was
either met or overrun, nobody is warned twice, and never of what is over already.
"""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import CaseCode
from bot.domain.clock import Watch, met, warn_at
from bot.domain.people import Place
from bot.usecases.clock import watch_clocks
from bot.usecases.results_clock import (
    CalledTogether,
    DeadlineNear,
    DeadlinePassed,
    LapsesSoon,
    ReasonAsked,
    ReasonAskedAgain,
    YourDeadline,
)
from bot.usecases.results_meeting import ItemHere
from tests.commands.stage import ANNA, Said, Stage

BEGINNINGS = st.sampled_from(
    [
        datetime(2026, 11, 24, 8, tzinfo=UTC),  # a Tuesday
        datetime(2026, 11, 27, 19, tzinfo=UTC),  # a Friday evening
        datetime(2026, 3, 28, 12, tzinfo=UTC),  # the night is an hour short
        datetime(2026, 10, 24, 12, tzinfo=UTC),  # the night is an hour long
    ]
)
GAPS = st.integers(0, 90) | st.integers(0, 26 * 60) | st.integers(0, 4 * 24 * 60)
"""Minutes in which nothing happens; the bot may be down in them."""
STEPS = st.lists(
    st.tuples(
        GAPS,
        st.sampled_from(["tick", "tick", "tick", "report", "start", "next", "urgent", "close", "regie", "reason"]),
        st.integers(0, 30 * 60),
    ),
    min_size=1,
    max_size=14,
)
LONG = timedelta(days=9)


class History:
    """A stage whose clock only goes forward, and what was seen of each case."""

    def __init__(self, beginning: datetime, watch: Watch) -> None:
        self.stage = Stage()
        self.stage.now = beginning
        self.watch = watch
        self.codes: list[CaseCode] = []
        self.taken_up: dict[CaseCode, datetime] = {}
        self.said: Counter[tuple[type, CaseCode]] = Counter()

    async def play(self, steps: list[tuple[int, str, int]]) -> None:
        await self.stage.set_up()
        self.codes.append(self.stage.code)
        for gap, what, number in steps:
            self.stage.now += timedelta(minutes=gap)
            await self._step(what, number)
        await self._step("tick", 0)
        self.stage.now += LONG
        await self._step("tick", 0)

    async def _step(self, what: str, number: int) -> None:
        code = self.codes[number % len(self.codes)]
        match what:
            case "tick":
                async with self.stage.database.work() as work:
                    await watch_clocks(work, self.stage.speaker, self.stage.now, self.watch)
                    await work.commit()
                self._note(await self.stage.read())
                await self._check()
            case "report":
                reported_at = self.stage.now - timedelta(minutes=number)
                self.codes.append(await self.stage.new_case(str(len(self.codes) + 1), reported_at))
            case "regie":
                self._note(await self.stage.in_case(ANNA, "!regie anna", code))
            case "reason":
                self._note(await self.stage.in_case(ANNA, "!overschreden: het was te druk", code))
            case "urgent":
                self._note(await self.stage.in_mdt(f"!mdt spoed {code}"))
            case _:
                line = {"start": "!mdt start", "next": "!volgende", "close": "!mdt sluit"}[what]
                self._note(await self.stage.in_mdt(line))

    def _note(self, said: list[Said]) -> None:
        people = [(type(s.value), s.subject) for s in said if isinstance(s.value, YourDeadline | ReasonAsked)]
        assert len(people) == len(set(people)), "one message for all cases of one look"
        for each in said:
            value = each.value
            if isinstance(value, ItemHere):
                self.taken_up.setdefault(value.card.file.case.code, self.stage.now)
            if isinstance(value, DeadlineNear | DeadlinePassed):
                self._once(value, value.code)
            if isinstance(value, ReasonAsked | ReasonAskedAgain):
                assert value.codes
                for code in value.codes:
                    self._once(value, code)
            if isinstance(value, DeadlineNear | YourDeadline | LapsesSoon):
                near = ((value.code, value.deadline),) if isinstance(value, DeadlineNear) else value.deadlines
                assert near
                for code, deadline in near:
                    if not isinstance(value, DeadlineNear):
                        self._once(value, code)
                    assert code not in self.taken_up
                    assert self.stage.now <= deadline
                    assert not self.said[DeadlinePassed, code]
            if isinstance(value, CalledTogether):
                assert (each.place, each.subject) == (Place.CASE, value.code)

    def _once(self, value: object, code: CaseCode) -> None:
        self.said[type(value), code] += 1
        assert self.said[type(value), code] == 1, value

    async def _check(self) -> None:
        now = self.stage.now
        for code in self.codes:
            async with self.stage.database.work() as work:
                case, clock = await work.cases.get(code), await work.clocks.of(code)
            assert case is not None
            assert clock.weighed_at == self.taken_up.get(code)
            assert (clock.breach is not None) == bool(self.said[DeadlinePassed, code])
            if now > case.deadline:
                assert met(case.deadline, clock.weighed_at) != (clock.breach is not None)
            else:
                assert clock.breach is None
                due = warn_at(case.deadline, case.opened_at, self.watch) <= now
                if due and code not in self.taken_up:
                    assert self.said[DeadlineNear, code] == 1
            if clock.breach is not None:
                assert clock.breach.at == case.deadline < clock.breach.noted_at <= now


@given(BEGINNINGS, STEPS, st.integers(1, 23))
def test_every_clock_is_met_or_overrun_and_nobody_is_warned_twice_or_too_late(
    beginning: datetime, steps: list[tuple[int, str, int]], lead: int
) -> None:
    asyncio.run(History(beginning, Watch(lead=timedelta(hours=lead))).play(steps))
