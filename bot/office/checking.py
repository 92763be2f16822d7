"""`regiekamer check`: everything that must be right before the bot can run, in plain Dutch."""

from collections.abc import AsyncIterator, Iterator

from bot.forms.problems import FormError
from bot.matrix import recovery
from bot.matrix.errors import IdentityError
from bot.matrix.login import open_wire, who_am_i
from bot.matrix.probe import probe_limits
from bot.matrix.wire import Wire
from bot.matrix.wire import path as api_path
from bot.office.common import DEAD_LOGIN, NO_ANSWER, Say
from bot.office.trouble import sentence
from bot.ports import HomeserverDownError, HomeserverError, HomeserverRefusedError
from bot.settings import Settings, SettingsError
from bot.storage.errors import StorageError
from bot.usecases.trust import overview
from bot.wiring import open_house


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
            waiting, aside = await work.outbox.unsent(), await work.outbox.aside()
            lost = sum(room.gone for room in await work.rooms.all())
            trusted = await overview(work, settings.matrix.trust)
        yield True, f"database en hoofdsleutel; {waiting} berichten wachten op verzending"
        yield not aside, f"apart gezet: {len(aside)} berichten" + (". Zie `regiekamer apart`." if aside else "")
        yield not lost, f"verdwenen kamers: {lost}" + (". Typ `!kamers` in de beheerkamer." if lost else "")
        yield bool(people), f"adresboek: {len(people)} mensen" if people else "adresboek: nog niet geladen"
        yield True, f"vertrouwen ({settings.matrix.trust}): {trusted.count} van {len(people)} mensen kunnen meelezen"
    except StorageError as error:
        yield False, f"database: {sentence(error)}"
    try:
        settings.protocol()
        yield True, "privacyprotocol"
    except SettingsError as error:
        yield False, str(error)
    for line in _grounds(settings):
        yield line
    try:
        token = settings.secret(settings.secrets.access_token, "geheimen.toegang_bestand").get_secret_value()
        settings.secret(settings.secrets.crypto_key, "geheimen.crypto_sleutel_bestand")
    except SettingsError as error:
        yield False, str(error)
        return
    async for line in _check_homeserver(settings, token, people):
        yield line


def _grounds(settings: Settings) -> Iterator[tuple[bool, str]]:
    try:
        listed = settings.ground_list()
    except SettingsError as error:
        yield False, str(error)
    except FormError as error:
        yield from ((False, str(problem)) for problem in error.problems)
    else:
        yield True, f"grondslagen: {len(listed.grounds)} gronden, {listed.as_of}"


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
        yield await _recovery(wire, settings.matrix.user)
        limits = await probe_limits(wire)
        yield limits.refused == 0, _limits(limits.refused, limits.of, settings.matrix.user)


async def _recovery(wire: Wire, user: str) -> tuple[bool, str]:
    try:
        if await recovery.present(wire, user):
            return True, "herstelsleutel: aanwezig"
    except IdentityError as error:
        return False, f"herstelsleutel: {error}"
    return False, "herstelsleutel: nog niet gemaakt. Voer `regiekamer setup` uit."


def _limits(refused: int, of: int, user: str) -> str:
    if not refused:
        return "snelheidslimieten: de bot is vrijgesteld"
    return (
        f"snelheidslimieten: de server weigerde {refused} van {of} berichten. Stel de bot vrij, als beheerder:\n"
        f"          POST /_synapse/admin/v1/users/{user}/override_ratelimit\n"
        '          {"messages_per_second": 0, "burst_count": 0}'
    )
