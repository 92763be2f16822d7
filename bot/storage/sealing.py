"""Seals what people typed: AES-256-GCM, bound to its place in the database, under a data key per case."""

import base64
import binascii
import hmac
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.errors import (
    MasterKeyExistsError,
    MasterKeyExposedError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    MasterKeyUnwritableError,
    MasterKeyWrongError,
    SealBrokenError,
)

KEY_BYTES = 32
NONCE_BYTES = 12
FORM = b"\x01"
"""The first byte of everything sealed, so that another form can follow one day."""


def new_key() -> bytes:
    """Make a random key."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True)
class Seal:
    """Seals and opens the values of one case (empty: of no case) with its data key."""

    case: str
    key: bytes = field(repr=False)

    def seal(self, table: str, column: str, row: str, plain: bytes) -> bytes:
        """Seal a value for exactly this place."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        place = _place(table, column, row, self.case)
        return FORM + nonce + AESGCM(self.key).encrypt(nonce, plain, place)

    def unseal(self, table: str, column: str, row: str, sealed: bytes) -> bytes:
        """Open a value that was sealed for exactly this place. Raises `SealBrokenError`."""
        start = len(FORM) + NONCE_BYTES
        broken = SealBrokenError(f"A sealed value in {table}.{column} is damaged or not in its place.")
        if not sealed.startswith(FORM) or len(sealed) < start:
            raise broken
        place = _place(table, column, row, self.case)
        try:
            return AESGCM(self.key).decrypt(sealed[len(FORM) : start], sealed[start:], place)
        except InvalidTag:
            raise broken from None


@dataclass(frozen=True)
class MasterKey:
    """Wraps the data keys. Its `id` tells which master key a data key needs, and nothing about the key itself."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise MasterKeyMalformedError(f"A master key has {KEY_BYTES} bytes.")

    @property
    def id(self) -> str:
        """The name of this master key."""
        return derive(self.secret, "master key id")[:8].hex()

    def wrap(self, owner: str, data_key: bytes) -> bytes:
        """Wrap the data key of this owner."""
        return self._seal(owner).seal("data_keys", "wrapped", owner, data_key)

    def unwrap(self, owner: str, wrapped: bytes, master_key: str) -> bytes:
        """Open a data key that the master key of this id wrapped. Raises `MasterKeyWrongError`, `SealBrokenError`."""
        if master_key != self.id:
            raise MasterKeyWrongError(f"The database needs master key {master_key}; the one given is {self.id}.")
        return self._seal(owner).unseal("data_keys", "wrapped", owner, wrapped)

    def _seal(self, owner: str) -> Seal:
        return Seal(owner, derive(self.secret, "wrap data keys"))


def derive(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """Derive a key that serves one purpose only; with a random salt, one time only."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=f"regiekamer {purpose}".encode()).derive(secret)


def keyed_hash(secret: bytes, content: bytes) -> str:
    """Give a fingerprint that recognises the same content, and says nothing without the key."""
    return hmac.digest(derive(secret, "fingerprint"), content, "sha256").hex()


def create_master_key(path: Path) -> None:
    """Write a new master key to a new file that only its owner may read. It survives a power cut from then on.

    Raises `MasterKeyExistsError` when the file is there, `MasterKeyUnwritableError` when it cannot be written.
    """
    write_key_file(path, MasterKey(new_key()))


def write_key_file(path: Path, key: MasterKey) -> None:
    """Write this key to a new file, as `create_master_key`."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise MasterKeyExistsError(f"{path} exists already; a master key is never overwritten.") from None
    except OSError as error:
        raise MasterKeyUnwritableError(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(key.secret) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)  # half a key would be taken for one
        raise MasterKeyUnwritableError(f"{path} cannot be written: {error.strerror}.") from None


def sync_folder(folder: Path) -> None:
    """See that names which were made or changed in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def load_master_key(path: Path) -> MasterKey:
    """Read the master key.

    Raises `MasterKeyMissingError`, `MasterKeyExposedError` when the group or the world may touch the file, and
    `MasterKeyMalformedError`.
    """
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(1024)
    except OSError as error:
        raise MasterKeyMissingError(f"{path} cannot be read: {error.strerror}.") from None
    if stat.S_IMODE(mode) & 0o077:
        raise MasterKeyExposedError(f"{path} is open to others than its owner; make it 0600 (chmod 600).")
    try:
        secret = base64.b64decode(content.strip(), validate=True)
    except binascii.Error:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise MasterKeyMalformedError(f"{path} does not hold a master key: {KEY_BYTES} bytes in base64.")
    return MasterKey(secret)


def _place(table: str, column: str, row: str, case: str) -> bytes:
    """Name a place so that no two places have the same name."""
    return json.dumps([table, column, row, case]).encode()
