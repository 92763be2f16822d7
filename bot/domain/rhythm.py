"""When people may be told what can wait: working days, quiet hours, and how fast what is late climbs (R8, R11, R43).

All clocks are Dutch. Nothing here knows a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import EVERY_DAY, ZONE, Workdays, at, is_working_day, local_day
from bot.domain.people import UserId

LONGEST_WAIT = timedelta(days=60)
"""Nobody is silent longer than this, whatever the calendar says: then it is said all the same."""

LEAST_REACHABLE = timedelta(hours=4)
"""So much of the day must be left between `DAY_BEGINS` and `DAY_ENDS`: else an agreement would never be heard of."""

DAY_BEGINS, DAY_ENDS = time(7), time(20)


@dataclass(frozen=True)
class Habit:
    """What somebody chose; None is what holds for everybody. Equal times: no quiet hours. Monday is 0."""

    user_id: UserId
    quiet_from: time | None = None
    quiet_until: time | None = None
    days: frozenset[int] | None = None


@dataclass(frozen=True)
class Hours:
    """When somebody may be told what can wait: on working days, outside the quiet hours."""

    quiet_from: time
    quiet_until: time
    days: Workdays

    def is_quiet(self, clock: time) -> bool:
        """Whether it is quiet at this (Dutch) time of a working day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def works(self, day: date) -> bool:
        """Whether it is a working day of this person."""
        return is_working_day(day, self.days.weekdays, self.days.is_holiday)

    def reachable(self, now: datetime) -> bool:
        """Whether this person may be told now what can wait."""
        local = now.astimezone(ZONE)
        return self.works(local.date()) and not self.is_quiet(local.time())

    def next_moment(self, now: datetime) -> datetime:
        """Give now, or the first moment after it at which this person may be told what can wait."""
        if self.reachable(now):
            return now
        day = local_day(now)
        while at(day, time()) < now + LONGEST_WAIT:
            for clock in (time(), self.quiet_until):
                moment = at(day, clock)
                if moment > now and self.reachable(moment):
                    return moment
            day += timedelta(days=1)
        return now

    def first_from(self, day: date, clock: time) -> datetime | None:
        """Give the first moment from `clock` on that day at which this person may be told; None when there is none."""
        moment = self.next_moment(at(day, clock))
        return moment if local_day(moment) == day and self.works(day) else None

    @property
    def too_long(self) -> bool:
        """Whether the quiet hours leave too little of the day."""
        minutes = range(DAY_BEGINS.hour * 60, DAY_ENDS.hour * 60)
        left = sum(not self.is_quiet(time(*divmod(minute, 60))) for minute in minutes)
        return timedelta(minutes=left) < LEAST_REACHABLE


@dataclass(frozen=True)
class Manner:
    """How a region is reminded. The regiehouder hears after so many working days late, the chair after so many.

    `titles`: digests and reminders carry what an action is about; that leaves the case room, and is off unless chosen.
    """

    coordinator: int = 2
    chair: int = 4
    titles: bool = False


@dataclass(frozen=True)
class Tight:
    """The tight watch of R43: for which kinds of case, and how many days after the report."""

    kinds: frozenset[str] = frozenset({"stalking"})
    days: int = 14


@dataclass(frozen=True)
class Rhythm:
    """When and how people are told things. Quiet hours and days are those of whoever chose nothing."""

    digest_at: time = time(8, 30)
    reminders: tuple[time, ...] = (time(8, 30), time(15))
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    days: Workdays = field(default=EVERY_DAY)
    usual: Manner = Manner()
    regions: Mapping[str, Manner] = field(default_factory=dict)
    tight: Tight = Tight()

    def hours(self, habit: Habit | None) -> Hours:
        """Give the hours of somebody with this habit."""
        if habit is None:
            return Hours(self.quiet_from, self.quiet_until, self.days)
        quiet_from = self.quiet_from if habit.quiet_from is None else habit.quiet_from
        quiet_until = self.quiet_until if habit.quiet_until is None else habit.quiet_until
        weekdays = self.days.weekdays if habit.days is None else habit.days
        return Hours(quiet_from, quiet_until, Workdays(weekdays, self.days.is_holiday))

    def manner(self, region: str) -> Manner:
        """Tell how this region is reminded."""
        return self.regions.get(region, self.usual)
