"""What storage does for the use cases, about the 24-hour clock of cases (R4): repositories within a unit of work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.clock import CaseClock, Running
from bot.domain.figures import Wait
from bot.domain.people import UserId


class Clocks(Protocol):
    """The clocks of cases. A method that changes the clock of an unknown case raises `KeyError`."""

    async def of(self, case: CaseCode) -> CaseClock:
        """Give what happened to this case's clock."""
        ...

    async def weighed_in(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give when the region's cases were first taken up; those that never were are not in it."""
        ...

    async def waits(self, region: str, since: datetime, until: datetime) -> tuple[Wait, ...]:
        """List the region's cases that were first taken up from `since` and before `until`, without their codes.

        Oldest first; closed ones too.
        """
        ...

    async def running(self) -> tuple[Running, ...]:
        """List the cases that were not taken up and have no breach, oldest report first; closed ones too."""
        ...

    async def unexplained(self) -> Mapping[CaseCode, datetime | None]:
        """Give the open cases with a breach whose reason is still to be asked for, and when it was asked for.

        None: not yet. Who was asked again is not in it.
        """
        ...

    async def weighed(self, case: CaseCode, at: datetime) -> None:
        """Record that the MDT took the case up; only the first time counts."""
        ...

    async def warned(self, case: CaseCode, at: datetime) -> None:
        """Record that people were warned of the deadline."""
        ...

    async def breached(self, case: CaseCode, at: datetime, noted_at: datetime) -> None:
        """Record that the 24 hours were over at `at`. Raises `AlreadyThereError`."""
        ...

    async def explain(self, case: CaseCode, reason: str, by: UserId, at: datetime) -> None:
        """Record why; a later reason takes the place of an earlier. Raises `KeyError` without a breach."""
        ...

    async def set_right(self, now: datetime, beyond: datetime) -> None:
        """Undo what was marked later than `beyond`, by a machine whose clock was wrong: warnings and breaches.

        A breach that was explained stays; a case that was taken up then, was taken up by `now`, and who was asked then,
        was asked by `now`.
        """
        ...

    async def asked(self, case: CaseCode, at: datetime) -> None:
        """Record that the reason was asked for. Raises `KeyError` without a breach."""
        ...

    async def asked_again(self, case: CaseCode, at: datetime) -> None:
        """Record that the reason was asked for once more. Raises `KeyError` without a breach."""
        ...
