"""The duty rota as a table (CSV): `regio;organisatie;dag;wie;beurt`."""

import re
from collections.abc import Iterable
from datetime import date

from bot.domain.dates import WEEKDAYS
from bot.domain.duty import Duty
from bot.domain.people import Directory, Organisation, Person, Region, Role, called
from bot.forms.hours import DAYS
from bot.forms.problems import FormError, Problem, unknown_name
from bot.forms.tables import Row, at_most, read_table

COLUMNS = ("regio", "organisatie", "dag", "wie")
TURN = "beurt"
MOST_TURNS = 9

_DATE = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)  # a spreadsheet may have made this of it


def read_duties(data: bytes, directory: Directory) -> tuple[Duty, ...]:
    """Read and check a rota. Raises `FormError` with every problem; then nothing of it may be used."""
    problems: list[Problem] = []
    found: list[Duty] = []
    taken: dict[tuple[object, ...], int] = {}  # a turn, or a person, on a day: the line that says so
    for row in read_table(data, COLUMNS, (TURN,)):
        duty, wrong = _read(row, directory)
        problems += wrong
        if duty is None:
            continue
        moment = (duty.region, duty.organisation, duty.weekday, duty.day)
        if (*moment, duty.turn) in taken:
            line = taken[*moment, duty.turn]
            problems.append(row.problem(TURN, f"deze beurt staat al op regel {line}; neem een volgende."))
        elif (*moment, duty.user_id) in taken:
            line = taken[*moment, duty.user_id]
            problems.append(row.problem("wie", f"deze persoon staat voor die dag al op regel {line}."))
        taken.setdefault((*moment, duty.turn), row.line)
        taken.setdefault((*moment, duty.user_id), row.line)
        found.append(duty)
    if problems:
        raise FormError(at_most(problems))
    return tuple(found)


def _read(row: Row, directory: Directory) -> tuple[Duty | None, list[Problem]]:
    problems: list[Problem] = []
    region, organisation = directory.region(row["regio"]), directory.organisation(row["organisatie"])
    if region is None:
        problems.append(row.problem("regio", _unknown(row["regio"], [r.code for r in directory.regions], "DH")))
    if organisation is None:
        names = [name for o in directory.organisations for name in (o.key, o.name, *o.aliases)]
        problems.append(row.problem("organisatie", _unknown(row["organisatie"], names, "CSG")))
    moment = _moment(row["dag"])
    if moment is None:
        problems.append(row.problem("dag", "hier hoort een dag, bijvoorbeeld ma of 27-11-2026."))
    turn = _turn(row[TURN])
    if turn is None:
        problems.append(row.problem(TURN, "leeg of 0 is de vertegenwoordiger; een plaatsvervanger is bijvoorbeeld 1."))
    person, wrong = _who(row, region, organisation, directory)
    problems += wrong
    if person is None or region is None or organisation is None or moment is None or turn is None:
        return None, problems
    weekday, day = moment
    return Duty(region.code, organisation.key, person.user_id, weekday=weekday, day=day, turn=turn), problems


def _who(
    row: Row, region: Region | None, organisation: Organisation | None, directory: Directory
) -> tuple[Person | None, Iterable[Problem]]:
    found = called(row["wie"], directory.people)
    if not found:
        return None, [row.problem("wie", "deze persoon staat niet in het adresboek, bijvoorbeeld @anna:voorbeeld.nl.")]
    if organisation is None or region is None:
        return None, []
    # A first name may be that of several: whoever works here is meant.
    here = [
        p for p in found if p.organisation == organisation.key and region.code in p.regions and p.has(Role.PROFESSIONAL)
    ]
    if not here:
        return None, [row.problem("wie", f"deze persoon werkt niet voor {organisation.key} in {region.code}.")]
    if len(here) > 1:
        return None, [row.problem("wie", "dit past bij meer mensen; geef het Matrix-adres, bijvoorbeeld @anna:b.nl.")]
    return here[0], []


def _moment(text: str) -> tuple[int | None, date | None] | None:
    word = text.casefold()
    for names in (DAYS, WEEKDAYS):
        if word in names:
            return names.index(word), None
    if found := _DATE.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return None, date(year, month, day)
    except ValueError:
        return None


def _turn(text: str) -> int | None:
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 and int(text) <= MOST_TURNS else None


def _unknown(typed: str, names: list[str], example: str) -> str:
    if not typed:
        return f"dit is leeg, bijvoorbeeld {example}."
    sentence = unknown_name(typed, names)
    return sentence if "bedoelt" in sentence else f"{sentence} Kies uit: {', '.join(names)}."
