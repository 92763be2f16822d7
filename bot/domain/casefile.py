"""All of a case at one moment."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.agenda_notes import ByHand
from bot.domain.case import Action, Area, Case, Consent, Decision, Intake, Member, open_areas
from bot.domain.casenotes import Note
from bot.domain.contributions import Contributed, Step, all_contributed
from bot.domain.corrections import Correction
from bot.domain.outcome import Delay, Hold
from bot.domain.regie import Request


@dataclass(frozen=True)
class CaseFile:
    """All of a case: what its own room, and only that room, may be shown.

    `anew_since`: what was decided until then was decided earlier, and the case must be weighed anew.
    `hold`: why the MDT held it over; `review`: on which day it looks at it again. `by_hand`: what people wanted with it
    on the agenda.
    `asked`: who is asked to be regiehouder; `authority`: the regiehouder may decide alone.
    """

    case: Case
    intake: Intake
    consents: tuple[Consent, ...]
    roster: tuple[Member, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    on_agenda: bool
    notes: tuple[Note, ...] = ()
    anew_since: datetime | None = None
    hold: Hold | None = None
    review: date | None = None
    delays: tuple[Delay, ...] = ()
    added: tuple[Contributed, ...] = ()
    steps: tuple[Step, ...] = ()
    corrections: tuple[Correction, ...] = ()
    by_hand: ByHand = field(default=ByHand())
    asked: Request | None = None
    authority: bool = False

    @property
    def contributed(self) -> tuple[Contributed, ...]:
        """List every contribution, the intake's first, each as far as it is now."""
        return all_contributed(self.intake, self.added, self.steps)

    @property
    def open_areas(self) -> tuple[Area, ...]:
        """List the areas that still need an outcome."""
        return open_areas(self.decisions, self.anew_since)
