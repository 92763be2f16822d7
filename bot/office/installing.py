"""`regiekamer setup`: keys, login, database, identity, recovery; and bringing an identity back after a lost disk."""

import base64
import contextlib
import os
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.matrix import recovery
from bot.matrix.errors import IdentityError
from bot.matrix.identity import FILE as IDENTITY_FILE
from bot.matrix.identity import Identity, IdentityFile, establish, see_that_free
from bot.matrix.login import Account, log_in, log_out, open_wire, remove_other_devices
from bot.matrix.recovery import RecoveryKey
from bot.matrix.sync import upload_keys
from bot.matrix.wire import Wire
from bot.office.common import DEAD_LOGIN, NO_ANSWER, OfficeError, Say
from bot.ports import HomeserverDownError, HomeserverError, HomeserverRefusedError
from bot.settings import Settings
from bot.storage.database import is_missing
from bot.storage.dialects import make_private_folder
from bot.storage.errors import MasterKeyMissingError
from bot.storage.sealing import create_master_key
from bot.wiring import identity_file, only_one, open_bot, open_house

NO_PASSWORD = "geheimen.wachtwoord_bestand: noem een bestand, zet er het wachtwoord van de bot in, en doe chmod 600."  # noqa: S105
NEW_IDENTITY = "De bot heeft een eigen identiteit; zijn apparaat is ermee ondertekend."

FindIdentity = Callable[[Wire], Awaitable[Identity]]


async def setup(settings: Settings, say: Say, *, new_recovery_key: bool = False) -> None:
    """Make what is missing: keys, login with the fixed device, database, identity, recovery.

    What exists is never replaced, but the recovery key when that is asked for: a paper gets lost.
    """
    if settings.secrets.password is None:
        raise OfficeError(NO_PASSWORD)
    make_private_folder(settings.path(settings.storage.folder))
    async with only_one(settings):  # a running bot keeps its keys in memory, and would write over ours
        await _make_keys(settings, say)
        await _log_in(settings, say)
        await _finish(settings, say, new_recovery_key=new_recovery_key)


def see_that_lost(settings: Settings) -> None:
    """Refuse to recover an identity that is there, before anybody is asked for a key. Raises `OfficeError`."""
    if (settings.crypto_folder / IDENTITY_FILE).exists():
        raise OfficeError(
            "De identiteit van de bot staat al op deze machine; er is niets te herstellen. Was een herstel nog niet "
            "klaar, dan maakt `regiekamer setup` het af. Is de map crypto beschadigd, zet hem dan eerst opzij."
        )


def read_recovery_key(typed: str) -> RecoveryKey:
    """Read a recovery key from paper as somebody typed it. Raises `IdentityError`."""
    return RecoveryKey.read(typed)


async def recover(settings: Settings, key: RecoveryKey, say: Say) -> None:
    """Bring the identity back on a machine that lost it, on a new device (rules 3 and 23); then set up as ever.

    Killed anywhere, it can be run again: until the identity is on disk it begins anew with yet another device (that
    of the first try is among those taken away), and from then on `setup` does the rest.
    """
    see_that_lost(settings)
    password = read_password(settings)
    make_private_folder(settings.path(settings.storage.folder))

    async def fetch(wire: Wire) -> Identity:
        return await recovery.fetch(wire, settings.matrix.user, key)

    async with only_one(settings):
        await _make_keys(settings, say)
        # The identity last: as long as it is not there, a recovery begins anew and replaces the login.
        identity_file(settings).store(await new_device(settings, fetch, password, say))
        say("De identiteit van de bot is terug.")
        await _finish(settings, say)


def read_password(settings: Settings) -> str:
    """Read the bot's password. Raises `OfficeError` when it is not there, and `SettingsError`."""
    if settings.secrets.password is None or not settings.path(settings.secrets.password).exists():
        raise OfficeError(NO_PASSWORD)
    return settings.secret(settings.secrets.password, "geheimen.wachtwoord_bestand").get_secret_value()


async def new_device(settings: Settings, find: FindIdentity, password: str, say: Say) -> Identity:
    """Log in as a device that never was, and take all others off the account; give the identity that was found.

    The login of before is replaced. Raises `OfficeError`, and what `find` raises: then nothing was changed.
    """
    us = Account(settings.matrix.user, f"{settings.matrix.device_id}-{secrets.token_hex(4).upper()}")
    token = await _new_login(settings, us.device_id, password)
    try:
        async with open_wire(settings.matrix.homeserver, token) as wire:
            identity, removed = await _take_over(wire, us, find, password)
    except HomeserverDownError:
        raise OfficeError(NO_ANSWER) from None
    settings.path(settings.secrets.access_token).unlink(missing_ok=True)
    settings.device_file.unlink(missing_ok=True)
    _write_secret(settings.device_file, us.device_id)
    _write_secret(settings.path(settings.secrets.access_token), token)
    say(f"De bot is ingelogd met een nieuw apparaat: {us.device_id}.")
    say(f"Andere apparaten van het account gehaald: {removed}.")
    return identity


async def _take_over(wire: Wire, us: Account, find: FindIdentity, password: str) -> tuple[Identity, int]:
    try:
        identity = await find(wire)
        return identity, await remove_other_devices(wire, us, password)
    except (IdentityError, HomeserverRefusedError) as error:
        with contextlib.suppress(HomeserverError):
            await log_out(wire)
        if isinstance(error, IdentityError):
            raise
        raise OfficeError(f"De Matrix-server weigert het herstel ({error.errcode}).") from None


async def _make_keys(settings: Settings, say: Say) -> None:
    master_key = settings.path(settings.secrets.master_key)
    master_key.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if master_key.exists():
        say("De hoofdsleutel is er al; die blijft.")
    else:
        if not await is_missing(settings.database_url):
            raise MasterKeyMissingError("there is a database, and its master key is not there")
        create_master_key(master_key)
        say("De hoofdsleutel is gemaakt. Bewaar een kopie apart van de database: zonder hem is alles onleesbaar.")
    make_crypto_key(settings, say)


def make_crypto_key(settings: Settings, say: Say) -> None:
    """Make the key that seals what the bot keeps for Matrix, unless it is there; and a place for the login."""
    for file in (settings.secrets.crypto_key, settings.secrets.access_token):
        settings.path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    crypto_key = settings.path(settings.secrets.crypto_key)
    if not crypto_key.exists():
        _write_secret(crypto_key, base64.b64encode(secrets.token_bytes(32)).decode())
        say("De sleutel voor de eigen kamersleutels van de bot is gemaakt.")


async def _finish(settings: Settings, say: Say, *, new_recovery_key: bool = False) -> None:
    async with open_house(settings, make=True):
        say("De database is klaar.")
    await identify(settings, say, new_recovery_key=new_recovery_key)
    say("Klaar. Nu: regiekamer adresboek, regiekamer check, regiekamer run.")


async def identify(settings: Settings, say: Say, *, new_recovery_key: bool = False) -> None:
    """Give the bot an identity of its own, so that people's clients can see that its device is really its own."""
    file = identity_file(settings)
    try:
        async with open_bot(settings) as (wire, crypto):
            await see_that_free(wire, crypto, file)
            await upload_keys(wire, crypto)
            new = await establish(wire, crypto, file)
            say(NEW_IDENTITY if new else "De identiteit van de bot is er al; die blijft.")
            await _offer_recovery(wire, settings.matrix.user, file, say, anew=new_recovery_key)
    except HomeserverDownError:
        raise OfficeError(NO_ANSWER) from None
    except HomeserverRefusedError as error:
        if error.errcode != "M_UNKNOWN_TOKEN":
            raise
        raise OfficeError(f"{DEAD_LOGIN} Is de schijf kwijt, voer dan `regiekamer setup --herstel` uit.") from None


async def _offer_recovery(wire: Wire, user: str, file: IdentityFile, say: Say, *, anew: bool) -> None:
    """Make a recovery key and show it, once: it is kept nowhere here (rule 3)."""
    if not anew and await recovery.present(wire, user):
        say("De herstelsleutel is er al; die blijft.")
        return
    identity = file.load()
    assert identity is not None  # noqa: S101 - just established
    key = RecoveryKey.make()
    await recovery.deposit(wire, user, identity, key)
    say(f"De herstelsleutel van de bot:\n\n    {key.text()}\n")
    say("Druk hem af of schrijf hem over, en leg hem in een kluis. Bewaar hem niet op deze machine.")
    say("U ziet hem alleen nu. Met deze sleutel krijgt de bot na een kapotte schijf zijn identiteit terug.")


async def _log_in(settings: Settings, say: Say) -> None:
    target = settings.path(settings.secrets.access_token)
    if target.exists():
        say("De bot is al ingelogd; dat blijft zo.")
        return
    password = read_password(settings)
    _write_secret(target, await _new_login(settings, settings.device_id, password))
    say(f"De bot is ingelogd met apparaat {settings.device_id}. Het wachtwoordbestand mag nu weg.")


async def _new_login(settings: Settings, device_id: str, password: str) -> str:
    try:
        async with open_wire(settings.matrix.homeserver) as wire:
            return await log_in(wire, settings.matrix.user, password, device_id)
    except HomeserverDownError:
        raise OfficeError(NO_ANSWER) from None
    except HomeserverRefusedError as error:
        raise OfficeError(f"matrix.user: inloggen lukt niet ({error.errcode}). Klopt het wachtwoord?") from None


def _write_secret(target: Path, content: str) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content + "\n")
        file.flush()
        os.fsync(file.fileno())
