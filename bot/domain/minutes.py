"""The minutes of a case in one MDT, made anew from what was recorded: no text of them is kept (R5, R6, R8).

Pure. Outcomes and reasons belong to the meeting they were given in; everything else to the time in which that meeting
had the case before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.case import Action, ActionState, Area, Decision, open_areas, weigh_anew_since
from bot.domain.contributions import Contributed, Step
from bot.domain.corrections import Correction, about_action, about_area, last_correction
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.outcome import Delay, Given, Hold, Review
from bot.domain.people import UserId


@dataclass(frozen=True)
class Span:
    """From when a meeting first took a case up, until it was last done with it; both moments count."""

    since: datetime
    until: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment lies in it."""
        return moment is not None and self.since <= moment <= self.until


@dataclass(frozen=True)
class Record:
    """What is kept of a case and may stand in its minutes, each in the order in which it was recorded.

    `contributed` are all of them, the intake's first. `anew` are the moments at which something brought the case back.
    """

    given: tuple[Given, ...] = ()
    corrections: tuple[Correction, ...] = ()
    holds: tuple[Hold, ...] = ()
    reviews: tuple[Review, ...] = ()
    actions: tuple[Action, ...] = ()
    delays: tuple[Delay, ...] = ()
    contributed: tuple[Contributed, ...] = ()
    steps: tuple[Step, ...] = ()
    anew: tuple[datetime, ...] = ()


class Ended(StrEnum):
    """How a meeting was done with an item, as the MDT room may know."""

    DECIDED = "besloten"
    HELD = "aangehouden"
    NOT_REACHED = "niet-bereikt"
    NOW = "nu"
    WAITING = "wacht"


def how_ended(item: Item) -> Ended:
    """Tell how a meeting was done with an item, or that it is not."""
    match item.state:
        case ItemState.CLOSED:
            return Ended.DECIDED
        case ItemState.CURRENT:
            return Ended.NOW
        case ItemState.WAITING:
            return Ended.WAITING
        case ItemState.CARRIED:
            return Ended.HELD if item.reached else Ended.NOT_REACHED


class Manner(StrEnum):
    """How an outcome came into the minutes: given in this meeting, kept as it was in it, or from an earlier one."""

    NEW = "nieuw"
    KEPT = "blijft"
    EARLIER = "eerder"


@dataclass(frozen=True)
class Outcome:
    """The outcome on an area as the minutes have it, and the last time its text was put right."""

    decision: Decision
    manner: Manner
    corrected: Correction | None = None


@dataclass(frozen=True)
class Agreed:
    """An action that was agreed on, due as it was then, and the last time its text was put right."""

    action: Action
    corrected: Correction | None = None


@dataclass(frozen=True)
class Minutes:
    """What one meeting recorded about a case. Content: for its own room only.

    `reason`: why it was held over. `contributed` was added or came further. `delays` and `dropped` are actions that
    were not done. `review`: when the MDT looks again. `missing`: areas without an outcome then. `by`: who recorded
    something.
    """

    outcomes: tuple[Outcome, ...]
    reason: str = field(repr=False)
    contributed: tuple[Contributed, ...]
    agreed: tuple[Agreed, ...]
    delays: tuple[Delay, ...]
    dropped: tuple[Action, ...]
    review: date | None
    missing: tuple[Area, ...]
    by: tuple[UserId, ...]

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The outcomes that this meeting gave or kept."""
        return tuple(outcome.decision for outcome in self.outcomes if outcome.manner is not Manner.EARLIER)


def span_of(meeting: Meeting, item: Item, now: datetime) -> Span:
    """Tell in which time a meeting had a case before it; until now while it has.

    With a clock that was set back meanwhile, it is the time between the two moments.
    """
    since = item.begun_at or meeting.opened_at
    until = now if item.state is ItemState.CURRENT else item.left_at or meeting.closed_at or now
    return Span(min(since, until), max(since, until))


def minutes_of(meeting: str, span: Span, record: Record) -> Minutes:
    """Gather what a meeting recorded about a case in this time; `meeting` is its id."""
    outcomes = tuple(_outcomes(meeting, span, record))
    holds = [hold for hold in record.holds if hold.meeting == meeting]
    reviews = [review for review in record.reviews if review.at <= span.until]
    steps = [step for step in record.steps if span.holds(step.at)]
    touched = {step.number for step in steps} | {c.number for c in record.contributed if span.holds(c.at)}
    agreed = [action for action in record.actions if span.holds(action.added_at)]
    delays = {delay.action: delay for delay in record.delays if span.holds(delay.at)}
    dropped = [a for a in record.actions if a.state is ActionState.DROPPED and span.holds(a.done_at)]
    gone = {action.number for action in dropped}
    anew = weigh_anew_since(*(moment for moment in record.anew if moment <= span.until))
    given = [each for each in record.given if each.meeting == meeting]
    return Minutes(
        outcomes=outcomes,
        reason=holds[-1].reason if holds else "",
        contributed=tuple(_as_of(c, record.steps, span) for c in record.contributed if c.number in touched),
        agreed=tuple(_agreed(action, span, record) for action in agreed),
        delays=tuple(delay for number, delay in sorted(delays.items()) if number not in gone),
        dropped=tuple(dropped),
        review=reviews[-1].day if reviews else None,
        missing=open_areas(tuple(outcome.decision for outcome in outcomes), anew),
        by=tuple(
            dict.fromkeys(
                (
                    *(each.decision.decided_by for each in given),
                    *(hold.by for hold in holds),
                    *(action.added_by for action in agreed),
                    *(step.by for step in steps),
                    *(delay.by for delay in delays.values()),
                    *(action.done_by for action in dropped if action.done_by is not None),
                    *(review.by for review in reviews if span.holds(review.at) and review.day is not None),
                )
            )
        ),
    )


def _outcomes(meeting: str, span: Span, record: Record) -> Iterable[Outcome]:
    """Give the outcome on each area as this meeting left it."""
    for area in Area:
        rows = [each for each in record.given if each.decision.area is area]
        mine = [each for each in rows if each.meeting == meeting]
        before = [each for each in rows if each.meeting != meeting and each.decision.decided_at <= span.until]
        if mine:
            manner = Manner.KEPT if before and _same(mine[-1].decision, before[-1].decision) else Manner.NEW
            yield Outcome(mine[-1].decision, manner, _corrected(mine[-1], rows, record))
        elif before:
            yield Outcome(before[-1].decision, Manner.EARLIER, _corrected(before[-1], rows, record))


def _same(decision: Decision, other: Decision) -> bool:
    return (decision.text, decision.not_applicable) == (other.text, other.not_applicable)


def _corrected(given: Given, rows: list[Given], record: Record) -> Correction | None:
    """Give the last correction of an outcome: from when it was taken until a later meeting took another."""
    later = rows[rows.index(given) + 1 :]
    before = next((each.decision.decided_at for each in later if each.meeting != given.meeting), None)
    decision = given.decision
    return last_correction(record.corrections, about_area(decision.area), decision.decided_at, before)


def _agreed(action: Action, span: Span, record: Record) -> Agreed:
    """Give an action with the day it had then: a day that was put off later is not the one that was agreed on here."""
    later = (delay for delay in record.delays if delay.action == action.number and delay.at > span.until)
    was = next((delay.was for delay in later if delay.due is not None), action.due)
    return Agreed(replace(action, due=was), last_correction(record.corrections, about_action(action.number)))


def _as_of(contributed: Contributed, steps: Iterable[Step], span: Span) -> Contributed:
    """Give a contribution as far as it was then."""
    until = [step.progress for step in steps if step.number == contributed.number and step.at <= span.until]
    return replace(contributed, progress=until[-1] if until else None)
