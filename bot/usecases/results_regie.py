"""What is given back, and said, about the regiehouder. What leaves the case room holds codes and counts only (R11)."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.case import Area, CaseCode
from bot.domain.people import UserId
from bot.domain.regie import HandedPart, Load


@dataclass(frozen=True)
class CoordinatorAsked:
    """Somebody is asked to be regiehouder, `by` somebody. Case room only.

    `current` has the role until then; `replaced` was asked before; `away` was meant and is not there; `comes`: was not
    in the case and comes in for it. `with_actions`: the open actions go along.
    """

    code: CaseCode
    name: str
    organisation: str
    by: str
    current: str
    replaced: str
    away: str
    comes: bool
    with_actions: bool
    who: UserId


@dataclass(frozen=True)
class RegieBriefing:
    """For who takes over, after the card and the actions: who follows parties outside the chat. Case room only.

    `outside`: label, party and the name of who follows it.
    """

    name: str
    outside: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class RegieAskedHere:
    """Rings in the case room for who is asked: the code only. `again`: asked before."""

    code: CaseCode
    again: bool
    user_id: UserId


@dataclass(frozen=True)
class RegieAsked:
    """Rings in the direct chat of who is asked: the code only. `comes`: the room is new. `again`: asked before."""

    code: CaseCode
    comes: bool
    again: bool
    user_id: UserId


@dataclass(frozen=True)
class RegieAskedMany:
    """Rings in the direct chat of who is asked to take over several cases: codes only."""

    codes: tuple[CaseCode, ...]
    user_id: UserId


@dataclass(frozen=True)
class RegieAccepted:
    """The case has a (new) regiehouder, who said yes. Case room only.

    `labels` are the actions that went along, and those that waited for one since their organisation takes no part.
    """

    code: CaseCode
    name: str
    organisation: str
    replaced: str
    labels: tuple[str, ...]
    before: UserId


@dataclass(frozen=True)
class RegieAcceptedThere:
    """In the direct chat: these cases are yours now. Codes only; `left` could not be taken."""

    codes: tuple[CaseCode, ...]
    left: tuple[CaseCode, ...] = ()


@dataclass(frozen=True)
class NoLongerYours:
    """Rings in the direct chat of who was regiehouder: somebody else is now. The code only."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class RegieRefused:
    """Who was asked said no, and why. Case room only. `coordinator_missing`: now the case has none."""

    code: CaseCode
    name: str
    reason: str = field(repr=False)
    coordinator_missing: bool
    asker: UserId


@dataclass(frozen=True)
class RegieRefusedThere:
    """In the direct chat of who said no: the reason stands in the case's room."""

    code: CaseCode


@dataclass(frozen=True)
class AskedSaidNo:
    """Rings in the direct chat of who asked: the answer is no. The code only."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class RequestBack:
    """The question was taken back. Case room only."""

    name: str
    coordinator_missing: bool


@dataclass(frozen=True)
class RegiePassedOn:
    """No answer in time, or gone: the question went on to a colleague. Case room only."""

    code: CaseCode
    name: str
    deputy: str
    comes: bool


@dataclass(frozen=True)
class RegieSilent:
    """No answer, and nobody left to ask: the chair knows. Case room only. `over`: the question is over as well."""

    code: CaseCode
    name: str
    over: bool
    coordinator_missing: bool


@dataclass(frozen=True)
class RegieUnanswered:
    """Rings in the direct chat of the region's chairs: nobody answered in this case. The code only."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class RegieCalledOff:
    """Rings in the direct chat of who is asked: the case was closed, and the question is over. The code only."""

    code: CaseCode
    user_id: UserId


@dataclass(frozen=True)
class RegieShown:
    """Who is regiehouder, since when, who is asked, and whether there is authority to decide. Case room only."""

    code: CaseCode
    name: str
    organisation: str
    since: datetime | None
    asked: str
    asked_at: datetime | None
    confirms: bool
    authority: bool


@dataclass(frozen=True)
class MyRegie:
    """In the direct chat: one's own cases as regiehouder and since when, and the questions to answer. Codes only."""

    cases: tuple[tuple[CaseCode, datetime | None], ...]
    asked: tuple[tuple[CaseCode, datetime], ...]


@dataclass(frozen=True)
class Caseload:
    """In the MDT room: open cases per regiehouder, as counts; `asked` are covered by a question, `without` are not."""

    region: str
    loads: tuple[Load, ...]
    asked: int
    without: int


@dataclass(frozen=True)
class HandoverAhead:
    """In the direct chat: what a handover of all one's cases does. `command` has it done; `again`: it changed."""

    name: str
    parts: tuple[HandedPart, ...]
    command: str
    again: bool


@dataclass(frozen=True)
class HandoverAsked:
    """In the direct chat: this person was asked for these cases; `left` stay as they are."""

    name: str
    codes: tuple[CaseCode, ...]
    left: tuple[CaseCode, ...]


@dataclass(frozen=True)
class AuthorityGiven:
    """The regiehouder may decide where others disagree, and why. Case room only."""

    name: str
    by: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class AuthorityEnded:
    """The regiehouder may no longer decide alone. Case room only."""

    name: str
    by: str


@dataclass(frozen=True)
class AuthorityUsed:
    """The regiehouder decided on an area by authority; the MDT sees it next time. Case room only."""

    code: CaseCode
    name: str
    area: Area
    text: str = field(repr=False)
    open_areas: tuple[Area, ...]
