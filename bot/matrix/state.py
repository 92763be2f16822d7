"""What the syncs have said about rooms: members, encryption, and our own wish ids.

Only state that arrived as state is applied, never something that was decrypted (rule 11), and nio's own room
model and power helpers are not used at all (rule 19).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.people import UserId
from bot.domain.rooms import Presence

WISH_EVENT = "nl.regiekamer.wish"
MEGOLM = "m.megolm.v1.aes-sha2"
TAMPERED = "tampered"
"""Stands for the algorithm of a room whose encryption was changed: nothing is sent there any more."""


@dataclass
class RoomState:
    """One room as the homeserver last described it."""

    joined: set[UserId] = field(default_factory=set)
    invited: set[UserId] = field(default_factory=set)
    declined: set[UserId] = field(default_factory=set)
    wish: str | None = None
    algorithm: str | None = None
    rotation_ms: int | None = None
    rotation_messages: int | None = None
    history_visibility: str | None = None

    @property
    def encrypted(self) -> bool:
        """Whether we may send here at all (rule 9)."""
        return self.algorithm == MEGOLM

    def presence(self) -> Presence:
        """Give who is here as the domain knows it."""
        return Presence(frozenset(self.joined), frozenset(self.invited), frozenset(self.declined))


@dataclass(frozen=True)
class Changes:
    """What a piece of state changed: who came, who went (by any way), and whether keys must be changed (rule 8)."""

    came: frozenset[UserId]
    went: frozenset[UserId]
    rotate: bool


def apply(room: RoomState, events: Iterable[dict[str, Any]]) -> Changes:
    """Take over state events in order; anything malformed is passed over (rule 13)."""
    came: set[UserId] = set()
    went: set[UserId] = set()
    rotate = False
    for event in events:
        content, key = event.get("content"), event.get("state_key")
        if not isinstance(content, dict) or not isinstance(key, str):
            continue
        match event.get("type"):
            case "m.room.member":
                before = key in room.joined or key in room.invited
                _member(room, key, content.get("membership"), event.get("sender"))
                if key in room.joined:
                    came.add(key)
                elif before and key not in room.invited:
                    went.add(key)
                    came.discard(key)
                    rotate = True
            case "m.room.encryption":
                _encryption(room, content)
            case "m.room.history_visibility":
                visibility = content.get("history_visibility")
                visibility = visibility if isinstance(visibility, str) else "?"
                rotate = rotate or (room.history_visibility not in {None, visibility})
                room.history_visibility = visibility
            case type_ if type_ == WISH_EVENT and key == "" and isinstance(content.get("id"), str):
                room.wish = content["id"]
    return Changes(frozenset(came), frozenset(went), rotate)


def _member(room: RoomState, user: UserId, membership: object, sender: object) -> None:
    for group in (room.joined, room.invited, room.declined):
        group.discard(user)
    if membership == "join":
        room.joined.add(user)
    elif membership == "invite":
        room.invited.add(user)
    elif membership == "leave" and sender == user:
        room.declined.add(user)


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
