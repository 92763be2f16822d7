"""The directory file (TOML): regions, organisations with their rights, people with their roles."""

import re
from datetime import time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.domain.contact import Contact
from bot.domain.people import Directory, Organisation, Person, Region, Role
from bot.forms.files import read_toml
from bot.forms.hours import Hours, HoursField, OneLine, PhoneField
from bot.forms.problems import NUMBER_TOO_LONG, FormError, Problem, problems_of, unknown_name
from bot.forms.roles import role_problems
from bot.forms.text import ClockTime, Short

_USER_ID = re.compile(r"@[a-z0-9._=/+-]{1,200}:[A-Za-z0-9.:\[\]-]{1,200}")
FORMULA = "=+-@"
"""A spreadsheet takes a text that begins like this for a sum, and runs it."""

_REGION = re.compile(r"[A-Z]{2,4}")


def matrix_id(value: str) -> str:
    """Give a full Matrix id back. Raises `ValueError` with a Dutch sentence when it is none."""
    if not _USER_ID.fullmatch(value) or len(value) > 255:  # noqa: PLR2004 - Matrix: a user id has 255 bytes at most
        raise ValueError("dit is geen Matrix-adres, bijvoorbeeld @anna:voorbeeld.nl.")
    return value


def person_name(value: str) -> str:
    """Give somebody's name back, on one line. Raises `ValueError` with a Dutch sentence when it is none."""
    name = " ".join(value.split())
    if name[:1] in set(FORMULA):
        raise ValueError(f"een naam begint niet met {', '.join(FORMULA)}, bijvoorbeeld Anna Voorbeeld.")
    return name


def _region_code(value: str) -> str:
    if not _REGION.fullmatch(value):
        raise ValueError("een regiocode is twee tot vier hoofdletters, bijvoorbeeld DH.")
    return value


def _not_empty(value: str) -> str:
    if not value:
        raise ValueError("dit is leeg en is nodig.")
    return value


Name = Annotated[Short, AfterValidator(_not_empty)]


RoleWord = Literal["professional", "regiehouder", "voorzitter", "plaatsvervanger", "beheerder", "auditor"]


class Part(BaseModel):
    """Base of the parts of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RegionPart(Part):
    """`[[regio]]`."""

    code: Annotated[str, AfterValidator(_region_code)] = Field(examples=["DH"])
    naam: Name = Field(examples=["Den Haag"])
    mdt_tijd: ClockTime = time(9)


class OrganisationPart(Part):
    """`[[organisatie]]`."""

    sleutel: Name = Field(examples=["CSG"])
    naam: Name = Field(examples=["Centrum Seksueel Geweld"])
    aliassen: list[Name] = Field(default_factory=list)
    mdt: bool = False
    regie: bool = False
    telefoon: PhoneField = Field("", examples=["0900-0101"])
    open: HoursField = Hours()
    crisis: PhoneField = Field("", examples=["0900-0101"])
    grenzen: Annotated[Short, OneLine] = Field("", examples=["alleen telefonisch advies"])


class PersonPart(Part):
    """`[[persoon]]`."""

    matrix: Annotated[str, AfterValidator(matrix_id)] = Field(examples=["@anna:voorbeeld.nl"])
    naam: Annotated[Name, AfterValidator(person_name)] = Field(examples=["Anna Voorbeeld"])
    organisatie: Name = Field(examples=["CSG"])
    regios: list[Name] = Field(default_factory=list)
    rollen: list[Literal["professional", "regiehouder", "voorzitter", "plaatsvervanger", "beheerder", "auditor"]] = (
        Field(min_length=1, examples=[["professional"]])
    )
    taal: Literal["nl", "en"] = "nl"


class DirectoryFile(Part):
    """The whole file."""

    regio: list[RegionPart] = Field(min_length=1)
    organisatie: list[OrganisationPart] = Field(min_length=1)
    persoon: list[PersonPart] = Field(default_factory=list)


def read_directory(data: bytes) -> Directory:
    """Read and check the directory. Raises `FormError` with every problem; then nothing of it may be used."""
    try:
        form = DirectoryFile.model_validate(read_toml(data))
    except ValidationError as error:
        raise FormError(problems_of(error, DirectoryFile)) from None
    except ValueError:
        raise FormError([NUMBER_TOO_LONG]) from None
    problems = [*_regions(form), *_organisations(form), *_people(form)]
    if problems:
        raise FormError(problems)
    organisations = {_fold(n): o.sleutel for o in form.organisatie for n in _names(o)}
    regions = {_fold(n): r.code for r in form.regio for n in (r.code, r.naam)}
    return Directory(
        regions=tuple(Region(r.code, r.naam, r.mdt_tijd) for r in form.regio),
        organisations=tuple(
            Organisation(o.sleutel, o.naam, o.mdt, o.regie, tuple(o.aliassen), _contact(o)) for o in form.organisatie
        ),
        people=tuple(
            Person(
                user_id=p.matrix,
                name=p.naam,
                organisation=organisations[_fold(p.organisatie)],
                regions=frozenset(regions[_fold(r)] for r in p.regios),
                roles=frozenset(Role(r) for r in p.rollen),
                language=p.taal,
            )
            for p in form.persoon
        ),
    )


def _contact(part: OrganisationPart) -> Contact:
    return Contact(part.telefoon, part.open.openings, part.open.always, part.crisis, part.grenzen)


def _fold(word: str) -> str:
    return word.casefold()


def _names(part: OrganisationPart) -> list[str]:
    return list({_fold(n): n for n in (part.sleutel, part.naam, *part.aliassen)}.values())


def _regions(form: DirectoryFile) -> list[Problem]:
    problems, seen = [], set[str]()
    for number, region in enumerate(form.regio, start=1):
        names = {_fold(region.code), _fold(region.naam)}
        if _fold(region.code) in seen:
            problems.append(Problem(f"regio[{number}].code", "deze code is al van een andere regio."))
        elif names & seen:
            problems.append(Problem(f"regio[{number}].naam", "deze naam is al van een andere regio."))
        seen |= names
    return problems


def _organisations(form: DirectoryFile) -> list[Problem]:
    problems, seen = [], set[str]()
    for number, organisation in enumerate(form.organisatie, start=1):
        names = {_fold(n) for n in _names(organisation)}
        if names & seen:
            problems.append(Problem(f"organisatie[{number}]", "een van deze namen is al van een andere organisatie."))
        seen |= names
    return problems


def _people(form: DirectoryFile) -> list[Problem]:
    organisations = {_fold(n): o for o in form.organisatie for n in _names(o)}
    spelled = [n for o in form.organisatie for n in _names(o)]
    regions = [n for r in form.regio for n in (r.code, r.naam)]
    problems, seen = [], set[str]()
    for number, person in enumerate(form.persoon, start=1):
        field = f"persoon[{number}]"
        if _fold(person.matrix) in seen:
            problems.append(Problem(f"{field}.matrix", "dit adres staat er twee keer in."))
        seen.add(_fold(person.matrix))
        organisation = organisations.get(_fold(person.organisatie))
        if organisation is None:
            problems.append(Problem(f"{field}.organisatie", unknown_name(person.organisatie, spelled)))
        problems += [
            Problem(f"{field}.regios[{at}]", unknown_name(region, regions))
            for at, region in enumerate(person.regios, start=1)
            if _fold(region) not in map(_fold, regions)
        ]
        problems += _roles(field, person, organisation)
    return problems


def _roles(field: str, person: PersonPart, organisation: OrganisationPart | None) -> list[Problem]:
    coordinates = organisation is None or organisation.regie
    found = role_problems(person.rollen, person.regios, coordinates=coordinates, example='["DH"]')
    return [Problem(f"{field}.{part}", sentence) for part, sentence in found]
