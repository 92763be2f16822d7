"""The ticks. APScheduler only says "now"; what is to be done stands in rows, so a missed tick loses nothing.

The machine's clock may be wrong and be set right (NTP, a virtual machine that slept). APScheduler waits for times of
day; `Every` keeps a step forward from being made up for second by second, `follow_clock` a step back from silencing
the ticks until the clock has been there again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.domain.failures import describe
from bot.ports import HomeserverError, StorageDownError

log = logging.getLogger(__name__)

LOOK_AT_CLOCK = 5.0
"""Seconds between looks whether the clock was set back."""


@dataclass(frozen=True)
class Tick:
    """Something to do every so many seconds; it never runs twice at the same time."""

    name: str
    seconds: float
    job: Callable[[], Awaitable[object]]


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler publishes no types
    """So many seconds from now. The interval trigger counts from the last time, one by one, through all it missed."""

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Give the next time (UTC)."""
        return now + self._interval


def safe(
    name: str, job: Callable[[], Awaitable[object]], *, but: type[Exception] | tuple[type[Exception], ...] = ()
) -> Callable[[], Awaitable[None]]:
    """Wrap a job so that its failure is logged, without content, and the next tick simply tries again.

    That the homeserver is away or busy is no fault of ours, and no error. What is named by `but` is raised all the
    same: who loops for ever may stop for it.
    """

    async def run() -> None:
        try:
            await job()
        except but:
            raise
        except StorageDownError as error:
            log.error("tick %s failed: %s: %s", name, type(error).__name__, error)  # noqa: TRY400 - as below
        except HomeserverError as away:
            log.warning("tick %s: %s; tried again", name, away)
        except Exception as error:  # noqa: BLE001 - a tick must survive everything; the next one tries again
            log.error("tick %s failed: %s", name, describe(error))  # noqa: TRY400 - a traceback would hold values

    return run


def _until_stopped(run: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Let a tick be cut off in silence: APScheduler would log it with a traceback, which would hold values."""

    async def tick() -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await run()

    return tick


def scheduler(ticks: Sequence[Tick]) -> AsyncIOScheduler:
    """Build the scheduler, not started yet. Ticks that were missed come once, together."""
    result = AsyncIOScheduler(timezone="UTC")
    for tick in ticks:
        result.add_job(
            _until_stopped(safe(tick.name, tick.job)),
            Every(tick.seconds),
            id=tick.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return result


def _now() -> datetime:
    return datetime.now(UTC)


async def follow_clock(
    ticks: AsyncIOScheduler, clock: Callable[[], datetime] = _now, seconds: float = LOOK_AT_CLOCK
) -> None:
    """Let every tick come now whenever the clock was set back, until cancelled."""
    while True:
        before = clock()
        await asyncio.sleep(seconds)
        if clock() - before < timedelta(seconds=seconds / 2):
            log.warning("the clock was set back; the ticks follow it")
            for job in ticks.get_jobs():
                job.modify(next_run_time=clock())
