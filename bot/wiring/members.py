"""When rooms are brought in line: at start, when something happened, on a timer, and again when it did not work."""

import asyncio
import time
from functools import partial

from bot.domain.rooms import RoomId
from bot.jobs import safe
from bot.ports import StorageDownError
from bot.usecases.membership import Membership

AGAIN = (1.0, 8.0)
"""Seconds until rooms that could not be brought in line are tried again: at first, and at most."""


class Members:
    """The loop around `Membership`. Whoever knows that something is due says so; the loop does it."""

    def __init__(self, membership: Membership) -> None:
        self._membership = membership
        self._due = asyncio.Event()
        self._due.set()  # at start: much may have happened meanwhile
        self._rooms: set[RoomId] = set()  # to be brought in line, besides or instead of all
        self._all = True
        self._lost = True
        self._out_of_line = False  # some room could not be brought in line; tried again from this moment on:
        self._again = 0.0

    def happened_in(self, room_id: RoomId) -> None:
        """Look at this room."""
        self._rooms.add(room_id)
        self._due.set()

    def look_at_all(self) -> None:
        """Look at every room."""
        self._all = True
        self._due.set()

    def look_for_lost(self) -> None:
        """See whether all our rooms are still there."""
        self._lost = True
        self._due.set()

    def look_again(self, *, wished: bool) -> None:
        """Look at every room when one is still to be made or could not be brought in line, after a pause."""
        if (wished or self._out_of_line) and time.monotonic() >= self._again:
            self.look_at_all()

    async def keep(self, nudge: asyncio.Event) -> None:
        """Do what is due until cancelled; `nudge` is set after each time. Raises `StorageDownError`."""
        pause, longest = AGAIN
        while True:
            await self._due.wait()
            self._due.clear()
            if self._lost:
                await safe("lost rooms", self._find_lost, but=StorageDownError)()
            only = None if self._all else frozenset(self._rooms)
            self._all = False
            self._rooms.clear()
            await safe("membership", partial(self._reconcile, only), but=StorageDownError)()
            if self._out_of_line:
                self._again = time.monotonic() + pause
            pause = min(pause * 2, longest) if self._out_of_line else AGAIN[0]
            nudge.set()

    async def _find_lost(self) -> None:
        await self._membership.look_for_lost()
        self._lost = False

    async def _reconcile(self, only: frozenset[RoomId] | None) -> None:
        whole, before = only is None, self._out_of_line
        self._out_of_line = True  # unless it ends well
        in_line = await self._membership.reconcile(only)
        self._out_of_line = not in_line or (before and not whole)
