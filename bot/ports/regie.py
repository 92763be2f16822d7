"""What storage does for the use cases, about who is asked to be regiehouder, and authority to decide (R10, R26)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.regie import Grant, Request, Use


class Requests(Protocol):
    """Who was asked to be regiehouder."""

    async def add(self, case: CaseCode, request: Request) -> int:
        """Store a question; give its number in the case. Raises `KeyError` for an unknown case."""
        ...

    async def save(self, case: CaseCode, request: Request) -> None:
        """Store how the question with this number is now. Raises `KeyError` for an unknown one."""
        ...

    async def of(self, case: CaseCode) -> tuple[Request, ...]:
        """Give every question of a case, unsealed, in order."""
        ...

    async def open(self) -> tuple[tuple[CaseCode, Request], ...]:
        """Give the open questions of all cases, by code; an open one has no reason yet."""
        ...


class Authority(Protocol):
    """Authority to decide: given, ended, used. Only ever added to."""

    async def grant(self, case: CaseCode, grant: Grant) -> None:
        """Record that it was given or ended. Raises `KeyError` for an unknown case."""
        ...

    async def grants(self, case: CaseCode) -> tuple[Grant, ...]:
        """Give all of a case, unsealed, in order; the last counts."""
        ...

    async def use(self, case: CaseCode, use: Use) -> None:
        """Record a decision by it. Raises `KeyError` for an unknown case."""
        ...

    async def uses(self, case: CaseCode) -> tuple[Use, ...]:
        """Give all of a case, unsealed, in order."""
        ...

    async def last_uses(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give when it was last used in the region's cases; those where it never was are not in it."""
        ...
