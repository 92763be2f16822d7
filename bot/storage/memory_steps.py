"""The in-memory fake: the steps of actions, and what may be taken back."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.people import UserId
from bot.domain.steps import ActionStep
from bot.domain.undo import KEPT, Change
from bot.storage.memory_state import State


class MemoryActionSteps:
    """Implements `bot.ports.ActionSteps`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, step: ActionStep) -> int:
        if (case, step.action) not in self._state.actions:
            raise KeyError((case, step.action))
        before = await self.of(case)
        number = len(before) + 1
        self._state.action_steps[case] = (*before, replace(step, number=number))
        return number

    async def of(self, case: CaseCode) -> tuple[ActionStep, ...]:
        return self._state.action_steps.get(case, ())


class MemoryChanges:
    """Implements `bot.ports.Changes`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, change: Change) -> None:
        kept = {n: each for n, each in self._state.changes.items() if each[0].at >= change.at - KEPT}
        number = max(kept, default=0) + 1
        self._state.changes = kept | {number: (replace(change, number=number), None)}

    async def last(self, place: str, subject: str, by: UserId) -> Change | None:
        found = [c for c, gone in self._state.changes.values() if gone is None]
        here = [c for c in found if (c.place, c.subject, c.by) == (place, subject, by)]
        return max(here, key=lambda change: change.number, default=None)

    async def taken_back(self, number: int, at: datetime) -> None:
        change, _ = self._state.changes[number]
        self._state.changes[number] = (change, at)
