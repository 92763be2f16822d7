"""What was typed wrong is put right, and what stood there before is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.case import Area
from bot.domain.people import UserId


@dataclass(frozen=True)
class Correction:
    """Somebody put right what stood at `what` (see `about_area`, `about_action`). `text` stood there: sealed."""

    what: str
    text: str = field(repr=False)
    by: UserId
    at: datetime


def about_area(area: Area) -> str:
    """Give the word for the outcome on an area: `area:veiligheid`."""
    return f"area:{area.value}"


def about_action(number: int) -> str:
    """Give the word for the text of an action: `action:3`."""
    return f"action:{number}"


def last_correction(
    corrections: Iterable[Correction], what: str, since: datetime | None = None, before: datetime | None = None
) -> Correction | None:
    """Give the last correction of this: from `since` on, and before something else took its place, if it did."""
    found = [
        each
        for each in corrections
        if each.what == what and (since is None or since <= each.at) and (before is None or each.at < before)
    ]
    return found[-1] if found else None
