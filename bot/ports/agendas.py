"""What storage does for the use cases, about agendas: what was said of a region's day."""

from datetime import date
from enum import StrEnum
from typing import Protocol


class Mark(StrEnum):
    """What is said once of the MDT of a day."""

    POSTED = "agenda"
    REMINDED = "herinnering"


class Agendas(Protocol):
    """Marks per region and (Dutch) day."""

    async def marks(self, region: str, day: date) -> frozenset[Mark]:
        """Give what was said of this day already."""
        ...

    async def mark(self, region: str, day: date, mark: Mark) -> None:
        """Note that it was said. Raises `AlreadyThereError` when it was before."""
        ...

    async def forget(self, after: date) -> None:
        """Take back the marks of all days after this one."""
        ...
