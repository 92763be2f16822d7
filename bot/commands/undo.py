"""`!ongedaan`: take back what one changed last in this room."""

from bot.commands.args import Args, NoArgs
from bot.commands.inside import answered, in_room_of
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.usecases import undoing
from bot.usecases.acting import Acting
from bot.usecases.results_actions import TakenBackHere, TakenBackThere

ROOMS = frozenset({Place.CASE, Place.MDT, Place.DIRECT})


def add_to(table: CommandTable) -> None:
    """Add this command to a table."""
    name, english = "ongedaan", ("undo",)
    table.add(Command(name, english, Permission.TAKE_BACK, ROOMS, NoArgs, undo, name, f"!{name}", follow_up=afterwards))


async def undo(args: Args, acting: Acting) -> object:
    """Take the last change back, in the room of its case."""
    del args
    change = await undoing.last_change(acting)
    case = await in_room_of(acting, change.case)
    answer = await undoing.take_back(case, change)
    return await answered(case, "ongedaan", answer, TakenBackThere(change.case), afterwards)


async def afterwards(acting: Acting, answer: object) -> None:
    """Ring for who has an action again, after the room heard of it."""
    if isinstance(answer, TakenBackHere):
        await undoing.tell_owners(acting, answer)
