"""Commands of what the MDT leaves for later: `!aanhouden`, `!herbeoordeling`, `!niet gedaan`, `!kan niet meer`."""

from bot.commands.actions import IMPOSSIBLE, impossible
from bot.commands.args import Args, NumberField, TextField, Words, require_length
from bot.commands.table import Command, CommandTable
from bot.domain.calendar import local_day
from bot.domain.dates import due_date
from bot.domain.moments import due_moment
from bot.domain.people import Permission, Place
from bot.usecases import actions, delaying, meeting, reviewing
from bot.usecases.acting import Acting
from bot.usecases.results_leading import HoldLifted
from bot.usecases.results_outcome import ActionDelayed, HeldOver, ReviewOff, ReviewSet

HERE = frozenset({Place.CASE})
HOLD = "!aanhouden: we wachten op de uitslag van het lab"
REVIEW = "!herbeoordeling over twee weken"
NOT_DONE = "!niet gedaan A3 vrijdag: de arts was er niet"
OFF = frozenset({"weg", "geen", "vervalt", "off", "none"})


class Why(Args):
    """`!aanhouden: reden` or `!aanhouden weg`."""

    reason: TextField


class OnDay(Args):
    """`!herbeoordeling 8-12` or `!herbeoordeling weg`."""

    day: str


class WhichDayAndWhy(Args):
    """`!niet gedaan A3 vrijdag: reden`; the day may come later, and then without the reason."""

    separated = True
    number: NumberField
    day: str = ""
    reason: str = ""


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    work = Permission.WORK_ON_CASE
    table.add(Command("aanhouden", ("hold",), Permission.DECIDE, HERE, Why, hold, "aanhouden: reden", HOLD))
    usage = "herbeoordeling datum"
    table.add(Command("herbeoordeling", ("review",), work, HERE, OnDay, review, usage, REVIEW))
    name, usage = "niet gedaan", "niet gedaan A1 datum: reden"
    told = Command(name, ("not done",), work, HERE, WhichDayAndWhy, not_done, usage, NOT_DONE, follow_up=tell_owner)
    table.add(told)
    name, english, usage = "kan niet meer", ("no longer possible",), "kan niet meer A1: reden"
    table.add(Command(name, english, work, HERE, Words, impossible, usage, IMPOSSIBLE))


async def hold(args: Args, acting: Acting) -> HeldOver | HoldLifted:
    """Hold the case over, or no longer."""
    assert isinstance(args, Why)  # noqa: S101 - the table pairs this handler with this model
    if args.reason.casefold().rstrip(".") in OFF:
        return await meeting.lift(acting)
    return await meeting.hold(acting, args.reason)


async def review(args: Args, acting: Acting) -> ReviewSet | ReviewOff:
    """Agree on the day of the next review, or call it off."""
    assert isinstance(args, OnDay)  # noqa: S101 - the table pairs this handler with this model
    if args.day.casefold().rstrip(".") in OFF:
        return await reviewing.call_off(acting)
    return await reviewing.agree(acting, due_date(args.day, local_day(acting.now), acting.days))


async def not_done(args: Args, acting: Acting) -> ActionDelayed:
    """Report that an action was not done."""
    assert isinstance(args, WhichDayAndWhy)  # noqa: S101 - the table pairs this handler with this model
    due = due_moment(args.day, acting.now, acting.days) if args.day else None
    if args.reason:
        require_length("reden", args.reason, NOT_DONE)
    return await delaying.not_done(acting, args.number, args.reason, due, NOT_DONE)


async def tell_owner(acting: Acting, result: object) -> None:
    """Ring for the owner of an action that is due on another day now."""
    if isinstance(result, ActionDelayed) and result.moved:
        await actions.tell_owner(acting, result.action)
