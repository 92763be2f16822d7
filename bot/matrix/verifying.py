"""All comparisons of pictures that run: to-device events come in, answers go out, people are told (e2ee rule 22).

In memory only: after a restart a comparison is over, and who wants one begins anew. Events are set aside while a sync
is taken in and handled after it, so that none of this can hold up or lose anything else in the batch (rules 13, 15).

Spec: Client-Server API, "Key verification framework", to-device.
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import UserId
from bot.domain.verification import LASTS, Compared, How
from bot.matrix.chain import Device
from bot.matrix.devices import Devices
from bot.matrix.sas import METHOD, PREFIX, Comparison, Json, Party, Step, ToSend
from bot.matrix.wire import CLIENT, Wire, as_dict
from bot.ports import Clock, HomeserverError

log = logging.getLogger(__name__)

MOST_WAITING = 500
"""Events that wait to be looked at; more than that is a flood, and the oldest go."""
MOST_REQUESTS = 10
"""Requests of one person that are looked at within `LASTS`."""
LONGEST_NAME = 255
AHEAD = timedelta(minutes=5)
"""How far ahead of ours a phone's clock may be (spec)."""
MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")

OnPictures = Callable[[UserId, tuple[int, ...]], Awaitable[bool]]
"""Told which pictures are to be compared with whom; tells whether we agree as soon as they do."""
OnCompared = Callable[[Compared], Awaitable[None]]
MayAsk = Callable[[UserId], Awaitable[bool]]
"""Whether this is somebody we know: nobody else gets an answer."""


_Decision = tuple[tuple[int, ...], bool]


@dataclass
class _Asked:
    """A request of ours that no device has taken up yet."""

    transaction: str
    devices: tuple[Device, ...]
    until: datetime


class Verifying:
    """Keeps at most one comparison per person."""

    def __init__(
        self,
        wire: Wire,
        devices: Devices,
        me: Party,
        clock: Clock,
        *,
        known: MayAsk,
        pictures: OnPictures,
        ended: OnCompared,
    ) -> None:
        self._wire = wire
        self._devices = devices
        self._me = me
        self._clock = clock
        self._known = known
        self._on_pictures = pictures
        self._on_ended = ended
        self._events: deque[tuple[UserId, str, Json]] = deque(maxlen=MOST_WAITING)
        self._wishes: deque[tuple[UserId, _Decision | None]] = deque()
        self._asked: dict[UserId, _Asked] = {}
        self._running: dict[UserId, Comparison] = {}
        self._agreeing: set[UserId] = set()  # with whom we agree as soon as they do
        self._requests: dict[UserId, list[datetime]] = {}
        self._busy = asyncio.Lock()
        self.due = asyncio.Event()

    # --- what others say ---

    def heard(self, event: object) -> None:
        """Set a to-device event aside when it is about a comparison. Never raises."""
        content, type_ = as_dict(as_dict(event).get("content")), as_dict(event).get("type")
        sender = as_dict(event).get("sender")
        if (
            isinstance(type_, str)
            and type_.startswith(PREFIX)
            and isinstance(sender, str)
            and sender != self._me.user_id
        ):
            self._events.append((sender, type_.removeprefix(PREFIX), content))
            self.due.set()

    def ask(self, user_id: UserId) -> None:
        """Ask somebody's devices to compare; an earlier comparison with them ends."""
        self._wishes.append((user_id, None))
        self.due.set()

    def decide(self, user_id: UserId, pictures: tuple[int, ...], *, same: bool) -> None:
        """Say whether these pictures are the same; about others nothing was said."""
        self._wishes.append((user_id, (pictures, same)))
        self.due.set()

    async def work(self) -> None:
        """Do what is due. Trouble with one comparison ends that one only."""
        async with self._busy:
            self.due.clear()
            for user_id, comparison in list(self._running.items()):
                await self._send(user_id, comparison, comparison.tick(self._clock()))
            for user_id, asked in list(self._asked.items()):
                if self._clock() >= asked.until:
                    del self._asked[user_id]
                    await self._on_ended(Compared(user_id, How.TIMEOUT))
            while self._wishes:
                await self._wish(*self._wishes.popleft())
            while self._events:
                sender, type_, content = self._events.popleft()
                await self._event(sender, type_, content)

    # --- one at a time ---

    async def _wish(self, user_id: UserId, decision: _Decision | None) -> None:
        if decision is None:
            await self._ask(user_id)
            return
        (pictures, same), comparison = decision, self._running.get(user_id)
        if comparison is not None and comparison.pictures == pictures:  # not one that began meanwhile
            events = comparison.agree() if same else comparison.cancel("m.mismatched_sas", How.MISMATCH)
            await self._send(user_id, comparison, events)

    async def _ask(self, user_id: UserId) -> None:
        await self._drop(user_id)
        signed = await self._signed(user_id)
        if not signed:
            await self._on_ended(Compared(user_id, How.NO_DEVICE))
            return
        asked = _Asked(secrets.token_urlsafe(16), signed, self._clock() + LASTS)
        self._asked[user_id] = asked
        content = {
            "from_device": self._me.device_id,
            "methods": [METHOD],
            "timestamp": (self._clock() - EPOCH) // MILLISECOND,
        }
        await self._to_devices(user_id, asked.devices, asked.transaction, "request", content)

    async def _event(self, sender: UserId, type_: str, content: Json) -> None:
        transaction = content.get("transaction_id")
        if not isinstance(transaction, str) or not 0 < len(transaction) <= LONGEST_NAME:
            return
        if type_ == "request":
            await self._requested(sender, transaction, content)
            return
        asked = self._asked.get(sender)
        if asked is not None and asked.transaction == transaction:
            if type_ == "ready":
                await self._taken_up(sender, asked, content)
            elif type_ == "cancel":
                del self._asked[sender]
                await self._on_ended(Compared(sender, How.CANCELLED))
            return
        comparison = self._running.get(sender)
        if comparison is not None and comparison.transaction == transaction:
            await self._send(sender, comparison, comparison.receive(type_, content))

    async def _requested(self, sender: UserId, transaction: str, content: Json) -> None:
        now, sent = self._clock(), content.get("timestamp")
        methods = content.get("methods")
        if not isinstance(sent, int) or isinstance(sent, bool) or _ago(sent, now) >= LASTS:
            return
        if not isinstance(methods, list) or METHOD not in methods or not await self._known(sender):
            return
        recent = [at for at in self._requests.get(sender, []) if now - at < LASTS]
        if len(recent) >= MOST_REQUESTS:
            return
        self._requests[sender] = [*recent, now]
        running = self._running.get(sender)
        if running is not None and running.transaction == transaction:
            return  # told again
        device = next((d for d in await self._signed(sender) if d.device_id == content.get("from_device")), None)
        if device is None:
            return  # a device its owner has not signed proves nothing
        await self._drop(sender)
        comparison = self._begin(sender, device, transaction, we_asked=False)
        if comparison is not None:
            await self._send(sender, comparison, comparison.ready())

    async def _taken_up(self, sender: UserId, asked: _Asked, content: Json) -> None:
        device = next((d for d in asked.devices if d.device_id == content.get("from_device")), None)
        if device is None:
            return
        del self._asked[sender]
        others = [d for d in asked.devices if d.device_id != device.device_id]
        if others:
            cancelled = {"code": "m.accepted", "reason": "m.accepted"}
            await self._to_devices(sender, others, asked.transaction, "cancel", cancelled)
        comparison = self._begin(sender, device, asked.transaction, we_asked=True)
        if comparison is not None:
            await self._send(sender, comparison, comparison.receive("ready", content))

    def _begin(self, user_id: UserId, device: Device, transaction: str, *, we_asked: bool) -> Comparison | None:
        master = self._devices.shown_master(user_id)
        if master is None:
            return None
        them = Party(user_id, device.device_id, device.ed25519, master)
        comparison = Comparison(transaction, self._me, them, we_asked=we_asked, now=self._clock())
        self._running[user_id] = comparison
        return comparison

    async def _drop(self, user_id: UserId) -> None:
        """End what runs with somebody, to begin anew."""
        asked = self._asked.pop(user_id, None)
        if asked is not None:
            cancelled = {"code": "m.user", "reason": "m.user"}
            await self._to_devices(user_id, asked.devices, asked.transaction, "cancel", cancelled)
        comparison = self._running.get(user_id)
        if comparison is not None:
            await self._send(user_id, comparison, comparison.cancel("m.user", How.CANCELLED), tell=False)

    async def _signed(self, user_id: UserId) -> tuple[Device, ...]:
        await self._devices.look([user_id])
        return self._devices.signed(user_id)

    async def _send(
        self, user_id: UserId, comparison: Comparison, events: Iterable[ToSend], *, tell: bool = True
    ) -> None:
        """Send what a comparison has to say, then see how it stands."""
        for event in events:
            device = comparison.them.device_id
            if not await self._put(user_id, {device: event.content}, event.type):
                comparison.cancel("m.user", How.CANCELLED)
        if self._running.get(user_id) is not comparison:
            return
        if comparison.step is Step.COMPARING and comparison.pictures and not comparison.told:
            comparison.told = True
            if await self._on_pictures(user_id, comparison.pictures):
                self._agreeing.add(user_id)
        if comparison.waits_for_us and user_id in self._agreeing:
            await self._send(user_id, comparison, comparison.agree(), tell=tell)
        elif comparison.step is Step.ENDED:
            del self._running[user_id]
            self._agreeing.discard(user_id)
            if tell:
                await self._on_ended(_outcome(user_id, comparison))

    async def _to_devices(
        self, user_id: UserId, devices: Iterable[Device], transaction: str, type_: str, content: Json
    ) -> None:
        whole = {"transaction_id": transaction, **content}
        await self._put(user_id, {device.device_id: whole for device in devices}, type_)

    async def _put(self, user_id: UserId, per_device: dict[str, Json], type_: str) -> bool:
        where = f"{CLIENT}/sendToDevice/{PREFIX}{type_}/{secrets.token_urlsafe(12)}"
        try:
            await self._wire.put(where, {"messages": {user_id: per_device}})
        except HomeserverError as error:
            log.warning("a comparison ends, as its %s could not be sent: %s", type_, error)
            return False
        return True


def _ago(milliseconds: int, now: datetime) -> timedelta:
    """Tell how long ago a phone says it was. A time ahead of ours by more than a little counts as long ago."""
    try:
        ago = now - (EPOCH + milliseconds * MILLISECOND)
    except OverflowError:
        return LASTS
    return ago if ago > -AHEAD else LASTS


def _outcome(user_id: UserId, comparison: Comparison) -> Compared:
    how = comparison.how or How.CANCELLED
    if how is How.VERIFIED and not comparison.master_proved:
        return Compared(user_id, How.WRONG_KEY)  # the device only: that its owner's identity is this one was not said
    return Compared(user_id, how, comparison.them.master if how is How.VERIFIED else "")
