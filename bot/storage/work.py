"""The unit of work in SQL."""

import uuid
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import (
    Absences,
    Actions,
    ActionSteps,
    AgendaNotes,
    Agendas,
    Attendance,
    Audit,
    Authority,
    Cases,
    Changes,
    Clocks,
    Contributions,
    Corrections,
    Decisions,
    Duties,
    Events,
    FollowUps,
    Grounds,
    Habits,
    Holds,
    Meetings,
    Notes,
    Nudges,
    Outbox,
    Overview,
    People,
    Pins,
    Questions,
    Reminders,
    Requests,
    Reviews,
    RoomStates,
    RoomWishes,
    Standings,
)
from bot.storage.absences import SqlAbsences
from bot.storage.actions import SqlActions, SqlDecisions, SqlOverview
from bot.storage.agenda_notes import SqlAgendaNotes
from bot.storage.agendas import SqlAgendas
from bot.storage.attendance import SqlAttendance
from bot.storage.cases import SqlCases
from bot.storage.clocks import SqlClocks
from bot.storage.closings import SqlFollowUps
from bot.storage.contributions import SqlContributions
from bot.storage.corrections import SqlCorrections
from bot.storage.directory import Remembered, SqlPeople
from bot.storage.grounds import SqlGrounds
from bot.storage.meetings import SqlMeetings
from bot.storage.notes import SqlNotes
from bot.storage.nudges import SqlHabits, SqlNudges
from bot.storage.outbox import SqlOutbox
from bot.storage.outcome import SqlHolds, SqlReviews
from bot.storage.pins import SqlPins
from bot.storage.records import SqlAudit, SqlEvents, SqlReminders, keep_bookmark
from bot.storage.regie import SqlAuthority, SqlRequests
from bot.storage.rooms import SqlRoomStates, SqlRoomWishes
from bot.storage.sealing import MasterKey
from bot.storage.standings import SqlDuties, SqlQuestions, SqlStandings
from bot.storage.steps import SqlActionSteps, SqlChanges
from bot.storage.tables import audit_entries, bookmarks, handled_events, outbox, refused_devices, room_states
from bot.storage.transaction import Transaction
from bot.storage.vault import Vault

VERSION = "version"
"""Name of the bookmark with the version of the rows."""

NOT_COUNTED = frozenset(
    table.name for table in (audit_entries, bookmarks, handled_events, outbox, refused_devices, room_states)
)
"""What changes with every message and sync, and tells nothing of cases, people or meetings."""


class SqlWork:
    """Implements `bot.ports.Work` on one connection; whoever opened the connection undoes what is not committed."""

    def __init__(
        self, connection: AsyncConnection, master_key: MasterKey, remembered: Remembered, lasting: Mapping[str, bytes]
    ) -> None:
        transaction = Transaction(connection)
        vault = Vault(transaction, master_key, lasting)
        self._transaction = transaction
        people = SqlPeople(transaction, remembered)
        self.people: People = people
        self.standings: Standings = SqlStandings(transaction, people.changed)
        self.duties: Duties = SqlDuties(transaction)
        self.absences: Absences = SqlAbsences(transaction)
        self.questions: Questions = SqlQuestions(transaction)
        self.cases: Cases = SqlCases(transaction, vault, people.changed)
        self.actions: Actions = SqlActions(transaction, vault)
        self.overview: Overview = SqlOverview(transaction)
        self.decisions: Decisions = SqlDecisions(transaction, vault)
        self.meetings: Meetings = SqlMeetings(transaction)
        self.rooms: RoomWishes = SqlRoomWishes(transaction)
        self.room_states: RoomStates = SqlRoomStates(transaction)
        self.outbox: Outbox = SqlOutbox(transaction, vault)
        self.events: Events = SqlEvents(transaction)
        self.audit: Audit = SqlAudit(transaction)
        self.pins: Pins = SqlPins(transaction, vault)
        self.reminders: Reminders = SqlReminders(transaction)
        self.clocks: Clocks = SqlClocks(transaction, vault)
        self.notes: Notes = SqlNotes(transaction, vault)
        self.follow_ups: FollowUps = SqlFollowUps(transaction)
        self.grounds: Grounds = SqlGrounds(transaction, vault)
        self.agendas: Agendas = SqlAgendas(transaction)
        self.agenda_notes: AgendaNotes = SqlAgendaNotes(transaction, vault)
        self.contributions: Contributions = SqlContributions(transaction, vault)
        self.holds: Holds = SqlHolds(transaction, vault)
        self.reviews: Reviews = SqlReviews(transaction)
        self.action_steps: ActionSteps = SqlActionSteps(transaction, vault)
        self.changes: Changes = SqlChanges(transaction)
        self.habits: Habits = SqlHabits(transaction)
        self.nudges: Nudges = SqlNudges(transaction)
        self.attendance: Attendance = SqlAttendance(transaction)
        self.corrections: Corrections = SqlCorrections(transaction, vault)
        self.regie: Requests = SqlRequests(transaction, vault)
        self.authority: Authority = SqlAuthority(transaction, vault)

    async def commit(self) -> None:
        """Make it so; last before that, other rows get another version."""
        if self._transaction.touched - NOT_COUNTED:
            await keep_bookmark(self._transaction, VERSION, uuid.uuid4().hex)
        await self._transaction.commit()
        self._transaction.touched.clear()

    async def version(self) -> str:
        """Tell which version of the rows this is."""
        row = await self._transaction.one(select(bookmarks.c.value).where(bookmarks.c.name == VERSION))
        return "" if row is None else str(row.value)

    def attempt(self) -> AbstractAsyncContextManager[None]:
        """Open a savepoint."""
        return self._transaction.attempt()
