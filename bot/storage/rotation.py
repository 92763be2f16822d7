"""A new master key: every data key is wrapped anew; what is sealed with the data keys stays as it is (decision 8).

The rows of the database say which master key they need, and change in one transaction. The files say nothing about
which of them counts: whoever opens the database takes the file that fits the rows. So it does not matter where a
rotation was interrupted:

1. the new key is written beside the old one (`….nieuw`)     the rows need the old key: that file is still there
2. all data keys are wrapped anew, in one transaction        the rows need the new key: `….nieuw` is taken
3. the old key is copied (`….oud-<id>`), the new one takes   the rows need the new key: it has either name
   its place in one step
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update

from bot.ports import AuditEntry
from bot.storage.database import one_transaction
from bot.storage.errors import (
    MasterKeyError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    MasterKeyOutdatedError,
    MasterKeyStuckError,
    MasterKeyUnwritableError,
    MasterKeyWrongError,
)
from bot.storage.records import SqlAudit
from bot.storage.sealing import MasterKey, create_master_key, load_master_key, sync_folder, write_key_file
from bot.storage.tables import data_keys
from bot.storage.transaction import Transaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeyFiles:
    """The file of the master key, and the names beside it that a rotation uses."""

    current: Path

    @classmethod
    def at(cls, path: Path) -> "KeyFiles":
        """Name the files of the master key at this path; a link is followed, so that it is not replaced itself."""
        return cls(path.resolve())

    @property
    def new(self) -> Path:
        """Where the new key is until it takes its place."""
        return self.current.with_name(f"{self.current.name}.nieuw")

    def old(self, id_: str) -> Path:
        """Where an earlier key is kept, for back-ups that need it."""
        return self.current.with_name(f"{self.current.name}.oud-{id_}")

    def see_that_usable(self) -> None:
        """Look before a database is touched for which there is no key. Raises `MasterKeyError`."""
        if not _there(self.new):
            load_master_key(self.current)

    def find(self, id_: str) -> MasterKey:
        """Give the key with this id, whichever file it is in.

        Raises `MasterKeyError`: what is wrong with a file that may hold it, or that it is in none.
        """
        trouble: MasterKeyError = MasterKeyWrongError(f"The database needs master key {id_}, which is in no file here.")
        for path in (self.old(id_), self.new, self.current):
            try:
                key = load_master_key(path)
            except MasterKeyMissingError as error:
                trouble = error if path == self.current else trouble
            except MasterKeyError as error:
                trouble = error
            else:
                if key.id == id_:
                    return key
        raise trouble


@dataclass(frozen=True)
class Rotated:
    """How a rotation ended. `kept` is the file of the key of before, None when there was none to keep."""

    key: str
    kept: Path | None
    count: int
    resumed: bool


async def key_for(url: str, files: KeyFiles) -> MasterKey:
    """Give the master key that this (upgraded) database needs, also half-way through a rotation.

    Raises `MasterKeyOutdatedError` when only earlier keys fit, other `MasterKeyError`s, and `StorageError`.
    """
    needed = await _needed(url)
    if not needed:
        return load_master_key(files.current)
    keys = {id_: files.find(id_) for id_ in needed}
    in_use = {id_ for id_ in keys if _holds(files.current, id_) or _holds(files.new, id_)}
    if len(keys) > 1 or not in_use:
        raise MasterKeyOutdatedError(f"The database needs master key {', '.join(sorted(keys))}.")
    return keys[in_use.pop()]


async def settle(url: str, files: KeyFiles) -> None:
    """Finish a rotation that was interrupted when the rows were already changed. For who holds the lease.

    Files that cannot be renamed are no reason not to run: the key was found all the same.
    """
    if not _there(files.new):
        return
    key = await key_for(url, files)
    if not _holds(files.new, key.id):
        return
    try:
        put_in_place(files, key)
    except MasterKeyError as error:
        log.warning("the new master key is in use, but still in its temporary file: %s", error)


async def rotate(url: str, files: KeyFiles, note: Callable[[str], AuditEntry]) -> Rotated:
    """Change the master key of an upgraded database, or finish what was interrupted. For who holds the lease.

    `note` makes the audit entry from the new key's id. Raises `MasterKeyStuckError` when only the names of the files
    are still to be changed; after any other `MasterKeyError` or `StorageError` nothing was changed.
    """
    if _there(files.current):
        load_master_key(files.current)  # what is wrong with it is told before anything is done
    needed = await _needed(url)
    for id_ in needed:
        files.find(id_)
    new = _left_behind(files)
    if new is not None and needed == {new.id}:
        return Rotated(new.id, put_in_place(files, new), 0, resumed=True)
    if new is None:
        create_master_key(files.new)
        new = load_master_key(files.new)
    count = await rewrap(url, files.find, new, note(new.id))
    return Rotated(new.id, put_in_place(files, new), count, resumed=False)


async def rewrap(url: str, find: Callable[[str], MasterKey], new: MasterKey, entry: AuditEntry) -> int:
    """Wrap every data key with the new master key, all or none, and note it in the trail. Returns how many.

    Raises `MasterKeyError` when a key is missing, `SealBrokenError` when a data key is damaged.
    """
    async with one_transaction(url) as connection:
        transaction = Transaction(connection)
        rows = await transaction.all(select(data_keys).order_by(data_keys.c.owner))
        keys = {id_: find(id_) for id_ in {row.master_key for row in rows}}
        for row in rows:
            data_key = keys[row.master_key].unwrap(row.owner, row.wrapped, row.master_key)
            changed = {"master_key": new.id, "wrapped": new.wrap(row.owner, data_key)}
            await transaction.change_one(
                update(data_keys).where(data_keys.c.owner == row.owner).values(changed), row.owner
            )
        await SqlAudit(transaction).add(entry)
    return len(rows)


def put_in_place(files: KeyFiles, new: MasterKey) -> Path | None:
    """Keep the old key under its id, and put the new one in its place, also again. Raises `MasterKeyStuckError`."""
    try:
        kept = _keep(files, new)
        files.new.replace(files.current)
        sync_folder(files.current.parent)
    except (OSError, MasterKeyError) as error:
        raise MasterKeyStuckError(f"master key {new.id}: {error}") from None
    return kept


def _keep(files: KeyFiles, new: MasterKey) -> Path | None:
    """Copy the key of now under its id: there is no moment at which its own name is gone."""
    if not _there(files.current):
        return None
    key = load_master_key(files.current)
    if key.id == new.id:
        return None
    kept = files.old(key.id)
    if not _holds(kept, key.id):
        kept.unlink(missing_ok=True)  # half a copy, of a rotation that was interrupted just here
        write_key_file(kept, key)
    return kept


def _left_behind(files: KeyFiles) -> MasterKey | None:
    """Give the new key that an interrupted rotation left, so that no key is ever thrown away."""
    try:
        return load_master_key(files.new)
    except MasterKeyMalformedError:  # it was interrupted while writing: what the rows need is elsewhere
        try:
            files.new.unlink()
        except OSError as error:
            raise MasterKeyUnwritableError(f"{files.new} cannot be replaced: {error.strerror}.") from None
        return None
    except MasterKeyMissingError:
        return None


def _holds(path: Path, id_: str) -> bool:
    try:
        return load_master_key(path).id == id_
    except MasterKeyError:
        return False


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder that we may not enter
        return False


async def _needed(url: str) -> frozenset[str]:
    """Give the ids of the master keys that the rows name: one, or none in a new database."""
    async with one_transaction(url) as connection:
        rows = await Transaction(connection).all(select(data_keys.c.master_key).distinct())
    return frozenset(row.master_key for row in rows)
