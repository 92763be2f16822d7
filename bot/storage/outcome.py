"""What the MDT leaves for later, in SQL: days and moments as they are, what was typed sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date, datetime

from sqlalchemy import Table, func, select, update

from bot.domain.case import CaseCode
from bot.domain.outcome import Hold, Review
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_outcome import holds, reviews
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlHolds:
    """Implements `bot.ports.Holds`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, hold: Hold) -> None:
        seal = await self._vault.seal_of(case)
        await self.end(case, hold.at)
        number = await next_number(self._transaction, holds, case)
        values = {
            "case_code": case,
            "number": number,
            "meeting": hold.meeting,
            "reason": seal.seal("holds", "reason", str(number), pack_text(hold.reason)),
            "by": hold.by,
            "at": hold.at,
            "ended_at": hold.ended_at,
        }
        await self._transaction.insert(holds, values)

    async def of(self, case: CaseCode) -> tuple[Hold, ...]:
        rows = await self._transaction.all(select(holds).where(holds.c.case_code == case).order_by(holds.c.number))
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Hold(
                row.meeting,
                unpack_text(seal.unseal("holds", "reason", str(row.number), row.reason)),
                row.by,
                row.at,
                row.ended_at,
            )
            for row in rows
        )

    async def end(self, case: CaseCode, at: datetime) -> None:
        standing = update(holds).where(holds.c.case_code == case, holds.c.ended_at.is_(None))
        await self._transaction.change(standing.values(ended_at=at))


class SqlReviews:
    """Implements `bot.ports.Reviews`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def set(self, case: CaseCode, review: Review) -> None:
        if await self._transaction.one(select(cases.c.code).where(cases.c.code == case)) is None:
            raise KeyError(case)
        number = await next_number(self._transaction, reviews, case)
        values = {"case_code": case, "number": number, "day": review.day, "by": review.by, "at": review.at}
        await self._transaction.insert(reviews, values)

    async def of(self, case: CaseCode) -> tuple[Review, ...]:
        rows = await self._transaction.all(
            select(reviews).where(reviews.c.case_code == case).order_by(reviews.c.number)
        )
        return tuple(Review(row.day, row.by, row.at) for row in rows)

    async def due(self, region: str) -> dict[CaseCode, date]:
        rows = await self._transaction.all(
            select(reviews.c.case_code, reviews.c.day)
            .join(cases, cases.c.code == reviews.c.case_code)
            .where(cases.c.region == region, cases.c.closed_at.is_(None))
            .order_by(reviews.c.case_code, reviews.c.number)
        )
        last: dict[CaseCode, date | None] = {row.case_code: row.day for row in rows}
        return {code: day for code, day in last.items() if day is not None}


async def next_number(transaction: Transaction, table: Table, case: CaseCode) -> int:
    """Give the number after the last one of a case in this table."""
    row = await transaction.one(select(func.max(table.c.number).label("last")).where(table.c.case_code == case))
    return 1 if row is None or row.last is None else int(row.last) + 1
