"""Commands of attendance: `!aanwezig` in the MDT room and in a case, and what `!afwezig` means in the MDT room."""

import re
from dataclasses import dataclass

from bot.commands.args import ME, Args, Context, Words, read_person
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import period
from bot.domain.names import begun_organisations
from bot.domain.people import Organisation, Permission, Person, Place, called
from bot.domain.refusals import (
    DateNotUnderstood,
    DayMissing,
    MissingField,
    NotInThisCase,
    Refused,
    SeveralPeople,
    UnknownPerson,
)
from bot.domain.refusals_attendance import DaysElsewhere, NotInMdtRoom
from bot.domain.refusals_people import UnknownOrganisation
from bot.usecases import attendance
from bot.usecases.acting import Acting
from bot.usecases.results_attendance import AbsentNoted, PresentInCase, PresentNoted
from bot.usecases.rosters import roster_of

HERE = frozenset({Place.MDT, Place.CASE})
PRESENT, ABSENT = "!aanwezig namens CSG", "!afwezig namens CSG"
_TODAY = re.compile(r"(?:^|\s+)(?:vandaag|today)[.!]*$", re.IGNORECASE)
_FOR = re.compile(r"(?:^|\s)(?:namens|voor|on behalf of|for)(?:\s+|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Meant:
    """Whom a line is about: a person of this room, an organisation, or both."""

    person: Person | None
    organisation: Organisation | None


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    usage = "aanwezig [namens organisatie]"
    table.add(Command("aanwezig", ("present",), Permission.ATTEND, HERE, Words, present, usage, PRESENT))


async def present(args: Args, acting: Acting) -> PresentNoted | PresentInCase:
    """Note that somebody is there."""
    assert isinstance(args, Words)  # noqa: S101 - the table pairs this handler with this model
    meant = await _meant(_TODAY.sub("", args.text), acting, PRESENT)
    person = meant.person or acting.person
    if acting.room.place is Place.CASE:
        return await attendance.present_here(acting, person, meant.organisation)
    return await attendance.present(acting, person, meant.organisation)


async def absent(text: str, acting: Acting) -> AbsentNoted:
    """Note in the MDT room that somebody, or a whole organisation, is not there today."""
    words = _TODAY.sub("", text)
    _require_no_days(words, acting)
    meant = await _meant(words, acting, ABSENT)
    if meant.organisation is not None and meant.person is None:
        return await attendance.absent_organisation(acting, meant.organisation)
    return await attendance.absent(acting, meant.person or acting.person)


async def _meant(text: str, acting: Acting, example: str) -> Meant:
    """Read `[@naam] [namens organisatie]`; an organisation alone is meant as one. Raises `Refused`."""
    who, *behind = _FOR.split(" ".join(text.split()).rstrip(" .,!:"), maxsplit=1)
    who, word = who.strip(" .,!:"), behind[0] if behind else None
    if word == "":
        raise Refused(MissingField("organisatie", example))
    directory = acting.directory
    here = await roster_of(acting.work, acting.room)
    context = Context(local_day(acting.now), directory, here)
    if word is None and not called(who, context.here) and directory.organisation(who) is not None:
        return Meant(None, directory.organisation(who))
    organisation = None if word is None else _organisation(word, acting)
    if not who or who.casefold() in ME:
        return Meant(acting.person if who else None, organisation)
    try:
        return Meant(read_person(who, context), organisation)
    except Refused as refused:
        known = isinstance(refused.refusal, NotInThisCase | UnknownPerson)
        if acting.room.place is Place.MDT and known:
            raise Refused(NotInMdtRoom()) from None
        raise


def _organisation(word: str, acting: Acting) -> Organisation:
    """Find an organisation by name, or else by the beginning of one. Raises `Refused`."""
    organisations = acting.directory.organisations
    whole = acting.directory.organisation(word)
    found = [whole] if whole is not None else begun_organisations(word, organisations)
    if not found:
        raise Refused(UnknownOrganisation(", ".join(each.key for each in organisations if each.mdt)))
    if len(found) > 1:
        raise Refused(SeveralPeople("organisatie", ", ".join(sorted(each.name for each in found))))
    return found[0]


def _require_no_days(text: str, acting: Acting) -> None:
    """See that no days stand there: those are noted in the direct chat. Raises `Refused`."""
    days = text.partition("@")[0].strip()
    if not days:
        return
    try:
        period(days, local_day(acting.now), acting.days)
    except Refused as refused:
        if isinstance(refused.refusal, DateNotUnderstood | DayMissing):
            return  # no days: somebody's name
    raise Refused(DaysElsewhere())
