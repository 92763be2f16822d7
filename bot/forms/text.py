"""What forms are made of: two sizes of typed text, and a time of day."""

from datetime import time
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

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
