"""Holds what was seen against what should have happened. Pure: it gives findings, none when all is well.

Nothing is tolerated: a case has at most one card per newcomer, each newcomer has got one, and each card is one row.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.people import Place
from tests.crash.evidence import CaseLeft, Evidence, RoomSeen, Seen
from tests.crash.model import CaseModel, Expected
from tests.crash.town import BOT_ID

GONE = "Je bent niet meer regiehouder van "


def compare(expected: Sequence[Expected], bodies: Sequence[str]) -> list[str]:
    """Hold a room's answers against what was expected: what is lost, doubled, swapped, or was never to be said."""
    findings, order, open_ = [], [], dict(enumerate(expected))
    for body in bodies:
        index = next((i for i, e in open_.items() if e.fits(body)), None)
        if index is not None:
            del open_[index]
            order.append(index)
        elif any(e.fits(body) for e in expected):
            findings.append(f"doubled: {body!r}")
        else:
            findings.append(f"not expected: {body!r}")
    findings += [f"lost: {e}" for e in open_.values()]
    findings += [f"swapped: {expected[b]} before {expected[a]}" for b, a in itertools.pairwise(order) if a < b]
    return findings


def verify(evidence: Evidence, said: Mapping[str, tuple[str, str, str]], models: Mapping[str, CaseModel]) -> list[str]:
    """Verify everything. `said` holds (sender, code, text) by event id; the models are filled in here."""
    findings: list[str] = []
    for code, model in models.items():
        seen = evidence.rooms[Place.CASE, code]
        # Who came first has seen everything; others miss what was said before they came.
        first = max(seen.values(), key=lambda room: room.joins)
        findings += [f"{code}: {f}" for f in _case(first, said, model)]
        cards = sum(_is_card(m, code) for m in first.messages)
        if cards > first.joins:
            findings.append(f"{code}: {cards} cards, for {first.joins} who came")
        findings += [f"{code} in storage: {f}" for f in _stored(evidence.cases[code], model)]
        findings += [f"{code}: {name} {f}" for name, room in seen.items() for f in _readable(room, code)]
    findings += _rows(evidence)
    findings += _direct(evidence, models.values())
    if evidence.unsent:
        findings.append(f"{evidence.unsent} messages were never sent")
    if evidence.wishes != Counter(evidence.wanted):
        findings.append(f"wishes on the homeserver: {evidence.wishes}, wanted: {evidence.wanted}")
    findings += [
        f"{key}: {sorted(there)} are there, {sorted(roster)} should be"
        for key, (there, roster) in evidence.members.items()
        if there != roster
    ]
    return findings


def _case(room: RoomSeen, said: Mapping[str, tuple[str, str, str]], model: CaseModel) -> list[str]:
    findings, bodies, begun = [], [], False
    mine = {event_id for event_id, (_, code, _) in said.items() if code == model.code}
    for message in room.messages:
        if message.sender != BOT_ID:
            begun = True
            if message.event_id in mine:
                mine.discard(message.event_id)
                sender, _, text = said[message.event_id]
                model.take(sender, text)
            else:
                findings.append(f"somebody said what nobody said: {message}")
        elif message.body is None:
            findings.append(f"the witness cannot read {message.event_id}")
        elif begun and not _is_card(message, model.code):
            bodies.append(message.body)
    if mine:
        findings.append(f"{len(mine)} commands are not in the room")
    return findings + compare(model.answers, bodies)


def _stored(left: CaseLeft, model: CaseModel) -> list[str]:
    findings = []
    pairs = {
        "actions": (left.actions, model.actions),
        "audit": (left.audit, model.audit),
        "coordinator": (left.coordinator, model.appointed[-1] if model.appointed else None),
        "outcomes": (left.outcomes, model.outcomes),
    }
    for what, (there, expected) in pairs.items():
        if there != expected:
            findings.append(f"{what} {there}, expected {expected}")
    return findings


def _readable(room: RoomSeen, code: str) -> list[str]:
    """Everybody got a card, and from the first one on could read every message."""
    cards = [i for i, m in enumerate(room.messages) if _is_card(m, code)]
    if not cards:
        return ["has no card"]
    unread = [m.event_id for m in room.messages[cards[0] :] if m.sender == BOT_ID and m.body is None]
    return [f"cannot read {event_id}" for event_id in unread]


def _is_card(message: Seen, code: str) -> bool:
    return message.sender == BOT_ID and message.body is not None and message.body.startswith(f"{code}, gemeld ")


def _rows(evidence: Evidence) -> list[str]:
    """Each promised message is one event: a row that stands in two was sent twice."""
    events: dict[str, set[str]] = {}
    for people in evidence.rooms.values():
        for room in people.values():
            for message in room.of_bot():
                if message.body is not None:
                    events.setdefault(message.row or f"none of {message.event_id}", set()).add(message.event_id)
    return [f"row {row} stands in {len(ids)} events" for row, ids in events.items() if len(ids) > 1] + [
        f"no row: {row}" for row in events if row.startswith("none of ")
    ]


def _direct(evidence: Evidence, models: Iterable[CaseModel]) -> list[str]:
    """In each direct chat: one welcome, one message per time somebody else took over, one reminder per action."""
    findings = []
    replaced: dict[str, Counter[str]] = {}
    for model in models:
        for name in model.appointed[:-1]:
            replaced.setdefault(name, Counter())[model.code] += 1
    for (place, subject), people in evidence.rooms.items():
        if place is not Place.DIRECT:
            continue
        for name, room in people.items():
            findings += [f"{subject} cannot read {m.event_id}" for m in room.of_bot() if m.body is None]
            bodies = [_told(m.body) if m.body else "" for m in room.of_bot()]
            kinds = Counter(bodies)
            welcomes = sum(body.startswith("Welkom, ") for body in bodies)
            told = Counter(b.removeprefix(GONE)[:-1] for b in bodies if b.startswith(GONE))
            if welcomes != 1:
                findings.append(f"{subject} was welcomed {welcomes} times")
            if told != replaced.get(name, Counter()):
                findings.append(f"{subject} was told {told}, was replaced {replaced.get(name)}")
            findings += [f"{subject}: {n} times {b!r}" for b, n in kinds.items() if n > 1 and not b.startswith(GONE)]
    return findings


def _told(body: str) -> str:
    """Give what a message says: its first line, and all of it where that is only a count."""
    first = body.splitlines()[0]
    return body if first.endswith("acties zijn voor vandaag.") else first
