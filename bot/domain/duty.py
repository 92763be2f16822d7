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


def on_duty(duties: Iterable[Duty], region: str, organisation: str, day: date) -> tuple[UserId, ...]:
    """List who represents an organisation on this (Dutch) day: the representative, then the deputies."""
    of_it = [d for d in duties if (d.region, d.organisation) == (region, organisation)]
    special = [d for d in of_it if d.day == day]
    usual = [d for d in of_it if d.weekday == day.weekday()]
    return tuple(d.user_id for d in sorted(special or usual, key=lambda d: d.turn))
