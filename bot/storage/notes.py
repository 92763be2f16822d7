"""What is noted about cases, in SQL: the text sealed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime

from sqlalchemy import func, select

from bot.domain.case import CaseCode
from bot.domain.casenotes import Note, NoteKind
from bot.storage.shapes import pack_text, unpack_text
from bot.storage.tables import cases
from bot.storage.tables_notes import case_notes
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlNotes:
    """Implements `bot.ports.Notes`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, case: CaseCode, note: Note) -> int:
        seal = await self._vault.seal_of(case)
        last = await self._transaction.one(
            select(func.max(case_notes.c.number).label("last")).where(case_notes.c.case_code == case)
        )
        number = 1 if last is None or last.last is None else int(last.last) + 1
        await self._transaction.insert(
            case_notes,
            {
                "case_code": case,
                "number": number,
                "kind": note.kind.value,
                "text": seal.seal("case_notes", "text", str(number), pack_text(note.text)),
                "by": note.by,
                "at": note.at,
            },
        )
        return number

    async def of(self, case: CaseCode) -> tuple[Note, ...]:
        rows = await self._transaction.all(
            select(case_notes).where(case_notes.c.case_code == case).order_by(case_notes.c.number)
        )
        if not rows:
            return ()
        seal = await self._vault.seal_of(case)
        return tuple(
            Note(
                NoteKind(row.kind),
                unpack_text(seal.unseal("case_notes", "text", str(row.number), row.text)),
                row.by,
                row.at,
                row.number,
            )
            for row in rows
        )

    async def last_changes(self, region: str) -> dict[CaseCode, datetime]:
        rows = await self._transaction.all(
            select(case_notes.c.case_code, case_notes.c.at)
            .join(cases, cases.c.code == case_notes.c.case_code)
            .where(cases.c.region == region, case_notes.c.kind == NoteKind.CHANGE.value)
            .order_by(case_notes.c.case_code, case_notes.c.number)
        )
        return {row.case_code: row.at for row in rows}
