"""What storage does for the use cases, about the MDT. As in `bot.ports.cases`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.case import Area, CaseCode, Decision
from bot.domain.meeting import Meeting
from bot.domain.outcome import Given


class Decisions(Protocol):
    """Outcomes of the MDT within one case; the latest of an area counts, of those that were not taken back."""

    async def add(self, case: CaseCode, meeting: str, decision: Decision) -> int:
        """Store an outcome and give its number in the case."""
        ...

    async def numbers(self, case: CaseCode) -> Mapping[Area, int]:
        """Give the number of the standing outcome of each decided area."""
        ...

    async def take_back(self, case: CaseCode, number: int, at: datetime) -> None:
        """Let an outcome no longer count; it stays stored. Raises `KeyError` for an unknown one."""
        ...

    async def of(self, case: CaseCode) -> tuple[Decision, ...]:
        """Give the standing outcome of each decided area."""
        ...

    async def given(self, case: CaseCode) -> tuple[Given, ...]:
        """Give every outcome that was recorded and not taken back, with its meeting, in order."""
        ...

    async def correct(self, case: CaseCode, decision: Decision) -> int:
        """Store this in the place of the standing outcome of its area, in the meeting of that one; give its number.

        Raises `KeyError` when the area has none.
        """
        ...


class Meetings(Protocol):
    """Meetings per region."""

    async def running(self, region: str) -> Meeting | None:
        """Give the region's open meeting, or None."""
        ...

    async def save(self, meeting: Meeting) -> None:
        """Store the meeting as it is now."""
        ...

    async def held(self, region: str, since: datetime) -> bool:
        """Whether a meeting of the region that was opened since then was closed already; urgent ones do not count."""
        ...

    async def finished_cases(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give the cases that the last meeting about them closed with an outcome, and when it was done with them.

        They leave the agenda, unless something brought them back since (`bot.domain.case.is_finished`).
        """
        ...

    async def left_cases(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give when a meeting last left each case, done with it, held over or not reached."""
        ...

    async def discussed_cases(self, region: str) -> frozenset[CaseCode]:
        """List the cases that were on a closed meeting's agenda before: they come back."""
        ...

    async def between(self, region: str, since: datetime, until: datetime) -> tuple[Meeting, ...]:
        """Give the meetings opened in a region from `since` and before `until`, oldest first; a running one too."""
        ...

    async def last(self, region: str) -> Meeting | None:
        """Give the region's meeting that was opened last, running or closed."""
        ...

    async def about(self, case: CaseCode) -> tuple[Meeting, ...]:
        """Give the meetings that had a case on their agenda, oldest first."""
        ...
