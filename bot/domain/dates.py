"""Dutch dates as people type them: `vrijdag`, `27-11`, `27 nov`, `over 3 dagen`, `morgen`.

What is understood is always said back with its weekday; what is ambiguous or impossible is refused by name.
"""

import re
import unicodedata
from datetime import date, timedelta

from bot.domain.refusals import DateInPast, DateNotUnderstood, DateTooFar, NoSuchDate, Refused
from bot.domain.refusals_roster import PeriodReversed

FIELD = "datum"
HORIZON = timedelta(days=730)

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_ENGLISH = {
    "today": "vandaag", "tomorrow": "morgen", "monday": "maandag", "tuesday": "dinsdag",
    "wednesday": "woensdag", "thursday": "donderdag", "friday": "vrijdag", "saturday": "zaterdag",
    "sunday": "zondag",
}  # fmt: skip
_NUMBERS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
_RELATIVE = {"vandaag": 0, "morgen": 1, "overmorgen": 2}

_IN_DAYS = re.compile(r"over (\w+) (dag|dagen|week|weken)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_FROM = re.compile(r"(?:van(?:af)?|from)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"\s+(?:t/m|tm|tot en met|tot|until|to|through|-|–)\s+", re.IGNORECASE)
_WRITTEN = re.compile(r"(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?")


def due_date(text: str, today: date) -> date:
    """Read a day from today on, at most two years ahead.

    A weekday is its next occurrence, never today: on a Monday, `maandag` is a week away. A day and month
    without a year is the next one to come.

    Raises `Refused` with `DateNotUnderstood`, `NoSuchDate`, `DateInPast` or `DateTooFar`.
    """
    day = _read(_plain(text), today)
    if day < today:
        raise Refused(DateInPast(FIELD, day))
    if day - today > HORIZON:
        raise Refused(DateTooFar(FIELD, day))
    return day


def period(text: str, today: date) -> tuple[date, date]:
    """Read days from the first to the last, `1-12 t/m 8-12`; one day alone is both. From today on, like `due_date`.

    A weekday at the end is the first one after the beginning: `maandag t/m vrijdag` is one week, whatever day it is.
    Raises `Refused` as `due_date` does, and with `PeriodReversed`.
    """
    begin, *end = _UNTIL.split(_FROM.sub("", text.strip(), count=1), maxsplit=1)
    first = due_date(begin, today)
    if not end:
        return first, first
    last = due_date(end[0], today)
    if last < first and _index(_plain(end[0]), WEEKDAYS, 2) is not None:
        last = due_date(end[0], first)
    if last < first:
        raise Refused(PeriodReversed(first, last))
    return first, last


def _plain(text: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", text).casefold().replace("één", "een").split())
    return _ENGLISH.get(words, words)


def _read(words: str, today: date) -> date:
    words = words.removeprefix("op ").removeprefix("aanstaande ").removeprefix("komende ")
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words])
    weekday = _index(words, WEEKDAYS, 2)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := _IN_DAYS.fullmatch(words):
        return _after(today, found[1], 7 if found[2].startswith("w") else 1)
    if found := _ISO.fullmatch(words):
        return _on_calendar(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(words):
        return _day_month(int(found[1]), int(found[2]), found[3], today)
    if found := _WRITTEN.fullmatch(words):
        month = _index(found[2], MONTHS, 3)
        if month is not None:
            return _day_month(int(found[1]), month + 1, found[3], today)
    raise Refused(DateNotUnderstood(FIELD))


def _index(word: str, names: tuple[str, ...], at_least: int) -> int | None:
    """Tell which of the names is meant by the word or its usual abbreviation (`vr`, `nov`, `mrt`)."""
    word = {"mrt": "maart", "sept": "september"}.get(word, word).removesuffix(".")
    if len(word) < at_least:
        return None
    found = [i for i, name in enumerate(names) if name == word or (len(word) == at_least and name.startswith(word))]
    return found[0] if len(found) == 1 else None


def _after(today: date, number: str, size: int) -> date:
    count = _NUMBERS.index(number) if number in _NUMBERS else None
    if count is None:
        if not number.isascii() or not number.isdigit():
            raise Refused(DateNotUnderstood(FIELD))
        count = min(int(number.lstrip("0")[:6] or "0"), 100_000)
    try:
        return today + timedelta(days=count * size)
    except OverflowError as error:  # the year 10000
        raise Refused(NoSuchDate(FIELD)) from error


def _day_month(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return _on_calendar(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004 - "27-11-26"
    this_year = _in_year(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    # Most of a year back reads as a date to come; a short while back is more likely a mistake to point out.
    if this_year is not None and today - this_year < timedelta(days=60):
        return this_year
    coming = _in_year(today.year + 1, month, day)
    if coming is None:
        raise Refused(NoSuchDate(FIELD))
    return coming


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_calendar(year: int, month: int, day: int) -> date:
    found = _in_year(year, month, day)
    if found is None:
        raise Refused(NoSuchDate(FIELD))
    return found
