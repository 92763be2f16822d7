"""What is given back about what the MDT leaves for later. Case room only: reasons are content."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.case import Action, CaseCode


@dataclass(frozen=True)
class HeldOver:
    """The case comes back, whatever is decided now, and why. Case room only.

    `again`: instead of an earlier reason, which is kept.
    """

    code: CaseCode
    reason: str = field(repr=False)
    again: bool


@dataclass(frozen=True)
class ReviewSet:
    """The MDT looks at the case again on `day`. `meant`: the day that was typed, when there is no MDT then."""

    day: date
    meant: date | None


@dataclass(frozen=True)
class ReviewOff:
    """The review of this day is off."""

    day: date


@dataclass(frozen=True)
class ActionDelayed:
    """An action was not done and stays open, with its new day, or without one yet. Case room only.

    `owner` is a name.
    """

    action: Action
    owner: str
    reason: str = field(repr=False)
    moved: bool
