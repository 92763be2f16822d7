"""What storage does for the use cases, about what is noted of cases (R9, R12, R31)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.casenotes import Note


class Notes(Protocol):
    """Notes within one case, only ever added to."""

    async def add(self, case: CaseCode, note: Note) -> int:
        """Store a note; give its number in the case. Raises `KeyError` for an unknown case."""
        ...

    async def of(self, case: CaseCode) -> tuple[Note, ...]:
        """Give every note of a case, unsealed, in order."""
        ...

    async def last_changes(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give when the situation in the region's cases last changed; those where it never did are not in it."""
        ...
