"""How an organisation is reached: its phone, its hours, its crisis service and the limits of that (R22)."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Opening:
    """Open on a weekday (Monday is 0) between two Dutch clock times; `until` may be 00:00, the end of that day."""

    weekday: int
    since: time
    until: time


@dataclass(frozen=True)
class Contact:
    """How to reach an organisation. Texts may be empty. `always` is open day and night, whatever `hours` say."""

    phone: str = ""
    hours: tuple[Opening, ...] = ()
    always: bool = False
    crisis_phone: str = ""
    limits: str = ""
