"""What people are told of their actions: it follows from state, and from what was said already (R8, R11).

Pure: no clock, no timer. What leaves the case room are codes and counts; `titles` only where a region chose so.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.domain.calendar import at
from bot.domain.case import CaseCode, Owner
from bot.domain.duty import Rota
from bot.domain.escalation import Level, Step
from bot.domain.people import UserId
from bot.domain.rhythm import Hours

LONGEST_SNOOZE = timedelta(days=7)
"""Nobody puts their own reminders off longer than this."""


@dataclass(frozen=True)
class OpenAction:
    """An open action as it may be known outside its case room: no text, and no name that was typed.

    `due_at` is the moment on that day, if any. `organisation` is a key, empty for an action of an `outside` party.
    """

    case: CaseCode
    number: int
    due: date
    owner: UserId | None
    coordinator: UserId | None
    due_at: datetime | None = None
    organisation: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Reminder:
    """A promise to say at `moment` that an action is due. `moment` is aware (UTC)."""

    case: CaseCode
    number: int
    moment: datetime


@dataclass(frozen=True)
class Snooze:
    """Somebody's own reminders of an action are silent until `until` (aware). `rings`: then it is said at once.

    Otherwise the digest of that day says it. The day of the action is the same, and what is late still climbs.
    """

    user_id: UserId
    case: CaseCode
    number: int
    until: datetime
    rings: bool

    def silent(self, now: datetime) -> bool:
        """Whether it holds; what lies further ahead than anybody may ask was asked under a clock that was wrong."""
        return now < self.until <= now + LONGEST_SNOOZE + timedelta(days=1)


@dataclass(frozen=True)
class Near:
    """An open action whose day is near or over."""

    case: CaseCode
    number: int
    due: date
    owner: Owner
    added_at: datetime

    @property
    def key(self) -> tuple[CaseCode, int]:
        """What it is known by."""
        return self.case, self.number


@dataclass(frozen=True)
class CaseFacts:
    """What a plan needs to know of a case. `here` are those who are in it now, each with their organisation.

    `room` is the id of its room, empty while there is none.
    """

    code: CaseCode
    region: str
    coordinator: UserId | None
    here: Mapping[UserId, str]
    excluded: frozenset[UserId] = frozenset()
    room: str = ""

    @property
    def leads(self) -> UserId | None:
        """The regiehouder who is in the case; whoever lost that place leads nothing."""
        return self.coordinator if self.coordinator in self.here else None


def owners(action: Near, case: CaseFacts, rota: Rota, today: date) -> tuple[UserId, ...]:
    """Tell whose turn it is today: the person, or of an organisation who is on duty and in the case.

    Where nobody of the rota is in the case, it is all its case workers. Nobody when the owner is not in the case.
    """
    if action.owner.user_id is not None:
        return (action.owner.user_id,) if action.owner.user_id in case.here else ()
    theirs = tuple(user for user, organisation in case.here.items() if organisation == action.owner.organisation)
    on_duty = rota.on_duty(case.region, action.owner.organisation, today)
    return tuple(user for user in on_duty if user in theirs)[:1] or theirs


def addressees(action: Near, case: CaseFacts, rota: Rota, today: date) -> tuple[UserId, ...]:
    """Tell who is reminded: whose turn it is; without anybody, the regiehouder at once."""
    return owners(action, case, rota, today) or ((case.leads,) if case.leads else ())


# --- the digest ---


@dataclass(frozen=True)
class DigestLine:
    """What one case asks of somebody today, as counts. `soon` are due by their next working day.

    `asked`: put off until now by themselves. `others_late`: late with somebody else, for the regiehouder; `stuck`: for
    the chair. `room` is the case's room, where the reader is in it. `titles` leave the room by a region's choice only.
    """

    case: CaseCode
    late: int = 0
    today: int = 0
    soon: int = 0
    asked: int = 0
    others_late: int = 0
    stuck: int = 0
    accept: bool = False
    review: bool = False
    follow_up: bool = False
    tight: bool = False
    room: str = ""
    titles: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def says(self) -> bool:
        """Whether there is anything in it."""
        counts = self.late + self.today + self.soon + self.asked + self.others_late + self.stuck
        return bool(counts) or self.accept or self.review or self.follow_up or self.tight


@dataclass(frozen=True)
class StandIn:
    """What the reader does for somebody who is away, `name`."""

    name: str
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True)
class Digest:
    """What one person is told on the morning of `day`. `until` is their next working day: what `soon` reaches to."""

    lines: tuple[DigestLine, ...]
    day: date
    until: date
    stands_in: tuple[StandIn, ...] = ()

    @property
    def says(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.lines or self.stands_in)

    def count(self, what: str) -> int:
        """Add up one of the counts over the reader's own cases."""
        return sum(getattr(line, what) for line in self.lines)


@dataclass(frozen=True)
class Facts:
    """Everything a morning is planned with. `snoozed` and `asked` are (person, case, number).

    `reviews` are days on which the MDT looks again; `accept`: who is asked to be the regiehouder of which cases;
    `follow_ups` and `watched`: who is told of which closed case, and of which case under a tight watch.
    """

    today: date
    rota: Rota
    near: tuple[Near, ...]
    cases: Mapping[CaseCode, CaseFacts]
    steps: Mapping[tuple[CaseCode, int], Step] = field(default_factory=dict)
    snoozed: frozenset[tuple[UserId, CaseCode, int]] = frozenset()
    asked: frozenset[tuple[UserId, CaseCode, int]] = frozenset()
    chairs: Mapping[str, tuple[UserId, ...]] = field(default_factory=dict)
    reviews: Mapping[CaseCode, date] = field(default_factory=dict)
    accept: Mapping[CaseCode, UserId] = field(default_factory=dict)
    follow_ups: Mapping[CaseCode, tuple[UserId, ...]] = field(default_factory=dict)
    watched: frozenset[CaseCode] = frozenset()


@dataclass
class _Tally:
    """The counts of one person in one case, while they are added up."""

    counts: dict[str, int] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    numbers: list[int] = field(default_factory=list)

    def add(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


@dataclass(frozen=True)
class Plan:
    """What a person is told, and the numbers of their own actions in it (for the titles)."""

    lines: tuple[DigestLine, ...]
    numbers: Mapping[CaseCode, tuple[int, ...]]


def plan_for(users: Mapping[UserId, Hours], facts: Facts) -> dict[UserId, Plan]:
    """Plan what each of these people is told of their cases today; who has nothing is not in it."""
    made: dict[UserId, dict[CaseCode, _Tally]] = {}

    def of(user: UserId, code: CaseCode) -> _Tally:
        return made.setdefault(user, {}).setdefault(code, _Tally())

    spans = {user: (_before(facts.today, hours), hours.days.after(facts.today)) for user, hours in users.items()}
    for action in facts.near:
        case = facts.cases[action.case]
        mine = addressees(action, case, facts.rota, facts.today)
        for user in mine:
            what = _what(action, user, facts, spans[user][1]) if user in users else None
            if what is not None:
                tally = of(user, action.case)
                tally.add(what)
                tally.numbers.append(action.number)
        step = facts.steps.get(action.key)
        if step is None or step.due != action.due:
            continue
        leads = case.leads
        hears = leads in users and leads not in mine and step.level >= Level.COORDINATOR
        if leads is not None and hears and (leads, *action.key) not in facts.snoozed:
            of(leads, action.case).add("others_late")
        if step.level is Level.CHAIR and step.on == facts.today:
            for user in facts.chairs.get(case.region, ()):
                if user in users and user not in mine and user != leads and user not in case.excluded:
                    of(user, action.case).add("stuck")
    _flags(users, facts, spans, of)
    return {user: _plan(found) for user, found in made.items()}


def _what(action: Near, user: UserId, facts: Facts, soon: date) -> str | None:
    if (user, *action.key) in facts.snoozed:
        return None
    if action.due < facts.today:
        return "late"
    if action.due == facts.today:
        return "today"
    if action.due <= soon:
        return "soon"
    return "asked" if (user, *action.key) in facts.asked else None


def _flags(
    users: Mapping[UserId, Hours],
    facts: Facts,
    spans: Mapping[UserId, tuple[date, date]],
    of: Callable[[UserId, CaseCode], _Tally],
) -> None:
    for code, case in facts.cases.items():
        user = case.leads
        if user is None or user not in users:
            continue
        if code in facts.watched:
            of(user, code).flags.add("tight")
        review = facts.reviews.get(code)
        if review is not None and spans[user][0] < review <= facts.today:
            of(user, code).flags.add("review")
    for code, user in facts.accept.items():
        if user in users:
            of(user, code).flags.add("accept")
    for code, told in facts.follow_ups.items():
        for user in told:
            if user in users:
                of(user, code).flags.add("follow_up")


def _plan(found: Mapping[CaseCode, _Tally]) -> Plan:
    lines = tuple(_line(code, tally) for code, tally in sorted(found.items()))
    return Plan(lines, {code: tuple(tally.numbers) for code, tally in found.items()})


def _line(code: CaseCode, tally: _Tally) -> DigestLine:
    filled: dict[str, Any] = {**tally.counts, **dict.fromkeys(tally.flags, True)}
    return DigestLine(code, **filled)


def _before(today: date, hours: Hours) -> date:
    """Give the last working day before today, or a week ago."""
    day = today - timedelta(days=1)
    while not hours.works(day) and today - day < timedelta(days=7):
        day -= timedelta(days=1)
    return day


# --- reminders on the day ---


def reminder_moment(due: date, times: Iterable[time], now: datetime) -> datetime | None:
    """Give the first reminder time on the due day that is still to come, or None: the digest then says it is late."""
    moments = sorted(at(due, clock) for clock in times)
    return next((moment for moment in moments if moment > now), None)
