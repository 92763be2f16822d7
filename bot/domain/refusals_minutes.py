"""Why the bot says no about minutes, figures and corrections. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass
from datetime import date

from bot.domain.case import Area
from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class DayToCome(Refusal):
    """The day is still to come, where one gone by belongs."""

    field: str
    given: date


@dataclass(frozen=True)
class MonthNotUnderstood(Refusal):
    """What stands where a month belongs is not one."""


@dataclass(frozen=True)
class NoMinutes(Refusal):
    """No MDT has weighed this case yet."""


@dataclass(frozen=True)
class NoMinutesThen(Refusal):
    """On that day no MDT weighed this case; `last` is the last day on which one did."""

    given: date
    last: date


@dataclass(frozen=True)
class NoMeetingYet(Refusal):
    """There was no MDT in this region yet."""


@dataclass(frozen=True)
class NoMeetingThen(Refusal):
    """On that day there was no MDT in this region; `last` is the last day with one."""

    given: date
    last: date


@dataclass(frozen=True)
class OutcomeStands(Refusal):
    """It is not this case's turn, and the area has an outcome: `command` puts its text right."""

    area: Area
    command: str


@dataclass(frozen=True)
class NoOutcomeYet(Refusal):
    """The area has no outcome that could be put right."""

    area: Area


@dataclass(frozen=True)
class StandsAlready(Refusal):
    """What was typed as a correction is what stands there."""


@dataclass(frozen=True)
class WhatToCorrect(Refusal):
    """What is to be put right is neither one of the four areas nor the number of an action."""
