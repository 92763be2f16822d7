"""Wished rooms and promised messages in SQL; the messages sealed until they are sent, then gone."""
# ruff: noqa: D102 - the port says what each method is for

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select, update

from bot.domain.people import Place
from bot.domain.rooms import Room, RoomId
from bot.ports import Outgoing
from bot.storage.shapes import pack_message, unpack_message
from bot.storage.tables import outbox, rooms
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault


class SqlRoomWishes:
    """Implements `bot.ports.RoomWishes`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def want(self, room: Room) -> None:
        await self._transaction.insert(
            rooms,
            {"wish": room.wish, "place": room.place.value, "subject": room.subject, "room_id": room.room_id},
        )

    async def find(self, place: Place, subject: str) -> Room | None:
        return await self._one(rooms.c.place == place.value, rooms.c.subject == subject)

    async def by_id(self, room_id: RoomId) -> Room | None:
        return await self._one(rooms.c.room_id == room_id)

    async def by_wish(self, wish: str) -> Room | None:
        return await self._one(rooms.c.wish == wish)

    async def all(self) -> tuple[Room, ...]:
        return tuple(map(_room, await self._transaction.all(select(rooms).order_by(rooms.c.number))))

    async def made(self, wish: str, room_id: RoomId) -> None:
        await self._transaction.change_one(update(rooms).where(rooms.c.wish == wish).values(room_id=room_id), wish)

    async def _one(self, *conditions: ColumnElement[bool]) -> Room | None:
        row = await self._transaction.one(select(rooms).where(*conditions))
        return None if row is None else _room(row)


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
            },
        )

    async def heads(self, now: datetime) -> tuple[Outgoing, ...]:
        oldest = select(func.min(outbox.c.number)).where(outbox.c.sent_at.is_(None)).group_by(outbox.c.wish)
        rows = await self._transaction.all(
            select(outbox)
            .join(rooms, rooms.c.wish == outbox.c.wish)
            .where(
                outbox.c.number.in_(oldest),
                rooms.c.room_id.is_not(None),
                or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= now),
            )
            .order_by(outbox.c.number)
        )
        return tuple([await self._outgoing(row) for row in rows])

    async def sent(self, id_: str, event_id: str, at: datetime) -> None:
        statement = update(outbox).where(outbox.c.id == id_)
        await self._transaction.change_one(
            statement.values(sent_at=at, event_id=event_id, body=None, retry_at=None), id_
        )

    async def failed(self, id_: str, retry_at: datetime) -> None:
        statement = update(outbox).where(outbox.c.id == id_, outbox.c.sent_at.is_(None))
        await self._transaction.change_one(statement.values(tries=outbox.c.tries + 1, retry_at=retry_at), id_)

    async def unsent(self) -> int:
        row = await self._transaction.one(select(func.count().label("count")).where(outbox.c.sent_at.is_(None)))
        return 0 if row is None else int(row[0])

    async def _outgoing(self, row: Row[Any]) -> Outgoing:
        seal = await self._vault.seal_of(row.case_code)
        return Outgoing(
            id=row.id,
            wish=row.wish,
            case=row.case_code,
            message=unpack_message(seal.unseal("outbox", "body", row.id, row.body)),
            created_at=row.created_at,
            tries=row.tries,
        )


def _room(row: Row[Any]) -> Room:
    return Room(wish=row.wish, place=Place(row.place), subject=row.subject, room_id=row.room_id)
