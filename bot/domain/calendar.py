"""Local days and moments. The time zone is Europe/Amsterdam; every datetime in the domain is aware."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")

MARKED_AHEAD = timedelta(days=1)
"""What was marked further ahead than this, was marked by a clock that was wrong; a clock set back an hour is none."""

IsHoliday = Callable[[date], bool]


def no_holidays(day: date) -> bool:
    """Serve where holidays are days like any other."""
    del day
    return False


def local_day(moment: datetime) -> date:
    """Tell the Dutch calendar day of a moment."""
    return moment.astimezone(ZONE).date()


def at(day: date, clock: time) -> datetime:
    """Give the moment (UTC) at which Dutch clocks show `clock` on `day`.

    A time that daylight saving skips is the one an hour later; one that comes twice is the first.
    """
    return datetime.combine(day, clock, tzinfo=ZONE).astimezone(UTC)


def days_since(moment: datetime, day: date) -> int:
    """Count the calendar days from the Dutch day of a moment to `day`; below zero for a moment after it."""
    return (day - local_day(moment)).days


def latest_day(moment: datetime, clock: time) -> date:
    """Give the last Dutch day on which it has been `clock`: today, or yesterday."""
    today = local_day(moment)
    return today if moment >= at(today, clock) else today - timedelta(days=1)


def is_working_day(day: date, weekdays: frozenset[int], is_holiday: IsHoliday) -> bool:
    """Whether people work on this day; `weekdays` as in `date.weekday()`, Monday is 0."""
    return day.weekday() in weekdays and not is_holiday(day)


def months_after(day: date, months: int) -> date:
    """Give the same day of a later month; where that month is too short, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def working_day_from(day: date, weekdays: frozenset[int], is_holiday: IsHoliday) -> date:
    """Give this day, or the first working day after it."""
    return day if is_working_day(day, weekdays, is_holiday) else next_working_day(day, weekdays, is_holiday)


def next_working_day(day: date, weekdays: frozenset[int], is_holiday: IsHoliday) -> date:
    """Give the first working day after `day`. `weekdays` is not empty (the settings see to that)."""
    following = day + timedelta(days=1)
    while not is_working_day(following, weekdays, is_holiday):
        following += timedelta(days=1)
    return following


@dataclass(frozen=True)
class Workdays:
    """On which days people work; `weekdays` as in `date.weekday()`, Monday is 0."""

    weekdays: frozenset[int]
    is_holiday: IsHoliday

    def after(self, day: date, count: int = 1) -> date:
        """Give the day that is this many working days later."""
        for _ in range(count):
            day = next_working_day(day, self.weekdays, self.is_holiday)
        return day


EVERY_DAY = Workdays(frozenset(range(7)), no_holidays)
"""For where nobody told which days people work."""
