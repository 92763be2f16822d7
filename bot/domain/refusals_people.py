"""Why the bot says no about the register of people. As in `bot.domain.refusals`, and never what was typed.

Names in these are those of people, organisations and regions that are on the register already, or are to be.
"""

from dataclasses import dataclass

from bot.domain.refusals import Refusal


@dataclass(frozen=True)
class OwnAccount(Refusal):
    """Who manages or inspects does not work on cases, and the other way round: that takes an account of its own."""

    name: str


@dataclass(frozen=True)
class AdminsNeeded(Refusal):
    """There must stay `needed` administrators who count (R16)."""

    needed: int


@dataclass(frozen=True)
class ChairNeeded(Refusal):
    """A region must keep somebody who chairs its MDT. `region` is a code."""

    region: str


@dataclass(frozen=True)
class CoordinatorNeeded(Refusal):
    """An organisation that coordinates running cases in a region must keep a regiehouder there (R10)."""

    organisation: str
    region: str


@dataclass(frozen=True)
class NoRole(Refusal):
    """Somebody would be left without any role."""

    name: str


@dataclass(frozen=True)
class AlsoProfessional(Refusal):
    """A regiehouder, chair or deputy is a professional too."""

    name: str


@dataclass(frozen=True)
class NoRegion(Refusal):
    """A professional works in at least one region."""

    name: str


@dataclass(frozen=True)
class SuppliesNobody(Refusal):
    """No regiehouder comes from this organisation (R10)."""

    name: str
    organisation: str


@dataclass(frozen=True)
class UnknownOrganisation(Refusal):
    """There is no such organisation; `names` lists those there are."""

    names: str


@dataclass(frozen=True)
class UnknownRegion(Refusal):
    """There is no such region; `names` lists those there are."""

    names: str


@dataclass(frozen=True)
class WordTaken(Refusal):
    """Two organisations, or two regions, would answer to the same word; `first` and `second` are their keys."""

    first: str
    second: str


@dataclass(frozen=True)
class SameAccount(Refusal):
    """Two Matrix ids differ in capital letters only."""

    name: str


@dataclass(frozen=True)
class AlreadyEnrolled(Refusal):
    """Somebody with this Matrix id is on the register already."""

    name: str


@dataclass(frozen=True)
class NothingChanges(Refusal):
    """It is so already."""

    name: str


@dataclass(frozen=True)
class NotThere(Refusal):
    """Whoever is put on the rota works for that organisation in that region."""

    name: str
    organisation: str
    region: str


@dataclass(frozen=True)
class TwiceThatDay(Refusal):
    """One person cannot stand in twice on one day."""

    name: str
