"""By when something is due, and how often it comes back: always said back with the weekday, and the time if any."""

from datetime import date, datetime

from bot.domain.calendar import ZONE
from bot.domain.case import Action
from bot.domain.recurrence import EVERY_WORKING_DAY, Recurrence
from bot.texts.document import Text, joined, own
from bot.texts.speech import Speech


def by_when(day: date, moment: datetime | None, say: Speech, today: date | None = None, *, short: bool = False) -> Text:
    """Write `vrijdag 27 november, 14:00`, or the day alone."""
    text = say.short_day(day, today) if short else say.day(day, today)
    if moment is None:
        return text
    return say.text("by-when", day=text, time=f"{moment.astimezone(ZONE):%H:%M}")


def rhythm(value: Recurrence, say: Speech) -> Text:
    """Write `elke maandag t/m maandag 1 maart`."""
    if value.weeks == EVERY_WORKING_DAY:
        text = say.text("rhythm-working-day")
    else:
        text = say.text("rhythm-weeks", weekday=say.weekday(value.start.weekday()), count=value.weeks)
    return text if value.until is None else say.text("rhythm-until", rhythm=text, day=say.day(value.until))


def marks(action: Action, say: Speech) -> Text:
    """Write behind an action what it is about; empty for nothing."""
    text = about(action, say)
    return own(" (") + text + own(")") if text else ()


def about(action: Action, say: Speech) -> Text:
    """Write what area an action is for and how often it comes back; empty for neither."""
    found = [say.area(action.area)] if action.area is not None else []
    if action.rhythm is not None:
        found.append(rhythm(action.rhythm, say))
    return joined(found, ", ")
