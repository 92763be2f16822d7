"""What the help is divided into, so that it fits on a phone: a few commands first, and the rest by topic."""

from collections.abc import Sequence

from bot.commands.table import Command
from bot.domain.people import Place
from bot.domain.topics import Topic

FEW = 10
"""So many lines are read at a glance: a place with no more is told all at once."""

FIRST = {
    Place.CASE: ("casus", "wie", "actie", "acties", "klaar", "regie", "toestemming", "besluit"),
    Place.MDT: ("mdt agenda", "mdt start", "aanwezig", "volgende", "mdt sluit", "mdt verslag"),
    Place.DIRECT: ("mijn", "klaar", "regie", "afwezig", "stil", "status"),
}
"""What is typed most, in each place."""

TOPICS: dict[Topic, tuple[str, ...]] = {
    Topic.CARD: ("casus", "wie", "inzet", "contact", "casus heropen"),
    Topic.AGREEMENTS: (
        *("actie", "acties", "klaar", "uitstel", "later", "niet gedaan", "kan niet meer", "vervalt", "overdragen"),
        *("mijn", "ongedaan"),
    ),
    Topic.MEETING: (
        *("mdt agenda", "agenda", "mdt start", "aanwezig", "volgende", "overslaan", "terug", "besluit", "aanhouden"),
        *("herbeoordeling", "mdt sluit", "verslag", "corrigeer", "overschreden"),
        *(
            "mdt verslag",
            "mdt cijfers",
            "mdt overnemen",
            "mdt volgorde",
            "mdt tijd",
            "mdt erbij",
            "mdt verzet",
            "mdt spoed",
            "mdt overzicht",
        ),
    ),
    Topic.COORDINATOR: ("regie", "doorzetten", "mdt regie"),
    Topic.SHARING: ("toestemming", "reden", "grondslag", "getuige"),
    Topic.PEOPLE: ("vervang", "erbij", "terugtrekken", "uitsluiten", "collega", "emoji"),
    Topic.YOURSELF: ("afwezig", "stil", "werkdagen", "taal", "status", "protocol", "akkoord", "help"),
}
"""Every command outside the administrators' room, and the part commands of each with it, in the order of its topic."""

ENGLISH = {
    "card": Topic.CARD,
    "agreements": Topic.AGREEMENTS,
    "meeting": Topic.MEETING,
    "coordinator": Topic.COORDINATOR,
    "sharing": Topic.SHARING,
    "people": Topic.PEOPLE,
    "yourself": Topic.YOURSELF,
}
NAMES = {**{topic.value: topic for topic in Topic}, **ENGLISH}


def topic_called(word: str) -> Topic | None:
    """Give the topic that is called so, in Dutch or English, or None."""
    return NAMES.get(word.strip().removeprefix("!").casefold())


def first_of(place: Place, commands: Sequence[Command]) -> list[Command]:
    """Give the commands that stand first in a place: all where they are few, or where it has no topics."""
    names = FIRST.get(place)
    if names is None or len(commands) <= FEW:
        return list(commands)
    return [command for name in names for command in commands if command.name == name]


def in_topic(topic: Topic, commands: Sequence[Command]) -> list[Command]:
    """Give the commands of a topic, of these."""
    return [command for name in TOPICS[topic] for command in commands if command.name == name]


def topics_of(commands: Sequence[Command]) -> tuple[Topic, ...]:
    """Give the topics in which there is one of these commands."""
    return tuple(topic for topic in TOPICS if in_topic(topic, commands))
