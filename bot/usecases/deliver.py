"""Deliver what the bot has promised to say: in order per room, nothing lost, nothing twice."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.failures import describe
from bot.domain.people import UserId
from bot.domain.rooms import Room, RoomId
from bot.domain.trust import TrustMode
from bot.ports import (
    Clock,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    NobodyReadsError,
    OpenWork,
    Outgoing,
    Readers,
    Rooms,
    Work,
)
from bot.usecases.rosters import able_to_read, readers_of

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Rooms that are served at the same time."""

LONGEST_PAUSE = timedelta(minutes=10)

LONGEST_WAIT = timedelta(days=1)
"""Believed of a homeserver that asks us to wait; more is a mistake of its own."""

UNREAD_PAUSE = timedelta(minutes=1)
"""Until the next try, when people are there and none of their devices can read."""


@dataclass(frozen=True)
class _Waiting:
    """A message whose room has somebody in it who may read; `able` are all who may."""

    outgoing: Outgoing
    room: Room
    room_id: RoomId
    able: frozenset[UserId]


async def deliver(open_work: OpenWork, rooms: Rooms, clock: Clock, mode: TrustMode) -> int:
    """Send the first waiting message of every room that has a reader. Returns how many were sent.

    A message waits while nobody who may read it has joined: a key opens only what was sent after it (rule 5).
    """
    async with open_work() as work:
        waiting = await _waiting(work, rooms, clock, mode)
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(message: _Waiting) -> bool:
        async def readers() -> Mapping[UserId, str | None]:
            async with open_work() as work:
                return await readers_of(work, message.room, mode)

        async with gate:
            return await _send(open_work, rooms, clock, message, readers)

    return sum(await asyncio.gather(*map(one, waiting)))


async def _waiting(work: Work, rooms: Rooms, clock: Clock, mode: TrustMode) -> list[_Waiting]:
    heads = await work.outbox.heads(clock())
    if not heads:
        return []
    by_wish = {room.wish: room for room in await work.rooms.all()}
    found = []
    for outgoing in heads:
        room = by_wish[outgoing.wish]
        if room.room_id is not None and await _somebody_there(rooms, room.room_id):
            able = await able_to_read(work, room, mode)
            if able:
                found.append(_Waiting(outgoing, room, room.room_id, able))
    return found


async def _somebody_there(rooms: Rooms, room_id: RoomId) -> bool:
    try:
        presence = await rooms.presence(room_id)
    except Exception:  # noqa: BLE001 - the same trouble is met, logged and counted when sending
        return True
    return presence is not None and bool(presence.joined - {rooms.user_id})


async def _send(
    open_work: OpenWork,
    rooms: Rooms,
    clock: Clock,
    message: _Waiting,
    readers: Readers,
) -> bool:
    outgoing = message.outgoing
    try:
        presence = await rooms.presence(message.room_id)
        if presence is None or not presence.joined & message.able:
            return False
        event_id = await rooms.send(message.room_id, readers, outgoing)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other rooms go on
        # Class and code, or class and places: they never hold content.
        why = error if isinstance(error, HomeserverError) else describe(error)
        log.warning("message %s not sent: %s", outgoing.id, why)
        async with open_work() as work:
            await work.outbox.failed(outgoing.id, clock() + _pause(error, outgoing.tries))
            await work.commit()
        return False
    async with open_work() as work:
        await work.outbox.sent(outgoing.id, event_id, clock())
        await work.commit()
    return True


def _pause(error: Exception, tries: int) -> timedelta:
    if isinstance(error, HomeserverBusyError):
        return timedelta(seconds=min(error.retry_after, LONGEST_WAIT.total_seconds()))
    if isinstance(error, NobodyReadsError):
        return UNREAD_PAUSE
    first = 1.0 if isinstance(error, HomeserverDownError) else 5.0
    return min(timedelta(seconds=first * 2.0 ** min(tries, 10)), LONGEST_PAUSE)
