"""What storage does for the use cases, about what people are told of their own accord: habits, marks and steps.

No typed word is in it. Every datetime is aware.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.case import CaseCode, Member
from bot.domain.escalation import Step
from bot.domain.people import UserId
from bot.domain.reminders import Near, Snooze
from bot.domain.rhythm import Habit


@dataclass(frozen=True)
class NearCase:
    """A case with its regiehouder, roster (never without consent), who may never be in it, and its room if made."""

    code: CaseCode
    region: str
    coordinator: UserId | None
    roster: tuple[Member, ...]
    excluded: frozenset[UserId] = frozenset()
    room: str = ""


@dataclass(frozen=True)
class Watched:
    """An open case under a tight watch (R43). `told_at`: when the chair heard that nobody leads it."""

    code: CaseCode
    region: str
    coordinator: UserId | None
    told_at: datetime | None


class Habits(Protocol):
    """When people want to be told things."""

    async def of(self, user_id: UserId) -> Habit | None:
        """Give what somebody chose, or None."""
        ...

    async def all(self) -> tuple[Habit, ...]:
        """Give what everybody chose, by Matrix id."""
        ...

    async def save(self, habit: Habit) -> None:
        """Keep this instead of what was kept."""
        ...

    async def drop(self, user_id: UserId) -> None:
        """Forget what somebody chose."""
        ...


class Nudges(Protocol):
    """What is near or late, what was said of it, and who asked for silence."""

    async def near(self, until: date) -> tuple[Near, ...]:
        """List the open actions of open cases that are due by this (Dutch) day, by case and number."""
        ...

    async def cases(self, until: date, codes: Collection[CaseCode] = ()) -> tuple[NearCase, ...]:
        """Give the cases of `near`, and those of these codes that are there, by code."""
        ...

    async def steps(self, before: date) -> Mapping[tuple[CaseCode, int], Step]:
        """Give the last step of each open action that was due before this day and has one."""
        ...

    async def step(self, case: CaseCode, number: int, step: Step) -> None:
        """Record this as the last step of an action."""
        ...

    async def digest_days(self) -> Mapping[UserId, date]:
        """Give the (Dutch) day of everybody's last digest, also of who had nothing in it. The sweep's is under ''."""
        ...

    async def digest_given(self, user_id: UserId, day: date) -> None:
        """Note that somebody's digest of this day was made."""
        ...

    async def forget(self, after: date) -> None:
        """Take back what was marked for later days than this: it was marked by a clock that was wrong."""
        ...

    async def snoozes(self) -> tuple[Snooze, ...]:
        """Give every snooze, by person, case and number."""
        ...

    async def over(self, now: datetime) -> tuple[Snooze, ...]:
        """Give those that are to ring and whose moment has come."""
        ...

    async def snooze(self, snooze: Snooze) -> None:
        """Keep this instead of what the person asked for this action before. Raises `KeyError` without the action."""
        ...

    async def wake(self, snooze: Snooze) -> None:
        """Forget it."""
        ...

    async def watch(self, case: CaseCode, until: date) -> None:
        """Watch a case tightly until this (Dutch) day. Raises `KeyError` for an unknown case."""
        ...

    async def watched(self, today: date) -> tuple[Watched, ...]:
        """Give the open cases that are watched today, by code."""
        ...

    async def uncovered_told(self, case: CaseCode, at: datetime | None) -> None:
        """Note when the chair heard that nobody leads a watched case; None when somebody does again."""
        ...
