"""All of a case at one moment."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import Action, Area, Case, Consent, Decision, Intake, Member, open_areas
from bot.domain.casenotes import Note


@dataclass(frozen=True)
class CaseFile:
    """All of a case: what its own room, and only that room, may be shown.

    `anew_since`: what was decided until then was decided earlier, and the case must be weighed anew.
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

    @property
    def open_areas(self) -> tuple[Area, ...]:
        """List the areas that still need an outcome."""
        return open_areas(self.decisions, self.anew_since)
