"""The bot with a clock that runs at speed: a working day takes seconds, and a night hardly any. For tests only.

Nothing else is changed: the product asks one function for the time, and that one is another here.
"""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from bot.domain.calendar import at

CLOCK = "FAST_CLOCK"
MORNING, EVENING = time(7), time(20)
DAY, NIGHT = 26.0, 2.0
"""Seconds that the thirteen hours of a day take, and those that a night takes."""


@dataclass(frozen=True)
class FastClock:
    """It is the morning of `first` when the machine's clock shows `began` (seconds since 1970)."""

    began: float
    first: date

    @classmethod
    def read(cls, text: str) -> Self:
        """Read it as `str` writes it."""
        began, first = text.split()
        return cls(float(began), date.fromisoformat(first))

    def __str__(self) -> str:
        return f"{self.began!r} {self.first}"

    def told(self, real: datetime) -> datetime:
        """Tell what it shows (UTC) when the machine's clock shows `real`."""
        days, rest = divmod(real.timestamp() - self.began, DAY + NIGHT)
        day = self.first + timedelta(days=days)
        since, until, part = at(day, MORNING), at(day, EVENING), rest / DAY
        if rest >= DAY:
            since, until, part = until, at(day + timedelta(days=1), MORNING), (rest - DAY) / NIGHT
        return since + (until - since) * part

    def real(self, moment: datetime) -> datetime:
        """Tell when the machine's clock shows what by day is `moment` here."""
        day = moment.astimezone(at(self.first, MORNING).tzinfo).date()
        part = (moment - at(day, MORNING)) / (at(day, EVENING) - at(day, MORNING))
        seconds = (day - self.first).days * (DAY + NIGHT) + part * DAY
        return datetime.fromtimestamp(self.began + seconds, UTC)


def _run() -> int:
    from bot.wiring import house  # before anything else takes the clock from it

    clock = FastClock.read(os.environ[CLOCK])
    house.now = lambda: clock.told(datetime.now(UTC))
    from bot.__main__ import main

    return main()


if __name__ == "__main__":
    sys.exit(_run())
