"""Commands of one's own chat: the privacy protocol, and who works with me. And `!bevestig` for administrators."""

from dataclasses import replace

from bot.commands.args import CONFIRM, AnyoneField, Args, Context, NoArgs
from bot.commands.parsing import take_name
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.usecases import protocol, vouching
from bot.usecases.acting import Acting
from bot.usecases.results_coming import (
    ColleagueConfirmed,
    ColleagueDenied,
    ColleagueOf,
    Colleagues,
    ProtocolAccepted,
    ProtocolText,
    Vouched,
)

OWN = frozenset({Place.DIRECT})
ADMIN = frozenset({Place.ADMIN})
DENY = frozenset({"klopt niet", "not ours"})
CONFIRM_EXAMPLE = "!bevestig @anna"


class Colleague(Args):
    """`!collega`, `!collega @naam`, `!collega @naam bevestig [code]` or `!collega @naam klopt niet`.

    Read here and not by a field of its own: names are looked for in one's own organisation only.
    """

    text: str = ""


class Newcomer(Args):
    """`!bevestig @naam`."""

    person: AnyoneField = None


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    own, asks, usage = Permission.BE_COLLEAGUE, Permission.ASK, "collega [@naam [bevestig [code]]]"
    table.add(Command("collega", ("colleague",), own, OWN, Colleague, colleague, usage, vouching.EXAMPLE))
    table.add(Command("protocol", (), asks, OWN, NoArgs, protocol_, "protocol", "!protocol"))
    table.add(Command("akkoord", ("agree",), own, OWN, NoArgs, agree, "akkoord", "!akkoord"))
    table.add(
        Command(
            "bevestig",
            ("confirm",),
            Permission.MANAGE,
            ADMIN,
            Newcomer,
            vouch,
            "bevestig @naam",
            CONFIRM_EXAMPLE,
            follow_up=another,
        )
    )


async def colleague(args: Args, acting: Acting) -> Colleagues | ColleagueOf | ColleagueConfirmed | ColleagueDenied:
    """Show who waits, show somebody, confirm somebody, or say that somebody does not belong."""
    assert isinstance(args, Colleague)  # noqa: S101 - the table pairs this handler with this model
    if not args.text.strip():
        return await vouching.colleagues(acting)
    ours = replace(acting.directory, organisations=(), people=vouching.of_organisation(acting))
    name, rest = take_name(args.text, Context(local_day(acting.now), ours, frozenset()))
    person = vouching.read_colleague(name, acting)
    if not rest:
        return await vouching.show(acting, person)
    verb, *code = rest.split()
    if verb.casefold() in CONFIRM:
        return await vouching.confirm(acting, person, "".join(code))
    if " ".join(rest.casefold().split()) in DENY:
        return await vouching.deny(acting, person)
    raise Refused(NotUnderstood("tekst", vouching.EXAMPLE))


async def protocol_(args: Args, acting: Acting) -> ProtocolText:
    """Show the privacy protocol."""
    del args
    return await protocol.read(acting)


async def agree(args: Args, acting: Acting) -> ProtocolAccepted:
    """Accept the privacy protocol."""
    del args
    return await protocol.accept(acting)


async def vouch(args: Args, acting: Acting) -> Vouched:
    """Say that somebody belongs, as one of two administrators."""
    assert isinstance(args, Newcomer)  # noqa: S101 - the table pairs this handler with this model
    if args.person is None:
        raise Refused(MissingField("wie", CONFIRM_EXAMPLE))
    return await vouching.confirm_as_admin(acting, args.person)


async def another(acting: Acting, answer: object) -> None:
    """Ring for the other administrators when one more is needed."""
    if isinstance(answer, Vouched):
        await vouching.call_another(acting, answer)
