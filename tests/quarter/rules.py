"""What must be true of what people received. Written from the requirements; the bot's own planning is not asked.

Each rule takes a record and gives one sentence for each time it was broken.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from bot.domain.people import Place, UserId
from tests.quarter.expected import EXPECTED_FOR, TELL_FROM, TELL_UNTIL, Model
from tests.quarter.heard import AMSTERDAM, COUNTED, Heard, Kind, Told, digest, due
from tests.quarter.heard import late as late_lines
from tests.quarter.people import DIRECTORY, office_day, quiet, works
from tests.quarter.play import Record, pairs
from tests.quarter.world import Photo

Rule = Callable[[Record], list[str]]
NOON = time(12)
RINGS_AT = time(15)
URGENT = frozenset({Kind.DEADLINE, Kind.UNCOVERED, Kind.GONE})
"""What does not wait for anybody's quiet hours: the 24 hours, a case that nobody leads, that one is out of a case."""


def _direct(record: Record) -> Iterator[Heard]:
    return (h for h in record.heard if h.place is Place.DIRECT and h.subject != EXPECTED_FOR.admin)


def _say(heard: Heard, what: str) -> str:
    return f"{heard.local:%a %d-%m %H:%M} {heard.place} {heard.subject}: {what}: {heard.text.splitlines()[0]}"


def one_digest_a_day(record: Record) -> list[str]:
    """Nobody gets more than one digest a day."""
    found = Counter((h.subject, h.day) for h in _direct(record) if h.kind is Kind.DIGEST)
    return [f"{who} got {count} digests on {day}" for (who, day), count in found.items() if count > 1]


def nothing_on_days_off(record: Record) -> list[str]:
    """No digest and no reminder on a day off or a holiday, or to somebody who is away."""
    broken = []
    for h in _direct(record):
        if h.kind not in {Kind.DIGEST, Kind.DUE, Kind.SNOOZE}:
            continue
        if not works(h.subject, h.day):
            broken.append(_say(h, "on a day off"))
        elif h.subject in _last_photo(record, h.at).away:
            broken.append(_say(h, "while away"))
    return broken


def nothing_in_quiet_hours(record: Record) -> list[str]:
    """What can wait does not come in quiet hours or on a day off; what somebody asked for is answered at once."""
    return [
        _say(h, "in quiet hours")
        for h in _direct(record)
        if not h.asked and h.kind not in URGENT and (quiet(h.subject, h.local.time()) or not works(h.subject, h.day))
    ]


def nothing_twice(record: Record) -> list[str]:
    """The same fact is not told twice the same morning, and no message comes twice the same half day.

    What people asked to be rung for is another rule's (`rung_as_asked`).
    """
    broken = []
    day: dict[tuple[Place, str, object], list[Heard]] = defaultdict(list)
    for h in record.heard:
        if not h.asked:
            day[h.place, h.subject, h.day].append(h)
    for (place, _, _), heard in day.items():
        seen: set[tuple[str, str]] = set()
        for h in heard:
            half = "morning" if h.local.time() < NOON else "afternoon"
            if place in {Place.DIRECT, Place.MDT} and (half, h.text) in seen and h.kind is not Kind.SNOOZE:
                broken.append(_say(h, f"came before that {half}"))
            seen.add((half, h.text))
        morning = [h for h in heard if h.local.time() < NOON]
        said: set[tuple[str, str]] = set()
        for h in (h for h in morning if h.kind is Kind.DIGEST):
            said |= {(code, what) for whom, code, what in digest(h.text) if not whom}
        for h in morning:
            if h.kind is Kind.ASKED and any((code, "accept") in said for code in h.codes):
                broken.append(_say(h, "stood in this morning's digest"))
            if h.kind is Kind.DUE and any((code, "today") in said for code, _ in due(h.text)):
                broken.append(_say(h, "stood in this morning's digest"))
    return broken


def rung_as_asked(record: Record) -> list[str]:
    """Who asks to be rung later, and then asks it again, is rung for each: as often as was asked, and no more."""
    rung = [h for h in record.heard if h.kind is Kind.SNOOZE]
    return [_say(h, "rang, and nobody asked so often") for h in rung[record.ledger.did.get("snoozed", 0) :]]


def why_is_asked_together(record: Record) -> list[str]:
    """Why the MDT came too late is asked once of a case, and once more on a later day; of all cases in one message."""
    broken = []
    moments = Counter((h.subject, h.at, h.kind) for h in _direct(record) if h.kind in {Kind.WHY, Kind.WHY_AGAIN})
    broken += [f"{who} was asked {n} times at {at}" for (who, at, _), n in moments.items() if n > 1]
    first: dict[tuple[UserId, str], date] = {}
    again: Counter[tuple[UserId, str]] = Counter()
    for h in _direct(record):
        for code in h.codes:
            if h.kind is Kind.WHY and first.setdefault((h.subject, code), h.day) != h.day:
                broken.append(_say(h, "asked before"))
            if h.kind is Kind.WHY_AGAIN:
                again[h.subject, code] += 1
                if first.get((h.subject, code), h.day - timedelta(days=1)) >= h.day or again[h.subject, code] > 1:
                    broken.append(_say(h, "again on the day it was asked, or for the third time"))
    return broken


def no_typed_word_outside(record: Record) -> list[str]:
    """Whatever was typed about a case is read in the room of that case, and nowhere else."""
    return [
        _say(h, f"{mark} of {record.ledger.marks[mark]}")
        for h in record.heard
        for mark in sorted(h.markers)
        if h.place is not Place.CASE or record.ledger.marks[mark] != h.subject
    ]


def nothing_lost(record: Record) -> list[str]:
    """Whatever was agreed is either ended by somebody or still open."""
    assert record.end is not None
    still = {(action.case, action.number) for action in record.end.actions}
    ledger = record.ledger
    return [
        *(f"{code} A{n} is gone" for code, n in sorted(ledger.agreed - ledger.ended - still)),
        *(f"{code} A{n} is open again" for code, n in sorted(ledger.ended & still)),
    ]


def uncovered_is_known(record: Record) -> list[str]:
    """Every uncovered case stands on the next agenda; one that loses its cover is told to a chair the same day."""
    return [*_on_the_agenda(record), *_to_a_chair(record)]


def _on_the_agenda(record: Record) -> list[str]:
    broken = []
    posted = {(h.subject, h.day): h for h in record.heard if h.place is Place.MDT and h.kind is Kind.AGENDA}
    begins = {region.code: region.mdt_at for region in DIRECTORY.regions}
    seen: set[tuple[str, object]] = set()
    for photo in record.photos:
        local = photo.at.astimezone(AMSTERDAM)
        for region, starts in begins.items():
            key = (region, photo.day)
            if not office_day(photo.day) or not TELL_FROM <= local.time() < starts or key in seen:
                continue
            seen.add(key)
            wanted = {code for code in photo.uncovered if code.startswith(region)}
            agenda = posted.get(key)
            missing = wanted - (agenda.codes if agenda else frozenset())
            broken += [f"{code} is uncovered and not on the agenda of {photo.day}" for code in sorted(missing)]
    return broken


def _to_a_chair(record: Record) -> list[str]:
    broken = []
    for before, after in pairs(record.photos):
        for code in sorted(after.uncovered & before.coordinators.keys() - before.uncovered):
            told = [
                h
                for h in _direct(record)
                if h.kind is Kind.UNCOVERED and code in h.codes and before.at <= h.at and h.day == after.day
            ]
            if not any(h.subject in EXPECTED_FOR.chairs[code[:2]] for h in told):
                broken.append(f"{code} lost its cover before {after.at} and no chair heard that day")
    return broken


def late_climbs(record: Record) -> list[str]:
    """In the case's room each late action climbs: owner, regiehouder, chair; one step a day, at the agreed distances.

    Owner away: the deputy hears. Nobody to hear: the next at once. Somebody's day off is waited for.
    """
    return _ladder(record)[0]


def digests_tell(record: Record) -> list[str]:
    """Every digest holds exactly what is so: counted anew from who owns what, who leads, and who is away."""
    broken, model = [], _ladder(record)[1]
    given = {(h.subject, h.at): digest(h.text) for h in _direct(record) if h.kind is Kind.DIGEST}
    expected: dict[tuple[UserId, datetime], Told] = {}
    for photo in record.photos:
        for who in sorted(model.due_now(photo)):
            expected[who, photo.at] = model.digest(who, photo)
    for who, at in sorted({*given, *expected}):
        told = Counter({key: n for key, n in given.get((who, at), Told()).items() if key[2] in COUNTED})
        wanted = expected.get((who, at), Told())
        if told != wanted:
            when = at.astimezone(AMSTERDAM)
            broken.append(f"{when:%a %d-%m %H:%M} {who}: told {dict(told - wanted)}, not told {dict(wanted - told)}")
    return broken


def due_rings(record: Record) -> list[str]:
    """What is due today and still open in the afternoon rings once for whose turn it is."""
    broken, model = [], Model()
    rung: Counter[tuple[UserId, object, str, int]] = Counter()
    for h in _direct(record):
        if h.kind is Kind.DUE:
            rung.update((h.subject, h.day, code, number) for code, number in due(h.text))
    broken += [f"{who} was rung {n} times for {code} A{a} on {day}" for (who, day, code, a), n in rung.items() if n > 1]
    seen = set()
    for photo in record.photos:
        local = photo.at.astimezone(AMSTERDAM)
        if local.time() < RINGS_AT or photo.day in seen or local.time() > TELL_UNTIL:
            continue
        seen.add(photo.day)
        for action in photo.actions:
            if action.due != photo.day:
                continue
            for who in model.addressees(action, photo):
                hears = model.hearer(who, photo)
                silent = {(who, action.case, action.number), (hears, action.case, action.number)} & photo.silent
                if hears is None or silent or quiet(hears, local.time()) or not works(hears, photo.day):
                    continue
                if not rung[hears, photo.day, action.case, action.number]:
                    broken.append(f"{hears} was not rung for {action.case} A{action.number} on {photo.day}")
    return broken


def in_order(record: Record) -> tuple[list[str], int]:
    """Follow each action in its case's room: first the owner, then the regiehouder, then the chair, and never back.

    That those people really read it is for `digests_tell`. Gives what was wrong, and how many reached the chair.
    """
    broken, reached = [], 0
    steps: dict[tuple[str, int], list[tuple[datetime, int, int]]] = defaultdict(list)
    for h in record.heard:
        if h.place is Place.CASE and h.kind is Kind.LATE:
            for number, days, level in late_lines(h.text):
                steps[h.subject, number].append((h.at, days, level))
    for (code, number), row in steps.items():
        episodes: list[list[tuple[datetime, int, int]]] = []
        for step in row:
            if not episodes or step[1] <= episodes[-1][-1][1]:
                episodes.append([])
            episodes[-1].append(step)
        for episode in episodes:
            levels = [level for _, _, level in episode]
            if levels != sorted(set(levels)):
                broken.append(f"{code} A{number} climbed {levels}")
            reached += levels[-1] == EXPECTED_FOR.chair_level
    return broken, reached


def _ladder(record: Record) -> tuple[list[str], Model]:
    broken, model = [], Model()
    said: dict[datetime, dict[tuple[str, int], tuple[int, int]]] = defaultdict(dict)
    for h in record.heard:
        if h.place is Place.CASE and h.kind is Kind.LATE:
            said[h.at].update({(h.subject, n): (days, level) for n, days, level in late_lines(h.text)})
    for photo in record.photos:
        wanted = model.sweep(photo)
        told = said.pop(photo.at, {})
        broken += [
            f"{photo.day} {key}: said {told.get(key)}, expected {wanted.get(key)}"
            for key in sorted({*wanted, *told})
            if wanted.get(key) != told.get(key)
        ]
    broken += [f"{at}: nobody looked, and {told} was said" for at, told in said.items()]
    return broken, model


def _last_photo(record: Record, at: datetime) -> Photo:
    return next((photo for photo in reversed(record.photos) if photo.at <= at), record.photos[0])


RULES: tuple[Rule, ...] = (
    one_digest_a_day,
    nothing_on_days_off,
    nothing_in_quiet_hours,
    nothing_twice,
    rung_as_asked,
    why_is_asked_together,
    no_typed_word_outside,
    nothing_lost,
    uncovered_is_known,
    late_climbs,
    digests_tell,
    due_rings,
)
