"""Why the bot says no about inzet. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class UnknownContribution(Refusal):
    """There is no contribution with this number in this case."""

    number: str


@dataclass(frozen=True)
class ContributionIsThere(Refusal):
    """The contribution is this far already."""

    number: str


@dataclass(frozen=True)
class ProgressNotUnderstood(Refusal):
    """Behind the number stands none of the words for how far it is."""


@dataclass(frozen=True)
class ContributionWithoutArea(Refusal):
    """Behind the organisation stands none of the four areas."""


@dataclass(frozen=True)
class ForWhomNotUnderstood(Refusal):
    """Behind `voor` stands nobody for whom something can be done."""
