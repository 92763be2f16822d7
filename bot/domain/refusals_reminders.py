"""Why the bot says no about reminders and quiet hours. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class QuietSame(Refusal):
    """Quiet hours that begin when they end."""


@dataclass(frozen=True)
class QuietTooLong(Refusal):
    """Quiet hours that leave too little of the day to be told anything."""


@dataclass(frozen=True)
class LaterPast(Refusal):
    """A reminder cannot wait until a moment that has passed."""

    moment: datetime


@dataclass(frozen=True)
class LaterToday(Refusal):
    """A day to wait until is a later one than today."""


@dataclass(frozen=True)
class LaterTooFar(Refusal):
    """A reminder waits a week at most."""


@dataclass(frozen=True)
class NotYourReminder(Refusal):
    """The asker is not reminded of this action."""

    label: str
