"""Why the bot says no about the regiehouder and authority to decide. As in `bot.domain.refusals`."""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class NotAsked(Refusal):
    """Nobody asked this person to be regiehouder here."""


@dataclass(frozen=True)
class RequestTakenBack(Refusal):
    """The question was taken back, or somebody else was asked or took the role meanwhile."""


@dataclass(frozen=True)
class RequestPassedOn(Refusal):
    """There was no answer in time, so the question went on."""


@dataclass(frozen=True)
class AlreadyAsked(Refusal):
    """This person is asked already and did not answer yet."""

    name: str


@dataclass(frozen=True)
class NothingAsked(Refusal):
    """There is no open question to take back."""


@dataclass(frozen=True)
class AskedIsAway(Refusal):
    """This person is away, and nobody of their organisation can stand in."""

    name: str


@dataclass(frozen=True)
class NobodyOnDuty(Refusal):
    """Of this organisation nobody is on duty who can be regiehouder in this case."""

    organisation: str


@dataclass(frozen=True)
class StaysInTheRoom(Refusal):
    """Who is regiehouder of which case is said in the case's own room only (R11)."""


@dataclass(frozen=True)
class WhoHandsOver(Refusal):
    """Only the regiehouder, or a chair who is in the case, hands it over."""


@dataclass(frozen=True)
class HandsToThemself(Refusal):
    """A handover to whoever has it already."""


@dataclass(frozen=True)
class NothingToHandOver(Refusal):
    """There is no regiehouder yet, or the asker is regiehouder nowhere."""


@dataclass(frozen=True)
class CannotReceive(Refusal):
    """This person is not in the case and cannot come in: consent, region or admission is missing."""

    name: str


@dataclass(frozen=True)
class WhoGrants(Refusal):
    """Authority to decide is given and ended by a chair who is in the case, or whoever leads its item of the MDT."""


@dataclass(frozen=True)
class NotToOneself(Refusal):
    """Nobody gives authority to decide to themself."""


@dataclass(frozen=True)
class AuthorityNeedsCoordinator(Refusal):
    """There is no regiehouder to give it to."""


@dataclass(frozen=True)
class HasAuthority(Refusal):
    """The regiehouder has it already."""


@dataclass(frozen=True)
class NoAuthority(Refusal):
    """There is none in this case, or the asker does not have it."""
