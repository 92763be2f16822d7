"""The moments at which the plug is pulled: each a function of the product, and where in its call.

A new step that must survive a kill is one more line in `POINTS`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Moment(StrEnum):
    """Where in the n-th call the process dies."""

    BEFORE = "before"  # it does not happen
    DURING = "during"  # some milliseconds after it began: of a request nobody knows how far it came
    AFTER = "after"  # it happened, and whoever called never hears so


@dataclass(frozen=True)
class Point:
    """A named place in the product."""

    function: str
    """`module:name` or `module:Class.name`, as the running bot looks it up."""
    moment: Moment
    calls: tuple[int, int] = (1, 1)
    """The first and last call worth dying in, counted from the start of the process, or of `within`."""
    within: str = ""
    """The function in whose every call is counted anew."""
    fruitful: bool = False
    """Count only the calls that give something."""
    words: tuple[str, ...] = ("run",)
    """The command of ours that dies; by itself the running bot."""
    needs: str = ""
    """What must happen for it to be reached: an `intake`, somebody who `claims` the bot's one-time keys."""


BEFORE, DURING, AFTER = Moment

TAKE_IN = "bot.matrix.sync:Sync._take_in"
NEW_KEY = ("sleutels", "vernieuw")
KEEP_TOKEN = "bot.storage.records:SqlEvents.keep_token"

POINTS = {
    # one command
    "command not committed": Point("bot.commands.dispatch:Dispatcher._handle", AFTER, (1, 4)),
    "command committed": Point("bot.commands.dispatch:Dispatcher.handle", AFTER, (1, 4)),
    "answer on its way": Point("bot.matrix.rooms:MatrixRooms.send", DURING, (1, 6)),
    "answer sent": Point("bot.matrix.rooms:MatrixRooms.send", AFTER, (1, 6)),
    "answer not marked": Point("bot.storage.outbox:SqlOutbox.sent", AFTER, (1, 6)),
    # one batch
    "between two events": Point("bot.matrix.gate:Gate.admit", BEFORE, (2, 4), within=TAKE_IN),
    "between two keys": Point("bot.matrix.crypto:Crypto.receive", AFTER, (1, 2)),
    "keys taken in": Point("bot.matrix.sync:Sync._take_in_keys", AFTER, (1, 4)),
    "token not stored": Point(KEEP_TOKEN, BEFORE, (1, 5)),
    "token not committed": Point(KEEP_TOKEN, AFTER, (1, 5)),
    "token stored": Point("bot.matrix.sync:Sync._once", AFTER, (1, 5)),
    # one room
    "room asked for": Point("bot.matrix.rooms:MatrixRooms.create", DURING, needs="intake"),
    "room made": Point("bot.matrix.rooms:MatrixRooms.create", AFTER, needs="intake"),
    "room not committed": Point("bot.storage.rooms:SqlRoomWishes.made", AFTER, needs="intake"),
    "nobody invited": Point("bot.matrix.rooms:MatrixRooms.invite", BEFORE, needs="intake"),
    "some invited": Point("bot.matrix.rooms:MatrixRooms.invite", AFTER, (1, 3), needs="intake"),
    "card promised": Point("bot.wiring.bot:members_moved", AFTER, fruitful=True, needs="intake"),
    "card not committed": Point("bot.wiring.ticks:post_cards", AFTER, fruitful=True, needs="intake"),
    # a room's key
    "between two devices": Point("bot.matrix.crypto:Crypto.room_key_for", AFTER, (1, 4)),
    "key on its way": Point("bot.matrix.sharing:Sharing._send_to_devices", DURING, (1, 3)),
    "key given": Point("bot.matrix.sharing:Sharing._give", AFTER, (1, 3)),
    # our own keys
    "own keys saved": Point("bot.matrix.crypto:Crypto.keys_to_upload", AFTER, fruitful=True, needs="claims"),
    "own keys uploaded": Point("bot.matrix.crypto:Crypto.uploaded", BEFORE, needs="claims"),
    # the start
    "tables upgraded": Point("bot.wiring.house:upgrade", AFTER),
    "identity not confirmed": Point("bot.wiring.running:confirm_identity", BEFORE),
    "identity confirmed": Point("bot.wiring.running:confirm_identity", AFTER),
    "rooms ensured": Point("bot.wiring.bot:ensure_rooms", AFTER),
    "first batch": Point(TAKE_IN, BEFORE),
    # commands of the administrator, which die while the bot is down
    "directory not committed": Point("bot.storage.directory:SqlPeople.replace", AFTER, words=("adresboek",)),
    "new master key not committed": Point("bot.storage.records:SqlAudit.add", AFTER, words=NEW_KEY),
    "new master key not in place": Point("bot.storage.rotation:rewrap", AFTER, words=NEW_KEY),
}


@dataclass(frozen=True)
class Plan:
    """Die at the n-th call of a point; `after_ms` says how long after the beginning, where that matters."""

    name: str
    call: int
    after_ms: int = 0

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `name:call:ms`."""
        name, call, after_ms = text.rsplit(":", 2)
        return cls(name, int(call), int(after_ms))

    def __str__(self) -> str:
        return f"{self.name}:{self.call}:{self.after_ms}"

    @property
    def point(self) -> Point:
        return POINTS[self.name]
