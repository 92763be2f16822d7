"""A homeserver in memory for use cases; tests/matrix/test_rooms_contract.py holds it to what the real one does."""

from collections.abc import Collection
from dataclasses import dataclass, field

from bot.domain.people import UserId
from bot.domain.rooms import Presence, Room, RoomId
from bot.ports import HomeserverError, NobodyReadsError, Outgoing, Readers


@dataclass
class FakeRooms:
    """Rooms with members. `trouble` maps a method's name to what it raises, once per entry."""

    user_id: UserId = "@regiekamer:regiekamer.test"
    accounts: set[UserId] = field(default_factory=set)
    joined: dict[RoomId, set[UserId]] = field(default_factory=dict)
    invited: dict[RoomId, set[UserId]] = field(default_factory=dict)
    declined: dict[RoomId, set[UserId]] = field(default_factory=dict)
    wishes: dict[str, RoomId] = field(default_factory=dict)
    sent: list[tuple[RoomId, frozenset[UserId], Outgoing]] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    trouble: dict[str, list[HomeserverError]] = field(default_factory=dict)
    forgets: bool = False
    """The homeserver no longer knows the transaction ids of earlier: the same id is a new message."""
    forgotten: set[str] = field(default_factory=set)
    deleted: int = 0
    ghosts: set[tuple[RoomId, UserId]] = field(default_factory=set)
    """Whom syncs tell of as joined although they are out."""
    untold: set[tuple[RoomId, UserId]] = field(default_factory=set)
    """Whose invitation no sync has told of yet."""
    read_only: set[RoomId] = field(default_factory=set)
    by_hand: set[RoomId] = field(default_factory=set)
    """Rooms in which somebody else changed the power levels."""
    direct: set[tuple[RoomId, UserId]] = field(default_factory=set)
    """Who was asked into which room as into a direct chat."""

    def _note(self, method: str, about: str) -> None:
        self.calls.append((method, about))
        if self.trouble.get(method):
            raise self.trouble[method].pop(0)

    async def create(self, room: Room) -> RoomId:
        if room.wish not in self.wishes:
            self._note("create", room.wish)
            room_id = self.wishes[room.wish] = f"!{room.wish}" + "'" * self.deleted
            self.joined[room_id], self.invited[room_id], self.declined[room_id] = {self.user_id}, set(), set()
        return self.wishes[room.wish]

    async def presence(self, room_id: RoomId) -> Presence | None:
        if room_id not in self.joined:
            return None
        ghosts = {user for room, user in self.ghosts if room == room_id}
        joined = frozenset(self.joined[room_id] | ghosts)
        invited = self.invited[room_id] - {user for room, user in self.untold if room == room_id}
        return Presence(joined, frozenset(invited), frozenset(self.declined[room_id]))

    async def exists(self, user_id: UserId) -> bool:
        self._note("exists", user_id)
        return user_id in self.accounts

    async def invite(self, room_id: RoomId, user_id: UserId, *, direct: bool = False) -> None:
        self._note("invite", user_id)
        if user_id not in self.joined[room_id]:
            self.invited[room_id].add(user_id)
            if direct:
                self.direct.add((room_id, user_id))

    async def remove(self, room_id: RoomId, user_id: UserId) -> bool:
        self._note("remove", user_id)
        self.ghosts.discard((room_id, user_id))
        was_in = user_id in self.joined[room_id] | self.invited[room_id]
        self.joined[room_id].discard(user_id)
        self.invited[room_id].discard(user_id)
        return was_in

    async def powers_differ(self, room_id: RoomId, *, read_only: bool) -> bool:
        return room_id in self.joined and ((room_id in self.read_only) is not read_only or room_id in self.by_hand)

    async def set_read_only(self, room_id: RoomId, *, read_only: bool) -> None:
        self._note("set_read_only", room_id)
        self.by_hand.discard(room_id)
        if read_only:
            self.read_only.add(room_id)
        else:
            self.read_only.discard(room_id)

    def may_say(self, room_id: RoomId, user_id: UserId) -> bool:
        """Whether the homeserver takes a message of this person here."""
        return user_id == self.user_id or (user_id in self.joined[room_id] and room_id not in self.read_only)

    async def send(self, room_id: RoomId, readers: Readers, outgoing: Outgoing) -> str:
        self._note("send", outgoing.id)
        able = {user for user, identity in (await readers()).items() if identity is not None} & self.joined[room_id]
        if not able:
            raise NobodyReadsError
        for sent_room, _, earlier in self.sent:
            known = not self.forgets and outgoing.id not in self.forgotten
            if sent_room == room_id and earlier.id == outgoing.id and known:
                return f"$event-{outgoing.id}"
        self.sent.append((room_id, frozenset(able), outgoing))
        return f"$event-{outgoing.id}"

    async def find_sent(self, room_id: RoomId, outgoing: Outgoing) -> str | None:
        self._note("find_sent", outgoing.id)
        found = (sent.id for room, _, sent in self.sent if room == room_id and sent.id == outgoing.id)
        return next((f"$event-{id_}" for id_ in found), None)

    async def lost(self, room_ids: Collection[RoomId]) -> frozenset[RoomId]:
        self._note("lost", "")
        return frozenset(room_id for room_id in room_ids if room_id not in self.joined)

    def delete(self, room_id: RoomId) -> None:
        """Let the room be gone, as an administrator of the homeserver can."""
        del self.joined[room_id], self.invited[room_id], self.declined[room_id]
        self.wishes = {wish: known for wish, known in self.wishes.items() if known != room_id}
        self.deleted += 1

    def join(self, room_id: RoomId, *users: UserId) -> None:
        """Let people accept."""
        self.invited[room_id].difference_update(users)
        self.joined[room_id].update(users)

    def leave(self, room_id: RoomId, user_id: UserId) -> None:
        """Let somebody leave or decline of their own accord."""
        self.joined[room_id].discard(user_id)
        self.invited[room_id].discard(user_id)
        self.declined[room_id].add(user_id)
