"""What was handled, by whom, and what is still to be said, in SQL. Nothing here was typed."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import date, datetime

from sqlalchemy import delete, select, update

from bot.domain.reminders import Reminder
from bot.ports import AlreadyThereError, AuditEntry, Ratchet
from bot.storage.tables import audit_entries, bookmarks, digest_days, handled_events, reminders
from bot.storage.transaction import Transaction

SYNC = "sync"


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
        if not await self._transaction.change(update(bookmarks).where(bookmarks.c.name == SYNC).values(value=token)):
            await self._transaction.insert(bookmarks, {"name": SYNC, "value": token})


class SqlAudit:
    """Implements `bot.ports.Audit`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, entry: AuditEntry) -> None:
        await self._transaction.insert(
            audit_entries,
            {
                "at": entry.at,
                "actor": entry.actor,
                "verb": entry.verb,
                "place": entry.place,
                "subject": entry.subject,
                "outcome": entry.outcome,
            },
        )

    async def latest(self, count: int) -> tuple[AuditEntry, ...]:
        rows = await self._transaction.all(select(audit_entries).order_by(audit_entries.c.number.desc()).limit(count))
        return tuple(AuditEntry(row.at, row.actor, row.verb, row.place, row.subject, row.outcome) for row in rows)


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

    async def first_digest(self, day: date) -> bool:
        try:
            await self._transaction.insert(digest_days, {"day": day})
        except AlreadyThereError:
            return False
        return True

    async def forget_digests(self, after: date) -> None:
        await self._transaction.remove(delete(digest_days).where(digest_days.c.day > after))
