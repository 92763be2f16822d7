"""`regiekamer run`: be the only one, be still oneself, then serve until told to stop."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Coroutine
from typing import Any

from bot.matrix.crypto import Crypto
from bot.matrix.identity import confirm
from bot.matrix.wire import Wire
from bot.ports import HomeserverBusyError, HomeserverDownError
from bot.settings import Settings
from bot.storage.lease import Lease
from bot.storage.rotation import settle
from bot.wiring.bot import Bot
from bot.wiring.house import House, key_files, only_one, open_house
from bot.wiring.session import identity_file, open_bot

log = logging.getLogger(__name__)

AWAY = 2.0
"""Seconds between tries at start while the homeserver is away."""


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
