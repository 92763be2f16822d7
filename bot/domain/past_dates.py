"""Days gone by as people type them: `gisteren`, `vrijdag`, `24-11`, `vorige week dinsdag`; and months: `november`.

As in `bot.domain.dates`, the other way round: what may be two days is asked, and never guessed at.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from bot.domain.date_parts import (
    DAYS_OF_WEEK,
    ENGLISH,
    FIELD,
    LITTLE_WHILE,
    WITH_WEEKDAY,
    ahead,
    in_week,
    last_of_month,
    maybe,
    month_of,
    months_ahead,
    number_of,
    on_calendar,
    weekday_of,
    written_day,
)
from bot.domain.figures import Days
from bot.domain.refusals import (
    DateAmbiguous,
    DateInPast,
    DateNotUnderstood,
    DayGoneBy,
    DayMissing,
    Refused,
    WeekdayMismatch,
)
from bot.domain.refusals_minutes import DayToCome, MonthNotUnderstood

_WORDS = ENGLISH | {"yesterday": "gisteren", "last": "afgelopen", "previous": "vorige", "ago": "geleden"}
_RELATIVE = {"vandaag": 0, "gisteren": -1, "eergisteren": -2}
_MONTH = re.compile(r"([a-z]+)\.?(?: (\d{4}))?")
_PART_OF_YESTERDAY = re.compile(
    r"(gister|eergister)(?:en)? ?(?:ochtend|morgen|middag|avond|nacht|morning|afternoon|evening)"
)
_OVER = re.compile(
    r"(?:de )?(?:vorige|afgelopen) (?:week|weekend|maand|jaar|nacht|night)"
    r"|(?:een )?\w+ (?:uur|dag|dagen|week|weken|maand|maanden|jaar) (?:geleden|terug)"
)
_NUMBERED_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})-(\d{4}))")


def past_day(text: str, today: date) -> date:
    """Read a day until today. A weekday is the last one before today; a day and month without a year the last one.

    One that is less than two months ahead is taken for a day to come. Raises `Refused` with `DayToCome`,
    `DateNotUnderstood`, `DateAmbiguous`, `DayMissing`, `WeekdayMismatch` or `NoSuchDate`.
    """
    words = _plain(text)
    day = _read(words, today)
    if day is None:
        raise Refused(DayMissing(FIELD) if month_of(words) is not None else DateNotUnderstood(FIELD))
    if day > today:
        raise Refused(DayToCome(FIELD, day))
    return day


def in_past(text: str, today: date) -> DateInPast | DayGoneBy | None:
    """Tell what is wrong with days gone by where a day to come is asked: `gisteren`, `vorige week`.

    None for words that are something else. Where two days may be meant, both are over.
    """
    words = _PART_OF_YESTERDAY.sub(r"\1en", _plain(text))
    try:
        day = _read(words, today)
    except Refused as refused:
        if isinstance(refused.refusal, DateAmbiguous):
            return DayGoneBy(FIELD)
        day = None
    if day is not None:
        return DateInPast(FIELD, day) if day < today else None
    return DayGoneBy(FIELD) if _OVER.fullmatch(words) else None


def past_month(text: str, today: date) -> Days:
    """Read a month that has begun: `november`, `november 2026`, `11-2026`, `vorige maand`; nothing is this one.

    Without a year it is the last one there was; the next one is taken for a month to come. Raises `Refused` with
    `MonthNotUnderstood` or `DayToCome`.
    """
    words = _plain(text)
    this = today.replace(day=1)
    if words in {"", "deze maand"}:
        first = this
    elif words in {"vorige maand", "afgelopen maand"}:
        first = (this - timedelta(days=1)).replace(day=1)
    elif found := _NUMBERED_MONTH.fullmatch(words):
        first = _month(int(found[1] or found[4]), int(found[2] or found[3]))
    elif (found := _MONTH.fullmatch(words)) and (month := month_of(found[1])) is not None:
        first = _month(int(found[2]), month) if found[2] else _month_around(month, today)
    else:
        raise Refused(MonthNotUnderstood())
    if first > today:
        raise Refused(DayToCome(FIELD, first))
    return Days(first, last_of_month(first))


def _month_around(month: int, today: date) -> date:
    following = months_ahead(today.replace(day=1), 1)
    if month == following.month:
        return following
    return _month(today.year - (month > today.month), month)


def _month(year: int, month: int) -> date:
    first = maybe(year, month, 1)
    if first is None:
        raise Refused(MonthNotUnderstood())
    return first


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).casefold().replace("één", "een")
    return " ".join(_WORDS.get(word, word) for word in composed.split()).removeprefix("van ").removeprefix("op ")


def _read(words: str, today: date) -> date | None:
    if words in _RELATIVE:
        return ahead(today, _RELATIVE[words])
    for form, read in _FORMS:
        found = form.fullmatch(words)
        if found is not None and (day := read(found, today)) is not None:
            return day
    if (day := _on_the_calendar(words, today)) is not None:
        return day
    if (found := WITH_WEEKDAY.fullmatch(words)) and (weekday := weekday_of(found[1])) is not None:
        day = _on_the_calendar(found[2], today)
        if day is not None and day.weekday() != weekday:
            raise Refused(WeekdayMismatch(FIELD, day))
        return day
    return None


def _on_the_calendar(words: str, today: date) -> date | None:
    return written_day(words, lambda day, month: _day_gone_by(day, month, today))


def _day_gone_by(day: int, month: int, today: date) -> date:
    this_year, next_year = maybe(today.year, month, day), maybe(today.year + 1, month, day)
    for found in (this_year, next_year):
        if found is not None and today < found < today + LITTLE_WHILE:
            return found
    return this_year if this_year is not None and this_year <= today else on_calendar(today.year - 1, month, day)


def _last(weekday: int, today: date) -> date:
    return ahead(today, -((today.weekday() - weekday - 1) % DAYS_OF_WEEK + 1))


def _weekday(found: re.Match[str], today: date) -> date | None:
    weekday = weekday_of(found[1])
    return None if weekday is None else _last(weekday, today)


def _weekday_before(found: re.Match[str], today: date) -> date | None:
    """Read `vorige vrijdag`: some mean the last one, others the one of last week. Where it is the same, good."""
    weekday = weekday_of(found[1])
    if weekday is None:
        return None
    last, other = _last(weekday, today), in_week(today, -1, weekday)
    if last != other:
        raise Refused(DateAmbiguous(FIELD, last, other))
    return last


def _weekday_of_week(found: re.Match[str], today: date) -> date | None:
    which, named = (found[1], found[2]) if found[1] else (found[4], found[3])
    weekday = weekday_of(named)
    return None if weekday is None else in_week(today, 0 if which == "deze" else -1, weekday)


def _ago(found: re.Match[str], today: date) -> date:
    return ahead(today, -number_of(found[1]) * (DAYS_OF_WEEK if found[2].startswith("w") else 1))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (re.compile(r"(\w+) (dag|dagen|week|weken) geleden"), _ago),
    (re.compile(r"(?:(vorige|afgelopen|deze) week (?:op )?([a-z]+)|([a-z]+) (vorige|afgelopen|deze) week)\.?"),
     _weekday_of_week),
    (re.compile(r"vorige ([a-z]+)\.?"), _weekday_before),
    (re.compile(r"(?:afgelopen )?([a-z]+)\.?"), _weekday),
)  # fmt: skip
