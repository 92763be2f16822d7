"""What storage does for the use cases, about the history of actions, and about what may be taken back."""

from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.people import UserId
from bot.domain.steps import ActionStep
from bot.domain.undo import Change


class ActionSteps(Protocol):
    """What happened to actions; only ever added to. How each stands now is stored apart (`Actions.save`)."""

    async def add(self, case: CaseCode, step: ActionStep) -> int:
        """Store a step and give its number in the case. Raises `KeyError` for an unknown action."""
        ...

    async def of(self, case: CaseCode) -> tuple[ActionStep, ...]:
        """Give every step in a case, unsealed, in order."""
        ...


class Changes(Protocol):
    """What people changed lately, by the room in which they typed it; forgotten after a day."""

    async def add(self, change: Change) -> None:
        """Remember a change; it gets the number after the last."""
        ...

    async def last(self, place: str, subject: str, by: UserId) -> Change | None:
        """Give somebody's last change in a room that was not taken back, or None."""
        ...

    async def taken_back(self, number: int, at: datetime) -> None:
        """Note that a change was taken back. Raises `KeyError` for an unknown one."""
        ...
