"""The in-memory fake: people, rooms, messages and what was done."""
# ruff: noqa: D102 - the port says what each method is for

import copy
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.people import Place, UserId
from bot.domain.reminders import Reminder
from bot.domain.rooms import Room, RoomId, RoomState
from bot.domain.trail import START, AuditEntry, Chained, TrailHead, follow
from bot.domain.trust import Pin
from bot.ports import ALWAYS, AlreadyThereError, Head, Outgoing, Ratchet, Refusal, SetAside
from bot.ports.values import AHEAD
from bot.storage.memory_state import State, StoredMessage


class MemoryRoomWishes:
    """Implements `bot.ports.RoomWishes`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def want(self, room: Room) -> None:
        if room.wish in self._state.rooms or await self.find(room.place, room.subject) is not None:
            raise AlreadyThereError("rooms is already there")
        if room.room_id is not None and await self.by_id(room.room_id) is not None:
            raise AlreadyThereError("rooms is already there")
        self._state.rooms[room.wish] = room

    async def find(self, place: Place, subject: str) -> Room | None:
        return next((r for r in self._state.rooms.values() if r.place is place and r.subject == subject), None)

    async def by_id(self, room_id: RoomId) -> Room | None:
        return next((r for r in self._state.rooms.values() if r.room_id == room_id), None)

    async def by_wish(self, wish: str) -> Room | None:
        return self._state.rooms.get(wish)

    async def all(self) -> tuple[Room, ...]:
        return tuple(self._state.rooms.values())

    async def wished(self) -> bool:
        return any(room.room_id is None for room in self._state.rooms.values())

    async def lost(self, wish: str) -> None:
        room = self._state.rooms[wish]
        if room.room_id is None:
            raise KeyError(wish)
        self._state.rooms[wish] = replace(room, gone=True)

    async def found(self, wish: str) -> None:
        self._state.rooms[wish] = replace(self._state.rooms[wish], gone=False)

    async def renew(self, wish: str) -> None:
        room = self._state.rooms[wish]
        if not room.gone:
            raise KeyError(wish)
        self._state.rooms[wish] = replace(room, room_id=None, gone=False)

    async def made(self, wish: str, room_id: RoomId) -> None:
        room = self._state.rooms[wish]
        other = await self.by_id(room_id)
        if other is not None and other.wish != wish:
            raise AlreadyThereError("the row is already there")
        self._state.rooms[wish] = replace(room, room_id=room_id)


class MemoryRoomStates:
    """Implements `bot.ports.RoomStates`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def all(self) -> dict[RoomId, RoomState]:
        return copy.deepcopy(self._state.room_states)

    async def save(self, states: Mapping[RoomId, RoomState | None]) -> None:
        for room_id, state in states.items():
            if state is None:
                self._state.room_states.pop(room_id, None)
            else:
                self._state.room_states[room_id] = copy.deepcopy(state)


class MemoryOutbox:
    """Implements `bot.ports.Outbox`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, outgoing: Outgoing) -> None:
        if outgoing.case is not None:
            self._state.stored(outgoing.case)
        if outgoing.id in self._state.outbox:
            raise AlreadyThereError("outbox is already there")
        if outgoing.wish not in self._state.rooms:
            raise KeyError(outgoing.wish)
        self._state.outbox[outgoing.id] = StoredMessage(outgoing)

    async def heads(self, now: datetime) -> tuple[Head, ...]:
        first: dict[str, StoredMessage] = {}
        for stored in self._state.outbox.values():
            if stored.sent_at is None and stored.aside is None and _may_go(stored.outgoing, now):
                first.setdefault(stored.outgoing.wish, stored)
        waiting = [(self._state.rooms[wish], stored) for wish, stored in first.items()]
        return tuple(
            Head(stored.outgoing.id, room, stored.outgoing.created_at, stored.outgoing.tries)
            for room, stored in waiting
            if room.room_id is not None and not room.gone and (stored.retry_at is None or stored.retry_at <= now)
        )

    async def read(self, id_: str) -> Outgoing:
        return self._unsent(id_).outgoing

    async def sent(self, id_: str, event_id: str, at: datetime) -> None:
        stored = self._state.outbox[id_]
        self._state.outbox[id_] = replace(stored, sent_at=at, event_id=event_id, retry_at=None, aside=None)

    async def failed(self, id_: str, retry_at: datetime) -> None:
        stored = self._unsent(id_)
        outgoing = replace(stored.outgoing, tries=stored.outgoing.tries + 1)
        self._state.outbox[id_] = replace(stored, outgoing=outgoing, retry_at=retry_at)

    async def set_aside(self, id_: str, at: datetime, why: str) -> None:
        self._state.outbox[id_] = replace(self._unsent(id_), aside=(at, why))

    async def aside(self) -> tuple[SetAside, ...]:
        return tuple(
            SetAside(s.outgoing.id, self._state.rooms[s.outgoing.wish], s.outgoing.created_at, *s.aside)
            for s in self._state.outbox.values()
            if s.aside is not None
        )

    async def take_back(self, id_: str) -> None:
        stored = self._unsent(id_)
        if stored.aside is None:
            raise KeyError(id_)
        del self._state.outbox[id_]  # the end of the line
        self._state.outbox[id_] = StoredMessage(replace(stored.outgoing, tries=0))

    async def unsent(self) -> int:
        return sum(stored.sent_at is None and stored.aside is None for stored in self._state.outbox.values())

    async def device_since(self, device_id: str, now: datetime) -> datetime:
        if self._state.device is None or self._state.device[0] != device_id:
            self._state.device = (device_id, ALWAYS if self._state.device is None else now.astimezone(UTC))
        return self._state.device[1]

    def _unsent(self, id_: str) -> StoredMessage:
        stored = self._state.outbox[id_]
        if stored.sent_at is not None:
            raise KeyError(id_)
        return stored


def _may_go(outgoing: Outgoing, now: datetime) -> bool:
    early = outgoing.created_at > now + AHEAD
    return outgoing.not_before is None or outgoing.not_before <= now or early


class MemoryEvents:
    """Implements `bot.ports.Events`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def first_time(self, event_id: str, at: datetime, ratchet: Ratchet | None = None) -> bool:
        del at  # kept in SQL so that old events can be forgotten one day
        if event_id in self._state.events or ratchet in self._state.ratchets:
            return False
        self._state.events.add(event_id)
        if ratchet is not None:
            self._state.ratchets.add(ratchet)
        return True

    async def token(self) -> str | None:
        return self._state.token

    async def keep_token(self, token: str) -> None:
        self._state.token = token


class MemoryAudit:
    """Implements `bot.ports.Audit`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, entry: AuditEntry) -> None:
        self._state.audit.append(follow(await self.head(), entry))

    async def latest(self, count: int) -> tuple[AuditEntry, ...]:
        return tuple(chained.entry for chained in reversed(self._state.audit) if chained.entry)[:count]

    async def head(self) -> TrailHead:
        return TrailHead(self._state.audit[-1].number, self._state.audit[-1].link) if self._state.audit else START

    async def page(self, after: int | None, count: int) -> tuple[Chained, ...]:
        return tuple(self._state.audit[after or 0 :])[:count]

    async def posted(self) -> date | None:
        return self._state.head_posted

    async def mark_posted(self, day: date) -> None:
        self._state.head_posted = day


class MemoryPins:
    """Implements `bot.ports.Pins`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def get(self, user_id: UserId) -> Pin | None:
        return self._state.pins.get(user_id)

    async def some(self, users: Collection[UserId]) -> dict[UserId, Pin]:
        return {user_id: pin for user_id, pin in self._state.pins.items() if user_id in users}

    async def all(self) -> tuple[Pin, ...]:
        return tuple(self._state.pins[user_id] for user_id in sorted(self._state.pins))

    async def save(self, pin: Pin) -> None:
        self._state.pins[pin.user_id] = pin

    async def refused(self, user_id: UserId, device_id: str, day: date) -> Refusal:
        before = self._state.refused.get((user_id, device_id))
        if before is None or before < day:
            self._state.refused[user_id, device_id] = day
            return Refusal.FIRST if before is None else Refusal.FIRST_TODAY
        return Refusal.TOLD_TODAY


class MemoryReminders:
    """Implements `bot.ports.Reminders`."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def add(self, reminder: Reminder) -> None:
        if (reminder.case, reminder.number) not in self._state.actions:
            raise KeyError(reminder.case)
        if reminder in self._state.reminders:
            raise AlreadyThereError("reminders is already there")
        self._state.reminders.add(reminder)

    async def due(self, now: datetime) -> tuple[Reminder, ...]:
        found = [reminder for reminder in self._state.reminders if reminder.moment <= now]
        return tuple(sorted(found, key=lambda r: (r.moment, r.case, r.number)))

    async def finished(self, reminder: Reminder) -> None:
        self._state.reminders.discard(reminder)
