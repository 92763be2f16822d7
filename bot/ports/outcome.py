"""What storage does for the use cases, about what the MDT leaves for later (R6, R8, R9): only ever added to."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.corrections import Correction
from bot.domain.outcome import Delay, Hold, Review


class Holds(Protocol):
    """Why cases were held over."""

    async def add(self, case: CaseCode, hold: Hold) -> None:
        """Hold a case over; what held it until now ends at that moment. Raises `KeyError` for an unknown case."""
        ...

    async def of(self, case: CaseCode) -> tuple[Hold, ...]:
        """Give every hold of a case, unsealed, in order; one at most stands."""
        ...

    async def end(self, case: CaseCode, at: datetime) -> None:
        """End the one that stands, if any."""
        ...


class Reviews(Protocol):
    """On which day the MDT looks at cases again; the last that was agreed counts."""

    async def set(self, case: CaseCode, review: Review) -> None:
        """Agree on a day, or that there is none. Raises `KeyError` for an unknown case."""
        ...

    async def of(self, case: CaseCode) -> tuple[Review, ...]:
        """Give all that was ever agreed in a case, in order."""
        ...

    async def due(self, region: str) -> Mapping[CaseCode, date]:
        """Give the day of each open case of the region that has one, past or to come."""
        ...


class Delays(Protocol):
    """Why actions were not done in time."""

    async def add(self, case: CaseCode, delay: Delay) -> None:
        """Record one; with a new day, the action is due then. Raises `KeyError` for an unknown action."""
        ...

    async def of(self, case: CaseCode) -> tuple[Delay, ...]:
        """Give all of a case, unsealed, in order."""
        ...


class Corrections(Protocol):
    """What was put right in a case, with the text that stood there before."""

    async def add(self, case: CaseCode, correction: Correction) -> None:
        """Keep one. Raises `KeyError` for an unknown case."""
        ...

    async def of(self, case: CaseCode) -> tuple[Correction, ...]:
        """Give all of a case, unsealed, in order."""
        ...
