"""What is late climbs: owner, regiehouder, chair, each some working days after the other (R8, R26).

Pure: it follows from the day of an action, the step that was taken last, and who can be told today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, IntEnum, auto

from bot.domain.calendar import Workdays, is_working_day
from bot.domain.rhythm import Manner

WEEKLY = 5
"""Working days after which the chair hears again of what is still late."""

FARTHEST = 260
"""Working days that are counted at most: about a year."""


class Level(IntEnum):
    """Who knows that an action is late."""

    OWNER = 1
    COORDINATOR = 2
    CHAIR = 3


class Hears(Enum):
    """Whether a level can be told today: it can, it can on a later working day, or there is nobody."""

    TODAY = auto()
    LATER = auto()
    NOBODY = auto()


@dataclass(frozen=True)
class Step:
    """The last step of an action that is late: who was told, on which (Dutch) day. `due` is the day it was late for."""

    level: Level
    on: date
    due: date


@dataclass(frozen=True)
class Lateness:
    """Counts working days back from `today`: `marks` are the last working days, today's first when it is one."""

    marks: tuple[date, ...]

    def of(self, due: date) -> int:
        """Tell how many working days an action with this day is late."""
        return next((count for count, mark in enumerate(self.marks) if mark <= due), len(self.marks))


def lateness(today: date, days: Workdays) -> Lateness:
    """Look back over the working days of about a year."""
    marks: list[date] = []
    day = today
    while len(marks) < FARTHEST and (today - day) < timedelta(days=2 * FARTHEST):
        if is_working_day(day, days.weekdays, days.is_holiday):
            marks.append(day)
        day -= timedelta(days=1)
    return Lateness(tuple(marks) or (today,))


def wanted(late: int, manner: Manner, *, tight: bool) -> Level | None:
    """Tell who ought to know by now. `tight`: one working day earlier (R43)."""
    sooner = late + int(tight)
    if late < 1:
        return None
    if sooner >= manner.chair:
        return Level.CHAIR
    return Level.COORDINATOR if sooner >= manner.coordinator else Level.OWNER


def next_step(
    due: date, last: Step | None, want: Level | None, today: date, hears: Mapping[Level, Hears], *, tight: bool
) -> Step | None:
    """Give the step to take today, or None.

    One a day, so that whoever hears it has a day to do something, also after the bot stood still; under a tight watch
    those that are due at once. Where nobody can be told, the next level hears it at once. Who has a day off is waited
    for until the next level is due.
    """
    if want is None:
        return None
    reached = last.level if last is not None and last.due == due else 0
    told, skipped = 0, False
    for level in Level:
        if level <= reached:
            continue
        if level > want and not skipped:
            break
        if hears[level] is Hears.TODAY:
            told, skipped = level, False
            if not tight:
                break
        elif hears[level] is Hears.LATER and level >= want:
            break
        else:
            skipped = True
    return Step(Level(told), today, due) if told else None


def again(last: Step | None, due: date, today: date, days: Workdays) -> bool:
    """Whether the chair hears today once more of an action that is still late."""
    if last is None or last.due != due or last.level is not Level.CHAIR:
        return False
    return today >= days.after(last.on, WEEKLY)
