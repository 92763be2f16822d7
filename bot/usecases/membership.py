"""Membership follows the roster and nothing else: make wished rooms, invite who may be there, remove who may not (R13).

Who may talk follows the case: in the room of a closed one nobody but the bot says anything.

Runs at start, after every member event, and on a timer, from any half-done state. What somebody did by hand is put
right and reported; a room that is gone from the homeserver is reported, and made again when an administrator says so.
"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import Place, UserId
from bot.domain.refusals import NoLostRoom, Refused
from bot.domain.rooms import Correction, Movement, Presence, Room, RoomId, correction
from bot.ports import AuditEntry, Clock, HomeserverError, HomeserverRefusedError, OpenWork, Rooms, Work
from bot.usecases.notices import Intruders, IntrudersStay, NoSuchAccount, RoomsLost, SomebodyPutOut, WriteNothing
from bot.usecases.results import LostRooms, RoomsRenewed
from bot.usecases.rosters import all_rosters, let_go_of, roster_of
from bot.usecases.speak import Speaker
from bot.usecases.trust import BOT

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 4
"""Rooms that are brought in line at the same time."""

VERB = "kamer"
RENEWED_AT_ONCE = frozenset({Place.ADMIN, Place.DIRECT})


@dataclass(frozen=True)
class Wanted:
    """A room as it must be: who may be in it, and whether nobody but the bot says anything there."""

    room: Room
    roster: frozenset[UserId]
    read_only: bool


class Membership:
    """Keeps rooms equal to their rosters. Remembers which missing accounts and which intruders it has reported."""

    def __init__(self, open_work: OpenWork, rooms: Rooms, speaker: Speaker, clock: Clock) -> None:
        self._open_work = open_work
        self._rooms = rooms
        self._speaker = speaker
        self._clock = clock
        self._reported: set[UserId] = set()
        self._alarmed: set[tuple[str, UserId]] = set()
        self._rosters: dict[str, frozenset[UserId]] = {}  # as they were at the last look, by wish
        self._first_look: set[str] = set()
        self._going: set[tuple[str, UserId]] = set()  # came off a roster, and are to be removed without an alarm

    async def reconcile(self, only: Collection[RoomId] | None = None) -> bool:
        """Bring every room in line, or these. Trouble with one never stops the others; tell whether there was none."""
        async with self._open_work() as work:
            if only is None:
                everything = await all_rosters(work)
            else:
                known = [room for room_id in only if (room := await work.rooms.by_id(room_id)) is not None]
                everything = [(room, await roster_of(work, room)) for room in known]
            former = frozenset(person.user_id for person in (await work.people.directory()).former)
            closed = await work.cases.closed()
            for room, roster in everything:
                self._note_going(room, roster, former)
        gate = asyncio.Semaphore(SIDE_BY_SIDE)
        all_wanted = [Wanted(r, roster, r.place is Place.CASE and r.subject in closed) for r, roster in everything]
        wanted = [each for each in all_wanted if not each.room.gone and await self._differs(each)]
        # Case rooms first: there people wait for a card, elsewhere for a welcome.
        wanted.sort(key=lambda each: each.room.place is not Place.CASE)
        return all(await asyncio.gather(*(self._try_one(gate, each) for each in wanted)))

    async def look_for_lost(self) -> None:
        """Compare our rooms with those we are in on the homeserver, and report what is gone.

        A room in which only the bot speaks is made again at once: nobody has anything to decide about it.
        """
        async with self._open_work() as work:
            ours = {room.room_id: room for room in await work.rooms.all() if room.room_id is not None}
        gone = await self._rooms.lost(ours.keys())
        lost = [room for room_id, room in ours.items() if room_id in gone and not room.gone]
        back = [room for room_id, room in ours.items() if room_id not in gone and room.gone]
        if not lost and not back:
            return
        now = self._clock()
        async with self._open_work() as work:
            for room in back:
                await work.rooms.found(room.wish)
            for room in lost:
                log.error("the room of wish %s is gone from the homeserver", room.wish)
                await work.rooms.lost(room.wish)
                await work.audit.add(AuditEntry(now, BOT, VERB, room.place.value, room.subject, "weg"))
                if room.place in RENEWED_AT_ONCE:
                    await work.rooms.renew(room.wish)
            if lost:
                named = tuple((room.place, room.subject) for room in lost)
                made_again = tuple(pair for pair in named if pair[0] in RENEWED_AT_ONCE)
                await self._speaker.to_admins(work, RoomsLost(named, made_again), now)
            await work.commit()

    async def _differs(self, wanted: Wanted) -> bool:
        """Whether a room needs anything: most of the time none does, and there may be thousands."""
        room = wanted.room
        if room.room_id is None:
            return True
        try:
            presence = await self._rooms.presence(room.room_id)
        except HomeserverError:
            return True  # the same trouble is met, and logged, when bringing it in line
        if presence is None:
            return False  # not synced yet
        self._calm(room, presence)
        if correction(wanted.roster, presence, self._rooms.user_id):
            return True
        return await self._rooms.powers_differ(room.room_id, read_only=wanted.read_only)

    def _note_going(self, room: Room, roster: frozenset[UserId], former: frozenset[UserId]) -> None:
        """Note who came off the roster since the last look: they were rightly in, so their going is no alarm.

        At the first look since the start that is not known. Of those who left service, were excluded from the case or
        lost their consent, it is: whoever let them go may have done so while the bot stood still.
        """
        before = self._rosters.get(room.wish)
        self._rosters[room.wish] = roster
        if before is None:
            self._first_look.add(room.wish)
            before = former
        else:
            self._first_look.discard(room.wish)
        self._going = {(w, user) for w, user in self._going if w != room.wish or user not in roster}
        self._going |= {(room.wish, user) for user in before - roster}

    def _calm(self, room: Room, presence: Presence) -> None:
        """Forget the alarm about who has left since: coming back raises it again. So does whoever had to go."""
        here = presence.joined | presence.invited  # who was invited rightly may join before they are out
        self._going = {(w, user) for w, user in self._going if w != room.wish or user in here}
        self._alarmed = {(w, user) for w, user in self._alarmed if w != room.wish or user in presence.joined}

    async def _try_one(self, gate: asyncio.Semaphore, wanted: Wanted) -> bool:
        async with gate:
            try:
                await self._one(wanted)
            except HomeserverError as error:
                log.warning("room of wish %s not in line yet: %s", wanted.room.wish, error)
                return False
        return True

    async def _one(self, wanted: Wanted) -> None:
        room, roster = wanted.room, wanted.roster
        room_id = room.room_id
        if room_id is None:
            room_id = await self._rooms.create(room)
            async with self._open_work() as work:
                await work.rooms.made(room.wish, room_id)
                await work.commit()
        presence = await self._rooms.presence(room_id)
        if presence is None:
            return  # not synced yet
        self._calm(room, presence)
        plan = correction(roster, presence, self._rooms.user_id)
        try:
            if plan:
                await self._correct(room, room_id, roster, plan)
        finally:  # somebody who cannot be invited is no reason to let people talk
            if await self._rooms.powers_differ(room_id, read_only=wanted.read_only):
                await self._rooms.set_read_only(room_id, read_only=wanted.read_only)

    async def _correct(self, room: Room, room_id: RoomId, roster: frozenset[UserId], plan: Correction) -> None:
        # Out first, then in: an intruder must be gone before anybody new is told anything.
        kept_in, gone_already = await self._remove(room_id, plan.remove)
        # Who had to go and goes is no intruder; whom the homeserver refuses to put out is one now.
        stays = {user for user, error in kept_in.items() if isinstance(error, HomeserverRefusedError)}
        known = {user for w, user in self._alarmed if w == room.wish}
        known |= {user for w, user in self._going if w == room.wish} - stays
        if plan.intruders and room.place is Place.CASE:
            async with self._open_work() as work:
                known |= await self._let_go(work, room) - stays
        new = [user for user in plan.intruders if user not in known | gone_already]
        if new:
            self._alarmed.update((room.wish, user) for user in new)
            await self._alert(room, roster, len(new), sum(user in kept_in for user in new))
        if room.place is Place.CASE and (out := set(plan.remove) - kept_in.keys()):
            async with self._open_work() as work:
                if out & await work.cases.let_go(room.subject):
                    await work.cases.put_out(room.subject, out)
                    await work.commit()
        if kept_in:
            raise next(iter(kept_in.values()))
        invited = await asyncio.gather(*(self._invite(room, room_id, u) for u in plan.invite), return_exceptions=True)
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

    async def _let_go(self, work: Work, room: Room) -> frozenset[UserId]:
        """Give who may still be in a case's room without an alarm: whoever came off its roster and was not put out yet.

        What is remembered here does not tell it all: a sync may tell of an invitation only after its guest was let go.
        """
        if room.wish in self._first_look:
            return await let_go_of(work, room.subject)
        return await work.cases.let_go(room.subject)

    async def _remove(
        self, room_id: RoomId, users: tuple[UserId, ...]
    ) -> tuple[dict[UserId, HomeserverError], set[UserId]]:
        """Remove everybody who does not belong here; give whom the homeserver keeps in, and why, and who had gone."""
        kept_in: dict[UserId, HomeserverError] = {}
        gone_already: set[UserId] = set()
        for user in users:
            try:
                if not await self._rooms.remove(room_id, user):
                    gone_already.add(user)
            except HomeserverError as error:
                kept_in[user] = error
        return kept_in, gone_already

    async def _invite(self, room: Room, room_id: RoomId, user: UserId) -> bool:
        """Invite somebody who has an account; tell whether there is one."""
        if not await self._rooms.exists(user):
            return False
        await self._rooms.invite(room_id, user, direct=room.place is Place.DIRECT)
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


async def lost_rooms(work: Work) -> LostRooms:
    """List the rooms that are gone and wait for somebody to decide."""
    return LostRooms(tuple((room.place, room.subject) for room in await work.rooms.all() if room.gone))


async def renew_rooms(work: Work, subject: str) -> RoomsRenewed:
    """Wish again for the lost room of this case or region, or for all of them; what was promised there is said there.

    Raises `Refused` when there is none.
    """
    wanted = subject.casefold()
    lost = [room for room in await work.rooms.all() if room.gone and wanted in {"", room.subject.casefold()}]
    if not lost:
        raise Refused(NoLostRoom())
    for room in lost:
        await work.rooms.renew(room.wish)
    return RoomsRenewed(tuple((room.place, room.subject) for room in lost))


async def members_moved(work: Work, speaker: Speaker, movement: Movement, now: datetime, gather: timedelta) -> bool:
    """Act on who came and who was put out, once per movement; tell whether there was anything to do.

    Newcomers of a case room are promised the current card (R3); joins close together share one. A key opens only what
    was sent after it, so without this a newcomer would find an empty room. Somebody of the roster who was put out by
    hand is invited again by the reconciliation; here it is reported.
    """
    room = await work.rooms.by_id(movement.room_id)
    if room is None:
        return False
    roster = await roster_of(work, room)
    welcome = room.place is Place.CASE and bool(movement.came & roster)
    put_out = movement.put_out & roster
    if not (welcome or put_out) or not await work.events.first_time(movement.name, now):
        return False
    if welcome:
        await work.cases.want_card(room.subject, now + gather)
    if put_out:
        await work.audit.add(AuditEntry(now, BOT, VERB, room.place.value, room.subject, "uitgezet"))
        await speaker.to_admins(work, SomebodyPutOut(room.place, room.subject, len(put_out)), now)
    return True
