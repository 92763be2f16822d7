"""Corrections in SQL: the text that stood there before sealed."""
# ruff: noqa: D102 - the port says what each method is for

from sqlalchemy import select

from bot.domain.case import CaseCode
from bot.domain.corrections import Correction
from bot.storage.outcome import next_number
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables_outcome import corrections
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlCorrections:
    """Implements `bot.ports.Corrections`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, correction: Correction) -> None:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, corrections, case)
        values = {
            "case_code": case,
            "number": number,
            "what": correction.what,
            "text": seal.seal("corrections", "text", str(number), pack_text(correction.text)),
            "by": correction.by,
            "at": correction.at,
        }
        await self._transaction.insert(corrections, values)

    async def of(self, case: CaseCode) -> tuple[Correction, ...]:
        rows = await self._transaction.all(
            select(corrections).where(corrections.c.case_code == case).order_by(corrections.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Correction(
                row.what, unpack_text(seal.unseal("corrections", "text", str(row.number), row.text)), row.by, row.at
            )
            for row in rows
        )
