"""The in-memory fake: what the MDT leaves for later."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import date, datetime

from bot.domain.case import CaseCode
from bot.domain.contributions import Contributed, Step
from bot.domain.corrections import Correction
from bot.domain.outcome import Hold, Review
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

    async def add(self, case: CaseCode, correction: Correction) -> int:
        self._state.stored(case)
        before = self._state.corrections.get(case, ())
        number = len(before) + 1
        self._state.corrections[case] = (*before, replace(correction, number=number))
        return number

    async def take_back(self, case: CaseCode, number: int, text: str, at: datetime) -> None:
        del at
        all_ = self._state.corrections.get(case, ())
        if number not in {each.number for each in all_}:
            raise KeyError((case, number))
        kept = tuple(replace(each, text=text) if each.number == number else each for each in all_)
        self._state.corrections[case] = kept
        self._state.corrections_taken_back.add((case, number))

    async def of(self, case: CaseCode) -> tuple[Correction, ...]:
        all_, gone = self._state.corrections.get(case, ()), self._state.corrections_taken_back
        return tuple(each for each in all_ if (case, each.number) not in gone)
