"""What is given back about attendance. In the MDT room: names of people and of permanent parties, never a case."""

from dataclasses import dataclass

from bot.domain.case import CaseCode


@dataclass(frozen=True)
class TurnoutLine:
    """One organisation, in names. `for_it`: name and organisation of those of others who speak for it.

    `stands_in_for` and `expected` are names or empty. `away`: the one whose place was taken had said so. `told`: nobody
    comes, and that was said ahead.
    """

    organisation: str
    there: tuple[str, ...]
    for_it: tuple[tuple[str, str], ...]
    stands_in_for: str
    away: bool
    told: bool
    expected: str

    @property
    def missing(self) -> bool:
        """Whether nobody speaks for this organisation."""
        return not self.there and not self.for_it


@dataclass(frozen=True)
class PresentNoted:
    """Somebody is there for the own organisation, or else for another; and who is there of the permanent parties."""

    name: str
    organisation: str
    on_behalf: bool
    turnout: tuple[TurnoutLine, ...]


@dataclass(frozen=True)
class AbsentNoted:
    """Somebody is absent today, or a whole organisation (then `name` is that). `self_`: whoever typed it."""

    name: str
    self_: bool
    turnout: tuple[TurnoutLine, ...]


@dataclass(frozen=True)
class PresentInCase:
    """Somebody is there while this case is weighed; `missing` are parties of this case. Case room only."""

    code: CaseCode
    name: str
    organisation: str
    missing: tuple[TurnoutLine, ...]
