"""Legal grounds in SQL: who, when and what state as they are, every word sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, or_, select, update

from bot.domain.case import CaseCode
from bot.domain.ground import Ground, GroundState
from bot.domain.people import UserId
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_ground import ground_regions, grounds
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

SEALED = ("ground", "terms", "purpose", "necessity", "review")
PLAIN = (
    *("number", "giver", "receiver", "by", "at", "after", "vital", "witness", "recorded_at", "entry"),
    *("review_due", "reviewed_by", "reviewed_at", "warned_at"),
)


class SqlGrounds:
    """Implements `bot.ports.Grounds`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def next_number(self, case: CaseCode) -> int:
        query = select(func.max(grounds.c.number).label("last")).where(grounds.c.case_code == case)
        row = await self._transaction.one(query)
        return 1 if row is None or row.last is None else int(row.last) + 1

    async def add(self, case: CaseCode, ground: Ground) -> None:
        seal = await self._vault.seal_of(case)
        await self._transaction.insert(grounds, {"case_code": case} | _values(ground, seal))

    async def get(self, case: CaseCode, number: int) -> Ground | None:
        row = await self._transaction.one(select(grounds).where(_this(case, number)))
        return None if row is None else _ground(row, await self._vault.seal_of(case))

    async def of(self, case: CaseCode) -> tuple[Ground, ...]:
        rows = await self._transaction.all(
            select(grounds).where(grounds.c.case_code == case).order_by(grounds.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_ground(row, seal) for row in rows)

    async def save(self, case: CaseCode, ground: Ground) -> None:
        values = _values(ground, await self._vault.seal_of(case))
        statement = update(grounds).where(_this(case, ground.number)).values(values)
        await self._transaction.change_one(statement, (case, ground.number))

    async def to_review(self) -> tuple[tuple[CaseCode, int, datetime], ...]:
        rows = await self._transaction.all(
            select(grounds.c.case_code, grounds.c.number, grounds.c.review_due)
            .join(cases, cases.c.code == grounds.c.case_code)
            .where(grounds.c.review_due.is_not(None), grounds.c.reviewed_at.is_(None), cases.c.closed_at.is_(None))
            .order_by(grounds.c.case_code, grounds.c.number)
        )
        return tuple((row.case_code, row.number, row.review_due) for row in rows)

    async def asked(self, case: CaseCode, number: int, again_at: datetime) -> None:
        statement = update(grounds).where(_this(case, number)).values(review_due=again_at)
        await self._transaction.change_one(statement, (case, number))

    async def unwarned(self, beyond: datetime) -> tuple[tuple[CaseCode, int, datetime], ...]:
        rows = await self._transaction.all(
            select(grounds.c.case_code, grounds.c.number, grounds.c.at)
            .join(cases, cases.c.code == grounds.c.case_code)
            .where(
                grounds.c.state == GroundState.DRAFT.value,
                or_(grounds.c.warned_at.is_(None), grounds.c.warned_at > beyond),
                cases.c.closed_at.is_(None),
            )
            .order_by(grounds.c.case_code, grounds.c.number)
        )
        return tuple((row.case_code, row.number, row.at) for row in rows)

    async def warned(self, case: CaseCode, number: int, at: datetime) -> None:
        statement = update(grounds).where(_this(case, number)).values(warned_at=at)
        await self._transaction.change_one(statement, (case, number))

    async def regions(self) -> frozenset[str]:
        return frozenset(row.region for row in await self._transaction.all(select(ground_regions.c.region)))

    async def show_in(self, region: str, by: UserId, at: datetime, *, shown: bool) -> None:
        await self._transaction.remove(delete(ground_regions).where(ground_regions.c.region == region))
        if shown:
            await self._transaction.insert(ground_regions, {"region": region, "by": by, "at": at})


def _this(case: CaseCode, number: int) -> ColumnElement[bool]:
    return and_(grounds.c.case_code == case, grounds.c.number == number)


def _values(ground: Ground, seal: Seal) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(ground, name) for name in PLAIN}
    for name in SEALED:
        text: str = getattr(ground, name)
        values[name] = seal.seal("grounds", name, str(ground.number), pack_text(text)) if text else None
    return values | {"state": ground.state.value}


def _ground(row: Row[Any], seal: Seal) -> Ground:
    kept = row._mapping  # noqa: SLF001 - SQLAlchemy's public way to a row by name
    values: dict[str, Any] = {name: kept[name] for name in PLAIN}
    values |= {
        name: unpack_text(seal.unseal("grounds", name, str(row.number), kept[name]))
        for name in SEALED
        if kept[name] is not None
    }
    return Ground(state=GroundState(row.state), **values)
