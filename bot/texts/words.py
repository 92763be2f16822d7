"""Turns every result, notice and refusal into a message, in the reader's language."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from bot.domain.agenda_item import HalfDay
from bot.domain.case import Area
from bot.domain.people import Place
from bot.ports import Clock, Message
from bot.texts.composed import COMPOSED
from bot.texts.document import Lines, html_body, mention, own, plain_body, typed
from bot.texts.ringing import RINGING
from bot.texts.speech import Argument, Speech

LANGUAGES = ("nl", "en")
"""Dutch first: it is also what somebody with another language gets."""


class FluentWords:
    """Implements `bot.ports.Words` with the Fluent files next to this module."""

    def __init__(self, clock: Clock) -> None:
        self._speech = {language: Speech(language, clock) for language in LANGUAGES}

    def render(self, value: object, language: str) -> Message:
        """Write the value in this language. Raises `KeyError` for a value without text."""
        say = self._speech.get(language, self._speech[LANGUAGES[0]])
        render = COMPOSED.get(type(value), _simple)
        lines = render(value, say)
        rings = type(value) in RINGING
        user_id = getattr(value, "user_id", None) if rings else None
        return Message(plain_body(lines), html_body(lines), rings=rings, mentions=(user_id,) if user_id else ())


def key_of(class_: type) -> str:
    """Give the key of a class's text: `DateInPast` is `date-in-past`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", class_.__name__).lower()


def _simple(value: object, say: Speech) -> Lines:
    """Write a value with the one text of its class; an empty field takes a text of its own where there is one."""
    key = key_of(type(value))
    if not is_dataclass(value) or not say.knows(key):
        raise KeyError(key)
    given = {field.name: getattr(value, field.name) for field in fields(value)}
    empty = [name for name, content in given.items() if content == "" and say.knows(f"{key}-no-{name}")]
    arguments = {name: _argument(name, content, say) for name, content in given.items()}
    return say.lines(f"{key}-no-{empty[0]}" if empty else key, **arguments)


def _argument(name: str, content: object, say: Speech) -> Argument:
    """Make what a text can take of a field: by its name where the name says what it is, else by its type."""
    if name == "field":
        return say.text(f"field-{content}") if say.knows(f"field-{content}") else str(content)
    if name == "place":
        return say.a_room(Place(str(content)))
    if name in {"command", "near"}:
        return say.command(str(content))
    if name == "example" and str(content).startswith("!"):
        return own(f"`{content}`")
    if name == "user_id":
        return mention(str(content))
    return _by_type(name, content, say)


def _by_type(name: str, content: object, say: Speech) -> Argument:
    """Write a (half) day, an area or a list. Raises `KeyError` for what needs a function of its own in `COMPOSED`."""
    if isinstance(content, datetime):
        return say.moment(content)
    if isinstance(content, date):
        return say.day(content)
    if isinstance(content, HalfDay):
        return say.half_day(content)
    if isinstance(content, Area):
        return say.area(content)
    if isinstance(content, tuple):
        return say.all_of([typed(part) for part in content])
    if isinstance(content, (str, int)):
        return content
    raise KeyError(name)
