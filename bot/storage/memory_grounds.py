"""The in-memory fake: legal grounds."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.ground import Ground, GroundState
from bot.domain.people import UserId
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryGrounds:
    """Implements `bot.ports.Grounds`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def next_number(self, case: CaseCode) -> int:
        return max((number for code, number in self._state.grounds if code == case), default=0) + 1

    async def add(self, case: CaseCode, ground: Ground) -> None:
        self._state.stored(case)
        if (case, ground.number) in self._state.grounds:
            raise AlreadyThereError("grounds is already there")
        self._state.grounds[case, ground.number] = ground

    async def get(self, case: CaseCode, number: int) -> Ground | None:
        return self._state.grounds.get((case, number))

    async def of(self, case: CaseCode) -> tuple[Ground, ...]:
        return tuple(ground for (code, _), ground in sorted(self._state.grounds.items()) if code == case)

    async def save(self, case: CaseCode, ground: Ground) -> None:
        self._known(case, ground.number)
        self._state.grounds[case, ground.number] = ground

    async def to_review(self) -> tuple[tuple[CaseCode, int, datetime], ...]:
        return tuple(
            (code, number, ground.review_due)
            for (code, number), ground in sorted(self._state.grounds.items())
            if ground.review_due is not None
            and ground.reviewed_at is None
            and self._state.stored(code).case.closed_at is None
        )

    async def asked(self, case: CaseCode, number: int, again_at: datetime) -> None:
        self._state.grounds[case, number] = replace(self._known(case, number), review_due=again_at)

    async def unwarned(self, beyond: datetime) -> tuple[tuple[CaseCode, int, datetime], ...]:
        return tuple(
            (code, number, ground.at)
            for (code, number), ground in sorted(self._state.grounds.items())
            if ground.state is GroundState.DRAFT
            and (ground.warned_at is None or ground.warned_at > beyond)
            and self._state.stored(code).case.closed_at is None
        )

    async def warned(self, case: CaseCode, number: int, at: datetime) -> None:
        self._state.grounds[case, number] = replace(self._known(case, number), warned_at=at)

    async def regions(self) -> frozenset[str]:
        return frozenset(self._state.ground_regions)

    async def show_in(self, region: str, by: UserId, at: datetime, *, shown: bool) -> None:
        del by, at
        (self._state.ground_regions.add if shown else self._state.ground_regions.discard)(region)

    def _known(self, case: CaseCode, number: int) -> Ground:
        return self._state.grounds[case, number]
