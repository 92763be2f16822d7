"""The ticks. APScheduler only says "now"; what is to be done stands in rows, so a missed tick loses nothing."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.domain.failures import describe
from bot.ports import StorageDownError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """Something to do every so many seconds; it never runs twice at the same time."""

    name: str
    seconds: float
    job: Callable[[], Awaitable[object]]


def safe(
    name: str, job: Callable[[], Awaitable[object]], *, but: type[Exception] | tuple[type[Exception], ...] = ()
) -> Callable[[], Awaitable[None]]:
    """Wrap a job so that its failure is logged, without content, and the next tick simply tries again.

    What is named by `but` is raised all the same: who loops for ever may stop for it.
    """

    async def run() -> None:
        try:
            await job()
        except but:
            raise
        except StorageDownError as error:
            log.error("tick %s failed: %s: %s", name, type(error).__name__, error)  # noqa: TRY400 - as below
        except Exception as error:  # noqa: BLE001 - a tick must survive everything; the next one tries again
            log.error("tick %s failed: %s", name, describe(error))  # noqa: TRY400 - a traceback would hold values

    return run


def scheduler(ticks: Sequence[Tick]) -> AsyncIOScheduler:
    """Build the scheduler, not started yet. Ticks that were missed come once, together."""
    result = AsyncIOScheduler(timezone="UTC")
    for tick in ticks:
        result.add_job(
            safe(tick.name, tick.job),
            "interval",
            seconds=tick.seconds,
            id=tick.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    return result
