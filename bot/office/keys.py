"""`regiekamer sleutels vernieuw`: a new master key for the same database."""

from bot.domain.calendar import local_day
from bot.office.common import PLACE, Say
from bot.ports import AuditEntry
from bot.settings import Settings
from bot.storage.database import upgrade
from bot.storage.rotation import rotate
from bot.usecases.trust import BOT
from bot.wiring import key_files, now, only_one

VERB = "hoofdsleutel"


async def rotate_keys(settings: Settings, say: Say) -> None:
    """Change the master key, or finish a change that was interrupted. Killed anywhere, it can be run again.

    Raises `LeaseTakenError` when the bot runs, and other `StorageError`s.
    """
    url, files = settings.database_url, key_files(settings)
    async with only_one(settings):  # a running bot keeps the master key in memory
        files.see_that_usable()
        await upgrade(url, make=False)
        done = await rotate(url, files, lambda id_: AuditEntry(now(), BOT, VERB, PLACE, id_, "ok"))
    if done.resumed:
        say(f"De vorige keer was onderbroken; nu is het af. De hoofdsleutel is {done.key}.")
    else:
        say(f"De bot heeft een nieuwe hoofdsleutel: {done.key}. Alle {done.count} sleutels zijn ermee verpakt.")
    say(f"Kopieer nu {settings.secrets.master_key} naar uw kluis, apart van de database, en maak een nieuwe back-up.")
    if done.kept is not None:
        say(
            f"De vorige staat in {done.kept.name}. Die is alleen nog nodig voor back-ups van vandaag "
            f"({local_day(now()):%d-%m-%Y}) en eerder. Bewaart u die niet meer, gooi hem dan weg."
        )
    say(
        "Is de vorige sleutel uitgelekt? Gooi hem dan samen met die back-ups weg. Wie hem had én een kopie van de "
        "database, kan de casussen van toen blijven lezen."
    )
