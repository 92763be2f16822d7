"""What storage does for the use cases, about agendas: what was said of a region's day, and what chairs wanted."""

from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.agenda import Wish


class Mark(StrEnum):
    """What is said once of the MDT of a day."""

    POSTED = "agenda"
    REMINDED = "herinnering"


class Agendas(Protocol):
    """Marks and wishes per region and (Dutch) day."""

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

    async def forget(self, after: date) -> None:
        """Take back the marks of all days after this one."""
        ...
