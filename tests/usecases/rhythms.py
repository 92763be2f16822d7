"""How people are told things in the tests: at nine, with quiet hours only where a test is about them."""

from datetime import time

from bot.domain.calendar import IsHoliday, Workdays, no_holidays
from bot.domain.rhythm import Rhythm

MIDNIGHT = time()


def rhythm(
    digest_at: time = time(9),
    weekdays: frozenset[int] = frozenset(range(5)),
    is_holiday: IsHoliday = no_holidays,
    *,
    quiet: tuple[time, time] = (MIDNIGHT, MIDNIGHT),
) -> Rhythm:
    """Give a rhythm with two reminders a day."""
    return Rhythm(digest_at, (time(9), time(15)), *quiet, Workdays(weekdays, is_holiday))
