"""Commands of authority to decide (doorzettingsmacht): `!doorzetten`."""

from bot.commands.args import AreaField, Args, NoArgs, TextField
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.usecases import authority
from bot.usecases.acting import Acting
from bot.usecases.results_regie import AuthorityEnded, AuthorityGiven, AuthorityUsed

GIVE = "!doorzetten geef: de partijen komen er niet uit"
DECIDE = "!doorzetten veiligheid: vandaag een ander slot"


class Why(Args):
    """`!doorzetten geef: reden`."""

    reason: TextField


class Alone(Args):
    """`!doorzetten veiligheid: besluit`."""

    area: AreaField
    text: TextField


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    here, work = frozenset({Place.CASE}), Permission.WORK_ON_CASE
    names, usage = ("authority",), "doorzetten gebied: besluit"
    table.add(Command("doorzetten", names, Permission.DECIDE, here, Alone, decide, usage, DECIDE))
    names, usage = ("authority grant",), "doorzetten geef: reden"
    table.add(Command("doorzetten geef", names, work, here, Why, give, usage, GIVE))
    names, usage = ("authority end",), "doorzetten weg"
    table.add(Command("doorzetten weg", names, work, here, NoArgs, end, usage, "!doorzetten weg"))


async def decide(args: Args, acting: Acting) -> AuthorityUsed:
    """Record an outcome by authority."""
    assert isinstance(args, Alone)  # noqa: S101 - the table pairs this handler with this model
    return await authority.decide(acting, args.area, args.text)


async def give(args: Args, acting: Acting) -> AuthorityGiven:
    """Give it to the regiehouder."""
    assert isinstance(args, Why)  # noqa: S101 - the table pairs this handler with this model
    return await authority.give(acting, args.reason)


async def end(args: Args, acting: Acting) -> AuthorityEnded:
    """End it."""
    del args
    return await authority.end(acting)
