"""All comparisons of pictures that run: events come in, answers go out, people are told (e2ee rule 22).

They come straight from a device, or in the direct chat of the person with us, and are answered the same way.

In memory only: after a restart a comparison is over, and who wants one begins anew. Events are set aside while a sync
is taken in and handled after it, so that none of this can hold up or lose anything else in the batch (rules 13, 15).

Spec: Client-Server API, "Key verification framework".
"""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import UserId
from bot.domain.rooms import RoomId
from bot.domain.verification import LASTS, Compared, How
from bot.matrix.chain import Device
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.heard import EPOCH, MILLISECOND, REQUEST, Heard, Row, from_device
from bot.matrix.sas import METHOD, Comparison
from bot.matrix.sas_parts import Json, Party, Step, ToSend
from bot.matrix.ways import InRoom, StateOf, ToDevices, Way
from bot.matrix.wire import Wire
from bot.ports import Clock, HomeserverError

log = logging.getLogger(__name__)

MOST_REQUESTS = 10
"""Requests of one person that are looked at within `LASTS`."""
AHEAD = timedelta(minutes=5)
"""How far ahead of ours a phone's clock may be (spec)."""

OnPictures = Callable[[UserId, tuple[int, ...]], Awaitable[bool]]
"""Told which pictures are to be compared with whom; tells whether we agree as soon as they do."""
OnCompared = Callable[[Compared], Awaitable[None]]
MayAsk = Callable[[UserId, RoomId], Awaitable[bool]]
"""Whether this is somebody we know, who asks from a device or in their own direct chat: nobody else gets an answer."""
_Decision = tuple[tuple[int, ...], bool]


@dataclass
class _Asked:
    """A request of ours that no device has taken up yet."""

    transaction: str
    devices: tuple[Device, ...]
    until: datetime
    way: Way


@dataclass(frozen=True)
class _Running:
    """A comparison, and how it is carried on: in a room, or to-device when there is no `room_id`."""

    comparison: Comparison
    way: Way
    room_id: RoomId = ""

    def is_meant(self, heard: Heard) -> bool:
        """Whether an event belongs to it; in a room another device of the person looks on."""
        device = self.comparison.them.device_id if self.room_id else ""
        same = (self.comparison.transaction, self.room_id, device)
        return (heard.transaction, heard.room_id, heard.device_id) == same


class Verifying:
    """Keeps at most one comparison per person."""

    def __init__(
        self,
        wire: Wire,
        crypto: Crypto,
        devices: Devices,
        state_of: StateOf,
        me: Party,
        clock: Clock,
        *,
        known: MayAsk,
        pictures: OnPictures,
        ended: OnCompared,
    ) -> None:
        self._wire = wire
        self._crypto = crypto
        self._state_of = state_of
        self._devices = devices
        self._me = me
        self._clock = clock
        self._known = known
        self._on_pictures = pictures
        self._on_ended = ended
        self._events = Row()
        self._wishes: deque[tuple[UserId, _Decision | None]] = deque()
        self._asked: dict[UserId, _Asked] = {}
        self._running: dict[UserId, _Running] = {}
        self._agreeing: set[UserId] = set()  # with whom we agree as soon as they do
        self._requests: dict[UserId, list[datetime]] = {}
        self._busy = asyncio.Lock()
        self.due = asyncio.Event()

    # --- what others say ---

    def heard(self, event: object) -> None:
        """Set a to-device event aside when it is about a comparison. Never raises."""
        self.heard_in_room(from_device(event))

    def heard_in_room(self, heard: Heard | None) -> None:
        """Set an event aside."""
        if heard is not None and heard.sender != self._me.user_id:
            self._events.put(heard)
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
            for user_id, running in list(self._running.items()):
                await self._send(user_id, running, running.comparison.tick(self._clock()))
            for user_id, asked in list(self._asked.items()):
                if self._clock() >= asked.until:
                    del self._asked[user_id]
                    await self._on_ended(Compared(user_id, How.TIMEOUT))
            while self._wishes:
                await self._wish(*self._wishes.popleft())
            while (heard := self._events.take()) is not None:
                await self._event(heard)

    # --- one at a time ---

    async def _wish(self, user_id: UserId, decision: _Decision | None) -> None:
        if decision is None:
            await self._ask(user_id)
            return
        (pictures, same), running = decision, self._running.get(user_id)
        if running is not None and running.comparison.pictures == pictures:  # not one that began meanwhile
            said = running.comparison
            events = said.agree() if same else said.cancel("m.mismatched_sas", How.MISMATCH)
            await self._send(user_id, running, events)

    async def _ask(self, user_id: UserId) -> None:
        await self._drop(user_id)
        signed = await self._signed(user_id)
        if not signed:
            await self._on_ended(Compared(user_id, How.NO_DEVICE))
            return
        transaction = secrets.token_urlsafe(16)
        way = ToDevices(self._wire, user_id, transaction)
        asked = _Asked(transaction, signed, self._clock() + LASTS, way)
        self._asked[user_id] = asked
        content = {
            **way.reference,
            "from_device": self._me.device_id,
            "methods": [METHOD],
            "timestamp": (self._clock() - EPOCH) // MILLISECOND,
        }
        await _put(way, "request", content, signed)

    async def _event(self, heard: Heard) -> None:
        sender = heard.sender
        if heard.type == REQUEST:
            await self._requested(heard)
            return
        asked = self._asked.get(sender)
        if asked is not None and asked.transaction == heard.transaction:
            if heard.type == "ready":
                await self._taken_up(sender, asked, heard.content)
            elif heard.type == "cancel":
                del self._asked[sender]
                await self._on_ended(Compared(sender, How.CANCELLED))
            return
        running = self._running.get(sender)
        if running is not None and running.is_meant(heard):
            await self._send(sender, running, running.comparison.receive(heard.type, heard.content))

    async def _requested(self, heard: Heard) -> None:
        now, sender, content = self._clock(), heard.sender, heard.content
        methods = content.get("methods")
        if heard.sent_at is None or not -AHEAD < now - heard.sent_at < LASTS:
            return
        if not isinstance(methods, list) or METHOD not in methods or not self._is_for_us(heard):
            return
        if not await self._known(sender, heard.room_id):
            return
        recent = [at for at in self._requests.get(sender, []) if now - at < LASTS]
        if len(recent) >= MOST_REQUESTS:
            return
        self._requests[sender] = [*recent, now]
        running = self._running.get(sender)
        if running is not None and running.comparison.transaction == heard.transaction:
            return  # told again
        signed = await self._signed(sender)
        device = next((d for d in signed if d.device_id == content.get("from_device")), None)
        if device is None:
            return  # a device its owner has not signed proves nothing
        await self._drop(sender)
        way: Way = ToDevices(self._wire, sender, heard.transaction)
        if heard.room_id:
            way = InRoom(self._wire, self._crypto, self._state_of, heard.room_id, heard.transaction, signed)
        begun = self._begin(sender, device, heard.transaction, way, heard.room_id, we_asked=False)
        if begun is not None:
            await self._send(sender, begun, begun.comparison.ready())

    def _is_for_us(self, heard: Heard) -> bool:
        """Whether a request in a chat is addressed to us and names the device that sent it."""
        if not heard.room_id:
            return True
        return heard.content.get("to") == self._me.user_id and heard.content.get("from_device") == heard.device_id

    async def _taken_up(self, sender: UserId, asked: _Asked, content: Json) -> None:
        device = next((d for d in asked.devices if d.device_id == content.get("from_device")), None)
        if device is None:
            return
        del self._asked[sender]
        others = [d for d in asked.devices if d.device_id != device.device_id]
        if others:
            await _put(asked.way, "cancel", _cancelled(asked.way, "m.accepted"), others)
        begun = self._begin(sender, device, asked.transaction, asked.way, we_asked=True)
        if begun is not None:
            await self._send(sender, begun, begun.comparison.receive("ready", content))

    def _begin(
        self, user_id: UserId, device: Device, transaction: str, way: Way, room_id: RoomId = "", *, we_asked: bool
    ) -> _Running | None:
        master = self._devices.shown_master(user_id)
        if master is None:
            return None
        them = Party(user_id, device.device_id, device.ed25519, master)
        comparison = Comparison(transaction, way.reference, self._me, them, we_asked=we_asked, now=self._clock())
        begun = self._running[user_id] = _Running(comparison, way, room_id)
        return begun

    async def _drop(self, user_id: UserId) -> None:
        """End what runs with somebody, to begin anew."""
        asked = self._asked.pop(user_id, None)
        if asked is not None:
            await _put(asked.way, "cancel", _cancelled(asked.way, "m.user"), asked.devices)
        running = self._running.get(user_id)
        if running is not None:
            await self._send(user_id, running, running.comparison.cancel("m.user", How.CANCELLED), tell=False)

    async def _signed(self, user_id: UserId) -> tuple[Device, ...]:
        await self._devices.look([user_id])
        return self._devices.signed(user_id)

    async def _send(self, user_id: UserId, running: _Running, events: Iterable[ToSend], *, tell: bool = True) -> None:
        """Send what a comparison has to say, then see how it stands."""
        comparison = running.comparison
        for event in events:
            if not await _put(running.way, event.type, event.content, [comparison.them]):
                comparison.cancel("m.user", How.CANCELLED)
        if self._running.get(user_id) is not running:
            return
        if comparison.step is Step.COMPARING and comparison.pictures and not comparison.told:
            comparison.told = True
            if await self._on_pictures(user_id, comparison.pictures):
                self._agreeing.add(user_id)
        if comparison.waits_for_us and user_id in self._agreeing:
            await self._send(user_id, running, comparison.agree(), tell=tell)
        elif comparison.step is Step.ENDED:
            del self._running[user_id]
            self._agreeing.discard(user_id)
            if tell:
                await self._on_ended(_outcome(user_id, comparison))


async def _put(way: Way, type_: str, content: Json, devices: Iterable[Device | Party]) -> bool:
    try:
        await way.send(type_, content, [device.device_id for device in devices])
    except HomeserverError as error:
        log.warning("a comparison ends, as its %s could not be sent: %s", type_, error)
        return False
    return True


def _cancelled(way: Way, code: str) -> Json:
    return {**way.reference, "code": code, "reason": code}


def _outcome(user_id: UserId, comparison: Comparison) -> Compared:
    how = comparison.how or How.CANCELLED
    if how is How.VERIFIED and not comparison.master_proved:
        return Compared(user_id, How.WRONG_KEY)  # the device only: that its owner's identity is this one was not said
    return Compared(user_id, how, comparison.them.master if how is How.VERIFIED else "")
