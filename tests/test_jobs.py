"""The ticks go on when the machine's clock is set right, forward or back, and when one of them fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta, tzinfo

import pytest

from bot.jobs import Tick, follow_clock, scheduler

FAST = 0.02
LOOK = 0.1


class Clock(datetime):
    """The machine's clock, as APScheduler reads it; it can be set."""

    shift = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime is enough
        return datetime.now(tz) + cls.shift


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", Clock)
    monkeypatch.setattr(Clock, "shift", timedelta())
    return lambda shift: monkeypatch.setattr(Clock, "shift", shift)


class Counted:
    """A tick that counts; it can be made to fail."""

    def __init__(self) -> None:
        self.times = 0
        self.fails = False

    async def __call__(self) -> None:
        self.times += 1
        if self.fails:
            raise ValueError("Gijsbrecht")

    async def again(self, times: int = 3) -> None:
        """Wait until it has come so many times more."""
        wanted = self.times + times
        async with asyncio.timeout(10):
            while self.times < wanted:
                await asyncio.sleep(0.01)


@pytest.fixture
async def counted(set_clock: object) -> AsyncIterator[Counted]:
    del set_clock  # only that it is there first
    counted = Counted()
    ticks = scheduler([Tick("counted", FAST, counted)])
    ticks.start()
    following = asyncio.create_task(follow_clock(ticks, lambda: Clock.now(UTC), LOOK))
    await counted.again()
    yield counted
    following.cancel()
    ticks.shutdown(wait=False)
    await asyncio.gather(following, return_exceptions=True)


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=2), timedelta(days=400)])
async def test_a_clock_that_is_set_back_silences_no_tick(
    counted: Counted, set_clock: Callable[[timedelta], None], back: timedelta
) -> None:
    set_clock(-back)
    await counted.again(10)


@pytest.mark.parametrize("forward", [timedelta(hours=1), timedelta(days=2), timedelta(days=365 * 50)])
async def test_a_clock_that_is_set_forward_makes_up_for_missed_ticks_once(
    counted: Counted, set_clock: Callable[[timedelta], None], forward: timedelta
) -> None:
    """Counted one by one, fifty years of seconds would take all memory there is."""
    before, began = counted.times, time.monotonic()
    set_clock(forward)
    await counted.again(10)
    took = time.monotonic() - began
    assert counted.times - before <= took / FAST + 2
    assert took < 5


async def test_a_tick_that_fails_comes_again_and_tells_no_content(
    counted: Counted, caplog: pytest.LogCaptureFixture
) -> None:
    counted.fails = True
    await counted.again()
    assert "tick counted failed: ValueError" in caplog.text
    assert "Gijsbrecht" not in caplog.text


async def test_a_tick_that_is_cut_off_by_stopping_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    """APScheduler would log it with a traceback, and a traceback may hold anything."""
    begun, cut_off = asyncio.Event(), asyncio.Event()

    async def job() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        finally:
            cut_off.set()

    ticks = scheduler([Tick("long", 0.01, job)])
    ticks.start()
    async with asyncio.timeout(5):
        await begun.wait()
        ticks.shutdown(wait=False)
        await cut_off.wait()
        await asyncio.sleep(0)
    assert "ERROR" not in {record.levelname for record in caplog.records}
