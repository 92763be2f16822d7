"""`regiekamer leden uitdienst`: shows what ends when somebody leaves service, and does it with the code that was shown.

The running bot brings the rooms in line.
"""

from dataclasses import replace

from bot.domain.people import Directory, Person, called
from bot.domain.refusals import Refused
from bot.domain.standing import MACHINE
from bot.office.common import OfficeError, Say
from bot.settings import Settings
from bot.texts.words import FluentWords
from bot.usecases import leaving
from bot.usecases.handover import By, Desk
from bot.usecases.results_going import LeavingAhead, LeftService
from bot.wiring import now, open_house

EXAMPLE = "Bijvoorbeeld: regiekamer leden uitdienst @anna:voorbeeld.nl --opvolger @bas:voorbeeld.nl"


async def let_go(settings: Settings, who: str, successor: str | None, code: str | None, say: Say) -> bool:
    """Show what ends, or with the code that was shown do it. Tell whether it was done. Raises `OfficeError`."""
    async with open_house(settings) as house, house.database.work() as work:
        directory = await work.people.directory()
        person = _person(who, "NAAM", directory)
        named = None if successor is None else _person(successor, "--opvolger", directory)
        desk = Desk(work, house.speaker, By(MACHINE, MACHINE, now()), settings.times.reminders)
        try:
            if code is None:
                result: LeavingAhead | LeftService = await leaving.preview(desk, person, named)
            else:
                result = await leaving.leave(desk, person, named, code)
        except Refused as refused:
            raise OfficeError(" ".join(_said(refused.refusal).splitlines())) from None
        await work.commit()
    if isinstance(result, LeavingAhead):
        taking = f" --opvolger {named.user_id}" if named is not None else ""
        shown = result.command.rpartition(" ")[2]
        result = replace(result, command=f"regiekamer leden uitdienst {person.user_id}{taking} --bevestig {shown}")
    say(_said(result))
    return isinstance(result, LeftService)


def _person(word: str, field: str, directory: Directory) -> Person:
    found = called(word, directory.people)
    if not found:
        raise OfficeError(f"{field}: die staat niet in het adresboek. {EXAMPLE}")
    if len(found) > 1:
        names = ", ".join(sorted(p.user_id for p in found))
        raise OfficeError(f"{field}: er zijn er meer die zo heten. Kies een adres: {names}.")
    return found[0]


def _said(value: object) -> str:
    return FluentWords(now).render(value, "nl").plain
