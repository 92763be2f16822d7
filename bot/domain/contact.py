"""How an organisation is reached: its phone, its hours, its crisis service and the limits of that (R22)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar import IsHoliday, at, local_day

MIDNIGHT = time(0)
LOOK_AHEAD = 35
"""Days in which an organisation with hours opens at least once, however the holidays fall."""


@dataclass(frozen=True)
class Opening:
    """Open on a weekday (Monday is 0) between two Dutch clock times; `until` may be 00:00, the end of that day."""

    weekday: int
    since: time
    until: time


@dataclass(frozen=True)
class Contact:
    """How to reach an organisation. Texts may be empty. `always` is open day and night, whatever `hours` say."""

    phone: str = ""
    hours: tuple[Opening, ...] = ()
    always: bool = False
    crisis_phone: str = ""
    limits: str = ""


@dataclass(frozen=True)
class Reach:
    """How an organisation can be reached at one moment; `closes` and `opens` as the functions of that name say."""

    name: str
    contact: Contact
    open: bool
    closes: datetime | None
    opens: datetime | None


def reach(name: str, contact: Contact, moment: datetime, is_holiday: IsHoliday) -> Reach:
    """Tell how an organisation can be reached at this moment."""
    return Reach(
        name,
        contact,
        is_open(contact, moment, is_holiday),
        closes(contact, moment, is_holiday),
        opens(contact, moment, is_holiday),
    )


def is_open(contact: Contact, moment: datetime, is_holiday: IsHoliday) -> bool:
    """Whether somebody can be reached at this moment. On a holiday only who is always there."""
    return contact.always or closes(contact, moment, is_holiday) is not None


def closes(contact: Contact, moment: datetime, is_holiday: IsHoliday) -> datetime | None:
    """Give the moment (UTC) an open organisation closes; None when it is closed, or never closes."""
    if contact.always:
        return None
    return next((until for since, until in _spans(contact, moment, is_holiday) if since <= moment < until), None)


def opens(contact: Contact, moment: datetime, is_holiday: IsHoliday) -> datetime | None:
    """Give the next moment (UTC) a closed organisation opens; None when it is open, or nothing is known of its hours.

    Nothing within five weeks counts as unknown.
    """
    if is_open(contact, moment, is_holiday):
        return None
    return next((since for since, _ in _spans(contact, moment, is_holiday) if since > moment), None)


def _spans(contact: Contact, moment: datetime, is_holiday: IsHoliday) -> Iterator[tuple[datetime, datetime]]:
    """Give when it is open, from yesterday on; what touches (22:00-24:00 and 00:00-02:00) is one."""
    current: tuple[datetime, datetime] | None = None
    for since, until in _pieces(contact, local_day(moment), is_holiday):
        if current is None:
            current = since, until
        elif since <= current[1]:
            current = current[0], max(current[1], until)
        else:
            yield current
            current = since, until
    if current is not None:
        yield current


def _pieces(contact: Contact, today: date, is_holiday: IsHoliday) -> Iterator[tuple[datetime, datetime]]:
    for ahead in range(-1, LOOK_AHEAD):
        day = today + timedelta(days=ahead)
        for opening in sorted(contact.hours, key=lambda o: (o.since, o.until)):
            if opening.weekday == day.weekday() and not is_holiday(day):
                last = day + timedelta(days=1) if opening.until == MIDNIGHT else day
                since, until = at(day, opening.since), at(last, opening.until)
                if since < until:  # the night that the clock goes forward may skip all of it
                    yield since, until
