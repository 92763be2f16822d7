"""How organisations are reached: for everybody on the directory, anywhere (R21, R22)."""

from bot.commands.args import Args
from bot.commands.table import Command, CommandTable
from bot.domain.people import Permission, Place
from bot.usecases import contact
from bot.usecases.acting import Acting
from bot.usecases.results_people import ContactOf, Contacts

ANYWHERE = frozenset(Place)


class Which(Args):
    """`!contact [organisatie]`."""

    organisation: str = ""


def add_to(table: CommandTable) -> None:
    """Add the command to a table."""
    table.add(
        Command(
            "contact",
            ("contacts",),
            Permission.ASK,
            ANYWHERE,
            Which,
            contact_,
            "contact [organisatie]",
            "!contact CSG",
            when_closed=True,
        )
    )


async def contact_(args: Args, acting: Acting) -> Contacts | ContactOf:
    """Tell how one organisation is reached, or all of them."""
    assert isinstance(args, Which)  # noqa: S101 - the table pairs this handler with this model
    word = " ".join(args.organisation.split())
    return contact.contact_of(acting, word) if word else contact.contacts(acting)
