"""Promised messages in SQL, sealed until they are sent, then gone."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Update, and_, delete, func, or_, select, update

from bot.ports import ALWAYS, Head, Outgoing, SetAside
from bot.ports.values import AHEAD
from bot.storage.rooms import read_room
from bot.storage.shapes import pack_message, unpack_message
from bot.storage.tables import bookmarks, outbox, rooms
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

DEVICE = "device"


class SqlOutbox:
    """Implements `bot.ports.Outbox`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def add(self, outgoing: Outgoing) -> None:
        seal = await self._vault.seal_of(outgoing.case)
        await self._transaction.insert(
            outbox,
            {
                "id": outgoing.id,
                "wish": outgoing.wish,
                "case_code": outgoing.case,
                "body": seal.seal("outbox", "body", outgoing.id, pack_message(outgoing.message)),
                "created_at": outgoing.created_at,
                "tries": outgoing.tries,
                "not_before": outgoing.not_before,
            },
        )

    async def heads(self, now: datetime) -> tuple[Head, ...]:
        oldest = select(func.min(outbox.c.number)).where(_waits(), _may_go(now)).group_by(outbox.c.wish)
        rows = await self._transaction.all(
            select(outbox.c.id, outbox.c.created_at, outbox.c.tries, rooms)
            .join(rooms, rooms.c.wish == outbox.c.wish)
            .where(
                outbox.c.number.in_(oldest),
                rooms.c.room_id.is_not(None),
                ~rooms.c.gone,
                or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now),
            )
            .order_by(outbox.c.number)
        )
        return tuple(Head(row.id, read_room(row), row.created_at, row.tries) for row in rows)

    async def read(self, id_: str) -> Outgoing:
        row = await self._transaction.one(select(outbox).where(outbox.c.id == id_, outbox.c.sent_at.is_(None)))
        if row is None:
            raise KeyError(id_)
        seal = await self._vault.seal_of(row.case_code)
        return Outgoing(
            id=row.id,
            wish=row.wish,
            case=row.case_code,
            message=unpack_message(seal.unseal("outbox", "body", row.id, row.body)),
            created_at=row.created_at,
            tries=row.tries,
            not_before=row.not_before,
        )

    async def sent(self, id_: str, event_id: str, at: datetime) -> None:
        statement = update(outbox).where(outbox.c.id == id_)
        values = {"sent_at": at, "event_id": event_id, "body": None, "retry_at": None, "set_aside_at": None}
        await self._transaction.change_one(statement.values(values), id_)

    async def failed(self, id_: str, retry_at: datetime) -> None:
        await self._change(id_, tries=outbox.c.tries + 1, retry_at=retry_at)

    async def set_aside(self, id_: str, at: datetime, why: str) -> None:
        await self._change(id_, set_aside_at=at, set_aside_why=why)

    async def aside(self) -> tuple[SetAside, ...]:
        rows = await self._transaction.all(
            select(outbox.c.id, outbox.c.created_at, outbox.c.set_aside_at, outbox.c.set_aside_why, rooms)
            .join(rooms, rooms.c.wish == outbox.c.wish)
            .where(outbox.c.set_aside_at.is_not(None), outbox.c.sent_at.is_(None))
            .order_by(outbox.c.number)
        )
        return tuple(
            SetAside(row.id, read_room(row), row.created_at, row.set_aside_at, row.set_aside_why) for row in rows
        )

    async def take_back(self, id_: str) -> None:
        row = await self._transaction.one(
            select(outbox).where(outbox.c.id == id_, outbox.c.sent_at.is_(None), outbox.c.set_aside_at.is_not(None))
        )
        if row is None:
            raise KeyError(id_)
        # Added anew: the number of a row is given by the database alone.
        values = {name: value for name, value in row._mapping.items() if name != "number"}  # noqa: SLF001 - public
        await self._transaction.remove(delete(outbox).where(outbox.c.id == id_))
        await self._transaction.insert(
            outbox, {**values, "tries": 0, "retry_at": None, "set_aside_at": None, "set_aside_why": None}
        )

    async def unsent(self) -> int:
        row = await self._transaction.one(select(func.count().label("count")).select_from(outbox).where(_waits()))
        return 0 if row is None else int(row[0])

    async def device_since(self, device_id: str, now: datetime) -> datetime:
        row = await self._transaction.one(select(bookmarks).where(bookmarks.c.name == DEVICE))
        if row is None:
            await self._transaction.insert(bookmarks, {"name": DEVICE, "value": f"{ALWAYS.isoformat()} {device_id}"})
            return ALWAYS
        since, _, known = row.value.partition(" ")
        if known == device_id:
            return datetime.fromisoformat(since)
        value = f"{now.astimezone(UTC).isoformat()} {device_id}"
        await self._transaction.change(update(bookmarks).where(bookmarks.c.name == DEVICE).values(value=value))
        return now

    async def _change(self, id_: str, **values: object) -> None:
        await self._transaction.change_one(_unsent(id_).values(**values), id_)


def _waits() -> ColumnElement[bool]:
    return and_(outbox.c.sent_at.is_(None), outbox.c.set_aside_at.is_(None))


def _may_go(now: datetime) -> ColumnElement[bool]:
    early = outbox.c.created_at > now + AHEAD
    return or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now, early)


def _unsent(id_: str) -> Update:
    return update(outbox).where(outbox.c.id == id_, outbox.c.sent_at.is_(None))
