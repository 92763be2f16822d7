"""Why the bot says no to who leads the MDT. As in `bot.domain.refusals`; in the MDT room: codes only."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NotInMeeting(Refusal):
    """The code is not in the meeting that runs: unknown, of another region or closed are all the same."""


@dataclass(frozen=True)
class WeighedNow(Refusal):
    """The case is the current item already."""

    code: str


@dataclass(frozen=True)
class WeighedBefore(Refusal):
    """The meeting was done with this case: one goes back to it."""

    code: str


@dataclass(frozen=True)
class StillWaits(Refusal):
    """The meeting did not come to this case yet, so that one cannot go back to it."""

    code: str


@dataclass(frozen=True)
class NothingBefore(Refusal):
    """There is no earlier case to go back to."""


@dataclass(frozen=True)
class CannotReturn(Refusal):
    """The case was closed since, or nobody is in it any more; which of the two is not said."""

    code: str


@dataclass(frozen=True)
class NothingUp(Refusal):
    """No case is being weighed."""


@dataclass(frozen=True)
class NothingElseWaits(Refusal):
    """The current case is the last: skipping it leads nowhere."""

    code: str


@dataclass(frozen=True)
class YouLeadAlready(Refusal):
    """The person leads this meeting."""


@dataclass(frozen=True)
class NotYourItem(Refusal):
    """Somebody else leads this item: `name`. Case room only."""

    name: str


@dataclass(frozen=True)
class NotWeighedHere(Refusal):
    """In the room of a case that is not being weighed there is nothing to go on from."""


@dataclass(frozen=True)
class ThisCaseOnly(Refusal):
    """In the room of a case no other case is named."""


@dataclass(frozen=True)
class NothingHeld(Refusal):
    """This meeting does not hold the case over."""
