"""What is given back, and said, about legal grounds (R18). Outside the case room: codes only."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.case import Answer, CaseCode
from bot.domain.ground import GroundStanding, ListedGround, Step
from bot.domain.people import UserId


@dataclass(frozen=True)
class GroundView:
    """Case room only: a ground in words. Empty texts were not said; without `terms` a ground was typed by hand.

    `answer` is the receiver's answer of now, or the one it was recorded in spite of, when it lets nobody in.
    """

    label: str
    giver: str
    receiver: str
    by: str
    at: datetime
    standing: GroundStanding
    vital: bool
    answer: Answer | None
    missing: tuple[Step, ...]
    ground: str = field(default="", repr=False)
    terms: str = field(default="", repr=False)
    purpose: str = field(default="", repr=False)
    necessity: str = field(default="", repr=False)
    witness: str = ""
    recorded_at: datetime | None = None
    to_review: bool = False
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    review: str = field(default="", repr=False)


@dataclass(frozen=True)
class GroundOverview:
    """Case room only: the grounds of a case, drafts too."""

    code: CaseCode
    views: tuple[GroundView, ...]


@dataclass(frozen=True)
class GroundShown:
    """Case room only: one ground, all of it."""

    code: CaseCode
    view: GroundView


@dataclass(frozen=True)
class GroundDraft:
    """Case room only: a draft, and what to type next. `options` are numbered from 1; a vital interest never is.

    `off`: the list is not shown for this kind of case here. `alone`: nobody of another organisation can witness.
    `looks`: it was begun or looked up just now, so that all that must be known is said; else it is only filled further.
    """

    code: CaseCode
    view: GroundView
    options: tuple[tuple[ListedGround, str], ...]
    off: bool
    alone: bool
    looks: bool = True


@dataclass(frozen=True)
class GroundAhead:
    """Case room only: a complete draft, who gets access by it, and the line that has it done.

    `again`: something changed since the code that was typed. `ring`: who is asked to look along, now that it is whole.
    `many`: how many organisations it makes, when that is too many (R29).
    """

    code: CaseCode
    view: GroundView
    joins: tuple[str, ...]
    waiting: tuple[str, ...]
    command: str
    alone: bool
    again: bool
    ring: tuple[UserId, ...] = ()
    many: int = 0


@dataclass(frozen=True)
class GroundRecorded:
    """Case room only: a ground was recorded, and who comes; `users` are those who can come at once."""

    code: CaseCode
    view: GroundView
    joins: tuple[str, ...]
    waiting: tuple[str, ...]
    users: tuple[UserId, ...]


@dataclass(frozen=True)
class GroundDropped:
    """In the case room: a draft is gone, and its words are not shown again."""

    label: str


@dataclass(frozen=True)
class GroundReviewed:
    """Case room only: what somebody of another organisation found of it afterwards."""

    label: str
    receiver: str
    review: str = field(repr=False)


@dataclass(frozen=True)
class ReviewAsked:
    """Rings in the direct chat of the regiehouder or the chairs: a ground waits for a review. Codes only.

    `alone`: nobody in the case may review it.
    """

    code: CaseCode
    label: str
    user_id: UserId
    alone: bool = False


@dataclass(frozen=True)
class WitnessAsked:
    """Rings in the direct chat of who can witness: a ground waits for it. Codes only."""

    code: CaseCode
    label: str
    user_id: UserId


@dataclass(frozen=True)
class DraftLapses:
    """Rings in the direct chat of who gives: a draft lapses at this moment (aware), or just has: `over`. Codes only."""

    code: CaseCode
    label: str
    moment: datetime
    over: bool
    user_id: UserId


@dataclass(frozen=True)
class GroundRegions:
    """In the administrators' room: where the list is shown for sexual violence, and how long the list is."""

    lines: tuple[tuple[str, bool], ...]
    source: str
    as_of: str
    count: int


@dataclass(frozen=True)
class GroundRegionSet:
    """In the administrators' room: whether the list is shown there from now on."""

    region: str
    shown: bool
