"""Why the bot says no to who arranges the agenda. As in `bot.domain.refusals`; in the MDT room: codes only."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.agenda_item import HalfDay
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


# --- put on the agenda, or moved, by hand ---


@dataclass(frozen=True)
class ReasonNotHere(Refusal):
    """A reason was typed in the MDT room, where everybody reads it: also those whom the case was kept from."""


@dataclass(frozen=True)
class CodeNotHere(Refusal):
    """This region has no case of this code; of another region's codes it is not looked at whether there is one."""

    region: str


@dataclass(frozen=True)
class CodeClosed(Refusal):
    """The case is closed: the MDT does not come to it."""

    code: str


@dataclass(frozen=True)
class NoMdtOnDay(Refusal):
    """There is no MDT on this day; the next one after it is on `following`."""

    day: date
    following: date


@dataclass(frozen=True)
class TooLateToday(Refusal):
    """The MDT of today runs or was held; the next one is on `following`."""

    following: date


@dataclass(frozen=True)
class BeenUp(Refusal):
    """The meeting that runs weighs the case now, or did: adding it is for another day."""

    code: str


@dataclass(frozen=True)
class UpNow(Refusal):
    """The MDT weighs the case now: nothing about that can be arranged."""

    code: str


@dataclass(frozen=True)
class NotOnAgendaHere(Refusal):
    """The case of this room is on no agenda, so it cannot be moved; `day` is the MDT that comes."""

    day: date


@dataclass(frozen=True)
class AlreadyThen(Refusal):
    """The case is on the agenda of this very day."""

    code: str
    day: date


@dataclass(frozen=True)
class PastDeadline(Refusal):
    """A new case is to be weighed by `deadline` (R4), and the day lies after it. In the case room."""

    code: str
    deadline: datetime


@dataclass(frozen=True)
class PastDeadlineRounded(Refusal):
    """As `PastDeadline`, in the MDT room: to half a day."""

    code: str
    deadline: HalfDay


@dataclass(frozen=True)
class NotArranged(Refusal):
    """Nobody put the case on the agenda or moved it, or a meeting was done with it since."""


@dataclass(frozen=True)
class WhoArranges(Refusal):
    """Moving is for the regiehouder or a chair; taking back also for who did it. `names` are who can, or empty."""

    names: str


@dataclass(frozen=True)
class UnknownAgendaWord(Refusal):
    """What stands behind `!agenda` in a case's room is no word it knows."""
