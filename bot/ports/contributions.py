"""What storage does for the use cases, about inzet (R7): only ever added to."""

from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.contributions import Contributed, Step


class Contributions(Protocol):
    """What organisations do in cases, beside what the intake says."""

    async def add(self, case: CaseCode, contributed: Contributed) -> None:
        """Store one; how far it is is a step of its own. Raises `KeyError` for an unknown case.

        Raises `AlreadyThereError` for a number that is taken.
        """
        ...

    async def of(self, case: CaseCode) -> tuple[Contributed, ...]:
        """Give those that were added to a case, unsealed, by number, without how far they are."""
        ...

    async def step(self, case: CaseCode, step: Step) -> None:
        """Record how far one is; it may be one of the intake's. Raises `KeyError` for an unknown case."""
        ...

    async def steps(self, case: CaseCode) -> tuple[Step, ...]:
        """Give every step in a case, in order: the last of each contribution counts."""
        ...
