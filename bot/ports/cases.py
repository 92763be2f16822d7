"""What storage does for the use cases, about cases: repositories within a unit of work.

A method that changes something unknown, or hangs something from it, raises `KeyError`. Every datetime is aware; storage
gives back what it got, in UTC.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain.case import Action, Case, CaseCode, Consent, Intake, Member
from bot.domain.closing import Chapter, FollowUp
from bot.domain.consent import Ending, Recorded
from bot.domain.figures import Task
from bot.domain.leaving import Facts
from bot.domain.people import UserId
from bot.domain.reminders import OpenAction
from bot.ports.values import Fingerprints


class Cases(Protocol):
    """Cases, each behind its own data key."""

    async def add(self, case: Case, intake: Intake, fingerprints: Fingerprints, roster: tuple[Member, ...]) -> None:
        """Store a new case with the consents of its intake, and make its data key.

        They are the first entries of its consent record.
        """
        ...

    async def get(self, code: CaseCode) -> Case | None:
        """Give the case, or None."""
        ...

    async def known(self, identity: str) -> tuple[CaseCode, str] | None:
        """Find the case made from this intake: its code and the fingerprint of the content then."""
        ...

    async def open_in(self, region: str) -> tuple[Case, ...]:
        """Give the region's open cases, oldest report first."""
        ...

    async def intake(self, code: CaseCode) -> Intake:
        """Give the unsealed intake. Raises `KeyError` for an unknown case."""
        ...

    async def consents(self, code: CaseCode) -> tuple[Consent, ...]:
        """Give the consents as they are now."""
        ...

    async def record_consent(self, code: CaseCode, recorded: Recorded) -> int:
        """Add this to the record and make it the organisation's consent of now; give its number in the case.

        Where consent is not given, or was not until now, the roster holds nobody of the organisation afterwards.
        """
        ...

    async def consent_history(self, code: CaseCode) -> tuple[Recorded, ...]:
        """Give the whole record, unsealed, in order."""
        ...

    async def explain_consent(self, code: CaseCode, number: int, reason: str) -> None:
        """Keep a reason with an entry of the record, instead of the one it had."""
        ...

    async def facts(self, codes: Collection[CaseCode]) -> Mapping[CaseCode, Facts]:
        """Give these cases with consents, roster and exclusions, in a few questions whatever their number.

        What was agreed is sealed, and not in it; nor is an unknown case.
        """
        ...

    async def limited_consents(self) -> tuple[Ending, ...]:
        """List the consents that let people in until some day, by day, case and organisation; of closed cases too."""
        ...

    async def end_told(self, code: CaseCode, organisation: str) -> None:
        """Note that the end of this consent was said to come near; the next answer forgets it."""
        ...

    async def roster(self, code: CaseCode) -> tuple[Member, ...]:
        """Give the people who may be in the case room: never of an organisation without consent (R13)."""
        ...

    async def rosters(self) -> Mapping[CaseCode, tuple[Member, ...]]:
        """Give the roster of every case that has one, at once."""
        ...

    async def with_guests(self) -> frozenset[CaseCode]:
        """Give the cases in which somebody sits in for an MDT; looked at often, whatever the number of cases."""
        ...

    async def of_person(self, user_id: UserId) -> tuple[CaseCode, ...]:
        """List the cases on whose roster somebody is, by code."""
        ...

    async def add_member(self, code: CaseCode, member: Member) -> None:
        """Put somebody at the end of the roster, or let who is on it be there as this member from now on.

        Raises `ValueError` for somebody who was excluded from the case, and for an organisation without consent.
        """
        ...

    async def remove_member(self, code: CaseCode, user_id: UserId) -> None:
        """Take somebody off the roster, to be put out of the room; nothing happens when they are not on it."""
        ...

    async def let_go(self, code: CaseCode) -> frozenset[UserId]:
        """Give those who came off the roster and of whom nobody said yet that they are out of the room."""
        ...

    async def put_out(self, code: CaseCode, users: Collection[UserId]) -> None:
        """Note that these are out of the room."""
        ...

    async def exclude(self, code: CaseCode, user_id: UserId, by: UserId, at: datetime) -> None:
        """Take somebody off the roster for good: no roster of this case holds them again. No reason is kept."""
        ...

    async def excluded(self, code: CaseCode) -> frozenset[UserId]:
        """Give who may never be in this case again."""
        ...

    async def set_coordinator(self, code: CaseCode, user_id: UserId | None) -> None:
        """Record the regiehouder, or that there is none now."""
        ...

    async def want_card(self, code: CaseCode, moment: datetime) -> None:
        """Promise the card at this moment; an earlier promise stands."""
        ...

    async def cards_due(self, now: datetime, beyond: datetime | None = None) -> tuple[CaseCode, ...]:
        """List the cases whose promised card is due, and those promised for later than `beyond`."""
        ...

    async def card_posted(self, code: CaseCode) -> None:
        """Withdraw the promise: the card is in the outbox."""
        ...

    async def close(self, code: CaseCode, at: datetime, by: UserId) -> None:
        """Close an open case and note it among its chapters. Raises `KeyError` for a case that is not open."""
        ...

    async def reopen(self, code: CaseCode, at: datetime, by: UserId, reason: str) -> None:
        """Open a closed case again and note it, with why. Raises `KeyError` for a case that is not closed."""
        ...

    async def chapters(self, code: CaseCode) -> tuple[Chapter, ...]:
        """Give when a case was closed and reopened, in order; nothing is ever taken away from it."""
        ...

    async def closed(self) -> frozenset[CaseCode]:
        """Give the codes of all closed cases, at once."""
        ...


class FollowUps(Protocol):
    """The days on which people look how it goes after closing (R32)."""

    async def add(self, follow_up: FollowUp) -> None:
        """Promise one. Raises `AlreadyThereError` for a day that this case has already."""
        ...

    async def of(self, code: CaseCode) -> tuple[date, ...]:
        """Give the days of a case that are still to come, in order."""
        ...

    async def due(self, today: date, beyond: datetime) -> tuple[FollowUp, ...]:
        """List those whose day has come and that nobody was told of, by case and day.

        What was told later than `beyond` was told by a machine whose clock was wrong: it is told again.
        """
        ...

    async def told(self, follow_up: FollowUp, at: datetime) -> None:
        """Note that people were told."""
        ...

    async def drop(self, code: CaseCode) -> None:
        """Forget those of a case that nobody was told of."""
        ...


class Actions(Protocol):
    """Actions within one case."""

    async def next_number(self, case: CaseCode) -> int:
        """Give the number after the highest ever used in this case."""
        ...

    async def add(self, case: CaseCode, action: Action) -> None:
        """Store a new action."""
        ...

    async def get(self, case: CaseCode, number: int) -> Action | None:
        """Give one action, or None."""
        ...

    async def of(self, case: CaseCode) -> tuple[Action, ...]:
        """Give all actions of a case by number."""
        ...

    async def save(self, case: CaseCode, action: Action) -> None:
        """Store an action as it stands now; what happened to it is a step (`ActionSteps`)."""
        ...

    async def correct(self, case: CaseCode, number: int, text: str) -> None:
        """Put another text in the place of the one there; keeping that one is the caller's (`Corrections`)."""
        ...


class Overview(Protocol):
    """The only look across cases: codes, dates and counts, nothing that was typed."""

    async def open_actions(self) -> tuple[OpenAction, ...]:
        """List the open actions of all open cases."""
        ...

    async def tasks(self, region: str) -> tuple[Task, ...]:
        """List the actions of a region's cases without code, number or owner, oldest first; of closed cases too.

        Not those that were taken back.
        """
        ...

    async def last_moves(self, region: str) -> Mapping[CaseCode, datetime]:
        """Give when something was last recorded of each open case of the region; its opening is the first.

        Actions and their steps, outcomes, inzet, notes, consent that was given, and a regiehouder who said yes. Not a
        no: a refused party would know its own no in the moment (decision 31). Moments only; nothing is unsealed.
        """
        ...

    async def follow_ups(self, coordinator: UserId, since: date, until: date) -> tuple[FollowUp, ...]:
        """List the follow-ups of closed cases with this regiehouder from one day to another, by day and case."""
        ...
