"""The in-memory fake: who is at the MDT."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date

from bot.domain.attendance import Said
from bot.domain.case import CaseCode
from bot.storage.memory_state import State


class MemoryAttendance:
    """Implements `bot.ports.Attendance`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, region: str, day: date, said: Said) -> None:
        if said.code:
            self._state.stored(said.code)
        self._state.attendance[region, day] = (*self._of(region, day), said)

    async def listed(self, region: str, day: date) -> tuple[Said, ...]:
        return tuple(said for said in self._of(region, day) if not said.code)

    async def in_case(self, region: str, day: date, case: CaseCode) -> tuple[Said, ...]:
        return tuple(said for said in self._of(region, day) if said.code in {"", case})

    def _of(self, region: str, day: date) -> tuple[Said, ...]:
        return self._state.attendance.get((region, day), ())
