"""What is answered and said about who belongs and who may begin. Values, written out by `bot.texts`.

Names here are those of professionals, never of people in a case (R15).
"""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.coming import Step, WaitingColleague
from bot.domain.lookalikes import LookAlike
from bot.domain.people import Role, UserId
from bot.domain.standing import Kind
from bot.usecases.results import TrustOf

Named = tuple[str, UserId]
"""Somebody's name and Matrix id."""


@dataclass(frozen=True)
class Colleagues:
    """`!collega`: who of the own organisation waits for a colleague."""

    organisation: str
    waiting: tuple[WaitingColleague, ...]


@dataclass(frozen=True)
class ColleagueOf:
    """`!collega @naam`: who this is, and what to compare when the identity does not count (`identity`, `changed`).

    `left` is what this person is still to do: the caller tells it on the phone.
    """

    who: UserId
    name: str
    organisation: str
    roles: tuple[Role, ...]
    left: tuple[Step, ...]
    identity: TrustOf | None
    changed: bool


@dataclass(frozen=True)
class ColleagueConfirmed:
    """`!collega @naam bevestig`: what this settled, and what this person is still to do."""

    who: UserId
    name: str
    organisation: str
    works_here: bool
    identity: bool
    left: tuple[Step, ...]


@dataclass(frozen=True)
class ColleagueDenied:
    """`!collega @naam klopt niet`: this person counts no longer, and the administrators know."""

    who: UserId
    name: str
    organisation: str


@dataclass(frozen=True)
class Vouched:
    """`!bevestig @naam` by an administrator; `confirmed` when enough of them said so."""

    who: UserId
    name: str
    organisation: str
    confirmed: bool


@dataclass(frozen=True)
class ProtocolText:
    """`!protocol`: the newest version; `accepted` by whoever asks, `since` when it is (or will be) required."""

    version: int
    text: str
    since: datetime
    accepted: bool


@dataclass(frozen=True)
class ProtocolAccepted:
    """`!akkoord`: the version that was accepted, and what is still to do."""

    version: int
    left: tuple[Step, ...]


@dataclass(frozen=True)
class YouCount:
    """In the direct chat: those who can know (`by`) confirmed that you belong, and what is still to do."""

    kind: Kind
    organisation: str
    by: tuple[str, ...]
    left: tuple[Step, ...]


@dataclass(frozen=True)
class YouNoLongerCount:
    """In the direct chat: a colleague says that you do not work there, so you are out of the rooms."""

    organisation: str


@dataclass(frozen=True)
class WorksHere:
    """In a colleague's direct chat: do these people work with you? Rings."""

    user_id: UserId
    people: tuple[Named, ...]


@dataclass(frozen=True)
class IsItThem:
    """In a colleague's direct chat: the identity of these people is new or changed; is it theirs? Rings."""

    user_id: UserId
    people: tuple[Named, ...]


@dataclass(frozen=True)
class AdminsMustConfirm:
    """In the administrators' room: these people have no colleague who can say that they belong. Rings."""

    people: tuple[Named, ...]


@dataclass(frozen=True)
class OneMoreAdmin:
    """In the administrators' room: another administrator must say so too. Rings for the others."""

    name: str
    who: UserId


@dataclass(frozen=True)
class NobodyAnswered:
    """In the administrators' room: colleagues were asked twice about these people, and said nothing. Rings."""

    people: tuple[Named, ...]


@dataclass(frozen=True)
class NotOneOfUs:
    """In the administrators' room: a colleague (`by`) says that this person does not work there. Rings."""

    name: str
    who: UserId
    organisation: str
    by: str
    counted: bool


@dataclass(frozen=True)
class ProtocolAsked:
    """In the direct chat: there is a new privacy protocol; please accept it before this moment. Rings."""

    user_id: UserId
    version: int
    since: datetime


@dataclass(frozen=True)
class ProtocolSoon:
    """In the direct chat: you have not accepted the new privacy protocol, and it is nearly time. Rings."""

    user_id: UserId
    version: int
    since: datetime


@dataclass(frozen=True)
class ProtocolMissed:
    """In the direct chat: a version is in force that you did not accept, so you are out of the rooms. Rings."""

    user_id: UserId
    version: int


@dataclass(frozen=True)
class ProtocolNews:
    """In the administrators' room: a version was published or came in force, and how many have not accepted it."""

    version: int
    since: datetime
    in_force: bool
    waiting: int


@dataclass(frozen=True)
class LooksAlike:
    """In the administrators' room: names that look like a colleague's or the bot's, with another Matrix id. Rings."""

    pairs: tuple[LookAlike, ...]
