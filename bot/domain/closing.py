"""The end of a case, and its return: what is in the way, what to look at, and the days of the follow-up (R32, R33).

Pure: the case goes in, the plan comes out. Nothing that was agreed on disappears by closing: each agreement is settled
first, with a command of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.calendar import months_after, working_day_from
from bot.domain.case import ActionState, Answer, Area, Case, CaseCode, Owner
from bot.domain.casefile import CaseFile
from bot.domain.casenotes import FAMILY, NoteKind, latest
from bot.domain.clock import CaseClock, Watch
from bot.domain.codes import code_of
from bot.domain.contributions import Progress, under_way
from bot.domain.people import UserId
from bot.domain.regie import Kind

FOLLOW_UP_MONTHS = (6, 12)
"""When people look how it goes after closing, unless they choose otherwise (R32)."""


class What(StrEnum):
    """What closing meets; each has a sentence of its own (`closing-<value>`)."""

    ACTION = "actie"
    ROW = "rij"
    """An action that comes back: it ends when it is dropped."""
    AREAS = "gebieden"
    MEETING = "mdt"
    BREACH = "termijn"
    GROUND = "grondslag"
    CONTACT = "contact"
    CHILDREN = "kindcheck"
    FAMILY = "familie"
    ANONYMOUS = "anoniem"
    AGENDA = "agenda"
    CONTRIBUTION = "inzet"
    """Inzet that was asked for or promised, and did not begin."""
    UNDER_WAY = "inzet-loopt"
    REVIEW = "herbeoordeling"
    ASKED = "regie"


@dataclass(frozen=True)
class Finding:
    """Something that is in the way of closing, or with `blocks` False is only worth a look. No typed word in it."""

    what: What
    blocks: bool
    label: str = ""
    owner: Owner | None = None
    due: date | None = None
    areas: tuple[Area, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Closing:
    """What closing does, and what it was looked at with: whatever changes makes the code another one.

    `seen` are the actions as they stood, and when each outcome was taken.
    """

    case: Case
    findings: tuple[Finding, ...]
    follow_ups: tuple[date, ...]
    seen: tuple[object, ...] = ()

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """Give what must be settled first."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def worth_a_look(self) -> tuple[Finding, ...]:
        """Give what may stay as it is."""
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def code(self) -> str:
        """Give a short code that is another one as soon as the plan is."""
        return code_of(self)


class Turn(StrEnum):
    """What happened to a case as a whole."""

    CLOSED = "gesloten"
    REOPENED = "heropend"


@dataclass(frozen=True)
class Chapter:
    """A case was closed or reopened, by whom and when. `reason` is typed about a case: sealed."""

    turn: Turn
    at: datetime
    by: UserId
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class FollowUp:
    """A (Dutch) day on which people look how it goes after a case was closed."""

    code: CaseCode
    day: date


def plan_closing(
    file: CaseFile,
    clock: CaseClock,
    follow_ups: tuple[date, ...],
    *,
    weighed_now: bool,
    to_review: Mapping[str, bool] = MappingProxyType({}),
) -> Closing:
    """Plan the closing of a case. `weighed_now`: it is on the table in a running meeting.

    `to_review` are the grounds (`G1`) by which somebody came in at once and that nobody looked at since (R18), and
    whether anybody in the case may do so: what nobody can settle is told, and is not in the way.
    """
    seen = (
        tuple((action.number, action.state.value, action.owner) for action in file.actions),
        tuple((decision.area.value, decision.decided_at) for decision in file.decisions),
    )
    reviews = (Finding(What.GROUND, blocks=possible, label=label) for label, possible in to_review.items())
    settled_first = (*_in_the_way(file, clock, weighed_now=weighed_now), *reviews, *_agreed(file))
    found = (*settled_first, *_worth_a_look(file))
    return Closing(file.case, found, follow_ups, seen)


def proposed(today: date, watch: Watch) -> tuple[date, ...]:
    """Give the days of the follow-up that are proposed: half a year and a year from now."""
    return settled((months_after(today, months) for months in FOLLOW_UP_MONTHS), watch)


def settled(days: Iterable[date], watch: Watch) -> tuple[date, ...]:
    """Give days as they will be kept: on working days, in order, each once."""
    return tuple(sorted({working_day_from(day, watch.weekdays, watch.is_holiday) for day in days}))


def _in_the_way(file: CaseFile, clock: CaseClock, *, weighed_now: bool) -> Iterable[Finding]:
    if weighed_now:
        yield Finding(What.MEETING, blocks=True)
    areas = file.open_areas
    if areas:
        yield Finding(What.AREAS, blocks=True, areas=areas)
    if clock.breach is not None and clock.breach.reason_by is None:
        yield Finding(What.BREACH, blocks=True)


def _agreed(file: CaseFile) -> Iterable[Finding]:
    """List what was agreed and not settled; these may be many."""
    for each in under_way(file.contributed):
        if each.progress in {Progress.REQUESTED, Progress.PROMISED}:
            owner = Owner(each.organisation, name=each.name)
            yield Finding(What.CONTRIBUTION, blocks=True, label=each.label, owner=owner)
    for action in sorted(file.actions, key=lambda action: (action.due, action.number)):
        if action.state is ActionState.OPEN:
            what = What.ACTION if action.rhythm is None else What.ROW
            yield Finding(what, blocks=True, label=action.label, owner=action.owner, due=action.due)


def _worth_a_look(file: CaseFile) -> Iterable[Finding]:
    goes_on = sorted(under_way(file.contributed), key=lambda each: each.number)
    if goes_on:
        yield Finding(What.UNDER_WAY, blocks=False, label=", ".join(each.label for each in goes_on))
    if file.review is not None:
        yield Finding(What.REVIEW, blocks=False, due=file.review)
    if file.asked is not None and file.asked.kind is not Kind.CONFIRM:
        yield Finding(What.ASKED, blocks=False)
    if file.by_hand.last is not None:
        yield Finding(What.AGENDA, blocks=False)
    if not (file.intake.contact or latest(file.notes, NoteKind.CONTACT)):
        yield Finding(What.CONTACT, blocks=False)
    if not (file.intake.children or latest(file.notes, NoteKind.CHILDREN)):
        yield Finding(What.CHILDREN, blocks=False)
    if latest(file.notes, *FAMILY) is None:
        yield Finding(What.FAMILY, blocks=False)
    anonymous = tuple(c.organisation for c in file.consents if c.answer is Answer.ANONYMOUS)
    if anonymous:
        yield Finding(What.ANONYMOUS, blocks=False, organisations=anonymous)
