"""Commands of the MDT room: agenda, start, next, close."""

from datetime import timedelta

from bot.commands.args import Args, NoArgs
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import due_date
from bot.domain.people import Permission, Place
from bot.usecases import agenda as agendas
from bot.usecases import meeting
from bot.usecases.acting import Acting
from bot.usecases.results import Agenda, AllDiscussed, ItemUp, MeetingClosed, MeetingStarted

HERE = frozenset({Place.MDT})


class Day(Args):
    """`!mdt agenda [dag]`."""

    day: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    see, chair = Permission.SEE_AGENDA, Permission.CHAIR_MEETING
    table.add(Command("mdt agenda", ("agenda",), see, HERE, Day, agenda, "mdt agenda [dag]", "!mdt agenda morgen"))
    table.add(Command("mdt start", ("start",), chair, HERE, NoArgs, start, "mdt start", "!mdt start"))
    table.add(Command("volgende", ("next",), chair, HERE, NoArgs, go_on, "volgende", "!volgende"))
    table.add(Command("mdt sluit", ("mdt close",), chair, HERE, NoArgs, close, "mdt sluit", "!mdt sluit"))


async def agenda(args: Args, acting: Acting) -> Agenda:
    """Show the agenda of today or of a day to come."""
    assert isinstance(args, Day)  # noqa: S101 - the table pairs this handler with this model
    today = local_day(acting.now)
    day = due_date(args.day, today, acting.days) if args.day.strip() else today
    now = acting.now + timedelta(days=(day - today).days)
    return await agendas.agenda(acting.work, acting.subject, now, day, acting.watch)


async def start(args: Args, acting: Acting) -> MeetingStarted:
    """Open the meeting."""
    del args
    return await meeting.start(acting)


async def go_on(args: Args, acting: Acting) -> ItemUp | AllDiscussed:
    """Take up the next case."""
    del args
    return await meeting.go_on(acting)


async def close(args: Args, acting: Acting) -> MeetingClosed:
    """End the meeting."""
    del args
    return await meeting.close(acting)
