"""What one person is told in the morning: it follows from state, and from what was said already (R8, R11).

Pure, as `bot.domain.reminders`. What leaves the case room are codes and counts; `titles` only where a region chose so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bot.domain.case import CaseCode
from bot.domain.duty import Rota
from bot.domain.escalation import Level, Step
from bot.domain.people import UserId
from bot.domain.reminders import CaseFacts, Near, addressees
from bot.domain.rhythm import Hours


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
