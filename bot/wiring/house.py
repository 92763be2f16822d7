"""What every command opens: settings become storage, words and keys."""

import secrets
import uuid
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.settings import Settings
from bot.storage.database import Database, upgrade
from bot.storage.dialects import make_private_folder
from bot.storage.lease import Lease, hold_lease
from bot.storage.rotation import KeyFiles, key_for
from bot.texts.words import FluentWords
from bot.usecases.speak import Speaker
from bot.wiring.rhythm import holidays_of


def now() -> datetime:
    """Tell the time (UTC)."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class House:
    """The floors that need no homeserver: storage and words."""

    settings: Settings
    database: Database
    speaker: Speaker


@asynccontextmanager
async def open_house(settings: Settings, *, make: bool = False) -> AsyncIterator[House]:
    """Open storage, migrated when needed, and texts. Raises `StorageError`; only with `make` a database is made."""
    if make:
        make_private_folder(settings.path(settings.storage.folder))
    files = key_files(settings)
    files.see_that_usable()
    await upgrade(settings.database_url, make=make)
    database = await Database.open(settings.database_url, await key_for(settings.database_url, files))
    try:
        yield House(settings, database, Speaker(FluentWords(now), new_id, settings.rhythm(holidays_of(settings))))
    finally:
        await database.close()


def key_files(settings: Settings) -> KeyFiles:
    """Give the places of the master key."""
    return KeyFiles.at(settings.path(settings.secrets.master_key))


def only_one(settings: Settings) -> AbstractAsyncContextManager[Lease]:
    """Be the only process that is this bot, until the end. For whoever changes what a running bot relies on.

    Raises `LeaseTakenError` at once when a bot runs, and other `StorageError`s.
    """
    return hold_lease(settings.database_url, settings.crypto_folder)


def new_id() -> str:
    """Make a random id for wishes and messages."""
    return uuid.uuid4().hex


def choose(letters: str) -> str:
    """Choose a character unpredictably, for case codes."""
    return secrets.choice(letters)
