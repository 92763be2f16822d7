"""One look at a day: who is away, who can be told what, and what is near or late. For whatever is said unasked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.duty import Rota
from bot.domain.escalation import Hears
from bot.domain.people import Directory, Role, UserId
from bot.domain.reminders import CaseFacts
from bot.domain.rhythm import Habit, Hours, Rhythm
from bot.ports import NearCase, Work
from bot.usecases.handover import rota_of
from bot.usecases.rosters import Working, present, working_in


@dataclass(frozen=True)
class Day:
    """Everything that is the same for everybody at one look. `now` is aware, `today` Dutch."""

    now: datetime
    today: date
    rhythm: Rhythm
    directory: Directory
    rota: Rota
    habits: Mapping[UserId, Habit]
    working: Working
    away: Mapping[UserId, UserId | None]

    def hours(self, user_id: UserId) -> Hours:
        """Give when somebody may be told what can wait."""
        return self.rhythm.hours(self.habits.get(user_id))

    def listener(self, user_id: UserId) -> UserId | None:
        """Tell who hears what is for somebody: they, or who stands in while they are away; None when nobody does."""
        if self.directory.person(user_id) is None:
            return None
        if user_id not in self.away:
            return user_id
        deputy = self.away[user_id]
        there = deputy is not None and deputy not in self.away and self.directory.person(deputy) is not None
        return deputy if there else None

    def digest_moment(self, user_id: UserId) -> datetime | None:
        """Give when somebody's digest of today is due; None on a day off."""
        return self.hours(user_id).first_from(self.today, self.rhythm.digest_at)

    def hears(self, users: Iterable[UserId], excluded: frozenset[UserId]) -> Hears:
        """Tell whether one of these can be told something today."""
        found = Hears.NOBODY
        for user in users:
            listener = self.listener(user)
            if listener is None or listener in excluded:
                continue
            if self.digest_moment(listener) is not None:
                return Hears.TODAY
            found = Hears.LATER
        return found

    def chairs(self, region: str) -> tuple[UserId, ...]:
        """Give the region's chairs who can be told something; without any, the deputy chairs."""
        members = self.directory.meeting_members(region)
        for role in (Role.CHAIR, Role.DEPUTY_CHAIR):
            chairs = tuple(p.user_id for p in members if p.has(role) and self.listener(p.user_id) is not None)
            if chairs:
                return chairs
        return ()

    def facts(self, case: NearCase) -> CaseFacts:
        """Give what a plan needs to know of a case: who is in it now."""
        here = present(case.roster, case.code, self.working)
        return CaseFacts(case.code, case.region, case.coordinator, here, case.excluded, case.room)


async def look(work: Work, now: datetime, rhythm: Rhythm) -> Day:
    """Look at the day of `now`."""
    directory, rota, today = await work.people.directory(), await rota_of(work), local_day(now)
    away = {each.user_id: each.deputy for each in rota.absences if each.covers(today)}
    habits = {habit.user_id: habit for habit in await work.habits.all()}
    return Day(now, today, rhythm, directory, rota, habits, working_in(directory), away)


async def facts_of_case(work: Work, day: Day, code: CaseCode) -> CaseFacts:
    """Give what a plan needs to know of one case. Raises `KeyError` for an unknown one."""
    for case in await work.nudges.cases(date.min, (code,)):
        if case.code == code:
            return day.facts(case)
    raise KeyError(code)
