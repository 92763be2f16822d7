"""The 24-hour clock in SQL: moments as they are, why it was late sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.domain.case import CaseCode
from bot.domain.clock import Breach, CaseClock, Running
from bot.domain.figures import Wait
from bot.domain.people import UserId
from bot.storage.cases import case_of
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_clock import breaches, clocks
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlClocks:
    """Implements `bot.ports.Clocks`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def of(self, case: CaseCode) -> CaseClock:
        clock = await self._transaction.one(select(clocks).where(clocks.c.case_code == case))
        row = await self._transaction.one(select(breaches).where(breaches.c.case_code == case))
        breach = None
        if row is not None:
            reason = "" if row.reason is None else await self._unsealed(case, row.reason)
            breach = Breach(
                row.at, row.noted_at, reason, row.reason_by, row.reason_at, row.asked_again_at, row.asked_at
            )
        if clock is None:
            return CaseClock(breach=breach)
        return CaseClock(clock.weighed_at, clock.warned_at, breach)

    async def weighed_in(self, region: str) -> dict[CaseCode, datetime]:
        rows = await self._transaction.all(
            select(clocks.c.case_code, clocks.c.weighed_at)
            .join(cases, cases.c.code == clocks.c.case_code)
            .where(cases.c.region == region, clocks.c.weighed_at.is_not(None))
        )
        return {row.case_code: row.weighed_at for row in rows}

    async def waits(self, region: str, since: datetime, until: datetime) -> tuple[Wait, ...]:
        weighed = clocks.c.weighed_at
        rows = await self._transaction.all(
            select(cases.c.reported_at, weighed)
            .join(cases, cases.c.code == clocks.c.case_code)
            .where(cases.c.region == region, weighed >= since, weighed < until)
            .order_by(weighed, cases.c.code)
        )
        return tuple(Wait(row.reported_at, row.weighed_at) for row in rows)

    async def running(self) -> tuple[Running, ...]:
        rows = await self._transaction.all(
            select(cases, clocks.c.warned_at)
            .outerjoin(clocks, clocks.c.case_code == cases.c.code)
            .outerjoin(breaches, breaches.c.case_code == cases.c.code)
            .where(clocks.c.weighed_at.is_(None), breaches.c.case_code.is_(None))
            .order_by(cases.c.reported_at, cases.c.code)
        )
        return tuple(Running(case_of(row), row.warned_at is not None) for row in rows)

    async def unexplained(self) -> dict[CaseCode, datetime | None]:
        rows = await self._transaction.all(
            select(breaches.c.case_code, breaches.c.asked_at)
            .join(cases, cases.c.code == breaches.c.case_code)
            .where(breaches.c.reason.is_(None), breaches.c.asked_again_at.is_(None), cases.c.closed_at.is_(None))
            .order_by(breaches.c.case_code)
        )
        return {row.case_code: row.asked_at for row in rows}

    async def weighed(self, case: CaseCode, at: datetime) -> None:
        await self._ensure(case)
        first = clocks.c.weighed_at.is_(None)
        await self._transaction.change(
            update(clocks).where(clocks.c.case_code == case, first).values(weighed_at=at),
        )

    async def warned(self, case: CaseCode, at: datetime) -> None:
        await self._ensure(case)
        await self._transaction.change(update(clocks).where(clocks.c.case_code == case).values(warned_at=at))

    async def breached(self, case: CaseCode, at: datetime, noted_at: datetime) -> None:
        await self._transaction.insert(breaches, {"case_code": case, "at": at, "noted_at": noted_at})

    async def explain(self, case: CaseCode, reason: str, by: UserId, at: datetime) -> None:
        seal = await self._vault.seal_of(case)
        sealed = seal.seal("breaches", "reason", case, pack_text(reason))
        statement = update(breaches).where(breaches.c.case_code == case)
        await self._transaction.change_one(statement.values(reason=sealed, reason_by=by, reason_at=at), case)

    async def set_right(self, now: datetime, beyond: datetime) -> None:
        ahead = breaches.c.noted_at > beyond
        await self._transaction.remove(delete(breaches).where(ahead, breaches.c.reason.is_(None)))
        await self._transaction.change(update(breaches).where(breaches.c.asked_at > beyond).values(asked_at=now))
        await self._transaction.change(update(clocks).where(clocks.c.warned_at > beyond).values(warned_at=None))
        await self._transaction.change(update(clocks).where(clocks.c.weighed_at > beyond).values(weighed_at=now))

    async def asked(self, case: CaseCode, at: datetime) -> None:
        statement = update(breaches).where(breaches.c.case_code == case)
        await self._transaction.change_one(statement.values(asked_at=at), case)

    async def asked_again(self, case: CaseCode, at: datetime) -> None:
        statement = update(breaches).where(breaches.c.case_code == case)
        await self._transaction.change_one(statement.values(asked_again_at=at), case)

    async def _unsealed(self, case: CaseCode, reason: bytes) -> str:
        return unpack_text((await self._vault.seal_of(case)).unseal("breaches", "reason", case, reason))

    async def _ensure(self, case: CaseCode) -> None:
        if await self._transaction.one(select(clocks.c.case_code).where(clocks.c.case_code == case)) is None:
            await self._transaction.insert(clocks, {"case_code": case})
