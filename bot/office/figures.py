"""`regiekamer cijfers`: the figures of the MDT over some days, to look at and as a table (R35). No case, no code."""

import re
import secrets
from datetime import date
from pathlib import Path

from bot.domain.calendar import local_day
from bot.domain.date_parts import maybe
from bot.domain.figures import Days, figures
from bot.domain.people import Directory, Region
from bot.domain.standing import MACHINE
from bot.forms.figures_csv import RegionSource, write_figures
from bot.office.common import OfficeError, Say
from bot.ports import AuditEntry
from bot.settings import Settings
from bot.texts.words import FluentWords
from bot.usecases.figures import source_of
from bot.usecases.results_minutes import RegionFigures
from bot.wiring import now, open_house

VERB = "cijfers"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


async def show_figures(
    settings: Settings, first: str, last: str, region: str | None, file: Path | None, say: Say
) -> None:
    """Show the figures from the first to the last day (Dutch), per region; with `file` write the table there too.

    That somebody looked is in the audit trail. Raises `OfficeError`; a file that is there already stays as it is.
    """
    days = Days(_day(first, "--van"), _day(last, "--tot"))
    if days.last < days.first:
        raise OfficeError("--tot: deze dag ligt vóór --van. Bijvoorbeeld: --van 2026-11-01 --tot 2026-11-30")
    _see_that_new(file)
    moment = now()
    async with open_house(settings) as house, house.database.work() as work:
        regions = _regions(region, await work.people.directory())
        found = [RegionSource(each.code, days, await source_of(work, each.code, days)) for each in regions]
        subject = f"{' '.join(each.code for each in regions)} {days.first} {days.last}"
        outcome = "getoond" if file is None else "uitgevoerd"
        await work.audit.add(AuditEntry(moment, MACHINE, VERB, MACHINE, subject, outcome))
        await work.commit()
    words = FluentWords(now)
    for each in found:
        value = RegionFigures(each.region, days, figures(days, local_day(moment), each.source))
        say(words.render(value, "nl").plain)
    if file is not None:
        _write(file, write_figures(found, secrets.SystemRandom().shuffle))
        say(f"De tabel staat in {file}. Er staan geen codes in; ga er toch zorgvuldig mee om.")


def _day(word: str, field: str) -> date:
    iso, dutch = _ISO.fullmatch(word.strip()), _DUTCH.fullmatch(word.strip())
    found = None
    if iso is not None:
        found = maybe(int(iso[1]), int(iso[2]), int(iso[3]))
    elif dutch is not None:
        found = maybe(int(dutch[3]), int(dutch[2]), int(dutch[1]))
    if found is None or not 2000 <= found.year <= 2999:  # noqa: PLR2004 - another one is a slip of the finger
        raise OfficeError(f"{field}: dit is geen dag. Bijvoorbeeld: {field} 2026-11-01")
    return found


def _regions(word: str | None, directory: Directory) -> tuple[Region, ...]:
    if word is None:
        return directory.regions
    found = directory.region(word)
    if found is None:
        codes = ", ".join(region.code for region in directory.regions)
        raise OfficeError(f"--regio: deze ken ik niet. Kies uit: {codes}.")
    return (found,)


def _see_that_new(file: Path | None) -> None:
    if file is not None and file.exists():
        raise _there(file)


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="") as target:
            target.write(text)
    except FileExistsError:
        raise _there(file) from None
    except OSError as error:
        raise OfficeError(
            f"--csv: de tabel is hier niet te schrijven ({error.strerror}). Is de map er, en is er ruimte?"
        ) from None


def _there(file: Path) -> OfficeError:
    return OfficeError(f"--csv: {file} is er al, en wordt niet overschreven. Geef een andere naam.")
