"""Why the bot says no to a chair who arranges the agenda. As in `bot.domain.refusals`; in the MDT room: codes only."""

from dataclasses import dataclass
from datetime import date

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NotOnAgenda(Refusal):
    """The code is not on the agenda of this day: unknown, of another region, closed or finished are all the same."""

    day: date


@dataclass(frozen=True)
class TakenUpAlready(Refusal):
    """The meeting that runs weighs the case now, or did."""

    code: str


@dataclass(frozen=True)
class NoSuchPlace(Refusal):
    """The row has no such place; while a meeting runs, only those that wait are counted."""

    last: int


@dataclass(frozen=True)
class MinutesOutside(Refusal):
    """A case gets one minute to an hour."""

    most: int
