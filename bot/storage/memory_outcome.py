"""The in-memory fake: what the MDT leaves for later."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import date, datetime

from bot.domain.case import CaseCode
from bot.domain.contributions import Contributed, Step
from bot.domain.corrections import Correction
from bot.domain.outcome import Delay, Hold, Review
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryHolds:
    """Implements `bot.ports.Holds`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, hold: Hold) -> None:
        self._state.stored(case)
        if hold.meeting not in self._state.meetings:
            raise KeyError(hold.meeting)
        await self.end(case, hold.at)
        self._state.holds[case] = (*await self.of(case), hold)

    async def of(self, case: CaseCode) -> tuple[Hold, ...]:
        return self._state.holds.get(case, ())

    async def end(self, case: CaseCode, at: datetime) -> None:
        found = await self.of(case)
        self._state.holds[case] = tuple(replace(h, ended_at=at) if h.ended_at is None else h for h in found)


class MemoryReviews:
    """Implements `bot.ports.Reviews`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def set(self, case: CaseCode, review: Review) -> None:
        self._state.stored(case)
        self._state.reviews[case] = (*await self.of(case), review)

    async def of(self, case: CaseCode) -> tuple[Review, ...]:
        return self._state.reviews.get(case, ())

    async def due(self, region: str) -> dict[CaseCode, date]:
        found = {}
        for code, each in sorted(self._state.reviews.items()):
            case, day = self._state.stored(code).case, each[-1].day
            if case.region == region and case.closed_at is None and day is not None:
                found[code] = day
        return found


class MemoryDelays:
    """Implements `bot.ports.Delays`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, delay: Delay) -> None:
        action = self._state.actions[case, delay.action]
        self._state.delays[case] = (*await self.of(case), delay)
        if delay.due is not None:
            self._state.actions[case, delay.action] = replace(action, due=delay.due)

    async def of(self, case: CaseCode) -> tuple[Delay, ...]:
        return self._state.delays.get(case, ())


class MemoryContributions:
    """Implements `bot.ports.Contributions`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, contributed: Contributed) -> None:
        self._state.stored(case)
        before = await self.of(case)
        if contributed.number in {each.number for each in before}:
            raise AlreadyThereError("contributions is already there")
        added = (*before, replace(contributed, progress=None))
        self._state.contributions[case] = tuple(sorted(added, key=lambda each: each.number))

    async def of(self, case: CaseCode) -> tuple[Contributed, ...]:
        return self._state.contributions.get(case, ())

    async def step(self, case: CaseCode, step: Step) -> None:
        self._state.stored(case)
        self._state.contribution_steps[case] = (*await self.steps(case), step)

    async def steps(self, case: CaseCode) -> tuple[Step, ...]:
        return self._state.contribution_steps.get(case, ())


class MemoryCorrections:
    """Implements `bot.ports.Corrections`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, correction: Correction) -> None:
        self._state.stored(case)
        self._state.corrections[case] = (*await self.of(case), correction)

    async def of(self, case: CaseCode) -> tuple[Correction, ...]:
        return self._state.corrections.get(case, ())
