"""Commands about when somebody hears things: `!later`, `!stil` and `!werkdagen`."""

from bot.commands.args import Args, Words, read_number, words_of
from bot.commands.codes import take_case
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import MissingField, NotUnderstood, Refused
from bot.domain.rhythm_words import LATER, QUIET, WORKDAYS, later, quiet_hours, working_days
from bot.usecases import habits
from bot.usecases.acting import Acting
from bot.usecases.results_reminders import HoursShown, Snoozed, WorkdaysShown

LATER_THERE = "!later DH-7K3M A3 morgen"
OFF = frozenset({"uit", "geen", "nee", "off", "none"})
USUAL = frozenset({"gewoon", "standaard", "uit", "usual", "default"})


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    both, own = frozenset({Place.CASE, Place.DIRECT}), frozenset({Place.DIRECT})
    usage = "later A1 wanneer"
    table.add(Command("later", ("snooze",), Permission.WITHDRAW, both, Words, put_off, usage, LATER))
    table.add(Command("stil", ("quiet",), Permission.ASK, own, Words, quiet, "stil [22-7 of uit]", QUIET))
    table.add(Command("werkdagen", ("workdays",), Permission.ASK, own, Words, days, "werkdagen [dagen]", WORKDAYS))


async def put_off(args: Args, acting: Acting) -> Snoozed:
    """Let one's own reminder of an action wait. Raises `Refused`."""
    text, here = words_of(args), acting.room.place is Place.CASE
    example = LATER if here else LATER_THERE
    code, rest = take_case(text, acting)
    if here:
        if code not in {None, acting.subject}:
            raise Refused(NotUnderstood("code", example))
        code = acting.subject
    elif not text:
        raise Refused(MissingField("code", example))
    elif code is None:
        raise Refused(NotUnderstood("code", example))
    words = rest.split()
    if not words:
        raise Refused(MissingField("nummer", example))
    number = read_number(words[0])
    if not words[1:]:
        raise Refused(MissingField("wanneer", example))
    until, rings = later(" ".join(words[1:]), acting.now, acting.days)
    return await habits.snooze(acting, code, number, until, rings=rings)


async def quiet(args: Args, acting: Acting) -> HoursShown:
    """Show one's quiet hours, or change them. Raises `Refused`."""
    text = words_of(args)
    if not text:
        return await habits.show_hours(acting)
    return await habits.set_hours(acting, habits.OFF if text.casefold() in OFF else quiet_hours(text))


async def days(args: Args, acting: Acting) -> WorkdaysShown:
    """Show one's working days, or change them. Raises `Refused`."""
    text = words_of(args)
    if not text:
        return await habits.show_days(acting)
    return await habits.set_days(acting, None if text.casefold() in USUAL else working_days(text))
