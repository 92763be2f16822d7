"""Who gets a room's key: a positive list, for every send (rules 5, 6, 7).

nio shares with everyone it believes to be in the room, invited people included. Here the key goes to the joined
members who are on the room's roster, on the devices that their own identity signed, and to nobody else, whatever
the homeserver claims. A device that is refused is told so.

Spec: Client-Server API, "Sharing keys between devices", "Reporting that decryption keys are withheld".
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.domain.people import UserId
from bot.matrix.chain import Device
from bot.matrix.devices import Devices

RefusedDevices = Mapping[UserId, tuple[str, ...]]
OnRefused = Callable[[RefusedDevices], Awaitable[None]]
"""Told which devices of roster members got no key, by person: nobody is ignored in silence (rule 7)."""


@dataclass(frozen=True)
class Recipients:
    """The devices that may have a room's key now, and those of roster members that may not."""

    devices: frozenset[Device]
    refused: RefusedDevices


def choose(devices: Devices, joined: frozenset[UserId], readers: Mapping[UserId, str | None]) -> Recipients:
    """Choose the recipients among who has joined.

    `readers` is the roster, each with the identity that counts, or None when none does. Everybody's devices must be
    fresh: who is not known has no device.
    """
    accepted: set[Device] = set()
    refused: dict[UserId, tuple[str, ...]] = {}
    for user in sorted(joined & readers.keys()):
        own = devices.accepted(user, readers[user])
        others = devices.refused(user, readers[user])
        accepted.update(own)
        # Who has no device at all is reported as well: that person reads nothing either.
        if others or not own:
            refused[user] = others
    return Recipients(frozenset(accepted), refused)
