"""Opening hours and phone numbers as people write them: `ma-vr 09:00-17:00`, `za 10:00-14:00`, or `altijd`."""

import re
from datetime import time
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator

from bot.domain.contact import MIDNIGHT, Opening
from bot.domain.typed import clean

DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
ALWAYS = "altijd"
EXAMPLE = '["ma-vr 09:00-17:00", "za 10:00-14:00"] of "altijd"'
MOST = 50
LONGEST_PHONE = 40
FEWEST_DIGITS = 3

_DAY = "|".join(DAYS)
_LINE = re.compile(rf"({_DAY})(?:-({_DAY}))? (\d{{1,2}}):(\d{{2}}) ?- ?(\d{{1,2}}):(\d{{2}})", re.ASCII)
_PHONE = re.compile(r"[0-9+()/ .-]+", re.ASCII)


class Hours(NamedTuple):
    """When an organisation is open."""

    openings: tuple[Opening, ...] = ()
    always: bool = False


def read_hours(value: Any) -> Any:
    """Read opening hours. Raises `ValueError` with a Dutch sentence."""
    if isinstance(value, Hours):
        return value
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value) or len(value) > MOST:
        raise ValueError(f"hier horen openingstijden, bijvoorbeeld {EXAMPLE}.")
    if [line.strip().casefold() for line in value] == [ALWAYS]:
        return Hours(always=True)
    return Hours(tuple(opening for line in value for opening in _line(" ".join(line.casefold().split()))))


def _line(line: str) -> list[Opening]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"dit zijn geen openingstijden, bijvoorbeeld {EXAMPLE}.")
    first, last, *clocks = found.groups()
    days = range(DAYS.index(first), DAYS.index(last or first) + 1)
    since, until = (_clock(*clocks[:2]), _clock(*clocks[2:]))
    if not days:
        raise ValueError('de dagen staan andersom; begin bij de eerste dag van de week, bijvoorbeeld "ma-vr".')
    if until != MIDNIGHT and until <= since:
        raise ValueError('schrijf een nacht als twee regels, bijvoorbeeld "vr 22:00-24:00" en "za 00:00-02:00".')
    return [Opening(day, since, until) for day in days]


def _clock(hours: str, minutes: str) -> time:
    if (hours, minutes) == ("24", "00"):
        return MIDNIGHT
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise ValueError("deze tijd bestaat niet, bijvoorbeeld 09:00-17:00.") from None


def _phone(value: str) -> str:
    number = " ".join(clean(value).split())
    digits = sum(sign.isdigit() for sign in number)
    if number and (not _PHONE.fullmatch(number) or digits < FEWEST_DIGITS or len(number) > LONGEST_PHONE):
        raise ValueError("dit is geen telefoonnummer, bijvoorbeeld 0900-0101.")
    return number


def _one_line(value: str) -> str:
    return " ".join(value.split())


HoursField = Annotated[Any, BeforeValidator(read_hours)]
PhoneField = Annotated[str, AfterValidator(_phone)]
OneLine = AfterValidator(_one_line)
