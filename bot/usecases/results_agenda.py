"""What is said of the agenda, also unasked. As in `bot.usecases.results` and `.notices`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.agenda import Reason
from bot.domain.agenda_item import AgendaItem
from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.case import CaseCode
from bot.domain.people import UserId
from bot.usecases.results_meeting import Agenda


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


# --- put on the agenda, or moved, by hand ---


@dataclass(frozen=True)
class CaseAgenda:
    """Whether the case is on the agenda, when, why, and who arranged that. Case room only.

    `moment`: when the MDT begins that comes to it, None for none; `running`: it is in the one that is held now.
    `names` gives those who arranged something their name.
    """

    code: CaseCode
    moment: datetime | None
    reasons: tuple[Reason, ...]
    stands: tuple[AgendaNote, ...]
    names: dict[UserId, str]
    today: date
    running: bool = False
    closed: bool = False


@dataclass(frozen=True)
class PutOn:
    """The case is on the agenda of the MDT that begins at `moment`. Case room only.

    `already`: it was, and now also for this reason. `offered`: an MDT runs now, and its chair can still add the case.
    `move_off`: the day it was moved to, which is off.
    """

    code: CaseCode
    moment: datetime
    reason: str = field(repr=False)
    already: bool
    move_off: date | None
    offered: bool = False


@dataclass(frozen=True)
class CaseMoved:
    """The case comes back at the MDT that begins at `moment`. Case room only. `earlier`: instead of on that day."""

    code: CaseCode
    moment: datetime
    reason: str = field(repr=False)
    earlier: date | None


@dataclass(frozen=True)
class TakenBack:
    """What was arranged for `day` is off; the MDT comes to the case at `moment`, None for never. Case room only."""

    code: CaseCode
    kind: Deed
    day: date
    moment: datetime | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class AgendaReasonKept:
    """Why the case was put on, or moved to, the agenda of `day`. Case room only. `again`: instead of an earlier one."""

    code: CaseCode
    kind: Deed
    day: date
    reason: str = field(repr=False)
    again: bool


@dataclass(frozen=True)
class PutOnHere:
    """A chair put a case on the agenda, or into the meeting that is `running`. In the MDT room."""

    code: CaseCode
    moment: datetime
    already: bool
    running: bool


@dataclass(frozen=True)
class MovedHere:
    """A chair moved a case; `waited`: it is out of the meeting that runs. In the MDT room."""

    code: CaseCode
    moment: datetime
    earlier: date | None
    waited: bool


@dataclass(frozen=True)
class OutOfMeeting:
    """The people of a case took it out of the meeting that runs. In the MDT room."""

    code: CaseCode


@dataclass(frozen=True)
class ArrangedThere:
    """What somebody (`by`, a name) arranged in the MDT room for this case. In the case room.

    `running`: it is in the meeting that runs; `asked`: nobody said why yet.
    """

    code: CaseCode
    kind: Deed
    moment: datetime
    by: str
    running: bool
    asked: bool


@dataclass(frozen=True)
class AgendaNews:
    """What changed since the agenda of today was posted: codes and clocks, in the MDT room.

    `offered`: those that came while the meeting runs, and wait for its chair.
    """

    came: tuple[AgendaItem, ...]
    went: tuple[CaseCode, ...]
    offered: tuple[CaseCode, ...]
