"""What storage does for the use cases, about who is at the MDT (R5): only ever added to."""

from datetime import date
from typing import Protocol

from bot.domain.attendance import Said
from bot.domain.case import CaseCode


class Attendance(Protocol):
    """What was said of a region's (Dutch) day, in the MDT room and in the rooms of cases."""

    async def add(self, region: str, day: date, said: Said) -> None:
        """Keep it. Raises `KeyError` for an unknown case."""
        ...

    async def listed(self, region: str, day: date) -> tuple[Said, ...]:
        """Give what stands on the list of the MDT room, in order: nothing that was said in the room of a case."""
        ...

    async def in_case(self, region: str, day: date, case: CaseCode) -> tuple[Said, ...]:
        """Give what stands on the list of the MDT room and what was said in the room of this case, in one order."""
        ...
