"""The regiehouder is asked, and answers: what is open, who is next when nobody answers, and authority (R10, R11, R26).

Pure. A question waits in working time: hours between two Dutch times on working days, whatever clocks do at night.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import Workdays, at, is_working_day, local_day
from bot.domain.case import Area, CaseCode, Decision
from bot.domain.people import UserId


class Kind(StrEnum):
    """Why somebody is asked. `CONFIRM`: they took over when somebody went, and are regiehouder already."""

    APPOINT = "benoeming"
    HANDOVER = "overdracht"
    CONFIRM = "bevestiging"


class RequestState(StrEnum):
    """Where a question stands; all but the first are an end."""

    OPEN = "open"
    ACCEPTED = "aanvaard"
    REFUSED = "geweigerd"
    EXPIRED = "verlopen"
    WITHDRAWN = "ingetrokken"


class Step(StrEnum):
    """How far the silence about an open question is: asked, asked once more, or the chair knows.

    `LATER`: asked in the room, in the quiet hours of who is asked, who is not rung before those are over.
    """

    LATER = "straks"
    ASKED = "gevraagd"
    AGAIN = "opnieuw"
    CHAIR = "voorzitter"


@dataclass(frozen=True)
class Request:
    """Somebody is asked to be the regiehouder. `asked_at` and `ended_at` are aware; `number` counts within the case.

    `stands_for`: who was asked first, and was away or silent. `reason`: why it was refused, typed about a case: sealed.
    """

    asked: UserId
    asked_by: UserId
    kind: Kind
    asked_at: datetime
    state: RequestState = RequestState.OPEN
    ended_at: datetime | None = None
    reason: str = field(default="", repr=False)
    with_actions: bool = False
    step: Step = Step.ASKED
    stands_for: UserId | None = None
    number: int = 0

    @property
    def covers(self) -> bool:
        """Whether the case counts as covered for now: somebody is asked, and the chair was not needed yet (R10)."""
        return self.state is RequestState.OPEN and self.step is not Step.CHAIR


def open_request(requests: Iterable[Request]) -> Request | None:
    """Give the question that is open, if any; there is one at most."""
    return next((each for each in requests if each.state is RequestState.OPEN), None)


def since_when(requests: Iterable[Request], coordinator: UserId | None) -> datetime | None:
    """Tell since when somebody is regiehouder, where that was written down."""
    found = None
    for each in requests:
        if each.asked != coordinator:
            continue
        if each.kind is Kind.CONFIRM:
            found = each.asked_at
        elif each.state is RequestState.ACCEPTED:
            found = each.ended_at
    return found


STILL_AFTER = 10
"""Days without anything recorded after which a case stands still."""


@dataclass(frozen=True)
class RegiePlan:
    """How long a question waits, in working time between two Dutch times: for being asked again, the deputy, the chair.

    `chair` counts from the moment the deputy was asked. `still_after`: calendar days without anything recorded after
    which a case stands still (R28).
    """

    again: timedelta = timedelta(hours=2)
    deputy: timedelta = timedelta(hours=4)
    chair: timedelta = timedelta(hours=4)
    since: time = time(8)
    until: time = time(18)
    still_after: int = STILL_AFTER

    def after(self, moment: datetime, length: timedelta, days: Workdays) -> datetime:
        """Give the moment (UTC) at which this much working time is over since `moment`."""
        day, left = local_day(moment), length
        while True:
            if is_working_day(day, days.weekdays, days.is_holiday):
                begins, ends = max(at(day, self.since), moment), at(day, self.until)
                if begins < ends and left <= ends - begins:
                    return begins + left
                left -= max(ends - begins, timedelta())
            day += timedelta(days=1)

    def works(self, moment: datetime, days: Workdays) -> bool:
        """Whether people can be asked now."""
        day = local_day(moment)
        there = at(day, self.since) <= moment <= at(day, self.until)
        return there and is_working_day(day, days.weekdays, days.is_holiday)


class Next(StrEnum):
    """What an unanswered question needs now."""

    ASK_AGAIN = "opnieuw"
    GO_ON = "door"


def next_of(request: Request, now: datetime, plan: RegiePlan, days: Workdays) -> Next | None:
    """Tell what an open question needs at this moment, if anything. Outside working time it needs nothing."""
    if request.step is Step.CHAIR or not plan.works(now, days):
        return None
    patience = plan.deputy if request.stands_for is None else plan.chair
    if plan.after(request.asked_at, patience, days) <= now:
        return Next.GO_ON
    if request.step in {Step.LATER, Step.ASKED} and plan.after(request.asked_at, plan.again, days) <= now:
        return Next.ASK_AGAIN
    return None


@dataclass(frozen=True)
class Grant:
    """Authority to decide was given to a regiehouder, or ended (R26). `reason` is typed about a case: sealed."""

    user_id: UserId
    given: bool
    by: UserId
    at: datetime
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class Use:
    """A regiehouder decided on an area by that authority (R27). `text` is typed about a case: sealed."""

    area: Area
    text: str = field(repr=False)
    by: UserId
    at: datetime

    @property
    def decision(self) -> Decision:
        """The outcome it is."""
        return Decision(self.area, self.text, not_applicable=False, decided_by=self.by, decided_at=self.at, alone=True)


def has_authority(grants: tuple[Grant, ...], coordinator: UserId | None) -> bool:
    """Whether this regiehouder may decide where others disagree: it was given to them, and stands."""
    return bool(grants) and grants[-1].given and grants[-1].user_id == coordinator


def outcomes_with(decisions: tuple[Decision, ...], uses: Iterable[Use]) -> tuple[Decision, ...]:
    """Give the standing outcome of each decided area: the latest, of the MDT or by authority."""
    standing = {decision.area: decision for decision in decisions}
    for use in uses:
        there = standing.get(use.area)
        if there is None or there.decided_at <= use.at:
            standing[use.area] = use.decision
    return tuple(standing[area] for area in Area if area in standing)


@dataclass(frozen=True)
class Load:
    """How many open cases somebody is the regiehouder of: a count, never which (R11)."""

    name: str
    organisation: str
    count: int


@dataclass(frozen=True)
class HandedPart:
    """One case in a handover of many: its code, and whether the receiver can take it."""

    code: CaseCode
    possible: bool
