"""What can go wrong in storage. No sentence here ever holds content, only codes and names of files, tables and columns.

What to do about each is said in Dutch by `bot.office.trouble`.
"""

from bot.ports import DamagedError, StorageDownError


class StorageError(Exception):
    """Base of everything storage itself refuses."""


# --- storage as a whole does not work: whoever meets this stops, and nothing half done stays ---


class DownError(StorageError, StorageDownError):
    """Nothing can be read or kept until somebody has done something about it."""


class DiskFullError(DownError):
    """There is no room to keep anything."""


class DiskBrokenError(DownError):
    """The disk gives errors."""


class ReadOnlyError(DownError):
    """The database can be read and not written."""


class CannotOpenError(DownError):
    """A file or folder cannot be opened or made."""


class DatabaseDamagedError(DownError):
    """The file is not a database (any more)."""


class DatabaseBusyError(DownError):
    """Another process held the database for too long."""


class UnreachableError(DownError):
    """The database server does not answer, or the connection to it is gone."""


class AccessRefusedError(DownError):
    """The database server does not let us in: role, password, database or rights."""


class LeaseLostError(DownError):
    """We may not be the only bot any more."""


# --- one thing is refused; the rest goes on ---


class StatementRefusedError(StorageError):
    """The database refused a statement; the fault is ours."""


class DuplicateError(StatementRefusedError):
    """A unique constraint refused."""


class OrphanError(StatementRefusedError):
    """A foreign key refused."""


class SealBrokenError(StorageError, DamagedError):
    """A sealed value is not what was stored there: damaged, moved or opened with the wrong key."""


# --- before anything is begun ---


class LeaseTakenError(StorageError):
    """Another process is what only one may be."""


class DatabaseInUseError(LeaseTakenError):
    """Another bot works with this database."""


class DeviceInUseError(LeaseTakenError):
    """Another process works with this device's Matrix keys."""


class SchemaError(StorageError):
    """The tables are not those of this version."""


class DatabaseMissingError(SchemaError):
    """There is no database here, or nothing is in it."""


class DatabaseNewerError(SchemaError):
    """The database was made or upgraded by a newer version of this program."""


class MasterKeyError(StorageError):
    """Something is wrong with the master key or its file."""


class MasterKeyExistsError(MasterKeyError):
    """There is a master key already; overwriting it would lose everything it opens."""


class MasterKeyMissingError(MasterKeyError):
    """The master key file is not there or cannot be read."""


class MasterKeyUnwritableError(MasterKeyMissingError):
    """A file for a master key cannot be made here."""


class MasterKeyStuckError(MasterKeyError):
    """The new master key is in use, and cannot be put in the place of the old one."""


class MasterKeyExposedError(MasterKeyError):
    """Others than its owner may read or change the master key file."""


class MasterKeyMalformedError(MasterKeyError):
    """The file does not hold a master key."""


class MasterKeyWrongError(MasterKeyError):
    """The database was sealed under another master key."""


class MasterKeyOutdatedError(MasterKeyWrongError):
    """The database was sealed under an earlier master key, which is still kept beside the one of now."""


# --- backups ---


class BackupError(StorageError):
    """A backup cannot be used, or not here."""


class BackupForeignError(BackupError):
    """The file is no backup of this program."""


class BackupNewerError(BackupError):
    """The backup was made by a newer version of this program."""


class BackupDamagedError(BackupError):
    """The backup is not what was written: damaged, cut short or put together from others."""


class BackupKeyError(BackupError):
    """The backup needs another master key. `key_id` tells which."""

    def __init__(self, key_id: str = "") -> None:
        super().__init__(f"the backup needs master key {key_id}")
        self.key_id = key_id


class NotEmptyError(BackupError):
    """There is something in the database already; nothing is ever overwritten."""


class RestoreUnfinishedError(BackupError):
    """A backup was restored here half-way; it must be done again to its end."""


class OtherRestoreUnfinishedError(RestoreUnfinishedError):
    """As above, and it was another file."""
