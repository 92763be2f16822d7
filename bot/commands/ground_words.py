"""Reading the walk of `!grondslag`: which draft or between whom, and the steps, on lines of their own or in a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.commands.args import MAX_TEXT, MIN_TEXT
from bot.commands.codes import regions_of
from bot.domain.codes import take_code
from bot.domain.ground import Filling
from bot.domain.people import Directory
from bot.domain.refusals import NotUnderstood, Refused, TooLong, TooShort
from bot.domain.refusals_ground import StepNotUnderstood, UnknownReceiver

GROUND, PURPOSE, NEED, CONFIRM, DROP, REVIEW = "grond", "doel", "nodig", "bevestig", "weg", "beoordeeld"
STEPS = {
    "grond": GROUND,
    "ground": GROUND,
    "doel": PURPOSE,
    "purpose": PURPOSE,
    "nodig": NEED,
    "needed": NEED,
    "bevestig": CONFIRM,
    "confirm": CONFIRM,
    "weg": DROP,
    "drop": DROP,
    "beoordeeld": REVIEW,
    "reviewed": REVIEW,
}
VITAL = {"vitaal", "vitaal belang", "vital", "vital interest"}
VITAL_WORDS = {"vitaal", "vital"}
EXAMPLES = {
    GROUND: "!grondslag G1 grond: artikel 6 lid 1 sub e AVG",
    PURPOSE: "!grondslag G1 doel: samen de veiligheid regelen",
    NEED: "!grondslag G1 nodig: het adres, om vannacht langs te gaan",
    REVIEW: "!grondslag G1 beoordeeld: het was nodig, er was acuut gevaar",
}
_LABEL = re.compile(r"[gG](\d{1,6})[.,:]?", re.ASCII)
_STEP = re.compile(r"(?P<word>[^\W\d_]+)(?P<colon>\s*:)?\s*(?P<rest>.*)", re.DOTALL)
_NUMBER = re.compile(r"(\d{1,6})[.,]?", re.ASCII)
_BEHIND = re.compile(r"\s(?:grond|ground|doel|purpose|nodig|needed|vitaal|vital)\b", re.IGNORECASE)
_WITHIN = re.compile(r"[\s,;](?P<word>grond|ground|doel|purpose|nodig|needed)\s*:", re.IGNORECASE)
_TO = re.compile(r"\s(?:aan|naar|to|->|→)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Typed:
    """What was typed: a draft by its number, or who gives to whom (keys); and what to do with it."""

    number: int | None = None
    giver: str = ""
    receiver: str = ""
    filling: Filling = field(default=Filling())
    fills: bool = False
    confirm: str | None = None
    drop: bool = False
    review: str = field(default="", repr=False)


def read_label(word: str) -> int | None:
    """Read `G1` as people type it, or None."""
    found = _LABEL.fullmatch(word.strip())
    return int(found[1]) if found else None


def read_typed(text: str, directory: Directory, own: str, code: str) -> Typed:
    """Read all that stands behind `!grondslag`. Raises `Refused`, never anything else, for whatever was typed."""
    first, *lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    first = _without_code(first, directory, code)
    if not first:
        if lines:
            raise Refused(StepNotUnderstood())
        return Typed()
    word, _, rest = first.partition(" ")
    number = read_label(word)
    if number is not None:
        return _steps(Typed(number), [rest.strip(), *lines] if rest.strip() else lines)
    giver, receiver, behind = _beginning(first, directory, own)
    typed = _steps(Typed(giver=giver, receiver=receiver), [behind, *lines] if behind else lines)
    if typed.drop or typed.review or typed.confirm is not None:
        raise Refused(StepNotUnderstood())  # of a draft that only begins here
    return typed


def _without_code(line: str, directory: Directory, code: str) -> str:
    """Leave out the code of this case; of another one it is not said whether there is such a case."""
    found, rest = take_code(line, regions_of(directory))
    if found not in {None, code}:
        raise Refused(NotUnderstood("code", "!grondslag OM"))
    return rest


def _beginning(line: str, directory: Directory, own: str) -> tuple[str, str, str]:
    """Read who gives to whom, and the first step when it stands on the same line. Raises `Refused`."""
    for end in (len(line), *(step.start() for step in _BEHIND.finditer(line))):
        found = _parties(line[:end].strip(" :.,"), directory, own)
        if found is not None:
            return *found, line[end:].strip()
    raise Refused(UnknownReceiver())


def _parties(line: str, directory: Directory, own: str) -> tuple[str, str] | None:
    """Read `OM` or `Politie aan OM`. A name may hold the word in between itself, so each is tried."""
    whole = directory.organisation(line)
    if whole is not None:
        return own, whole.key
    for between in _TO.finditer(line):
        giver = directory.organisation(line[: between.start()].strip(" :.,"))
        receiver = directory.organisation(line[between.end() :].strip(" :.,"))
        if giver is not None and receiver is not None:
            return giver.key, receiver.key
    return None


def _steps(typed: Typed, lines: list[str]) -> Typed:
    said: set[str] = set()
    for step, colon, rest in _each(lines):
        if step in said or said & {DROP, REVIEW, CONFIRM} or (said and step in {DROP, REVIEW, CONFIRM}):
            raise Refused(StepNotUnderstood())  # twice, or together with what stands alone
        said.add(step)
        typed = _step(typed, step, rest, colon=colon)
    return replace(typed, fills=bool(said))


def _each(lines: list[str]) -> Iterator[tuple[str, bool, str]]:
    taken = {step for line in lines if (step := _begins(line))}
    for line in lines:
        for piece in _pieces(line, taken):
            yield _read_step(piece)


def _begins(line: str) -> str | None:
    """Give the step that a line begins with, or None."""
    found = _STEP.fullmatch(line)
    return STEPS.get(found["word"].casefold()) if found else None


def _pieces(line: str, taken: set[str]) -> Iterator[str]:
    """Cut a line where another step begins behind it, with its colon. A step that is said elsewhere is only a word."""
    begin = 0
    for found in _WITHIN.finditer(line):
        step = STEPS[found["word"].casefold()]
        if step in taken:
            continue
        taken.add(step)
        yield line[begin : found.start()].rstrip(" ,;")
        begin = found.start("word")
    yield line[begin:]


def _read_step(piece: str) -> tuple[str, bool, str]:
    """Give the step, whether a colon follows it, and what it says. Raises `Refused`."""
    if _NUMBER.fullmatch(piece):
        return GROUND, False, piece  # the answer to the list, without the word
    found = _STEP.fullmatch(piece)
    word = found["word"].casefold() if found else ""
    if word in VITAL_WORDS:
        return GROUND, False, piece
    if found is None or word not in STEPS:
        raise Refused(StepNotUnderstood())
    return STEPS[word], found["colon"] is not None, found["rest"].strip()


def _step(typed: Typed, step: str, rest: str, *, colon: bool) -> Typed:
    filling = typed.filling
    match step:
        case "grond":
            return replace(typed, filling=_ground(filling, rest, colon=colon))
        case "doel":
            return replace(typed, filling=replace(filling, purpose=_text(step, rest)))
        case "nodig":
            return replace(typed, filling=replace(filling, necessity=_text(step, rest)))
        case "bevestig":
            return replace(typed, confirm="".join(rest.split()).strip(".,`"))
        case "beoordeeld":
            return replace(typed, review=_text(step, rest))
        case _:
            if rest:
                raise Refused(StepNotUnderstood())
            return replace(typed, drop=True)


def _ground(filling: Filling, rest: str, *, colon: bool) -> Filling:
    """Read a number of the list, the vital interest by its name, or, behind a colon, a ground of one's own."""
    number = _NUMBER.fullmatch(rest)
    if number is not None:
        return replace(filling, pick=int(number[1]))
    if rest.casefold().rstrip(".") in VITAL:
        return replace(filling, vital=True)
    if rest and not colon:
        raise Refused(StepNotUnderstood())
    return replace(filling, own=_text(GROUND, rest))


def _text(step: str, rest: str) -> str:
    if len(rest) < MIN_TEXT:
        raise Refused(TooShort(step, MIN_TEXT, EXAMPLES[step]))
    if len(rest) > MAX_TEXT:
        raise Refused(TooLong(step, MAX_TEXT))
    return rest
