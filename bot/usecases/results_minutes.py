"""What is given back about minutes, figures and corrections.

Of the region: codes, clocks, counts, names of professionals and of permanent parties, so that it may stand in the MDT
room. Of a case: case room only.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import Action, CaseCode, Decision
from bot.domain.figures import Days, Figures
from bot.domain.minutes import Ended


@dataclass(frozen=True)
class Present:
    """One organisation at a meeting, in names; without any it was absent.

    `people` are its own, `for_it` name and organisation of others who spoke for it. `stands_in_for` is whose place
    one of its own took, or empty.
    """

    organisation: str
    people: tuple[str, ...] = ()
    for_it: tuple[tuple[str, str], ...] = ()
    stands_in_for: str = ""

    @property
    def there(self) -> bool:
        """Whether anybody spoke for it."""
        return bool(self.people or self.for_it)


@dataclass(frozen=True)
class ItemLine:
    """One case in the minutes of a region: its code, how long it took (minutes), how long was planned, how it ended."""

    code: CaseCode
    spent: int
    planned: int
    ended: Ended


@dataclass(frozen=True)
class MeetingMinutes:
    """The minutes of one MDT of a region; `closed_at` is None while it runs. `minutes` is how long it took."""

    chair: str
    opened_at: datetime
    closed_at: datetime | None
    urgent: bool
    minutes: int
    items: tuple[ItemLine, ...]
    attendance: tuple[Present, ...] = ()

    @property
    def planned(self) -> int:
        """Add up the planned minutes."""
        return sum(item.planned for item in self.items)

    def codes(self, *ended: Ended) -> tuple[CaseCode, ...]:
        """List the cases that ended so, in their order."""
        return tuple(item.code for item in self.items if item.ended in ended)


@dataclass(frozen=True)
class DayMinutes:
    """`!mdt verslag`: every MDT of a region on one day, urgent ones too."""

    region: str
    day: date
    meetings: tuple[MeetingMinutes, ...]


@dataclass(frozen=True)
class RegionFigures:
    """`!mdt cijfers`: the figures of a region over these days."""

    region: str
    days: Days
    figures: Figures


@dataclass(frozen=True)
class OutcomeCorrected:
    """The text of an outcome was put right: it says this now. Case room only."""

    decision: Decision


@dataclass(frozen=True)
class ActionCorrected:
    """The text of an action was put right: it says this now. `owner` is a name. Case room only."""

    action: Action
    owner: str
