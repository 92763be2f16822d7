"""Which days are holidays, as a function of the settings."""

import holidays

from bot.domain.calendar import IsHoliday
from bot.settings import Settings

WORKED = "goede vrijdag"
"""A holiday by law on which most people work: a digest too many costs less than one too few."""


def holidays_of(settings: Settings) -> IsHoliday:
    """Tell which days are holidays in the Netherlands, unless the settings want none."""
    if not settings.times.holidays:
        return lambda _: False
    dutch = holidays.country_holidays("NL", language="nl")
    return lambda day: dutch.get(day, WORKED).casefold() != WORKED
