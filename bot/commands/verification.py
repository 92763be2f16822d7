"""`!emoji`: compare pictures with somebody's phone, in the administrators' room or in one's own chat (rule 22)."""

from dataclasses import replace

from bot.commands.args import Args, Context, read_anyone
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.people import Permission, Person, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.refusals_verifying import NothingToCompare
from bot.usecases import vouching
from bot.usecases.acting import Acting
from bot.usecases.results_verifying import ComparisonAsked, ComparisonDecided, ComparisonOfYours

EXAMPLE = "!emoji @piet"
DECIDE = "!emoji @piet klopt"
SAME = frozenset({"klopt", "match"})
OTHER = frozenset({"klopt niet", "no match"})
WHERE = frozenset({Place.ADMIN, Place.DIRECT})


class Compare(Args):
    """`!emoji`, `!emoji @naam`, `!emoji @naam klopt` or `!emoji @naam klopt niet`."""

    text: str = ""


def add_to(table: CommandTable) -> None:
    """Add this command to a table."""
    usage = "emoji [@naam [klopt / klopt niet]]"
    table.add(Command("emoji", ("verify",), Permission.COMPARE, WHERE, Compare, compare, usage, EXAMPLE))


async def compare(args: Args, acting: Acting) -> ComparisonAsked | ComparisonOfYours | ComparisonDecided:
    """Ask for a comparison, or say how it came out."""
    assert isinstance(args, Compare)  # noqa: S101 - the table pairs this handler with this model
    if acting.verification is None:
        raise Refused(NothingToCompare())
    if not args.text.strip():
        if acting.room.place is Place.ADMIN:
            raise Refused(MissingField("wie", EXAMPLE))
        return await acting.verification.ask(acting, acting.person)
    person, rest = _who(args.text, acting)
    said = " ".join(rest.casefold().split())
    if not said:
        return await acting.verification.ask(acting, person)
    if said not in SAME | OTHER:
        raise Refused(NotUnderstood("tekst", DECIDE))
    return await acting.verification.decide(acting, person, same=said in SAME)


def _who(text: str, acting: Acting) -> tuple[Person, str]:
    """Read a name: anybody's in the administrators' room, elsewhere of one's own organisation. Raises `Refused`."""
    if acting.room.place is Place.ADMIN:
        context = Context(local_day(acting.now), acting.directory, frozenset())
        name, rest = take_name(text, context)
        return read_anyone(name, context), rest
    ours = replace(acting.directory, organisations=(), people=vouching.of_organisation(acting))
    name, rest = take_name(text, Context(local_day(acting.now), ours, frozenset()))
    return vouching.read_colleague(name, acting), rest
