"""`regiekamer audit controleer`: whether the trail of who did what is still as it was written."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.calendar import ZONE
from bot.domain.trail import Flaw, Harm, Inspection, read_head
from bot.office.common import OfficeError, Say
from bot.ports import OpenWork
from bot.settings import Settings
from bot.wiring import open_house

PAGE = 2_000
"""Entries per unit of work: the bot can write between two pages."""

PATIENCE = 2.0
"""Seconds of silence after which progress is told."""

EXAMPLE = (
    '--kop: hier horen het aantal en de controlecode uit de beheerkamer. Bijvoorbeeld: --kop "1204 9f86 d081 884c …", '
    "met alle zestien groepjes."
)
NO_HEAD = (
    "Let op: zo is niet te zien of er aan het eind regels zijn weggehaald, of alles opnieuw is geschreven. Neem "
    'daarvoor een bericht uit de beheerkamer: regiekamer audit controleer --kop "AANTAL CONTROLECODE"'
)


async def verify_trail(
    settings: Settings, posted: Sequence[str], say: Say, clock: Callable[[], float] = time.monotonic
) -> bool:
    """Walk the trail and say whether it is whole and still contains these posted heads. Raises `OfficeError`."""
    try:
        heads = [read_head(text) for text in posted]
    except ValueError:
        raise OfficeError(EXAMPLE) from None
    inspection = Inspection(heads)
    async with open_house(settings) as house:
        flaw = await _walk(inspection, house.database.work, say, clock)
    if flaw is not None:
        say(f"MIS: {_told(flaw)}")
        say("Gooi niets weg, en vergelijk met een back-up en met de berichten in de beheerkamer.")
        return False
    say(f"Het auditlog is heel. Aantal regels: {inspection.head.number}.")
    say(f"Kop: {inspection.head.text()}")
    for head in heads:
        say(f"De kop van regel {head.number} zit er nog precies zo in.")
    if not heads:
        say(NO_HEAD)
    return True


async def _walk(inspection: Inspection, open_work: OpenWork, say: Say, clock: Callable[[], float]) -> Flaw | None:
    told, after = clock(), None
    while True:
        async with open_work() as work:
            rows = await work.audit.page(after, PAGE)
            of = (await work.audit.head()).number
        for row in rows:
            if (flaw := inspection.take(row)) is not None:
                return flaw
        if not rows:
            return inspection.end()
        after = rows[-1].number
        if clock() - told > PATIENCE:
            told = clock()
            say(f"… {after} van {of} regels bekeken")


def _told(flaw: Flaw) -> str:
    when = f" van {_moment(flaw.at)}" if flaw.at else ""
    match flaw.harm:
        case Harm.CHANGED:
            return f"regel {flaw.number}{when} is veranderd, of past niet meer op wat ervoor staat."
        case Harm.INSERTED:
            return f"regel {flaw.number}{when} is ingevoegd."
        case Harm.MISSING:
            behind = f"; de laatste goede regel ervoor is{when}" if flaw.at else ""
            return f"regel {flaw.number} is weg{behind}."
        case Harm.REWRITTEN:
            return (
                f"regel {flaw.number}{when} heeft een andere controlecode dan de gegeven kop. Een regel na "
                f"{flaw.proven} en niet na {flaw.number} is veranderd, en de rest is erop aangepast. Met een oudere "
                "kop erbij (nog een --kop) is beter te zien vanaf waar."
            )


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d-%m-%Y %H:%M:%S}"
