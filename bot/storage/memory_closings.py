"""The in-memory fake: the end of cases and their return."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import date, datetime

from bot.domain.case import CaseCode
from bot.domain.closing import Chapter, FollowUp, Turn
from bot.domain.people import UserId
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryLives:
    """Whether cases are closed, and how that came about, for `bot.storage.memory_cases`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def close(self, code: CaseCode, at: datetime, by: UserId) -> None:
        if self._state.stored(code).case.closed_at is not None:
            raise KeyError(code)
        self._turn(code, at, None, Chapter(Turn.CLOSED, at, by))

    async def reopen(self, code: CaseCode, at: datetime, by: UserId, reason: str) -> None:
        if self._state.stored(code).case.closed_at is None:
            raise KeyError(code)
        self._turn(code, None, at, Chapter(Turn.REOPENED, at, by, reason))

    async def chapters(self, code: CaseCode) -> tuple[Chapter, ...]:
        return self._state.cases[code].chapters if code in self._state.cases else ()

    async def closed(self) -> frozenset[CaseCode]:
        return frozenset(code for code, stored in self._state.cases.items() if stored.case.closed_at is not None)

    def _turn(self, code: CaseCode, closed_at: datetime | None, reopened_at: datetime | None, chapter: Chapter) -> None:
        stored = self._state.stored(code)
        case = replace(stored.case, closed_at=closed_at, reopened_at=reopened_at or stored.case.reopened_at)
        self._state.cases[code] = replace(stored, case=case, chapters=(*stored.chapters, chapter))
        self._state.changed()


class MemoryFollowUps:
    """Implements `bot.ports.FollowUps`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, follow_up: FollowUp) -> None:
        self._state.stored(follow_up.code)
        if follow_up in self._state.follow_ups:
            raise AlreadyThereError("follow_ups is already there")
        self._state.follow_ups[follow_up] = None

    async def of(self, code: CaseCode) -> tuple[date, ...]:
        return tuple(
            sorted(f.day for f, told_at in self._state.follow_ups.items() if f.code == code and told_at is None)
        )

    async def due(self, today: date, beyond: datetime) -> tuple[FollowUp, ...]:
        found = [
            follow_up
            for follow_up, told_at in self._state.follow_ups.items()
            if follow_up.day <= today and (told_at is None or told_at > beyond)
        ]
        return tuple(sorted(found, key=lambda follow_up: (follow_up.code, follow_up.day)))

    async def told(self, follow_up: FollowUp, at: datetime) -> None:
        if follow_up not in self._state.follow_ups:
            raise KeyError(follow_up)
        self._state.follow_ups[follow_up] = at

    async def drop(self, code: CaseCode) -> None:
        kept = {f: told_at for f, told_at in self._state.follow_ups.items() if f.code != code or told_at is not None}
        self._state.follow_ups.clear()
        self._state.follow_ups.update(kept)
