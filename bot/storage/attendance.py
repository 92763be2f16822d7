"""Who is at the MDT, in SQL: codes, names of organisations, states and moments."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.domain.attendance import Presence, Said
from bot.domain.case import CaseCode
from bot.storage.tables_attendance import attendance
from bot.storage.transaction import Transaction


class SqlAttendance:
    """Implements `bot.ports.Attendance`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, region: str, day: date, said: Said) -> None:
        last = select(func.max(attendance.c.number).label("last")).where(_of(region, day))
        row = await self._transaction.one(last)
        values: dict[str, Any] = {
            "region": region,
            "day": day,
            "number": 1 if row is None or row.last is None else int(row.last) + 1,
            "case_code": said.code or None,
            "organisation": said.organisation,
            "user_id": said.user_id,
            "state": said.presence.value,
            "by": said.by,
            "at": said.at,
        }
        await self._transaction.insert(attendance, values)

    async def listed(self, region: str, day: date) -> tuple[Said, ...]:
        return await self._said(and_(_of(region, day), attendance.c.case_code.is_(None)))

    async def in_case(self, region: str, day: date, case: CaseCode) -> tuple[Said, ...]:
        here = or_(attendance.c.case_code.is_(None), attendance.c.case_code == case)
        return await self._said(and_(_of(region, day), here))

    async def _said(self, which: ColumnElement[bool]) -> tuple[Said, ...]:
        rows = await self._transaction.all(select(attendance).where(which).order_by(attendance.c.number))
        return tuple(
            Said(row.organisation, row.user_id, Presence(row.state), row.by, row.at, row.case_code or "")
            for row in rows
        )


def _of(region: str, day: date) -> ColumnElement[bool]:
    return and_(attendance.c.region == region, attendance.c.day == day)
