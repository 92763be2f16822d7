"""The end of cases and their return in SQL: moments as they are, why a case was reopened sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date, datetime

from sqlalchemy import and_, delete, func, or_, select, update

from bot.domain.case import CaseCode
from bot.domain.closing import Chapter, FollowUp, Turn
from bot.domain.people import UserId
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_closing import case_life, follow_ups
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlLives:
    """Whether cases are closed, and how that came about, for `bot.storage.cases`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def close(self, code: CaseCode, at: datetime, by: UserId) -> None:
        """Close an open case."""
        this = update(cases).where(cases.c.code == code, cases.c.closed_at.is_(None))
        await self._transaction.change_one(this.values(closed_at=at), code)
        await self._add(code, Chapter(Turn.CLOSED, at, by))

    async def reopen(self, code: CaseCode, at: datetime, by: UserId, reason: str) -> None:
        """Open a closed case again."""
        this = update(cases).where(cases.c.code == code, cases.c.closed_at.is_not(None))
        await self._transaction.change_one(this.values(closed_at=None, reopened_at=at), code)
        await self._add(code, Chapter(Turn.REOPENED, at, by, reason))

    async def chapters(self, code: CaseCode) -> tuple[Chapter, ...]:
        """Give what happened to a case as a whole, in order."""
        rows = await self._transaction.all(
            select(case_life).where(case_life.c.case_code == code).order_by(case_life.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(code)
        return tuple(
            Chapter(
                Turn(row.turn),
                row.at,
                row.by,
                ""
                if row.reason is None
                else unpack_text(seal.unseal("case_life", "reason", str(row.number), row.reason)),
            )
            for row in rows
        )

    async def closed(self) -> frozenset[CaseCode]:
        """Give the codes of all closed cases."""
        rows = await self._transaction.all(select(cases.c.code).where(cases.c.closed_at.is_not(None)))
        return frozenset(row.code for row in rows)

    async def _add(self, code: CaseCode, chapter: Chapter) -> None:
        seal = await self._vault.seal_of(code)
        row = await self._transaction.one(
            select(func.max(case_life.c.number).label("last")).where(case_life.c.case_code == code)
        )
        number = 1 if row is None or row.last is None else int(row.last) + 1
        reason = seal.seal("case_life", "reason", str(number), pack_text(chapter.reason)) if chapter.reason else None
        await self._transaction.insert(
            case_life,
            {
                "case_code": code,
                "number": number,
                "turn": chapter.turn.value,
                "at": chapter.at,
                "by": chapter.by,
                "reason": reason,
            },
        )


class SqlFollowUps:
    """Implements `bot.ports.FollowUps`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, follow_up: FollowUp) -> None:
        await self._transaction.insert(follow_ups, {"case_code": follow_up.code, "day": follow_up.day})

    async def of(self, code: CaseCode) -> tuple[date, ...]:
        rows = await self._transaction.all(
            select(follow_ups.c.day)
            .where(follow_ups.c.case_code == code, follow_ups.c.told_at.is_(None))
            .order_by(follow_ups.c.day)
        )
        return tuple(row.day for row in rows)

    async def due(self, today: date, beyond: datetime) -> tuple[FollowUp, ...]:
        untold = or_(follow_ups.c.told_at.is_(None), follow_ups.c.told_at > beyond)
        rows = await self._transaction.all(
            select(follow_ups)
            .where(follow_ups.c.day <= today, untold)
            .order_by(follow_ups.c.case_code, follow_ups.c.day)
        )
        return tuple(FollowUp(row.case_code, row.day) for row in rows)

    async def told(self, follow_up: FollowUp, at: datetime) -> None:
        this = and_(follow_ups.c.case_code == follow_up.code, follow_ups.c.day == follow_up.day)
        await self._transaction.change_one(update(follow_ups).where(this).values(told_at=at), follow_up)

    async def drop(self, code: CaseCode) -> None:
        this = and_(follow_ups.c.case_code == code, follow_ups.c.told_at.is_(None))
        await self._transaction.remove(delete(follow_ups).where(this))
