"""What is given back, and said, about the end of a case and its return. Outside the case room: codes and days only."""

from dataclasses import dataclass, field
from datetime import date

from bot.domain.case import Action, CaseCode
from bot.domain.closing import Finding
from bot.domain.people import UserId


@dataclass(frozen=True)
class Found:
    """A line in the case room: a finding, with the names of the people and organisations in it."""

    finding: Finding
    owner: str = ""
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClosingBlocked:
    """In the case room: what must be settled before the case can be closed."""

    code: CaseCode
    found: tuple[Found, ...]


@dataclass(frozen=True)
class ClosingAhead:
    """In the case room: what closing does. `command` has it done. `again`: it is another plan now.

    `moved`: a day that was typed is no working day, and another one takes its place.
    """

    code: CaseCode
    found: tuple[Found, ...]
    follow_ups: tuple[date, ...]
    command: str
    moved: bool
    again: bool = False


@dataclass(frozen=True)
class CaseClosed:
    """In the case room, which is read-only from now on: who closed it, and when people look how it goes.

    `asked` was asked to be the regiehouder, and is no longer; empty when nobody was, or who closed it.
    """

    code: CaseCode
    by: str
    follow_ups: tuple[date, ...]
    asked: UserId = ""


@dataclass(frozen=True)
class CaseReopened:
    """In the case room: everybody can write again, and why. Case room only: the reason was typed.

    `follow_ups` were promised and come no more; `coordinator` is empty when there is none.
    """

    code: CaseCode
    by: str
    reason: str = field(repr=False)
    coordinator: str
    follow_ups: tuple[date, ...]


@dataclass(frozen=True)
class ReopenedThere:
    """In the direct chat of who reopened a case: the code only. `uncovered`: there is no regiehouder."""

    code: CaseCode
    uncovered: bool


@dataclass(frozen=True)
class YoursAgain:
    """In the regiehouder's direct chat: somebody else reopened their case. Rings."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class ActionDropped:
    """An action is no longer needed, and why. Case room only."""

    action: Action
    by: str
    left: int
