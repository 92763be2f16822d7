"""What commands take, as pydantic models: fields in order, the last one takes the rest.

Fields of people, days and areas read themselves with the context of the room (`Context`); what they cannot read is
refused by name, with one example.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from bot.domain.calendar import EVERY_DAY, Workdays
from bot.domain.case import Area, Owner
from bot.domain.dates import due_date
from bot.domain.names import begun, begun_organisations
from bot.domain.people import Directory, Organisation, Person, UserId, called
from bot.domain.refusals import (
    NotInDirectory,
    NotInThisCase,
    NotUnderstood,
    Refused,
    SeveralPeople,
    TooLong,
    TooShort,
    UnknownArea,
    UnknownPerson,
)

MAX_TEXT = 500
MIN_TEXT = 3
WHO = "wie"
ME = frozenset({"mij", "mijzelf", "me", "ik", "myself"})
"""How people call themselves."""
CONFIRM = frozenset({"bevestig", "confirm"})
"""What confirms what was shown first."""


@dataclass(frozen=True)
class Context:
    """What reading an argument may need: today (Dutch), the directory, who is on this room's roster, working days."""

    today: date
    directory: Directory
    roster: frozenset[UserId]
    days: Workdays = EVERY_DAY

    @property
    def regions(self) -> frozenset[str]:
        """The codes of the regions there are."""
        return frozenset(region.code for region in self.directory.regions)

    @property
    def here(self) -> list[Person]:
        """The people of this room."""
        return [person for person in self.directory.people if person.user_id in self.roster]


class Args(BaseModel):
    """Base of all arguments. `separated` tells that a `:` stands before the last field.

    `opens`: also one right behind the name of the command: then nothing stands before that field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    separated: ClassVar[bool] = False
    opens: ClassVar[bool] = False


class NoArgs(Args):
    """A command without anything behind it; what stands there is ignored."""


class Words(Args):
    """What a command reads word by word."""

    text: str = ""


def words_of(args: Args) -> str:
    """Give what was typed behind a command that takes `Words`, with single spaces between them."""
    assert isinstance(args, Words)  # noqa: S101 - the table pairs its handlers with this model
    return " ".join(args.text.split())


def split_confirmed(text: str) -> tuple[str, bool]:
    """Split off the word that confirms, where it is the last."""
    words, _, last = text.rpartition(" ")
    return (words.strip(), True) if last.casefold() in CONFIRM else (text.strip(), False)


def read_person(word: str, context: Context) -> Person:
    """Find who is meant, always somebody of this room: by name, or else by the beginning of one. Raises `Refused`."""
    found = called(word, context.here)
    if not found and called(word, context.directory.people):
        raise Refused(NotInThisCase(WHO))
    person = _one(found or begun(word, context.here))
    if person is None:
        raise Refused(UnknownPerson(WHO))
    return person


def read_anyone(word: str, context: Context) -> Person:
    """Find somebody in the whole directory, by a whole name. Raises `Refused`."""
    person = _one(called(word, context.directory.people))
    if person is None:
        raise Refused(NotInDirectory(WHO))
    return person


def read_owner(word: str, context: Context) -> Owner:
    """Find a person of this room, or an organisation: by name, or else by the beginning of one. Raises `Refused`."""
    directory = context.directory
    organisation = directory.organisation(word)
    if organisation is not None and not called(word, context.here):
        return Owner(organisation.key)
    if called(word, directory.people):
        person = read_person(word, context)
        return Owner(person.organisation, person.user_id)
    names: list[Person | Organisation] = [*begun(word, context.here)]
    found = _one([*names, *begun_organisations(word, directory.organisations)])
    match found:
        case Person():
            return Owner(found.organisation, found.user_id)
        case Organisation():
            return Owner(found.key)
        case None:
            raise Refused(UnknownPerson(WHO))


Named = TypeVar("Named", bound=Person | Organisation)


def _one(found: Sequence[Named]) -> Named | None:
    """Give the only one, or None without any. Raises `Refused` with `SeveralPeople`."""
    if len(found) > 1:
        raise Refused(SeveralPeople(WHO, ", ".join(sorted(each.name for each in found))))
    return found[0] if found else None


def _context(info: ValidationInfo) -> Context:
    if not isinstance(info.context, Context):
        raise TypeError("arguments are read within a Context")
    return info.context


def _person(value: Any, info: ValidationInfo) -> Any:
    return read_person(value, _context(info)) if isinstance(value, str) else value


def _anyone(value: Any, info: ValidationInfo) -> Any:
    return read_anyone(value, _context(info)) if isinstance(value, str) else value


def _due(value: Any, info: ValidationInfo) -> Any:
    context = _context(info)
    return due_date(value, context.today, context.days) if isinstance(value, str) else value


_AREA_WORDS = {
    "veiligheid": Area.SAFETY,
    "safety": Area.SAFETY,
    "recht": Area.LAW,
    "strafrecht": Area.LAW,
    "(straf)recht": Area.LAW,
    "law": Area.LAW,
    "hulp": Area.CARE,
    "zorg": Area.CARE,
    "care": Area.CARE,
    "herstel": Area.RECOVERY,
    "recovery": Area.RECOVERY,
}


def read_area(word: str) -> Area:
    """Find an area by what people call it. Raises `Refused` with `UnknownArea`."""
    area = _AREA_WORDS.get(word.casefold().strip())
    if area is None:
        raise Refused(UnknownArea())
    return area


def _area(value: Any) -> Any:
    return read_area(str(value))


_NUMBER = re.compile(r"[aA]?(\d{1,6})[.,]?")


def read_number(value: object) -> int:
    """Read the number of an action: `A3`, `3`. Raises `Refused` with `NotUnderstood`."""
    found = _NUMBER.fullmatch(str(value).strip())
    if found is None:
        raise Refused(NotUnderstood("nummer", "A3"))
    return int(found[1])


def _case_code(value: Any) -> Any:
    """Mark a field as the code of a case: `bot.commands.parsing` takes it as people type it."""
    return value


CaseCodeField = Annotated[str, BeforeValidator(_case_code)]
PersonField = Annotated[Person, BeforeValidator(_person)]
AnyoneField = Annotated[Person | None, BeforeValidator(_anyone)]
DueField = Annotated[date, BeforeValidator(_due)]
AreaField = Annotated[Area, BeforeValidator(_area)]
NumberField = Annotated[int, BeforeValidator(read_number)]
TextField = Annotated[str, Field(min_length=MIN_TEXT, max_length=MAX_TEXT)]


def require_length(field: str, text: str, example: str) -> None:
    """See that a text that a command reads by itself is neither too short nor too long. Raises `Refused`."""
    if len(text) < MIN_TEXT:
        raise Refused(TooShort(field, MIN_TEXT, example))
    if len(text) > MAX_TEXT:
        raise Refused(TooLong(field, MAX_TEXT))


_NAMED: Sequence[object] = (_person, _anyone)


def takes_a_name(model: type[Args], field: str) -> bool:
    """Whether a field is a person: those may be several words ("Anna de Vries")."""
    return _read_by(model, field, _NAMED)


def takes_a_code(model: type[Args], field: str) -> bool:
    """Whether a field is the code of a case: that may be two words ("dh 7k3m")."""
    return _read_by(model, field, (_case_code,))


def _read_by(model: type[Args], field: str, readers: Sequence[object]) -> bool:
    metadata = model.model_fields[field].metadata
    return any(isinstance(m, BeforeValidator) and m.func in readers for m in metadata)
