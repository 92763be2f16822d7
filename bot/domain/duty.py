"""Who represents an organisation at which day's MDT, and who else when they are away (R5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.people import UserId


@dataclass(frozen=True)
class Duty:
    """A line of the rota. `weekday` (Monday is 0) repeats every week; `day` is one (Dutch) day and goes before it.

    `turn` 0 is the representative, 1 and higher are the deputies in their order.
    """

    region: str
    organisation: str
    user_id: UserId
    weekday: int | None = None
    day: date | None = None
    turn: int = 0

    def __post_init__(self) -> None:
        """Raise `ValueError` unless it is for exactly one of a weekday and a day."""
        if (self.weekday is None) is (self.day is None):
            raise ValueError("a duty is for a weekday or for a day")


@dataclass(frozen=True)
class Absence:
    """Somebody is away, from the first (Dutch) day to the last; `deputy` does what they would do on those days."""

    user_id: UserId
    first: date
    last: date
    deputy: UserId | None = None

    def __post_init__(self) -> None:
        """Raise `ValueError` when it ends before it begins."""
        if self.last < self.first:
            raise ValueError("an absence ends after it begins")

    def covers(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.first <= day <= self.last

    def overlaps(self, other: "Absence") -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True)
class Rota:
    """The lines of the rota, and who is away when."""

    duties: tuple[Duty, ...] = ()
    absences: tuple[Absence, ...] = ()

    def on_duty(self, region: str, organisation: str, day: date) -> tuple[UserId, ...]:
        """List who represents an organisation on this day and is there, best first.

        In the place of somebody who is away stands the deputy they named; a deputy who is away too is passed over.
        """
        away = {absence.user_id: absence.deputy for absence in self.absences if absence.covers(day)}
        users = (away.get(user, user) for user in on_duty(self.duties, region, organisation, day))
        return tuple(dict.fromkeys(user for user in users if user is not None and user not in away))

    def lines_of(self, region: str, organisation: str) -> frozenset[UserId]:
        """Give everybody who is on an organisation's rota in a region, whatever the day."""
        return frozenset(d.user_id for d in self.duties if (d.region, d.organisation) == (region, organisation))


def on_duty(duties: Iterable[Duty], region: str, organisation: str, day: date) -> tuple[UserId, ...]:
    """List who is on an organisation's rota on this (Dutch) day: the representative, then the deputies."""
    of_it = [d for d in duties if (d.region, d.organisation) == (region, organisation)]
    special = [d for d in of_it if d.day == day]
    usual = [d for d in of_it if d.weekday == day.weekday()]
    return tuple(d.user_id for d in sorted(special or usual, key=lambda d: d.turn))
