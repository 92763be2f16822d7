"""Whose identity counts: what the homeserver shows of a person, what we remember, and what follows (e2ee rules 6, 7).

An identity is a person's cross-signing master key, written as unpadded base64 (43 signs). It signs their devices;
whoever can put another one in its place can read along. Therefore the first one is remembered, and a change blocks.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.people import UserId

GROUP = 4
LAST_GROUPS = 2
"""How many of the last groups of a fingerprint have to be typed, so that somebody has really compared it."""


class TrustMode(StrEnum):
    """Who is believed: the values are the words of the settings file."""

    CONFIRMED = "confirmed"
    FIRST_USE = "first-use"


class TrustState(StrEnum):
    """What an identity is to us."""

    SEEN = "gezien"
    CONFIRMED = "bevestigd"
    BLOCKED = "geblokkeerd"


@dataclass(frozen=True)
class SeenDevice:
    """A device that its owner has signed. It `vouches` when it signed the master key: then its own key proves both."""

    id: str
    ed25519: str
    vouches: bool = False


@dataclass(frozen=True)
class Sighting:
    """What the homeserver shows of somebody: an identity of which everything was verified, or none."""

    user_id: UserId
    master: str | None
    devices: tuple[SeenDevice, ...] = ()


@dataclass(frozen=True)
class Pin:
    """What we remember of somebody. `master` counts unless blocked; `shown` is what was seen last."""

    user_id: UserId
    master: str
    standing: TrustState
    shown: str | None
    devices: tuple[SeenDevice, ...] = field(default=())
    since: datetime | None = None

    def counts(self, mode: TrustMode) -> bool:
        """Whether this person's signed devices are given keys and believed."""
        return self.standing is TrustState.CONFIRMED or (
            self.standing is TrustState.SEEN and mode is TrustMode.FIRST_USE
        )


@dataclass(frozen=True)
class Fingerprint:
    """A key to compare, in groups of four, the last of them hidden; `device` is empty for the identity itself."""

    device: str
    shown: str


@dataclass(frozen=True)
class Unable:
    """Somebody who cannot read, or some of whose devices cannot; `standing` is None while there is no identity."""

    name: str
    user_id: UserId
    standing: TrustState | None
    devices: tuple[str, ...] = ()


class Change(StrEnum):
    """What a sighting brings."""

    NOTHING = "niets"
    NO_IDENTITY = "geen identiteit"
    FIRST = "eerste"
    NEW_DEVICE = "nieuw apparaat"
    CHANGED = "veranderd"
    VANISHED = "verdwenen"


def judge(pin: Pin | None, seen: Sighting, now: datetime) -> tuple[Pin | None, Change]:
    """Decide what we remember from now on. A block ends by `confirm` only, also when the old identity comes back."""
    if pin is None:
        if seen.master is None:
            return None, Change.NO_IDENTITY
        return Pin(seen.user_id, seen.master, TrustState.SEEN, seen.master, seen.devices, now), Change.FIRST
    looked = replace(pin, shown=seen.master, devices=seen.devices)
    if pin.standing is TrustState.BLOCKED:
        if seen.master == pin.shown:
            return looked, Change.NOTHING
        return replace(looked, since=now), Change.VANISHED if seen.master is None else Change.CHANGED
    if seen.master != pin.master:
        blocked = replace(looked, standing=TrustState.BLOCKED, since=now)
        return blocked, Change.VANISHED if seen.master is None else Change.CHANGED
    known = {device.ed25519 for device in pin.devices}
    new = any(device.ed25519 not in known for device in seen.devices)
    return looked, Change.NEW_DEVICE if new else Change.NOTHING


def confirm(pin: Pin, now: datetime) -> Pin:
    """Take the identity that is shown now as this person's. Raises `ValueError` when none is shown."""
    if pin.shown is None:
        raise ValueError("no identity is shown")
    return replace(pin, master=pin.shown, standing=TrustState.CONFIRMED, since=now)


def groups(fingerprint: str) -> tuple[str, ...]:
    """Write a key in groups of four, as people's apps show it."""
    return tuple(fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP))


def code_of(fingerprint: str) -> str:
    """Give what must be typed to confirm: the last two groups, which the bot itself does not show."""
    return "".join(groups(fingerprint)[-LAST_GROUPS:])


def masked(fingerprint: str) -> str:
    """Write a key for comparing, without what must be typed to confirm: who types that has really asked."""
    return " ".join([*groups(fingerprint)[:-LAST_GROUPS], *["_" * GROUP] * LAST_GROUPS])


def proofs(pin: Pin) -> tuple[str, ...]:
    """List the keys of which any one proves the identity that is shown: its own, and those of vouching devices."""
    if pin.shown is None:
        return ()
    return (pin.shown, *(device.ed25519 for device in pin.devices if device.vouches))


def fits(pin: Pin, code: str) -> bool:
    """Whether a typed code ends one of the proofs. Spaces do not matter, capitals do."""
    typed = "".join(code.split())
    return any(typed == code_of(proof) for proof in proofs(pin))
