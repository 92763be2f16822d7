"""`regiekamer vertrouw`: whose identity counts, decided on the machine itself (e2ee rule 7).

The first administrator has no other administrator to ask. Whoever may run this has the keys to everything anyway.
"""

from bot.domain.people import Person, called
from bot.domain.refusals import CodeDoesNotFit, NoIdentityShown, Refused
from bot.domain.trust import Fingerprint, TrustState, Unable
from bot.matrix.chain import read
from bot.matrix.login import open_wire
from bot.matrix.wire import CLIENT
from bot.office.common import NO_ANSWER, PLACE, OfficeError, Say
from bot.ports import AuditEntry, HomeserverDownError, HomeserverError, Work
from bot.settings import Settings
from bot.usecases import trust
from bot.usecases.results import TrustOf
from bot.wiring import House, now, open_house

VERB = "vertrouw"
NOW_IS = {
    None: "heeft nog geen identiteit",
    TrustState.SEEN: "is nog niet bevestigd",
    TrustState.CONFIRMED: "is bevestigd",
    TrustState.BLOCKED: "is geblokkeerd: de identiteit is veranderd of verdwenen",
}


async def list_trust(settings: Settings, say: Say) -> None:
    """Say who cannot read yet, and why."""
    async with open_house(settings) as house, house.database.work() as work:
        found = await trust.overview(work, settings.matrix.trust)
    say(f"Instelling matrix.trust: {settings.matrix.trust}. {found.count} mensen kunnen meelezen.")
    for line in found.waiting:
        say(f"- {_who(line)}")


async def show_trust(settings: Settings, name: str, say: Say) -> None:
    """Show what to compare with what this person sees. Raises `OfficeError`."""
    async with open_house(settings) as house, house.database.work() as work:
        person = await _look(house, work, name)
        try:
            shown = await trust.show(work, person)
        except Refused as refused:
            raise _sorry(refused) from None
        await work.commit()
    for text in _compare(shown):
        say(text)


async def confirm_trust(settings: Settings, name: str, code: str, say: Say) -> None:
    """Confirm an identity after it was compared outside the chat. Raises `OfficeError`."""
    async with open_house(settings) as house, house.database.work() as work:
        person = await _look(house, work, name)
        try:
            await trust.confirm_identity(work, house.speaker, person, code, now())
        except Refused as refused:
            await work.commit()  # what was just seen of this person is remembered all the same
            raise _sorry(refused) from None
        await work.audit.add(AuditEntry(now(), trust.BOT, VERB, PLACE, person.user_id, "ok"))
        await work.commit()
    say(f"{person.name} is bevestigd en leest vanaf nu mee.")


async def _look(house: House, work: Work, name: str) -> Person:
    """Find the person, and take in what the homeserver shows of them at this moment."""
    settings = house.settings
    found = called(name, (await work.people.directory()).people)
    if len(found) != 1:
        why = "past bij meer mensen; geef het hele Matrix-adres" if found else "staat niet in het adresboek"
        raise OfficeError(f"naam: deze {why}. Bijvoorbeeld: regiekamer vertrouw @anna:voorbeeld.nl")
    [person] = found
    token = settings.secret(settings.secrets.access_token, "geheimen.toegang_bestand").get_secret_value()
    try:
        async with open_wire(settings.matrix.homeserver, token) as wire:
            answer = await wire.post(f"{CLIENT}/keys/query", {"device_keys": {person.user_id: []}})
    except HomeserverDownError:
        raise OfficeError(NO_ANSWER) from None
    except HomeserverError as error:
        raise OfficeError(f"De Matrix-server weigert: {error}") from None
    sighting = read(answer, person.user_id).sighting()
    await trust.sighted(work, house.speaker, [sighting], settings.matrix.trust, now())
    return person


def _compare(shown: TrustOf) -> list[str]:
    return [
        f"{shown.name} ({shown.who}) {NOW_IS[shown.standing]}.",
        "Bel deze persoon, niet via deze server. Vraag om een van deze sleutels voor te lezen en lees mee:",
        *(f"  {_label(line)}: {line.shown}" for line in shown.fingerprints),
        "Klopt alles? Geef dan de laatste twee groepjes:",
        f"  regiekamer vertrouw {shown.who} bevestig XXXX XXX",
    ]


def _label(line: Fingerprint) -> str:
    return f"apparaat {line.device}" if line.device else "identiteit"


def _who(line: Unable) -> str:
    return f"{line.name} ({line.user_id}) {NOW_IS[line.standing]}"


def _sorry(refused: Refused) -> OfficeError:
    match refused.refusal:
        case NoIdentityShown():
            return OfficeError("Van deze persoon is geen goede identiteit te zien. Vraag om in de eigen app een "
                               "herstelsleutel te maken.")  # fmt: skip
        case CodeDoesNotFit():
            return OfficeError("code: deze klopt niet met wat de server toont. Er is niets bevestigd.")
        case other:
            raise AssertionError(type(other).__name__)
