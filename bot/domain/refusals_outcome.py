"""Why the bot says no about what the MDT decides on a case. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import date

from bot.domain.case import Area
from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class AreaNotYours(Refusal):
    """The consent for the typer's organisation does not reach this area. `organisations` may decide on it, if any."""

    area: Area
    organisations: str


@dataclass(frozen=True)
class ReviewToday(Refusal):
    """A review is on a later day than today, `given`."""

    given: date


@dataclass(frozen=True)
class NoReview(Refusal):
    """There is no review that could be off."""
