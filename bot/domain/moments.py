"""By when: a day with or without a time (`vrijdag 14:00`, `over 2 uur`), or days that come back (`elke maandag`).

The days are those of `bot.domain.dates`; here too, what is not surely meant is asked (docs/decisions/0022, 0029).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import EVERY_DAY, ZONE, Workdays, at, local_day, next_working_day
from bot.domain.date_parts import FIELD, ahead, next_weekday, number_of, weekday_of
from bot.domain.dates import HORIZON, UNTIL, due_date, plain
from bot.domain.past_dates import in_past
from bot.domain.recurrence import EVERY_WORKING_DAY, MOST_WEEKS, Recurrence
from bot.domain.refusals import DateNotUnderstood, DateTooFar, Refused
from bot.domain.refusals_actions import (
    DayIsHoliday,
    MomentInPast,
    RhythmNotUnderstood,
    TimeAmbiguous,
    TimeNotUnderstood,
)
from bot.domain.refusals_roster import PeriodReversed

LONGEST = 80
"""No date is longer; what is, is not looked at sign by sign."""

ALL_THE_SAME = frozenset({"toch", "anyway"})
"""Behind a day: also when that is a holiday."""

EARLY = 8
"""Before this hour, `3 uur` is the night to one and the afternoon to another; who means the night types `03:00`."""

NOON, MIDNIGHT, MOST_MINUTES = 12, 24, 60

_IN_HOURS = re.compile(r"(?:over|binnen) (\w+) (?:uur|uren|hours?)")
_IN_MINUTES = re.compile(r"(?:over|binnen) (\w+) (?:min|minuten|minutes?)")
_HALF = {
    "over een half uur": timedelta(minutes=30),
    "over half uur": timedelta(minutes=30),
    "over een kwartier": timedelta(minutes=15),
    "over anderhalf uur": timedelta(minutes=90),
}
_PART_OF_DAY = re.compile(
    r"(?:.*[a-z ])?(?:ochtend|middag|avond|nacht|dagmorgen|dag morgen|morning|afternoon|evening)|tonight"
)
_CLOCK = re.compile(
    r"(?:(?!(?:om|at)\s)(?P<day>.+?)\s)?(?:(?:om|at)\s)?(?:"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?:\s?(?:u|uur))?"
    r"|(?P<only>\d{1,2})\s?(?:u|uur)(?:\s?(?P<past>[0-5]\d))?)"
)
_AT = re.compile(r"(?:(?!(?:om|at)\s)(?P<day>.+?)\s)?(?:om|at)\s(?:(?P<hour>\d{1,2})(?:\.(?P<minute>\d{2}))?|.+)")
_EVERY = re.compile(r"(?:elke|iedere|every|each) (.+)")
_WEEKS = re.compile(r"(?:(\w+) )?(?:week|weken)(?: (?:op|vanaf|on|from) (.+))?")


@dataclass(frozen=True)
class Due:
    """By when: a (Dutch) day, the moment (aware) on it if one was named, and the rhythm when it comes back."""

    day: date
    at: datetime | None = None
    rhythm: Recurrence | None = None


def due_moment(text: str, now: datetime, days: Workdays = EVERY_DAY) -> Due:
    """Read by when: from now on, at most two years ahead.

    Raises `Refused` as `due_date` does, and with `DayIsHoliday`, `MomentInPast`, `TimeAmbiguous`, `TimeNotUnderstood`.
    """
    words = _words(text)
    first, _, last = words.rpartition(" ")
    asked = bool(first) and last in ALL_THE_SAME
    due = _due(first if asked else words, now, days)
    if not asked and due.day != local_day(now) and days.is_holiday(due.day):
        raise Refused(DayIsHoliday(FIELD, due.day, next_working_day(due.day, days.weekdays, days.is_holiday)))
    return due


def due_or_rhythm(text: str, now: datetime, days: Workdays = EVERY_DAY) -> Due:
    """Read as `due_moment`, or days that come back, with the first of them.

    Raises `Refused` as `due_moment` does, and with `RhythmNotUnderstood` or `PeriodReversed`.
    """
    found = _EVERY.fullmatch(_words(text))
    if found is None:
        return due_moment(text, now, days)
    typed, *end = UNTIL.split(found[1], maxsplit=1)
    until = due_date(end[0], local_day(now), days) if end else None
    words, clock = _clock(typed)
    rhythm = _rhythm(words, local_day(now), days, until)
    first = rhythm.first(days)
    if first is None:
        raise Refused(PeriodReversed(rhythm.start, until or rhythm.start))
    if first - local_day(now) > HORIZON:
        raise Refused(DateTooFar(FIELD, first))
    return Due(first, None if clock is None else _from_now(first, clock, now), rhythm)


def same_clock(moment: datetime | None, day: date) -> datetime | None:
    """Give the moment on another day at which Dutch clocks show the same; without a moment there is none."""
    return None if moment is None else at(day, moment.astimezone(ZONE).time())


def _words(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused(DateNotUnderstood(FIELD))
    return plain(text)


def _due(words: str, now: datetime, days: Workdays) -> Due:
    ahead_ = _in_a_while(words)
    if ahead_ is not None:
        moment = now + ahead_
        moment -= timedelta(seconds=moment.second, microseconds=moment.microsecond)
        if ahead_ > HORIZON:
            raise Refused(DateTooFar(FIELD, local_day(moment)))
        return Due(local_day(moment), moment)
    if _PART_OF_DAY.fullmatch(words):
        raise Refused(in_past(words, local_day(now)) or TimeNotUnderstood(FIELD))
    typed, clock = _clock(words)
    if clock is None:
        return Due(due_date(typed, local_day(now), days))
    day = due_date(typed, local_day(now), days) if typed else local_day(now)
    return Due(day, _from_now(day, clock, now))


def _in_a_while(words: str) -> timedelta | None:
    """Read `over 2 uur`: real hours, whatever Dutch clocks do."""
    if words in _HALF:
        return _HALF[words]
    if found := _IN_HOURS.fullmatch(words):
        return timedelta(hours=number_of(found[1]))
    if found := _IN_MINUTES.fullmatch(words):
        return timedelta(minutes=number_of(found[1]))
    return None


def _clock(words: str) -> tuple[str, time | None]:
    """Split the time off the end. Raises `Refused`."""
    found = _CLOCK.fullmatch(words) or _AT.fullmatch(words)
    if found is None:
        return words, None
    groups = found.groupdict()
    hour, minute = groups["hour"] or groups.get("only"), groups.get("minute") or groups.get("past") or "0"
    if hour is None or int(hour) >= MIDNIGHT or int(minute) >= MOST_MINUTES:
        raise Refused(TimeNotUnderstood(FIELD))
    clock = time(int(hour), int(minute))
    if 0 < clock.hour < EARLY and len(hour) == 1:
        raise Refused(TimeAmbiguous(FIELD, f"{clock:%H:%M}", f"{clock.replace(hour=clock.hour + NOON):%H:%M}"))
    return groups["day"] or "", clock


def _from_now(day: date, clock: time, now: datetime) -> datetime:
    moment = at(day, clock)
    if moment <= now:
        raise Refused(MomentInPast(FIELD, moment))
    return moment


def _rhythm(words: str, today: date, days: Workdays, until: date | None) -> Recurrence:
    if words == "werkdag":
        return Recurrence(EVERY_WORKING_DAY, days.after(today), until)
    weekday = weekday_of(words)
    if weekday is not None:
        return Recurrence(1, next_weekday(weekday, today), until)
    found = _WEEKS.fullmatch(words)
    if found is None:
        raise Refused(RhythmNotUnderstood(FIELD))
    weeks = number_of(found[1]) if found[1] else 1
    if not 1 <= weeks <= MOST_WEEKS:
        raise Refused(RhythmNotUnderstood(FIELD))
    start = due_date(found[2], today, days) if found[2] else ahead(today, weeks * 7)
    return Recurrence(weeks, start, until)
