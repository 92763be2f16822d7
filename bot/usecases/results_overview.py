"""What the overviews answer: codes, days and counts. Nothing that was typed, and no name with a code."""

from dataclasses import dataclass
from datetime import date

from bot.domain.case import CaseCode
from bot.domain.closing import FollowUp
from bot.domain.overview import MyAction, MyCase, RegionCase


@dataclass(frozen=True)
class MyActions:
    """`!mijn`: the reader's open actions over all cases, the earliest day first, and the questions that wait for them.

    `asked`: to be regiehouder of these; `confirm`: so many colleagues wait to be confirmed. `whole`: do not cut.
    """

    today: date
    actions: tuple[MyAction, ...]
    asked: tuple[CaseCode, ...] = ()
    confirm: int = 0
    whole: bool = False


@dataclass(frozen=True)
class MyCases:
    """`!regie overzicht`: the reader's cases as regiehouder, what needs them first on top.

    `follow_ups`: of closed cases, the days on which they look how it goes, a little back and ahead.
    """

    today: date
    cases: tuple[MyCase, ...]
    follow_ups: tuple[FollowUp, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class RegionOverview:
    """`!mdt overzicht`: of the region's `open` cases those that ask something; of `uncovered` ones only how many.

    `late` counts actions.
    """

    region: str
    open: int
    cases: tuple[RegionCase, ...]
    uncovered: int
    whole: bool = False

    @property
    def late(self) -> int:
        """How many actions are late, in all."""
        return sum(case.late for case in self.cases)
