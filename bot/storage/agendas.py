"""What was said of agendas and what chairs wanted, in SQL."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date

from sqlalchemy import and_, delete, select, update

from bot.domain.agenda import Wish
from bot.domain.case import CaseCode
from bot.ports import Mark, Told
from bot.storage.tables_agenda import agenda_marks, agenda_told, agenda_wishes
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

    async def wishes(self, region: str, day: date) -> tuple[Wish, ...]:
        of_it = select(agenda_wishes).where(agenda_wishes.c.region == region, agenda_wishes.c.day == day)
        rows = await self._transaction.all(of_it.order_by(agenda_wishes.c.case_code))
        return tuple(Wish(row.case_code, row.place, row.minutes, row.by, row.at) for row in rows)

    async def wish(self, region: str, day: date, wish: Wish) -> None:
        same = and_(
            agenda_wishes.c.region == region, agenda_wishes.c.day == day, agenda_wishes.c.case_code == wish.code
        )
        values = {"place": wish.place, "minutes": wish.minutes, "by": wish.by, "at": wish.at}
        if not await self._transaction.change(update(agenda_wishes).where(same).values(values)):
            key = {"region": region, "day": day, "case_code": wish.code}
            await self._transaction.insert(agenda_wishes, {**key, **values})

    async def told(self, region: str, day: date) -> dict[CaseCode, Told]:
        of_it = select(agenda_told).where(agenda_told.c.region == region, agenda_told.c.day == day)
        return {row.case_code: Told(row.told) for row in await self._transaction.all(of_it)}

    async def tell(self, region: str, day: date, case: CaseCode, told: Told) -> None:
        same = and_(agenda_told.c.region == region, agenda_told.c.day == day, agenda_told.c.case_code == case)
        if not await self._transaction.change(update(agenda_told).where(same).values(told=told.value)):
            key = {"region": region, "day": day, "case_code": case}
            await self._transaction.insert(agenda_told, {**key, "told": told.value})

    async def forget(self, after: date) -> None:
        for table in (agenda_marks, agenda_told):
            await self._transaction.remove(delete(table).where(table.c.day > after))
