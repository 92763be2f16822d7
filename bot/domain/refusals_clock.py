"""Why the bot says no about the 24-hour clock and urgent meetings. As in `bot.domain.refusals`.

Those about an urgent meeting may be said in the MDT room: they hold a code and nothing else.
"""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class UrgentOtherRegion(Refusal):
    """The code begins with another region's; whether there is such a case is not looked at."""

    region: str


@dataclass(frozen=True)
class UrgentUnknown(Refusal):
    """No case of this region has this code."""


@dataclass(frozen=True)
class UrgentClosed(Refusal):
    """The case is closed."""

    code: str


@dataclass(frozen=True)
class UrgentNow(Refusal):
    """The case is the current item already."""

    code: str


@dataclass(frozen=True)
class UrgentDiscussed(Refusal):
    """The meeting that runs has discussed the case already: one goes back to it there."""

    code: str


@dataclass(frozen=True)
class NotOverrun(Refusal):
    """The 24 hours of this case were not overrun, so there is nothing to explain."""


@dataclass(frozen=True)
class WhoExplains(Refusal):
    """Why it was late is told by the regiehouder, by somebody of these organisations, or by a chair."""

    organisations: str
