"""The record of consent: every answer that was ever given in a case, in order, and nothing taken away (R13)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.case import Answer, Area, CaseCode, Consent, Intake
from bot.domain.people import UserId


class Decider(StrEnum):
    """Who decided."""

    VICTIM = "slachtoffer"
    GUARDIAN = "ouder of voogd"
    BOTH = "beiden"


@dataclass(frozen=True)
class Ending:
    """A consent that lets people in until a day. `told`: that its end comes near was said."""

    code: CaseCode
    consent: Consent
    told: bool = False


FORM_WORDS = {"slachtoffer": Decider.VICTIM, "voogd": Decider.GUARDIAN, "beiden": Decider.BOTH}
"""What the intake form calls them."""


@dataclass(frozen=True)
class Recorded:
    """One answer of one organisation's line. Storage numbers them within the case, from 1.

    `at` is aware; `by` is who heard and recorded it, empty when it stands in the intake. `decided_by` is None where
    nobody said so. No `areas` means all four; `until` is the last (Dutch) day it holds. `reason` is typed: sealed.
    """

    organisation: str
    answer: Answer
    at: datetime
    by: UserId = ""
    decided_by: Decider | None = None
    areas: tuple[Area, ...] = ()
    until: date | None = None
    reason: str = field(default="", repr=False)
    number: int = 0

    @property
    def consent(self) -> Consent:
        """Give it as an organisation's consent of now."""
        return Consent(self.organisation, self.answer, self.areas, self.until)


def from_intake(intake: Intake) -> tuple[Recorded, ...]:
    """Give the first entries of a case's record: what the intake says, as of the report."""
    decider = FORM_WORDS.get(intake.decided_by.strip().casefold())
    return tuple(
        Recorded(c.organisation, c.answer, intake.reported_at, "", decider, c.areas, c.until, number=number)
        for number, c in enumerate(intake.consents, 1)
    )
