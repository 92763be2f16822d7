"""Units of work take turns within the process: first come, first served, instead of polling for SQLite's lock."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A lock that notices when a task waits for itself."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._holder: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn. Raises `RuntimeError` when this task has it already."""
        me = asyncio.current_task()
        if me is not None and self._holder is me:
            raise RuntimeError("a unit of work inside a unit of work would wait for itself for ever")
        async with self._lock:
            self._holder = me
            try:
                yield
            finally:
                self._holder = None
