"""What each person could read in the end, and whether that is what it should be."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.demo.people import Professional

WIDTH = 100


@dataclass(frozen=True)
class Check:
    """Something that must be so."""

    text: str
    holds: bool


def transcript(people: Iterable[tuple[str, Professional]]) -> list[str]:
    """Show per person which rooms they could read, with the first lines of what they read there."""
    lines = []
    for name, person in people:
        rooms = {m.room_id for m in person.messages()}
        lines.append(f"── {name} ({person.user_id})")
        if not rooms:
            lines.append("   leest niets")
        for room_id in sorted(rooms, key=lambda r: str(person.client.rooms[r].name)):
            messages = person.messages(room_id)
            readable = [m for m in messages if m.readable]
            room = str(person.client.rooms[room_id].name)
            lines.append(f"   {room}: {len(readable)} van {len(messages)} berichten leesbaar")
            for message in readable[:3]:
                first = message.body.strip().split("\n")[0]
                lines.append(f"      {first[:WIDTH]}")
    return lines


def readers(people: Iterable[tuple[str, Professional]], secret: str) -> set[str]:
    """Tell who could read these words anywhere."""
    return {name for name, person in people if secret in person.readable()}
