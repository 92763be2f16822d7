"""What the bot says unasked: to a person, to the administrators, to a room. Values, written out by `bot.texts`.

What leaves a case room carries codes, names and counts only, never content.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.case import CaseCode
from bot.domain.coming import Step
from bot.domain.digest import Digest
from bot.domain.people import Place, UserId
from bot.domain.trail import TrailHead
from bot.domain.trust import Unable


@dataclass(frozen=True)
class Welcome:
    """The first message of a professional's direct chat: what this is, and the three steps to begin."""

    name: str


@dataclass(frozen=True)
class WelcomeAdmin:
    """The first message of an administrator's direct chat."""

    name: str


@dataclass(frozen=True)
class WelcomeAuditor:
    """The first message of an auditor's direct chat."""

    name: str


@dataclass(frozen=True)
class MorningDigest:
    """The morning's codes and counts, in the direct chat. Rings."""

    digest: Digest
    user_id: UserId


@dataclass(frozen=True)
class ActionDue:
    """An action is due today: code and number, in the direct chat. Rings."""

    code: CaseCode
    label: str
    due: date
    user_id: UserId


@dataclass(frozen=True)
class YourTurn:
    """Rings for the owner, in the case room: code and number only. `due_at` is the moment on the day, if any."""

    code: CaseCode
    label: str
    due: date
    user_id: UserId
    due_at: datetime | None = None


@dataclass(frozen=True)
class YouCoordinate:
    """Tells who became regiehouder because somebody went, in the direct chat, and asks to confirm: code only. Rings."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class Intruders:
    """In the administrators' room: people were removed who were not on a room's roster."""

    place: Place
    subject: str
    count: int


@dataclass(frozen=True)
class IntrudersStay:
    """In the administrators' room: people are in a room and not on its roster, and the homeserver keeps them in."""

    place: Place
    subject: str
    count: int


@dataclass(frozen=True)
class WriteNothing:
    """In a member's direct chat: somebody was in that room who should not be; write nothing there for now."""

    place: Place
    subject: str


@dataclass(frozen=True)
class SomebodyPutOut:
    """In the administrators' room: people on a room's roster were put out of it, and not by the bot."""

    place: Place
    subject: str
    count: int


@dataclass(frozen=True)
class RoomsLost:
    """In the administrators' room: rooms (place, subject) that are no longer on the homeserver.

    Those `made_again` are being made again already; for the others somebody must decide.
    """

    rooms: tuple[tuple[Place, str], ...]
    made_again: tuple[tuple[Place, str], ...]


@dataclass(frozen=True)
class MessageSetAside:
    """In the administrators' room: a message for this room cannot be sent and no longer holds up the others."""

    place: Place
    subject: str


@dataclass(frozen=True)
class MessageMissing:
    """In the room itself: something I had to say here could not be sent."""


@dataclass(frozen=True)
class YouAreConfirmed:
    """In the direct chat: your identity was confirmed, from now on you can read along. What is `left` to do is said.

    `again`: it had changed, and nothing was read or believed meanwhile.
    """

    left: tuple[Step, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class CannotRead:
    """In the administrators' room, once a day: people who were written to and could not read it on every device."""

    lines: tuple[Unable, ...]


@dataclass(frozen=True)
class DeviceRefused:
    """In the direct chat, on the devices that do count: these other devices of yours do not."""

    devices: tuple[str, ...]


@dataclass(frozen=True)
class NewDevice:
    """In the direct chat: a new device of yours counts already, and nothing needs doing."""

    devices: tuple[str, ...]


@dataclass(frozen=True)
class IdentitiesSeen:
    """In the administrators' room: people's identities (name, Matrix id) were seen for the first time."""

    people: tuple[tuple[str, UserId], ...]
    must_confirm: bool


@dataclass(frozen=True)
class IdentityBlocked:
    """In the administrators' room: somebody's identity changed or vanished, and that person is blocked."""

    name: str
    who: UserId
    vanished: bool


@dataclass(frozen=True)
class NoSuchAccount:
    """In the administrators' room: these Matrix ids do not exist on the homeserver, so they were not invited."""

    users: tuple[UserId, ...] = field()


@dataclass(frozen=True)
class AuditHead:
    """In the administrators' room, every day: how far the audit trail goes, to hold it against later."""

    head: TrailHead


@dataclass(frozen=True)
class Failure:
    """The unexpected happened; the details are in the log under this reference."""

    reference: str


@dataclass(frozen=True)
class CouldNotRead:
    """A message could not be decrypted: please send it again."""
