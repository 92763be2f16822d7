"""What people received, and what it says: read from the words alone, Dutch or English, as a person would."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from bot.domain.people import Place

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CODE = re.compile(r"\b(?:DH|OB)-[0-9A-Z]{4}\b")
MARKER = re.compile(r"merk[0-9]+")
"""In everything that is typed about a case stands such a word, each of its own."""


class Kind(Enum):
    """What a message is, as far as anything is counted of it."""

    DIGEST = auto()
    DUE = auto()
    SNOOZE = auto()
    ASKED = auto()
    UNCOVERED = auto()
    DEADLINE = auto()
    WHY = auto()
    WHY_AGAIN = auto()
    LATE = auto()
    GONE = auto()
    AGENDA = auto()
    OTHER = auto()


_KINDS = {
    Kind.DIGEST: r"Goedemorgen\. |Good morning\. ",
    Kind.DUE: r"(?:DH|OB)-\w{4} A\d+ is (?:voor vandaag|due today)|\d+ (?:acties zijn voor|actions are due) ",
    Kind.SNOOZE: r"(?:DH|OB)-\w{4} A\d+: (?:je vroeg of|you asked me)",
    Kind.ASKED: r"(?:DH|OB)-\w{4}: (?:wil jij de regiehouder zijn|will you be the coordinator)"
    r"|Wil jij van \d+ (?:casus|casussen) de regie overnemen|Will you take over coordination of \d+ cases?",
    Kind.UNCOVERED: r"⚠️ \d+ (?:casus|casussen|cases?) (?:zonder regiehouder|without a regiehouder):",
    Kind.DEADLINE: r"(?:DH|OB)-\w{4}: (?:nog .* tot de 24 uur|.* left until the 24 hours)"
    r"|Van \d+ casussen zijn de 24 uur .*bijna om:|The 24 hours .*of \d+ cases are nearly over:",
    Kind.WHY: r"(?:DH|OB)-\w{4}(?:: de 24 uur voor het MDT zijn om\. Waarom| kwam binnen met een melding van meer dan)"
    r"|(?:DH|OB)-\w{4}(?:: the 24 hours for the MDT are over\. Why| came in with a report of more than 24)"
    r"|Van \d+ casussen zijn de 24 uur voor het MDT om\. Waarom|The 24 hours for the MDT of \d+ cases are over\. Why",
    Kind.WHY_AGAIN: r"(?:(?:DH|OB)-\w{4}: er|Van \d+ casussen) staat (?:er )?nog niet waarom het MDT later"
    r"|(?:(?:DH|OB)-\w{4}:|For \d+ cases) it was not recorded yet why the MDT",
    Kind.LATE: r"A\d+ is \d+ (?:werkdag|werkdagen) te laat\. (?:Wie het doet|De regiehouder weet|De voorzitter weet)",
    Kind.GONE: r"(?:Je doet niet meer mee in|You no longer take part in) ",
    Kind.AGENDA: r"MDT (?:DH|OB), .*: \d+ (?:casus|casussen)$",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}
_COUNTS = {
    "others_late": re.compile(r"^(\d+) (?:te laat bij een ander|late with somebody else)$"),
    "stuck": re.compile(r"^(\d+) (?:al langer te laat|late for longer)$"),
    "late": re.compile(r"^(\d+) (?:te laat|late)$"),
    "today": re.compile(r"^(\d+) (?:vandaag|today)$"),
    "soon": re.compile(r"^(\d+) (?:morgen|tomorrow|t/m .*|until .*)$"),
    "accept": re.compile(r"^()(?:ben jij de regiehouder\?|are you the (?:regiehouder|coordinator)\?)$"),
}
COUNTED = frozenset({"late", "today", "soon", "others_late", "stuck"})
_FOR = re.compile(r"^(?:Voor|For) (.+), (?:die er niet is|who is away):$")
_CASE_LINE = re.compile(r"^\W*((?:DH|OB)-\w{4}): (.*)$")
_LATE_LINE = re.compile(r"^\W*A(\d+) is (\d+) (?:werkdag|werkdagen) te laat\. (Wie|De regiehouder|De voorzitter)")
_LABELS = re.compile(r"\bA(\d+)\b")
LEVELS = {"Wie": 1, "De regiehouder": 2, "De voorzitter": 3}


@dataclass(frozen=True)
class Heard:
    """One message as it came: `at` is aware; `asked`: an answer to what its reader had just typed there.

    `subject` is the case, the region, or the person whose direct chat it is.
    """

    at: datetime
    place: Place
    subject: str
    text: str
    rings: bool = False
    asked: bool = False

    @property
    def local(self) -> datetime:
        return self.at.astimezone(AMSTERDAM)

    @property
    def day(self) -> date:
        return self.local.date()

    @property
    def kind(self) -> Kind:
        first = self.text.partition("\n")[0]
        return next((kind for kind, pattern in _PATTERNS.items() if pattern.match(first)), Kind.OTHER)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(CODE.findall(self.text))

    @property
    def markers(self) -> frozenset[str]:
        return frozenset(MARKER.findall(self.text))


Told = Counter[tuple[str, str, str]]
"""For whom ('' is the reader), case, and what: how many."""


def digest(text: str) -> Told:
    """Read a digest."""
    found: Told = Counter()
    whom = ""
    for line in text.splitlines():
        if other := _FOR.match(line.strip()):
            whom = other[1]
        elif case := _CASE_LINE.match(line):
            for part in case[2].split(", "):
                for what, pattern in _COUNTS.items():
                    if count := pattern.match(part.strip()):
                        found[whom, case[1], what] += int(count[1] or 1)
                        break
    return found


def due(text: str) -> Iterator[tuple[str, int]]:
    """Read which actions a reminder names."""
    for line in text.splitlines():
        codes = CODE.findall(line)
        if codes:
            yield from ((codes[0], int(number)) for number in _LABELS.findall(line.partition(codes[0])[2]))


def late(text: str) -> Iterator[tuple[int, int, int]]:
    """Read what a case room is told of late actions: number, working days, level."""
    for line in text.splitlines():
        if found := _LATE_LINE.match(line):
            yield int(found[1]), int(found[2]), LEVELS[found[3]]


def days_between(first: date, last: date) -> Iterator[date]:
    """List the days, both included."""
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)
