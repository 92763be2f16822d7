"""Which days are holidays, as a function of the settings."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module

from bot.domain.calendar import IsHoliday
from bot.settings import Settings

WORKED = "goede vrijdag"
"""A holiday by law on which most people work: a digest too many costs less than one too few."""


def holidays_of(settings: Settings) -> IsHoliday:
    """Tell which days are holidays in the Netherlands, unless the settings want none."""
    if not settings.times.holidays:
        return lambda _: False
    return lambda day: _dutch().get(day, WORKED).casefold() != WORKED


@cache
def _dutch() -> Mapping[date, str]:
    """Load the calendar when it is first asked for: most commands of the command line never do."""
    found: Mapping[date, str] = import_module("holidays").country_holidays("NL", language="nl")
    return found
