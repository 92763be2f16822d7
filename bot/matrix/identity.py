"""The bot's own identity: cross-signing keys, made once, sealed before upload, never replaced (rules 1, 2, 4).

Spec: Client-Server API, "Cross-signing". Since spec 1.18 clients should neither send keys to nor show messages from
devices that their owner has not cross-signed.
"""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from canonicaljson import encode_canonical_json
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.people import UserId
from bot.matrix.crypto import Crypto
from bot.matrix.errors import IdentityError
from bot.matrix.wire import CLIENT, Wire

Json = dict[str, Any]

USAGES = ("master", "self_signing", "user_signing")
SEED_BYTES = 32
NONCE_BYTES = 12
FILE = "identity.sealed"
_SEALED_AS = b"regiekamer cross-signing seeds"


@dataclass(frozen=True, repr=False)
class Identity:
    """Three Ed25519 seeds of 32 bytes each, in the order of `USAGES`."""

    seeds: tuple[bytes, bytes, bytes]

    @classmethod
    def make(cls) -> "Identity":
        """Make a new identity."""
        return cls((secrets.token_bytes(SEED_BYTES), secrets.token_bytes(SEED_BYTES), secrets.token_bytes(SEED_BYTES)))

    def public(self, usage: str) -> str:
        """Give a public key as Matrix writes it: unpadded base64."""
        return unpadded(self._key(usage).public_key().public_bytes_raw())

    def sign(self, usage: str, content: Json) -> str:
        """Sign an object with one of the keys: canonical JSON without `signatures` and `unsigned`."""
        bare = {key: value for key, value in content.items() if key not in {"signatures", "unsigned"}}
        return unpadded(self._key(usage).sign(encode_canonical_json(bare)))

    def _key(self, usage: str) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seeds[USAGES.index(usage)])


def unpadded(raw: bytes) -> str:
    """Write bytes as unpadded base64."""
    return base64.b64encode(raw).decode().rstrip("=")


class Keeper(Protocol):
    """Where somebody keeps an identity."""

    def load(self) -> Identity | None:
        """Give the identity that is kept, or None."""
        ...

    def store(self, identity: Identity) -> None:
        """Keep an identity, once."""
        ...


class IdentityFile:
    """Where the seeds are kept: sealed with a key derived from the bot's crypto key."""

    def __init__(self, folder: Path, crypto_key: str, user_id: UserId) -> None:
        self._file = folder / FILE
        self._bound_to = user_id.encode()
        self._seal = AESGCM(HKDF(SHA256(), 32, None, _SEALED_AS).derive(crypto_key.encode()))

    def load(self) -> Identity | None:
        """Give the stored identity, or None. Raises `IdentityError` when the file was damaged or swapped."""
        try:
            sealed = self._file.read_bytes()
        except FileNotFoundError:
            return None
        try:
            plain = self._seal.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._bound_to)
        except (InvalidTag, ValueError):  # ValueError: not even a nonce is left
            raise IdentityError(
                "De eigen identiteit van de bot is beschadigd. Zet de back-up terug, of zet de map crypto opzij en "
                "voer `regiekamer setup --herstel` uit."
            ) from None
        parts = [plain[start : start + SEED_BYTES] for start in range(0, len(plain), SEED_BYTES)]
        return Identity((parts[0], parts[1], parts[2]))

    def store(self, identity: Identity) -> None:
        """Write the identity, once and whole, before anything of it is uploaded. Raises `FileExistsError`."""
        if self._file.exists():
            raise FileExistsError(self._file.name)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._seal.encrypt(nonce, b"".join(identity.seeds), self._bound_to)
        # Under another name first: killed half-way, there is no identity rather than a broken one.
        draft = self._file.with_suffix(".draft")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@dataclass(frozen=True)
class _OnServer:
    """What the homeserver shows of us: our master key if any, and the key ids that signed our device."""

    master: str | None
    device_signed_by: frozenset[str]


async def establish(wire: Wire, crypto: Crypto, file: Keeper) -> bool:
    """Make sure the bot has an identity and its device is signed with it; for `setup`. Returns whether it is new.

    The device keys must have been uploaded. Raises `IdentityError` when the account has somebody else's identity
    already, and `HomeserverError`.
    """
    ours = file.load()
    there = await _look(wire, crypto)
    if ours is None:
        if there.master is not None:
            raise _taken()
        ours = Identity.make()
        file.store(ours)
    elif there.master not in {None, ours.public("master")}:
        raise _changed()
    if there.master is None:
        await wire.post(f"{CLIENT}/keys/device_signing/upload", upload_body(ours, crypto))
    await _sign_device(wire, crypto, ours, there)
    return there.master is None


async def see_that_free(wire: Wire, crypto: Crypto, file: Keeper) -> None:
    """Refuse an account with an identity that we do not have, before this device's keys go there (rule 23).

    Raises `IdentityError` and `HomeserverError`.
    """
    if file.load() is None and (await _look(wire, crypto)).master is not None:
        raise _taken()


async def confirm(wire: Wire, crypto: Crypto, file: Keeper) -> None:
    """See at every start that the identity on the server is still ours; never reset it (rule 2).

    Raises `IdentityError`; the bot must then not run.
    """
    ours = file.load()
    if ours is None:
        raise IdentityError("De bot heeft nog geen eigen identiteit. Voer `regiekamer setup` uit.")
    there = await _look(wire, crypto)
    if there.master != ours.public("master"):
        raise _changed()
    await _sign_device(wire, crypto, ours, there)


async def see_that_shown(wire: Wire, user_id: UserId, identity: Identity) -> None:
    """See that the account shows this identity, or none at all: then it is uploaded again.

    Raises `IdentityError` and `HomeserverError`.
    """
    answer = await wire.post(f"{CLIENT}/keys/query", {"device_keys": {user_id: []}})
    shown = {usage: inside(answer, f"{usage}_keys", user_id, "keys") for usage in USAGES}
    ours = {usage: {f"ed25519:{identity.public(usage)}": identity.public(usage)} for usage in USAGES}
    if shown != ours and any(keys is not None for keys in shown.values()):
        raise IdentityError(
            "De Matrix-server toont voor de bot een andere identiteit dan die in de back-up. Zoek met de beheerder van "
            "de server uit wie de identiteit veranderde, of neem een latere back-up."
        )


def upload_body(identity: Identity, crypto: Crypto) -> Json:
    """Write the three public keys: the master signed by the device, the others by the master."""
    user_id = crypto.me.user_id
    body: Json = {}
    for usage in USAGES:
        public = identity.public(usage)
        key: Json = {"user_id": user_id, "usage": [usage], "keys": {f"ed25519:{public}": public}}
        if usage == "master":
            signatures = {f"ed25519:{crypto.me.device_id}": crypto.sign(key)}
        else:
            signatures = {f"ed25519:{identity.public('master')}": identity.sign("master", key)}
        body[f"{usage}_key"] = {**key, "signatures": {user_id: signatures}}
    return body


async def _sign_device(wire: Wire, crypto: Crypto, identity: Identity, there: _OnServer) -> None:
    """Sign the device keys as we know them ourselves, not as the server shows them; once is enough."""
    user_id, device = crypto.me.user_id, crypto.device_keys()
    key_id = f"ed25519:{identity.public('self_signing')}"
    if key_id in there.device_signed_by:
        return
    signed = {**device, "signatures": {user_id: {key_id: identity.sign("self_signing", device)}}}
    answer = await wire.post(f"{CLIENT}/keys/signatures/upload", {user_id: {crypto.me.device_id: signed}})
    if answer.get("failures"):
        raise IdentityError("De Matrix-server weigert de handtekening onder het apparaat van de bot.")


async def _look(wire: Wire, crypto: Crypto) -> _OnServer:
    me = crypto.me
    answer = await wire.post(f"{CLIENT}/keys/query", {"device_keys": {me.user_id: []}})
    master = inside(answer, "master_keys", me.user_id)
    keys = inside(master, "keys") if master is not None else {}
    signatures = inside(answer, "device_keys", me.user_id, me.device_id, "signatures", me.user_id)
    public = None if master is None else "|".join(sorted(map(str, keys.values()))) if isinstance(keys, dict) else "?"
    return _OnServer(public, frozenset(signatures if isinstance(signatures, dict) else ()))


def inside(value: Any, *path: str) -> Any:
    """Follow a path through nested objects; None where it ends, whatever is there instead."""
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _taken() -> IdentityError:
    return IdentityError(
        "Dit account heeft al een identiteit, en die staat niet op deze machine. Hebt u de herstelsleutel, voer dan "
        "`regiekamer setup --herstel` uit. Zet anders de back-up terug, of neem een nieuw account voor de bot."
    )


def _changed() -> IdentityError:
    return IdentityError(
        "De identiteit van de bot op de Matrix-server is veranderd. Iemand anders deed dat. De bot stopt; "
        "zoek met de beheerder van de server uit wie dit was voordat u verder gaat."
    )
