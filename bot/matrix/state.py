"""What the syncs have said about rooms: members, encryption, and our own wish ids.

Only state that arrived as state is applied, never something that was decrypted (rule 11), and nio's own room
model and power helpers are not used at all (rule 19).
"""

from collections import UserDict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.people import UserId
from bot.domain.rooms import RoomId, RoomState
from bot.matrix.forks import Seen
from bot.matrix.wire import MEMBER, as_dict

WISH_EVENT = "nl.regiekamer.wish"
EVERYBODY = 0
ONLY_US = 100
"""The power it takes to say something in a room where everybody talks, and in one that is read-only."""
TAMPERED = "tampered"
"""Stands for the algorithm of a room whose encryption was changed: nothing is sent there any more."""


@dataclass(frozen=True)
class Changes:
    """What a piece of state changed: who came, who went (by any way), and whether keys must be changed (rule 8).

    `removed` are those of `went` who were put out or banned; by whom does not matter: it need not have been us.
    `powers`: who may say something was changed, or another power level.
    `named` are the names that people show of themselves: theirs to choose, so they are looked at and never used.
    """

    came: frozenset[UserId]
    went: frozenset[UserId]
    rotate: bool
    removed: frozenset[UserId] = frozenset()
    named: tuple[tuple[UserId, str], ...] = ()
    powers: bool = False


OnMembers = Callable[[RoomId, Changes, str], Awaitable[None]]
"""Told who came and went; the last is a name for this very change, the same when it is told again after a crash."""


class RoomBook(UserDict[RoomId, RoomState]):
    """Every room we are in. `touched` are those whose state is not yet stored as it is now.

    A state event that another has replaced is not taken over again (`bot.matrix.forks`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.touched: set[RoomId] = set()
        self._people: frozenset[UserId] | None = None
        self._seen: dict[RoomId, Seen] = {}

    def know(self, states: Mapping[RoomId, RoomState]) -> None:
        """Take over what was stored."""
        self.data.update(states)
        self._people = None

    def forget(self, room_id: RoomId) -> None:
        """Forget a room we are no longer in."""
        self._seen.pop(room_id, None)
        if self.data.pop(room_id, None) is not None:
            self._touch(room_id)

    def apply(self, room_id: RoomId, events: Iterable[dict[str, Any]]) -> Changes:
        """Take over state events of a room, which may be new to us."""
        seen = self._seen.setdefault(room_id, Seen())
        news = [event for event in events if seen.is_news(event)]
        changes = apply(self.data.setdefault(room_id, RoomState()), news)
        self._touch(room_id)
        return changes

    def invited_again(self, room_id: RoomId, event: dict[str, Any]) -> UserId | None:
        """Give who is invited by this event though they are in the room, as far as is known; or None."""
        user, room = event.get("state_key"), self.data.get(room_id)
        invited = event.get("type") == MEMBER and as_dict(event.get("content")).get("membership") == "invite"
        if room is None or not invited or not isinstance(user, str) or user not in room.joined:
            return None
        seen = self._seen.get(room_id)
        return None if seen is not None and event.get("event_id") in seen.replaced else user

    @property
    def people(self) -> frozenset[UserId]:
        """Everybody who has joined a room of ours."""
        if self._people is None:
            self._people = frozenset().union(*(state.joined for state in self.data.values()))
        return self._people

    def _touch(self, room_id: RoomId) -> None:
        self.touched.add(room_id)
        self._people = None


def apply(room: RoomState, events: Iterable[dict[str, Any]]) -> Changes:
    """Take over state events in order; anything malformed is passed over (rule 13)."""
    before = replace(room, joined=set(room.joined), invited=set(room.invited))
    rotate, named = False, []
    for event in events:
        content, key = event.get("content"), event.get("state_key")
        if not isinstance(content, dict) or not isinstance(key, str):
            continue
        match event.get("type"):
            case type_ if type_ == MEMBER:
                if isinstance(name := content.get("displayname"), str):
                    named.append((key, name))
                rotate = _member(room, key, content.get("membership"), event.get("sender")) or rotate
            case "m.room.encryption":
                _encryption(room, content)
            case "m.room.history_visibility":
                visibility = content.get("history_visibility")
                visibility = visibility if isinstance(visibility, str) else "?"
                rotate = rotate or (room.history_visibility not in {None, visibility})
                room.history_visibility = visibility
            case "m.room.power_levels" if key == "":
                _powers(room, content)
            case type_ if type_ == WISH_EVENT and key == "" and isinstance(content.get("id"), str):
                room.wish = content["id"]
    # A new name or picture is told as joining once more: who was here already has not come.
    went = (before.joined | before.invited) - room.joined - room.invited
    came, removed = frozenset(room.joined - before.joined), frozenset(went - room.declined)
    powers = (before.events_default or EVERYBODY, before.powers_ours) != (room.events_default, room.powers_ours)
    powers = powers and room.events_default is not None
    return Changes(came, frozenset(went), rotate, removed, tuple(named), powers)


def power_levels(*, read_only: bool) -> dict[str, Any]:
    """Write the power levels of a room: nobody but us may do anything but talk, and in a read-only one not even that.

    The creator outranks everyone in room version 12 and may not be listed.
    """
    return {
        "users": {}, "users_default": 0, "events_default": ONLY_US if read_only else EVERYBODY, "state_default": 100,
        "invite": 100, "kick": 100, "ban": 100, "redact": 100, "events": {}, "notifications": {"room": 100},
    }  # fmt: skip


def _member(room: RoomState, user: UserId, membership: object, sender: object) -> bool:
    """Take over one person's membership; tell whether that person went."""
    was_here = user in room.joined or user in room.invited
    for group in (room.joined, room.invited, room.declined):
        group.discard(user)
    if membership == "join":
        room.joined.add(user)
    elif membership == "invite":
        room.invited.add(user)
    elif membership == "leave" and sender == user:
        room.declined.add(user)
    return was_here and user not in room.joined and user not in room.invited


def _powers(room: RoomState, content: dict[str, Any]) -> None:
    ours = power_levels(read_only=False)
    needed = content.get("events_default", EVERYBODY)
    known = isinstance(needed, int) and not isinstance(needed, bool)
    room.events_default = needed if known else EVERYBODY
    room.powers_ours = known and all(content.get(k) == v for k, v in ours.items() if k != "events_default")


def _encryption(room: RoomState, content: dict[str, Any]) -> None:
    # Encryption cannot be switched off or weakened again once it was seen on (rule 9).
    algorithm = content.get("algorithm")
    if not isinstance(algorithm, str) or room.algorithm not in {None, algorithm}:
        room.algorithm = TAMPERED
        return
    room.algorithm = algorithm
    room.rotation_ms = _positive(content.get("rotation_period_ms"))
    room.rotation_messages = _positive(content.get("rotation_period_msgs"))


def _positive(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
