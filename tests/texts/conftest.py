"""A small factory: builds any result or refusal from its type hints, so that a new class is tested by itself."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from bot.texts.words import FluentWords

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
DAY = date(2026, 11, 27)

Fill = Callable[[str], str]
"""Gives the text of a `str` field by the field's name."""

MEANT = {"language": "nl", "place": "casus", "key": "help-actie", "field": "datum", "near": "actie", "command": "actie"}
"""Fields of type `str` that are not free text but a word from our own tables."""


def _short(name: str) -> str:
    return name.replace("_", " ").title()


def _make(hint: Any, name: str, fill: Fill) -> Any:
    simple: dict[Any, Any] = {
        str: MEANT.get(name) or fill(name),
        int: 3,
        bool: True,
        date: DAY,
        datetime: NOW,
        time: time(9),
    }
    if hint in simple:
        return simple[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{f.name: _make(hints[f.name], f.name, fill) for f in fields(hint) if f.init})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if get_origin(hint) in {Union, types.UnionType}:
        return _make(get_args(hint)[0], name, fill)
    return _collection(hint, name, fill)


def _collection(hint: Any, name: str, fill: Fill) -> Any:
    arguments = get_args(hint)
    if get_origin(hint) is dict:
        return {_make(arguments[0], name, fill): _make(arguments[1], name, fill)}
    if get_origin(hint) is frozenset:
        return frozenset({_make(arguments[0], name, fill)})
    if get_origin(hint) is tuple and arguments[-1] is ...:
        return (_make(arguments[0], name, fill),)
    if get_origin(hint) is tuple:
        return tuple(_make(argument, name, fill) for argument in arguments)
    raise TypeError(f"teach the factory about {hint}")


def make(class_: type, fill: Fill = _short) -> Any:
    """Build a value of this class, every field filled in."""
    return _make(class_, "", fill)


@pytest.fixture(scope="session", name="make")
def _factory() -> Callable[..., Any]:
    return make


@pytest.fixture(scope="session")
def words() -> FluentWords:
    return FluentWords(lambda: NOW)
