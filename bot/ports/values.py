"""What passes between the floors: messages, records, and what comes in. Every datetime is aware."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.case import CaseCode
from bot.domain.people import UserId
from bot.domain.rooms import Room, RoomId

Clock = Callable[[], datetime]
"""Tells the time: an aware datetime. An argument everywhere, so that tests own the calendar."""


ALWAYS = datetime.min.replace(tzinfo=UTC)
"""Before anything of ours."""

AHEAD = timedelta(days=1)
"""What was promised further ahead than this was promised by a clock that was wrong, and waits for nothing."""


@dataclass(frozen=True)
class Message:
    """One text in its two forms. Only a message that `rings` names people and lights up a lock screen."""

    plain: str = field(repr=False)
    html: str = field(repr=False)
    rings: bool = False
    mentions: tuple[UserId, ...] = ()


class Words(Protocol):
    """Turns a result, refusal or notice (a dataclass) into text."""

    def render(self, value: object, language: str) -> Message:
        """Write the value in this language; a missing text is a programming error and raises `KeyError`."""
        ...


class AlreadyThereError(Exception):
    """What was to be added is there already: the same intake, room, action number, reminder or running meeting.

    Only the refused call is undone; the unit of work goes on.
    """


@dataclass(frozen=True)
class Outgoing:
    """A message the bot has promised to send. `id` is its transaction id too, so that a retry is no second message.

    `case` names the data key that seals it; None for what belongs to no case. What can wait is not said before
    `not_before` (aware).
    """

    id: str
    wish: str
    case: CaseCode | None
    message: Message
    created_at: datetime
    tries: int = 0
    not_before: datetime | None = None


class DamagedError(Exception):
    """What was stored cannot be read back; the message names the place, never content."""


@dataclass(frozen=True)
class Head:
    """The message that is next in a room. Only who sends it reads it: most of the time it must wait."""

    id: str
    room: Room
    created_at: datetime
    tries: int = 0


@dataclass(frozen=True)
class SetAside:
    """A message that could not be sent and no longer holds up its room. `why` is a code."""

    id: str
    room: Room
    created_at: datetime
    at: datetime
    why: str


@dataclass(frozen=True)
class Fingerprints:
    """Keyed hashes that recognise an intake without revealing it: of its identity and of its content."""

    identity: str
    content: str


@dataclass(frozen=True)
class Ratchet:
    """The place of a message in its Megolm session: honest clients use each place once."""

    session_id: str
    index: int


class Refusal(StrEnum):
    """Whether people were told of a refused device before."""

    FIRST = "eerste"
    FIRST_TODAY = "eerste vandaag"
    TOLD_TODAY = "vandaag al"


@dataclass(frozen=True)
class Incoming:
    """A decrypted message, ready to be acted upon. In `text` every pill stands as the Matrix id it names."""

    event_id: str
    room_id: RoomId
    sender: UserId
    sent_at: datetime
    text: str = field(repr=False)
    ratchet: Ratchet | None = None


Handle = Callable[[Incoming], Awaitable[None]]
"""Acts on one message in one unit of work. Never raises for anything a person typed."""
