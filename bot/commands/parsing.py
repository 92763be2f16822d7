"""From a message to commands, and from a command's words to its arguments."""

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.commands.args import Args, Context, takes_a_code, takes_a_name
from bot.commands.table import Command
from bot.domain.codes import take_code
from bot.domain.refusals import MissingField, NotUnderstood, Refusal, Refused, TooLong, TooShort
from bot.domain.typed import clean

MOST_COMMANDS = 20
"""Commands run of one message; of more, the sender is told that they were not run."""

_MARKS = "!！"  # the second is what some phone keyboards give
_USER_ID = r"@[^\s:]{1,255}:[^\s:,]{1,255}(?::\d{1,5})?"  # bounded: a row of 50,000 @ must not take seconds
_TOKEN = re.compile(rf"{_USER_ID}|(?P<separator>(?<!\d):|:(?!\d))|.", re.DOTALL)
_AFTER_WORD = re.compile(r"\s*:\s*|\s+")
LABELS = {
    "owner": "wie",
    "person": "wie",
    "due": "datum",
    "day": "datum",
    "text": "tekst",
    "reason": "reden",
    "area": "gebied",
    "number": "nummer",
    "language": "taal",
    "topic": "onderwerp",
    "code": "code",
    "again": "onderwerp",
    "organisation": "organisatie",
    "region": "regio",
    "setting": "aan of uit",
    "place": "plaats",
    "minutes": "minuten",
    "month": "maand",
    "part": "onderdeel",
}


def split_commands(text: str) -> list[str]:
    """Split a message into commands: a line that begins with `!` starts one, other lines belong to the one before."""
    commands: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line[:1] in _MARKS and line[:1] and line[1:].strip():
            commands.append(line[1:].strip())
        elif commands and line:
            commands[-1] += "\n" + line
    return commands


def read_args(command: Command, rest: str, context: Context) -> Args:
    """Read a command's arguments. Raises `Refused`, never anything else, for whatever was typed."""
    model = command.args
    fields = list(model.model_fields)
    values = dict(_assign(command, fields, clean(rest), context))
    try:
        return model.model_validate(values, context=context)
    except ValidationError as error:
        # `from None`: pydantic's own message repeats what was typed.
        raise Refused(_refusal(error.errors(include_url=False, include_input=False)[0], command)) from None


def _assign(command: Command, fields: list[str], rest: str, context: Context) -> Iterator[tuple[str, str]]:
    """Give each field its part of the text; the last one takes the rest."""
    if not fields:
        return
    head, tail = (rest, "")
    if command.args.separated:
        head, tail = split_at_colon(rest)
    names = fields[:-1] if command.args.separated else fields
    for position, field in enumerate(names):
        part, head = _take(head, command, field, context, last=position == len(names) - 1)
        if part:
            yield field, part
    if command.args.separated and tail:
        yield fields[-1], tail


def _take(head: str, command: Command, field: str, context: Context, *, last: bool) -> tuple[str, str]:
    if takes_a_name(command.args, field):
        name, behind = take_name(head, context)
        # What follows on the line of a last name belongs to it: "Anna Fries" is nobody here, and never another Anna.
        line = head.strip().partition("\n")[0]
        return (line, "") if last and len(line.split()) > len(name.split()) else (name, behind)
    if takes_a_code(command.args, field):
        code, behind = take_code(head, context.regions, must=True)
        if code is not None and not (last and behind):
            return code, behind
    if last or not head.strip():
        return head.strip(), ""
    # `besluit veiligheid: tekst`, `besluit veiligheid:tekst` and `besluit veiligheid tekst` are the same.
    first, *left = _AFTER_WORD.split(head.strip(), maxsplit=1)
    return first, "".join(left)


def take_name(head: str, context: Context) -> tuple[str, str]:
    """Take the longest run of words that is somebody's or an organisation's name; otherwise the first word."""
    words = head.split()
    known = {p.name.casefold() for p in context.directory.people}
    known |= {n.casefold() for o in context.directory.organisations for n in (o.key, o.name, *o.aliases)}
    longest = max((len(name.split()) for name in known), default=1)
    for count in range(min(len(words), longest), 1, -1):
        candidate = " ".join(words[:count]).rstrip(",")
        if candidate.casefold().removeprefix("@") in known:
            return candidate.removeprefix("@"), " ".join(words[count:])
    return (words[0].rstrip(","), " ".join(words[1:])) if words else ("", "")


def split_at_colon(rest: str) -> tuple[str, str]:
    """Split at the first colon that is not part of a Matrix id or a time; without one, everything is head."""
    for found in _TOKEN.finditer(rest):
        if found["separator"]:
            return rest[: found.start()].strip(), rest[found.end() :].strip()
    return rest.strip(), ""


def _refusal(error: ErrorDetails, command: Command) -> Refusal:
    field = str(error["loc"][0]) if error["loc"] else ""
    label, context = LABELS.get(field, field), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return MissingField(label, command.example)
        case "string_too_short":
            return TooShort(label, int(context["min_length"]), command.example)
        case "string_too_long":
            return TooLong(label, int(context["max_length"]))
        case _:
            return NotUnderstood(label, command.example)
