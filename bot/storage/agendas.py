"""What was said of agendas, in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date

from sqlalchemy import delete, select

from bot.ports import Mark
from bot.storage.tables_agenda import agenda_marks
from bot.storage.transaction import Transaction


class SqlAgendas:
    """Implements `bot.ports.Agendas`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def marks(self, region: str, day: date) -> frozenset[Mark]:
        of_it = select(agenda_marks.c.mark).where(agenda_marks.c.region == region, agenda_marks.c.day == day)
        return frozenset(Mark(row.mark) for row in await self._transaction.all(of_it))

    async def mark(self, region: str, day: date, mark: Mark) -> None:
        await self._transaction.insert(agenda_marks, {"region": region, "day": day, "mark": mark.value})

    async def forget(self, after: date) -> None:
        await self._transaction.remove(delete(agenda_marks).where(agenda_marks.c.day > after))
