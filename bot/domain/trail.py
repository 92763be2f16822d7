"""The audit trail as a chain: the link of an entry is a hash over the link before it and the entry itself.

Who changes, removes or inserts an entry breaks the chain there, or has to make every later link anew; then the last
link is no longer the one that people were shown. Nothing here is secret: it proves something to whoever kept a head.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from string import hexdigits

from bot.domain.people import UserId

FORM = 1
"""How an entry is written down for its link. Old links are never made anew: another form gets another number."""

LINK_SIGNS = 64
GROUP = 4


@dataclass(frozen=True)
class AuditEntry:
    """Who did what, where, and how it ended. Never what was typed. `at` is aware."""

    at: datetime
    actor: UserId
    verb: str
    place: str
    subject: str
    outcome: str


@dataclass(frozen=True)
class TrailHead:
    """How far a trail goes: the number of its last entry, and the link of that one (64 hexadecimal signs)."""

    number: int
    link: str

    def text(self) -> str:
        """Write it so that a person can compare or copy it: the number, and the link in groups of four."""
        groups = (self.link[start : start + GROUP] for start in range(0, len(self.link), GROUP))
        return " ".join([str(self.number), *groups])


START = TrailHead(0, "0" * LINK_SIGNS)
"""The head of an empty trail."""


@dataclass(frozen=True)
class Chained:
    """An entry in its place in the trail; `entry` is None when what stands there cannot be an entry."""

    number: int
    link: str
    entry: AuditEntry | None


def follow(head: TrailHead, entry: AuditEntry) -> Chained:
    """Put an entry behind a head. Raises `ValueError` for a time without a zone."""
    number = head.number + 1
    return Chained(number, link_of(head.link, number, entry), entry)


def link_of(before: str, number: int, entry: AuditEntry) -> str:
    """Give the link of an entry. Raises `ValueError` for a time without a zone."""
    if entry.at.tzinfo is None:
        raise ValueError("an entry without a time zone has no link")
    written = {
        "form": FORM,
        "before": before,
        "number": number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "verb": entry.verb,
        "place": entry.place,
        "subject": entry.subject,
        "outcome": entry.outcome,
    }
    return hashlib.sha256(json.dumps(written, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


def read_head(text: str) -> TrailHead:
    """Read what `TrailHead.text` wrote, however it was copied. Raises `ValueError`."""
    number, *groups = text.split() or [""]
    link = "".join(groups).casefold()
    if not (number.isdecimal() and int(number) > 0 and len(link) == LINK_SIGNS and set(link) <= set(hexdigits)):
        raise ValueError("a head is a number and 64 hexadecimal signs")
    return TrailHead(int(number), link)


class Harm(StrEnum):
    """What happened to a trail."""

    CHANGED = "veranderd"
    MISSING = "weg"
    INSERTED = "ingevoegd"
    REWRITTEN = "herschreven"
    """Something up to here was changed, and the links after it were made anew."""


@dataclass(frozen=True)
class Flaw:
    """The first entry that is not as it was written.

    `at` is its time; of a missing one the time of the entry before it, if there is one. `proven` is the last posted
    head before it that the trail still contains (0: none). Of a rewritten trail the first changed entry is not known:
    it is behind `proven`, and `number` is the entry at which it showed.
    """

    number: int
    harm: Harm
    at: datetime | None
    proven: int


class Inspection:
    """Walks a trail from its lowest number to its end and finds the first flaw.

    `heads` were posted at some time: the trail must still contain them. Without any, a trail that was cut off or
    written anew as a whole looks whole.
    """

    def __init__(self, heads: Iterable[TrailHead] = ()) -> None:
        self.head = START
        self._posted: dict[int, set[str]] = {}
        for head in heads:
            self._posted.setdefault(head.number, set()).add(head.link)
        self._proven = 0
        self._before = START  # the head one entry ago
        self._at: datetime | None = None
        self._suspect: Chained | None = None

    def take(self, row: Chained) -> Flaw | None:
        """Look at the next row, by number. Gives the flaw as soon as it is clear; nothing can be taken after that."""
        if self._suspect is not None:
            return self._judge(self._suspect, row)
        if row.number > self.head.number + 1:
            return self._flaw(self.head.number + 1, Harm.MISSING, self._at)
        if row.number <= self.head.number:
            return self._flaw(row.number, Harm.INSERTED, _time(row))
        if row.entry is None or not _fits(row, self.head, row.number):
            self._suspect = row  # the row after it tells what happened
            return None
        self._before, self.head, self._at = self.head, TrailHead(row.number, row.link), row.entry.at
        posted = self._posted.pop(row.number, None)
        if posted is None:
            return None
        if posted != {row.link}:
            return self._flaw(row.number, Harm.REWRITTEN, row.entry.at)
        self._proven = row.number
        return None

    def end(self) -> Flaw | None:
        """Say that there are no more rows. Gives the flaw, or None when the trail is whole up to `head`."""
        if self._suspect is not None:
            return self._judge(self._suspect, None)
        if self._posted:
            return self._flaw(self.head.number + 1, Harm.MISSING, self._at)
        return None

    def _judge(self, suspect: Chained, after: Chained | None) -> Flaw:
        """Tell what happened where the chain breaks. Whoever makes a few links anew can make one look like another."""
        number, at = suspect.number, _time(suspect)
        if after is not None and _fits(after, self.head, number):  # what belongs here comes next
            swapped = _fits(suspect, TrailHead(number, after.link), number + 1)
            return self._flaw(number, Harm.CHANGED if swapped else Harm.INSERTED, at)
        if self.head.number and _fits(suspect, self._before, self.head.number):  # it belonged one place earlier
            return self._flaw(self.head.number, Harm.INSERTED, self._at)
        if after is not None and _fits(after, TrailHead(number, suspect.link), number + 2):  # all moved up one place
            return self._flaw(number, Harm.MISSING, self._at)
        return self._flaw(number, Harm.CHANGED, at)

    def _flaw(self, number: int, harm: Harm, at: datetime | None) -> Flaw:
        return Flaw(number, harm, at, self._proven)


def _time(row: Chained) -> datetime | None:
    return None if row.entry is None else row.entry.at


def _fits(row: Chained, head: TrailHead, number: int) -> bool:
    return row.entry is not None and row.link == link_of(head.link, number, row.entry)
