"""Commands of the case room: who, regiehouder, decisions."""

import re

from bot.commands.args import (
    AreaField,
    Args,
    NoArgs,
    PersonField,
    require_length,
)
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused
from bot.usecases import asking, coordinator, meeting
from bot.usecases.acting import Acting
from bot.usecases.results import CoordinatorAppointed, Decided, Who
from bot.usecases.results_casefile import OutcomesKept

HERE = frozenset({Place.CASE})
NOT_APPLICABLE = re.compile(
    r"(?:nvt|n\.v\.t|niet van toepassing|n/a|not applicable)(?![^\W_])[.,:;\s–-]*", re.IGNORECASE
)
BARE = "na"
"""Not applicable in English, but only alone: `na vrijdag belt CSG` begins with the Dutch word for after."""
STAYS = frozenset({"blijft", "blijft zo", "blijft hetzelfde", "ongewijzigd", "stays", "unchanged"})
REST_EXAMPLE = "!besluit rest blijft"
OUTCOME_EXAMPLE = "!besluit veiligheid: vandaag een ander slot"
NVT_EXAMPLE = "!besluit herstel nvt: het slachtoffer wil dit nu niet"


class NewCoordinator(Args):
    """`!regie @naam`."""

    person: PersonField


class Outcome(Args):
    """`!besluit veiligheid: tekst`, `!besluit herstel nvt: reden` or `!besluit recht blijft`."""

    area: AreaField
    text: str


class Rest(Args):
    """`!besluit rest blijft`."""

    text: str


def add_to(table: CommandTable) -> None:
    """Add these commands to a table."""
    ask = Permission.WORK_ON_CASE
    table.add(Command("wie", ("who",), ask, HERE, NoArgs, who, "wie", "!wie", when_closed=True))
    table.add(
        Command(
            "regie", ("coordinator",), Permission.APPOINT, HERE, NewCoordinator, appoint, "regie @naam", "!regie @anna"
        )
    )
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
    usage, decides = "besluit rest blijft", Permission.DECIDE
    table.add(Command("besluit rest", ("decide rest",), decides, HERE, Rest, keep_rest, usage, REST_EXAMPLE))


async def who(args: Args, acting: Acting) -> Who:
    """Show who takes part."""
    del args
    return await asking.who(acting)


async def appoint(args: Args, acting: Acting) -> CoordinatorAppointed:
    """Appoint the regiehouder."""
    assert isinstance(args, NewCoordinator)  # noqa: S101 - the table pairs this handler with this model
    return await coordinator.appoint(acting, args.person)


async def keep_rest(args: Args, acting: Acting) -> OutcomesKept:
    """Record that what was decided earlier on the other areas still holds."""
    assert isinstance(args, Rest)  # noqa: S101 - the table pairs this handler with this model
    if not _stays(args.text):
        raise Refused(NotUnderstood("tekst", REST_EXAMPLE))
    return await meeting.keep(acting)


async def decide(args: Args, acting: Acting) -> Decided | OutcomesKept:
    """Record the outcome on one area, that it does not apply, or that the earlier one still holds."""
    assert isinstance(args, Outcome)  # noqa: S101 - the table pairs this handler with this model
    text = args.text.strip()
    found = NOT_APPLICABLE.match(text)
    if found is not None or text.casefold() == BARE:
        reason = "" if found is None else text[found.end() :]
        if reason:
            require_length("reden", reason, NVT_EXAMPLE)
        return await meeting.decide(acting, args.area, reason, not_applicable=True)
    if _stays(text):
        return await meeting.keep(acting, args.area)
    require_length("tekst", text, OUTCOME_EXAMPLE)
    return await meeting.decide(acting, args.area, text, not_applicable=False)


def _stays(text: str) -> bool:
    return text.strip().casefold().rstrip(".") in STAYS
