"""Membership follows the roster and nothing else: make wished rooms, invite who may be there, remove who may not (R13).

Runs at start, after every member event, and on a timer, from any half-done state.
"""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.domain.people import Place, UserId
from bot.domain.rooms import Correction, Room, RoomId, correction
from bot.ports import Clock, HomeserverError, OpenWork, Rooms, Work
from bot.usecases.notices import Intruders, IntrudersStay, NoSuchAccount, WriteNothing
from bot.usecases.rosters import roster_of
from bot.usecases.speak import Speaker

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 4
"""Rooms that are brought in line at the same time."""


class Membership:
    """Keeps rooms equal to their rosters. Remembers which missing accounts and which intruders it has reported."""

    def __init__(self, open_work: OpenWork, rooms: Rooms, speaker: Speaker, clock: Clock) -> None:
        self._open_work = open_work
        self._rooms = rooms
        self._speaker = speaker
        self._clock = clock
        self._reported: set[UserId] = set()
        self._alarmed: set[tuple[str, UserId]] = set()

    async def reconcile(self) -> None:
        """Bring every room in line. One room's trouble never stops the others; it is tried again next time."""
        async with self._open_work() as work:
            wanted = [(room, await roster_of(work, room)) for room in await work.rooms.all()]
        gate = asyncio.Semaphore(SIDE_BY_SIDE)
        # Case rooms first: there people wait for a card, elsewhere for a welcome.
        wanted.sort(key=lambda pair: pair[0].place is not Place.CASE)
        await asyncio.gather(*(self._try_one(gate, room, roster) for room, roster in wanted))

    async def _try_one(self, gate: asyncio.Semaphore, room: Room, roster: frozenset[UserId]) -> None:
        async with gate:
            try:
                await self._one(room, roster)
            except HomeserverError as error:
                log.warning("room of wish %s not in line yet: %s", room.wish, error)

    async def _one(self, room: Room, roster: frozenset[UserId]) -> None:
        room_id = room.room_id
        if room_id is None:
            room_id = await self._rooms.create(room)
            async with self._open_work() as work:
                await work.rooms.made(room.wish, room_id)
                await work.commit()
        presence = await self._rooms.presence(room_id)
        if presence is None:
            return  # not synced yet
        self._alarmed = {(w, user) for w, user in self._alarmed if w != room.wish or user in presence.joined}
        plan = correction(roster, presence, self._rooms.user_id)
        if plan:
            await self._correct(room, room_id, roster, plan)

    async def _correct(self, room: Room, room_id: RoomId, roster: frozenset[UserId], plan: Correction) -> None:
        # Out first, then in: an intruder must be gone before anybody new is told anything.
        kept_in = await self._remove(room_id, plan.remove)
        new = [user for user in plan.intruders if (room.wish, user) not in self._alarmed]
        if new:
            self._alarmed.update((room.wish, user) for user in new)
            await self._alert(room, roster, len(new), sum(user in kept_in for user in new))
        if kept_in:
            raise next(iter(kept_in.values()))
        invited = await asyncio.gather(*(self._invite(room_id, u) for u in plan.invite), return_exceptions=True)
        answers = dict(zip(plan.invite, invited, strict=True))
        self._reported.difference_update(user for user, answer in answers.items() if answer is True)
        missing = tuple(user for user, answer in answers.items() if answer is False and user not in self._reported)
        if missing:
            self._reported.update(missing)
            async with self._open_work() as work:
                await self._speaker.to_admins(work, NoSuchAccount(missing), self._clock())
                await work.commit()
        for answer in invited:
            if isinstance(answer, BaseException):
                raise answer

    async def _remove(self, room_id: RoomId, users: tuple[UserId, ...]) -> dict[UserId, HomeserverError]:
        """Remove everybody who does not belong here; give whom the homeserver keeps in, and why."""
        kept_in: dict[UserId, HomeserverError] = {}
        for user in users:
            try:
                await self._rooms.remove(room_id, user)
            except HomeserverError as error:
                kept_in[user] = error
        return kept_in

    async def _invite(self, room_id: RoomId, user: UserId) -> bool:
        """Invite somebody who has an account; tell whether there is one."""
        if not await self._rooms.exists(user):
            return False
        await self._rooms.invite(room_id, user)
        return True

    async def _alert(self, room: Room, roster: frozenset[UserId], count: int, kept_in: int) -> None:
        log.error("%d people were not on the roster of wish %s; %d could not be removed", count, room.wish, kept_in)
        now = self._clock()
        async with self._open_work() as work:
            if count > kept_in:
                await self._speaker.to_admins(work, Intruders(room.place, room.subject, count - kept_in), now)
            if kept_in:
                await self._speaker.to_admins(work, IntrudersStay(room.place, room.subject, kept_in), now)
            for user in sorted(roster):
                await self._speaker.to_person(work, user, WriteNothing(room.place, room.subject), now)
            await work.commit()


async def card_for_newcomers(
    work: Work, room_id: RoomId, newcomers: frozenset[UserId], now: datetime, gather: timedelta
) -> bool:
    """Promise the current card to people who just joined a case room (R3); joins close together share one.

    A key opens only what was sent after it, so without this a newcomer would find an empty room.
    """
    room = await work.rooms.by_id(room_id)
    if room is None or room.place is not Place.CASE or not newcomers & await roster_of(work, room):
        return False
    await work.cases.want_card(room.subject, now + gather)
    return True
