"""The in-memory fake: meetings and what they decide."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime

from bot.domain.case import Area, CaseCode, Decision
from bot.domain.meeting import ItemState, Meeting
from bot.domain.outcome import Given
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryDecisions:
    """Implements `bot.ports.Decisions`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, meeting: str, decision: Decision) -> int:
        if case not in self._state.cases or meeting not in self._state.meetings:
            raise KeyError(case)
        self._state.decisions.append((case, Given(meeting, decision)))
        return len(self._all(case))

    async def of(self, case: CaseCode) -> tuple[Decision, ...]:
        all_, numbers = self._all(case), await self.numbers(case)
        return tuple(all_[numbers[area] - 1].decision for area in Area if area in numbers)

    async def numbers(self, case: CaseCode) -> dict[Area, int]:
        return {each.decision.area: number for number, each in self._standing(case)}

    async def take_back(self, case: CaseCode, number: int, at: datetime) -> None:
        del at
        if not 1 <= number <= len(self._all(case)):
            raise KeyError((case, number))
        self._state.decisions_taken_back.add((case, number))

    async def given(self, case: CaseCode) -> tuple[Given, ...]:
        return tuple(each for _, each in self._standing(case))

    async def correct(self, case: CaseCode, decision: Decision) -> int:
        meetings = {each.decision.area: each.meeting for each in await self.given(case)}
        return await self.add(case, meetings[decision.area], decision)

    def _all(self, case: CaseCode) -> list[Given]:
        return [given for code, given in self._state.decisions if code == case]

    def _standing(self, case: CaseCode) -> list[tuple[int, Given]]:
        gone = self._state.decisions_taken_back
        return [(number, each) for number, each in enumerate(self._all(case), 1) if (case, number) not in gone]


class MemoryMeetings:
    """Implements `bot.ports.Meetings`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def running(self, region: str) -> Meeting | None:
        return next((m for m in self._state.meetings.values() if m.region == region and m.closed_at is None), None)

    async def save(self, meeting: Meeting) -> None:
        running = await self.running(meeting.region)
        if meeting.closed_at is None and running is not None and running.id != meeting.id:
            raise AlreadyThereError("meetings is already there")
        codes = [item.code for item in meeting.items]
        if len(set(codes)) < len(codes):
            raise AlreadyThereError("meeting_items is already there")
        for code in codes:
            self._state.stored(code)
        self._state.meetings[meeting.id] = meeting

    async def held(self, region: str, since: datetime) -> bool:
        return any(m.opened_at >= since and m.closed_at is not None and not m.urgent for m in self._of(region))

    async def finished_cases(self, region: str) -> dict[CaseCode, datetime]:
        last = {item.code: (item, meeting) for meeting in self._of(region) for item in meeting.items}
        closed = {code: pair for code, pair in last.items() if pair[0].state is ItemState.CLOSED}
        return {code: item.left_at or meeting.opened_at for code, (item, meeting) in closed.items()}

    async def left_cases(self, region: str) -> dict[CaseCode, datetime]:
        found: dict[CaseCode, datetime] = {}
        for meeting in self._of(region):
            for item in meeting.items:
                if item.state in {ItemState.CARRIED, ItemState.CLOSED}:
                    left = item.left_at or meeting.opened_at
                    found[item.code] = max(left, found.get(item.code, left))
        return found

    async def discussed_cases(self, region: str) -> frozenset[CaseCode]:
        return frozenset(
            item.code
            for meeting in self._of(region)
            for item in meeting.items
            if item.state in {ItemState.CARRIED, ItemState.CLOSED}
        )

    async def between(self, region: str, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        return tuple(meeting for meeting in self._of(region) if since <= meeting.opened_at < until)

    async def last(self, region: str) -> Meeting | None:
        return next(reversed(self._of(region)), None)

    async def about(self, case: CaseCode) -> tuple[Meeting, ...]:
        found = [m for m in self._state.meetings.values() if m.item(case) is not None]
        return tuple(sorted(found, key=_begin))

    def _of(self, region: str) -> list[Meeting]:
        found = [m for m in self._state.meetings.values() if m.region == region]
        return sorted(found, key=_begin)


def _begin(meeting: Meeting) -> tuple[datetime, str]:
    return meeting.opened_at, meeting.id
