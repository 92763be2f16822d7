"""The table that help, permissions, parsing and "did you mean" all come from."""

import difflib
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.commands.args import Args
from bot.domain.people import Permission, Person, Place, may
from bot.usecases.acting import Acting
from bot.usecases.results import HelpLine

MOST_WORDS = 3
"""Words in the longest name of a command."""

ALIKE = 0.7
"""How much a typed word is like the one that was probably meant."""

_BEGINNINGS = tuple(
    re.compile(rf"\s*([^\s:]+(?:\s+[^\s:]+){{{count - 1}}})\s*:?\s*") for count in range(MOST_WORDS, 0, -1)
)

Handler = Callable[[Args, Acting], Awaitable[object]]
Afterwards = Callable[[Acting, object], Awaitable[None]]


@dataclass(frozen=True)
class Command:
    """One command. `usage` and `example` are shown as they stand; `follow_up` speaks after the answer was given.

    `when_closed`: it works in the room of a closed case too, because it changes nothing there, or must always work.
    """

    name: str
    english: tuple[str, ...]
    needs: Permission
    where: frozenset[Place]
    args: type[Args]
    run: Handler
    usage: str
    example: str
    follow_up: Afterwards | None = None
    when_closed: bool = False

    @property
    def key(self) -> str:
        """The key of its help sentence."""
        return f"help-{self.name.replace(' ', '-')}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it answers to, Dutch first."""
        return (self.name, *self.english)

    def line(self, more: str = "") -> HelpLine:
        """Give its line in the help; `more` as there."""
        return HelpLine(f"!{self.usage}", self.key, more)

    def is_part_of(self, other: "Command") -> bool:
        """Whether its name begins with the whole name of another: `casus sluit` with `casus`."""
        return self.name.startswith(f"{other.name} ")


class CommandTable:
    """All commands, found by their longest name."""

    def __init__(self) -> None:
        self._by_name: dict[str, Command] = {}
        self._commands: list[Command] = []

    def add(self, command: Command) -> None:
        """Add a command. Raises `ValueError` when a name is taken: that is a mistake in the program."""
        for name in command.names:
            if name in self._by_name:
                raise ValueError(f"two commands are called {name}")
            self._by_name[name] = command
        self._commands.append(command)

    def find(self, typed: str) -> tuple[Command, str] | None:
        """Find the command a text begins with, and what is left of the text. The longest name is looked for first.

        A colon behind the name belongs to neither.
        """
        for begins in _BEGINNINGS:
            found = begins.match(typed)
            name = " ".join(found[1].casefold().split()) if found else ""
            if found and name in self._by_name:
                return self._by_name[name], typed[found.end() :]
        return None

    def named(self, topic: str) -> Command | None:
        """Find a command by exactly this name, with or without the exclamation mark."""
        return self._by_name.get(" ".join(topic.casefold().lstrip("!！").split()))

    def nearest(self, typed: str, allowed: Iterable[Command]) -> str:
        """Give the name of the command that was probably meant, or an empty string; the longest that fits."""
        names = [name.split() for command in allowed for name in command.names]
        words = [word.rstrip(":") for word in typed.casefold().split()[:MOST_WORDS]]
        for count in range(len(words), 0, -1):
            close = [(_likeness(words[:count], name), name) for name in names if len(name) == count]
            likeness, name = max(close, default=(0.0, []))
            if likeness >= ALIKE:
                return f"!{self._by_name[' '.join(name)].name}"
        return ""

    def allowed(self, person: Person, place: Place, region: str | None) -> list[Command]:
        """List what this person may do here, in the order of the table."""
        return [c for c in self._commands if place in c.where and may(person, c.needs, place, region)]

    def all(self) -> tuple[Command, ...]:
        """List every command."""
        return tuple(self._commands)


def _likeness(typed: list[str], name: list[str]) -> float:
    """Tell how much words are like those of a name, from 0 to 1; the least alike word tells."""
    return min(difflib.SequenceMatcher(a=a, b=b).ratio() for a, b in zip(typed, name, strict=True))
