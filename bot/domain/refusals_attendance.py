"""Why the bot says no about attendance. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class AttendanceClosed(Refusal):
    """There is no MDT now or soon whose list could be written on; the next list opens at `moment`."""

    moment: datetime


@dataclass(frozen=True)
class ChairNotesOthers(Refusal):
    """Only the chair says that somebody else is there."""


@dataclass(frozen=True)
class ExcusesOwnOnly(Refusal):
    """One says of oneself, a colleague or the own organisation that they are absent; only the chair of others too."""


@dataclass(frozen=True)
class NotPermanent(Refusal):
    """This organisation has no fixed place in the MDT, so nobody speaks for it in the MDT room."""

    organisation: str


@dataclass(frozen=True)
class OnBehalfElsewhere(Refusal):
    """One speaks for another organisation in the MDT room only."""


@dataclass(frozen=True)
class NotInMdtRoom(Refusal):
    """Nobody of this room is called so."""


@dataclass(frozen=True)
class DaysElsewhere(Refusal):
    """Days on which somebody is away are noted in the direct chat."""
