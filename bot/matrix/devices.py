"""What the homeserver shows of people's devices, asked for when it may have changed and not otherwise (rules 6, 7).

Syncs tell whose devices changed. Those people are asked about anew before anything is encrypted for them or believed
from them; a trust decision therefore costs no request per message. What is seen is reported to the use cases, which
remember it and raise the alarm.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.domain.people import UserId
from bot.domain.trust import Sighting
from bot.matrix.chain import Device, Json, Shown, read
from bot.matrix.crypto import Crypto
from bot.matrix.wire import CLIENT, Wire
from bot.ports import HomeserverDownError, HomeserverError

log = logging.getLogger(__name__)

OnSighted = Callable[[Sequence[Sighting]], Awaitable[None]]


class Devices:
    """Everybody's identity and devices as last shown."""

    def __init__(self, wire: Wire, crypto: Crypto, on_sighted: OnSighted) -> None:
        self._wire = wire
        self._crypto = crypto
        self._on_sighted = on_sighted
        self._shown: dict[UserId, Shown] = {}
        self._fresh: set[UserId] = set()  # asked for, and no change heard of since
        self._in_flight: set[UserId] = set()  # asked for, and not answered yet
        # One question at a time: a second room that needs the same devices waits for the same answer.
        self._asking = asyncio.Lock()

    def changed(self, users: Iterable[UserId]) -> None:
        """Ask for these people's devices again before they are used."""
        self._fresh.difference_update(users)

    async def refresh(self, users: Iterable[UserId]) -> None:
        """Ask for the devices of people of whom we have no fresh answer. Raises `HomeserverError`."""
        wanted = set(users)
        if self.are_fresh(wanted):
            return
        async with self._asking:
            await self._ask(sorted(wanted - self._fresh))

    def are_fresh(self, users: Iterable[UserId]) -> bool:
        """Whether these people's devices are known, and nothing has changed, as far as we heard, since we asked."""
        wanted = set(users)
        return wanted <= self._fresh and self._in_flight.isdisjoint(wanted)

    async def look(self, users: Iterable[UserId]) -> None:
        """Refresh without insisting: a homeserver that cannot answer now is asked again at the next need."""
        try:
            await self.refresh(users)
        except HomeserverError as error:
            log.warning("could not ask for devices: %s", error)

    async def report(self, users: Iterable[UserId]) -> None:
        """Report again what is shown of these people: they were nobody to us before, and are now."""
        shown = [self._shown[user] for user in users if user in self._shown]
        sightings = [each.sighting() for each in shown if each.master is not None]
        if sightings:
            await self._on_sighted(sightings)

    def shown_master(self, user_id: UserId) -> str | None:
        """Give the identity that is shown of somebody, whether or not it counts."""
        shown = self._shown.get(user_id)
        return None if shown is None else shown.master

    def signed(self, user_id: UserId) -> tuple[Device, ...]:
        """List the devices signed by the identity that is shown. Nothing is learnt of them: it may not count."""
        shown = self._shown.get(user_id)
        return () if shown is None else shown.signed

    def accepted(self, user_id: UserId, master: str | None) -> list[Device]:
        """List the devices that count under the identity that counts: signed by it, and with the keys they always had.

        A device keeps its keys for life; they are stored when its owner's own identity vouches, never before.
        """
        shown = self._shown.get(user_id)
        if shown is None or master is None or shown.master != master:
            return []
        return self._crypto.learn_devices(user_id, shown.signed)

    def refused(self, user_id: UserId, master: str | None) -> tuple[str, ...]:
        """List the ids of all other devices of this person."""
        shown = self._shown.get(user_id)
        if shown is None:
            return ()
        accepted = {device.device_id for device in self.accepted(user_id, master)}
        everything = (*shown.refused, *(device.device_id for device in shown.signed))
        return tuple(id_ for id_ in everything if id_ not in accepted)

    async def _ask(self, users: list[UserId]) -> None:
        if not users:
            return
        # Marked first: a change that is reported while we ask takes the mark away again.
        self._fresh.update(users)
        self._in_flight.update(users)
        try:
            answer = await self._wire.post(f"{CLIENT}/keys/query", {"device_keys": {user: [] for user in users}})
            await self._take_in(users, answer)
        except BaseException:
            self._fresh.difference_update(users)
            raise
        finally:
            self._in_flight.clear()

    async def _take_in(self, users: list[UserId], answer: Json) -> None:
        seen: dict[UserId, Shown] = {}
        for user in users:
            if _silent(answer, user):
                # That is no answer about this person: what was known stands, and is asked for again.
                raise HomeserverDownError("the homeserver could not say what devices somebody has")
            seen[user] = read(answer, user)
        new = [shown.sighting() for user, shown in seen.items() if shown != self._shown.get(user)]
        # Remembered first: what a sighting changes in the database must stand before its keys are used.
        if new:
            await self._on_sighted(new)
        self._shown.update(seen)


def _silent(answer: Json, user: UserId) -> bool:
    """Whether the homeserver says that it could not ask this person's own homeserver."""
    failures = answer.get("failures")
    return isinstance(failures, dict) and user.partition(":")[2] in failures
