"""The data keys: one per case, wrapped by the master key, each a row of its own."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.domain.case import CaseCode
from bot.ports import AlreadyThereError
from bot.storage.errors import MasterKeyWrongError
from bot.storage.sealing import MasterKey, Seal, new_key
from bot.storage.tables import data_keys
from bot.storage.transaction import Transaction

NO_CASE = ""
"""Owner of the data key for what belongs to no case."""

FINGERPRINT = "fingerprint"
"""Owner of the key behind fingerprints; no case code looks like this."""


class Vault:
    """Gives the seal of a case, within one unit of work. Every unit reads anew, so that a destroyed key is gone."""

    def __init__(
        self, transaction: Transaction, master_key: MasterKey, lasting: Mapping[str, bytes] | None = None
    ) -> None:
        self._transaction = transaction
        self._master_key = master_key
        self._lasting = lasting or {}  # keys that belong to no case and are never destroyed
        self._known: dict[str, bytes] = {}
        transaction.on_undo.append(self._known.clear)  # a key that was made in an undone part does not exist

    async def seal_of(self, case: CaseCode | None) -> Seal:
        """Give the seal of a case, or of what belongs to none. Raises `KeyError` when there is no data key."""
        owner = NO_CASE if case is None else case
        return Seal(owner, await self._key(owner))

    async def make(self, owner: str) -> Seal:
        """Make the data key of a new case.

        Raises `AlreadyThereError`, and `MasterKeyWrongError` when the master key was changed since we opened the
        database: nobody would find the old one for the new data key.
        """
        ours = await self._transaction.one(select(data_keys.c.master_key).where(data_keys.c.owner == NO_CASE))
        if ours is not None and ours.master_key != self._master_key.id:
            raise MasterKeyWrongError(f"The database needs master key {ours.master_key} by now.")
        key = new_key()
        wrapped = self._master_key.wrap(owner, key)
        await self._transaction.insert(
            data_keys, {"owner": owner, "master_key": self._master_key.id, "wrapped": wrapped}
        )
        return Seal(owner, key)

    async def ensure(self, owner: str) -> bytes:
        """Give the key of this owner; make it the first time."""
        try:
            return await self._key(owner)
        except KeyError:
            pass
        try:
            return (await self.make(owner)).key
        except AlreadyThereError:  # another process was first
            return await self._key(owner)

    async def _key(self, owner: str) -> bytes:
        if owner in self._lasting:
            return self._lasting[owner]
        if owner not in self._known:
            row = await self._transaction.one(select(data_keys).where(data_keys.c.owner == owner))
            if row is None:
                raise KeyError(owner)
            self._known[owner] = self._master_key.unwrap(owner, row.wrapped, row.master_key)
        return self._known[owner]
