"""Commands that put a case on the agenda or move it: in its own room with a reason, in the MDT room without one."""

from datetime import date

from bot.commands.args import Args, CaseCodeField, DueField, NoArgs, TextField
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.codes import read_code
from bot.domain.dates import due_date
from bot.domain.people import Permission, Place
from bot.domain.refusals import DateNotUnderstood, MissingField, NotUnderstood, Refused
from bot.domain.refusals_agenda import ReasonNotHere, UnknownAgendaWord
from bot.usecases import agenda_arranging as arranging
from bot.usecases.acting import Acting
from bot.usecases.results_agenda import (
    AgendaReasonKept,
    CaseAgenda,
    CaseMoved,
    MovedHere,
    PutOn,
    PutOnHere,
    TakenBack,
)

CASE, MDT = frozenset({Place.CASE}), frozenset({Place.MDT})
ADD = "!agenda erbij vrijdag: de uitslag van het lab is er dan"
MOVE = "!agenda verzet vrijdag: moeder is er dan bij"
REASON = "!agenda reden: de uitslag van het lab is er dan"
ADD_HERE = "!mdt erbij DH-7K3M"
MOVE_HERE = "!mdt verzet DH-7K3M vrijdag"
MOST_WORDS_OF_A_DAY = 2
"""More words than these that are no day: that is a reason."""


class Behind(Args):
    """`!agenda`; whatever stands behind it is no known word."""

    text: str = ""


class DayAndWhy(Args):
    """`!agenda erbij: reden` or `!agenda erbij vrijdag: reden`."""

    separated = True
    opens = True
    day: str = ""
    reason: TextField


class NewDayAndWhy(Args):
    """`!agenda verzet vrijdag: reden`."""

    separated = True
    day: DueField
    reason: TextField


class Why(Args):
    """`!agenda reden: reden`."""

    reason: TextField


class CodeAndDay(Args):
    """`!mdt erbij DH-7K3M [dag]`; what stands behind a colon is a reason, and does not belong here."""

    separated = True
    code: CaseCodeField
    day: str = ""
    reason: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    work, chair = Permission.WORK_ON_CASE, Permission.CHAIR_MEETING
    table.add(Command("agenda", (), work, CASE, Behind, show, "agenda", "!agenda", when_closed=True))
    name, usage = "agenda erbij", "agenda erbij [dag]: reden"
    table.add(Command(name, ("agenda add",), work, CASE, DayAndWhy, put_on, usage, ADD))
    name, usage = "agenda verzet", "agenda verzet dag: reden"
    table.add(Command(name, ("agenda move",), work, CASE, NewDayAndWhy, move, usage, MOVE))
    name = "agenda terug"
    table.add(Command(name, ("agenda undo",), work, CASE, NoArgs, take_back, name, f"!{name}"))
    name, usage = "agenda reden", "agenda reden: reden"
    table.add(Command(name, ("agenda reason",), work, CASE, Why, give_reason, usage, REASON))
    name, usage = "mdt erbij", "mdt erbij code [dag]"
    table.add(Command(name, ("mdt add",), chair, MDT, CodeAndDay, put_on_here, usage, ADD_HERE))
    name, usage = "mdt verzet", "mdt verzet code dag"
    table.add(Command(name, ("mdt move",), chair, MDT, CodeAndDay, move_here, usage, MOVE_HERE))


async def show(args: Args, acting: Acting) -> CaseAgenda:
    """Tell whether the case is on the agenda, and why."""
    assert isinstance(args, Behind)  # noqa: S101 - the table pairs this handler with this model
    if args.text:
        raise Refused(UnknownAgendaWord())
    return await arranging.show(acting)


async def put_on(args: Args, acting: Acting) -> PutOn:
    """Put the case on the agenda."""
    assert isinstance(args, DayAndWhy)  # noqa: S101 - the table pairs this handler with this model
    return await arranging.put_on(acting, _day(args.day, acting) if args.day else None, args.reason)


async def move(args: Args, acting: Acting) -> CaseMoved:
    """Move the case to another agenda."""
    assert isinstance(args, NewDayAndWhy)  # noqa: S101 - the table pairs this handler with this model
    return await arranging.move(acting, args.day, args.reason)


async def take_back(args: Args, acting: Acting) -> TakenBack:
    """Take back what was last arranged."""
    del args
    return await arranging.take_back(acting)


async def give_reason(args: Args, acting: Acting) -> AgendaReasonKept:
    """Say why it was arranged."""
    assert isinstance(args, Why)  # noqa: S101 - the table pairs this handler with this model
    return await arranging.give_reason(acting, args.reason)


async def put_on_here(args: Args, acting: Acting) -> PutOnHere:
    """Put a case on the agenda, without a reason."""
    assert isinstance(args, CodeAndDay)  # noqa: S101 - the table pairs this handler with this model
    code, day = _code_and_day(args, acting, ADD_HERE)
    return await arranging.put_on_here(acting, code, day)


async def move_here(args: Args, acting: Acting) -> MovedHere:
    """Move a case, without a reason."""
    assert isinstance(args, CodeAndDay)  # noqa: S101 - the table pairs this handler with this model
    code, day = _code_and_day(args, acting, MOVE_HERE)
    if day is None:
        raise Refused(MissingField("datum", MOVE_HERE))
    return await arranging.move_here(acting, code, day)


def _code_and_day(args: CodeAndDay, acting: Acting, example: str) -> tuple[str, date | None]:
    """Read both. Raises `Refused`; first of all for a reason, with or without a colon before it."""
    if args.reason:
        raise Refused(ReasonNotHere())
    try:
        day = _day(args.day, acting) if args.day else None
    except Refused as refused:
        if isinstance(refused.refusal, DateNotUnderstood) and len(args.day.split()) > MOST_WORDS_OF_A_DAY:
            raise Refused(ReasonNotHere()) from None
        raise
    code = read_code(args.code)
    if code is None:
        raise Refused(NotUnderstood("code", example))
    return code, day


def _day(text: str, acting: Acting) -> date:
    return due_date(text, local_day(acting.now), acting.days)
