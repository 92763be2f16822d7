"""Whose action, by when and for which area: `@anna vrijdag 14:00 veiligheid`, `buiten wijkteam over 2 weken`."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.commands.args import Context, read_area, read_owner
from bot.commands.parsing import take_name
from bot.domain.case import Area, Owner
from bot.domain.moments import Due, due_or_rhythm
from bot.domain.refusals import DateNotUnderstood, MissingField, Refused
from bot.domain.refusals_actions import OutsideNotUnderstood, OwnerInside, RhythmNotUnderstood, TimeNotUnderstood

OUTSIDE = frozenset({"buiten", "outside"})
MAX_NAME = 80
MOST_WORDS = 12
"""Words in the longest name of an outside party."""
MAY_BE_A_NAME = (DateNotUnderstood, TimeNotUnderstood, RhythmNotUnderstood)
"""What is wrong with words that need not be about a day at all: `Vraag om hulp`."""

_QUOTED = re.compile(r"[\"“”„'‘’]([^\"“”„]+?)[\"“”'‘’](?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Agreement:
    """Who, by when, and for which area if one was named."""

    owner: Owner
    due: Due
    area: Area | None


def read_agreement(head: str, context: Context, now: datetime, example: str) -> Agreement:
    """Read what stands before the colon: who, by when, and last, if at all, the area. Raises `Refused`."""
    if not head:
        raise Refused(MissingField("wie", example))
    if head.split(maxsplit=1)[0].casefold() in OUTSIDE:
        return _outside(head, context, now, example)
    word, rest = take_name(head, context)
    owner = read_owner(word, context)
    typed, area = _area_at_the_end(rest)
    if not typed:
        raise Refused(MissingField("datum", example))
    return Agreement(owner, due_or_rhythm(typed, now, context.days), area)


def outside_owner(text: str, context: Context) -> Owner | None:
    """Read `buiten wijkteam`; None where it does not begin like that. Raises `Refused`."""
    first, _, name = text.strip().partition(" ")
    if first.casefold() not in OUTSIDE:
        return None
    quoted = _QUOTED.fullmatch(name.strip())
    return _named(quoted[1] if quoted else name, context)


def _outside(head: str, context: Context, now: datetime, example: str) -> Agreement:
    behind, area = _area_at_the_end(head.strip().partition(" ")[2])
    quoted = _QUOTED.fullmatch(behind)
    if quoted:
        if not quoted[2]:
            raise Refused(MissingField("datum", example))
        return Agreement(_named(quoted[1], context), due_or_rhythm(quoted[2], now, context.days), area)
    words = behind.split()
    if len(words) <= 1:
        _named(behind, context)  # a name is there, or that is what is wrong
        raise Refused(MissingField("datum", example))
    name, due = _split(words, context, now)
    return Agreement(_named(name, context), due, area)


def _split(words: list[str], context: Context, now: datetime) -> tuple[str, Due]:
    """Find where the name ends and the longest date begins. Raises `Refused`, with what is wrong with the date.

    Words that are a day, and not a good one, are not made part of the name until what is left is another day.
    """
    wrong: Refused | None = None
    for count in range(1, min(len(words), MOST_WORDS + 1)):
        try:
            due = due_or_rhythm(" ".join(words[count:]), now, context.days)
        except Refused as refused:
            if not isinstance(refused.refusal, MAY_BE_A_NAME):
                raise
            if wrong is None and not isinstance(refused.refusal, DateNotUnderstood):
                wrong = refused
        else:
            return " ".join(words[:count]), due
    raise wrong or Refused(DateNotUnderstood("datum"))


def _named(typed: str, context: Context) -> Owner:
    name = " ".join(typed.split()).strip("\"“”„'‘’:, ")
    if not any(sign.isalnum() for sign in name) or len(name) > MAX_NAME:
        raise Refused(OutsideNotUnderstood(MAX_NAME))
    organisation = context.directory.organisation(name)
    if organisation is not None:
        raise Refused(OwnerInside(organisation.name))
    return Owner("", None, name)


def _area_at_the_end(text: str) -> tuple[str, Area | None]:
    """Take the area off the end, where the last word is one; brackets around it do no harm."""
    before, _, last = text.strip().rpartition(" ")
    try:
        return before.strip(), read_area(last.strip("[]()"))
    except Refused:
        return text.strip(), None
