"""The in-memory fake: what was said of agendas, and what people wanted."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import replace
from datetime import date

from bot.domain.agenda import Wish
from bot.domain.agenda_notes import AgendaNote
from bot.domain.case import CaseCode
from bot.ports import AlreadyThereError, Mark, Told
from bot.storage.memory_state import State


class MemoryAgendas:
    """Implements `bot.ports.Agendas`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def marks(self, region: str, day: date) -> frozenset[Mark]:
        return frozenset(mark for where, when, mark in self._state.agenda_marks if (where, when) == (region, day))

    async def mark(self, region: str, day: date, mark: Mark) -> None:
        if (region, day, mark) in self._state.agenda_marks:
            raise AlreadyThereError("agenda_marks is already there")
        self._state.agenda_marks.add((region, day, mark))

    async def wishes(self, region: str, day: date) -> tuple[Wish, ...]:
        found = [w for (where, when, _), w in self._state.agenda_wishes.items() if (where, when) == (region, day)]
        return tuple(sorted(found, key=lambda wish: wish.code))

    async def wish(self, region: str, day: date, wish: Wish) -> None:
        self._state.stored(wish.code)
        self._state.agenda_wishes[region, day, wish.code] = wish

    async def told(self, region: str, day: date) -> dict[CaseCode, Told]:
        told = self._state.agenda_told.items()
        return {code: said for (where, when, code), said in told if (where, when) == (region, day)}

    async def tell(self, region: str, day: date, case: CaseCode, told: Told) -> None:
        self._state.stored(case)
        self._state.agenda_told[region, day, case] = told

    async def forget(self, after: date) -> None:
        state = self._state
        state.agenda_marks = {each for each in state.agenda_marks if each[1] <= after}
        state.agenda_told = {key: told for key, told in state.agenda_told.items() if key[1] <= after}


class MemoryAgendaNotes:
    """Implements `bot.ports.AgendaNotes`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, case: CaseCode, note: AgendaNote) -> int:
        self._state.stored(case)
        before = await self.of(case)
        number = len(before) + 1
        self._state.agenda_notes[case] = (*before, replace(note, number=number))
        return number

    async def of(self, case: CaseCode) -> tuple[AgendaNote, ...]:
        return self._state.agenda_notes.get(case, ())

    async def in_region(self, region: str) -> dict[CaseCode, tuple[AgendaNote, ...]]:
        found = {}
        for code, notes in self._state.agenda_notes.items():
            case = self._state.stored(code).case
            if case.region == region and case.closed_at is None:
                found[code] = tuple(replace(note, reason="") for note in notes)
        return found
