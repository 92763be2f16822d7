"""Problems with a form: the field as its writer knows it, and one Dutch sentence. Never what was typed."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails


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


def problems_of(error: ValidationError, model: type[BaseModel], *, before: str = "") -> list[Problem]:
    """Turn pydantic's errors into problems; `before` stands before each field (`intake 2`)."""
    found: dict[str, Problem] = {}
    for detail in error.errors(include_url=False, include_input=False):
        field = path(detail["loc"], before)
        found.setdefault(field, Problem(field, sentence(detail, known_names(model, detail["loc"]))))
    return list(found.values())


def path(location: Iterable[int | str], before: str = "") -> str:
    """Write a place in a form as people count it: `persoon[1].matrix` is the first."""
    text = ""
    for part in location:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        elif not part.startswith("function-") and part not in {"str", "int", "bool"}:
            text += f".{part[:60]}" if text else part[:60]
    return ", ".join(part for part in (before, text) if part)


def known_names(model: type[BaseModel], location: Iterable[int | str]) -> list[str]:
    """List the field names that a form has at the place where an unknown one stands."""
    current: type[BaseModel] | None = model
    for part in list(location)[:-1]:
        if current is None or isinstance(part, int):
            continue
        field = next((f for n, f in current.model_fields.items() if part in {n, f.alias}), None)
        current = _inner(field.annotation) if field else None
    if current is None:
        return []
    return [f.alias or n for n, f in current.model_fields.items()]


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _inner(argument)
        if found is not None:
            return found
    return None


_FIXED: Mapping[str, str] = {
    "missing": "dit ontbreekt en is nodig.",
    "string_type": 'hier hoort tekst, tussen aanhalingstekens, bijvoorbeeld "CSG".',
    "bool_type": "hier hoort ja of nee: true of false, zonder aanhalingstekens.",
    "bool_parsing": "hier hoort ja of nee: true of false, zonder aanhalingstekens.",
    "int_type": "hier hoort een heel getal, bijvoorbeeld 3.",
    "int_parsing": "hier hoort een heel getal, bijvoorbeeld 3.",
    "int_from_float": "hier hoort een heel getal, bijvoorbeeld 3.",
    "list_type": 'hier hoort een lijst tussen vierkante haken, bijvoorbeeld ["DH"].',
    "tuple_type": 'hier hoort een lijst tussen vierkante haken, bijvoorbeeld ["DH"].',
    "frozen_set_type": 'hier hoort een lijst tussen vierkante haken, bijvoorbeeld ["DH"].',
    "dict_type": 'hier horen velden tussen accolades, bijvoorbeeld {"CSG": "ja"}.',
    "model_type": 'hier horen velden tussen accolades, bijvoorbeeld {"org": "CSG"}.',
    "model_attributes_type": 'hier horen velden tussen accolades, bijvoorbeeld {"org": "CSG"}.',
    "time_parsing": "hier hoort een tijd, bijvoorbeeld 08:30.",
    "time_type": "hier hoort een tijd, bijvoorbeeld 08:30.",
    "time_delta_parsing": "hier hoort een tijd, bijvoorbeeld 08:30.",
    "datetime_parsing": "hier hoort een dag met een tijd, bijvoorbeeld 2026-11-23T09:15.",
    "datetime_from_date_parsing": "hier hoort een dag met een tijd, bijvoorbeeld 2026-11-23T09:15.",
    "datetime_type": "hier hoort een dag met een tijd, bijvoorbeeld 2026-11-23T09:15.",
    "datetime_object_invalid": "hier hoort een dag met een tijd, bijvoorbeeld 2026-11-23T09:15.",
    "string_unicode": "dit is geen leesbare tekst.",
    "none_required": "dit veld moet leeg blijven.",
    "path_type": 'hier hoort de naam van een bestand, bijvoorbeeld "adresboek.toml".',
}  # fmt: skip


def sentence(detail: ErrorDetails, names: list[str]) -> str:
    """Say in Dutch what is wrong, with one example, never with what was typed."""
    context, kind = detail.get("ctx", {}), detail["type"]
    if kind == "value_error":
        return str(context.get("error"))  # our own checks raise Dutch sentences
    if kind in _FIXED:
        return _FIXED[kind]
    match kind:
        case "extra_forbidden":
            return unknown_name(str(detail["loc"][-1]), names)
        case "string_too_long":
            return f"dit is te lang; hoogstens {context['max_length']} tekens."
        case "string_too_short":
            return f"dit is te kort; minstens {context['min_length']} tekens."
        case "too_long":
            return f"dit zijn er te veel; hoogstens {context['max_length']}."
        case "too_short":
            return f"dit zijn er te weinig; minstens {context['min_length']}."
        case "enum" | "literal_error":
            return f"kies uit: {context['expected'].replace(' or ', ', ')}."
        case "greater_than_equal" | "less_than_equal":
            limit = context.get("ge", context.get("le"))
            return f"dit getal moet {'minstens' if 'ge' in context else 'hoogstens'} {limit} zijn."
        case _:
            return "dit klopt niet."


def unknown_name(typed: str, names: Iterable[str]) -> str:
    """Say that a name is unknown, and which known one is nearest."""
    near = difflib.get_close_matches(typed.casefold(), [n.casefold() for n in names], n=1, cutoff=0.6)
    known = {n.casefold(): n for n in names}
    return f"dit ken ik niet; bedoelt u {known[near[0]]}?" if near else "dit ken ik niet."
