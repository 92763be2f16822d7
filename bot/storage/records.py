"""What was handled, by whom, and what is still to be said, in SQL. Nothing here was typed."""
# ruff: noqa: D102 - the port says what each method is for

from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.domain.reminders import Reminder
from bot.domain.trail import START, AuditEntry, Chained, TrailHead, follow
from bot.ports import AlreadyThereError, Ratchet
from bot.storage.errors import StatementRefusedError
from bot.storage.tables import audit_entries, bookmarks, handled_events, reminders
from bot.storage.transaction import Transaction

SYNC = "sync"
POSTED = "audit head"
"""Names of bookmarks."""

_UNREADABLE = (ValueError, TypeError, StatementRefusedError)
"""What becomes of a row that somebody else wrote: no time, no text, or bytes that are no UTF-8."""


class SqlEvents:
    """Implements `bot.ports.Events`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def first_time(self, event_id: str, at: datetime, ratchet: Ratchet | None = None) -> bool:
        place = {"session_id": ratchet.session_id, "message_index": ratchet.index} if ratchet else {}
        try:
            await self._transaction.insert(handled_events, {"event_id": event_id, "at": at, **place})
        except AlreadyThereError:
            return False
        return True

    async def token(self) -> str | None:
        row = await self._transaction.one(select(bookmarks).where(bookmarks.c.name == SYNC))
        return None if row is None else row.value

    async def keep_token(self, token: str) -> None:
        await keep_bookmark(self._transaction, SYNC, token)


class SqlAudit:
    """Implements `bot.ports.Audit`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, entry: AuditEntry) -> None:
        # Units of work take turns, between processes too: nobody appends between this look and our row.
        chained = follow(await self.head(), entry)
        await self._transaction.insert(
            audit_entries,
            {
                "number": chained.number,
                "at": entry.at,
                "actor": entry.actor,
                "verb": entry.verb,
                "place": entry.place,
                "subject": entry.subject,
                "outcome": entry.outcome,
                "link": chained.link,
            },
        )

    async def latest(self, count: int) -> tuple[AuditEntry, ...]:
        rows = await self._transaction.all(select(audit_entries).order_by(audit_entries.c.number.desc()).limit(count))
        return tuple(_entry(row) for row in rows)

    async def head(self) -> TrailHead:
        last = select(audit_entries.c.number, audit_entries.c.link).order_by(audit_entries.c.number.desc()).limit(1)
        row = await self._transaction.one(last)
        return START if row is None else TrailHead(row.number, row.link)

    async def page(self, after: int | None, count: int) -> tuple[Chained, ...]:
        rows = select(audit_entries).order_by(audit_entries.c.number).limit(count)
        if after is not None:
            rows = rows.where(audit_entries.c.number > after)
        try:
            return tuple(_chained(row) for row in await self._transaction.all(rows))
        except _UNREADABLE:
            if count > 1:
                # Something among them cannot be an entry: fewer at a time, until it stands alone.
                return await self.page(after, count // 2)
            number = rows.with_only_columns(audit_entries.c.number)
            return tuple(Chained(row.number, "", None) for row in await self._transaction.all(number))

    async def posted(self) -> date | None:
        row = await self._transaction.one(select(bookmarks).where(bookmarks.c.name == POSTED))
        return None if row is None else date.fromisoformat(row.value)

    async def mark_posted(self, day: date) -> None:
        await keep_bookmark(self._transaction, POSTED, day.isoformat())


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(row.at, row.actor, row.verb, row.place, row.subject, row.outcome)


def _chained(row: Row[Any]) -> Chained:
    """Raise `TypeError` for what SQLite lets stand in a column of another type."""
    entry = _entry(row)
    if not all(isinstance(value, str) for value in (*astuple(entry)[1:], row.link)):
        raise TypeError(row.number)
    return Chained(row.number, row.link, entry)


async def keep_bookmark(transaction: Transaction, name: str, value: str) -> None:
    """Store a bookmark, or another value for it."""
    if not await transaction.change(update(bookmarks).where(bookmarks.c.name == name).values(value=value)):
        await transaction.insert(bookmarks, {"name": name, "value": value})


class SqlReminders:
    """Implements `bot.ports.Reminders`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, reminder: Reminder) -> None:
        await self._transaction.insert(
            reminders, {"case_code": reminder.case, "number": reminder.number, "moment": reminder.moment}
        )

    async def due(self, now: datetime) -> tuple[Reminder, ...]:
        rows = await self._transaction.all(
            select(reminders)
            .where(reminders.c.moment <= now)
            .order_by(reminders.c.moment, reminders.c.case_code, reminders.c.number)
        )
        return tuple(Reminder(row.case_code, row.number, row.moment) for row in rows)

    async def finished(self, reminder: Reminder) -> None:
        await self._transaction.remove(
            delete(reminders).where(
                reminders.c.case_code == reminder.case,
                reminders.c.number == reminder.number,
                reminders.c.moment == reminder.moment,
            )
        )
