"""The recovery key: a lost disk does not end the bot's identity (rule 3).

The three seeds stand in the account's data on the homeserver, encrypted with a key that exists on paper alone. The
homeserver can read none of them and plant none: every secret carries a MAC, and what comes out must be the identity
that the account shows. Spec: Client-Server API, "Secrets" (`m.secret_storage.v1.aes-hmac-sha2`) and "Recovery key".
"""

import base64
import hmac
import secrets
from dataclasses import dataclass
from functools import reduce
from operator import xor
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.domain.people import UserId
from bot.matrix.errors import IdentityError
from bot.matrix.identity import SEED_BYTES, USAGES, Identity, inside, unpadded
from bot.matrix.wire import CLIENT, Wire, path
from bot.ports import HomeserverRefusedError

Json = dict[str, Any]

ALGORITHM = "m.secret_storage.v1.aes-hmac-sha2"
DEFAULT_KEY = "m.secret_storage.default_key"
DESCRIPTION = "m.secret_storage.key."
SECRETS = {usage: f"m.cross_signing.{usage}" for usage in USAGES}

KEY_BYTES = 32
IV_BYTES = 16
MAC_BYTES = 32
ZEROES = bytes(32)
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PREFIX = b"\x8b\x01"
WHOLE_BYTES = len(PREFIX) + KEY_BYTES + 1
LETTERS = 48
"""How long 35 bytes are in base58 when they begin with this prefix."""
MOST_LETTERS = 255
"""Of a key id or an encrypted seed; the real ones are far shorter."""


@dataclass(frozen=True, repr=False)
class RecoveryKey:
    """The key on paper. It has no `repr`; `text` is for the one time that it is shown."""

    raw: bytes

    @classmethod
    def make(cls) -> "RecoveryKey":
        """Make a new key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @classmethod
    def read(cls, text: str) -> "RecoveryKey":
        """Read what somebody typed from paper; spaces do not matter. Raises `IdentityError` on any slip."""
        letters = "".join(text.split())
        if len(letters) != LETTERS:
            raise IdentityError(
                f"Dit is geen herstelsleutel: die heeft {LETTERS} tekens, dit zijn er {len(letters)}. "
                "Typ hem precies over."
            )
        if strange := next((letter for letter in letters if letter not in BASE58), None):
            # The place and not the letter: what was typed may be most of a secret.
            raise IdentityError(
                f"In een herstelsleutel kan teken {letters.index(strange) + 1} niet voorkomen. "
                "De cijfers en letters 0, O, I en l komen er niet in voor."
            )
        whole = reduce(lambda number, letter: number * 58 + BASE58.index(letter), letters, 0).to_bytes(LETTERS, "big")
        whole, rest = whole[-WHOLE_BYTES:], whole[:-WHOLE_BYTES]
        if any(rest) or not whole.startswith(PREFIX) or reduce(xor, whole) != 0:
            raise IdentityError("Er zit een typefout in de herstelsleutel. Let op hoofdletters en kleine letters.")
        return cls(whole[len(PREFIX) : -1])

    def text(self) -> str:
        """Write it as people read it: base58 in groups of four, with a parity byte that finds slips."""
        whole = PREFIX + self.raw
        number, letters = int.from_bytes(whole + bytes([reduce(xor, whole)])), ""
        while number:
            number, digit = divmod(number, 58)
            letters = BASE58[digit] + letters
        return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


# --- on the account ---


async def present(wire: Wire, user_id: UserId) -> bool:
    """Whether a recovery is stored on the account; one that was stored by half does not count.

    Raises `IdentityError` when it is there and damaged, and `HomeserverError`.
    """
    key_id = await _default_key(wire, user_id)
    if key_id is None or await _get(wire, user_id, DESCRIPTION + key_id) is None:
        return False
    return all([await _encrypted(wire, user_id, usage, key_id) is not None for usage in USAGES])


async def deposit(wire: Wire, user_id: UserId, identity: Identity, key: RecoveryKey) -> None:
    """Store the seeds on the account for this recovery key alone; an earlier key opens nothing from then on.

    The pointer comes last: killed half-way, nothing is there and the next setup does it anew.
    """
    key_id = secrets.token_hex(16)
    await _put(wire, user_id, DESCRIPTION + key_id, describe(key))
    for usage, seed in zip(USAGES, identity.seeds, strict=True):
        secret = encrypt(key, SECRETS[usage], unpadded(seed).encode())
        await _put(wire, user_id, SECRETS[usage], {"encrypted": {key_id: secret}})
    await _put(wire, user_id, DEFAULT_KEY, {"key": key_id})


async def fetch(wire: Wire, user_id: UserId, key: RecoveryKey) -> Identity:
    """Get the identity back with the key from paper.

    Raises `IdentityError` when there is none, it does not open, or it is not the one that the account shows; and
    `HomeserverError`.
    """
    key_id = await _default_key(wire, user_id)
    description = None if key_id is None else await _get(wire, user_id, DESCRIPTION + key_id)
    if key_id is None or description is None:
        raise _nothing()
    if not fits(key, description):
        raise IdentityError(
            "Deze herstelsleutel hoort niet bij dit account. Is er later een nieuwe gemaakt? Neem die, of kijk of "
            "matrix.user het goede account is."
        )
    seeds = []
    for usage in USAGES:
        secret = await _encrypted(wire, user_id, usage, key_id)
        if secret is None:
            raise _nothing()
        seeds.append(_seed(decrypt(key, SECRETS[usage], secret)))
    identity = Identity((seeds[0], seeds[1], seeds[2]))
    await _compare(wire, user_id, identity)
    return identity


async def _compare(wire: Wire, user_id: UserId, identity: Identity) -> None:
    """See that the account shows these very keys: nio's parsed answer leaves two of them out, so the raw one."""
    answer = await wire.post(f"{CLIENT}/keys/query", {"device_keys": {user_id: []}})
    for usage in USAGES:
        public = identity.public(usage)
        if inside(answer, f"{usage}_keys", user_id, "keys") != {f"ed25519:{public}": public}:
            raise IdentityError(
                "De Matrix-server toont voor de bot een andere identiteit dan de herstelsleutel teruggeeft. "
                "Er is niets hersteld; zoek met de beheerder van de server uit wie de identiteit veranderde."
            )


async def _default_key(wire: Wire, user_id: UserId) -> str | None:
    content = await _get(wire, user_id, DEFAULT_KEY)
    if not content:  # also {}: how clients take it away
        return None
    key_id = content.get("key")
    if not isinstance(key_id, str) or not key_id.isascii() or not key_id.isprintable() or len(key_id) > MOST_LETTERS:
        raise _damaged()
    return key_id


async def _encrypted(wire: Wire, user_id: UserId, usage: str, key_id: str) -> Json | None:
    """Give one seed as it is encrypted for this key, or None when it is not."""
    content = await _get(wire, user_id, SECRETS[usage])
    if not content:
        return None
    everything = content.get("encrypted")
    if not isinstance(everything, dict):
        raise _damaged()
    secret = everything.get(key_id)
    if secret is not None and not isinstance(secret, dict):
        raise _damaged()
    return secret


async def _get(wire: Wire, user_id: UserId, kind: str) -> Json | None:
    try:
        return await wire.get(path("user", user_id, "account_data", kind))
    except HomeserverRefusedError as error:
        if error.errcode == "M_NOT_FOUND":
            return None
        raise
    except RecursionError:  # JSON nested a thousand deep
        raise _damaged() from None


async def _put(wire: Wire, user_id: UserId, kind: str, content: Json) -> None:
    await wire.put(path("user", user_id, "account_data", kind), content)


# --- the cipher of the spec ---


def describe(key: RecoveryKey) -> Json:
    """Write the key's description: its MAC over 32 encrypted zero bytes shows later whether a typed key is this one."""
    check = encrypt(key, "", ZEROES)
    return {"algorithm": ALGORITHM, "iv": check["iv"], "mac": check["mac"]}


def fits(key: RecoveryKey, description: Json) -> bool:
    """Whether this key is the described one. Raises `IdentityError` when the description is no good."""
    if description.get("algorithm") != ALGORITHM:
        raise _damaged()
    if description.get("iv") is None and description.get("mac") is None:
        return True  # the spec allows a description without; the secrets have MACs of their own
    aes_key, mac_key = _derive(key, "")
    iv, mac = _bytes(description.get("iv"), IV_BYTES), _bytes(description.get("mac"), MAC_BYTES)
    return hmac.compare_digest(mac, hmac.digest(mac_key, _ctr(aes_key, iv, ZEROES), "sha256"))


def encrypt(key: RecoveryKey, name: str, plain: bytes) -> Json:
    """Encrypt a secret for the account data event of this name."""
    aes_key, mac_key = _derive(key, name)
    iv = bytearray(secrets.token_bytes(IV_BYTES))
    iv[8] &= 0x7F  # bit 63 is cleared: implementations differ in how the counter runs over it
    ciphertext = _ctr(aes_key, bytes(iv), plain)
    mac = hmac.digest(mac_key, ciphertext, "sha256")
    return {"iv": unpadded(bytes(iv)), "ciphertext": unpadded(ciphertext), "mac": unpadded(mac)}


def decrypt(key: RecoveryKey, name: str, secret: Json) -> bytes:
    """Decrypt a secret once its MAC is right. Raises `IdentityError`.

    The spec's MAC leaves out the IV, so what comes out may still be nonsense; `fetch` compares it.
    """
    aes_key, mac_key = _derive(key, name)
    ciphertext = _bytes(secret.get("ciphertext"))
    iv, mac = _bytes(secret.get("iv"), IV_BYTES), _bytes(secret.get("mac"), MAC_BYTES)
    if not hmac.compare_digest(mac, hmac.digest(mac_key, ciphertext, "sha256")):
        raise _damaged()
    return _ctr(aes_key, iv, ciphertext)


def _derive(key: RecoveryKey, name: str) -> tuple[bytes, bytes]:
    both = HKDF(SHA256(), 64, ZEROES, name.encode()).derive(key.raw)
    return both[:32], both[32:]


def _ctr(key: bytes, iv: bytes, data: bytes) -> bytes:
    cipher = Cipher(AES(key), CTR(iv)).encryptor()
    return cipher.update(data) + cipher.finalize()


def _seed(plain: bytes) -> bytes:
    """Read a decrypted seed: base64, with or without padding."""
    try:
        return _bytes(plain.decode("ascii"), SEED_BYTES)
    except UnicodeDecodeError:
        raise _damaged() from None


def _bytes(value: object, length: int | None = None) -> bytes:
    """Read base64, with or without padding, of this many bytes. Raises `IdentityError`."""
    if not isinstance(value, str) or len(value) > MOST_LETTERS:
        raise _damaged()
    bare = value.rstrip("=")
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except ValueError:
        raise _damaged() from None
    if length is not None and len(raw) != length:
        raise _damaged()
    return raw


def _nothing() -> IdentityError:
    return IdentityError(
        "Op dit account staat geen identiteit om te herstellen. Klopt matrix.user? Zet anders de back-up terug."
    )


def _damaged() -> IdentityError:
    return IdentityError(
        "Wat de Matrix-server voor het herstel bewaart, is beschadigd. Staat de identiteit nog op deze machine, voer "
        "dan `regiekamer setup --nieuwe-herstelsleutel` uit. Zet anders de back-up terug."
    )
