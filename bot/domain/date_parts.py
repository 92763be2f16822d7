"""What Dutch dates are made of: names, numbers, and steps on the calendar. For `bot.domain.dates`."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from bot.domain.calendar import months_after
from bot.domain.refusals import DateNotUnderstood, NoSuchDate, Refused

FIELD = "datum"
HORIZON = timedelta(days=730)
LITTLE_WHILE = timedelta(days=60)
"""A day and month this short a while back is a mistake to point out; longer ago it is next year's."""

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
NUMBERS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip
ENGLISH = {
    "today": "vandaag", "tomorrow": "morgen", "monday": "maandag", "tuesday": "dinsdag", "wednesday": "woensdag",
    "thursday": "donderdag", "friday": "vrijdag", "saturday": "zaterdag", "sunday": "zondag", "january": "januari",
    "february": "februari", "march": "maart", "may": "mei", "june": "juni", "july": "juli", "august": "augustus",
    "october": "oktober", "next": "volgende", "this": "deze", "coming": "komende", "end": "eind", "of": "van",
    "the": "de", "in": "over", "within": "over", "day": "dag", "days": "dagen", "weeks": "weken", "month": "maand",
    "months": "maanden", "year": "jaar",
}  # fmt: skip
SHORT = {"mrt": "maart", "sept": "september"}

DAYS_OF_WEEK, MONTHS_OF_YEAR = 7, 12

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
WRITTEN = re.compile(r"(\d{1,2})(?:e|de|ste)? ([a-z]+)\.?(?: (\d{4}))?")
WITH_WEEKDAY = re.compile(r"([a-z]+)\.? (.*\d.*)")


def weekday_of(word: str) -> int | None:
    """Give the weekday a word names (Monday is 0), or None."""
    return _index(word, WEEKDAYS, 2)


def month_of(word: str) -> int | None:
    """Give the month a word names, from 1, or None."""
    found = _index(word, MONTHS, 3)
    return None if found is None else found + 1


def number_of(word: str) -> int:
    """Read a number in digits or as a word up to twelve. Raises `Refused`."""
    if word in NUMBERS:
        return NUMBERS.index(word)
    if not word.isascii() or not word.isdigit():
        raise Refused(DateNotUnderstood(FIELD))
    return min(int(word.lstrip("0")[:6] or "0"), 100_000)


def ahead(day: date, days: int) -> date:
    """Step so many days. Raises `Refused` where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError as error:  # the year 10000, or before the year 1
        raise Refused(NoSuchDate(FIELD)) from error


def next_weekday(weekday: int, today: date) -> date:
    """Give the first such weekday after today."""
    return ahead(today, (weekday - today.weekday() - 1) % DAYS_OF_WEEK + 1)


def in_week(today: date, weeks: int, weekday: int) -> date:
    """Give a weekday of the week so many weeks from this one; a week begins on Monday."""
    return ahead(today, weeks * DAYS_OF_WEEK + weekday - today.weekday())


def months_ahead(day: date, months: int) -> date:
    """Give the same day of a later month, as on a calendar. Raises `Refused` where that ends."""
    try:
        return months_after(day, months)
    except ValueError as error:  # the year 10000
        raise Refused(NoSuchDate(FIELD)) from error


def last_of_month(day: date) -> date:
    """Give the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def written_day(words: str, without_year: Callable[[int, int], date]) -> date | None:
    """Read `2026-11-27`, `27-11`, `27-11-26` or `27 november 2026`; None for words that are no such day.

    `without_year` tells which day a day and a month are that come without one. Raises `Refused` for what no calendar
    has.
    """
    if found := ISO.fullmatch(words):
        return on_calendar(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMERIC.fullmatch(words):
        month = int(found[2])
    elif (found := WRITTEN.fullmatch(words)) and (named := month_of(found[2])) is not None:
        month = named
    else:
        return None
    day, year = int(found[1]), found[3]
    if year is None:
        return without_year(day, month)
    return on_calendar(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004 - "27-11-26"


def day_to_come(day: int, month: int, today: date) -> date:
    """Give the next such day. Raises `Refused` for what no calendar has."""
    this_year = maybe(today.year, month, day)
    if this_year is not None and (this_year >= today or today - this_year < LITTLE_WHILE):
        return this_year
    return on_calendar(today.year + 1, month, day)


def on_calendar(year: int, month: int, day: int) -> date:
    """Give this day. Raises `Refused` for what no calendar has."""
    found = maybe(year, month, day)
    if found is None:
        raise Refused(NoSuchDate(FIELD))
    return found


def maybe(year: int, month: int, day: int) -> date | None:
    """Give this day, or None for what no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(word: str, names: tuple[str, ...], at_least: int) -> int | None:
    """Tell which of the names is meant by the word or its usual abbreviation (`vr`, `nov`, `mrt`)."""
    word = word.removesuffix(".")
    word = SHORT.get(word, word)
    if len(word) < at_least:
        return None
    found = [i for i, name in enumerate(names) if name == word or (len(word) == at_least and name.startswith(word))]
    return found[0] if len(found) == 1 else None
