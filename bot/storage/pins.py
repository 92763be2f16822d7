"""Whose identity we remember, in SQL: sealed, so that whoever can write to the database cannot make one count."""
# ruff: noqa: D102 - the port says what each method is for

import logging
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, select, update

from bot.domain.people import UserId
from bot.domain.trust import Pin, TrustState
from bot.ports import AlreadyThereError, Refusal
from bot.storage.errors import SealBrokenError
from bot.storage.sealing import Seal
from bot.storage.shapes import pack_pin, unpack_pin
from bot.storage.tables import pins, refused_devices
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

log = logging.getLogger(__name__)


class SqlPins:
    """Implements `bot.ports.Pins`."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    async def get(self, user_id: UserId) -> Pin | None:
        row = await self._transaction.one(select(pins).where(pins.c.user_id == user_id))
        return None if row is None else _pin(await self._vault.seal_of(None), row.user_id, row.pin)

    async def some(self, users: Collection[UserId]) -> dict[UserId, Pin]:
        return {pin.user_id: pin for pin in await self._pins(select(pins).where(pins.c.user_id.in_(users)))}

    async def all(self) -> tuple[Pin, ...]:
        return await self._pins(select(pins).order_by(pins.c.user_id))

    async def _pins(self, query: Select[Any]) -> tuple[Pin, ...]:
        rows = await self._transaction.all(query)
        if not rows:
            return ()
        seal = await self._vault.seal_of(None)
        return tuple(_pin(seal, row.user_id, row.pin) for row in rows)

    async def save(self, pin: Pin) -> None:
        sealed = (await self._vault.seal_of(None)).seal("pins", "pin", pin.user_id, pack_pin(pin))
        statement = update(pins).where(pins.c.user_id == pin.user_id).values(pin=sealed)
        if not await self._transaction.change(statement):
            await self._transaction.insert(pins, {"user_id": pin.user_id, "pin": sealed})

    async def refused(self, user_id: UserId, device_id: str, day: date) -> Refusal:
        try:
            row = {"user_id": user_id, "device_id": device_id, "told_on": day}
            await self._transaction.insert(refused_devices, row)
        except AlreadyThereError:
            there = (refused_devices.c.user_id == user_id, refused_devices.c.device_id == device_id)
            later = update(refused_devices).where(*there, refused_devices.c.told_on < day).values(told_on=day)
            return Refusal.FIRST_TODAY if await self._transaction.change(later) else Refusal.TOLD_TODAY
        return Refusal.FIRST


def _pin(seal: Seal, user_id: UserId, sealed: bytes) -> Pin:
    try:
        return unpack_pin(user_id, seal.unseal("pins", "pin", user_id, sealed))
    except SealBrokenError:
        # Somebody wrote here who should not: this person is blocked until confirmed again, the others go on.
        log.critical("a remembered identity was tampered with; that person is blocked")
        return Pin(user_id, "", TrustState.BLOCKED, None)
