"""Rooms as the bot wants them: a wish, a roster, and what to do when presence differs from it (R13)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.people import Place, UserId

RoomId = str


class WishState(StrEnum):
    """Where a wished room stands."""

    WANTED = "gewenst"
    MADE = "gemaakt"


@dataclass(frozen=True)
class Room:
    """A room the bot wants to exist.

    `wish` is random and stands in the room's own state, so that a half-made room is found again.
    `subject` is the case code, the region code, the person's Matrix id, or empty for the administrators.
    """

    wish: str
    place: Place
    subject: str
    room_id: RoomId | None = None


@dataclass(frozen=True)
class Presence:
    """Who the homeserver says is in a room; `declined` left or refused of their own accord."""

    joined: frozenset[UserId]
    invited: frozenset[UserId]
    declined: frozenset[UserId] = frozenset()


@dataclass(frozen=True)
class Correction:
    """What makes a room equal to its roster."""

    invite: tuple[UserId, ...]
    remove: tuple[UserId, ...]
    intruders: tuple[UserId, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to correct."""
        return bool(self.invite or self.remove)


def correction(roster: frozenset[UserId], presence: Presence, bot: UserId) -> Correction:
    """Compare the roster with who is there. An intruder is somebody who joined without being on it.

    Who left of their own accord is not invited again by itself: that would be a nagging bot.
    """
    present = presence.joined | presence.invited
    strangers = present - roster - {bot}
    return Correction(
        invite=tuple(sorted(roster - present - presence.declined - {bot})),
        remove=tuple(sorted(strangers)),
        intruders=tuple(sorted(strangers & presence.joined)),
    )
