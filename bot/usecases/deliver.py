"""Deliver what the bot has promised to say: in order per room, nothing lost, nothing twice."""

import asyncio
import logging
from datetime import timedelta

from bot.domain.failures import describe
from bot.domain.rooms import Room
from bot.ports import (
    Clock,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    OpenWork,
    Outgoing,
    Rooms,
)
from bot.usecases.rosters import roster_of

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Rooms that are served at the same time."""

LONGEST_PAUSE = timedelta(minutes=10)

LONGEST_WAIT = timedelta(days=1)
"""Believed of a homeserver that asks us to wait; more is a mistake of its own."""


async def deliver(open_work: OpenWork, rooms: Rooms, clock: Clock) -> int:
    """Send the first waiting message of every room that has a reader. Returns how many were sent.

    A message waits while nobody on the roster has joined: a key opens only what was sent after it (rule 5).
    """
    async with open_work() as work:
        waiting = [
            (o, r) for o in await work.outbox.heads(clock()) if (r := await work.rooms.by_wish(o.wish)) is not None
        ]
        rosters = {room.wish: await roster_of(work, room) for _, room in waiting}
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def one(outgoing: Outgoing, room: Room) -> bool:
        async with gate:
            return await _send(open_work, rooms, clock, outgoing, room, rosters[room.wish])

    return sum(await asyncio.gather(*(one(outgoing, room) for outgoing, room in waiting)))


async def _send(
    open_work: OpenWork, rooms: Rooms, clock: Clock, outgoing: Outgoing, room: Room, roster: frozenset[str]
) -> bool:
    if room.room_id is None:
        return False
    try:
        presence = await rooms.presence(room.room_id)
        if presence is None or not presence.joined & roster:
            return False
        event_id = await rooms.send(room.room_id, roster, outgoing)
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
    first = 1.0 if isinstance(error, HomeserverDownError) else 5.0
    return min(timedelta(seconds=first * 2.0 ** min(tries, 10)), LONGEST_PAUSE)
