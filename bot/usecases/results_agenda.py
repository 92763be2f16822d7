"""What is said of the agenda unasked. As in `bot.usecases.results` and `.notices`."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.agenda import Reason
from bot.domain.case import CaseCode
from bot.usecases.results import Agenda


@dataclass(frozen=True)
class AgendaPosted:
    """The agenda of the day, in the MDT room, some time before it begins."""

    agenda: Agenda


@dataclass(frozen=True)
class PlaceSet:
    """A chair gave a case another place: the agenda as it is now. In the MDT room."""

    code: CaseCode
    place: int
    agenda: Agenda


@dataclass(frozen=True)
class MinutesSet:
    """A chair planned other minutes for a case: the agenda as it is now. In the MDT room."""

    code: CaseCode
    minutes: int
    agenda: Agenda


@dataclass(frozen=True)
class MeetingSoon:
    """Rings in the MDT room, for who leads there today: how many cases, and when it begins."""

    region: str
    count: int
    moment: datetime


@dataclass(frozen=True)
class OnAgenda:
    """The case is on the agenda of a meeting, and why. Case room only. `asked`: who is asked to be its regiehouder."""

    code: CaseCode
    moment: datetime
    reasons: tuple[Reason, ...]
    asked: str = ""
