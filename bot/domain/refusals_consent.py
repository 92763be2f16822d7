"""Why the bot says no about consent. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class UnknownParty(Refusal):
    """No organisation of the directory or of this case is called so."""


@dataclass(frozen=True)
class AnswerNotUnderstood(Refusal):
    """Behind the organisation stands none of the answers."""


@dataclass(frozen=True)
class OnlyCoordinatorSaysYes(Refusal):
    """A yes is recorded by the regiehouder, `name`."""

    name: str


@dataclass(frozen=True)
class CoordinatingSaysYes(Refusal):
    """Without a regiehouder a yes is recorded by an organisation that may supply one."""


@dataclass(frozen=True)
class YesOnlyInRoom(Refusal):
    """A yes is recorded in the room of the case, where people see who will come."""

    code: str


@dataclass(frozen=True)
class AnswerStandsAlready(Refusal):
    """The record says exactly this already."""

    name: str


@dataclass(frozen=True)
class TakesNoPart(Refusal):
    """There is no consent that could be withdrawn."""

    name: str


@dataclass(frozen=True)
class NobodyWorksThere(Refusal):
    """Nobody of this organisation works in the case's region, or may be in the case."""

    name: str


@dataclass(frozen=True)
class DeciderNeeded(Refusal):
    """Of a minor it must be said who decided."""

    name: str


@dataclass(frozen=True)
class ReasonIsKept(Refusal):
    """There is a reason already; the record is not written over."""


@dataclass(frozen=True)
class WhichReason(Refusal):
    """More than one consent was taken away and has no reason yet; `command` names one."""

    command: str


@dataclass(frozen=True)
class OwnYesFirst(Refusal):
    """Nobody takes part in this case. The asker can begin anew with a yes for the own organisation, nothing else."""

    code: str
    command: str


@dataclass(frozen=True)
class UnknownScope(Refusal):
    """What a consent is for is none of the four areas."""

    command: str
