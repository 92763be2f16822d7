"""Wished rooms, and what the homeserver last said of rooms, in SQL."""
# ruff: noqa: D102 - the port says what each method is for

import sys
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Update, delete, select, update

from bot.domain.people import Place
from bot.domain.rooms import Room, RoomId, RoomState
from bot.storage.tables import room_states, rooms
from bot.storage.transaction import Transaction


class SqlRoomWishes:
    """Implements `bot.ports.RoomWishes`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def want(self, room: Room) -> None:
        await self._transaction.insert(
            rooms,
            {
                "wish": room.wish,
                "place": room.place.value,
                "subject": room.subject,
                "room_id": room.room_id,
                "gone": room.gone,
            },
        )

    async def find(self, place: Place, subject: str) -> Room | None:
        return await self._one(rooms.c.place == place.value, rooms.c.subject == subject)

    async def by_id(self, room_id: RoomId) -> Room | None:
        return await self._one(rooms.c.room_id == room_id)

    async def by_wish(self, wish: str) -> Room | None:
        return await self._one(rooms.c.wish == wish)

    async def all(self) -> tuple[Room, ...]:
        return tuple(map(read_room, await self._transaction.all(select(rooms).order_by(rooms.c.number))))

    async def wished(self) -> bool:
        query = select(rooms.c.number).where(rooms.c.room_id.is_(None)).limit(1)
        return await self._transaction.one(query) is not None

    async def made(self, wish: str, room_id: RoomId) -> None:
        await self._transaction.change_one(_this(wish).values(room_id=room_id), wish)

    async def lost(self, wish: str) -> None:
        await self._transaction.change_one(_this(wish).where(rooms.c.room_id.is_not(None)).values(gone=True), wish)

    async def found(self, wish: str) -> None:
        await self._transaction.change_one(_this(wish).values(gone=False), wish)

    async def renew(self, wish: str) -> None:
        await self._transaction.change_one(_this(wish).where(rooms.c.gone).values(gone=False, room_id=None), wish)

    async def _one(self, *conditions: ColumnElement[bool]) -> Room | None:
        row = await self._transaction.one(select(rooms).where(*conditions))
        return None if row is None else read_room(row)


class SqlRoomStates:
    """Implements `bot.ports.RoomStates`: a small document per room, written anew when it changes."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def all(self) -> dict[RoomId, RoomState]:
        rows = await self._transaction.all(select(room_states))
        return {row.room_id: _unpack(row.state) for row in rows}

    async def save(self, states: Mapping[RoomId, RoomState | None]) -> None:
        for room_id, state in states.items():
            this = room_states.c.room_id == room_id
            if state is None:
                await self._transaction.remove(delete(room_states).where(this))
            elif not await self._transaction.change(update(room_states).where(this).values(state=_pack(state))):
                await self._transaction.insert(room_states, {"room_id": room_id, "state": _pack(state)})


def read_room(row: Row[Any]) -> Room:
    """Read a room from a row that has its columns."""
    return Room(wish=row.wish, place=Place(row.place), subject=row.subject, room_id=row.room_id, gone=row.gone)


def _this(wish: str) -> Update:
    return update(rooms).where(rooms.c.wish == wish)


def _pack(state: RoomState) -> dict[str, Any]:
    return {
        "joined": sorted(state.joined),
        "invited": sorted(state.invited),
        "declined": sorted(state.declined),
        "wish": state.wish,
        "algorithm": state.algorithm,
        "rotation_ms": state.rotation_ms,
        "rotation_messages": state.rotation_messages,
        "history_visibility": state.history_visibility,
        "events_default": state.events_default,
        "powers_ours": state.powers_ours,
    }


def _unpack(packed: dict[str, Any]) -> RoomState:
    # What is not in it yet was not asked for when it was stored: it keeps its default.
    # The same few names stand in thousands of rooms: kept once.
    groups: dict[str, Any] = {name: set(map(sys.intern, packed[name])) for name in ("joined", "invited", "declined")}
    return RoomState(**{**packed, **groups})
