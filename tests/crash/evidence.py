"""What can be seen afterwards, from the outside: rooms through people's clients, storage through its ports."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nio import MegolmEvent, RoomMessage
from nio.exceptions import EncryptionError

from bot.demo.people import Professional
from bot.domain.people import Place
from bot.matrix.content import ROW
from bot.matrix.state import WISH_EVENT
from bot.settings import load_settings
from bot.usecases.rosters import roster_of
from bot.wiring import open_house
from tests.crash.model import ActionLeft, Entry
from tests.crash.town import BOT_ID, Town

Json = dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """A message as somebody's client shows it; `body` is None when the client cannot read it."""

    event_id: str
    sender: str
    body: str | None
    row: str | None = None


@dataclass
class RoomSeen:
    """A room as one person has it: what was said since this person came, in the homeserver's order."""

    name: str
    messages: list[Seen] = field(default_factory=list)
    joins: int = 0
    """How often somebody came, from the beginning of the room."""

    def of_bot(self) -> list[Seen]:
        return [m for m in self.messages if m.sender == BOT_ID]


@dataclass
class CaseLeft:
    """A case as storage has it."""

    actions: list[ActionLeft]
    audit: list[Entry]
    coordinator: str | None
    outcomes: dict[str, str]


@dataclass
class Evidence:
    """Everything; rooms by place and subject, then by person."""

    rooms: dict[tuple[Place, str], dict[str, RoomSeen]] = field(default_factory=dict)
    cases: dict[str, CaseLeft] = field(default_factory=dict)
    unsent: int = 0
    wishes: Counter[str] = field(default_factory=Counter)
    """How often each wish exists on the homeserver."""
    wanted: set[str] = field(default_factory=set)
    members: dict[tuple[Place, str], tuple[set[str], set[str]]] = field(default_factory=dict)
    """Who is there, and who should be."""


async def gather(town: Town, codes: Sequence[str]) -> Evidence:
    """Look at everything. The bot is stopped."""
    found = Evidence()
    settings = load_settings(town.stage.settings)
    async with open_house(settings) as house, house.database.work() as work:
        found.unsent = await work.outbox.unsent()
        rooms = await work.rooms.all()
        found.wanted = {room.wish for room in rooms}
        entries = [e for e in reversed(await work.audit.latest(100_000)) if e.place == Place.CASE]
        for code in codes:
            case = await work.cases.get(code)
            assert case is not None
            found.cases[code] = CaseLeft(
                [
                    ActionLeft(a.text, _local(a.owner.user_id) or "", _local(a.done_by))
                    for a in await work.actions.of(code)
                ],
                [Entry(_local(e.actor) or "", e.verb, e.outcome) for e in entries if e.subject == code],
                _local(case.coordinator),
                {str(d.area): d.text for d in await work.decisions.of(code)},
            )
            assert [a.number for a in await work.actions.of(code)] == [*range(1, len(found.cases[code].actions) + 1)]
        rosters = {room.wish: set(await roster_of(work, room)) for room in rooms}
    joined = (await town.ask("joined_rooms"))["joined_rooms"]
    for room_id in joined:
        found.wishes[(await town.ask(f"rooms/{room_id}/state/{WISH_EVENT}/"))["id"]] += 1
    for room in rooms:
        key = (room.place, room.subject)
        there = set((await town.ask(f"rooms/{room.room_id}/joined_members"))["joined"]) - {BOT_ID}
        found.members[key] = (there, rosters[room.wish])
        for name, person in town.stage.people.items():
            if person.user_id in there and room.room_id is not None:
                found.rooms.setdefault(key, {})[name] = await look(person, room.room_id, room.subject)
    return found


async def look(person: Professional, room_id: str, name: str) -> RoomSeen:
    """Read a room from its beginning with this person's own client, from where this person joined last."""
    seen = RoomSeen(name)
    where, start = f"/_matrix/client/v3/rooms/{room_id}/messages?dir=f&limit=100", ""
    while True:
        status, page = await person.raw("GET", where + start)
        assert status == 200, page
        for event in page["chunk"]:
            if event["type"] == "m.room.encrypted":
                seen.messages.append(_read(person, room_id, event))
            elif event["content"].get("membership") == "join" and event["state_key"] != BOT_ID:
                seen.joins += 1
                if event["state_key"] == person.user_id:
                    seen.messages.clear()
        if "end" not in page or not page["chunk"]:
            return seen
        start = f"&from={page['end']}"


def _read(person: Professional, room_id: str, raw: Json) -> Seen:
    event = MegolmEvent.from_dict(raw)
    event.room_id = room_id
    try:
        decrypted = person.client.decrypt_event(event)
    except EncryptionError:
        return Seen(raw["event_id"], raw["sender"], None)
    assert isinstance(decrypted, RoomMessage)
    content = decrypted.source["content"]
    return Seen(raw["event_id"], raw["sender"], content["body"], content.get(ROW))


def _local(user_id: str | None) -> str | None:
    return None if user_id is None else user_id.removeprefix("@").partition(":")[0]
