"""The administrator's commands: setup, check, directory, intake. Each says in plain Dutch what it did."""

import base64
import contextlib
import logging
import os
import secrets
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from bot.forms import directory as directory_form
from bot.forms import intake as intake_form
from bot.matrix import recovery
from bot.matrix.identity import FILE as IDENTITY_FILE
from bot.matrix.identity import Identity, IdentityError, IdentityFile, establish, see_that_free
from bot.matrix.login import Account, log_in, log_out, open_wire, remove_other_devices, who_am_i
from bot.matrix.probe import probe_limits
from bot.matrix.recovery import RecoveryKey
from bot.matrix.sync import upload_keys
from bot.matrix.wire import Wire
from bot.matrix.wire import path as api_path
from bot.ports import Fingerprints, HomeserverDownError, HomeserverError, HomeserverRefusedError
from bot.settings import Settings, SettingsError
from bot.storage.errors import StorageError
from bot.storage.sealing import create_master_key
from bot.usecases.open_case import KnownIntake, ensure_rooms, open_case
from bot.wiring import choose, identity_file, now, open_bot, open_house

log = logging.getLogger(__name__)

NO_PASSWORD = "geheimen.wachtwoord_bestand: zet hier het bestand met het wachtwoord van de bot."  # noqa: S105
NO_ANSWER = "matrix.homeserver: de Matrix-server antwoordt niet. Klopt het adres, en draait hij?"
DEAD_LOGIN = "geheimen.toegang_bestand: de Matrix-server kent deze login niet meer."
NEW_IDENTITY = "De bot heeft een eigen identiteit; zijn apparaat is ermee ondertekend."

Say = Callable[[str], None]


class OfficeError(Exception):
    """A command could not be carried out; the message is a Dutch sentence."""


async def setup(settings: Settings, say: Say, *, new_recovery_key: bool = False) -> None:
    """Make what is missing: keys, login with the fixed device, database, identity, recovery.

    What exists is never replaced, but the recovery key when that is asked for: a paper gets lost.
    """
    if settings.secrets.password is None:
        raise OfficeError(NO_PASSWORD)
    _make_keys(settings, say)
    await _log_in(settings, say)
    await _finish(settings, say, new_recovery_key=new_recovery_key)


def see_that_lost(settings: Settings) -> None:
    """Refuse to recover an identity that is there, before anybody is asked for a key. Raises `OfficeError`."""
    if (settings.crypto_folder / IDENTITY_FILE).exists():
        raise OfficeError(
            "De identiteit van de bot staat al op deze machine; er is niets te herstellen. Was een herstel nog niet "
            "klaar, dan maakt `regiekamer setup` het af. Is de map crypto beschadigd, zet hem dan eerst opzij."
        )


async def recover(settings: Settings, key: RecoveryKey, say: Say) -> None:
    """Bring the identity back on a machine that lost it, on a new device (rules 3 and 23); then set up as ever.

    Killed anywhere, it can be run again: until the identity is on disk it begins anew with yet another device (that
    of the first try is among those taken away), and from then on `setup` does the rest.
    """
    see_that_lost(settings)
    if settings.secrets.password is None or not settings.path(settings.secrets.password).exists():
        raise OfficeError(NO_PASSWORD)
    password = settings.secret(settings.secrets.password, "geheimen.wachtwoord_bestand").get_secret_value()
    _make_keys(settings, say)
    us = Account(settings.matrix.user, f"{settings.matrix.device_id}-{secrets.token_hex(4).upper()}")
    token = await _new_login(settings, us.device_id, password)
    try:
        async with open_wire(settings.matrix.homeserver, token) as wire:
            identity, removed = await _fetch(wire, us, key, password)
    except HomeserverDownError:
        raise OfficeError(NO_ANSWER) from None
    settings.crypto_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The identity last: as long as it is not there, a recovery begins anew and replaces all this.
    settings.path(settings.secrets.access_token).unlink(missing_ok=True)
    settings.device_file.unlink(missing_ok=True)
    _write_secret(settings.device_file, us.device_id)
    _write_secret(settings.path(settings.secrets.access_token), token)
    identity_file(settings).store(identity)
    say(f"De identiteit van de bot is terug, met een nieuw apparaat: {us.device_id}.")
    say(f"Andere apparaten van het account gehaald: {removed}.")
    await _finish(settings, say)


async def _fetch(wire: Wire, us: Account, key: RecoveryKey, password: str) -> tuple[Identity, int]:
    try:
        identity = await recovery.fetch(wire, us.user_id, key)
        return identity, await remove_other_devices(wire, us, password)
    except (IdentityError, HomeserverRefusedError) as error:
        with contextlib.suppress(HomeserverError):
            await log_out(wire)
        if isinstance(error, IdentityError):
            raise
        raise OfficeError(f"De Matrix-server weigert het herstel ({error.errcode}).") from None


def _make_keys(settings: Settings, say: Say) -> None:
    for file in (settings.secrets.master_key, settings.secrets.crypto_key, settings.secrets.access_token):
        settings.path(file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    master_key = settings.path(settings.secrets.master_key)
    if master_key.exists():
        say("De hoofdsleutel is er al; die blijft.")
    else:
        create_master_key(master_key)
        say("De hoofdsleutel is gemaakt. Bewaar een kopie apart van de database: zonder hem is alles onleesbaar.")
    crypto_key = settings.path(settings.secrets.crypto_key)
    if not crypto_key.exists():
        _write_secret(crypto_key, base64.b64encode(secrets.token_bytes(32)).decode())
        say("De sleutel voor de eigen kamersleutels van de bot is gemaakt.")


async def _finish(settings: Settings, say: Say, *, new_recovery_key: bool = False) -> None:
    async with open_house(settings):
        say("De database is klaar.")
    await _identify(settings, say, new_recovery_key=new_recovery_key)
    say("Klaar. Nu: regiekamer adresboek, regiekamer check, regiekamer run.")


async def _identify(settings: Settings, say: Say, *, new_recovery_key: bool) -> None:
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
    assert settings.secrets.password is not None  # noqa: S101 - setup looked
    password = settings.secret(settings.secrets.password, "geheimen.wachtwoord_bestand").get_secret_value()
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


def _read(file: Path, field: str) -> bytes:
    try:
        return file.read_bytes()
    except (OSError, ValueError):  # a name with a NUL is a ValueError
        raise OfficeError(f"{field}: dit bestand is niet te lezen. Bestaat het?") from None


async def load_directory(settings: Settings, say: Say) -> None:
    """Check the directory file and load it. Raises `FormError` with every problem; then nothing was loaded."""
    data = _read(settings.path(settings.directory.file), "adresboek.bestand")
    directory = directory_form.read_directory(data)
    async with open_house(settings) as house, house.database.work() as work:
        await work.people.replace(directory)
        await ensure_rooms(work, house.speaker, now())
        await work.commit()
    say(
        f"Het adresboek is geladen: {len(directory.regions)} regio's, {len(directory.organisations)} organisaties, "
        f"{len(directory.people)} mensen."
    )


async def hand_in(settings: Settings, file: Path, say: Say) -> bool:
    """Hand in an intake file to the bot, through the database. All of it becomes cases, or none.

    Returns whether everything was taken. Raises `FormError` with every problem; then nothing was created.
    """
    data = _read(file, "intake")
    async with open_house(settings) as house, house.database.work() as work:
        directory = await work.people.directory()
        if not directory.regions:
            raise OfficeError("het adresboek is nog leeg. Voer eerst `regiekamer adresboek` uit.")
        lines, all_taken = [], True
        for intake in intake_form.read_intakes(data, directory, now()):
            prints = Fingerprints(
                house.database.fingerprint(intake_form.identity(intake)),
                house.database.fingerprint(intake_form.canonical(intake)),
            )
            result = await open_case(work, house.speaker, intake, prints, now(), choose)
            if not isinstance(result, KnownIntake):
                lines.append(f"{result.code}: de casus is geopend. De bot maakt de kamer.")
            elif result.same:
                lines.append(f"{result.code}: deze intake was al ingevoerd. Er is niets veranderd.")
            else:
                all_taken = False
                lines.append(
                    f"{result.code}: een intake met dit kenmerk (id) was er al, met andere inhoud. "
                    "Er is niets veranderd; geef een nieuwe melding een nieuw kenmerk."
                )
        await work.commit()
    for line in lines:
        say(line)
    return all_taken


async def check(settings: Settings, say: Say) -> bool:
    """Look at everything that must be right before the bot can run. Returns whether all is well."""
    well = True
    async for fine, line in _checks(settings):
        say(f"{'in orde ' if fine else 'MIS     '} {line}")
        well = well and fine
    return well


async def _checks(settings: Settings) -> AsyncIterator[tuple[bool, str]]:
    people: list[str] = []
    try:
        async with open_house(settings) as house, house.database.work() as work:
            people = [person.user_id for person in (await work.people.directory()).people]
            waiting = await work.outbox.unsent()
        yield True, f"database en hoofdsleutel; {waiting} berichten wachten op verzending"
        yield bool(people), f"adresboek: {len(people)} mensen" if people else "adresboek: nog niet geladen"
    except StorageError:
        yield False, "database of hoofdsleutel: niet te openen. Is `regiekamer setup` gedaan, en horen ze bij elkaar?"
    try:
        token = settings.secret(settings.secrets.access_token, "geheimen.toegang_bestand").get_secret_value()
        settings.secret(settings.secrets.crypto_key, "geheimen.crypto_sleutel_bestand")
    except SettingsError as error:
        yield False, str(error)
        return
    async for line in _check_homeserver(settings, token, people):
        yield line


async def _check_homeserver(settings: Settings, token: str, people: list[str]) -> AsyncIterator[tuple[bool, str]]:
    async with open_wire(settings.matrix.homeserver, token) as wire:
        try:
            account = await who_am_i(wire)
        except HomeserverDownError:
            yield False, NO_ANSWER
            return
        except HomeserverError:
            yield False, f"{DEAD_LOGIN} Log opnieuw in."
            return
        ours = (account.user_id, account.device_id) == (settings.matrix.user, settings.device_id)
        yield ours, "login en apparaat" if ours else "matrix.user of matrix.device_id: de login is van een ander"
        missing = []
        for user_id in people:
            try:
                await wire.get(api_path("profile", user_id))
            except HomeserverRefusedError:
                missing.append(user_id)
        for user_id in missing:
            yield False, f"adresboek: {user_id} bestaat niet op de Matrix-server"
        if people and not missing:
            yield True, "iedereen uit het adresboek heeft een account"
        limits = await probe_limits(wire)
        yield limits.refused == 0, _limits(limits.refused, limits.of, settings.matrix.user)


def _limits(refused: int, of: int, user: str) -> str:
    if not refused:
        return "snelheidslimieten: de bot is vrijgesteld"
    return (
        f"snelheidslimieten: de server weigerde {refused} van {of} berichten. Stel de bot vrij, als beheerder:\n"
        f"          POST /_synapse/admin/v1/users/{user}/override_ratelimit\n"
        '          {"messages_per_second": 0, "burst_count": 0}'
    )
