"""Rooms as the bot wants them: a wish, a roster, and what to do when presence differs from it (R13)."""

from dataclasses import dataclass, field

from bot.domain.people import Place, UserId

RoomId = str
MEGOLM = "m.megolm.v1.aes-sha2"


@dataclass(frozen=True)
class Room:
    """A room the bot wants to exist.

    `wish` is random and stands in the room's own state, so that a half-made room is found again.
    `subject` is the case code, the region code, the person's Matrix id, or empty for the administrators.
    `gone`: it existed, and the homeserver has it no longer; it is made again when an administrator says so.
    """

    wish: str
    place: Place
    subject: str
    room_id: RoomId | None = None
    gone: bool = False


@dataclass(frozen=True)
class Presence:
    """Who the homeserver says is in a room; `declined` left or refused of their own accord."""

    joined: frozenset[UserId]
    invited: frozenset[UserId]
    declined: frozenset[UserId] = frozenset()


@dataclass(frozen=True)
class Movement:
    """Who came into a room and who was put out of it. `name` is the same when this is told again after a crash."""

    name: str
    room_id: RoomId
    came: frozenset[UserId] = frozenset()
    put_out: frozenset[UserId] = frozenset()


@dataclass
class RoomState:
    """One room as the homeserver last described it: the little that must survive a restart."""

    joined: set[UserId] = field(default_factory=set)
    invited: set[UserId] = field(default_factory=set)
    declined: set[UserId] = field(default_factory=set)
    wish: str | None = None
    algorithm: str | None = None
    rotation_ms: int | None = None
    rotation_messages: int | None = None
    history_visibility: str | None = None
    events_default: int | None = None
    """The power it takes to say something; None while that was never told."""
    powers_ours: bool = True
    """Whether the other power levels are as we made them."""

    @property
    def encrypted(self) -> bool:
        """Whether we may send here at all (e2ee rule 9)."""
        return self.algorithm == MEGOLM

    def powers_differ(self, events_default: int) -> bool:
        """Whether the power levels are other than ours with this one; what was never told is what it was made with."""
        return not self.powers_ours or (self.events_default or 0) != events_default

    def presence(self) -> Presence:
        """Give who is here."""
        return Presence(frozenset(self.joined), frozenset(self.invited), frozenset(self.declined))


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
