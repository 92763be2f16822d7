"""Commands of going: `!uitdienst` for administrators, `!terugtrekken` and `!uitsluiten` for a case."""

from bot.commands.args import CONFIRM, Args, Context, Words, read_anyone, split_confirmed, words_of
from bot.commands.codes import only_case, take_case
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.people import Directory, Permission, Person, Place, called
from bot.domain.refusals import MissingField, NotInThisCase, NotUnderstood, Refused
from bot.usecases import conflict, leaving
from bot.usecases.acting import Acting
from bot.usecases.handover import By, Desk
from bot.usecases.results_going import (
    ExcludeAhead,
    Excluded,
    LeavingAhead,
    LeftService,
    WithdrawAhead,
    Withdrawn,
    WithdrawnHere,
)

LEAVE = "!uitdienst @anna @bas"
WITHDRAW = "!terugtrekken DH-7K3M"
EXCLUDE = "!uitsluiten DH-7K3M @anna"


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    admin, own, both = frozenset({Place.ADMIN}), frozenset({Place.DIRECT}), frozenset({Place.CASE, Place.DIRECT})
    usage = "uitdienst @naam [@opvolger]"
    table.add(Command("uitdienst", ("leave",), Permission.MANAGE, admin, Words, leave, usage, LEAVE))
    table.add(
        Command(
            "terugtrekken",
            ("withdraw",),
            Permission.WITHDRAW,
            both,
            Words,
            withdraw,
            "terugtrekken [code]",
            WITHDRAW,
            follow_up=after_withdrawing,
        )
    )
    usage = "uitsluiten code @naam"
    table.add(Command("uitsluiten", ("exclude",), Permission.BE_COLLEAGUE, own, Words, exclude, usage, EXCLUDE))


async def leave(args: Args, acting: Acting) -> LeavingAhead | LeftService:
    """Show what ends when somebody leaves service, or have it done."""
    text = words_of(args)
    if not text:
        raise Refused(MissingField("wie", LEAVE))
    name, rest = take_name(text, _context(acting.directory, acting))
    return await let_go(read_anyone(name, _context(acting.directory, acting)), rest, acting)


async def out(person: Person, rest: str, acting: Acting) -> LeavingAhead | LeftService:
    """Do the same for `!lid @anna uit dienst`: what stands behind `uit`."""
    for words in ("dienst", "of service"):
        if rest.casefold() == words or rest.casefold().startswith(f"{words} "):
            return await let_go(person, rest[len(words) :].strip(), acting)
    raise Refused(NotUnderstood("tekst", "!lid @anna uit dienst"))


async def let_go(person: Person, rest: str, acting: Acting) -> LeavingAhead | LeftService:
    """Show or do it; `rest` may name who takes over, and confirm with the code that was shown."""
    named = None
    if rest and rest.split(maxsplit=1)[0].casefold() not in CONFIRM:
        name, rest = take_name(rest, _context(acting.directory, acting))
        named = read_anyone(name, _context(acting.directory, acting))
    by = By(acting.person.user_id, acting.room.place.value, acting.now)
    desk = Desk(acting.work, acting.speaker, by, acting.reminder_times)
    if not rest:
        return await leaving.preview(desk, person, named)
    verb, *code = rest.split()
    if verb.casefold() not in CONFIRM or len(code) > 1:
        raise Refused(NotUnderstood("tekst", LEAVE))
    if not code:
        raise Refused(MissingField("code", f"{LEAVE} bevestig 7K3MP"))
    return await leaving.leave(desk, person, named, code[0])


async def withdraw(args: Args, acting: Acting) -> WithdrawAhead | Withdrawn | WithdrawnHere:
    """Show what happens when one withdraws from a case, or have it done."""
    words, confirmed = split_confirmed(words_of(args))
    code = only_case(words, acting)
    if acting.room.place is Place.CASE:
        if words and code != acting.subject:
            raise Refused(NotUnderstood("code", f"{WITHDRAW.partition(' ')[0]} bevestig"))
        code = acting.subject
    elif not words:
        raise Refused(MissingField("code", WITHDRAW))
    if code is None:
        raise Refused(NotUnderstood("code", WITHDRAW))
    return await conflict.withdraw(acting, code, confirmed=confirmed)


async def after_withdrawing(acting: Acting, answer: object) -> None:
    """Ring for who takes over, after the room heard of it."""
    if isinstance(answer, WithdrawnHere):
        await conflict.after_withdrawing(acting, answer)


async def exclude(args: Args, acting: Acting) -> ExcludeAhead | Excluded:
    """Show what happens when the regiehouder excludes somebody from a case, or have it done."""
    words, confirmed = split_confirmed(words_of(args))
    if not words:
        raise Refused(MissingField("code", EXCLUDE))
    code, who = take_case(words, acting)
    if code is None:
        raise Refused(NotUnderstood("code", EXCLUDE))
    members = await conflict.colleagues_in(acting, code)
    await conflict.require_coordinator(acting, code)
    if not who:
        raise Refused(MissingField("wie", EXCLUDE))
    return await conflict.exclude(acting, code, _of_these(who, members, acting), confirmed=confirmed)


def _of_these(who: str, people: tuple[Person, ...], acting: Acting) -> Person:
    """Find somebody among those in the case; whoever else there may be is not looked at. Raises `Refused`."""
    if not called(who, people):
        raise Refused(NotInThisCase("wie"))
    return read_anyone(who, _context(Directory(people=people), acting))


def _context(directory: Directory, acting: Acting) -> Context:
    return Context(local_day(acting.now), directory, frozenset())
