"""What the homeserver does for the use cases, and how it can fail."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Protocol

from bot.domain.people import UserId
from bot.domain.rooms import Presence, Room, RoomId
from bot.ports.values import Outgoing


class HomeserverError(Exception):
    """The homeserver did not do what was asked."""


class HomeserverDownError(HomeserverError):
    """No answer, or not from a homeserver: try again later."""


class HomeserverBusyError(HomeserverError):
    """Rate limited. `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"rate limited for {retry_after:.1f} s")
        self.retry_after = retry_after


class HomeserverRefusedError(HomeserverError):
    """A clear no, with the Matrix error code (`M_FORBIDDEN`)."""

    def __init__(self, errcode: str, status: int) -> None:
        super().__init__(f"{errcode} ({status})")
        self.errcode = errcode
        self.status = status


class NotEncryptedError(HomeserverError):
    """The room is not known to be encrypted: nothing is sent there (e2ee rule 9)."""


class NobodyReadsError(HomeserverError):
    """No device that may read the room could be given its key: what is said now would be lost (e2ee rule 5)."""


Readers = Callable[[], Awaitable[Mapping[UserId, str | None]]]
"""Tells who may read a room now: its roster, each with the identity that counts, or None when none does yet.

A person without one gets no key, and is told so (e2ee rules 5, 7).
It is asked again after keys were on their way, because consent may be withdrawn meanwhile (rule 8).
"""


class Rooms(Protocol):
    """What the bot does on the homeserver. All methods raise `HomeserverError`."""

    user_id: UserId

    async def create(self, room: Room) -> RoomId:
        """Create the wished room, or adopt it when an earlier try made it after all (e2ee rule 18)."""
        ...

    async def presence(self, room_id: RoomId) -> Presence | None:
        """Tell who is in the room, or None for a room the bot is not in."""
        ...

    async def exists(self, user_id: UserId) -> bool:
        """Whether the account exists; Synapse would invite one that does not."""
        ...

    async def invite(self, room_id: RoomId, user_id: UserId, *, direct: bool = False) -> None:
        """Invite one person; into a direct chat so that their client shows it as a talk with us, not as a room."""
        ...

    async def remove(self, room_id: RoomId, user_id: UserId) -> bool:
        """Remove a member or withdraw an invitation; room keys are changed before the next message (rule 8).

        Tells whether they were still there: `presence` may tell of who has gone already.
        """
        ...

    async def powers_differ(self, room_id: RoomId, *, read_only: bool) -> bool:
        """Whether the room's power levels, as last told, are other than those of a room that is (not) `read_only`.

        Where they were never told, they are those the room was made with.
        """
        ...

    async def set_read_only(self, room_id: RoomId, *, read_only: bool) -> None:
        """Let nobody but the bot say anything in the room, or let everybody talk again."""
        ...

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        """Send encrypted, with keys for the joined readers' signed devices only (rules 5, 6). Returns the event id.

        Raises `NobodyReadsError` when there is no such device.
        """
        ...

    async def find_sent(self, room_id: RoomId, outgoing: Outgoing) -> str | None:
        """Look for a message by its row id among what we said in the room since it was promised. Gives its event id."""
        ...

    async def lost(self, room_ids: Collection[RoomId]) -> frozenset[RoomId]:
        """Tell which of these rooms the bot is no longer in, as the homeserver has it at this moment; forget them."""
        ...


class Comparing(Protocol):
    """Compares pictures with people's devices (e2ee rule 22). Both return at once; what comes of it is told later."""

    def ask(self, user_id: UserId) -> None:
        """Ask somebody's devices to compare; an earlier comparison with them ends."""
        ...

    def decide(self, user_id: UserId, pictures: tuple[int, ...], *, same: bool) -> None:
        """Say whether these pictures are the same; about others nothing was said."""
        ...
