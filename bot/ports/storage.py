"""What storage does for the use cases: repositories within a unit of work.

A method that changes something unknown, or hangs something from it, raises `KeyError`. Every datetime is aware; storage
gives back what it got, in UTC.
"""

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime
from typing import Protocol

from bot.domain.case import Action, Case, CaseCode, Consent, Decision, Intake, Member
from bot.domain.meeting import Meeting
from bot.domain.people import Directory, Place, UserId
from bot.domain.reminders import OpenAction, Reminder
from bot.domain.rooms import Room, RoomId, RoomState
from bot.domain.trust import Pin
from bot.ports.values import AuditEntry, Fingerprints, Head, Outgoing, Ratchet, Refusal, SetAside


class People(Protocol):
    """The directory."""

    async def directory(self) -> Directory:
        """Give everybody."""
        ...

    async def replace(self, directory: Directory) -> None:
        """Put this directory in place of the old one; a known person's language stays."""
        ...

    async def set_language(self, user_id: UserId, language: str) -> None:
        """Remember the language a person reads (`nl` or `en`)."""
        ...


class Cases(Protocol):
    """Cases, each behind its own data key."""

    async def add(self, case: Case, intake: Intake, fingerprints: Fingerprints, roster: tuple[Member, ...]) -> None:
        """Store a new case with the consents of its intake, and make its data key."""
        ...

    async def get(self, code: CaseCode) -> Case | None:
        """Give the case, or None."""
        ...

    async def known(self, identity: str) -> tuple[CaseCode, str] | None:
        """Find the case made from this intake: its code and the fingerprint of the content then."""
        ...

    async def open_in(self, region: str) -> tuple[Case, ...]:
        """Give the region's open cases, oldest report first."""
        ...

    async def intake(self, code: CaseCode) -> Intake:
        """Give the unsealed intake. Raises `KeyError` for an unknown case."""
        ...

    async def consents(self, code: CaseCode) -> tuple[Consent, ...]:
        """Give the consents as they are now."""
        ...

    async def roster(self, code: CaseCode) -> tuple[Member, ...]:
        """Give the people who may be in the case room."""
        ...

    async def rosters(self) -> Mapping[CaseCode, tuple[Member, ...]]:
        """Give the roster of every case that has one, at once."""
        ...

    async def set_coordinator(self, code: CaseCode, user_id: UserId) -> None:
        """Record the regiehouder."""
        ...

    async def want_card(self, code: CaseCode, moment: datetime) -> None:
        """Promise the card at this moment; an earlier promise stands."""
        ...

    async def cards_due(self, now: datetime, beyond: datetime | None = None) -> tuple[CaseCode, ...]:
        """List the cases whose promised card is due, and those promised for later than `beyond`."""
        ...

    async def card_posted(self, code: CaseCode) -> None:
        """Withdraw the promise: the card is in the outbox."""
        ...


class Actions(Protocol):
    """Actions within one case."""

    async def next_number(self, case: CaseCode) -> int:
        """Give the number after the highest ever used in this case."""
        ...

    async def add(self, case: CaseCode, action: Action) -> None:
        """Store a new action."""
        ...

    async def get(self, case: CaseCode, number: int) -> Action | None:
        """Give one action, or None."""
        ...

    async def of(self, case: CaseCode) -> tuple[Action, ...]:
        """Give all actions of a case by number."""
        ...

    async def done(self, case: CaseCode, number: int, by: UserId, at: datetime) -> None:
        """Record that the action was done."""
        ...


class Overview(Protocol):
    """The only look across cases: codes, dates and counts, nothing that was typed."""

    async def open_actions(self) -> tuple[OpenAction, ...]:
        """List the open actions of all open cases."""
        ...


class Decisions(Protocol):
    """Outcomes of the MDT within one case; the latest of an area counts."""

    async def add(self, case: CaseCode, meeting: str, decision: Decision) -> None:
        """Store an outcome."""
        ...

    async def of(self, case: CaseCode) -> tuple[Decision, ...]:
        """Give the standing outcome of each decided area."""
        ...


class Meetings(Protocol):
    """Meetings per region."""

    async def running(self, region: str) -> Meeting | None:
        """Give the region's open meeting, or None."""
        ...

    async def save(self, meeting: Meeting) -> None:
        """Store the meeting as it is now."""
        ...

    async def finished_cases(self, region: str) -> frozenset[CaseCode]:
        """List the cases that a meeting closed with an outcome: they leave the agenda."""
        ...

    async def discussed_cases(self, region: str) -> frozenset[CaseCode]:
        """List the cases that were on a closed meeting's agenda before: they come back."""
        ...


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
        """Give the oldest unsent message of each room that exists, unless that one must wait for its next try."""
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
    """Append-only trail."""

    async def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
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

    async def first_digest(self, day: date) -> bool:
        """Mark the digests of this day as given; False when they were already."""
        ...

    async def forget_digests(self, after: date) -> None:
        """Take back the marks of all days after this one."""
        ...


class Work(Protocol):
    """A unit of work: everything in it commits together or not at all."""

    people: People
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

    async def commit(self) -> None:
        """Make it so. Leaving the unit without this undoes everything."""
        ...

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """Open a part that is undone on its own when an exception leaves it."""
        ...


OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
"""Opens a new unit of work."""
