"""Who is away, in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from bot.domain.duty import Absence
from bot.domain.people import UserId
from bot.storage.tables_roster import absences
from bot.storage.transaction import Transaction


class SqlAbsences:
    """Implements `bot.ports.Absences`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> tuple[Absence, ...]:
        rows = await self._transaction.all(select(absences).order_by(absences.c.user_id, absences.c.first))
        return tuple(Absence(row.user_id, row.first, row.last, row.deputy) for row in rows)

    async def replace(self, user_id: UserId, absences_: Iterable[Absence]) -> None:
        rows = [
            {"user_id": each.user_id, "first": each.first, "last": each.last, "deputy": each.deputy}
            for each in absences_
        ]
        if any(row["user_id"] != user_id for row in rows):
            raise ValueError("an absence of somebody else")
        async with self._transaction.attempt():
            await self._transaction.remove(delete(absences).where(absences.c.user_id == user_id))
            await self._transaction.insert(absences, *rows)

    async def drop(self, user_id: UserId) -> None:
        await self._transaction.remove(delete(absences).where(absences.c.user_id == user_id))
        stood_in = update(absences).where(absences.c.deputy == user_id)
        await self._transaction.change(stood_in.values(deputy=None))
