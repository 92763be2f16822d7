"""The in-memory fake: habits, marks and steps."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Collection
from datetime import date, datetime

from bot.domain.case import ActionState, CaseCode
from bot.domain.escalation import Step
from bot.domain.people import Place, UserId
from bot.domain.reminders import Near, Snooze
from bot.domain.rhythm import Habit
from bot.ports.reminders import NearCase, Watched
from bot.storage.memory_cases import MemoryCases
from bot.storage.memory_state import State


class MemoryHabits:
    """Implements `bot.ports.Habits`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def of(self, user_id: UserId) -> Habit | None:
        return self._state.habits.get(user_id)

    async def all(self) -> tuple[Habit, ...]:
        return tuple(self._state.habits[user_id] for user_id in sorted(self._state.habits))

    async def save(self, habit: Habit) -> None:
        self._state.habits[habit.user_id] = habit

    async def drop(self, user_id: UserId) -> None:
        self._state.habits.pop(user_id, None)


class MemoryNudges:
    """Implements `bot.ports.Nudges`."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._cases = MemoryCases(state)

    async def near(self, until: date) -> tuple[Near, ...]:
        found = [
            Near(code, number, action.due, action.owner, action.added_at)
            for (code, number), action in self._state.actions.items()
            if action.state is ActionState.OPEN
            and action.due <= until
            and self._state.cases[code].case.closed_at is None
        ]
        return tuple(sorted(found, key=lambda near: near.key))

    async def cases(self, until: date, codes: Collection[CaseCode] = ()) -> tuple[NearCase, ...]:
        wanted = {near.case for near in await self.near(until)} | (set(codes) & set(self._state.cases))
        found = []
        for code in sorted(wanted):
            case, members = self._state.cases[code].case, await self._cases.roster(code)
            excluded = frozenset(self._state.cases[code].excluded)
            rooms = [r.room_id for r in self._state.rooms.values() if (r.place, r.subject) == (Place.CASE, code)]
            room = next(iter(rooms), None) or ""
            found.append(NearCase(code, case.region, case.coordinator, members, excluded, room))
        return tuple(found)

    async def steps(self, before: date) -> dict[tuple[CaseCode, int], Step]:
        actions = self._state.actions
        return {
            key: step
            for key, step in self._state.steps.items()
            if actions[key].state is ActionState.OPEN and actions[key].due < before
        }

    async def step(self, case: CaseCode, number: int, step: Step) -> None:
        if (case, number) not in self._state.actions:
            raise KeyError(case)
        self._state.steps[case, number] = step

    async def digest_days(self) -> dict[UserId, date]:
        return dict(self._state.digest_days)

    async def digest_given(self, user_id: UserId, day: date) -> None:
        self._state.digest_days[user_id] = day

    async def forget(self, after: date) -> None:
        self._state.digest_days = {user: day for user, day in self._state.digest_days.items() if day <= after}
        self._state.steps = {key: step for key, step in self._state.steps.items() if step.on <= after}

    async def snoozes(self) -> tuple[Snooze, ...]:
        return tuple(self._state.snoozes[key] for key in sorted(self._state.snoozes))

    async def over(self, now: datetime) -> tuple[Snooze, ...]:
        return tuple(each for each in await self.snoozes() if each.rings and each.until <= now)

    async def snooze(self, snooze: Snooze) -> None:
        if (snooze.case, snooze.number) not in self._state.actions:
            raise KeyError(snooze.case)
        self._state.snoozes[snooze.user_id, snooze.case, snooze.number] = snooze

    async def wake(self, snooze: Snooze) -> None:
        self._state.snoozes.pop((snooze.user_id, snooze.case, snooze.number), None)

    async def watch(self, case: CaseCode, until: date) -> None:
        if case not in self._state.cases:
            raise KeyError(case)
        told = self._state.watches[case][1] if case in self._state.watches else None
        self._state.watches[case] = (until, told)

    async def watched(self, today: date) -> tuple[Watched, ...]:
        found = []
        for code, (until, told) in sorted(self._state.watches.items()):
            case = self._state.cases[code].case
            if until >= today and case.closed_at is None:
                found.append(Watched(code, case.region, case.coordinator, told))
        return tuple(found)

    async def uncovered_told(self, case: CaseCode, at: datetime | None) -> None:
        if case in self._state.watches:
            self._state.watches[case] = (self._state.watches[case][0], at)
