"""The register of people in the administrators' room (R16): `!leden`, `!lid`, `!rol` and `!dienst`.

`!lid` has a function for each of its forms; what stands behind the name tells which.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from bot.commands import going
from bot.commands.args import Args, Context, Words, read_anyone, split_confirmed, words_of
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import WEEKDAYS, due_date
from bot.domain.people import Organisation, Permission, Person, Place, Region, Role, called
from bot.domain.refusals import MissingField, NotInDirectory, NotUnderstood, Refused, TooLong, TooShort
from bot.domain.refusals_people import AlreadyEnrolled, UnknownOrganisation, UnknownRegion
from bot.usecases import register, rota
from bot.usecases.acting import Acting
from bot.usecases.handover import By, Desk
from bot.usecases.results_going import LeavingAhead, LeftService
from bot.usecases.results_people import (
    ChangesAhead,
    ChangesMade,
    DutyAhead,
    DutySet,
    MemberOf,
    Members,
    MembersOf,
    RotaWeek,
)

HERE = frozenset({Place.ADMIN})
NOBODY = frozenset({"niemand", "nobody"})
ENROL = "!lid @anna:voorbeeld.nl CSG DH Anna Voorbeeld"
RENAME = "!lid @anna naam Anna Voorbeeld"
MOVE = "!lid @anna organisatie CSG"
REGIONS = "!lid @anna regio DH OB"
ROLE = "!rol @anna voorzitter erbij"
DUTY = "!dienst DH CSG ma @anna @bas"
LONGEST_NAME = 200
SHORTEST_NAME = 2
MOST_DEPUTIES = 9

_WHOLE_ID = re.compile(r"@[a-z0-9._=/+-]{1,200}:[A-Za-z0-9.:\[\]-]{1,50}")
_FORMULA = "=+-@"

Changed = ChangesAhead | ChangesMade
MemberForm = Callable[[Person, str, Acting], Awaitable[Changed | LeavingAhead | LeftService]]


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    manage = Permission.MANAGE
    table.add(Command("leden", ("members",), manage, HERE, Words, members, "leden [organisatie]", "!leden CSG"))
    table.add(Command("lid", ("member",), manage, HERE, Words, member, "lid @naam [wat]", ENROL))
    table.add(Command("rol", ("role",), manage, HERE, Words, role, "rol @naam rol erbij/eraf", ROLE))
    table.add(Command("dienst", ("duty",), manage, HERE, Words, duty, "dienst [regio] [organisatie] [dag @naam]", DUTY))


async def members(args: Args, acting: Acting) -> Members | MembersOf:
    """Count the people, or list those of one organisation."""
    word = words_of(args)
    if not word:
        return await register.members(acting.work)
    organisation = acting.directory.organisation(word)
    if organisation is None:
        raise Refused(_unknown_organisation(acting))
    return await register.members_of(acting.work, organisation.key, organisation.name)


# --- !lid ---


async def member(args: Args, acting: Acting) -> MemberOf | Changed | LeavingAhead | LeftService:
    """Show, enrol or change a person; the second word tells which."""
    text = words_of(args)
    if not text:
        raise Refused(MissingField("wie", ENROL))
    name, rest = take_name(text, _context(acting))
    word, _, behind = rest.partition(" ")
    if not rest:
        return await register.member(acting.work, read_anyone(name, _context(acting)))
    if (form := FORMS.get(word.casefold())) is not None:
        return await form(read_anyone(name, _context(acting)), behind.strip(), acting)
    return await enrol(name, rest, acting)


async def enrol(user_id: str, rest: str, acting: Acting) -> Changed:
    """Enrol a new professional: `@anna:server CSG DH Anna Voorbeeld`."""
    known = acting.directory.person(user_id) or next(iter(called(user_id, acting.directory.people)), None)
    if known is not None:
        raise Refused(AlreadyEnrolled(known.name))
    if not user_id.startswith("@") or ":" not in user_id:
        raise Refused(NotInDirectory("wie"))
    if not _WHOLE_ID.fullmatch(user_id):
        raise Refused(NotUnderstood("wie", ENROL))
    organisation, behind = _take_organisation(rest, acting)
    regions, name = _take_regions(behind, acting)
    if not regions:
        raise Refused(_unknown_region(acting))
    person = Person(user_id, _name(name, ENROL), organisation.key, regions, frozenset({Role.PROFESSIONAL}))
    return await _change(person, acting, "", confirmed=True)


async def rename(person: Person, rest: str, acting: Acting) -> Changed:
    """Give somebody another name: `@anna naam Anna Voorbeeld`."""
    return await _change(replace(person, name=_name(rest, RENAME)), acting, "", confirmed=True)


async def move(person: Person, rest: str, acting: Acting) -> Changed:
    """Let somebody work for another organisation: `@anna organisatie CSG`. Shown first."""
    words, confirmed = split_confirmed(rest)
    if not words:
        raise Refused(MissingField("organisatie", MOVE))
    organisation = acting.directory.organisation(words)
    if organisation is None:
        raise Refused(_unknown_organisation(acting))
    typed = f"!lid {person.user_id} organisatie {organisation.key}"
    return await _change(replace(person, organisation=organisation.key), acting, typed, confirmed=confirmed)


async def regions_(person: Person, rest: str, acting: Acting) -> Changed:
    """Say in which regions somebody works from now on: `@anna regio DH OB`. Shown first when one is taken away."""
    words, confirmed = split_confirmed(rest)
    if not words:
        raise Refused(MissingField("regio", REGIONS))
    regions, left = _take_regions(words, acting)
    if left:
        raise Refused(_unknown_region(acting))
    typed = f"!lid {person.user_id} regio {' '.join(sorted(regions))}"
    return await _change(replace(person, regions=regions), acting, typed, confirmed=confirmed)


FORMS: dict[str, MemberForm] = {
    "naam": rename,
    "name": rename,
    "organisatie": move,
    "organisation": move,
    "regio": regions_,
    "region": regions_,
    "uit": going.out,
    "out": going.out,
}
"""The forms of `!lid` for a known person, by the word behind the name."""


async def role(args: Args, acting: Acting) -> Changed:
    """Give somebody a role, or take it away; the latter is shown first."""
    text = words_of(args)
    if not text:
        raise Refused(MissingField("wie", ROLE))
    name, rest = take_name(text, _context(acting))
    person = read_anyone(name, _context(acting))
    words, confirmed = split_confirmed(rest)
    word, _, verb = words.casefold().partition(" ")
    if word not in set(Role) or verb not in {"erbij", "eraf", "add", "remove"}:
        raise Refused(NotUnderstood("rol", ROLE))
    wanted, adding = Role(word), verb in {"erbij", "add"}
    roles = person.roles | {wanted} if adding else person.roles - {wanted}
    typed = f"!rol {person.user_id} {wanted} {'erbij' if adding else 'eraf'}"
    return await _change(replace(person, roles=roles), acting, typed, confirmed=confirmed)


# --- !dienst ---


async def duty(args: Args, acting: Acting) -> RotaWeek | DutySet | DutyAhead:
    """Show this week's rota, or say who represents an organisation on a day."""
    text = words_of(args)
    region, behind = _region(text, acting) if text else (None, "")
    organisation = acting.directory.organisation(behind or text) if text else None
    today = local_day(acting.now)
    if not text or (region is not None and not behind) or organisation is not None:
        return await rota.week(acting.work, today, region, organisation)
    if region is None:
        raise Refused(_unknown_region(acting))
    party, rest = _take_organisation(behind, acting)
    return await set_duty((region, party), rest, acting, today)


async def set_duty(place: tuple[Region, Organisation], rest: str, acting: Acting, today: date) -> DutySet | DutyAhead:
    """Put people on the rota: `ma @anna @bas`, `27-11 @anna` or `ma niemand`."""
    words, confirmed = split_confirmed(rest)
    first, _, who = words.partition(" ")
    moment = _moment(first, today)
    if not who:
        raise Refused(MissingField("wie", DUTY))
    if who.casefold() in NOBODY:
        day = first.casefold()
        typed = f"!dienst {place[0].code} {place[1].key} {day} niemand"
        return await rota.clear_day(acting.work, place, moment, _by(acting), typed, confirmed=confirmed)
    people = []
    while who:
        name, who = take_name(who, _context(acting))
        people.append(read_anyone(name, _context(acting)))
    if len(people) > MOST_DEPUTIES:
        raise Refused(NotUnderstood("wie", DUTY))
    return await rota.set_day(acting.work, place, moment, people, _by(acting))


def _moment(word: str, today: date) -> tuple[int | None, date | None]:
    """Read a weekday, which is every week, or a date."""
    folded = word.casefold()
    short = [name[:2] for name in WEEKDAYS]
    for names in (WEEKDAYS, short):
        if folded in names:
            return names.index(folded), None
    if not folded:
        raise Refused(MissingField("dag", DUTY))
    return None, due_date(folded, today)


# --- reading words ---


def _context(acting: Acting) -> Context:
    return Context(local_day(acting.now), acting.directory, frozenset())


def _by(acting: Acting) -> By:
    return By(acting.person.user_id, acting.room.place.value, acting.now)


async def _change(person: Person, acting: Acting, typed: str, *, confirmed: bool) -> Changed:
    desk = Desk(acting.work, acting.speaker, _by(acting), acting.reminder_times)
    return await register.change_person(desk, person, typed, confirmed=confirmed)


def _name(text: str, example: str) -> str:
    if not text:
        raise Refused(MissingField("naam", example))
    if len(text) < SHORTEST_NAME:
        raise Refused(TooShort("naam", SHORTEST_NAME, example))
    if len(text) > LONGEST_NAME:
        raise Refused(TooLong("naam", LONGEST_NAME))
    if text[0] in _FORMULA:  # somebody's id, or what a spreadsheet would run
        raise Refused(NotUnderstood("naam", example))
    return text


def _take_organisation(text: str, acting: Acting) -> tuple[Organisation, str]:
    """Take the longest run of words that names an organisation. Raises `Refused`."""
    words = text.split()
    for count in range(len(words), 0, -1):
        found = acting.directory.organisation(" ".join(words[:count]))
        if found is not None:
            return found, " ".join(words[count:])
    raise Refused(_unknown_organisation(acting))


def _region(text: str, acting: Acting) -> tuple[Region | None, str]:
    """Take the region a text begins with, when it begins with one."""
    words = text.split()
    for count in range(min(len(words), 5), 0, -1):
        found = acting.directory.region(" ".join(words[:count]))
        if found is not None:
            return found, " ".join(words[count:])
    return None, text


def _take_regions(text: str, acting: Acting) -> tuple[frozenset[str], str]:
    """Take the regions a text begins with, and give what is left."""
    found: set[str] = set()
    while text:
        region, text = _region(text, acting)
        if region is None:
            break
        found.add(region.code)
    return frozenset(found), text


def _unknown_organisation(acting: Acting) -> UnknownOrganisation:
    return UnknownOrganisation(", ".join(o.key for o in acting.directory.organisations))


def _unknown_region(acting: Acting) -> UnknownRegion:
    return UnknownRegion(", ".join(r.code for r in acting.directory.regions))
