"""What can go wrong in storage. No sentence here ever holds content, only names of files, tables and columns."""

from bot.ports import DamagedError


class StorageError(Exception):
    """Base of everything storage itself refuses."""


class MasterKeyError(StorageError):
    """Something is wrong with the master key or its file."""


class MasterKeyExistsError(MasterKeyError):
    """There is a master key already; overwriting it would lose everything it opens."""


class MasterKeyMissingError(MasterKeyError):
    """The master key file is not there or cannot be read."""


class MasterKeyExposedError(MasterKeyError):
    """Others than its owner may read or change the master key file."""


class MasterKeyMalformedError(MasterKeyError):
    """The file does not hold a master key."""


class MasterKeyWrongError(MasterKeyError):
    """The database was sealed under another master key."""


class SealBrokenError(StorageError, DamagedError):
    """A sealed value is not what was stored there: damaged, moved or opened with the wrong key."""


class SchemaError(StorageError):
    """The database is missing, or its tables are not those of this version."""
