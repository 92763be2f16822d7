"""The in-memory fake: what is noted about cases."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import datetime

from bot.domain.case import CaseCode
from bot.domain.casenotes import Note, last_change
from bot.storage.memory_state import State


class MemoryNotes:
    """Implements `bot.ports.Notes`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, note: Note) -> int:
        self._state.stored(case)
        before = await self.of(case)
        number = len(before) + 1
        self._state.notes[case] = (*before, replace(note, number=number))
        return number

    async def of(self, case: CaseCode) -> tuple[Note, ...]:
        return self._state.notes.get(case, ())

    async def last_changes(self, region: str) -> dict[CaseCode, datetime]:
        found = {
            code: last_change(notes)
            for code, notes in sorted(self._state.notes.items())
            if self._state.stored(code).case.region == region
        }
        return {code: at for code, at in found.items() if at is not None}
