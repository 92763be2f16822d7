"""Why the bot says no about closing and reopening a case, and dropping an action. As in `bot.domain.refusals`."""

from dataclasses import dataclass
from datetime import date

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class CaseIsClosed(Refusal):
    """The case is closed: it can be read, and nothing in it changes."""


@dataclass(frozen=True)
class OnlyCoordinatorCloses(Refusal):
    """A case is closed by its regiehouder, `name`."""

    name: str


@dataclass(frozen=True)
class CoordinatingCloses(Refusal):
    """Without a regiehouder a case is closed by an organisation that may supply one."""

    organisations: str


@dataclass(frozen=True)
class CloseInItsRoom(Refusal):
    """A case is closed in its own room; whether there is a case of the code that was typed is not looked at."""


@dataclass(frozen=True)
class ClosingNotUnderstood(Refusal):
    """What stands behind `sluit` is none of the forms."""


@dataclass(frozen=True)
class TooManyFollowUps(Refusal):
    """There are at most two days."""


@dataclass(frozen=True)
class FollowUpToday(Refusal):
    """The follow-up comes later than the day of closing."""

    given: date


@dataclass(frozen=True)
class CaseIsOpen(Refusal):
    """There is nothing to reopen."""

    code: str


@dataclass(frozen=True)
class CoordinatingReopens(Refusal):
    """A case is reopened by its regiehouder or by an organisation that may supply one."""

    organisations: str


@dataclass(frozen=True)
class ActionIsDropped(Refusal):
    """The action was dropped before."""

    number: str


@dataclass(frozen=True)
class WhoDrops(Refusal):
    """An action is settled by `owner`, a colleague, who agreed on it, or the regiehouder."""

    owner: str
