"""Commands of legal grounds: `!grondslag` and `!getuige` in the case room, `!grondslagen` for administrators."""

from typing import Annotated

from pydantic import BeforeValidator

from bot.commands.args import Args
from bot.commands.ground_words import Typed, read_label, read_typed
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.refusals_people import UnknownRegion
from bot.usecases import ground_list, grounds, grounds_review, grounds_show
from bot.usecases.acting import Acting
from bot.usecases.results_ground import (
    GroundAhead,
    GroundDraft,
    GroundDropped,
    GroundOverview,
    GroundRecorded,
    GroundRegions,
    GroundRegionSet,
    GroundReviewed,
    GroundShown,
)

EXAMPLE = "!grondslag OM"
WITNESS = "!getuige G1 7K3MP"
REGION = "!grondslagen DH aan"
ON = {"aan": True, "on": True, "uit": False, "off": False}


class Walk(Args):
    """`!grondslag`, with an organisation or a number, and steps; each on its own line or in its own message."""

    text: str = ""


def _label(value: object) -> object:
    number = read_label(str(value))
    if number is None:
        raise Refused(NotUnderstood("nummer", WITNESS))
    return number


class WitnessOf(Args):
    """`!getuige G1 CODE`."""

    number: Annotated[int, BeforeValidator(_label)]
    code: str = ""


class Shown(Args):
    """`!grondslagen`, `!grondslagen DH aan` or `!grondslagen DH uit`."""

    region: str = ""
    setting: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    case, work = frozenset({Place.CASE}), Permission.WORK_ON_CASE
    table.add(
        Command(
            "grondslag",
            ("ground",),
            work,
            case,
            Walk,
            walk,
            "grondslag [organisatie]",
            EXAMPLE,
            afterwards,
            when_closed=True,
        )
    )
    table.add(Command("getuige", ("witness",), work, case, WitnessOf, witness, "getuige G1 code", WITNESS, afterwards))
    admin, usage = frozenset({Place.ADMIN}), "grondslagen [regio aan/uit]"
    table.add(Command("grondslagen", ("grounds",), Permission.MANAGE, admin, Shown, regions, usage, REGION))


async def walk(
    args: Args, acting: Acting
) -> GroundOverview | GroundShown | GroundDraft | GroundAhead | GroundRecorded | GroundDropped | GroundReviewed:
    """Show the grounds of this case, or go a step further with one."""
    assert isinstance(args, Walk)  # noqa: S101 - the table pairs this handler with this model
    typed = read_typed(args.text, acting.directory, acting.person.organisation, acting.subject)
    if typed.receiver:
        return await grounds.begin(acting, typed.giver, typed.receiver, typed.filling)
    if typed.number is None:
        return await grounds_show.overview(acting)
    return await _further(typed.number, typed, acting)


async def _further(
    number: int, typed: Typed, acting: Acting
) -> GroundShown | GroundDraft | GroundAhead | GroundRecorded | GroundDropped | GroundReviewed:
    if typed.drop:
        return await grounds.drop(acting, number)
    if typed.review:
        return await grounds_review.review(acting, number, typed.review)
    if typed.confirm is not None:
        return await grounds.confirm(acting, number, typed.confirm)
    if typed.fills:
        return await grounds.fill(acting, number, typed.filling)
    return await grounds_show.show(acting, number)


async def witness(args: Args, acting: Acting) -> GroundAhead | GroundRecorded:
    """Witness a ground of another organisation."""
    assert isinstance(args, WitnessOf)  # noqa: S101 - the table pairs this handler with this model
    return await grounds.witness(acting, args.number, "".join(args.code.split()).strip(".,`"))


async def regions(args: Args, acting: Acting) -> GroundRegions | GroundRegionSet:
    """Show or set where the list is shown for sexual violence too."""
    assert isinstance(args, Shown)  # noqa: S101 - the table pairs this handler with this model
    if not args.region:
        return await ground_list.regions(acting)
    region = acting.directory.region(args.region)
    if region is None:
        raise Refused(UnknownRegion(", ".join(each.code for each in acting.directory.regions)))
    if not args.setting:
        raise Refused(MissingField("aan of uit", REGION))
    shown = ON.get(args.setting.casefold().rstrip(".,"))
    if shown is None:
        raise Refused(NotUnderstood("aan of uit", REGION))
    return await ground_list.show_in(acting, region, shown=shown)


async def afterwards(acting: Acting, answer: object) -> None:
    """Tell those who come in, or who can look along, after the room heard of it."""
    if isinstance(answer, GroundRecorded):
        await grounds.after_recording(acting, answer)
    elif isinstance(answer, GroundAhead):
        await grounds.ask_witness(acting, answer)
