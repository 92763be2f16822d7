"""What somebody may take back: their own last change in a room, for ten minutes, while nobody changed it again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.case import CaseCode
from bot.domain.people import UserId

TAKE_BACK_WITHIN = timedelta(minutes=10)
KEPT = timedelta(days=1)
"""How long a change is remembered; later there is nothing to take back anyway."""


class What(StrEnum):
    """What was changed. Of all but the last, it can be taken back."""

    ACTION = "actie"
    STEPS = "stappen"
    DECISIONS = "besluiten"
    CONTRIBUTION = "inzet"
    PROGRESS = "voortgang"
    CORRECTION = "correctie"
    FIXED = "blijft"


@dataclass(frozen=True)
class Change:
    """Somebody changed something, typed in the room of `place` and `subject`. No typed word in it.

    `refs` are numbers within the case: of an action, of steps of actions, of outcomes, of a contribution, or of one and
    its step; of a correction, and the action or outcome it made. Of what stays, `answer` is the name of what was
    answered.
    """

    place: str
    subject: str
    by: UserId
    at: datetime
    what: What
    case: CaseCode
    refs: tuple[int, ...] = ()
    answer: str = ""
    number: int = 0

    def is_recent(self, now: datetime) -> bool:
        """Whether it may still be taken back; one from the future was made by a clock that was wrong."""
        return timedelta(0) <= now - self.at <= TAKE_BACK_WITHIN
