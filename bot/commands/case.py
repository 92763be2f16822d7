"""Commands of the case room: card, who, regiehouder, actions, decisions."""

from bot.commands.args import (
    MAX_TEXT,
    MIN_TEXT,
    AreaField,
    Args,
    DueField,
    NoArgs,
    NumberField,
    OwnerField,
    PersonField,
    TextField,
)
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import Refused, TooLong, TooShort
from bot.usecases import actions, asking, coordinator, meeting
from bot.usecases.acting import Acting
from bot.usecases.casefile import load_card
from bot.usecases.results import ActionAdded, ActionDone, ActionList, Card, CoordinatorAppointed, Decided, Who

HERE = frozenset({Place.CASE})
NOT_APPLICABLE = frozenset({"nvt", "n.v.t.", "n.v.t", "niet van toepassing", "n/a", "na"})
OUTCOME_EXAMPLE = "!besluit veiligheid: vandaag een ander slot"


class NewAction(Args):
    """`!actie @naam vrijdag: tekst`."""

    separated = True
    owner: OwnerField
    due: DueField
    text: TextField


class WhichAction(Args):
    """`!klaar A3`."""

    number: NumberField


class NewCoordinator(Args):
    """`!regie @naam`."""

    person: PersonField


class Outcome(Args):
    """`!besluit veiligheid: tekst` or `!besluit herstel nvt`."""

    area: AreaField
    text: str


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    ask, work = Permission.WORK_ON_CASE, Permission.WORK_ON_CASE
    table.add(Command("casus", ("case",), ask, HERE, NoArgs, card, "casus", "!casus", when_closed=True))
    table.add(Command("wie", ("who",), ask, HERE, NoArgs, who, "wie", "!wie", when_closed=True))
    table.add(
        Command(
            "regie", ("coordinator",), Permission.APPOINT, HERE, NewCoordinator, appoint, "regie @naam", "!regie @anna"
        )
    )
    table.add(
        Command(
            "actie",
            ("action",),
            work,
            HERE,
            NewAction,
            new_action,
            "actie @naam datum: tekst",
            "!actie @anna vrijdag: terugbellen",
            follow_up=tell_owner,
        )
    )
    table.add(Command("acties", ("actions",), ask, HERE, NoArgs, list_actions, "acties", "!acties", when_closed=True))
    table.add(Command("klaar", ("done",), work, HERE, WhichAction, done, "klaar A1", "!klaar A1"))
    table.add(
        Command(
            "besluit",
            ("decide",),
            Permission.DECIDE,
            HERE,
            Outcome,
            decide,
            "besluit gebied: tekst",
            OUTCOME_EXAMPLE,
        )
    )


async def card(args: Args, acting: Acting) -> Card:
    """Show the card."""
    del args
    return await load_card(acting.work, acting.subject, acting.now)


async def who(args: Args, acting: Acting) -> Who:
    """Show who takes part."""
    del args
    return await asking.who(acting)


async def appoint(args: Args, acting: Acting) -> CoordinatorAppointed:
    """Appoint the regiehouder."""
    assert isinstance(args, NewCoordinator)  # noqa: S101 - the table pairs this handler with this model
    return await coordinator.appoint(acting, args.person)


async def new_action(args: Args, acting: Acting) -> ActionAdded:
    """Agree on an action."""
    assert isinstance(args, NewAction)  # noqa: S101 - the table pairs this handler with this model
    return await actions.add_action(acting, args.owner, args.due, args.text)


async def tell_owner(acting: Acting, result: object) -> None:
    """Ring for the owner, after the action stands in the room."""
    if isinstance(result, ActionAdded):
        await actions.tell_owner(acting, result)


async def list_actions(args: Args, acting: Acting) -> ActionList:
    """List the open actions."""
    del args
    return await actions.list_actions(acting)


async def done(args: Args, acting: Acting) -> ActionDone:
    """Report an action done."""
    assert isinstance(args, WhichAction)  # noqa: S101 - the table pairs this handler with this model
    return await actions.finish_action(acting, args.number)


async def decide(args: Args, acting: Acting) -> Decided:
    """Record the outcome on one area, or that it does not apply."""
    assert isinstance(args, Outcome)  # noqa: S101 - the table pairs this handler with this model
    text = args.text.strip()
    if text.casefold() in NOT_APPLICABLE:
        return await meeting.decide(acting, args.area, "", not_applicable=True)
    if len(text) < MIN_TEXT:
        raise Refused(TooShort("tekst", MIN_TEXT, OUTCOME_EXAMPLE))
    if len(text) > MAX_TEXT:
        raise Refused(TooLong("tekst", MAX_TEXT))
    return await meeting.decide(acting, args.area, text, not_applicable=False)
