"""Commands that work anywhere or in the direct chat: help, language, status."""

from collections.abc import Sequence

from bot.commands.args import Args, NoArgs
from bot.commands.table import Command, CommandTable
from bot.commands.topics import first_of, in_topic, topic_called, topics_of
from bot.domain.people import Permission, Place
from bot.domain.refusals import NotUnderstood, Refused, UnknownTopic
from bot.usecases import asking
from bot.usecases.acting import Acting
from bot.usecases.results import Help, HelpLine, HelpOn, HelpTopic, LanguageSet, Status

ANYWHERE = frozenset(Place)
DIRECT = frozenset({Place.DIRECT})
LANGUAGES = {
    "nl": "nl",
    "nederlands": "nl",
    "dutch": "nl",
    "en": "en",
    "engels": "en",
    "english": "en",
}


class About(Args):
    """`!help [onderwerp]`."""

    topic: str = ""


class Language(Args):
    """`!taal nl/en`."""

    language: str


def add_to(table: CommandTable) -> None:
    """Add these commands to a table; the help describes that same table."""

    async def help_(args: Args, acting: Acting) -> Help | HelpOn | HelpTopic:
        assert isinstance(args, About)  # noqa: S101 - the table pairs this handler with this model
        closed = acting.room.place is Place.CASE and await asking.is_closed(acting)
        return explain(table, acting, args.topic, closed=closed)

    usage = "help [onderwerp]"
    table.add(
        Command("help", ("?", "hulp"), Permission.ASK, ANYWHERE, About, help_, usage, "!help actie", when_closed=True)
    )
    table.add(Command("taal", ("language",), Permission.ASK, DIRECT, Language, language, "taal nl/en", "!taal en"))
    table.add(Command("status", (), Permission.ASK, DIRECT, NoArgs, status, "status", "!status"))


def explain(table: CommandTable, acting: Acting, topic: str, *, closed: bool = False) -> Help | HelpOn | HelpTopic:
    """Give the help for this person in this place: a list, a topic, or one command explained. Raises `Refused`.

    What begins with the name of another command is told of in the help on that one. `closed`: in a closed case.
    """
    place, person = acting.room.place, acting.person
    allowed = table.allowed(person, place, region_of(acting))
    here = [command for command in allowed if command.when_closed or not closed]
    shown = [command for command in here if not any(command.is_part_of(other) for other in here)]
    about = topic_called(topic)
    if about is not None and in_topic(about, shown):
        return HelpTopic(about, tuple(_line(command, here) for command in in_topic(about, shown)))
    if topic.strip():
        command = table.named(topic, place)
        if command is None or command not in _possible(table, acting):
            raise Refused(UnknownTopic())
        parts = tuple(other.line() for other in here if other.is_part_of(command))
        return HelpOn(command.line(), command.example, parts)
    elsewhere = tuple(
        other
        for other in (Place.CASE, Place.MDT, Place.DIRECT, Place.ADMIN)
        if other is not place and any(c not in allowed for c in _allowed_in(table, acting, other))
    )
    first = first_of(place, shown)
    topics = topics_of(shown) if len(first) < len(shown) else ()
    return Help(place, tuple(_line(command, here) for command in first), elsewhere, topics)


def _line(command: Command, here: Sequence[Command]) -> HelpLine:
    """Give a command's line; where others here begin with its name, it says that there is more."""
    return command.line(command.name if any(part.is_part_of(command) for part in here) else "")


def region_of(acting: Acting) -> str | None:
    """Tell the region of the room where somebody acts."""
    match acting.room.place:
        case Place.CASE:
            return acting.room.subject.partition("-")[0]
        case Place.MDT:
            return acting.room.subject
        case _:
            return None


def _possible(table: CommandTable, acting: Acting) -> list[Command]:
    return [command for place in Place for command in _allowed_in(table, acting, place)]


def _allowed_in(table: CommandTable, acting: Acting, place: Place) -> list[Command]:
    regions: list[str | None] = [*acting.person.regions] or [None]
    return [command for region in regions for command in table.allowed(acting.person, place, region)]


async def language(args: Args, acting: Acting) -> LanguageSet:
    """Switch the language of one's direct chat."""
    assert isinstance(args, Language)  # noqa: S101 - the table pairs this handler with this model
    wanted = LANGUAGES.get(args.language.casefold())
    if wanted is None:
        raise Refused(NotUnderstood("taal", "!taal en"))
    return await asking.set_language(acting, wanted)


async def status(args: Args, acting: Acting) -> Status:
    """Tell how many cases and actions are one's own."""
    del args
    return await asking.status(acting)
