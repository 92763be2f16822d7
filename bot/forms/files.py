"""Reading a JSON or TOML file that anybody may have written: every way it can be broken is a sentence."""

import json
import tomllib
from typing import Any

from bot.forms.problems import FormError, Problem

MOST_BYTES = 256 * 1024
DEEPEST = 20


def read_text(data: bytes) -> str:
    """Decode a file. Raises `FormError` when it is empty, too large or not UTF-8."""
    if len(data) > MOST_BYTES:
        raise _broken(f"dit bestand is te groot; hoogstens {MOST_BYTES // 1024} KiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _broken("dit bestand is geen UTF-8-tekst; sla het op als UTF-8.") from None
    if not text.strip():
        raise _broken("dit bestand is leeg.")
    if "\0" in text:
        raise _broken("dit bestand is geen tekst; sla het op als UTF-8.")
    return text


def read_json(data: bytes) -> Any:
    """Read JSON. Raises `FormError`; the line is named where there is one."""
    text = read_text(data)
    try:
        value = json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constants)
    except json.JSONDecodeError as error:
        raise _broken(f"dit is geen goede JSON; kijk bij regel {error.lineno}, teken {error.colno}.") from None
    except RecursionError:
        raise _broken("dit is te diep genest.") from None
    _check_depth(value, DEEPEST)
    return value


def read_toml(data: bytes) -> dict[str, Any]:
    """Read TOML. Raises `FormError`; the line is named where there is one."""
    text = read_text(data)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # tomllib's messages hold a place and an English reason, never the text itself beyond one sign.
        where = str(error).rpartition("(at ")[2].rstrip(")")
        numbers = [word.rstrip(",") for word in where.split() if word.rstrip(",").isdigit()]
        place = f"; kijk bij regel {numbers[0]}" if numbers else ""
        raise _broken(f"dit is geen goede TOML{place}.") from None
    except RecursionError:
        raise _broken("dit is te diep genest.") from None


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise FormError([Problem("", "een veld staat er twee keer in; laat er één staan.")])
    return result


def _no_constants(_: str) -> Any:
    raise FormError([Problem("", "NaN en Infinity zijn geen getallen die hier kunnen.")])


def _check_depth(value: Any, left: int) -> None:
    if left == 0:
        raise _broken("dit is te diep genest.")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        _check_depth(part, left - 1)


def _broken(sentence: str) -> FormError:
    return FormError([Problem("", sentence)])
