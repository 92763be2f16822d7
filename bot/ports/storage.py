"""What storage does for the use cases, about rooms, messages and what was done; and the unit of work itself.

A method that changes something unknown, or hangs something from it, raises `KeyError`. Every datetime is aware; storage
gives back what it got, in UTC.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from bot.domain.people import Place, UserId
from bot.domain.reminders import Reminder
from bot.domain.rooms import Room, RoomId, RoomState
from bot.domain.trail import AuditEntry, Chained, TrailHead
from bot.domain.trust import Pin
from bot.ports.agendas import AgendaNotes, Agendas
from bot.ports.attendance import Attendance
from bot.ports.cases import Actions, Cases, FollowUps, Overview
from bot.ports.clock import Clocks
from bot.ports.contributions import Contributions
from bot.ports.grounds import Grounds
from bot.ports.meetings import Decisions, Meetings
from bot.ports.notes import Notes
from bot.ports.outcome import Corrections, Holds, Reviews
from bot.ports.people import Absences, Duties, People, Questions, Standings
from bot.ports.regie import Authority, Requests
from bot.ports.reminders import Habits, Nudges
from bot.ports.steps import ActionSteps, Changes
from bot.ports.values import Head, Outgoing, Ratchet, Refusal, SetAside


class StorageDownError(Exception):
    """Storage as a whole does not work: full, locked, damaged, away. Whoever meets this stops.

    What was under way is not kept and comes again; answering it, or going on without, would lose it. The message
    holds no content.
    """


class RoomWishes(Protocol):
    """The rooms the bot wants."""

    async def want(self, room: Room) -> None:
        """Store a wish; a room for the same place and subject must not exist yet."""
        ...

    async def find(self, place: Place, subject: str) -> Room | None:
        """Give the room of a subject, made or not."""
        ...

    async def by_id(self, room_id: RoomId) -> Room | None:
        """Give the room the homeserver calls by this id."""
        ...

    async def by_wish(self, wish: str) -> Room | None:
        """Give the room of a wish."""
        ...

    async def all(self) -> tuple[Room, ...]:
        """Give every room, oldest wish first."""
        ...

    async def wished(self) -> bool:
        """Whether a room is still to be made."""
        ...

    async def made(self, wish: str, room_id: RoomId) -> None:
        """Record that the room exists now."""
        ...

    async def lost(self, wish: str) -> None:
        """Record that the homeserver has the room no longer; what is promised there waits."""
        ...

    async def found(self, wish: str) -> None:
        """Record that a lost room is there after all."""
        ...

    async def renew(self, wish: str) -> None:
        """Wish for a lost room again: it is made anew, and what was promised there is said in the new one."""
        ...


class RoomStates(Protocol):
    """What the homeserver last said about rooms, as of the stored sync token."""

    async def all(self) -> dict[RoomId, RoomState]:
        """Give every room."""
        ...

    async def save(self, states: Mapping[RoomId, RoomState | None]) -> None:
        """Store these rooms as they are now; None forgets one."""
        ...


class Outbox(Protocol):
    """What the bot has promised to say, in order per room."""

    async def add(self, outgoing: Outgoing) -> None:
        """Promise a message."""
        ...

    async def heads(self, now: datetime) -> tuple[Head, ...]:
        """Give the oldest unsent message of each room that exists, unless that one must wait for its next try.

        What may not be said yet (`not_before`) holds nothing up: the room's other messages go before it.
        """
        ...

    async def read(self, id_: str) -> Outgoing:
        """Give an unsent message. Raises `DamagedError` when what was stored cannot be read back."""
        ...

    async def sent(self, id_: str, event_id: str, at: datetime) -> None:
        """Record that the homeserver has it; the body is no longer kept."""
        ...

    async def failed(self, id_: str, retry_at: datetime) -> None:
        """Count a failed try and wait until `retry_at`."""
        ...

    async def set_aside(self, id_: str, at: datetime, why: str) -> None:
        """Let the room's later messages go before this one; `why` is a code, never content. The body is kept."""
        ...

    async def aside(self) -> tuple[SetAside, ...]:
        """List what was set aside, oldest first."""
        ...

    async def take_back(self, id_: str) -> None:
        """Put what was set aside at the end of its room's line again, as if it had never been tried."""
        ...

    async def unsent(self) -> int:
        """Count what is still to be sent; what was set aside is not."""
        ...

    async def device_since(self, device_id: str, now: datetime) -> datetime:
        """Tell since when this is the bot's device: from now on, or `ALWAYS` when there was no other before."""
        ...


class Events(Protocol):
    """What the bot has already handled."""

    async def first_time(self, event_id: str, at: datetime, ratchet: Ratchet | None = None) -> bool:
        """Mark the event handled; False when it was already, or when it repeats one under another id (rule 10)."""
        ...

    async def token(self) -> str | None:
        """Give the sync token of the last batch that was handled to its end."""
        ...

    async def keep_token(self, token: str) -> None:
        """Store the sync token."""
        ...


class Audit(Protocol):
    """Append-only trail, each entry chained to the one before it."""

    async def add(self, entry: AuditEntry) -> None:
        """Append an entry. Raises `ValueError` for a time without a zone."""
        ...

    async def head(self) -> TrailHead:
        """Tell how far the trail goes."""
        ...

    async def page(self, after: int | None, count: int) -> tuple[Chained, ...]:
        """Give up to `count` entries behind number `after` (None: from the lowest), by number, as they stand there."""
        ...

    async def posted(self) -> date | None:
        """Give the (Dutch) day whose head was posted last, or None."""
        ...

    async def mark_posted(self, day: date) -> None:
        """Note that the head of this day was posted."""
        ...

    async def latest(self, count: int) -> tuple[AuditEntry, ...]:
        """Give the last `count` entries, newest first."""
        ...


class Pins(Protocol):
    """Whose identity we remember, authenticated: what was tampered with counts as blocked (e2ee rule 7)."""

    async def get(self, user_id: UserId) -> Pin | None:
        """Give what is remembered of this person, or None."""
        ...

    async def some(self, users: Collection[UserId]) -> dict[UserId, Pin]:
        """Give what is remembered of these people; who is not known is not in it."""
        ...

    async def all(self) -> tuple[Pin, ...]:
        """Give everybody's, by Matrix id."""
        ...

    async def save(self, pin: Pin) -> None:
        """Remember this instead of what was remembered."""
        ...

    async def refused(self, user_id: UserId, device_id: str, day: date) -> Refusal:
        """Note that a device was refused on this (Dutch) day; tell whether that was noted before."""
        ...


class Reminders(Protocol):
    """Reminders are rows with a due moment."""

    async def add(self, reminder: Reminder) -> None:
        """Promise a reminder."""
        ...

    async def due(self, now: datetime) -> tuple[Reminder, ...]:
        """Give the promised reminders whose moment has come."""
        ...

    async def finished(self, reminder: Reminder) -> None:
        """Remove a reminder that was given, or whose action is done."""
        ...


class Work(Protocol):
    """A unit of work: everything in it commits together or not at all."""

    people: People
    standings: Standings
    duties: Duties
    absences: Absences
    questions: Questions
    cases: Cases
    actions: Actions
    overview: Overview
    decisions: Decisions
    meetings: Meetings
    rooms: RoomWishes
    room_states: RoomStates
    outbox: Outbox
    events: Events
    audit: Audit
    pins: Pins
    reminders: Reminders
    clocks: Clocks
    notes: Notes
    follow_ups: FollowUps
    grounds: Grounds
    agendas: Agendas
    agenda_notes: AgendaNotes
    contributions: Contributions
    holds: Holds
    reviews: Reviews
    action_steps: ActionSteps
    changes: Changes
    habits: Habits
    nudges: Nudges
    attendance: Attendance
    corrections: Corrections
    regie: Requests
    authority: Authority

    async def commit(self) -> None:
        """Make it so. Leaving the unit without this undoes everything."""
        ...

    async def version(self) -> str:
        """Tell which version of the rows this is: another one after every committed change, whoever made it.

        Not counted: messages and events, the audit trail, bookmarks, and what homeserver and devices are like. What
        this unit of work changed itself is told after it was committed. Empty before the first change.
        """
        ...

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """Open a part that is undone on its own when an exception leaves it."""
        ...


OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
"""Opens a new unit of work."""
