"""The running bot: all floors joined, and the loops and ticks that keep it going."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from datetime import timedelta

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.calendar import IsHoliday, Workdays
from bot.domain.clock import Watch
from bot.domain.people import UserId
from bot.domain.rooms import Movement, RoomId
from bot.jobs import Tick, follow_clock, safe, scheduler
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.errors import IdentityError
from bot.matrix.gate import Gate, Unread
from bot.matrix.rooms import MatrixRooms
from bot.matrix.sas_parts import Party
from bot.matrix.sharing import Sharing
from bot.matrix.state import Changes, RoomBook
from bot.matrix.sync import Sync
from bot.matrix.verifying import Verifying
from bot.matrix.wire import Wire
from bot.ports import Incoming, OpenWork, StorageDownError
from bot.settings import Settings
from bot.usecases.deliver import Delivery
from bot.usecases.lookalikes import look_at_directory, look_at_names
from bot.usecases.membership import Membership, members_moved
from bot.usecases.notices import CouldNotRead
from bot.usecases.open_case import ensure_rooms
from bot.usecases.protocol import publish
from bot.usecases.questions import ask_around
from bot.usecases.trust import unknown
from bot.wiring.house import House, now
from bot.wiring.identities import Identities
from bot.wiring.members import Members
from bot.wiring.rhythm import holidays_of
from bot.wiring.session import identity_file
from bot.wiring.ticks import Looks

log = logging.getLogger(__name__)

OFTEN = 1.0
"""Seconds between looks at what is due or was handed in by another process."""
RECONCILE = 30.0
"""Seconds between full comparisons of rosters and rooms, besides every member event."""
LOOK_FOR_LOST = 60.0
"""Seconds between comparisons of our rooms with those the homeserver says we are in."""
LOOK_AT_CLOCK = 5.0
"""Seconds between looks whether a comparison of pictures has taken too long."""


class Bot:
    """The running bot: everything joined, until asked to stop."""

    def __init__(self, house: House, wire: Wire, crypto: Crypto) -> None:
        me = Party(crypto.me.user_id, crypto.me.device_id, crypto.me.ed25519, _identity(house))
        self._house = house
        self._settings = house.settings
        self._wire = wire
        self._device_id = crypto.me.device_id
        self._nudge = asyncio.Event()
        self._stamp = ""
        self._names: dict[UserId, str] = {}  # as people showed them since the start
        self._is_holiday = holidays_of(house.settings)
        self._watch = _watch(house.settings, self._is_holiday)
        self.looks = Looks(house, self._watch, self._is_holiday, lambda: wire.silence)
        states = RoomBook()
        self._mode = house.settings.matrix.trust
        identities = Identities(self._work, house.speaker, now, self._mode, self._gather, self._nudge)
        self._devices = devices = Devices(wire, crypto, identities.sighted)
        sharing = Sharing(wire, crypto, devices, states.get, identities.refused)
        self._rooms = MatrixRooms(wire, crypto, sharing, states, self._moved)
        self._members = Members(Membership(self._work, self._rooms, house.speaker, now))
        self._verifying = Verifying(
            wire,
            crypto,
            devices,
            states.get,
            me,
            now,
            known=identities.verification.known,
            pictures=identities.pictures,
            ended=identities.compared,
        )
        identities.verification.comparing = self._verifying
        self._dispatcher = Dispatcher(
            self._work,
            house.speaker,
            now,
            self._settings.times.reminders,
            build_table(),
            self._mode,
            self._is_holiday,
            identities.verification,
            self._watch,
            self._settings.age_bands,
            house.settings.ground_list(),
        )
        self.sync = Sync(
            wire=wire,
            crypto=crypto,
            gate=Gate(crypto, devices, identities.counting, identities.refused, self._verifying.heard_in_room),
            devices=devices,
            sharing=sharing,
            states=states,
            open_work=self._work,
            handle=self._handle,
            on_members=self._moved,
            on_unread=self._unread,
            on_names=self._named,
            heard=self._verifying.heard,
        )

    @property
    def _work(self) -> OpenWork:
        return self._house.database.work

    @property
    def _gather(self) -> timedelta:
        return timedelta(seconds=self._settings.times.gather_joins)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set. Raises `SettingsError` when the privacy protocol cannot be read."""
        text, days = self._settings.protocol(), self._settings.privacy.days
        async with self._work() as work:
            await publish(work, self._house.speaker, text, now(), days)
            await ensure_rooms(work, self._house.speaker, now())
            device_since = await work.outbox.device_since(self._device_id, now())
            await work.commit()
        await self.looks.watch_consents()  # before anything is heard or said: a day may be over since the bot stopped
        delivery = Delivery(self._work, self._rooms, self._house.speaker, now, self._mode, device_since)
        look = self.looks
        ticks = scheduler(
            [
                Tick("cards", OFTEN, look.post_cards),
                Tick("reminders", OFTEN, look.remind),
                Tick("digests", OFTEN, look.give_digests),
                Tick("what time brings", OFTEN, look.around),
                Tick("handed in", OFTEN, self._look_around),
                Tick("membership", RECONCILE, self._wake_membership),
                Tick("protocol", RECONCILE, look.watch_protocol),
                Tick("lost rooms", LOOK_FOR_LOST, self._look_for_lost),
                Tick("watched cases", RECONCILE, look.watch_uncovered),
            ]
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                loops = (
                    self.sync.run(),
                    self._keep_delivering(delivery),
                    self._keep_members(),
                    self._keep_comparing(),
                    follow_clock(ticks),
                )
                running = [tasks.create_task(loop) for loop in loops]
                ticks.start()
                log.info("regiekamer runs")
                await stop.wait()
                for task in running:
                    task.cancel()
        except BaseExceptionGroup as group:
            # One loop failing stops the others; what it failed of is what counts.
            raise group.exceptions[0] from None
        finally:
            if ticks.running:
                ticks.shutdown(wait=False)
        log.info("regiekamer stopped")

    # --- what syncs bring ---

    async def _handle(self, incoming: Incoming) -> None:
        await self._dispatcher.handle(incoming)
        self._nudge.set()

    async def _moved(self, room_id: RoomId, changes: Changes, name: str) -> None:
        # What we were shown of them may be older than their coming; the sync that says so may come later than this.
        self._devices.changed(changes.came)
        movement = Movement(name, room_id, changes.came, changes.removed)
        async with self._work() as work:
            if await members_moved(work, self._house.speaker, movement, now(), self._gather):
                await work.commit()
        if self._rooms.user_id in changes.went:
            self._members.look_for_lost()
        self._members.happened_in(room_id)
        self._nudge.set()

    async def _named(self, names: Iterable[tuple[UserId, str]]) -> None:
        new = {user: name for user, name in names if self._names.get(user) != name}
        if not new:
            return
        async with self._work() as work:
            if await look_at_names(work, self._house.speaker, new.items(), self._rooms.user_id, now()):
                await work.commit()
        self._names.update(new)

    async def _unread(self, unread: Unread) -> None:
        async with self._work() as work:
            room = await work.rooms.by_id(unread.room_id)
            if room is not None and await work.events.first_time(unread.event_id, now()):
                await self._house.speaker.in_room(work, room, CouldNotRead(), now())
                await work.commit()
        self._nudge.set()

    # --- what time brings, besides `Looks` ---

    async def _look_around(self) -> None:
        """See what a command or another process (`regiekamer intake`) changed, and let waiting messages try again."""
        async with self._work() as work:
            rooms_wished, stamp = await work.rooms.wished(), await work.people.stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self._members.look_at_all()  # at once: somebody may have to leave a room
            await self._look_at_people()
            await self._look_for_lookalikes(self._names.items())
        self._members.look_again(wished=rooms_wished)
        self._nudge.set()

    async def _look_at_people(self) -> None:
        """See who is new: they get a direct chat, and those who can know are asked about them."""
        days = Workdays(self._settings.weekdays, self._is_holiday)
        async with self._work() as work:
            await ensure_rooms(work, self._house.speaker, now())
            await ask_around(work, self._house.speaker, now(), self._mode, days)
            await work.commit()

    async def _look_for_lookalikes(self, names: Iterable[tuple[UserId, str]]) -> None:
        """Compare the names of the directory, and these that people show of themselves."""
        async with self._work() as work:
            await look_at_directory(work, self._house.speaker, self._rooms.user_id, now())
            await look_at_names(work, self._house.speaker, names, self._rooms.user_id, now())
            await work.commit()

    async def _wake_membership(self) -> None:
        await self._look_at_people()
        async with self._work() as work:
            new = await unknown(work)
        await self._devices.report(new)
        self._members.look_at_all()

    async def _look_for_lost(self) -> None:
        self._members.look_for_lost()

    # --- the loops ---

    async def _keep_members(self) -> None:
        await self.sync.ready.wait()
        await self._members.keep(self._nudge)

    async def _keep_comparing(self) -> None:
        await self.sync.ready.wait()
        work = safe("comparing pictures", self._verifying.work, but=StorageDownError)
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._verifying.due.wait(), LOOK_AT_CLOCK)
            await work()

    async def _keep_delivering(self, delivery: Delivery) -> None:
        await self.sync.ready.wait()
        deliver = safe("deliver", delivery.all, but=StorageDownError)
        end = safe("consents that end", self.looks.watch_consents, but=StorageDownError)
        while True:
            await self._nudge.wait()
            self._nudge.clear()
            await end()  # not left to its tick: a machine that slept past midnight may wake up in any order
            await deliver()


def _identity(house: House) -> str:
    """Give the bot's identity: what others prove of it. Raises `IdentityError`."""
    identity = identity_file(house.settings).load()
    if identity is None:
        raise IdentityError("de bot heeft nog geen identiteit. Voer eerst `regiekamer setup` uit.")
    return identity.public("master")


def _watch(settings: Settings, is_holiday: IsHoliday) -> Watch:
    meeting = settings.meeting
    lead = timedelta(hours=meeting.hours_ahead)
    ahead = timedelta(minutes=meeting.seats_ahead)
    since, until, days = meeting.warn_since, meeting.warn_until, settings.weekdays
    return Watch(lead, since, until, days, is_holiday, ahead, meeting.plan, settings.regie.plan)
