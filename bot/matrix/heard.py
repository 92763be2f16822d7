"""What others send about comparisons of pictures, read strictly and kept in a bounded row until it is looked at.

To-device events are plain text: anybody on the homeserver can send them in any number, and the homeserver in anybody's
name. In a room they were encrypted by a device, and that device is named. Nothing of it is believed here: the pictures
and the MACs decide (e2ee rules 13, 22).

Spec: Client-Server API, "Key verification framework".
"""

import logging
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.people import UserId
from bot.domain.rooms import RoomId

Json = dict[str, Any]
log = logging.getLogger(__name__)

PREFIX = "m.key.verification."
REQUEST = "request"
MESSAGE = "m.room.message"
REFERENCE = "m.reference"
RELATION = "m.relates_to"
LONGEST_ID = 255
MOST_WAITING = 500
MOST_OF_ONE = 50
"""Events of one person that wait at the same time; a whole comparison has seven from each side."""
EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True)
class Heard:
    """One event of theirs; `type` is without its prefix. `room_id` and `device_id` are empty for to-device events."""

    sender: UserId
    type: str
    transaction: str
    content: Json = field(repr=False)
    sent_at: datetime | None = None
    room_id: RoomId = ""
    device_id: str = ""


def from_device(event: object) -> Heard | None:
    """Read a to-device event; None for what is not of a comparison, or not of its form."""
    if not isinstance(event, dict):
        return None
    type_, sender, content = _type(event.get("type")), event.get("sender"), event.get("content")
    if not type_ or not _is_id(sender) or not isinstance(content, dict) or not _is_id(content.get("transaction_id")):
        return None
    return Heard(str(sender), type_, content["transaction_id"], content, _moment(content.get("timestamp")))


def is_comparing(type_: str, content: Json) -> bool:
    """Whether a decrypted room event is of a comparison, and not a message."""
    return type_.startswith(PREFIX) or (type_ == MESSAGE and content.get("msgtype") == PREFIX + REQUEST)


def from_room(room_id: RoomId, event: Json, type_: str, content: Json, device_id: str) -> Heard | None:
    """Read a decrypted room event. In a room a comparison is called by the event id of its request.

    The relation stands outside the encryption: the homeserver may change it, and the MACs then fail. Where a client
    leaves it out inside, it belongs to the content all the same.
    """
    sender, event_id = str(event.get("sender")), event.get("event_id")
    if type_ == MESSAGE:
        sent_at = _moment(event.get("origin_server_ts"))
        return Heard(sender, REQUEST, str(event_id), content, sent_at, room_id, device_id) if _is_id(event_id) else None
    outer = event.get("content")
    relation = content.get(RELATION, outer.get(RELATION) if isinstance(outer, dict) else None)
    if not isinstance(relation, dict) or relation.get("rel_type") != REFERENCE or not _is_id(relation.get("event_id")):
        return None
    whole = {**content, RELATION: relation}
    named = _type(type_)
    if not named or named == REQUEST:
        return None
    return Heard(sender, named, relation["event_id"], whole, None, room_id, device_id)


class Row:
    """What waits to be looked at. A flood costs whoever sends it, and nobody else."""

    def __init__(self) -> None:
        self._waiting: deque[Heard] = deque()

    def put(self, heard: Heard) -> None:
        """Add an event; too many of one person are dropped, and of all, one of whoever has most."""
        counts = Counter(each.sender for each in self._waiting)
        if counts[heard.sender] >= MOST_OF_ONE:
            log.warning("dropped an event of a comparison: too many of one person wait")
            return
        if len(self._waiting) >= MOST_WAITING:
            most = counts.most_common(1)[0][0]
            self._waiting.remove(next(each for each in self._waiting if each.sender == most))
            log.warning("dropped an event of a comparison: too many wait")
        self._waiting.append(heard)

    def take(self) -> Heard | None:
        """Take the oldest, or None."""
        return self._waiting.popleft() if self._waiting else None


def _type(value: object) -> str:
    return value.removeprefix(PREFIX) if isinstance(value, str) and value.startswith(PREFIX) else ""


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable()


def _moment(milliseconds: object) -> datetime | None:
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        return None
    try:
        return EPOCH + milliseconds * MILLISECOND
    except OverflowError:
        return None
