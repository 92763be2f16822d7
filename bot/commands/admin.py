"""Commands of the administrators' room: whose identity counts (e2ee rule 7)."""

from bot.commands.args import AnyoneField, Args
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.usecases import trust
from bot.usecases.acting import Acting
from bot.usecases.results import IdentityConfirmed, TrustOf, TrustOverview

HERE = frozenset({Place.ADMIN})
CONFIRM = frozenset({"bevestig", "confirm"})
EXAMPLE = "!vertrouw @anna bevestig aB3d eF4"


class Trust(Args):
    """`!vertrouw`, `!vertrouw @naam` or `!vertrouw @naam bevestig code`."""

    person: AnyoneField = None
    code: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    table.add(
        Command(
            "vertrouw", ("trust",), Permission.MANAGE, HERE, Trust, trust_, "vertrouw @naam [bevestig code]", EXAMPLE
        )
    )


async def trust_(args: Args, acting: Acting) -> TrustOverview | TrustOf | IdentityConfirmed:
    """Show who waits, show what to compare, or confirm after comparing outside the chat."""
    assert isinstance(args, Trust)  # noqa: S101 - the table pairs this handler with this model
    if args.person is None:
        return await trust.overview(acting.work, acting.mode)
    if not args.code.strip():
        return await trust.show(acting.work, args.person)
    verb, *code = args.code.split()
    if verb.casefold() not in CONFIRM:
        raise Refused(NotUnderstood("code", EXAMPLE))
    if not code:
        raise Refused(MissingField("code", EXAMPLE))
    return await trust.confirm_by(acting, args.person, "".join(code))
