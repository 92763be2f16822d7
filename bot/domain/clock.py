"""The 24-hour clock: when it is met, when it is overrun, and when to warn ahead of that (R4).

It starts at the report and is met when the MDT takes the case up, in a meeting of the day or an urgent one. The 24
hours are real hours, whatever Dutch clocks do meanwhile.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from bot.domain.agenda_item import AgendaItem, Plan
from bot.domain.calendar import ZONE, IsHoliday, Workdays, at, is_working_day, local_day, next_working_day, no_holidays
from bot.domain.case import Case
from bot.domain.people import UserId
from bot.domain.regie import RegiePlan


@dataclass(frozen=True)
class Watch:
    """When people can be warned: `lead` ahead at least, between two Dutch times, on days with an MDT (Monday is 0).

    `seats_ahead` is how long before the MDT the representatives of the day come into its cases. `plan` is the agenda's.
    `regie` is how long somebody who is asked to be regiehouder may be silent.
    """

    lead: timedelta = timedelta(hours=4)
    since: time = time(8)
    until: time = time(20)
    weekdays: frozenset[int] = frozenset(range(5))
    is_holiday: IsHoliday = no_holidays
    seats_ahead: timedelta = timedelta(hours=1)
    plan: Plan = field(default=Plan())
    regie: RegiePlan = field(default=RegiePlan())

    @property
    def days(self) -> Workdays:
        """On which days people work."""
        return Workdays(self.weekdays, self.is_holiday)

    def has_meeting(self, day: date) -> bool:
        """Whether the MDT meets on this day."""
        return is_working_day(day, self.weekdays, self.is_holiday)

    def is_work_time(self, moment: datetime) -> bool:
        """Whether people are at work at this moment (aware): on a day with an MDT, between the two Dutch times."""
        local = moment.astimezone(ZONE)
        return self.has_meeting(local.date()) and self.since <= local.time() < self.until

    def next_meeting_day(self, day: date) -> date:
        """Give the first day with an MDT after this one."""
        return next_working_day(day, self.weekdays, self.is_holiday)


@dataclass(frozen=True)
class NextMeeting:
    """When the MDT comes to a case: the meeting that is `running` now, or the one that begins at `moment`."""

    moment: datetime
    running: bool = False


def next_meeting(now: datetime, meets_at: time, watch: Watch) -> datetime:
    """Give the moment at which the next MDT begins by the calendar: today's, until it has begun."""
    today = local_day(now)
    if watch.has_meeting(today) and now <= at(today, meets_at):
        return at(today, meets_at)
    return at(watch.next_meeting_day(today), meets_at)


@dataclass(frozen=True)
class Breach:
    """The MDT did not weigh a case within 24 hours. `at` is when they were over, `noted_at` when the bot said so.

    `reason` is typed about a case: sealed, and empty until somebody gives one. It is asked for when people can be told,
    and again once.
    """

    at: datetime
    noted_at: datetime
    reason: str = field(default="", repr=False)
    reason_by: UserId | None = None
    reason_at: datetime | None = None
    asked_again_at: datetime | None = None
    asked_at: datetime | None = None


@dataclass(frozen=True)
class CaseClock:
    """What happened to a case's clock: when the MDT first took it up, when was warned, and the breach."""

    weighed_at: datetime | None = None
    warned_at: datetime | None = None
    breach: Breach | None = None


@dataclass(frozen=True)
class Running:
    """A case whose clock was neither met nor reported as overrun."""

    case: Case
    warned: bool


def met(deadline: datetime, weighed_at: datetime | None) -> bool:
    """Whether the MDT took the case up in time; at the very moment of the deadline still counts."""
    return weighed_at is not None and weighed_at <= deadline


def overrun(deadline: datetime, weighed_at: datetime | None, now: datetime) -> bool:
    """Whether the 24 hours are over and the MDT did not take the case up within them: after that, not `met`."""
    return deadline < now and not met(deadline, weighed_at)


def stopped(case: Case) -> bool:
    """Whether the case was closed within its 24 hours: then there is nothing left to weigh in time."""
    return case.closed_at is not None and case.closed_at <= case.deadline


def warn_at(deadline: datetime, opened_at: datetime, watch: Watch) -> datetime:
    """Give the moment to warn of a deadline: as late as is useful, at least `lead` ahead, when people can act on it.

    1. The latest working time that is `lead` ahead: for a report of Friday 16:00, which lapses on Saturday when nobody
       is there, that is Friday 20:00.
    2. Without one since the case was opened, the latest daytime: a case opened in the night to Saturday is warned of
       on Saturday, not in that night.
    3. Without that either, `lead` ahead whatever the hour; a case that was opened later than that, at once.
    """
    latest = deadline - watch.lead
    for counts in (watch.has_meeting, _any_day):
        found = _latest_daytime(opened_at, latest, watch, counts)
        if found is not None:
            return found
    return max(opened_at, latest)


def ask_again_at(asked_at: datetime, watch: Watch) -> datetime:
    """Give the moment to ask once more, such as why it was late: as the next working day begins."""
    return at(watch.next_meeting_day(local_day(asked_at)), watch.since)


def lapsing(
    items: Iterable[AgendaItem], day: date, now: datetime, meets_at: time, watch: Watch
) -> tuple[AgendaItem, ...]:
    """List what lapses before the next MDT, on the last day with one: on Friday what will not wait until Monday.

    `meets_at` is when the MDT meets (Dutch time). Also on a day without MDT; on any other day there is one tomorrow.
    """
    following = watch.next_meeting_day(day)
    if watch.has_meeting(day) and following == day + timedelta(days=1):
        return ()
    until = at(following, meets_at)
    return tuple(item for item in items if not item.met and now <= item.deadline < until)


def _latest_daytime(first: datetime, last: datetime, watch: Watch, counts: Callable[[date], bool]) -> datetime | None:
    day, first_day = local_day(last), local_day(first)
    while day >= first_day:
        moment = min(last, at(day, watch.until))
        if counts(day) and moment >= max(first, at(day, watch.since)):
            return moment
        day -= timedelta(days=1)
    return None


def _any_day(day: date) -> bool:
    del day
    return True
