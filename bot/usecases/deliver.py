"""Deliver what the bot has promised to say: in order per room, nothing lost, nothing twice.

A message keeps its transaction id, so that the homeserver drops a repeated send. It forgets such ids after a day, and
knows them per device only: what may have been tried longer ago, or by another device, is first looked for in the room.
A message that can never be sent is set aside, with an alert, so that the room's others go on.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar import local_day
from bot.domain.failures import describe
from bot.domain.people import Place, UserId
from bot.domain.rooms import Room, RoomId
from bot.domain.trust import TrustMode
from bot.ports import (
    ALWAYS,
    Clock,
    DamagedError,
    Head,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    NobodyReadsError,
    OpenWork,
    Outgoing,
    Rooms,
    StorageDownError,
    Work,
)
from bot.usecases.notices import MessageMissing, MessageSetAside
from bot.usecases.rosters import readers_of
from bot.usecases.speak import Speaker

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Rooms that are served at the same time."""

PER_ROUND = 16
"""Rooms in a round: the next round begins with whoever asked something meanwhile."""

LONGEST_PAUSE = timedelta(minutes=10)

LONGEST_AWAY = timedelta(seconds=15)
"""Between tries while the homeserver is away: that it is back is no one message's news to wait for."""

LONGEST_WAIT = timedelta(days=1)
"""Believed of a homeserver that asks us to wait; more is a mistake of its own."""

UNREAD_PAUSE = timedelta(minutes=1)
"""The longest until the next try, when people are there and none of their devices can read: at first it is seconds.

Whoever just came may sign a device a moment later.
"""

REMEMBERED = timedelta(hours=20)
"""How long the homeserver surely knows a transaction id; Synapse forgets it after 24 hours."""

CLOCKS_DIFFER = timedelta(hours=1)
"""By how much the clock of the machine with the earlier device may have differed from ours."""

FIRST_OUT = timedelta(seconds=10)
"""How long a message in a case room waits for somebody who must leave it: they could not read it, but see it come."""

POISON = frozenset({400, 413})
"""HTTP: the homeserver finds fault with the message itself, and would tomorrow."""

MOST_TRIES = 5
"""Of a message that is refused for what it is, or that we stumble over ourselves; counted since the start."""

DAMAGED = "damaged"


@dataclass(frozen=True)
class _Waiting:
    """A message whose room has somebody in it who may read; `able` are all who may."""

    outgoing: Outgoing
    room: Room
    room_id: RoomId
    able: frozenset[UserId]


class Delivery:
    """Sends what waits in the outbox. `device_since` is since when the bot works with the device it has now."""

    def __init__(
        self,
        open_work: OpenWork,
        rooms: Rooms,
        speaker: Speaker,
        clock: Clock,
        mode: TrustMode,
        device_since: datetime,
    ) -> None:
        self._open_work = open_work
        self._rooms = rooms
        self._speaker = speaker
        self._clock = clock
        self._mode = mode
        self._ours_since = device_since if device_since == ALWAYS else device_since + CLOCKS_DIFFER

        self._faults: Counter[str] = Counter()

    async def all(self) -> None:
        """Send until nothing goes any more."""
        while await self.round():
            pass

    async def round(self) -> int:
        """Send the first waiting message of every room that has a reader. Returns how many were sent or set aside.

        A message waits while nobody who may read it has joined: a key opens only what was sent after it (rule 5).
        """
        waiting, gone_on = await self._waiting()
        gate = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(message: _Waiting) -> bool:
            async with gate:
                return await self._send(message)

        return gone_on + sum(await asyncio.gather(*map(one, waiting)))

    async def _waiting(self) -> tuple[list[_Waiting], int]:
        found: list[_Waiting] = []
        damaged = 0
        async with self._open_work() as work:
            for head in _fairly(await work.outbox.heads(self._clock())):
                if len(found) == PER_ROUND:
                    break
                able = await self._able(work, head)
                if head.room.room_id is None or not able:
                    continue
                try:
                    outgoing = await work.outbox.read(head.id)
                except DamagedError:
                    await self._set_aside(work, head, DAMAGED)
                    damaged += 1
                    continue
                found.append(_Waiting(outgoing, head.room, head.room.room_id, able))
            if damaged:
                await work.commit()
        return found, damaged

    async def _able(self, work: Work, head: Head) -> frozenset[UserId]:
        """Give who may read in a room where at least one of them is, else nobody; also while somebody must leave it."""
        room = head.room
        try:
            presence = None if room.room_id is None else await self._rooms.presence(room.room_id)
        except Exception:  # noqa: BLE001 - the same trouble is met, logged and counted when sending
            return _able(await readers_of(work, room, self._mode))
        if presence is None or not presence.joined - {self._rooms.user_id}:
            return frozenset()  # most rooms that wait, wait for this: it costs no question
        readers = await readers_of(work, room, self._mode)
        leaving = presence.joined - readers.keys() - {self._rooms.user_id}
        if leaving and room.place is Place.CASE and self._clock() < head.created_at + FIRST_OUT:
            return frozenset()
        able = _able(readers)
        return able if presence.joined & able else frozenset()

    async def _send(self, message: _Waiting) -> bool:
        outgoing = message.outgoing

        async def readers() -> Mapping[UserId, str | None]:
            async with self._open_work() as work:
                return await readers_of(work, message.room, self._mode)

        try:
            presence = await self._rooms.presence(message.room_id)
            if presence is None or not presence.joined & message.able:
                return False
            event_id = await self._sent_before(message)
            if event_id is None:
                event_id = await self._rooms.send(message.room_id, readers, outgoing)
        except StorageDownError:
            raise  # no fault of the message
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rooms go on
            return await self._failed(message, error)
        self._faults.pop(outgoing.id, None)
        async with self._open_work() as work:
            await work.outbox.sent(outgoing.id, event_id, self._clock())
            await work.commit()
        return True

    async def _sent_before(self, message: _Waiting) -> str | None:
        """Look for a message in its room, when the homeserver may not recognise it as one it has."""
        outgoing = message.outgoing
        if outgoing.created_at > self._ours_since and outgoing.created_at >= self._clock() - REMEMBERED:
            return None
        event_id = await self._rooms.find_sent(message.room_id, outgoing)
        if event_id is not None:
            log.info("message %s was sent before, as %s", outgoing.id, event_id)
        return event_id

    async def _failed(self, message: _Waiting, error: Exception) -> bool:
        outgoing = message.outgoing
        # Class and code, or class and places: they never hold content.
        why = error if isinstance(error, HomeserverError) else describe(error)
        log.warning("message %s not sent: %s", outgoing.id, why)
        # Counted apart from other trouble: a homeserver that was away all night is no fault of the message.
        self._faults[outgoing.id] += _is_poison(error)
        hopeless = self._faults[outgoing.id] >= MOST_TRIES
        async with self._open_work() as work:
            if hopeless:
                code = error.errcode if isinstance(error, HomeserverRefusedError) else type(error).__name__
                head = Head(outgoing.id, message.room, outgoing.created_at, outgoing.tries)
                await self._set_aside(work, head, code)
                del self._faults[outgoing.id]
            else:
                await work.outbox.failed(outgoing.id, self._clock() + _pause(error, outgoing.tries))
            await work.commit()
        return hopeless

    async def _set_aside(self, work: Work, head: Head, why: str) -> None:
        """Let the room's others go on; the room and the administrators hear of it, once a day per room."""
        now, room = self._clock(), head.room
        log.error("message %s cannot be sent (%s) and was set aside", head.id, why)
        await work.outbox.set_aside(head.id, now, why)
        if not await work.events.first_time(f"set aside {room.wish} {local_day(now)}", now):
            return
        alert = MessageSetAside(room.place, room.subject)
        if room.place is Place.ADMIN:
            for admin in (await work.people.directory()).admins():
                await self._speaker.to_person(work, admin.user_id, alert, now)
        else:
            await self._speaker.in_room(work, room, MessageMissing(), now)
            await self._speaker.to_admins(work, alert, now)


def _able(readers: Mapping[UserId, str | None]) -> frozenset[UserId]:
    """Give those whose identity counts."""
    return frozenset(user for user, identity in readers.items() if identity is not None)


def _fairly(heads: Sequence[Head]) -> Iterator[Head]:
    """Take in turn who waited longest and who began to wait last.

    Who asks something gets an answer at once, also behind a thousand waiting cards.
    """
    oldest, newest = 0, len(heads) - 1
    while oldest <= newest:
        yield heads[oldest]
        if oldest < newest:
            yield heads[newest]
        oldest, newest = oldest + 1, newest - 1


def _is_poison(error: Exception) -> bool:
    if isinstance(error, HomeserverRefusedError):
        return error.status in POISON
    return not isinstance(error, HomeserverError)


def _pause(error: Exception, tries: int) -> timedelta:
    if isinstance(error, HomeserverBusyError):
        return timedelta(seconds=min(error.retry_after, LONGEST_WAIT.total_seconds()))
    first, longest = (1.0, LONGEST_AWAY) if isinstance(error, HomeserverDownError) else (5.0, LONGEST_PAUSE)
    if isinstance(error, NobodyReadsError):
        longest = UNREAD_PAUSE
    return min(timedelta(seconds=first * 2.0 ** min(tries, 10)), longest)
