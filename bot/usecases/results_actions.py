"""What is given back about actions and what is taken back. Reasons and texts are content: case room only."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.case import Action, Area, CaseCode
from bot.domain.people import UserId
from bot.domain.steps import ActionStep, StepKind
from bot.domain.undo import What
from bot.usecases.results import ActionDone, Away


@dataclass(frozen=True)
class TimeDone:
    """One that comes back was done this time, by `by`; `action` has its next day. Case room only."""

    action: Action
    by: str


@dataclass(frozen=True)
class ActionsDone:
    """Several were done at once. Case room only."""

    done: tuple[ActionDone | TimeDone, ...]


@dataclass(frozen=True)
class ActionPostponed:
    """An action is due later, and why. Case room only. `owner` is a name."""

    action: Action
    owner: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class ActionHanded:
    """An action is somebody else's now. Case room only. `before` and `owner` are names; `reason` may be empty."""

    action: Action
    before: str
    owner: str
    reason: str = field(repr=False)
    away: Away | None = None


@dataclass(frozen=True)
class ActionShown:
    """One action with everything that happened to it. Case room only. `names` are those of owners and of who did it."""

    action: Action
    owner: str
    today: date
    steps: tuple[ActionStep, ...]
    names: dict[UserId, str]
    owners: dict[int, str]
    """By step, the name of who got it."""


@dataclass(frozen=True)
class FinishedActions:
    """What was done in a case, with who and when, the latest first; of rows, each time. Case room only."""

    code: CaseCode
    done: tuple[tuple[ActionStep, Action], ...]
    names: dict[UserId, str]


class Told(StrEnum):
    """What was done from the direct chat."""

    DONE = "klaar"
    POSTPONED = "uitgesteld"
    DROPPED = "vervallen"
    HANDED = "overgedragen"


@dataclass(frozen=True)
class ToldThere:
    """In the direct chat: this was done in a case, and its room knows. Codes and numbers only."""

    code: CaseCode
    labels: tuple[str, ...]
    told: Told


@dataclass(frozen=True)
class TakenBackHere:
    """Somebody took back what they changed last. Case room only.

    `labels` are those of actions or of inzet, `areas` those of outcomes. `actions` are as they stand now, with the
    names of their `owners`; those in `again` are somebody's again. `still` are the areas that have an outcome all the
    same: an earlier one.
    """

    by: str
    what: What
    labels: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    actions: tuple[Action, ...] = ()
    owners: dict[int, str] = field(default_factory=dict)
    still: tuple[Area, ...] = ()
    again: tuple[Action, ...] = ()
    kinds: tuple[StepKind, ...] = ()
    """What had happened to each of the actions."""


@dataclass(frozen=True)
class TakenBackThere:
    """In the direct chat: what was changed in a case was taken back, and its room knows. The code only."""

    code: CaseCode
