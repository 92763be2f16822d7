"""The in-memory fake: what was said of agendas, and what chairs wanted."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date

from bot.domain.agenda import Wish
from bot.ports import AlreadyThereError, Mark
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

    async def forget(self, after: date) -> None:
        self._state.agenda_marks = {each for each in self._state.agenda_marks if each[1] <= after}
