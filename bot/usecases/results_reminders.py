"""What is given back, and said, about reminders, quiet hours and working days. Codes, counts and times."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.case import CaseCode
from bot.domain.escalation import Level
from bot.domain.people import UserId


@dataclass(frozen=True)
class ClimbedLine:
    """An action that is so many working days late, and who knows it from now on."""

    label: str
    days: int
    level: Level


@dataclass(frozen=True)
class Climbed:
    """In the case room, without ringing: what is late, and who knows that."""

    code: CaseCode
    lines: tuple[ClimbedLine, ...]


@dataclass(frozen=True)
class ActionsDue:
    """Actions that are due today and still open: codes and numbers, in the direct chat. Rings."""

    lines: tuple[tuple[CaseCode, tuple[str, ...]], ...]
    user_id: UserId


@dataclass(frozen=True)
class SnoozeOver:
    """What somebody asked to hear of later: code and number, in the direct chat. Rings."""

    code: CaseCode
    label: str
    user_id: UserId


@dataclass(frozen=True)
class Snoozed:
    """The asker's own reminders of an action are silent until `until`; with `digest` the digest of that day says it."""

    code: CaseCode
    label: str
    until: datetime
    digest: bool


@dataclass(frozen=True)
class HoursShown:
    """When somebody is not told what can wait. Equal times: no quiet hours. `changed`: just now."""

    quiet_from: time
    quiet_until: time
    days: tuple[int, ...]
    digest_at: time
    changed: bool = False


@dataclass(frozen=True)
class WorkdaysShown:
    """On which days (Monday is 0) somebody works. `own`: not those of everybody. `changed`: just now."""

    days: tuple[int, ...]
    own: bool
    changed: bool = False
