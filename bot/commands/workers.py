"""Commands of case workers and absence: `!vervang`, `!erbij` and `!afwezig` (that of the MDT: `attendance`)."""

import re
from collections.abc import Collection

from bot.commands import attendance
from bot.commands.args import ME, WHO, Args, Words, words_of
from bot.commands.codes import take_case
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import period
from bot.domain.people import Permission, Person, Place, Role, called
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, Refused, SeveralPeople
from bot.domain.refusals_roster import ColleagueNotHere, NoSuchColleague, OwnOrganisationOnly
from bot.usecases import absence, replacing
from bot.usecases.acting import Acting
from bot.usecases.replacing import Team
from bot.usecases.results_attendance import AbsentNoted
from bot.usecases.results_roster import (
    AbsenceGone,
    AbsenceList,
    AbsenceSet,
    JoinedHere,
    JoinedThere,
    ReplacedHere,
    ReplacedThere,
)

REPLACE, REPLACE_THERE = "!vervang @anna door @bas", "!vervang DH-7K3M @anna door @bas"
JOIN, JOIN_THERE = "!erbij @bas", "!erbij DH-7K3M @bas"
AWAY = "!afwezig 1-12 t/m 8-12 @bas"
BACK = frozenset({"weg", "wis", "nee", "terug", "clear", "off", "back"})
_BY = re.compile(r"\s+(?:door|by)\s+", re.IGNORECASE)
_STANDS_IN = re.compile(r"[\s,]+(?:vervanger|vervangen door|door|met|deputy|by)?:?\s*$", re.IGNORECASE)


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    both, own = frozenset({Place.CASE, Place.DIRECT}), frozenset({Place.DIRECT, Place.MDT})
    work, pro, usage = Permission.WITHDRAW, Permission.ATTEND, "vervang @naam door @naam"
    table.add(Command("vervang", ("replace",), work, both, Words, replace, usage, REPLACE, follow_up=afterwards))
    table.add(Command("erbij", ("join",), work, both, Words, join, "erbij @naam", JOIN, follow_up=afterwards))
    table.add(Command("afwezig", ("away", "absent"), pro, own, Words, away, "afwezig [wanneer of wie]", AWAY))


async def replace(args: Args, acting: Acting) -> ReplacedHere | ReplacedThere:
    """Let one colleague take the place of another."""
    example = REPLACE if acting.room.place is Place.CASE else REPLACE_THERE
    team, rest = await _team(args, acting, example)
    names = _BY.split(rest, maxsplit=1)
    if len(names) == 1:  # `@anna @bas`; and nobody is called `door`
        names = [word for word in rest.split() if word.casefold() not in {"door", "by"}]
    if len(names) < 2:  # noqa: PLR2004 - one for another
        raise Refused(MissingField(WHO, example))
    if len(names) > 2:  # noqa: PLR2004 - as above
        raise Refused(NotUnderstood("tekst", example))
    leaver = _one(names[0], team.here, acting, ColleagueNotHere(example))
    return await replacing.put_in_place(acting, team, leaver, _colleague(names[1], team, acting, example))


async def join(args: Args, acting: Acting) -> JoinedHere | JoinedThere:
    """Put one more colleague on a case."""
    example = JOIN if acting.room.place is Place.CASE else JOIN_THERE
    team, rest = await _team(args, acting, example)
    if not rest:
        raise Refused(MissingField(WHO, example))
    return await replacing.add(acting, team, _colleague(rest, team, acting, example, more=team.sent))


async def away(args: Args, acting: Acting) -> AbsenceList | AbsenceSet | AbsenceGone | AbsentNoted:
    """Show when somebody is away, note it, or take it back; in the MDT room it is about the MDT of today."""
    text = words_of(args)
    if acting.room.place is Place.MDT:
        return await attendance.absent(text, acting)
    if not text:
        return await absence.show(acting)
    if text.casefold() in BACK:
        return await absence.clear(acting)
    days, at, name = text.partition("@")
    if not days.strip():
        raise Refused(MissingField("datum", AWAY))
    first, last = period(_STANDS_IN.sub("", days) if at else days, local_day(acting.now), acting.days)
    if at and not name.strip():
        raise Refused(MissingField(WHO, AWAY))
    people = acting.directory.people
    mine = [p for p in people if p.organisation == acting.person.organisation and p.has(Role.PROFESSIONAL)]
    deputy = _one(f"@{name.strip()}", mine, acting, NoSuchColleague(AWAY)) if at else None
    return await absence.set_away(acting, first, last, deputy)


async def afterwards(acting: Acting, answer: object) -> None:
    """Tell who comes and who goes, after the room heard of it."""
    if isinstance(answer, ReplacedHere):
        await replacing.after_replacing(acting, answer)
    elif isinstance(answer, JoinedHere):
        await replacing.after_joining(acting, answer)


async def _team(args: Args, acting: Acting, example: str) -> tuple[Team, str]:
    """Tell which case is meant and what stands behind its code. Raises `Refused`."""
    text = words_of(args)
    code, rest = take_case(text, acting)
    if acting.room.place is Place.CASE:
        if code is not None and code != acting.subject:
            raise Refused(NotUnderstood("code", example))
        return await replacing.team_of(acting, acting.subject), rest
    if not text:
        raise Refused(MissingField("code", example))
    if code is None:
        raise Refused(NotUnderstood("code", example))
    return await replacing.team_of(acting, code), rest


def _colleague(word: str, team: Team, acting: Acting, example: str, more: tuple[Person, ...] = ()) -> Person:
    """Find a colleague; of others only those who take part already are known, and they are their organisation's."""
    theirs = called(word.rstrip(".,"), team.others)
    refusal = OwnOrganisationOnly() if theirs else NoSuchColleague(example)
    return _one(word, (*team.colleagues, *more), acting, refusal)


def _one(word: str, people: Collection[Person], acting: Acting, nobody: Refusal) -> Person:
    """Find the one who is meant. Raises `Refused`: with `nobody` when there is none."""
    name = word.strip().rstrip(".,")
    if name.casefold() in ME:
        return acting.person
    found = called(name, people)
    if not found:
        raise Refused(nobody)
    if len(found) > 1:
        raise Refused(SeveralPeople(WHO, ", ".join(sorted(p.name for p in found))))
    return found[0]
