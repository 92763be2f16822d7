"""Whose identity counts: what the homeserver shows of people's keys, and what comparisons of pictures prove."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from bot.domain.people import UserId
from bot.domain.trust import Sighting, TrustMode
from bot.domain.verification import Compared
from bot.matrix.recipients import RefusedDevices
from bot.ports import Clock, OpenWork
from bot.usecases.speak import Speaker
from bot.usecases.trust import identity_of, refused, sighted
from bot.usecases.verifying import Verification


class Identities:
    """What `bot.matrix` tells and asks of identities, each in a unit of work of its own.

    `gather` is how long arrivals in a room are waited for before the card; `nudge` is set when there is something to
    send.
    """

    def __init__(
        self,
        open_work: OpenWork,
        speaker: Speaker,
        clock: Clock,
        mode: TrustMode,
        gather: timedelta,
        nudge: asyncio.Event,
    ) -> None:
        self._work = open_work
        self._speaker = speaker
        self._now = clock
        self._mode = mode
        self._gather = gather
        self._nudge = nudge
        self.verification = Verification(open_work, speaker, clock, mode)

    async def sighted(self, sightings: Sequence[Sighting]) -> None:
        """Take in what identities people were seen to have."""
        async with self._work() as work:
            await sighted(work, self._speaker, sightings, self._mode, self._now(), self._gather)
            await work.commit()
        self._nudge.set()

    async def refused(self, devices: RefusedDevices) -> None:
        """Tell of devices that get no keys."""
        async with self._work() as work:
            await refused(work, self._speaker, devices, self._mode, self._now())
            await work.commit()
        self._nudge.set()

    async def counting(self, user_id: UserId) -> str | None:
        """Give the identity of this person that counts, if any."""
        async with self._work() as work:
            return await identity_of(work, user_id, self._mode)

    async def pictures(self, user_id: UserId, numbers: tuple[int, ...]) -> bool:
        """Show the pictures of a comparison to who compares; tell whether they are agreed to."""
        agrees = await self.verification.pictures(user_id, numbers)
        self._nudge.set()
        return agrees

    async def compared(self, compared: Compared) -> None:
        """Take in how a comparison ended."""
        await self.verification.ended(compared)
        self._nudge.set()
