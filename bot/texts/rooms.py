"""Rooms that are not as they should be: for the administrators' room."""

from collections.abc import Iterable

from bot.domain.people import Place
from bot.texts.document import Line, Lines, Style
from bot.texts.speech import Speech
from bot.usecases.notices import Intruders, IntrudersStay, MessageSetAside, RoomsLost, SomebodyPutOut, WriteNothing
from bot.usecases.results import LostRooms, RoomsRenewed


def intruders(value: Intruders, say: Speech) -> Lines:
    """Tell which room somebody was removed from."""
    return say.lines("intruders", count=value.count, room=say.room(value.place, value.subject))


def intruders_stay(value: IntrudersStay, say: Speech) -> Lines:
    """Tell which room somebody must still be removed from."""
    return say.lines("intruders-stay", count=value.count, room=say.room(value.place, value.subject))


def write_nothing(value: WriteNothing, say: Speech) -> Lines:
    """Warn a member: write nothing in that room for now."""
    return say.lines("write-nothing", room=say.room(value.place, value.subject))


def somebody_put_out(value: SomebodyPutOut, say: Speech) -> Lines:
    """Tell which room somebody who belongs there was put out of."""
    return say.lines("somebody-put-out", count=value.count, room=say.room(value.place, value.subject))


def message_set_aside(value: MessageSetAside, say: Speech) -> Lines:
    """Tell which room misses a message."""
    return say.lines("message-set-aside", room=say.room(value.place, value.subject))


def rooms_lost(value: RoomsLost, say: Speech) -> Lines:
    """List what is gone, and offer to make it again."""
    lines = [say.title("rooms-lost", count=len(value.rooms)), *_list(value.rooms, say)]
    if value.made_again:
        lines.append(say.line("rooms-lost-made-again"))
    if len(value.made_again) < len(value.rooms):
        lines += _offer(say)
    return lines


def lost_rooms(value: LostRooms, say: Speech) -> Lines:
    """List what is gone still."""
    if not value.rooms:
        return say.lines("lost-rooms-none")
    return [say.title("rooms-lost", count=len(value.rooms)), *_list(value.rooms, say), *_offer(say)]


def rooms_renewed(value: RoomsRenewed, say: Speech) -> Lines:
    """Say what is being made again."""
    return [say.title("rooms-renewed", count=len(value.rooms)), *_list(value.rooms, say), say.line("rooms-renewed-how")]


def _list(rooms: Iterable[tuple[Place, str]], say: Speech) -> Lines:
    return [Line(say.room(place, subject), Style.BULLET) for place, subject in rooms]


def _offer(say: Speech) -> Lines:
    return [say.line("rooms-lost-offer"), say.line("rooms-lost-how")]
