"""What storage does for the use cases, about legal grounds (R18): repositories within a unit of work."""

from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.ground import Ground
from bot.domain.people import UserId


class Grounds(Protocol):
    """The grounds of cases, drafts too. A method that changes an unknown one raises `KeyError`."""

    async def next_number(self, case: CaseCode) -> int:
        """Give the number after the highest ever used in this case."""
        ...

    async def add(self, case: CaseCode, ground: Ground) -> None:
        """Store a new one. Raises `AlreadyThereError` for a number that is taken, `KeyError` for an unknown case."""
        ...

    async def get(self, case: CaseCode, number: int) -> Ground | None:
        """Give one, unsealed, or None."""
        ...

    async def of(self, case: CaseCode) -> tuple[Ground, ...]:
        """Give all of a case by number, unsealed."""
        ...

    async def save(self, case: CaseCode, ground: Ground) -> None:
        """Store it as it is now."""
        ...

    async def to_review(self) -> tuple[tuple[CaseCode, int, datetime], ...]:
        """List what is to be reviewed in open cases: the case, the number, and when it is asked for; nothing typed."""
        ...

    async def asked(self, case: CaseCode, number: int, again_at: datetime) -> None:
        """Note that the review was asked for, and when it is asked for again."""
        ...

    async def unwarned(self, beyond: datetime) -> tuple[tuple[CaseCode, int, datetime], ...]:
        """List the drafts in open cases whose giver was not told that they lapse: the case, the number, when begun.

        One that was told of after `beyond` (aware), was told of by a clock that was wrong, and is listed too.
        """
        ...

    async def warned(self, case: CaseCode, number: int, at: datetime) -> None:
        """Note that the giver was told that it lapses."""
        ...

    async def regions(self) -> frozenset[str]:
        """Give the regions where the list is shown for sexual violence too."""
        ...

    async def show_in(self, region: str, by: UserId, at: datetime, *, shown: bool) -> None:
        """Let the list be shown there for sexual violence too, or no longer."""
        ...
