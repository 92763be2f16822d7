"""Problems with a form: the field as its writer knows it, and one Dutch sentence. Never what was typed."""

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.domain.typed import clean

MOST_PROBLEMS = 50
"""Of one form: whoever has more of them has the wrong file, and thousands of lines help nobody."""

LONGEST_NAME = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `field` is a dotted path (`toestemming.CSG`), empty for the whole form."""

    field: str
    sentence: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{self.field}: {self.sentence}" if self.field else self.sentence


class FormError(Exception):
    """A form with problems; nothing was done with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(f"{len(self.problems)} problems")


NUMBER_TOO_LONG = Problem("", "er staat een getal in met veel te veel cijfers; een heel getal is bijvoorbeeld 3.")
"""Python refuses to read numbers of more than 4300 digits, as a plain `ValueError`."""


def problems_of(error: ValidationError, model: type[BaseModel], *, before: str = "") -> list[Problem]:
    """Turn pydantic's errors into problems, one per field; `before` stands before each field (`intake 2`)."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False):
        field = path(detail["loc"], before)
        items_are_wrong = detail["type"] == "too_short" and any(known.startswith(f"{field}[") for known in found)
        if field in found or items_are_wrong:  # wrong items do not count for pydantic: "too few" would be misleading
            continue
        if len(found) == MOST_PROBLEMS:
            return [*found.values(), Problem(before, f"er zijn er meer; dit zijn de eerste {MOST_PROBLEMS}.")]
        found[field] = Problem(field, sentence(detail, model))
    return list(found.values())


def path(location: Iterable[int | str], before: str = "") -> str:
    """Write a place in a form as people count it: `persoon[1].matrix` is the first."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif part != "[key]":  # pydantic's sign for "the name itself"
            text += f".{shown(part)}" if text else shown(part)
    return ", ".join(part for part in (before, text) if part)


def shown(name: str) -> str:
    """Give the name of a field as it may be shown: on one line, short, without signs that steer a screen."""
    return " ".join(clean(name[:LONGEST_NAME]).split()) or "?"


def sentence(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say in Dutch what is wrong, with one example, never with what was typed."""
    context, kind, location = detail.get("ctx", {}), detail["type"], detail["loc"]
    example = _example(model, location)
    if kind == "value_error":
        return _own(context.get("error"), example)
    if kind in _EXPECTED:
        what, usual = _EXPECTED[kind]
        return f"{what}, bijvoorbeeld {example or usual}."
    if kind in _LIMITS:
        text, limit = _LIMITS[kind]
        return text.format(context[limit])
    match kind:
        case "missing":
            return _with("dit ontbreekt en is nodig.", example)
        case "extra_forbidden":
            return unknown_name(str(location[-1]), _names_at(model, location))
        case "literal_error" | "enum":
            return _one_of(re.findall(r"'([^']+)'", context["expected"]), detail["input"])
        case "string_unicode":
            return _with("dit is geen leesbare tekst; typ het opnieuw.", example)
        case _:
            return _with("dit klopt niet.", example)


def _own(error: object, example: str) -> str:
    """Give the sentence of one of our own checks; a subclass (`UnicodeError`) is Python's, in English."""
    return _with(str(error) if type(error) is ValueError else "dit klopt niet.", example)


def _with(text: str, example: str) -> str:
    return f"{text.rstrip('.')}, bijvoorbeeld {example}." if example and "bijvoorbeeld" not in text else text


_TEXT = ("hier hoort tekst tussen aanhalingstekens", '"CSG"')
_YES_NO = ("hier hoort true (ja) of false (nee), zonder aanhalingstekens", "true")
_NUMBER = ("hier hoort een getal zonder aanhalingstekens", "3")
_LIST = ("hier hoort een lijst tussen vierkante haken", '["DH"]')
_FIELDS = ("hier horen velden met een naam en een waarde", "naam met de waarde Den Haag")
_CLOCK = ("hier hoort een tijd tussen aanhalingstekens", '"08:30"')
_MOMENT = ("hier hoort een dag met een tijd", '"2026-11-23T09:15"')
_FILE = ("hier hoort de naam van een bestand of map, tussen aanhalingstekens", '"adresboek.toml"')

_EXPECTED: Mapping[str, tuple[str, str]] = {
    "string_type": _TEXT, "bool_type": _YES_NO, "bool_parsing": _YES_NO,
    "int_type": _NUMBER, "float_type": _NUMBER, "float_parsing": _NUMBER, "finite_number": _NUMBER,
    "list_type": _LIST, "tuple_type": _LIST,
    "dict_type": _FIELDS, "model_type": _FIELDS, "model_attributes_type": _FIELDS,
    "time_type": _CLOCK, "time_parsing": _CLOCK, "datetime_type": _MOMENT, "path_type": _FILE,
}  # fmt: skip
"""What belongs there, and an example for fields that have none of their own."""

_LIMITS: Mapping[str, tuple[str, str]] = {
    "string_too_long": ("dit is te lang; hoogstens {} tekens.", "max_length"),
    "string_too_short": ("dit is te kort; minstens {} tekens.", "min_length"),
    "too_long": ("dit zijn er te veel; hoogstens {}.", "max_length"),
    "too_short": ("dit zijn er te weinig; minstens {}.", "min_length"),
    "greater_than_equal": ("dit getal moet minstens {:g} zijn.", "ge"),
    "less_than_equal": ("dit getal moet hoogstens {:g} zijn.", "le"),
}
"""A sentence, and where pydantic keeps the limit that belongs in it."""


def unknown_name(typed: str, names: Iterable[str]) -> str:
    """Say that a name is unknown, and which known one is nearest."""
    near = _nearest(typed, names)
    return f"dit ken ik niet; bedoelt u {near}?" if near else "dit ken ik niet."


def _one_of(choices: list[str], typed: Any) -> str:
    near = _nearest(typed, choices) if isinstance(typed, str) else ""
    meant = f"bedoelt u {near}? " if near else ""
    return f"{meant}kies uit: {', '.join(choices)}; bijvoorbeeld {json.dumps(near or choices[0])}."


def _nearest(typed: str, names: Iterable[str]) -> str:
    known = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(typed[:LONGEST_NAME].casefold(), known, n=1, cutoff=0.6)
    return known[near[0]] if near else ""


def _example(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """Give the example of the field that stands at this place; empty when it has none, or for an item of a list."""
    form = _form_at(model, location[:-1]) if location else None
    field = _field(form, location[-1]) if form else None
    return json.dumps(field.examples[0], ensure_ascii=False) if field and field.examples else ""


def _names_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    form = _form_at(model, location[:-1])
    return [f.alias or n for n, f in form.model_fields.items() if not f.exclude] if form else []


def _form_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for part in location:
        if current is None or isinstance(part, int):
            continue
        field = _field(current, part)
        current = _inner(field.annotation) if field else None
    return current


def _field(form: type[BaseModel], name: int | str) -> FieldInfo | None:
    return next((f for n, f in form.model_fields.items() if name == (f.alias or n)), None)


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None
