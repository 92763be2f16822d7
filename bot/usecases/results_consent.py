"""What is given back, and said, about consent. Outside the case room: codes only."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.case import Answer, Area, CaseCode
from bot.domain.consent import Decider
from bot.domain.leaving import CaseEnd
from bot.domain.minors import Doubt
from bot.domain.people import UserId


@dataclass(frozen=True)
class ConsentLine:
    """One answer in words. `by` is the name of who heard and recorded it, empty for the intake.

    `reason` is there only for who may read it; `explained` tells that one is kept. `ran_out`: nobody said it, the
    last day was over. `ground`: what people call the legal ground that it is (`G1`).
    """

    organisation: str
    answer: Answer
    areas: tuple[Area, ...]
    decided_by: Decider | None
    by: str
    at: datetime | None
    until: date | None
    reason: str = ""
    explained: bool = False
    ran_out: bool = False
    ground: str = ""


@dataclass(frozen=True)
class ConsentOverview:
    """Case room only: every organisation's consent as it is now, with what to be careful about.

    `family`: the informant may be of the suspect's family. `doubt`: who decided for a minor needs a look.
    """

    code: CaseCode
    lines: tuple[ConsentLine, ...]
    empty: bool
    family: bool = False
    doubt: Doubt | None = None


@dataclass(frozen=True)
class ConsentHistory:
    """Case room only: everything that was said about one organisation, newest first."""

    code: CaseCode
    organisation: str
    lines: tuple[ConsentLine, ...]


@dataclass(frozen=True)
class ConsentInRoom:
    """In the direct chat: consent stands in the room of the case."""

    code: CaseCode


@dataclass(frozen=True)
class YesAhead:
    """What a yes does: who joins, who still must accept the protocol or be confirmed. `command` has it done.

    `stays`: the organisation takes part already, and only what was agreed changes. `again`: it is another plan now.
    `by_rota`: others of it come for the MDT on days when they are on duty.
    `family` and `doubt` as in `ConsentOverview`; `many`: how many organisations it becomes, 0 when not too many (R29).
    """

    code: CaseCode
    line: ConsentLine
    joins: tuple[str, ...]
    waiting: tuple[str, ...]
    stays: bool
    family: bool
    command: str
    again: bool = False
    doubt: Doubt | None = None
    many: int = 0
    by_rota: bool = False


@dataclass(frozen=True)
class YesRecorded:
    """In the case room: a yes was recorded, and who comes; `users` are those who can come at once."""

    code: CaseCode
    line: ConsentLine
    joins: tuple[str, ...]
    waiting: tuple[str, ...]
    users: tuple[UserId, ...]


@dataclass(frozen=True)
class AnswerRecorded:
    """In the case room: an answer was recorded that changes nothing about who takes part.

    `dropped`: words stood behind the answer, and were not kept.
    """

    code: CaseCode
    organisation: str
    answer: Answer
    dropped: bool = False


@dataclass(frozen=True)
class AnswerRecordedThere:
    """In the direct chat: an answer was recorded in this case, and who takes part stays the same.

    `explained`: with a reason.
    """

    code: CaseCode
    explained: bool


@dataclass(frozen=True)
class YouMayJoin:
    """In the direct chat of who comes in after a yes: the code only. Rings."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class OrganisationGone:
    """In the case room: an organisation takes part no longer, and who takes over. `ended_on`: its consent ran out.

    `ground`: it was no consent, but a legal ground that ends.
    """

    code: CaseCode
    organisation: str
    labels: tuple[str, ...]
    to: str
    coordinated: bool
    ended_on: date | None
    ground: bool = False


@dataclass(frozen=True)
class ConsentTaken:
    """The answer in the case room; `end` and `leavers` are what must be told after it.

    `dropped`: words stood behind the answer, and were not kept.
    """

    gone: OrganisationGone
    end: CaseEnd
    leavers: tuple[UserId, ...]
    dropped: bool


@dataclass(frozen=True)
class ConsentTakenThere:
    """In the direct chat: it was withdrawn in this case. `empty`: nobody takes part any more. `ground` as above.

    `back`: the reader may bring the case back to life with a new yes.
    """

    code: CaseCode
    explained: bool
    empty: bool
    ground: bool = False
    back: bool = False


@dataclass(frozen=True)
class WhyTaken:
    """In the direct chat of who withdrew a consent: a reason may be given here. `dropped` as in `ConsentTaken`.

    `back` as above.
    """

    code: CaseCode
    dropped: bool
    empty: bool
    ground: bool = False
    back: bool = False


@dataclass(frozen=True)
class OutOfCase:
    """In the direct chat of who is out because consent ended: the code, and what they may still have. Rings.

    `ground` as above.
    """

    code: CaseCode
    user_id: UserId
    ground: bool = False


@dataclass(frozen=True)
class NobodyLeft:
    """To the administrators: nobody is in this case now. `granted`: organisations may still take part. Rings.

    Without any consent left the chairs hear it too, in their direct chats.
    """

    code: CaseCode
    granted: bool
    user_id: UserId = ""


@dataclass(frozen=True)
class BackAhead:
    """In the direct chat: a yes brings its reader back, alone, into a case in which nobody takes part.

    `command` has it done. `again`: it is another plan now.
    """

    code: CaseCode
    command: str
    again: bool


@dataclass(frozen=True)
class BackThere:
    """In the direct chat: its reader may be in this case again."""

    code: CaseCode


@dataclass(frozen=True)
class ReasonKept:
    """In the direct chat: the reason stands in the record."""

    code: CaseCode


@dataclass(frozen=True)
class ConsentEnds:
    """In the regiehouder's direct chat: a consent in this case ends soon. Rings."""

    code: CaseCode
    until: date
    user_id: UserId


@dataclass(frozen=True)
class ConsentEndsWhileAway:
    """In the direct chat of who hears of the case while its regiehouder is away: a consent in it ends soon. Rings."""

    code: CaseCode
    until: date
    user_id: UserId


@dataclass(frozen=True)
class ConsentEndsHere:
    """In the case room, when there is no regiehouder: this organisation's consent ends soon."""

    code: CaseCode
    organisation: str
    until: date
