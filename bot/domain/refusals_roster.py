"""Why the bot says no about case workers and absence. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import date

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NoSuchColleague(Refusal):
    """Nobody of the asker's own organisation is called so."""

    example: str


@dataclass(frozen=True)
class ColleagueNotHere(Refusal):
    """Who is to be replaced is no colleague of the asker's who is in this case."""

    example: str


@dataclass(frozen=True)
class CannotTakePart(Refusal):
    """This colleague cannot be in this case: the region, or something that is not said."""

    name: str


@dataclass(frozen=True)
class OwnOrganisationOnly(Refusal):
    """Each organisation says itself who works on a case for it."""


@dataclass(frozen=True)
class ReplacesThemself(Refusal):
    """The same person twice."""

    name: str


@dataclass(frozen=True)
class AlreadyCaseWorker(Refusal):
    """This person is a case worker of this case already."""

    name: str


@dataclass(frozen=True)
class CoordinatorFirst(Refusal):
    """Who goes is the regiehouder, and the other cannot be that now."""

    name: str
    other: str


@dataclass(frozen=True)
class PeriodReversed(Refusal):
    """The last day comes before the first."""

    first: date
    last: date


@dataclass(frozen=True)
class CannotStandIn(Refusal):
    """A deputy is an admitted colleague who works in all of the asker's regions."""

    name: str


@dataclass(frozen=True)
class DeputyAway(Refusal):
    """The deputy is away on one of these days."""

    name: str


@dataclass(frozen=True)
class NeverAway(Refusal):
    """There is no absence to take back."""
