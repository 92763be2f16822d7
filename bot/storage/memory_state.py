"""Everything the in-memory fake holds. The values are frozen, so copying the containers copies it all."""

import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from bot.domain.agenda import Wish
from bot.domain.agenda_notes import AgendaNote
from bot.domain.attendance import Said
from bot.domain.case import Action, Case, CaseCode, Consent, Intake, Member
from bot.domain.casenotes import Note
from bot.domain.clock import CaseClock
from bot.domain.closing import Chapter, FollowUp
from bot.domain.consent import Recorded
from bot.domain.contributions import Contributed, Step
from bot.domain.corrections import Correction
from bot.domain.duty import Absence, Duty
from bot.domain.escalation import Step as Escalated
from bot.domain.ground import Ground
from bot.domain.meeting import Meeting
from bot.domain.outcome import Given, Hold, Review
from bot.domain.people import Directory, UserId
from bot.domain.questions import Question
from bot.domain.regie import Grant, Request, Use
from bot.domain.reminders import Reminder, Snooze
from bot.domain.rhythm import Habit
from bot.domain.rooms import Room, RoomId, RoomState
from bot.domain.standing import PrivacyProtocol, Record
from bot.domain.steps import ActionStep
from bot.domain.trail import Chained
from bot.domain.trust import Pin
from bot.domain.undo import Change
from bot.ports import Fingerprints, Mark, Outgoing, Ratchet, Told


@dataclass(frozen=True)
class StoredCase:
    """A case with what belongs to it."""

    case: Case
    intake: Intake
    fingerprints: Fingerprints
    consents: tuple[Consent, ...]
    roster: tuple[Member, ...]
    card_at: datetime | None = None
    excluded: frozenset[UserId] = frozenset()
    record: tuple[Recorded, ...] = ()
    told: frozenset[str] = frozenset()
    let_go: frozenset[UserId] = frozenset()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True)
class StoredMessage:
    """A message on its way; `outgoing` is still there when it was sent, as nothing is written anywhere."""

    outgoing: Outgoing
    retry_at: datetime | None = None
    aside: tuple[datetime, str] | None = None
    sent_at: datetime | None = None
    event_id: str | None = None


@dataclass
class State:
    """All rows, each container in the order in which they came."""

    directory: Directory = field(default_factory=Directory)
    stamp: int = 0
    standings: dict[UserId, Record] = field(default_factory=dict)
    protocols: dict[int, PrivacyProtocol] = field(default_factory=dict)
    duties: list[Duty] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    questions: dict[UserId, Question] = field(default_factory=dict)
    cases: dict[CaseCode, StoredCase] = field(default_factory=dict)
    actions: dict[tuple[CaseCode, int], Action] = field(default_factory=dict)
    decisions: list[tuple[CaseCode, Given]] = field(default_factory=list)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    room_states: dict[RoomId, RoomState] = field(default_factory=dict)
    outbox: dict[str, StoredMessage] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)
    ratchets: set[Ratchet] = field(default_factory=set)
    token: str | None = None
    device: tuple[str, datetime] | None = None
    audit: list[Chained] = field(default_factory=list)
    head_posted: date | None = None
    pins: dict[UserId, Pin] = field(default_factory=dict)
    refused: dict[tuple[UserId, str], date] = field(default_factory=dict)
    reminders: set[Reminder] = field(default_factory=set)
    digest_days: dict[UserId, date] = field(default_factory=dict)
    clocks: dict[CaseCode, CaseClock] = field(default_factory=dict)
    notes: dict[CaseCode, tuple[Note, ...]] = field(default_factory=dict)
    follow_ups: dict[FollowUp, datetime | None] = field(default_factory=dict)
    grounds: dict[tuple[CaseCode, int], Ground] = field(default_factory=dict)
    ground_regions: set[str] = field(default_factory=set)
    agenda_marks: set[tuple[str, date, Mark]] = field(default_factory=set)
    agenda_wishes: dict[tuple[str, date, CaseCode], Wish] = field(default_factory=dict)
    agenda_told: dict[tuple[str, date, CaseCode], Told] = field(default_factory=dict)
    agenda_notes: dict[CaseCode, tuple[AgendaNote, ...]] = field(default_factory=dict)
    holds: dict[CaseCode, tuple[Hold, ...]] = field(default_factory=dict)
    reviews: dict[CaseCode, tuple[Review, ...]] = field(default_factory=dict)
    contributions: dict[CaseCode, tuple[Contributed, ...]] = field(default_factory=dict)
    contribution_steps: dict[CaseCode, tuple[Step, ...]] = field(default_factory=dict)
    action_steps: dict[CaseCode, tuple[ActionStep, ...]] = field(default_factory=dict)
    changes: dict[int, tuple[Change, datetime | None]] = field(default_factory=dict)
    decisions_taken_back: set[tuple[CaseCode, int]] = field(default_factory=set)
    attendance: dict[tuple[str, date], tuple[Said, ...]] = field(default_factory=dict)
    corrections: dict[CaseCode, tuple[Correction, ...]] = field(default_factory=dict)
    corrections_taken_back: set[tuple[CaseCode, int]] = field(default_factory=set)
    requests: dict[CaseCode, tuple[Request, ...]] = field(default_factory=dict)
    authority_grants: dict[CaseCode, tuple[Grant, ...]] = field(default_factory=dict)
    authority_uses: dict[CaseCode, tuple[Use, ...]] = field(default_factory=dict)

    habits: dict[UserId, Habit] = field(default_factory=dict)
    steps: dict[tuple[CaseCode, int], Escalated] = field(default_factory=dict)
    snoozes: dict[tuple[UserId, CaseCode, int], Snooze] = field(default_factory=dict)
    watches: dict[CaseCode, tuple[date, datetime | None]] = field(default_factory=dict)

    def changed(self) -> None:
        """Note that somebody may be elsewhere from now on."""
        self.stamp += 1

    def copy(self) -> "State":
        """Give a copy that can be changed on its own."""
        return State(**{each.name: copy.copy(getattr(self, each.name)) for each in fields(self)})

    def restore(self, earlier: "State") -> None:
        """Become what an earlier copy was."""
        for each in fields(self):
            setattr(self, each.name, copy.copy(getattr(earlier, each.name)))

    def stored(self, code: CaseCode) -> StoredCase:
        """Give a case that must exist. Raises `KeyError`."""
        return self.cases[code]
