"""Commands of the administrators' room: whose identity counts (e2ee rule 7), and rooms that are gone."""

from bot.commands.args import CONFIRM, AnyoneField, Args
from bot.commands.codes import only_case
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.usecases import membership, trust
from bot.usecases.acting import Acting
from bot.usecases.results import IdentityConfirmed, LostRooms, RoomsRenewed, TrustOf, TrustOverview

HERE = frozenset({Place.ADMIN})
AGAIN = frozenset({"opnieuw", "again"})
EXAMPLE = "!vertrouw @anna bevestig aB3d eF4"


class Trust(Args):
    """`!vertrouw`, `!vertrouw @naam` or `!vertrouw @naam bevestig code`."""

    person: AnyoneField = None
    code: str = ""


class Rooms(Args):
    """`!kamers`, `!kamers opnieuw` or `!kamers opnieuw code`."""

    again: str = ""
    code: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    table.add(
        Command(
            "kamers", ("rooms",), Permission.MANAGE, HERE, Rooms, rooms, "kamers [opnieuw [code]]", "!kamers opnieuw"
        )
    )
    table.add(
        Command(
            "vertrouw", ("trust",), Permission.MANAGE, HERE, Trust, trust_, "vertrouw @naam [bevestig code]", EXAMPLE
        )
    )


async def rooms(args: Args, acting: Acting) -> LostRooms | RoomsRenewed:
    """Show which rooms are gone from the homeserver, or have them made again."""
    assert isinstance(args, Rooms)  # noqa: S101 - the table pairs this handler with this model
    if not args.again:
        return await membership.lost_rooms(acting.work)
    if args.again.casefold() not in AGAIN:
        raise Refused(NotUnderstood("onderwerp", "!kamers opnieuw DH-7K3M"))
    return await membership.renew_rooms(acting.work, only_case(args.code, acting) or args.code.strip())


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
    return await trust.confirm_identity(acting.work, acting.speaker, args.person, "".join(code), acting.now)
