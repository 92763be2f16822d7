"""What a comparison of pictures is made of: its steps, its two sides, and what is sent (e2ee rule 22)."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from bot.domain.people import UserId

Json = dict[str, Any]


class Step(IntEnum):
    """How far it is."""

    REQUESTED = 0
    READY = 1
    STARTED = 2
    ACCEPTED = 3
    COMPARING = 4
    ENDED = 5


@dataclass(frozen=True)
class Party:
    """One side: a device, its Ed25519 key, and its owner's master key."""

    user_id: UserId
    device_id: str
    ed25519: str
    master: str

    def keys(self) -> dict[str, str]:
        """Give the keys that are proved, by their ids."""
        return {f"ed25519:{self.device_id}": self.ed25519, f"ed25519:{self.master}": self.master}


@dataclass(frozen=True)
class ToSend:
    """An event for the other side; `type` is without its prefix."""

    type: str
    content: Json = field(repr=False)
