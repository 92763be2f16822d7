"""Commands of the 24-hour clock: an urgent meeting, and why it was late."""

import re

from bot.commands.args import MAX_TEXT, MIN_TEXT, Args, CaseCodeField
from bot.commands.table import Command, CommandTable
from bot.domain.codes import read_code
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused, TooLong, TooShort
from bot.usecases import clock, urgent
from bot.usecases.acting import Acting
from bot.usecases.results_clock import BreachExplained, UrgentNext, UrgentStarted

URGENT = "!mdt spoed DH-7K3M"
OVERRUN = "!overschreden: de melding kwam op vrijdagavond"
_REASON = re.compile(r"\s*(reden|reason)\s*:\s*", re.IGNORECASE)


class WhichCase(Args):
    """`!mdt spoed DH-7K3M`."""

    code: CaseCodeField


class Reason(Args):
    """`!overschreden: tekst`; `reden:` in front of it is understood too."""

    text: str


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    leads, usage = frozenset({Place.MDT, Place.DIRECT}), "mdt spoed code"
    chair, work = Permission.CALL_MEETING, Permission.WORK_ON_CASE
    table.add(Command("mdt spoed", ("mdt urgent",), chair, leads, WhichCase, hold, usage, URGENT))
    case, usage = frozenset({Place.CASE}), "overschreden: reden"
    table.add(Command("overschreden", ("overrun",), work, case, Reason, explain, usage, OVERRUN))


async def hold(args: Args, acting: Acting) -> UrgentStarted | UrgentNext:
    """Hold an urgent meeting about one case."""
    assert isinstance(args, WhichCase)  # noqa: S101 - the table pairs this handler with this model
    code = read_code(args.code)
    if code is None:
        raise Refused(NotUnderstood("code", URGENT))
    return await urgent.hold(acting, code)


async def explain(args: Args, acting: Acting) -> BreachExplained:
    """Record why the MDT came too late."""
    assert isinstance(args, Reason)  # noqa: S101 - the table pairs this handler with this model
    text = _REASON.sub("", args.text, count=1) if _REASON.match(args.text) else args.text
    text = text.strip()
    if len(text) < MIN_TEXT:
        raise Refused(TooShort("tekst", MIN_TEXT, OVERRUN))
    if len(text) > MAX_TEXT:
        raise Refused(TooLong("tekst", MAX_TEXT))
    return await clock.explain(acting, text)
