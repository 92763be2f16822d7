"""The only place where adapters are built and joined."""

import asyncio
import contextlib
import logging
import secrets
import signal
import time
import uuid
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import holidays

from bot.commands.dispatch import Dispatcher, build_table
from bot.domain.calendar import IsHoliday
from bot.domain.people import UserId
from bot.domain.rooms import Movement, RoomId
from bot.domain.trust import Sighting
from bot.jobs import Tick, follow_clock, safe, scheduler
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.gate import Gate, Unread
from bot.matrix.identity import IdentityFile, confirm
from bot.matrix.login import Account, open_session
from bot.matrix.recipients import RefusedDevices
from bot.matrix.rooms import MatrixRooms
from bot.matrix.sharing import Sharing
from bot.matrix.state import Changes, RoomBook
from bot.matrix.sync import Sync
from bot.matrix.wire import Wire
from bot.ports import HomeserverBusyError, HomeserverDownError, Incoming, OpenWork, StorageDownError
from bot.settings import Settings
from bot.storage.database import Database, upgrade
from bot.storage.dialects import make_private_folder
from bot.storage.lease import Lease, hold_lease
from bot.storage.rotation import KeyFiles, key_for, settle
from bot.texts.words import FluentWords
from bot.usecases.deliver import Delivery
from bot.usecases.membership import Membership, members_moved
from bot.usecases.notices import CouldNotRead
from bot.usecases.open_case import ensure_rooms
from bot.usecases.remind import give_digests, post_audit_head, post_cards, remind
from bot.usecases.speak import Speaker
from bot.usecases.trust import identity_of, refused, sighted, unknown

log = logging.getLogger(__name__)

OFTEN = 1.0
"""Seconds between looks at what is due or was handed in by another process."""
AWAY = 2.0
"""Seconds between tries at start while the homeserver is away."""
RECONCILE = 30.0
"""Seconds between full comparisons of rosters and rooms, besides every member event."""
ROOMS_AGAIN = (1.0, 8.0)
"""Seconds until rooms that could not be brought in line are tried again: at first, and at most."""
SILENCE = 90.0
"""Seconds without an answer after which the homeserver is away; syncs bring one at least every half minute."""
WORKED = "goede vrijdag"
"""A holiday by law on which most people work: a digest too many costs less than one too few."""
LOOK_FOR_LOST = 300.0
"""Seconds between comparisons of our rooms with those the homeserver says we are in."""


def now() -> datetime:
    """Tell the time (UTC)."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """The floors that need no homeserver: storage and words."""

    settings: Settings
    database: Database
    speaker: Speaker


@asynccontextmanager
async def open_house(settings: Settings, *, make: bool = False) -> AsyncIterator[House]:
    """Open storage, migrated when needed, and texts. Raises `StorageError`; only with `make` a database is made."""
    if make:
        make_private_folder(settings.path(settings.storage.folder))
    files = key_files(settings)
    files.see_that_usable()
    await upgrade(settings.database_url, make=make)
    database = await Database.open(settings.database_url, await key_for(settings.database_url, files))
    try:
        yield House(settings, database, Speaker(FluentWords(now), new_id))
    finally:
        await database.close()


def key_files(settings: Settings) -> KeyFiles:
    """Give the places of the master key."""
    return KeyFiles.at(settings.path(settings.secrets.master_key))


def only_one(settings: Settings) -> AbstractAsyncContextManager[Lease]:
    """Be the only process that is this bot, until the end. For whoever changes what a running bot relies on.

    Raises `LeaseTakenError` at once when a bot runs, and other `StorageError`s.
    """
    return hold_lease(settings.database_url, settings.crypto_folder)


def new_id() -> str:
    """Make a random id for wishes and messages."""
    return uuid.uuid4().hex


def choose(letters: str) -> str:
    """Choose a character unpredictably, for case codes."""
    return secrets.choice(letters)


class Bot:
    """The running bot: everything joined, until asked to stop."""

    def __init__(self, house: House, wire: Wire, crypto: Crypto) -> None:
        self._house = house
        self._settings = house.settings
        self._wire = wire
        self._device_id = crypto.me.device_id
        self._nudge = asyncio.Event()
        self._membership_due = asyncio.Event()
        self._rooms_due: set[RoomId] = set()  # to be brought in line, besides or instead of all
        self._all_rooms_due = True  # at start: much may have happened meanwhile
        self._lost_due = True
        self._out_of_line = False  # some room could not be brought in line; tried again from this moment on:
        self._rooms_again = 0.0
        self._is_holiday = _holidays(house.settings)
        states = RoomBook()
        self._mode = house.settings.matrix.trust
        self._devices = devices = Devices(wire, crypto, self._sighted)
        sharing = Sharing(wire, crypto, devices, states.get, self._refused)
        self._rooms = MatrixRooms(wire, crypto, sharing, states)
        self._membership = Membership(self._work, self._rooms, house.speaker, now)
        self._dispatcher = Dispatcher(
            self._work, house.speaker, now, self._settings.times.reminders, build_table(), self._mode
        )
        self.sync = Sync(
            wire=wire,
            crypto=crypto,
            gate=Gate(crypto, devices, self._counting, self._refused),
            devices=devices,
            sharing=sharing,
            states=states,
            open_work=self._work,
            handle=self._handle,
            on_members=self._members,
            on_unread=self._unread,
        )

    @property
    def _work(self) -> OpenWork:
        return self._house.database.work

    @property
    def _gather(self) -> timedelta:
        return timedelta(seconds=self._settings.times.gather_joins)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set."""
        async with self._work() as work:
            await ensure_rooms(work, self._house.speaker, now())
            device_since = await work.outbox.device_since(self._device_id, now())
            await work.commit()
        delivery = Delivery(self._work, self._rooms, self._house.speaker, now, self._mode, device_since)
        ticks = scheduler(
            [
                Tick("cards", OFTEN, self._post_cards),
                Tick("reminders", OFTEN, self._remind),
                Tick("digests", OFTEN, self._give_digests),
                Tick("audit head", OFTEN, self._post_audit_head),
                Tick("handed in", OFTEN, self._look_around),
                Tick("membership", RECONCILE, self._wake_membership),
                Tick("lost rooms", LOOK_FOR_LOST, self._look_for_lost),
            ]
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                loops = (
                    self.sync.run(),
                    self._keep_delivering(delivery),
                    self._keep_members(),
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

    async def _members(self, room_id: RoomId, changes: Changes, name: str) -> None:
        movement = Movement(name, room_id, changes.came, changes.removed)
        async with self._work() as work:
            if await members_moved(work, self._house.speaker, movement, now(), self._gather):
                await work.commit()
        self._lost_due = self._lost_due or self._rooms.user_id in changes.went
        self._rooms_due.add(room_id)
        self._membership_due.set()
        self._nudge.set()

    async def _unread(self, unread: Unread) -> None:
        async with self._work() as work:
            room = await work.rooms.by_id(unread.room_id)
            if room is not None and await work.events.first_time(unread.event_id, now()):
                await self._house.speaker.in_room(work, room, CouldNotRead(), now())
                await work.commit()
        self._nudge.set()

    # --- whose identity counts ---

    async def _sighted(self, sightings: Sequence[Sighting]) -> None:
        async with self._work() as work:
            await sighted(work, self._house.speaker, sightings, self._mode, now(), self._gather)
            await work.commit()
        self._nudge.set()

    async def _refused(self, devices: RefusedDevices) -> None:
        async with self._work() as work:
            await refused(work, self._house.speaker, devices, self._mode, now())
            await work.commit()
        self._nudge.set()

    async def _counting(self, user_id: UserId) -> str | None:
        async with self._work() as work:
            return await identity_of(work, user_id, self._mode)

    # --- what time brings ---

    # Each in a unit of work of its own: trouble with one never holds up the others.

    async def _post_cards(self) -> None:
        async with self._work() as work:
            await post_cards(work, self._house.speaker, now())
            await work.commit()

    async def _remind(self) -> None:
        async with self._work() as work:
            await remind(work, self._house.speaker, now())
            await work.commit()

    async def _give_digests(self) -> None:
        if self._wire.silence > SILENCE:
            return  # a digest that nobody can get would arrive days late, together with those of the days between
        at, days = self._settings.times.digest, self._settings.weekdays
        async with self._work() as work:
            await give_digests(work, self._house.speaker, now(), at, days, self._is_holiday)
            await work.commit()

    async def _post_audit_head(self) -> None:
        async with self._work() as work:
            await post_audit_head(work, self._house.speaker, now(), self._settings.times.digest)
            await work.commit()

    async def _look_around(self) -> None:
        """See what another process (`regiekamer intake`) has handed in, and let waiting messages try again."""
        async with self._work() as work:
            rooms_wished = await work.rooms.wished()
        if (rooms_wished or self._out_of_line) and time.monotonic() >= self._rooms_again:
            self._all_rooms_due = True
            self._membership_due.set()
        self._nudge.set()

    async def _wake_membership(self) -> None:
        async with self._work() as work:
            await ensure_rooms(work, self._house.speaker, now())
            new = await unknown(work)
            await work.commit()
        await self._devices.report(new)
        self._all_rooms_due = True
        self._membership_due.set()

    async def _look_for_lost(self) -> None:
        self._lost_due = True
        self._membership_due.set()

    # --- the loops ---

    async def _keep_members(self) -> None:
        await self.sync.ready.wait()
        self._membership_due.set()
        pause, longest = ROOMS_AGAIN
        while True:
            await self._membership_due.wait()
            self._membership_due.clear()
            if self._lost_due:
                await safe("lost rooms", self._find_lost, but=StorageDownError)()
            only = None if self._all_rooms_due else frozenset(self._rooms_due)
            self._all_rooms_due = False
            self._rooms_due.clear()
            await safe("membership", partial(self._reconcile, only), but=StorageDownError)()
            if self._out_of_line:
                self._rooms_again = time.monotonic() + pause
            pause = min(pause * 2, longest) if self._out_of_line else ROOMS_AGAIN[0]
            self._nudge.set()

    async def _find_lost(self) -> None:
        await self._membership.look_for_lost()
        self._lost_due = False

    async def _reconcile(self, only: frozenset[RoomId] | None) -> None:
        whole, before = only is None, self._out_of_line
        self._out_of_line = True  # unless it ends well
        in_line = await self._membership.reconcile(only)
        self._out_of_line = not in_line or (before and not whole)

    async def _keep_delivering(self, delivery: Delivery) -> None:
        await self.sync.ready.wait()
        deliver = safe("deliver", delivery.all, but=StorageDownError)
        while True:
            await self._nudge.wait()
            self._nudge.clear()
            await deliver()


def _holidays(settings: Settings) -> IsHoliday:
    if not settings.times.holidays:
        return lambda _: False
    dutch = holidays.country_holidays("NL", language="nl")
    return lambda day: dutch.get(day, WORKED).casefold() != WORKED


def open_bot(settings: Settings) -> AbstractAsyncContextManager[tuple[Wire, Crypto]]:
    """Open the bot's session on the homeserver. Raises `SettingsError`."""
    secrets_ = settings.secrets
    make_private_folder(settings.crypto_folder)
    return open_session(
        settings.matrix.homeserver,
        Account(settings.matrix.user, settings.device_id),
        settings.secret(secrets_.access_token, "geheimen.toegang_bestand").get_secret_value(),
        folder=str(settings.crypto_folder),
        pickle_key=settings.secret(secrets_.crypto_key, "geheimen.crypto_sleutel_bestand").get_secret_value(),
    )


def identity_file(settings: Settings) -> IdentityFile:
    """Give the place of the bot's identity. Raises `SettingsError`."""
    key = settings.secret(settings.secrets.crypto_key, "geheimen.crypto_sleutel_bestand").get_secret_value()
    return IdentityFile(settings.crypto_folder, key, settings.matrix.user)


async def confirm_identity(settings: Settings, wire: Wire, crypto: Crypto, stop: asyncio.Event) -> None:
    """See that the bot is still itself, waiting for a homeserver that is away. Raises `IdentityError`."""
    while not stop.is_set():
        try:
            await confirm(wire, crypto, identity_file(settings))
        except (HomeserverDownError, HomeserverBusyError) as away:
            pause = away.retry_after if isinstance(away, HomeserverBusyError) else AWAY
            log.warning("homeserver away: %s; trying again in %.0f s", away, pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
        else:
            return


async def run(settings: Settings) -> None:
    """Run the bot until it gets SIGINT or SIGTERM. Raises `SettingsError`, `StorageError`, `HomeserverError`."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with (
        only_one(settings) as lease,  # first: a second bot touches nothing, not even to upgrade the tables
        open_house(settings) as house,
        open_bot(settings) as (wire, crypto),
    ):
        await settle(settings.database_url, key_files(settings))
        await _as_long_as(lease, _serve(settings, house, wire, crypto, stop))


async def _serve(settings: Settings, house: House, wire: Wire, crypto: Crypto, stop: asyncio.Event) -> None:
    await confirm_identity(settings, wire, crypto, stop)
    await Bot(house, wire, crypto).run(stop)


async def _as_long_as(lease: Lease, doing: Coroutine[Any, Any, None]) -> None:
    """Do something to its end, unless the lease is lost. Raises `LeaseLostError`, and what `doing` raises."""
    try:
        async with asyncio.TaskGroup() as tasks:
            keeping = tasks.create_task(lease.keep())
            tasks.create_task(doing).add_done_callback(lambda _: keeping.cancel())
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None
