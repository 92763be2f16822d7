"""The table that help, permissions, parsing and "did you mean" all come from."""

import difflib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from bot.commands.args import Args
from bot.domain.people import Permission, Person, Place, may
from bot.usecases.acting import Acting
from bot.usecases.results import HelpLine

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

    def line(self) -> HelpLine:
        """Give its line in the help."""
        return HelpLine(f"!{self.usage}", self.key)


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
        """Find the command a text begins with, and what is left of the text. Two words are looked for first."""
        words = typed.split(maxsplit=2)
        for count in (2, 1):
            if len(words) < count:
                continue
            name = " ".join(words[:count]).casefold().rstrip(":")
            if name in self._by_name:
                rest = typed.split(maxsplit=count)
                return self._by_name[name], rest[count] if len(rest) > count else ""
        return None

    def named(self, topic: str) -> Command | None:
        """Find a command by exactly this name, with or without the exclamation mark."""
        return self._by_name.get(" ".join(topic.casefold().lstrip("!！").split()))

    def nearest(self, typed: str, allowed: Iterable[Command]) -> str:
        """Give the name of the command that was probably meant, or an empty string."""
        names = [name for command in allowed for name in command.names]
        words = typed.casefold().split()[:2]
        for attempt in (" ".join(words), *words[:1]):
            found = difflib.get_close_matches(attempt, names, n=1, cutoff=0.7)
            if found:
                return f"!{self._by_name[found[0]].name}"
        return ""

    def allowed(self, person: Person, place: Place, region: str | None) -> list[Command]:
        """List what this person may do here, in the order of the table."""
        return [c for c in self._commands if place in c.where and may(person, c.needs, place, region)]

    def all(self) -> tuple[Command, ...]:
        """List every command."""
        return tuple(self._commands)
