"""What forms are made of: two sizes of typed text, a time of day and a moment."""

import contextlib
from datetime import datetime, time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from bot.domain.calendar import ZONE
from bot.domain.typed import clean

SHORT = 200
LONG = 2_000

Short = Annotated[str, StringConstraints(max_length=SHORT), AfterValidator(clean)]
Long = Annotated[str, StringConstraints(max_length=LONG), AfterValidator(clean)]


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return time.fromisoformat(value)
        except ValueError:
            raise ValueError("hier hoort een tijd, bijvoorbeeld 08:30.") from None
    return value


ClockTime = Annotated[time, BeforeValidator(_clock)]
"""A time of day on Dutch clocks, written `08:30`."""


def _dutch_clock(value: Any) -> Any:
    if not isinstance(value, str | time):  # pydantic would take 5 for five seconds past midnight
        raise ValueError('hier hoort een tijd tussen aanhalingstekens, bijvoorbeeld "08:30".')  # noqa: TRY004 - pydantic
    return value


def _without_zone(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError('dit is altijd Nederlandse tijd, zonder zone, bijvoorbeeld "08:30".')
    return value


DutchClock = Annotated[ClockTime, BeforeValidator(_dutch_clock), AfterValidator(_without_zone)]
"""The same in the settings, where TOML knows times of its own."""


def _moment(value: Any) -> datetime | None:
    # Pydantic's own reading would take "1700000000" for a moment, and a day without a time for midnight.
    if isinstance(value, str) and ":" in value:
        with contextlib.suppress(ValueError):
            moment = datetime.fromisoformat(value.strip())
            return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)
    if value is not None:
        raise ValueError('hier hoort een dag met een tijd, bijvoorbeeld "2026-11-23T09:15".')
    return None


Moment = Annotated[datetime | None, BeforeValidator(_moment)]
