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
    re.compile(rf"\s*([^\s:]+(?:\s+[^\s:]+){{{count - 1}}})\s*(:?)\s*") for count in range(MOST_WORDS, 0, -1)
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
    """All commands, found by their longest name.

    Two may share a name where nobody can mean the other: `!agenda` is one thing in a case's room and another in the
    MDT room. Elsewhere the one that is called so first of all is found.
    """

    def __init__(self) -> None:
        self._by_name: dict[str, list[Command]] = {}
        self._commands: list[Command] = []

    def add(self, command: Command) -> None:
        """Add a command. Raises `ValueError` when a name is taken in a same room: that is a mistake in the program."""
        for name in command.names:
            if any(other.where & command.where for other in self._by_name.get(name, ())):
                raise ValueError(f"two commands are called {name}")
        for name in command.names:
            self._by_name.setdefault(name, []).append(command)
        self._commands.append(command)

    def find(self, typed: str, place: Place | None = None) -> tuple[Command, str] | None:
        """Find the command a text begins with, and what is left of the text. The longest name is looked for first.

        A colon behind the name belongs to neither, unless the arguments say that it counts.
        """
        for begins in _BEGINNINGS:
            found = begins.match(typed)
            command = self._called(" ".join(found[1].casefold().split()), place) if found else None
            if found and command is not None:
                return command, (found[2] if command.args.opens else "") + typed[found.end() :]
        return None

    def named(self, topic: str, place: Place | None = None) -> Command | None:
        """Find a command by exactly this name, with or without the exclamation mark."""
        return self._called(" ".join(topic.casefold().lstrip("!！").split()), place)

    def _called(self, name: str, place: Place | None) -> Command | None:
        """Give the command of this name in this place; without one there, the one whose own name it is."""
        found = self._by_name.get(name, [])
        here = [command for command in found if place in command.where]
        return next(iter(here or sorted(found, key=lambda command: command.name != name)), None)

    def nearest(self, typed: str, allowed: Iterable[Command]) -> str:
        """Give the name of the command that was probably meant, or an empty string; the longest that fits."""
        names = [(name.split(), command.name) for command in allowed for name in command.names]
        words = [word.rstrip(":") for word in typed.casefold().split()[:MOST_WORDS]]
        for count in range(len(words), 0, -1):
            close = [(_likeness(words[:count], name), name, own) for name, own in names if len(name) == count]
            likeness, _, own = max(close, default=(0.0, [], ""))
            if likeness >= ALIKE:
                return f"!{own}"
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
