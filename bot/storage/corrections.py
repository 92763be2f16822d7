"""Corrections in SQL: the text that stood there before sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, select, update

from bot.domain.case import CaseCode
from bot.domain.corrections import Correction
from bot.storage.outcome import next_number
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables_outcome import corrections
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlCorrections:
    """Implements `bot.ports.Corrections`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, correction: Correction) -> int:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, corrections, case)
        values = {
            "case_code": case,
            "number": number,
            "what": correction.what,
            "text": _sealed(seal, number, correction.text),
            "by": correction.by,
            "at": correction.at,
        }
        await self._transaction.insert(corrections, values)
        return number

    async def take_back(self, case: CaseCode, number: int, text: str, at: datetime) -> None:
        seal = await self._vault.seal_of(case)
        this = and_(corrections.c.case_code == case, corrections.c.number == number)
        values = {"text": _sealed(seal, number, text), "taken_back_at": at}
        await self._transaction.change_one(update(corrections).where(this).values(**values), (case, number))

    async def of(self, case: CaseCode) -> tuple[Correction, ...]:
        rows = await self._transaction.all(
            select(corrections)
            .where(corrections.c.case_code == case, corrections.c.taken_back_at.is_(None))
            .order_by(corrections.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(_correction(row, seal) for row in rows)


def _sealed(seal: Seal, number: int, text: str) -> bytes:
    return seal.seal("corrections", "text", str(number), pack_text(text))


def _correction(row: Row[Any], seal: Seal) -> Correction:
    text = unpack_text(seal.unseal("corrections", "text", str(row.number), row.text))
    return Correction(row.what, text, row.by, row.at, row.number)
