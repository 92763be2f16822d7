"""A sealed file that cannot be changed, cut short, put in another order or mixed with another without being noticed.

Chunks of AES-256-GCM, each bound to its number, to being the last one or not, and to the header: the construction
STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as in age and Tink; `cryptography` has no such thing, and a library
that has would bring far more than this. The key serves one file only: it is derived from the master key with a random
salt, so that a counter can be the nonce. A chunk is read when it was found authentic, and memory holds one at a time.
"""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import BackupDamagedError, BackupForeignError, BackupKeyError, BackupNewerError
from bot.storage.sealing import MasterKey, derive

MAGIC = b"REGIEKAMER BACKUP\n"
FORMAT = 1
SIZE_BYTES = 2
SALT_BYTES = 32
COUNTER_BYTES = 11
CHUNK = 64 * 1024
TAG = 16


@dataclass(frozen=True)
class Header:
    """What anybody may read: which master key is needed, which tables, and when (UTC). `salt` names the file."""

    master_key: str
    schema: str
    at: datetime
    salt: bytes

    @property
    def id(self) -> str:
        """The name of this file."""
        return self.salt.hex()

    def pack(self) -> bytes:
        """Write it as it stands at the beginning of the file."""
        told = {
            "format": FORMAT,
            "master_key": self.master_key,
            "schema": self.schema,
            "at": self.at.isoformat(),
            "salt": base64.b64encode(self.salt).decode(),
        }
        packed = json.dumps(told).encode()
        return MAGIC + len(packed).to_bytes(SIZE_BYTES) + packed


def new_header(master_key: MasterKey, schema: str, at: datetime) -> Header:
    """Make the header of a new file."""
    return Header(master_key.id, schema, at, secrets.token_bytes(SALT_BYTES))


def read_header(file: BinaryIO) -> Header:
    """Read the header; it is believed only when the first chunk opens with it.

    Raises `BackupForeignError`, `BackupNewerError` and `BackupDamagedError`.
    """
    file.seek(0)
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupForeignError("this file is no backup")
    try:
        told = json.loads(file.read(int.from_bytes(file.read(SIZE_BYTES))))
        if told["format"] != FORMAT:
            raise BackupNewerError("the backup has a form that this version does not know")
        at, salt = datetime.fromisoformat(told["at"]), base64.b64decode(told["salt"], validate=True)
        header = Header(str(told["master_key"]), str(told["schema"]), at, salt)
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError):
        raise BackupDamagedError("the header of the backup cannot be read") from None
    if at.utcoffset() is None or len(salt) != SALT_BYTES:
        raise BackupDamagedError("the header of the backup cannot be read")
    return header


class SealedWriter:
    """Writes a sealed file, header first; `end` must come last, or the file counts as cut short."""

    def __init__(self, file: BinaryIO, header: Header, master_key: MasterKey) -> None:
        self._file = file
        self._chunks = _Chunks(header, master_key)
        self._waiting = bytearray()
        file.write(header.pack())

    def write(self, plain: bytes) -> None:
        """Add to what the file holds."""
        self._waiting += plain
        while len(self._waiting) > CHUNK:  # not at exactly that many: it may be the last
            self._file.write(self._chunks.seal(bytes(self._waiting[:CHUNK]), last=False))
            del self._waiting[:CHUNK]

    def end(self) -> None:
        """Write the last chunk."""
        self._file.write(self._chunks.seal(bytes(self._waiting), last=True))


def open_sealed(file: BinaryIO, header: Header, master_key: MasterKey) -> Iterator[bytes]:
    """Give what a file holds, piece by piece, each found authentic; only at its end is it known to be whole.

    Raises `BackupKeyError` and `BackupDamagedError`.
    """
    if header.master_key != master_key.id:
        raise BackupKeyError(header.master_key)
    if read_header(file) != header:
        raise BackupDamagedError("this is another file than a moment ago")
    end = file.tell()
    file.seek(0)
    chunks = _Chunks(header, master_key, file.read(end))
    sealed, last = file.read(CHUNK + TAG), False
    while not last:
        following = file.read(CHUNK + TAG)
        last = not following
        yield chunks.open(sealed, last=last)
        sealed = following


class _Chunks:
    """Seals or opens the chunks of one file, in their order."""

    def __init__(self, header: Header, master_key: MasterKey, written: bytes | None = None) -> None:
        self._aead = AESGCM(derive(master_key.secret, "backup", header.salt))
        self._header = header.pack() if written is None else written  # to the letter
        self._number = 0

    def seal(self, plain: bytes, *, last: bool) -> bytes:
        return self._aead.encrypt(self._nonce(last=last), plain, self._header)

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        try:
            return self._aead.decrypt(self._nonce(last=last), sealed, self._header)
        except (InvalidTag, ValueError):  # ValueError: not even a tag is left
            raise BackupDamagedError("a part of the backup is not what was written there") from None

    def _nonce(self, *, last: bool) -> bytes:
        nonce = self._number.to_bytes(COUNTER_BYTES) + bytes([last])
        self._number += 1
        return nonce


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """Open a new file for its owner alone, which gets its name when it is complete and on the disk.

    Raises `FileExistsError`: nothing is overwritten, and other `OSError`s; then nothing is left of it.
    """
    if target.exists():
        raise FileExistsError(target.name)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.deel")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _name(draft: Path, target: Path) -> None:
    # A second name refuses when it is taken, which renaming does not; some network disks know no second names.
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError(target.name) from None
        draft.rename(target)
