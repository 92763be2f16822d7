"""Commands of the case room: who, decisions."""

import re

from bot.commands.args import (
    AreaField,
    Args,
    NoArgs,
    require_length,
)
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused
from bot.usecases import asking, meeting
from bot.usecases.acting import Acting
from bot.usecases.results import Who
from bot.usecases.results_casefile import OutcomesKept
from bot.usecases.results_meeting import Decided

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


async def keep_rest(args: Args, acting: Acting) -> OutcomesKept:
    """Record that what was decided earlier on the other areas still holds."""
    assert isinstance(args, Rest)  # noqa: S101 - the table pairs this handler with this model
    if not stays(args.text):
        raise Refused(NotUnderstood("tekst", REST_EXAMPLE))
    return await meeting.keep(acting)


async def decide(args: Args, acting: Acting) -> Decided | OutcomesKept:
    """Record the outcome on one area, that it does not apply, or that the earlier one still holds."""
    assert isinstance(args, Outcome)  # noqa: S101 - the table pairs this handler with this model
    if stays(args.text):
        return await meeting.keep(acting, args.area)
    text, not_applicable = read_outcome(args.text, OUTCOME_EXAMPLE)
    return await meeting.decide(acting, args.area, text, not_applicable=not_applicable)


def read_outcome(typed: str, example: str) -> tuple[str, bool]:
    """Read an outcome as it is typed: its text, or of n.v.t. the reason, if any; and whether it is n.v.t.

    Raises `Refused` for what is too short or too long.
    """
    text = typed.strip()
    found = NOT_APPLICABLE.match(text)
    if found is None and text.casefold() != BARE:
        require_length("tekst", text, example)
        return text, False
    reason = "" if found is None else text[found.end() :]
    if reason:
        require_length("reden", reason, NVT_EXAMPLE)
    return reason, True


def stays(text: str) -> bool:
    """Whether somebody typed that an outcome stays as it is."""
    return text.strip().casefold().rstrip(".") in STAYS
