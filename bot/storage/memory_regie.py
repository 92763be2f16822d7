"""The in-memory fake: who is asked to be regiehouder, and authority to decide."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.regie import Grant, Request, RequestState, Use
from bot.storage.memory_state import State


class MemoryRequests:
    """Implements `bot.ports.Requests`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, request: Request) -> int:
        self._state.stored(case)
        before = await self.of(case)
        number = len(before) + 1
        self._state.requests[case] = (*before, replace(request, number=number))
        return number

    async def save(self, case: CaseCode, request: Request) -> None:
        before = await self.of(case)
        if request.number not in {each.number for each in before}:
            raise KeyError((case, request.number))
        self._state.requests[case] = tuple(request if each.number == request.number else each for each in before)

    async def of(self, case: CaseCode) -> tuple[Request, ...]:
        return self._state.requests.get(case, ())

    async def open(self) -> tuple[tuple[CaseCode, Request], ...]:
        found = sorted(self._state.requests.items())
        return tuple((code, each) for code, row in found for each in row if each.state is RequestState.OPEN)


class MemoryAuthority:
    """Implements `bot.ports.Authority`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def grant(self, case: CaseCode, grant: Grant) -> None:
        self._state.stored(case)
        self._state.authority_grants[case] = (*await self.grants(case), grant)

    async def grants(self, case: CaseCode) -> tuple[Grant, ...]:
        return self._state.authority_grants.get(case, ())

    async def use(self, case: CaseCode, use: Use) -> None:
        self._state.stored(case)
        self._state.authority_uses[case] = (*await self.uses(case), use)

    async def uses(self, case: CaseCode) -> tuple[Use, ...]:
        return self._state.authority_uses.get(case, ())

    async def last_uses(self, region: str) -> dict[CaseCode, datetime]:
        found = sorted(self._state.authority_uses.items())
        return {code: uses[-1].at for code, uses in found if self._state.stored(code).case.region == region}
