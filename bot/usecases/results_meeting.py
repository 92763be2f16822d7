"""What use cases give back about an MDT that runs, and its agenda. Rendered by `bot.texts`.

Those in the MDT room hold codes and counts, never a typed word (R15). Those marked "case room only" hold content.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.agenda_item import AgendaItem, Standing
from bot.domain.case import Area, CaseCode, Decision
from bot.domain.minutes import Ended
from bot.usecases.results import Card
from bot.usecases.results_attendance import TurnoutLine
from bot.usecases.results_minutes import MeetingMinutes


@dataclass(frozen=True)
class Agenda:
    """The agenda in the MDT room: code, order, standing, minutes, deadline to half a day. Nothing else.

    `lapsing` are those whose 24 hours end before the next MDT, on the last day with one. `starts`: when it begins.
    """

    region: str
    day: date
    items: tuple[AgendaItem, ...]
    now: datetime
    lapsing: tuple[AgendaItem, ...] = ()
    starts: datetime | None = None

    @property
    def minutes(self) -> int:
        """Add up the planned minutes."""
        return sum(item.minutes for item in self.items)


@dataclass(frozen=True)
class MeetingStarted:
    """The MDT is open, in the MDT room. `missing` are the permanent parties that are not there yet."""

    chair: str
    agenda: Agenda
    missing: tuple[TurnoutLine, ...] = ()


@dataclass(frozen=True)
class ItemUp:
    """The next case, in the MDT room: code, place in the row and clock. `previous_…` is about the one before.

    `previous_waits`: it comes again in this meeting. `passed` are carried over: nobody is in them.
    """

    code: CaseCode
    position: int
    total: int
    standing: Standing
    previous: CaseCode
    previous_open: int
    previous_coordinator_missing: bool
    previous_held: bool = False
    previous_waits: bool = False
    passed: tuple[CaseCode, ...] = ()


@dataclass(frozen=True)
class ItemHere:
    """This case is being weighed now. Case room only: the card, what each area still needs, and who is missing.

    `leader` is the name of who leads it; `held`: it was held over earlier in this meeting, and still is.
    """

    card: Card
    open_areas: tuple[Area, ...]
    missing: tuple[TurnoutLine, ...] = ()
    leader: str = ""
    held: bool = False


@dataclass(frozen=True)
class AllDiscussed:
    """The last item is done; `!mdt sluit` ends the meeting. In the MDT room. `passed` as in `ItemUp`."""

    previous: CaseCode
    previous_open: int
    previous_coordinator_missing: bool
    previous_held: bool = False
    passed: tuple[CaseCode, ...] = ()


@dataclass(frozen=True)
class Decided:
    """An outcome on one area was recorded. Case room only."""

    decision: Decision
    open_areas: tuple[Area, ...]
    coordinator_missing: bool


@dataclass(frozen=True)
class CarriedOver:
    """The case comes back at the next MDT. Case room only: says which areas lack an outcome, or why it was held."""

    code: CaseCode
    open_areas: tuple[Area, ...]
    coordinator_missing: bool
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class MeetingClosed:
    """The MDT is over, in the MDT room: its minutes, codes and clocks. `lapsing` as in `Agenda`."""

    report: MeetingMinutes
    lapsing: tuple[AgendaItem, ...] = ()

    @property
    def closed(self) -> tuple[CaseCode, ...]:
        """The cases that it finished."""
        return self.report.codes(Ended.DECIDED)

    @property
    def carried(self) -> tuple[CaseCode, ...]:
        """The cases that come back: held over, or not reached."""
        return self.report.codes(Ended.HELD, Ended.NOT_REACHED)
