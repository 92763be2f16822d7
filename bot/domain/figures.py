"""The figures of a region's MDT over some days (R35): counts, shares and medians, and nothing of any case.

Pure. Below five cases there is no share and no median: it could tell of one case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from bot.domain.calendar import at, local_day
from bot.domain.case import MDT_WITHIN, ActionState
from bot.domain.meeting import MINUTE, Item, ItemState, Meeting, whole_minutes

FEW = 5
"""Fewer than this are too few to say anything of."""

HOUR = timedelta(hours=1)
PER_CENT = 100


@dataclass(frozen=True)
class Days:
    """Dutch days, from the first to the last."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        """The moment (UTC) at which they begin."""
        return at(self.first, time())

    @property
    def until(self) -> datetime:
        """The moment (UTC) at which they are over."""
        return at(self.last + timedelta(days=1), time())

    def hold(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Wait:
    """How long a case waited: from its report until the MDT first took it up. Both aware."""

    reported_at: datetime
    weighed_at: datetime

    @property
    def length(self) -> timedelta:
        """How long, in real hours."""
        return max(self.weighed_at - self.reported_at, timedelta())


@dataclass(frozen=True)
class Task:
    """An action without anything that tells which: when it was agreed on, by when, and how it ended."""

    added_at: datetime
    due: date
    state: ActionState
    done_at: datetime | None = None

    @property
    def in_time(self) -> bool:
        """Whether it was done on its day at the latest; a day that was put off counts as its day."""
        return self.state is ActionState.DONE and self.done_at is not None and local_day(self.done_at) <= self.due


@dataclass(frozen=True)
class Attended:
    """At how many of these meetings of the day a permanent organisation was there."""

    organisation: str
    meetings: int
    there: int

    @property
    def share(self) -> int | None:
        """The part in per cent, rounded; None below five meetings."""
        return _share(self.there, self.meetings)


@dataclass(frozen=True)
class Source:
    """What figures are made of: meetings with their items, waits and actions of one region, and who attended."""

    meetings: Sequence[Meeting] = ()
    waits: Sequence[Wait] = ()
    tasks: Sequence[Task] = ()
    attended: Sequence[Attended] = ()


@dataclass(frozen=True)
class Figures:
    """The figures. A share is in per cent; where it or a median is None, there are too few to say anything of.

    `meetings` are closed ones, `urgent` of them called together in between. `cases` were weighed, each counted once;
    `first` of them for the first time: `in_time` within 24 hours of the report, `hours` is the median until then.
    `held` and `not_reached` count items that were put off. `covered`: cases with a regiehouder when they were last
    left. `added`, `done`: actions; `late`: due in these days, over and not done by then; `on_time`: the others.
    """

    meetings: int
    urgent: int
    cases: int
    first: int
    in_time: int | None
    hours: int | None
    minutes_per_case: int | None
    minutes_per_meeting: int | None
    held: int
    not_reached: int
    covered: int | None
    added: int
    done: int
    late: int
    on_time: int | None
    attended: tuple[Attended, ...] = ()


def figures(days: Days, today: date, source: Source) -> Figures:
    """Count what happened in these days; of the meetings, those that were opened in them and closed."""
    meetings = [m for m in source.meetings if m.closed_at is not None and days.hold(local_day(m.opened_at))]
    items = [(m, item) for m in meetings for item in m.items]
    reached = [item for _, item in items if item.reached]
    last: dict[str, Item] = {item.code: item for item in reached}
    waits = [wait.length for wait in source.waits if days.hold(local_day(wait.weighed_at))]
    due = [t for t in source.tasks if days.hold(t.due) and t.state is not ActionState.DROPPED]
    in_time = sum(task.in_time for task in due)
    late = sum(task.due < today and not task.in_time for task in due)
    few = len(last) < FEW
    return Figures(
        meetings=len(meetings),
        urgent=sum(meeting.urgent for meeting in meetings),
        cases=len(last),
        first=len(waits),
        in_time=_share(sum(wait <= MDT_WITHIN for wait in waits), len(waits)),
        hours=None if len(waits) < FEW else round(median(wait / HOUR for wait in waits)),
        minutes_per_case=None if few else _median_minutes(timedelta(seconds=item.seconds) for item in reached),
        minutes_per_meeting=None if few else _median_minutes(map(length_of, meetings)),
        held=sum(item.reached and item.state is ItemState.CARRIED for _, item in items),
        not_reached=sum(not item.reached for _, item in items),
        covered=_share(sum(item.coordinator is not None for item in last.values()), len(last)),
        added=sum(days.hold(local_day(task.added_at)) for task in source.tasks),
        done=sum(_done_in(task, days) for task in source.tasks),
        late=late,
        on_time=_share(in_time, in_time + late),
        attended=tuple(source.attended),
    )


def length_of(meeting: Meeting) -> timedelta:
    """Tell how long a closed meeting was."""
    return max((meeting.closed_at or meeting.opened_at) - meeting.opened_at, timedelta())


def _done_in(task: Task, days: Days) -> bool:
    return task.state is ActionState.DONE and task.done_at is not None and days.hold(local_day(task.done_at))


def _share(part: int, whole: int) -> int | None:
    return None if whole < FEW else round(PER_CENT * part / whole)


def _median_minutes(lengths: Iterable[timedelta]) -> int:
    return whole_minutes(MINUTE * median(length / MINUTE for length in lengths))
