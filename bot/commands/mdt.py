"""Commands of the MDT room: agenda, start, the row, close. `!volgende` also works where the case is weighed."""

import re
from datetime import timedelta

from bot.commands.args import Args, CaseCodeField, NoArgs
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.case import CaseCode
from bot.domain.codes import read_code
from bot.domain.dates import due_date
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused
from bot.domain.refusals_leading import ThisCaseOnly
from bot.usecases import agenda as agendas
from bot.usecases import agenda_hand, chairing, meeting, meeting_row
from bot.usecases.acting import Acting
from bot.usecases.results_agenda import MinutesSet, PlaceSet
from bot.usecases.results_leading import ChairTaken, ItemLeft, TimeGiven
from bot.usecases.results_meeting import Agenda, AllDiscussed, ItemUp, MeetingClosed, MeetingStarted

HERE = frozenset({Place.MDT})
PLACE = "!mdt volgorde DH-7K3M 1"
MINUTES = "!mdt tijd DH-7K3M 10"
NEXT = "!volgende DH-7K3M"
BACK = "!terug DH-7K3M"
_COUNT = re.compile(r"([0-9]{1,4})\s*(?:min|minuten|minuut|minutes?|e|st|nd|rd|th|m|')?\.?", re.IGNORECASE)


class Day(Args):
    """`!mdt agenda [dag]`."""

    day: str = ""


class Which(Args):
    """`!volgende` or `!terug`, or with the code of a case."""

    code: CaseCodeField = ""


class PlaceOf(Args):
    """`!mdt volgorde DH-7K3M 1`."""

    code: CaseCodeField
    place: str


class MinutesOf(Args):
    """`!mdt tijd DH-7K3M 10`."""

    code: CaseCodeField
    minutes: str


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    see, chair = Permission.SEE_AGENDA, Permission.CHAIR_MEETING
    table.add(Command("mdt agenda", ("agenda",), see, HERE, Day, agenda, "mdt agenda [dag]", "!mdt agenda morgen"))
    usage = "mdt volgorde code plaats"
    table.add(Command("mdt volgorde", ("mdt order",), chair, HERE, PlaceOf, set_place, usage, PLACE))
    usage = "mdt tijd code minuten"
    table.add(Command("mdt tijd", ("mdt time",), chair, HERE, MinutesOf, set_minutes, usage, MINUTES))
    table.add(Command("mdt start", ("start",), chair, HERE, NoArgs, start, "mdt start", "!mdt start"))
    both = frozenset({Place.MDT, Place.CASE})
    table.add(Command("volgende", ("next",), Permission.GO_ON, both, Which, go_on, "volgende [code]", "!volgende"))
    table.add(Command("overslaan", ("skip",), chair, HERE, NoArgs, skip, "overslaan", "!overslaan"))
    table.add(Command("terug", ("back",), chair, HERE, Which, back, "terug [code]", "!terug"))
    name, english = "mdt overnemen", ("mdt take over",)
    table.add(Command(name, english, chair, HERE, NoArgs, take_over, name, "!mdt overnemen"))
    table.add(Command("mdt sluit", ("mdt close",), chair, HERE, NoArgs, close, "mdt sluit", "!mdt sluit"))


async def agenda(args: Args, acting: Acting) -> Agenda:
    """Show the agenda of today or of a day to come."""
    assert isinstance(args, Day)  # noqa: S101 - the table pairs this handler with this model
    today = local_day(acting.now)
    day = due_date(args.day, today, acting.days) if args.day.strip() else today
    now = acting.now + timedelta(days=(day - today).days)
    return await agendas.agenda(acting.work, acting.subject, now, day, acting.watch)


async def set_place(args: Args, acting: Acting) -> PlaceSet:
    """Give a case another place on the agenda."""
    assert isinstance(args, PlaceOf)  # noqa: S101 - the table pairs this handler with this model
    code, place = _code(args.code, PLACE), _number(args.place, "plaats", PLACE)
    return await agenda_hand.set_place(acting, code, place)


async def set_minutes(args: Args, acting: Acting) -> MinutesSet | TimeGiven:
    """Plan other minutes for a case."""
    assert isinstance(args, MinutesOf)  # noqa: S101 - the table pairs this handler with this model
    code, minutes = _code(args.code, MINUTES), _number(args.minutes, "minuten", MINUTES)
    return await agenda_hand.set_minutes(acting, code, minutes)


def _code(word: str, example: str) -> CaseCode:
    code = read_code(word)
    if code is None:
        raise Refused(NotUnderstood("code", example))
    return code


def _number(word: str, field: str, example: str) -> int:
    found = _COUNT.fullmatch(word.strip())
    if found is None:
        raise Refused(NotUnderstood(field, example))
    return int(found[1])


async def start(args: Args, acting: Acting) -> MeetingStarted:
    """Open the meeting."""
    del args
    return await meeting.start(acting)


async def go_on(args: Args, acting: Acting) -> ItemUp | AllDiscussed | ItemLeft:
    """Take up the next case, or this one."""
    assert isinstance(args, Which)  # noqa: S101 - the table pairs this handler with this model
    if acting.room.place is Place.CASE:
        if args.code:
            raise Refused(ThisCaseOnly())
        return await meeting_row.go_on_from_case(acting)
    return await meeting.go_on(acting, _which(args, NEXT))


async def skip(args: Args, acting: Acting) -> ItemUp | AllDiscussed:
    """Let the current case wait until the others had their turn."""
    del args
    return await meeting_row.skip(acting)


async def back(args: Args, acting: Acting) -> ItemUp:
    """Return to an earlier case."""
    assert isinstance(args, Which)  # noqa: S101 - the table pairs this handler with this model
    return await meeting_row.back(acting, _which(args, BACK))


async def take_over(args: Args, acting: Acting) -> ChairTaken:
    """Lead the meeting from now on."""
    del args
    return await chairing.take_over(acting)


def _which(args: Which, example: str) -> CaseCode:
    return _code(args.code, example) if args.code else ""


async def close(args: Args, acting: Acting) -> MeetingClosed:
    """End the meeting."""
    del args
    return await meeting.close(acting)
