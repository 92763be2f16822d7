"""Why the bot says no about actions and about taking back. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class DayIsHoliday(Refusal):
    """Nobody works on `given`; `other` is the first working day after it. Meant all the same? Then that is typed."""

    field: str
    given: date
    other: date


@dataclass(frozen=True)
class MomentInPast(Refusal):
    """The moment has passed."""

    field: str
    given: datetime


@dataclass(frozen=True)
class TimeAmbiguous(Refusal):
    """A time of which it must be asked which one was meant: `first` is at night, `other` in the afternoon."""

    field: str
    first: str
    other: str


@dataclass(frozen=True)
class TimeNotUnderstood(Refusal):
    """A part of the day, or something that no clock shows: the time is asked."""

    field: str


@dataclass(frozen=True)
class RhythmNotUnderstood(Refusal):
    """Behind `elke` stands none of the forms."""

    field: str


@dataclass(frozen=True)
class OwnerInside(Refusal):
    """Behind `buiten` stands an organisation that the bot knows."""

    organisation: str


@dataclass(frozen=True)
class OutsideNotUnderstood(Refusal):
    """Behind `buiten` stands no name, or one that is too long."""

    maximum: int


@dataclass(frozen=True)
class AlreadyTheirs(Refusal):
    """The action is this owner's already."""

    number: str


@dataclass(frozen=True)
class AskItsOwner(Refusal):
    """As `WhoDrops`, where no name of a party in a case may be said: in the direct chat."""

    number: str


@dataclass(frozen=True)
class NothingToTakeBack(Refusal):
    """This person changed nothing here in the last `minutes` that was not taken back already."""

    minutes: int


@dataclass(frozen=True)
class ChangedSince(Refusal):
    """What would be taken back was changed again since, by anybody."""


@dataclass(frozen=True)
class CannotTakeBack(Refusal):
    """This is not taken back; `command` does the opposite, or puts it right."""

    command: str
