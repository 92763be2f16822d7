"""Actions that come back: every Monday, every working day, every two weeks. Pure arithmetic over days (R8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import Workdays, next_working_day

EVERY_WORKING_DAY = 0
MOST_WEEKS = 26


@dataclass(frozen=True)
class Recurrence:
    """Every so many `weeks` from the day `start`; with 0 weeks every working day. `until` is the last (Dutch) day."""

    weeks: int
    start: date
    until: date | None = None

    def first(self, days: Workdays) -> date | None:
        """Give its first day, or None when it ends before that."""
        return self.after(self.start - timedelta(days=1), days)

    def after(self, day: date, days: Workdays) -> date | None:
        """Give its first day after `day`, or None when it has ended.

        A holiday moves to the next working day; the days after it stay where they were.
        """
        if self.weeks == EVERY_WORKING_DAY:
            found = days.after(day)
            return found if self.until is None or found <= self.until else None
        step = timedelta(weeks=self.weeks)
        turn = max(0, (day - self.start) // step)
        while True:
            meant = self.start + turn * step
            if self.until is not None and meant > self.until:
                return None
            kept = next_working_day(meant, days.weekdays, days.is_holiday) if days.is_holiday(meant) else meant
            if kept > day:
                return kept
            turn += 1
