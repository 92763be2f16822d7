"""Rooms that the bot is in and knows nothing of: those made between a backup and the loss of what came after it."""

from collections.abc import Collection

from bot.domain.rooms import RoomId
from bot.matrix.state import WISH_EVENT
from bot.matrix.wire import CLIENT, Wire, as_list, path
from bot.ports import HomeserverRefusedError


async def stray_rooms(wire: Wire, rooms: Collection[RoomId | None], wishes: Collection[str]) -> list[str]:
    """Give the names of the rooms we are in, but for these rooms and those made for these wishes; "" without a name.

    Raises `HomeserverError`.
    """
    joined = as_list((await wire.get(f"{CLIENT}/joined_rooms")).get("joined_rooms"))
    strays = []
    for room_id in joined:
        if room_id in rooms or await _state(wire, room_id, WISH_EVENT, "id") in wishes:
            continue
        strays.append(await _state(wire, room_id, "m.room.name", "name"))
    return strays


async def _state(wire: Wire, room_id: RoomId, type_: str, field: str) -> str:
    try:
        value = (await wire.get(path("rooms", room_id, "state", type_, ""))).get(field)
    except HomeserverRefusedError:
        return ""
    return value if isinstance(value, str) else ""
