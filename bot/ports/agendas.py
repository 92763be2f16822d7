"""What storage does for the use cases, about agendas: what was said of a region's day, and what people wanted."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.agenda import Wish
from bot.domain.agenda_notes import AgendaNote
from bot.domain.case import CaseCode


class Mark(StrEnum):
    """What is said once of the MDT of a day."""

    POSTED = "agenda"
    REMINDED = "herinnering"


class Told(StrEnum):
    """What the MDT room last heard of a case on a day: it is on, it left, or it can be added while the MDT runs."""

    ON = "erop"
    OFF = "eraf"
    OFFERED = "kan"


class Agendas(Protocol):
    """Marks, what was told of each case, and wishes, per region and (Dutch) day."""

    async def marks(self, region: str, day: date) -> frozenset[Mark]:
        """Give what was said of this day already."""
        ...

    async def mark(self, region: str, day: date, mark: Mark) -> None:
        """Note that it was said. Raises `AlreadyThereError` when it was before."""
        ...

    async def wishes(self, region: str, day: date) -> tuple[Wish, ...]:
        """Give what chairs wanted for this day, by code."""
        ...

    async def wish(self, region: str, day: date, wish: Wish) -> None:
        """Keep a wish, in place of the one there was for this case. Raises `KeyError` for an unknown case."""
        ...

    async def told(self, region: str, day: date) -> Mapping[CaseCode, Told]:
        """Give what the MDT room last heard of cases on this day; those it did not hear of are not in it."""
        ...

    async def tell(self, region: str, day: date, case: CaseCode, told: Told) -> None:
        """Note what it hears now, in place of what it heard before. Raises `KeyError` for an unknown case."""
        ...

    async def forget(self, after: date) -> None:
        """Take back the marks, and what was told, of all days after this one."""
        ...


class AgendaNotes(Protocol):
    """What people want with cases on the agenda, only ever added to."""

    async def add(self, case: CaseCode, note: AgendaNote) -> int:
        """Store it; give its number in the case. Raises `KeyError` for an unknown case."""
        ...

    async def of(self, case: CaseCode) -> tuple[AgendaNote, ...]:
        """Give all of a case, unsealed, in order."""
        ...

    async def in_region(self, region: str) -> Mapping[CaseCode, tuple[AgendaNote, ...]]:
        """Give those of the region's open cases, in order and without reasons: nothing is unsealed for an agenda."""
        ...
