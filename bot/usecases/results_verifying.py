"""What is answered and said about comparing pictures. Values, written out by `bot.texts`."""

from dataclasses import dataclass

from bot.domain.people import UserId
from bot.domain.verification import How


@dataclass(frozen=True)
class ComparisonAsked:
    """The devices of this person were asked; the pictures follow here."""

    who: UserId
    name: str


@dataclass(frozen=True)
class ComparisonOfYours:
    """One's own devices were asked, to prove the bot to oneself."""


@dataclass(frozen=True)
class Pictures:
    """The seven pictures, by number. `own`: shown to the person, who then presses it on the phone."""

    who: UserId
    name: str
    numbers: tuple[int, ...]
    own: bool


@dataclass(frozen=True)
class ComparisonDecided:
    """Somebody said whether they are the same; what follows is told when it is done."""

    who: UserId
    name: str
    same: bool


@dataclass(frozen=True)
class ComparedWell:
    """The identity is confirmed."""

    who: UserId
    name: str


@dataclass(frozen=True)
class YouComparedWell:
    """The person's own app has proved the bot."""


@dataclass(frozen=True)
class ComparisonEnded:
    """It ended without a result."""

    name: str
    how: How


@dataclass(frozen=True)
class PicturesDiffer:
    """Alarm for the administrators: the pictures or the keys were not the same. Rings."""

    name: str
    who: UserId
