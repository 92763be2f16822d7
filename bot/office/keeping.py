"""`regiekamer backup` and `regiekamer restore`: what a bot is, in one sealed file, and back again (rule 23).

Restoring makes a new device with the old identity. The identity is stored last and the bookmark in the database is
taken away after that: as long as one of the two tells of it, a restore that was killed is done again.
"""

import base64
import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from bot.domain.calendar import ZONE
from bot.domain.codes import CODE
from bot.domain.people import Directory
from bot.domain.rooms import Room
from bot.matrix.identity import FILE as IDENTITY_FILE
from bot.matrix.identity import SEED_BYTES, Identity, see_that_shown
from bot.matrix.login import Account, open_wire
from bot.matrix.roomkeys import read_room_keys, unpack_room_key
from bot.matrix.sessions import STORE
from bot.matrix.strays import stray_rooms
from bot.matrix.wire import Wire
from bot.office.common import PLACE, OfficeError, Say
from bot.office.installing import identify, make_crypto_key, new_device, read_password
from bot.office.loading import read_directory
from bot.ports import AuditEntry, HomeserverError
from bot.settings import Settings
from bot.storage import backup
from bot.storage.backup import Extra, Summary
from bot.storage.database import Database, is_missing
from bot.storage.dialects import make_private_folder
from bot.storage.envelope import Header, read_header
from bot.storage.errors import DatabaseMissingError, MasterKeyError
from bot.storage.rotation import key_for
from bot.storage.sealing import MasterKey, load_master_key
from bot.usecases.trust import BOT
from bot.wiring import identity_file, key_files, now, only_one, open_bot

IDENTITY, ROOM_KEY = "identity", "room key"
VERB = "teruggezet"
QUIET_SECONDS = 2.0
EXAMPLE = "regiekamer-2026-11-23.backup"


class Progress:
    """Says now and then how far something is, when it takes longer than `QUIET_SECONDS`."""

    def __init__(self, what: str, say: Say, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._what, self._say, self._monotonic = what, say, monotonic
        self._said = monotonic()

    def __call__(self, lines: int) -> None:
        """Hear how many lines were done so far."""
        if self._monotonic() - self._said >= QUIET_SECONDS:
            self._said = self._monotonic()
            self._say(f"{self._what}: {lines} regels ...")


# --- backup ---


async def back_up(settings: Settings, target: Path, say: Say) -> None:
    """Write a backup to a new file, also while the bot runs. Raises `OfficeError`; then there is no file."""
    identity = identity_file(settings).load()
    if identity is None:
        raise OfficeError("De bot heeft nog geen eigen identiteit. Voer eerst `regiekamer setup` uit.")
    if await is_missing(settings.database_url):
        raise DatabaseMissingError("there is nothing to make a backup of")
    master_key = await key_for(settings.database_url, key_files(settings))
    keys = _extras(settings, identity)
    try:
        summary = await backup.write(settings.database_url, master_key, target, keys, now(), Progress("Back-up", say))
    except FileExistsError:
        raise OfficeError(
            f"BESTAND: dit bestand is er al, en een back-up overschrijft nooit iets. Geef een andere naam, "
            f"bijvoorbeeld {EXAMPLE}."
        ) from None
    except OSError as error:
        raise OfficeError(
            f"BESTAND: de back-up is hier niet te schrijven ({error.strerror}). Is de map er, en is er ruimte?"
        ) from None
    say(f"De back-up is klaar en nagelezen. Bewaar hem niet op dezelfde plek als de hoofdsleutel {master_key.id}.")
    say(_told(summary))


def _extras(settings: Settings, identity: Identity) -> Iterator[Extra]:
    yield Extra(IDENTITY, {"seeds": [base64.b64encode(seed).decode() for seed in identity.seeds]})
    key = settings.secret(settings.secrets.crypto_key, "geheimen.crypto_sleutel_bestand").get_secret_value()
    account = Account(settings.matrix.user, settings.device_id)
    for content in read_room_keys(str(settings.crypto_folder), account, key):
        yield Extra(ROOM_KEY, content)


def _told(summary: Summary) -> str:
    return (
        f"Erin: {summary.rows['cases']} casussen, {summary.rows['rooms']} kamers, {summary.waiting} berichten die nog "
        f"weg moeten, {summary.extras[ROOM_KEY]} kamersleutels."
    )


# --- restore ---


async def restore(settings: Settings, source: Path, key_file: Path | None, say: Say) -> None:
    """Make this machine the bot that a backup was made of, as a new device; the file is checked whole before anything.

    Killed anywhere, it can be run again, with the same file. Raises `OfficeError`, `IdentityError`, `StorageError`.
    """
    password, directory = read_password(settings), read_directory(settings)
    try:
        file = source.open("rb")
    except OSError:
        raise OfficeError("BESTAND: dit bestand is niet te lezen. Bestaat het?") from None
    with file:
        header = read_header(file)
        theirs, ours = _master_keys(settings, header, key_file)
        _see_that_free(settings, begun=await backup.is_begun(settings.database_url, header))
        found = _Found()
        summary = backup.check(file, header, theirs, found.look, Progress("Nalezen", say))
        identity = found.identity()
        say(f"De back-up is heel. Hij is van {header.at.astimezone(ZONE):%d-%m-%Y %H:%M}.")
        make_private_folder(settings.path(settings.storage.folder))
        async with only_one(settings):
            await backup.restore(settings.database_url, file, header, theirs, ours, Progress("Terugzetten", say))
            say("De database is terug.")
            room_keys = _room_keys(file, header, theirs, Progress("Kamersleutels", say))
            await _bring_back(settings, identity, password, say, room_keys)
            rooms = await _load(settings, ours, directory, header, say)
            await backup.finish(settings.database_url)
            await _report_unknown_rooms(settings, rooms, say)
    say("Klaar. Nu: regiekamer check, regiekamer run.")
    say(_told(summary))


class _Found:
    """Looks at what is in a backup besides rows, before anything is changed."""

    def __init__(self) -> None:
        self._identity: Identity | None = None

    def look(self, extra: Extra) -> None:
        if extra.kind == IDENTITY:
            first, second, third = [base64.b64decode(seed, validate=True) for seed in extra.content["seeds"]]
            if {len(first), len(second), len(third)} != {SEED_BYTES}:
                raise ValueError(IDENTITY)
            self._identity = Identity((first, second, third))
        elif extra.kind == ROOM_KEY:
            unpack_room_key(extra.content)
        else:
            raise ValueError("unknown")

    def identity(self) -> Identity:
        if self._identity is None:
            raise OfficeError("In deze back-up staat geen identiteit van de bot. Er is niets veranderd.")
        return self._identity


def _master_keys(settings: Settings, header: Header, key_file: Path | None) -> tuple[MasterKey, MasterKey]:
    """Give the key of the backup and the key of this installation; most often they are one. Raises `OfficeError`."""
    if not settings.path(settings.secrets.master_key).exists():
        raise OfficeError(
            f"geheimen.hoofdsleutel_bestand: dit bestand is er niet. Zet hier de kopie van de hoofdsleutel neer; deze "
            f"back-up hoort bij hoofdsleutel {header.master_key}. Er is niets veranderd."
        )
    ours = theirs = load_master_key(settings.path(settings.secrets.master_key))
    if key_file is not None:
        try:
            theirs = load_master_key(key_file)
        except MasterKeyError:
            raise OfficeError("--sleutel: dit bestand is niet te lezen, niet 0600, of geen hoofdsleutel.") from None
    elif ours.id != header.master_key:  # a rotation keeps the earlier keys beside the new one
        with contextlib.suppress(MasterKeyError):
            theirs = key_files(settings).find(header.master_key)
    if theirs.id != header.master_key:
        raise OfficeError(
            f"Deze back-up hoort bij hoofdsleutel {header.master_key}; gegeven is {theirs.id}. Een oude hoofdsleutel "
            f"heet na een wissel `hoofdsleutel.oud-{header.master_key}`. Geef dat bestand met --sleutel BESTAND. Er is "
            "niets veranderd."
        )
    return theirs, ours


def _see_that_free(settings: Settings, *, begun: bool) -> None:
    if not begun and any((settings.crypto_folder / name).exists() for name in (IDENTITY_FILE, STORE)):
        raise OfficeError(
            "Op deze machine staan al eigen sleutels van een bot (de map crypto), en terugzetten overschrijft nooit "
            "iets. Zet de map opslag.data_map opzij (gooi hem niet weg). Er is niets veranderd."
        )


def _room_keys(file: BinaryIO, header: Header, master_key: MasterKey, tick: Progress) -> Iterator[Any]:
    for number, content in enumerate(backup.extras(file, header, master_key, ROOM_KEY), 1):
        tick(number)
        yield unpack_room_key(content)


async def _bring_back(
    settings: Settings, identity: Identity, password: str, say: Say, room_keys: Iterator[Any]
) -> None:
    async def known(wire: Wire) -> Identity:
        await see_that_shown(wire, settings.matrix.user, identity)
        return identity

    make_crypto_key(settings, say)
    file = identity_file(settings)
    if file.load() is None:
        for left in settings.crypto_folder.glob(f"{STORE}*"):
            left.unlink()  # by a restore that was killed: keys of a device that is taken away below
        await new_device(settings, known, password, say)
    async with open_bot(settings) as (_, crypto):
        count = crypto.take_over(room_keys)
    say(f"{count} kamersleutels zijn terug.")
    if file.load() is None:
        file.store(identity)
    await identify(settings, say)


async def _load(
    settings: Settings, ours: MasterKey, directory: Directory, header: Header, say: Say
) -> tuple[Room, ...]:
    """Load the directory of today, before the bot invites anybody whose name was taken off it; give the rooms.

    The audit trail says from which moment on its entries are missing.
    """
    database = await Database.open(settings.database_url, ours, restoring=True)
    try:
        async with database.work() as work:
            before = (await work.people.directory()).people
            await work.people.replace(directory)
            await work.audit.add(AuditEntry(now(), BOT, VERB, PLACE, f"{header.at:%Y-%m-%dT%H:%M:%SZ}", "ok"))
            rooms = await work.rooms.all()
            await work.commit()
    finally:
        await database.close()
    say(f"Het adresboek van nu is geladen: {len(directory.people)} mensen.")
    left_out = sum(directory.person(person.user_id) is None for person in before)
    if left_out:  # who left after the backup is among them, and nobody here knows who that is
        say(
            f"LET OP: {left_out} mensen uit de back-up staan daar niet in en doen niet meer mee. Staan zij op de "
            "ledenlijst van nu? Voer die dan in: regiekamer leden invoeren BESTAND.csv"
        )
    return rooms


async def _report_unknown_rooms(settings: Settings, known: Sequence[Room], say: Say) -> None:
    """Name the rooms that were made after the backup: nobody is answered there, and the administrator must know."""
    token = settings.secret(settings.secrets.access_token, "geheimen.toegang_bestand").get_secret_value()
    try:
        async with open_wire(settings.matrix.homeserver, token) as wire:
            names = await stray_rooms(wire, {room.room_id for room in known}, {room.wish for room in known})
    except HomeserverError:
        say("LET OP: niet gelukt om te zien of er na de back-up nog kamers zijn gemaakt.")
        return
    if names:
        codes = sorted(name for name in names if CODE.fullmatch(name))
        say(
            f"LET OP: na de back-up zijn nog {len(names)} kamers gemaakt. De bot kent ze niet en antwoordt er niet. "
            f"Casussen: {', '.join(codes) or 'geen'}. Zeg het de mensen daar, en voer die intakes opnieuw in."
        )
