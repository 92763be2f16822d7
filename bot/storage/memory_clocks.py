"""The in-memory fake: the 24-hour clock."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.clock import Breach, CaseClock, Running
from bot.domain.figures import Wait
from bot.domain.people import UserId
from bot.ports import AlreadyThereError
from bot.storage.memory_state import State


class MemoryClocks:
    """Implements `bot.ports.Clocks`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def of(self, case: CaseCode) -> CaseClock:
        return self._state.clocks.get(case, CaseClock())

    async def weighed_in(self, region: str) -> dict[CaseCode, datetime]:
        return {
            code: clock.weighed_at
            for code, clock in self._state.clocks.items()
            if clock.weighed_at is not None and self._state.stored(code).case.region == region
        }

    async def waits(self, region: str, since: datetime, until: datetime) -> tuple[Wait, ...]:
        weighed = sorted((at, code) for code, at in (await self.weighed_in(region)).items() if since <= at < until)
        return tuple(Wait(self._state.stored(code).case.reported_at, at) for at, code in weighed)

    async def running(self) -> tuple[Running, ...]:
        found = [(stored.case, await self.of(code)) for code, stored in self._state.cases.items()]
        left = [(case, clock) for case, clock in found if clock.weighed_at is None and clock.breach is None]
        left.sort(key=lambda pair: (pair[0].reported_at, pair[0].code))
        return tuple(Running(case, clock.warned_at is not None) for case, clock in left)

    async def unexplained(self) -> dict[CaseCode, datetime | None]:
        return {
            code: clock.breach.asked_at
            for code, clock in sorted(self._state.clocks.items())
            if clock.breach is not None
            and clock.breach.reason_by is None
            and clock.breach.asked_again_at is None
            and self._state.stored(code).case.closed_at is None
        }

    async def weighed(self, case: CaseCode, at: datetime) -> None:
        clock = await self._known(case)
        self._state.clocks[case] = replace(clock, weighed_at=clock.weighed_at or at)

    async def warned(self, case: CaseCode, at: datetime) -> None:
        self._state.clocks[case] = replace(await self._known(case), warned_at=at)

    async def breached(self, case: CaseCode, at: datetime, noted_at: datetime) -> None:
        clock = await self._known(case)
        if clock.breach is not None:
            raise AlreadyThereError("breaches is already there")
        self._state.clocks[case] = replace(clock, breach=Breach(at, noted_at))

    async def explain(self, case: CaseCode, reason: str, by: UserId, at: datetime) -> None:
        clock, breach = await self._breach(case)
        self._state.clocks[case] = replace(clock, breach=replace(breach, reason=reason, reason_by=by, reason_at=at))

    async def set_right(self, now: datetime, beyond: datetime) -> None:
        for code, clock in self._state.clocks.items():
            breach, warned_at, weighed_at = clock.breach, clock.warned_at, clock.weighed_at
            if breach is not None and breach.noted_at > beyond and breach.reason_by is None:
                breach = None
            if breach is not None and breach.asked_at is not None and breach.asked_at > beyond:
                breach = replace(breach, asked_at=now)
            if warned_at is not None and warned_at > beyond:
                warned_at = None
            if weighed_at is not None and weighed_at > beyond:
                weighed_at = now
            self._state.clocks[code] = CaseClock(weighed_at, warned_at, breach)

    async def asked(self, case: CaseCode, at: datetime) -> None:
        clock, breach = await self._breach(case)
        self._state.clocks[case] = replace(clock, breach=replace(breach, asked_at=at))

    async def asked_again(self, case: CaseCode, at: datetime) -> None:
        clock, breach = await self._breach(case)
        self._state.clocks[case] = replace(clock, breach=replace(breach, asked_again_at=at))

    async def _known(self, case: CaseCode) -> CaseClock:
        self._state.stored(case)
        return await self.of(case)

    async def _breach(self, case: CaseCode) -> tuple[CaseClock, Breach]:
        clock = await self._known(case)
        if clock.breach is None:
            raise KeyError(case)
        return clock, clock.breach
