"""Device chains, from the raw answer to `/keys/query` (rule 6). Pure: data in, verdict out.

A device counts only if its owner's self-signing key and the device itself signed its keys, and the master key signed
the self-signing key. Which master key is really that person's is not decided here, but by what is pinned (rule 7).
nio's parsed answer drops the cross-signing keys, therefore the raw one is read. vodozemac verifies: it refuses keys
of small order, under which OpenSSL accepted forged signatures (rule 4).

Spec: Client-Server API, "Key and signature security" and "Device keys".
"""

from dataclasses import dataclass
from typing import Any

from canonicaljson import encode_canonical_json
from vodozemac import Ed25519PublicKey, Ed25519Signature

from bot.domain.people import UserId
from bot.domain.trust import SeenDevice, Sighting
from bot.matrix.malformed import MALFORMED, tamed

Json = dict[str, Any]

MOST_DEVICES = 200
"""Of one person, the rest is not looked at: nobody has more, and each costs signatures to check and people to tell."""


@dataclass(frozen=True)
class Device:
    """A device of a person, with keys that it has signed itself."""

    user_id: UserId
    device_id: str
    ed25519: str
    curve25519: str


@dataclass(frozen=True)
class Shown:
    """What the homeserver shows of one person.

    `master` is None when there is no identity, or one of which anything is wrong. `signed` devices pass rule 6 under
    that master; `refused` are the ids of all others; `vouching` are the ids of signed devices that signed the master.
    """

    user_id: UserId
    master: str | None = None
    signed: tuple[Device, ...] = ()
    refused: tuple[str, ...] = ()
    vouching: frozenset[str] = frozenset()

    def sighting(self) -> Sighting:
        """Give what the lower floors need to know."""
        devices = tuple(SeenDevice(d.device_id, d.ed25519, d.device_id in self.vouching) for d in self.signed)
        return Sighting(self.user_id, self.master, devices)


def read(answer: Json, user_id: UserId) -> Shown:
    """Read one person's identity and devices; whatever is malformed does not count, and nothing raises."""
    entries = _dict(_dict(answer.get("device_keys")).get(user_id))
    names = [name for name in entries if isinstance(name, str)][:MOST_DEVICES]
    devices = [d for name in names if (d := read_device(entries[name], user_id, name)) is not None]
    master_object = _dict(answer.get("master_keys")).get(user_id)
    self_object = _dict(answer.get("self_signing_keys")).get(user_id)
    master = _cross_signing_key(master_object, user_id, "master")
    self_signing = _cross_signing_key(self_object, user_id, "self_signing")
    sound = (
        master is not None
        and self_signing is not None
        and self_signing != master
        and not {master, self_signing} & set(entries)  # a device id must not pass for a key (spec: key ids collide)
        and signed_by(self_object, user_id, master)
    )
    if not sound or master is None or self_signing is None:
        return Shown(user_id, refused=tuple(names))
    signed = tuple(d for d in devices if signed_by(entries[d.device_id], user_id, self_signing))
    passed = {device.device_id for device in signed}
    return Shown(
        user_id,
        master,
        signed,
        tuple(name for name in names if name not in passed),
        frozenset(
            d.device_id for d in signed if signed_by(master_object, user_id, d.ed25519, f"ed25519:{d.device_id}")
        ),
    )


def read_device(entry: object, user_id: UserId, device_id: str) -> Device | None:
    """Read one device's keys; None when they are not its own, not whole, or not signed by it."""
    keys = _dict(_dict(entry).get("keys"))
    ed25519, curve25519 = keys.get(f"ed25519:{device_id}"), keys.get(f"curve25519:{device_id}")
    if (_dict(entry).get("user_id"), _dict(entry).get("device_id")) != (user_id, device_id):
        return None
    if not isinstance(ed25519, str) or not isinstance(curve25519, str):
        return None
    if not signed_by(entry, user_id, ed25519, f"ed25519:{device_id}"):
        return None
    return Device(user_id, device_id, ed25519, curve25519)


def signed_by(signed: object, user_id: UserId, public: str, key_id: str | None = None) -> bool:
    """Whether this person's key signed an object; a cross-signing key's id is the key itself."""
    content = _dict(signed)
    signature = _dict(_dict(content.get("signatures")).get(user_id)).get(key_id or f"ed25519:{public}")
    if not isinstance(signature, str):
        return False
    bare = {key: value for key, value in content.items() if key not in {"signatures", "unsigned"}}
    try:
        with tamed():
            key = Ed25519PublicKey.from_base64(public)
            if key.to_base64() != public:
                return False  # one key, one spelling: what is pinned is a text
            key.verify_signature(encode_canonical_json(bare), Ed25519Signature.from_base64(signature))
    except MALFORMED:
        return False
    return True


def _cross_signing_key(value: object, user_id: UserId, usage: str) -> str | None:
    """Read a cross-signing key object: the right person, exactly this usage, exactly one key, named by itself."""
    content = _dict(value)
    keys = _dict(content.get("keys"))
    if content.get("user_id") != user_id or content.get("usage") != [usage] or len(keys) != 1:
        return None
    key_id, public = next(iter(keys.items()))
    if not isinstance(public, str) or key_id != f"ed25519:{public}":
        return None
    return public


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}
