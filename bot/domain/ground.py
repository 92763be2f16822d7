"""A legal ground instead of consent (R18): drafted step by step, seen by a second person, recorded.

Nothing here says whether a ground is right: that is for people. A draft lets nobody in.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import local_day
from bot.domain.case import Intake
from bot.domain.codes import code_of
from bot.domain.consent import Recorded
from bot.domain.consent_plan import Yes
from bot.domain.leaving import Facts, in_case
from bot.domain.people import Directory, Organisation, Person, UserId
from bot.domain.rhythm import Hours

DRAFT_LASTS = timedelta(days=7)

LAPSE_IS_NEWS = timedelta(days=7)
"""How long after a draft lapsed its giver still hears of it, who could not be told before."""

SEXUAL_VIOLENCE = "seksueel geweld"
"""The kind of case the list was not made for; a case of which nobody said the kind counts as one."""


class Step(StrEnum):
    """What a draft needs, in this order; the values are what people type."""

    GROUND = "grond"
    PURPOSE = "doel"
    NECESSITY = "nodig"


class GroundState(StrEnum):
    """What was done with a ground."""

    DRAFT = "concept"
    RECORDED = "vastgelegd"
    DROPPED = "weg"


class GroundStanding(StrEnum):
    """What a ground is now, as the consent record goes on around it."""

    OPEN = "concept"
    HOLDS = "geldt"
    ENDED = "voorbij"
    DROPPED = "weg"
    OLD = "verlopen"
    GIVER_GONE = "gever"
    RECEIVER_IN = "ontvanger"


@dataclass(frozen=True)
class ListedGround:
    """A line of the list: between whom, the ground as printed, and what the list says about it. No receivers: any."""

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    ground: str
    conditions: str = ""
    warning: str = ""

    def fits(self, giver: Organisation, receiver: Organisation) -> bool:
        """Whether the list has this ground for these two, by any of their names."""
        to = not self.receivers or any(map(receiver.is_called, self.receivers))
        return to and any(map(giver.is_called, self.givers))


@dataclass(frozen=True)
class GroundList:
    """The list to choose from: where it comes from, as of when, and its lines. It may be empty."""

    source: str = ""
    as_of: str = ""
    grounds: tuple[ListedGround, ...] = ()

    def between(self, giver: Organisation, receiver: Organisation) -> tuple[ListedGround, ...]:
        """List the grounds for these two, in the order of the list."""
        return tuple(ground for ground in self.grounds if ground.fits(giver, receiver))

    def terms(self, listed: ListedGround) -> str:
        """Write what the list says about a ground as it is kept: a later list does not change what was recorded."""
        said = " ".join(text for text in (listed.conditions, listed.warning) if text)
        return f"{said} ({self.source}, {self.as_of})".strip()


@dataclass(frozen=True)
class Filling:
    """What was typed of a draft. `pick` is a number of the list; empty is not said.

    A vital interest has no number: a list that changed meanwhile would make another choice out of one.
    """

    pick: int | None = None
    vital: bool = False
    own: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    necessity: str = field(default="", repr=False)


@dataclass(frozen=True)
class Ground:
    """A ground in a case, draft or recorded. `number` counts within the case and is never used again (`G1`).

    `by` is who worked on it last, of the giver; `at` is when it began, and `after` the number of the last entry of the
    consent record then. With `vital` (art. 6(1)(d) GDPR) `ground` stays empty. `entry` is its own number in the record.
    `warned_at` is when the giver was told that it lapses. What was typed, and what was taken from the list, is sealed.
    """

    number: int
    giver: str
    receiver: str
    by: UserId
    at: datetime
    after: int
    state: GroundState = GroundState.DRAFT
    vital: bool = False
    ground: str = field(default="", repr=False)
    terms: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    necessity: str = field(default="", repr=False)
    witness: UserId | None = None
    recorded_at: datetime | None = None
    entry: int | None = None
    review_due: datetime | None = None
    reviewed_by: UserId | None = None
    reviewed_at: datetime | None = None
    review: str = field(default="", repr=False)
    warned_at: datetime | None = None

    @property
    def lapses_at(self) -> datetime:
        """Give the moment (aware) from which it is no draft any more."""
        return self.at + DRAFT_LASTS

    @property
    def label(self) -> str:
        """What people call it: `G1`."""
        return label_of(self.number)

    @property
    def missing(self) -> tuple[Step, ...]:
        """List what it still needs."""
        said = {
            Step.GROUND: self.vital or bool(self.ground),
            Step.PURPOSE: bool(self.purpose),
            Step.NECESSITY: bool(self.necessity),
        }
        return tuple(step for step in Step if not said[step])

    @property
    def to_review(self) -> bool:
        """Whether somebody must still look at it afterwards."""
        return self.review_due is not None and self.reviewed_at is None


@dataclass(frozen=True)
class GroundPlan:
    """A complete draft and who comes in by it. `code` is another one as soon as a word or a person of it is."""

    ground: Ground
    coming: Yes

    @property
    def code(self) -> str:
        """Give the short code; whoever types it has seen exactly this."""
        g = self.ground
        said = (g.vital, g.ground, g.terms, g.purpose, g.necessity)
        return code_of((g.number, g.giver, g.receiver, said, self.coming))


def label_of(number: int) -> str:
    """Give what people call the ground with this number: `G1`."""
    return f"G{number}"


def standing(ground: Ground, record: tuple[Recorded, ...], now: datetime) -> GroundStanding:
    """Tell what a ground is now. What the record says meanwhile decides, however it came there.

    A draft is over once its giver lost consent, since it has nothing to give any more, and once its receiver has
    access. Consent that comes back does not revive it.
    """
    if ground.state is GroundState.DROPPED:
        return GroundStanding.DROPPED
    if ground.state is GroundState.RECORDED:
        return GroundStanding.HOLDS if holds(ground, record) else GroundStanding.ENDED
    since = [entry for entry in record if entry.number > ground.after]
    if any(entry.organisation == ground.giver and not entry.consent.grants for entry in since):
        return GroundStanding.GIVER_GONE
    if any(entry.organisation == ground.receiver and entry.consent.grants for entry in since):
        return GroundStanding.RECEIVER_IN
    return GroundStanding.OLD if now >= ground.lapses_at else GroundStanding.OPEN


def warns_from(ground: Ground, hours: Hours) -> date:
    """Give the (Dutch) day from which somebody is told that their draft lapses: the day they last work before that.

    Not the day on which it was begun. A day off is left to whoever asks: nobody is told on one.
    """
    day, first = local_day(ground.lapses_at) - timedelta(days=1), local_day(ground.at) + timedelta(days=1)
    while day > first and not hours.works(day):
        day -= timedelta(days=1)
    return day


def lapse_to_tell(ground: Ground, hours: Hours, now: datetime) -> bool:
    """Whether somebody with these hours is to be told now that it lapses, or that it just has."""
    told = warns_from(ground, hours) <= local_day(now) and now < ground.lapses_at + LAPSE_IS_NEWS
    return told and hours.reachable(now)


def holds(ground: Ground, record: tuple[Recorded, ...]) -> bool:
    """Whether the receiver takes part by this ground: the last entry of the record about it is the ground's own."""
    last = max((entry.number for entry in record if entry.organisation == ground.receiver), default=0)
    return ground.state is GroundState.RECORDED and last == ground.entry


def list_applies(intake: Intake, shown_in: frozenset[str]) -> bool:
    """Whether the list is shown in a case: not for sexual violence, unless the region has it shown (R18)."""
    return intake.case_kind not in {"", SEXUAL_VIOLENCE} or intake.region in shown_in


def others_here(ground: Ground, facts: Facts, directory: Directory) -> tuple[str, ...]:
    """List the organisations with somebody in the case that neither give nor receive: who can look along."""
    here = in_case(facts, directory)
    found = {member.organisation for member in facts.roster if member.user_id in here}
    return tuple(sorted(found - {ground.giver, ground.receiver}))


def witnesses(
    ground: Ground, facts: Facts, directory: Directory, away: frozenset[UserId] = frozenset()
) -> tuple[UserId, ...]:
    """List who is asked to look along: the regiehouder, unless that is the giver's own; else all others in the case.

    Whoever is `away` today is asked only when nobody else can be.
    """
    here = in_case(facts, directory)
    can = sorted(m.user_id for m in facts.roster if m.user_id in here and m.organisation != ground.giver)
    others = tuple(user for user in can if user not in away) or tuple(can)
    leads = facts.case.coordinator
    return (leads,) if leads is not None and leads in others else others


def can_be_reviewed(ground: Ground, facts: Facts, directory: Directory) -> bool:
    """Whether anybody in the case may review it: somebody of another organisation than the giver."""
    here = in_case(facts, directory)
    return any(m.user_id in here and m.organisation != ground.giver for m in facts.roster)


def may_review(ground: Ground, person: Person, facts: Facts, directory: Directory) -> bool:
    """Whether this member may review it: not the giver; the receiver only when nobody else is in the case."""
    if person.organisation == ground.giver:
        return False
    return person.organisation != ground.receiver or not others_here(ground, facts, directory)
