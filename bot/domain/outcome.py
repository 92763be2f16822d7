"""What the MDT decides on a case and what it leaves for later, and who may decide (R6, R8, R13)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.case import Area, Consent, Decision
from bot.domain.people import UserId


@dataclass(frozen=True)
class Hold:
    """In `meeting` a case was held over: it comes back, whatever was decided. `reason` is typed: sealed.

    It stands until `ended_at`: another took its place, or a later meeting was done with the case.
    """

    meeting: str
    reason: str = field(repr=False)
    by: UserId
    at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Given:
    """An outcome as it was recorded: in which meeting. One that was put right stands behind the one it replaces."""

    meeting: str
    decision: Decision


@dataclass(frozen=True)
class Review:
    """The day on which the MDT looks at a case again; None: the day that was agreed is off."""

    day: date | None
    by: UserId
    at: datetime


@dataclass(frozen=True)
class Delay:
    """An action was not done by the day it was `was` due; `due` is the new day, None while nobody named one.

    `reason` is typed: sealed.
    """

    action: int
    reason: str = field(repr=False)
    by: UserId
    at: datetime
    was: date
    due: date | None = None


def standing_hold(holds: Iterable[Hold]) -> Hold | None:
    """Give the hold that stands, if any."""
    return next((hold for hold in holds if hold.ended_at is None), None)


def last_delay(delays: Iterable[Delay], action: int) -> Delay | None:
    """Give the last time that an action was not done."""
    return next((delay for delay in reversed(tuple(delays)) if delay.action == action), None)


def reaches(consent: Consent | None, area: Area) -> bool:
    """Whether this consent lets its organisation speak of an area; without areas it reaches all four."""
    return consent is not None and consent.grants and (not consent.areas or area in consent.areas)


def who_decide(consents: Iterable[Consent], area: Area) -> tuple[str, ...]:
    """List the organisations whose consent reaches an area."""
    return tuple(consent.organisation for consent in consents if reaches(consent, area))
