"""What people want with cases on the agenda, in SQL: the reason sealed."""
# ruff: noqa: D102 - the port says what each method is for

from typing import Any

from sqlalchemy import select

from bot.domain.agenda_notes import AgendaNote, Deed
from bot.domain.case import CaseCode
from bot.storage.outcome import next_number
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_agenda import agenda_notes
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlAgendaNotes:
    """Implements `bot.ports.AgendaNotes`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, note: AgendaNote) -> int:
        seal = await self._vault.seal_of(case)
        number = await next_number(self._transaction, agenda_notes, case)
        sealed = seal.seal("agenda_notes", "reason", str(number), pack_text(note.reason)) if note.reason else None
        values = {
            "case_code": case,
            "number": number,
            "kind": note.kind.value,
            "day": note.day,
            "by": note.by,
            "at": note.at,
            "about": note.about,
            "seen": note.seen,
            "covered": note.covered,
            "reason": sealed,
        }
        await self._transaction.insert(agenda_notes, values)
        return number

    async def of(self, case: CaseCode) -> tuple[AgendaNote, ...]:
        rows = await self._transaction.all(
            select(agenda_notes).where(agenda_notes.c.case_code == case).order_by(agenda_notes.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            _note(row, unpack_text(seal.unseal("agenda_notes", "reason", str(row.number), row.reason)))
            if row.reason is not None
            else _note(row)
            for row in rows
        )

    async def in_region(self, region: str) -> dict[CaseCode, tuple[AgendaNote, ...]]:
        columns = [column for column in agenda_notes.c if column is not agenda_notes.c.reason]
        rows = await self._transaction.all(
            select(*columns)
            .join(cases, cases.c.code == agenda_notes.c.case_code)
            .where(cases.c.region == region, cases.c.closed_at.is_(None))
            .order_by(agenda_notes.c.case_code, agenda_notes.c.number)
        )
        found: dict[CaseCode, tuple[AgendaNote, ...]] = {}
        for row in rows:
            found[row.case_code] = (*found.get(row.case_code, ()), _note(row))
        return found


def _note(row: Any, reason: str = "") -> AgendaNote:
    return AgendaNote(Deed(row.kind), row.day, row.by, row.at, row.about, row.seen, row.covered, reason, row.number)
