"""What storage does for the use cases, about people: repositories within a unit of work.

A method that changes something unknown, or hangs something from it, raises `KeyError`. Every datetime is aware; storage
gives back what it got, in UTC.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.domain.duty import Absence, Duty
from bot.domain.people import Directory, UserId
from bot.domain.questions import Question
from bot.domain.standing import PrivacyProtocol, Record


class People(Protocol):
    """The directory."""

    async def directory(self) -> Directory:
        """Give everybody, each with the standing that holds for them now."""
        ...

    async def stamp(self) -> str:
        """Give what is another one after every change of who may be where: the directory, standings, rosters."""
        ...

    async def replace(self, directory: Directory) -> None:
        """Put these regions, organisations and people in place of the old ones.

        A known person's language stays, and so do the protocol in force, those who left, and the standing of whoever
        is of the same organisation and kind as before. What was said of others is forgotten: coming back begins anew.
        Somebody who left and is in it again has returned.
        """
        ...

    async def leave(self, user_id: UserId, at: datetime) -> None:
        """Record that somebody left: among `former` from now on, and confirmed by nobody."""
        ...

    async def set_language(self, user_id: UserId, language: str) -> None:
        """Remember the language a person reads (`nl` or `en`)."""
        ...


class Standings(Protocol):
    """What was said of people, and what they accepted (R14, R16)."""

    async def get(self, user_id: UserId) -> Record | None:
        """Give what was said of somebody, whether or not it still fits the directory."""
        ...

    async def save(self, record: Record) -> None:
        """Keep this instead of what was kept."""
        ...

    async def protocols(self) -> tuple[PrivacyProtocol, ...]:
        """Give every version of the privacy protocol, oldest first."""
        ...

    async def publish(self, protocol: PrivacyProtocol) -> None:
        """Add a version; a version that is there already raises `AlreadyThereError`."""
        ...

    async def enforce(self, version: int) -> None:
        """Put a version in force."""
        ...


class Duties(Protocol):
    """The rota: who represents an organisation at which day's MDT (R5)."""

    async def all(self) -> tuple[Duty, ...]:
        """Give every line, by region, organisation, weekday, day and turn."""
        ...

    async def replace(self, region: str, organisation: str, duties: Iterable[Duty]) -> None:
        """Put these lines in place of all lines of an organisation in a region.

        Raises `ValueError` for a line of another region or organisation, `AlreadyThereError` for two in one place.
        """
        ...

    async def drop(self, user_id: UserId) -> None:
        """Take somebody out of every line."""
        ...


class Absences(Protocol):
    """Who is away on which days. It is about no case."""

    async def all(self) -> tuple[Absence, ...]:
        """Give every absence, by Matrix id and first day."""
        ...

    async def replace(self, user_id: UserId, absences: Iterable[Absence]) -> None:
        """Put these in place of all absences of somebody.

        Raises `ValueError` for one of somebody else, `AlreadyThereError` for two that begin on the same day.
        """
        ...

    async def drop(self, user_id: UserId) -> None:
        """Forget somebody's absences, and that they stand in for others."""
        ...


class Questions(Protocol):
    """What colleagues and administrators were asked about people; one question about a person at a time."""

    async def all(self) -> tuple[Question, ...]:
        """Give every question, by Matrix id."""
        ...

    async def save(self, question: Question) -> None:
        """Keep this instead of what was kept about this person."""
        ...

    async def drop(self, user_id: UserId) -> None:
        """Forget what was asked about somebody, if anything was."""
        ...
