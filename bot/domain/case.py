"""A case: its intake, its consents, its people and its actions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from bot.domain.people import Directory, Organisation, Person, Role, UserId
from bot.domain.recurrence import Recurrence

CaseCode = str
"""`DH-7K3M`: all that is ever said of a case outside its own room."""

MDT_WITHIN = timedelta(hours=24)
"""The MDT weighs a case within a day of the first report (R4)."""

MANY_ORGANISATIONS = 8
"""Above this number of parties the card warns: as few professionals as possible (R29)."""


class Area(StrEnum):
    """The four areas every case is weighed on; the values are what people type."""

    SAFETY = "veiligheid"
    LAW = "recht"
    CARE = "hulp"
    RECOVERY = "herstel"


class Answer(StrEnum):
    """What was said when an organisation's consent was asked (R13)."""

    YES = "ja"
    NO = "nee"
    ANONYMOUS = "anoniem"
    WITHDRAWN = "ingetrokken"
    GROUND = "grondslag"
    """No consent: a legal ground that was recorded and witnessed (R18). Always shown as what it is."""


@dataclass(frozen=True)
class Consent:
    """One organisation's consent in a case as it is now. No `areas` means all four; `until` is its last (Dutch) day.

    How it came about stands in the record (`bot.domain.consent`).
    """

    organisation: str
    answer: Answer
    areas: tuple[Area, ...] = ()
    until: date | None = None

    @property
    def grants(self) -> bool:
        """Whether this organisation's people may be in the case room: a yes, or a recorded legal ground (R13)."""
        return self.answer in {Answer.YES, Answer.GROUND}


@dataclass(frozen=True)
class Contribution:
    """Inzet: what an organisation does already or plans to do (R7). `text` is typed: sealed."""

    organisation: str
    text: str


@dataclass(frozen=True)
class Intake:
    """The first conversation (R2). Everything here was typed about a case: it is sealed as a whole.

    Empty texts mean that nothing was recorded. `reported_at` is aware. `reference` is the sender's own
    name for the intake, used to recognise the same one twice.
    """

    region: str
    source: str
    reporter: str
    victim: str
    kind: str
    reported_at: datetime
    reference: str = ""
    relation: str = ""
    concerns: str = ""
    minor: bool | None = None
    age: int | None = None
    decided_by: str = ""
    online: bool | None = None
    when: str = ""
    last_time: str = ""
    safety_now: str = ""
    children: str = ""
    needs: tuple[tuple[Area, str], ...] = ()
    wishes: str = ""
    involved: str = ""
    contact: str = ""
    consents: tuple[Consent, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    proposed_coordinator: str = ""
    informant_may_be_suspects_family: bool = False
    case_kind: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody on a case's roster, and the organisation whose consent put them there (R13).

    A `guest` represents that organisation at the MDT of the day, and goes when it is over (`bot.domain.seats`).
    """

    user_id: UserId
    organisation: str
    guest: bool = False


@dataclass(frozen=True)
class Case:
    """What the bot may say of a case anywhere: no typed word in it."""

    code: CaseCode
    region: str
    reported_at: datetime
    opened_at: datetime
    coordinator: UserId | None = None
    closed_at: datetime | None = None
    reopened_at: datetime | None = None

    @property
    def deadline(self) -> datetime:
        """The moment (UTC) before which the MDT must have weighed the case: real hours, whatever clocks do (R4)."""
        return self.reported_at.astimezone(UTC) + MDT_WITHIN


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "klaar"
    DROPPED = "vervallen"
    TAKEN_BACK = "teruggenomen"
    """Agreed by mistake, and taken back by who did so (`bot.domain.undo`)."""


@dataclass(frozen=True)
class Owner:
    """Whose turn it is (R8): an organisation, and the person there when one was named.

    An outside party has no organisation but a `name`, which was typed: sealed. The regiehouder follows it (R7).
    """

    organisation: str
    user_id: UserId | None = None
    name: str = field(default="", repr=False)

    @property
    def outside(self) -> bool:
        """Whether it is nobody in the chat."""
        return not self.organisation


@dataclass(frozen=True)
class Action:
    """An agreed task. `number` counts within its case (`A3`); `text` is sealed, and so is `reason`: why it was dropped.

    `done_by` and `done_at` tell who ended it and when: done, or dropped. `due_at` is the agreed moment (aware) on its
    day, if any. With a `rhythm` it comes back: `due` is the next time.
    """

    number: int
    owner: Owner
    due: date
    text: str = field(repr=False)
    added_by: UserId
    added_at: datetime
    state: ActionState = ActionState.OPEN
    done_by: UserId | None = None
    done_at: datetime | None = None
    reason: str = field(default="", repr=False)
    due_at: datetime | None = None
    area: Area | None = None
    rhythm: Recurrence | None = None

    @property
    def label(self) -> str:
        """What people call it: `A3`."""
        return f"A{self.number}"

    def is_late(self, today: date) -> bool:
        """Whether it is still open after its day."""
        return self.state is ActionState.OPEN and self.due < today


@dataclass(frozen=True)
class Decision:
    """An outcome on one area, or n.v.t. (R6). `text` is sealed; with `not_applicable` it is the reason, or empty.

    `alone`: the regiehouder took it by authority to decide, outside the MDT or where it disagreed (R27).
    """

    area: Area
    text: str = field(repr=False)
    not_applicable: bool
    decided_by: UserId
    decided_at: datetime
    alone: bool = False


def may_coordinate(person: Person, directory: Directory) -> bool:
    """Whether this person is a regiehouder, of an organisation that may supply one (R10)."""
    organisation = directory.organisation(person.organisation)
    return person.has(Role.COORDINATOR) and organisation is not None and organisation.coordinates


def coordinating(directory: Directory) -> tuple[Organisation, ...]:
    """List the organisations that may supply the regiehouder."""
    return tuple(o for o in directory.organisations if o.coordinates)


def decided_areas(decisions: tuple[Decision, ...], since: datetime | None = None) -> frozenset[Area]:
    """Tell which areas have an outcome; of what was decided up to `since`, none counts."""
    return frozenset(decision.area for decision in decisions if not is_earlier(decision, since))


def is_earlier(decision: Decision, since: datetime | None) -> bool:
    """Whether this was decided before the case had to be weighed anew."""
    return since is not None and decision.decided_at <= since


def open_areas(decisions: tuple[Decision, ...], since: datetime | None = None) -> tuple[Area, ...]:
    """List the areas that still need an outcome, in their fixed order (R6); after a change, all four again (R9)."""
    return tuple(area for area in Area if area not in decided_areas(decisions, since))


def weigh_anew_since(*moments: datetime | None) -> datetime | None:
    """Tell since when a case must be weighed anew: the last moment at which something brought it back, if any."""
    return max((moment for moment in moments if moment is not None), default=None)


def is_finished(finished_at: datetime | None, since: datetime | None) -> bool:
    """Whether a meeting finished the case, and nothing brought it back after that (R9)."""
    return finished_at is not None and (since is None or since < finished_at)


def parties(
    consents: Iterable[Consent], contributions: Iterable[Contribution], directory: tuple[Organisation, ...]
) -> frozenset[str]:
    """Tell which organisations work on a case, each once, whatever it is called: those that take part or contribute."""
    words = [c.organisation for c in consents if c.grants] + [c.organisation for c in contributions]
    return frozenset(next((o.key for o in directory if o.is_called(word)), word.casefold()) for word in words)


def too_many(
    consents: tuple[Consent, ...],
    new: Consent,
    contributions: tuple[Contribution, ...],
    directory: tuple[Organisation, ...],
) -> int:
    """Give how many organisations a new consent makes it, when it brings one in and that is too many; else 0 (R29)."""
    before, after = (parties(each, contributions, directory) for each in (consents, (*consents, new)))
    return len(after) if len(after) > MANY_ORGANISATIONS and after > before else 0
