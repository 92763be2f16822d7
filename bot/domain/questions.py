"""What is asked of those who can know: whether somebody works there, and whether a changed identity is theirs.

Asked at once, once more after two working days, and then the administrators are told. What was asked is kept, so that
a restart asks nothing again; whatever changes what is asked (another organisation, another identity) begins anew.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import IntEnum, StrEnum

from bot.domain.calendar import Workdays, at, local_day
from bot.domain.people import APART, Directory, Person, UserId
from bot.domain.standing import confirmed_colleagues
from bot.domain.trust import Pin, TrustMode, TrustState

MOST_ASKED = 3
"""How many colleagues are asked: more would each think that another one calls."""

PATIENCE = 2
"""Working days until it is asked again, and then until the administrators are told."""

MORNING = time(9)
"""When that is, on Dutch clocks."""

FAR_AHEAD = timedelta(days=21)
"""A due moment further ahead was made by a clock that was wrong; two working days never take so long."""


class Topic(StrEnum):
    """What is asked, and of whom."""

    WORKS_HERE = "werkt hier"
    IDENTITY = "identiteit"
    ADMINS = "beheerders"


class Asked(IntEnum):
    """How often it was asked."""

    NEVER = 0
    ONCE = 1
    TWICE = 2
    DONE = 3


@dataclass(frozen=True)
class Question:
    """What was asked about somebody. `about` tells one question from the next; `due` is when what follows is due."""

    user_id: UserId
    about: str
    step: Asked
    due: datetime | None


def topic(directory: Directory, person: Person, pin: Pin | None, mode: TrustMode) -> Topic | None:
    """Tell what is to be asked about this person now, or None. An identity that is not shown cannot be compared."""
    colleagues = not person.roles & APART and bool(confirmed_colleagues(directory, person))
    if not person.confirmed:
        return Topic.WORKS_HERE if colleagues else Topic.ADMINS
    if colleagues and pin is not None and not pin.counts(mode):
        return Topic.IDENTITY if pin.shown is not None or pin.standing is TrustState.BLOCKED else None
    return None


def about(topic_: Topic, person: Person, pin: Pin | None) -> str:
    """Name a question so that another organisation, other roles or another identity make it another question."""
    if topic_ is Topic.IDENTITY:
        since = pin.since.isoformat() if pin and pin.since else ""
        return f"{topic_.value} {since}"
    apart = ",".join(sorted(role.value for role in person.roles & APART))
    return f"{topic_.value} {person.organisation} {apart}".strip()


def follow(kept: Question | None, person: Person, about_: str, now: datetime, days: Workdays) -> Question | None:
    """Give what the question becomes when something is to be said now, or None while there is nothing to say."""
    if kept is None or kept.about != about_:
        return Question(person.user_id, about_, Asked.ONCE, _morning(days, now))
    if kept.due is None or now < kept.due <= now + FAR_AHEAD:
        return None
    if kept.due > now:
        return replace(kept, due=_morning(days, now))  # says nothing: its step is the same
    following = Asked(kept.step + 1)
    return replace(kept, step=following, due=None if following is Asked.DONE else _morning(days, now))


def chosen(directory: Directory, person: Person, reading: Collection[UserId]) -> tuple[Person, ...]:
    """Choose the colleagues who are asked about this person: always the same ones while nothing changes.

    First those who can read (`reading`), then those of the same region; among equals another few for everybody who
    comes, so that it is not always the first of the list.
    """

    def order(colleague: Person) -> tuple[bool, bool, str]:
        mixed = hashlib.sha256(f"{person.user_id} {colleague.user_id}".encode()).hexdigest()
        return colleague.user_id not in reading, not colleague.regions & person.regions, mixed

    return tuple(sorted(confirmed_colleagues(directory, person), key=order)[:MOST_ASKED])


def _morning(days: Workdays, now: datetime) -> datetime:
    """Give the moment (UTC) at which patience is over."""
    return at(days.after(local_day(now), PATIENCE), MORNING)
