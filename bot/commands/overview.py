"""Commands that look over many cases at once: `!mijn`, `!regie overzicht` and `!mdt overzicht`."""

from bot.commands.args import Args
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused
from bot.usecases import overview
from bot.usecases.acting import Acting
from bot.usecases.results_overview import MyActions, MyCases, RegionOverview

ALL = frozenset({"alles", "all", "alle", "everything"})
MINE, CASES, REGION = "!mijn alles", "!regie overzicht alles", "!mdt overzicht alles"


class HowMuch(Args):
    """Nothing, or `alles`."""

    text: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    direct, mdt = frozenset({Place.DIRECT}), frozenset({Place.MDT})
    table.add(Command("mijn", ("mine",), Permission.ASK, direct, HowMuch, mine, "mijn [alles]", "!mijn"))
    name, english, usage = "regie overzicht", ("coordinator overview",), "regie overzicht [alles]"
    table.add(Command(name, english, Permission.WITHDRAW, direct, HowMuch, my_cases, usage, f"!{name}"))
    name, english, usage = "mdt overzicht", ("mdt overview",), "mdt overzicht [alles]"
    table.add(Command(name, english, Permission.CHAIR_MEETING, mdt, HowMuch, region, usage, f"!{name}"))


async def mine(args: Args, acting: Acting) -> MyActions:
    """List one's own open actions."""
    return await overview.my_actions(acting, whole=_whole(args, MINE))


async def my_cases(args: Args, acting: Acting) -> MyCases:
    """List one's own cases as regiehouder."""
    return await overview.my_cases(acting, whole=_whole(args, CASES))


async def region(args: Args, acting: Acting) -> RegionOverview:
    """Tell what runs behind in the region."""
    return await overview.region_overview(acting, whole=_whole(args, REGION))


def _whole(args: Args, example: str) -> bool:
    """Read whether all of it is wanted. Raises `Refused` with `NotUnderstood` for any other word."""
    assert isinstance(args, HowMuch)  # noqa: S101 - the table pairs these handlers with this model
    word = args.text.strip().rstrip(".!,").casefold()
    if word and word not in ALL:
        raise Refused(NotUnderstood("tekst", example))
    return bool(word)
