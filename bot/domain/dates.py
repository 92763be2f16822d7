"""Dutch dates as people type them: `vrijdag`, `27-11`, `over twee weken`, `eind van de week`, `volgende werkdag`.

What is understood is always said back with its weekday; what is ambiguous or impossible is refused by name, and never
guessed at: an agreement on the wrong day is a lost one (docs/decisions/0022).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import EVERY_DAY, Workdays
from bot.domain.date_parts import (
    DAYS_OF_WEEK,
    ENGLISH,
    FIELD,
    HORIZON,
    MONTHS,
    MONTHS_OF_YEAR,
    WEEKDAYS,
    WITH_WEEKDAY,
    ahead,
    day_to_come,
    in_week,
    last_of_month,
    maybe,
    month_of,
    months_ahead,
    next_weekday,
    number_of,
    weekday_of,
    written_day,
)
from bot.domain.past_dates import in_past
from bot.domain.refusals import (
    DateAmbiguous,
    DateInPast,
    DateNotUnderstood,
    DateTooFar,
    DayMissing,
    NoSuchDate,
    Refused,
    WeekdayMismatch,
)
from bot.domain.refusals_roster import PeriodReversed

__all__ = ["HORIZON", "MONTHS", "UNTIL", "WEEKDAYS", "due_date", "period", "plain"]

FRIDAY, MIDDLE = 4, 15
_RELATIVE = {"vandaag": 0, "morgen": 1, "overmorgen": 2}
_PARTS_OF_WEEK = {"begin": 0, "half": 2, "midden": 2, "eind": FRIDAY, "einde": FRIDAY}

_PART = r"(begin|half|midden|eind|einde) (?:van )?(?:de |deze )?"
_FROM = re.compile(r"(?:van(?:af)?|from)\s+", re.IGNORECASE)
UNTIL = re.compile(r"\s+(?:t/m|tm|tot en met|tot|until|to|through|-|–)\s+", re.IGNORECASE)


def due_date(text: str, today: date, days: Workdays = EVERY_DAY) -> date:
    """Read a day from today on, at most two years ahead. `days` tells what a working day is.

    A weekday is its next occurrence, never today: on a Monday, `maandag` is a week away. A day and month
    without a year is the next one to come. `eind van de week` is its Friday.

    Raises `Refused` with `DateNotUnderstood`, `DateAmbiguous`, `DayMissing`, `WeekdayMismatch`, `NoSuchDate`,
    `DateInPast`, `DayGoneBy` or `DateTooFar`.
    """
    try:
        day = _read(plain(text), _Now(today, days))
    except Refused as refused:
        over = in_past(text, today) if isinstance(refused.refusal, DateNotUnderstood) else None
        if over is None:
            raise
        raise Refused(over) from None
    if day < today:
        raise Refused(DateInPast(FIELD, day))
    if day - today > HORIZON:
        raise Refused(DateTooFar(FIELD, day))
    return day


def period(text: str, today: date, days: Workdays = EVERY_DAY) -> tuple[date, date]:
    """Read days from the first to the last, `1-12 t/m 8-12`; one day alone is both. From today on, like `due_date`.

    A weekday at the end is the first one after the beginning: `maandag t/m vrijdag` is one week, whatever day it is.
    Raises `Refused` as `due_date` does, and with `PeriodReversed`.
    """
    begin, *end = UNTIL.split(_FROM.sub("", text.strip(), count=1), maxsplit=1)
    first = due_date(begin, today, days)
    if not end:
        return first, first
    last = due_date(end[0], today, days)
    if last < first and weekday_of(plain(end[0])) is not None:
        last = due_date(end[0], first, days)
    if last < first:
        raise Refused(PeriodReversed(first, last))
    return first, last


def plain(text: str) -> str:
    """Write what was typed in the small Dutch words that the grammar knows."""
    composed = unicodedata.normalize("NFC", text).casefold().replace("één", "een")
    words = " ".join(ENGLISH.get(word, word) for word in composed.split()).replace("working dag", "werkdag")
    return words.removeprefix("op ").removesuffix(" a.s.").removesuffix(" aanstaande")


@dataclass(frozen=True)
class _Now:
    today: date
    days: Workdays


def _read(words: str, now: _Now) -> date:
    if words in _RELATIVE:
        return ahead(now.today, _RELATIVE[words])
    for form, read in _FORMS:
        found = form.fullmatch(words)
        if found is not None and (day := read(found, now)) is not None:
            return day
    if (day := _on_the_calendar(words, now.today)) is not None:
        return day
    if (found := WITH_WEEKDAY.fullmatch(words)) and (weekday := weekday_of(found[1])) is not None:
        return _checked(found[2], weekday, now.today)
    raise Refused(DayMissing(FIELD) if month_of(words) is not None else DateNotUnderstood(FIELD))


def _on_the_calendar(words: str, today: date) -> date | None:
    return written_day(words, lambda day, month: day_to_come(day, month, today))


def _checked(words: str, weekday: int, today: date) -> date:
    """Read `vrijdag 27 november`; a weekday that is not that day's means that one of the two is wrong."""
    day = _on_the_calendar(words, today)
    if day is None:
        raise Refused(DateNotUnderstood(FIELD))
    if day.weekday() != weekday:
        raise Refused(WeekdayMismatch(FIELD, day))
    return day


# --- what a form means; None where it only looked like it ---


def _weekday(found: re.Match[str], now: _Now) -> date | None:
    weekday = weekday_of(found[1])
    return None if weekday is None else next_weekday(weekday, now.today)


def _next_weekday(found: re.Match[str], now: _Now) -> date | None:
    """Read `volgende vrijdag`: some mean the first one, others the one of next week. Where it is the same, good."""
    weekday = weekday_of(found[1])
    if weekday is None:
        return None
    first, other = next_weekday(weekday, now.today), in_week(now.today, 1, weekday)
    if first != other:
        raise Refused(DateAmbiguous(FIELD, first, other))
    return first


def _weekday_of_week(found: re.Match[str], now: _Now) -> date | None:
    named, which = (found[1], found[2]) if found[2] in {"deze", "volgende"} else (found[2], found[1])
    weekday = weekday_of(named)
    return None if weekday is None else in_week(now.today, int(which == "volgende"), weekday)


def _part_of_week(found: re.Match[str], now: _Now) -> date:
    weekday = _PARTS_OF_WEEK[found[1]]
    if found[2] is not None:
        return in_week(now.today, 1, weekday)
    day = in_week(now.today, 0, weekday)
    # At the weekend the week that people speak of is the one that begins.
    return ahead(day, DAYS_OF_WEEK) if now.today.weekday() > FRIDAY else day


def _part_of_month(found: re.Match[str], now: _Now) -> date | None:
    this_month = now.today.replace(day=1)
    if found[2] == "maand":
        first = this_month
    elif found[2] == "volgende maand":
        first = months_ahead(this_month, 1)
    elif (month := month_of(found[2])) is not None:
        first = this_month.replace(month=month)
        first = first if last_of_month(first) >= now.today else months_ahead(first, MONTHS_OF_YEAR)
    else:
        return None
    if found[1] == "begin":
        raise Refused(DayMissing(FIELD))
    return first.replace(day=MIDDLE) if found[1] in {"half", "midden"} else last_of_month(first)


def _no_day(found: re.Match[str], now: _Now) -> date:
    del found, now
    raise Refused(DayMissing(FIELD))


def _next_workday(found: re.Match[str], now: _Now) -> date:
    del found
    return _workdays_ahead(1, now)


def _in_workdays(found: re.Match[str], now: _Now) -> date:
    return _workdays_ahead(number_of(found[1]), now)


def _workdays_ahead(count: int, now: _Now) -> date:
    try:
        return now.days.after(now.today, min(count, HORIZON.days + 1))
    except OverflowError as error:
        raise Refused(NoSuchDate(FIELD)) from error


def _in_days(found: re.Match[str], now: _Now) -> date:
    return ahead(now.today, number_of(found[1]) * (DAYS_OF_WEEK if found[2].startswith("w") else 1))


def _in_months(found: re.Match[str], now: _Now) -> date:
    return months_ahead(now.today, number_of(found[1]) * (MONTHS_OF_YEAR if found[2] == "jaar" else 1))


def _in_half_a_year(found: re.Match[str], now: _Now) -> date:
    del found
    return months_ahead(now.today, MONTHS_OF_YEAR // 2)


def _day_of_month(found: re.Match[str], now: _Now) -> date:
    """Read `de 3e`: of this month, or of the next one that has it."""
    month = now.today.replace(day=1)
    for _ in range(MONTHS_OF_YEAR):
        day = maybe(month.year, month.month, int(found[1]))
        if day is not None and day >= now.today:
            return day
        month = months_ahead(month, 1)
    raise Refused(NoSuchDate(FIELD))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Now], date | None]], ...] = (
    (re.compile(r"(?:de )?(?:eerst)?volgende werkdag"), _next_workday),
    (re.compile(r"(?:over|binnen) (\w+) werkdag(?:en)?"), _in_workdays),
    (re.compile(r"(?:over|binnen) (\w+) (dag|dagen|week|weken|wk)"), _in_days),
    (re.compile(r"(?:over|binnen) (?:een )?half jaar"), _in_half_a_year),
    (re.compile(r"(?:over|binnen) (\w+) (maand|maanden|mnd|jaar)"), _in_months),
    (re.compile(rf"{_PART}(volgende )?week"), _part_of_week),
    (re.compile(r"([a-z]+)\.? (volgende|deze) week"), _weekday_of_week),
    (re.compile(r"(volgende|deze) week (?:op )?([a-z]+)\.?"), _weekday_of_week),
    (re.compile(r"(?:de |deze )?(?:volgende )?(?:week|maand)"), _no_day),
    (re.compile(rf"{_PART}([a-z]+\.?|volgende maand)"), _part_of_month),
    (re.compile(r"(?:(?:aanstaande|komende|eerstkomende|eerstvolgende) )?([a-z]+\.?)"), _weekday),
    (re.compile(r"volgende ([a-z]+)\.?"), _next_weekday),
    (re.compile(r"(?:de )?(\d{1,2})(?:e|de|ste)"), _day_of_month),
)
