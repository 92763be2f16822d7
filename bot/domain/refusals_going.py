"""Why the bot says no when somebody goes. As in `bot.domain.refusals`, and never what was typed."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class LeaveOneself(Refusal):
    """Nobody takes themself off the register."""


@dataclass(frozen=True)
class NoSuccessor(Refusal):
    """Whoever takes over is admitted and works for the same organisation."""

    name: str


@dataclass(frozen=True)
class OnlyCoordinator(Refusal):
    """The organisation's only regiehouder in a region, while cases run there; `names` could be given the role."""

    name: str
    region: str
    names: str


@dataclass(frozen=True)
class NotYourCase(Refusal):
    """There is no such case, or the asker has no part in it: which of both is not said."""


@dataclass(frozen=True)
class CoordinatorExcludes(Refusal):
    """Only the regiehouder of the case does this."""

    code: str


@dataclass(frozen=True)
class WithdrawInstead(Refusal):
    """The regiehouder withdraws; nobody excludes themself. `command` is what to type instead."""

    command: str
