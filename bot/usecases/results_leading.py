"""What is said of leading the MDT. As in `bot.usecases.results` and `.notices`.

In the MDT room the words are the same whether or not the chair takes part in a case.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.people import UserId


@dataclass(frozen=True)
class ItemLeft:
    """In a case room, to who went on from there: the MDT did. Nothing of the next case. Case room only."""

    code: CaseCode


@dataclass(frozen=True)
class PutOff:
    """In the case room: not now, and again in this meeting. Case room only."""

    code: CaseCode


@dataclass(frozen=True)
class YouLead:
    """Rings in the case room, for who leads this item. The code only."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class LedBy:
    """In the case room: another leads this item from now on. Case room only."""

    code: CaseCode
    name: str


@dataclass(frozen=True)
class ChairTaken:
    """In the MDT room: `name` leads the meeting from now on, instead of `before`."""

    name: str
    before: str


@dataclass(frozen=True)
class YouChair:
    """Rings in the MDT room, for who leads the meeting from now on without having asked for it."""

    region: str
    user_id: UserId


@dataclass(frozen=True)
class NoChair:
    """In the administrators' room: a meeting runs in this region, and nobody can lead it."""

    region: str


@dataclass(frozen=True)
class TimeGiven:
    """In the MDT room: the current case has these minutes from now on."""

    code: CaseCode
    minutes: int
    until: datetime


@dataclass(frozen=True)
class TimeUp:
    """In the MDT room: the planned minutes of the current case are over."""

    code: CaseCode
    minutes: int


@dataclass(frozen=True)
class TimeUpHere:
    """As `TimeUp`, in the room of a case that the chair takes no part in. Case room only."""

    minutes: int


@dataclass(frozen=True)
class MeetingStill:
    """Rings in the MDT room, for the others who may lead: the meeting stands still at this place in the row."""

    region: str
    position: int
    total: int


@dataclass(frozen=True)
class StillOpen:
    """Rings in the MDT room, for who leads: nothing moved for a long time, and nobody closed the meeting."""

    region: str
    user_id: UserId


@dataclass(frozen=True)
class ClosedUnasked:
    """In the MDT room: the bot closed a forgotten meeting; what follows is as ever."""

    region: str


@dataclass(frozen=True)
class HoldLifted:
    """This meeting holds the case over no longer. Case room only."""

    code: CaseCode
