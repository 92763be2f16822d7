"""What people type about when they want to hear things: `22-7`, `ma di do`, `2u`, `maandag`. All clocks are Dutch."""

import re
from datetime import datetime, time, timedelta

from bot.domain.calendar import ZONE, Workdays, at, local_day
from bot.domain.date_parts import ENGLISH, weekday_of
from bot.domain.dates import due_date
from bot.domain.refusals import NotUnderstood, Refused
from bot.domain.refusals_reminders import LaterPast, LaterToday, LaterTooFar, QuietSame
from bot.domain.reminders import LONGEST_SNOOZE

QUIET, WORKDAYS, LATER = "!stil 22-7", "!werkdagen ma di do", "!later A3 2u"

_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?(?: ?(?:u|uur|h))?"
_QUIET = re.compile(rf"(?:(?:van(?:af)?|tussen|from|between) )?{_CLOCK} ?(?:-|–|tot|t/m|en|to|until|and) ?{_CLOCK}")
_TIME = re.compile(r"(?:om |at )?(\d{1,2})[:.](\d{2})(?: ?(?:u|uur))?")
_HOURS = re.compile(r"(?:over |in )?(\d{1,4}|een|half) ?(u|uur|h|hours?|min|minuten|minutes|m)")
_RANGE = re.compile(r"([a-z]+) ?(?:-|–|t/m|tot en met|to) ?([a-z]+)")
_SHORT = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def quiet_hours(text: str) -> tuple[time, time]:
    """Read quiet hours: `22-7`, `van 22:30 tot 7 uur`. Raises `Refused` with `NotUnderstood` or `QuietSame`."""
    found = _QUIET.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        raise Refused(NotUnderstood("stille-uren", QUIET))
    begin, end = (_clock(found[i], found[i + 1], "stille-uren", QUIET) for i in (1, 3))
    if begin == end:
        raise Refused(QuietSame())
    return begin, end


def working_days(text: str) -> frozenset[int]:
    """Read days of the week: `ma di do`, `maandag t/m donderdag` (Monday is 0). Raises `Refused`."""
    words = " ".join(text.casefold().replace(",", " ").split())
    if found := _RANGE.fullmatch(words):
        first, last = _weekday(found[1]), _weekday(found[2])
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    days = frozenset(_weekday(word) for word in words.split() if word not in {"en", "and"})
    if not days:
        raise Refused(NotUnderstood("werkdagen", WORKDAYS))
    return days


def later(text: str, now: datetime, days: Workdays) -> tuple[datetime, bool]:
    """Read until when a reminder waits; with True it rings then, else it is a day, whose digest says it.

    Raises `Refused`: as `due_date`, and with `LaterPast`, `LaterToday` or `LaterTooFar`.
    """
    words = " ".join(text.casefold().split())
    if found := _HOURS.fullmatch(words):
        count = {"een": 1.0, "half": 0.5}.get(found[1]) or float(found[1])
        until = now + (timedelta(minutes=count) if found[2].startswith("m") else timedelta(hours=count))
        rings = True
        if until <= now:
            raise Refused(LaterPast(until))
    elif found := _TIME.fullmatch(words):
        until, rings = at(local_day(now), _clock(found[1], found[2], "wanneer", LATER)), True
        if until <= now:
            raise Refused(LaterPast(until))
    else:
        day = due_date(text, local_day(now), days)
        if day == local_day(now):
            raise Refused(LaterToday())
        until, rings = at(day, time()), False
    if until.astimezone(ZONE).date() - local_day(now) > LONGEST_SNOOZE:
        raise Refused(LaterTooFar())
    return until, rings


def _clock(hour: str, minute: str | None, field: str, example: str) -> time:
    try:
        return time(int(hour) % 24 if int(hour) <= 24 else 99, int(minute or 0))  # noqa: PLR2004 - people say 24 for 0
    except ValueError:
        raise Refused(NotUnderstood(field, example)) from None


def _weekday(word: str) -> int:
    found = weekday_of(ENGLISH.get(word, word))
    found = _SHORT.get(word) if found is None else found
    if found is None:
        raise Refused(NotUnderstood("werkdagen", WORKDAYS))
    return found
