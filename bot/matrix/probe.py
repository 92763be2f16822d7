"""Does the homeserver's rate limit let the bot do its work? Proved by trying, in a room of the bot alone (rule 18).

Synapse's default limits refuse about the tenth room in a row, the eleventh invitation, and allow one message per
five seconds. The bot must be exempt; how, `regiekamer check` prints.
"""

import asyncio
import uuid
from dataclasses import dataclass

from bot.matrix.wire import CLIENT, Wire, path
from bot.ports import HomeserverBusyError, HomeserverError

BURST = 40
"""More than Synapse's default burst of messages (10) and sends in one go, as a busy MDT does."""


@dataclass(frozen=True)
class Limits:
    """What the trial showed."""

    refused: int
    of: int


async def probe_limits(wire: Wire) -> Limits:
    """Send a burst of empty events into a new room without anybody in it, and leave that room again.

    Raises `HomeserverError` when even the room cannot be made.
    """
    answer = await wire.post(
        f"{CLIENT}/createRoom",
        {"preset": "private_chat", "visibility": "private", "creation_content": {"m.federate": False}},
    )
    room_id = str(answer["room_id"])
    try:
        results = await asyncio.gather(*(_one(wire, room_id) for _ in range(BURST)))
    finally:
        await _leave(wire, room_id)
    return Limits(refused=results.count(False), of=BURST)


async def _one(wire: Wire, room_id: str) -> bool:
    try:
        await wire.put(path("rooms", room_id, "send", "nl.regiekamer.check", uuid.uuid4().hex), {})
    except HomeserverBusyError:
        return False
    return True


async def _leave(wire: Wire, room_id: str) -> None:
    for step in ("leave", "forget"):
        try:
            await wire.post(path("rooms", room_id, step), {})
        except HomeserverBusyError as busy:
            await asyncio.sleep(busy.retry_after)
            try:
                await wire.post(path("rooms", room_id, step), {})
            except HomeserverError:
                return
