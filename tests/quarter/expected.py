"""Who must hear what of late actions, from the requirements alone: state in, expectation out (R8, R10, R11, R26, R43).

It shares no code with `bot.domain.reminders` and `bot.domain.escalation`: where the two differ, one of them is wrong.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

from bot.domain.people import Role, UserId
from tests.quarter.heard import AMSTERDAM, Told
from tests.quarter.people import (
    DIRECTORY,
    PROFESSIONALS,
    QUIET,
    next_day,
    office_day,
    quiet,
    working_days_late,
    works,
)
from tests.quarter.world import Open, Photo

TELL_FROM, TELL_UNTIL = time(8, 30), time(17, 30)
"""The digest's time, and how late on the day it still makes sense."""
AFTER = {1: 1, 2: 2, 3: 4}
"""Working days late from which the owner, the regiehouder and the chair know: the defaults of a region."""
CHAIR_AGAIN = 5
"""Working days after which the chair hears once more."""

EXPECTED_FOR = SimpleNamespace(
    admin="@frits:regiekamer.test",
    chair_level=3,
    chairs={
        region.code: [p.user_id for p in PROFESSIONALS if p.has(Role.CHAIR) and region.code in p.regions]
        for region in DIRECTORY.regions
    },
    deputies={
        region.code: [p.user_id for p in PROFESSIONALS if p.has(Role.DEPUTY_CHAIR) and region.code in p.regions]
        for region in DIRECTORY.regions
    },
)
NAMES = {p.user_id: p.name for p in PROFESSIONALS}
Key = tuple[str, int]


def first_moment(who: UserId, day: date) -> datetime:
    """Give when somebody's digest of a working day comes: at its time, or when the quiet hours are over."""
    ends = QUIET.get(who, (time(20), time(7)))[1]
    clock = max(TELL_FROM, ends) if quiet(who, TELL_FROM) else TELL_FROM
    return datetime.combine(day, clock, AMSTERDAM)


@dataclass
class _Step:
    level: int
    due: date
    on: date


@dataclass
class Model:
    """Follows the looks of the bot one by one. `steps`: how far each late action climbed."""

    steps: dict[Key, list[_Step]] = field(default_factory=dict)
    _swept: set[date] = field(default_factory=set)
    _given: set[tuple[UserId, date]] = field(default_factory=set)

    # --- who hears ---

    def hearer(self, who: UserId, photo: Photo) -> UserId | None:
        """Tell who hears what is for somebody: they, their deputy, or nobody."""
        if who not in photo.people:
            return None
        if who not in photo.away:
            return who
        deputy = photo.away[who]
        return deputy if deputy in photo.people and deputy not in photo.away else None

    def owners(self, action: Open, photo: Photo) -> tuple[UserId, ...]:
        roster = photo.rosters[action.case]
        if action.owner.user_id is not None:
            return tuple({action.owner.user_id} & roster.keys())
        return tuple(who for who, party in roster.items() if party == action.owner.organisation)

    def leads(self, code: str, photo: Photo) -> UserId | None:
        who = photo.coordinators[code]
        return who if who in photo.rosters[code] else None

    def addressees(self, action: Open, photo: Photo) -> tuple[UserId, ...]:
        leads = self.leads(action.case, photo)
        return self.owners(action, photo) or ((leads,) if leads else ())

    def chairs(self, region: str, photo: Photo) -> list[UserId]:
        for some in (EXPECTED_FOR.chairs[region], EXPECTED_FOR.deputies[region]):
            there = [who for who in some if self.hearer(who, photo) is not None]
            if there:
                return there
        return []

    def _can(self, users: tuple[UserId, ...], photo: Photo) -> str:
        hear = [who for who in (self.hearer(user, photo) for user in users) if who is not None]
        if any(works(who, photo.day) for who in hear):
            return "today"
        return "later" if hear else "nobody"

    # --- climbing ---

    def sweep(self, photo: Photo) -> dict[Key, tuple[int, int]]:
        """Take the steps of the first look in time on a working day: how many days late, and who knows now."""
        clock = photo.at.astimezone(AMSTERDAM).time()
        if photo.day in self._swept or not office_day(photo.day) or not TELL_FROM <= clock <= TELL_UNTIL:
            return {}
        self._swept.add(photo.day)
        taken: dict[Key, tuple[int, int]] = {}
        for action in photo.actions:
            if action.due >= photo.day:
                continue
            key, days = (action.case, action.number), working_days_late(action.due, photo.day)
            row = [step for step in self.steps.get(key, []) if step.due == action.due]
            level = self._next(action, photo, row[-1].level if row else 0, days)
            if level:
                self.steps.setdefault(key, []).append(_Step(level, action.due, photo.day))
                taken[key] = (days, level)
            elif row and row[-1].level == EXPECTED_FOR.chair_level:
                last = max(step.on for step in row)
                if working_days_late(last, photo.day) >= CHAIR_AGAIN:
                    self.steps[key].append(_Step(row[-1].level, action.due, photo.day))
        return taken

    def _next(self, action: Open, photo: Photo, reached: int, days: int) -> int:
        tight = action.case in photo.tight
        leads = self.leads(action.case, photo)
        can = {
            1: self._can(self.owners(action, photo), photo),
            2: self._can((leads,) if leads else (), photo),
            3: self._can(tuple(self.chairs(action.case[:2], photo)), photo),
        }
        after = {level: max(1, count - tight) for level, count in AFTER.items()}
        if not days:
            return 0
        told, passed = 0, False
        for level in range(reached + 1, EXPECTED_FOR.chair_level + 1):
            if days < after[level] and not passed:
                break
            next_is_due = level < EXPECTED_FOR.chair_level and days >= after[level + 1]
            if can[level] == "today":
                told, passed = level, False
                if not tight:
                    break
            elif can[level] == "nobody" or next_is_due:
                passed = True
            else:
                break
        return told

    # --- digests ---

    def due_now(self, photo: Photo) -> set[UserId]:
        """Tell whose digest comes with this look."""
        found = set()
        for who in photo.people - {EXPECTED_FOR.admin}:
            begins = first_moment(who, photo.day)
            local = photo.at.astimezone(AMSTERDAM)
            in_time = begins <= local <= begins + timedelta(hours=9)
            if (
                (who, photo.day) not in self._given
                and in_time
                and works(who, photo.day)
                and not quiet(who, local.time())
            ):
                self._given.add((who, photo.day))
                if who not in photo.away:
                    found.add(who)
        return found

    def digest(self, reader: UserId, photo: Photo) -> Told:
        """Count what a reader is told: of their own, and for whom they stand in."""
        found: Told = Counter()
        for who in photo.people:
            if who == reader or (who in photo.away and self.hearer(who, photo) == reader):
                for (code, what), count in self._of(who, reader, photo).items():
                    found["" if who == reader else NAMES[who], code, what] += count
        return found

    def _of(self, who: UserId, reader: UserId, photo: Photo) -> Counter[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for action in photo.actions:
            code, key = action.case, (action.case, action.number)
            mine, silent = self.addressees(action, photo), (who, *key) in photo.silent
            if who in mine and not silent and (what := self._when(action.due, reader, photo.day)):
                found[code, what] += 1
            if action.due >= photo.day:
                continue
            row = [s for s in self.steps.get(key, []) if s.due == action.due and s.on <= photo.day]
            leads = self.leads(code, photo)
            if row and row[-1].level > 1 and who == leads and who not in mine and not silent:
                found[code, "others_late"] += 1
            stuck = any(s.level == EXPECTED_FOR.chair_level and s.on == photo.day for s in row)
            if stuck and who in self.chairs(code[:2], photo) and who not in mine and who != leads:
                found[code, "stuck"] += 1
        return found

    @staticmethod
    def _when(due: date, reader: UserId, today: date) -> str:
        if due < today:
            return "late"
        if due == today:
            return "today"
        return "soon" if due <= next_day(reader, today) else ""
