"""Storage that forgets: the same ports without a database, for fast tests of the use cases."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields

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
    Work,
)
from bot.storage.memory_agendas import MemoryAgendaNotes, MemoryAgendas
from bot.storage.memory_attendance import MemoryAttendance
from bot.storage.memory_cases import MemoryActions, MemoryCases, MemoryOverview
from bot.storage.memory_clocks import MemoryClocks
from bot.storage.memory_closings import MemoryFollowUps
from bot.storage.memory_grounds import MemoryGrounds
from bot.storage.memory_meetings import MemoryDecisions, MemoryMeetings
from bot.storage.memory_notes import MemoryNotes
from bot.storage.memory_nudges import MemoryHabits, MemoryNudges
from bot.storage.memory_outcome import (
    MemoryContributions,
    MemoryCorrections,
    MemoryHolds,
    MemoryReviews,
)
from bot.storage.memory_people import MemoryAbsences, MemoryDuties, MemoryPeople, MemoryQuestions, MemoryStandings
from bot.storage.memory_regie import MemoryAuthority, MemoryRequests
from bot.storage.memory_rooms import (
    MemoryAudit,
    MemoryEvents,
    MemoryOutbox,
    MemoryPins,
    MemoryReminders,
    MemoryRoomStates,
    MemoryRoomWishes,
)
from bot.storage.memory_state import State
from bot.storage.memory_steps import MemoryActionSteps, MemoryChanges
from bot.storage.sealing import keyed_hash, new_key
from bot.storage.turns import Turns

NOT_COUNTED = frozenset(
    {"audit", "device", "events", "head_posted", "outbox", "ratchets", "refused", "room_states", "stamp", "token"}
)
"""What of the state gives the rows no other version."""


class MemoryDatabase:
    """Looks like `bot.storage.database.Database`: serial units of work, undone unless committed."""

    def __init__(self) -> None:
        self._state = State()
        self.version = 0
        self._fingerprint_key = new_key()
        self._turns = Turns()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """Open a unit of work; what it does not commit is undone."""
        async with self._turns.turn():
            yield MemoryWork(self, self._state.copy())

    def fingerprint(self, content: bytes) -> str:
        """Give the keyed hash of an intake's identity or content."""
        return keyed_hash(self._fingerprint_key, content)

    async def close(self) -> None:
        """Do nothing, as there is nothing open."""

    def keep(self, state: State) -> None:
        """Take over what a unit of work committed."""
        counted = [each.name for each in fields(state) if each.name not in NOT_COUNTED]
        self.version += any(getattr(state, name) != getattr(self._state, name) for name in counted)
        self._state = state.copy()


class MemoryWork:
    """Implements `bot.ports.Work` on a copy of everything."""

    def __init__(self, database: MemoryDatabase, state: State) -> None:
        self._database = database
        self._state = state
        self._depth = 0
        self.people: People = MemoryPeople(state)
        self.standings: Standings = MemoryStandings(state)
        self.duties: Duties = MemoryDuties(state)
        self.absences: Absences = MemoryAbsences(state)
        self.questions: Questions = MemoryQuestions(state)
        self.cases: Cases = MemoryCases(state)
        self.actions: Actions = MemoryActions(state)
        self.overview: Overview = MemoryOverview(state)
        self.decisions: Decisions = MemoryDecisions(state)
        self.meetings: Meetings = MemoryMeetings(state)
        self.rooms: RoomWishes = MemoryRoomWishes(state)
        self.room_states: RoomStates = MemoryRoomStates(state)
        self.outbox: Outbox = MemoryOutbox(state)
        self.events: Events = MemoryEvents(state)
        self.audit: Audit = MemoryAudit(state)
        self.pins: Pins = MemoryPins(state)
        self.reminders: Reminders = MemoryReminders(state)
        self.clocks: Clocks = MemoryClocks(state)
        self.notes: Notes = MemoryNotes(state)
        self.follow_ups: FollowUps = MemoryFollowUps(state)
        self.grounds: Grounds = MemoryGrounds(state)
        self.agendas: Agendas = MemoryAgendas(state)
        self.agenda_notes: AgendaNotes = MemoryAgendaNotes(state)
        self.contributions: Contributions = MemoryContributions(state)
        self.holds: Holds = MemoryHolds(state)
        self.reviews: Reviews = MemoryReviews(state)
        self.action_steps: ActionSteps = MemoryActionSteps(state)
        self.changes: Changes = MemoryChanges(state)
        self.habits: Habits = MemoryHabits(state)
        self.nudges: Nudges = MemoryNudges(state)
        self.attendance: Attendance = MemoryAttendance(state)
        self.corrections: Corrections = MemoryCorrections(state)
        self.regie: Requests = MemoryRequests(state)
        self.authority: Authority = MemoryAuthority(state)

    async def commit(self) -> None:
        """Make it so. Inside an attempt it raises `RuntimeError`."""
        if self._depth:
            raise RuntimeError("commit inside an attempt")
        self._database.keep(self._state)

    async def version(self) -> str:
        """Tell which version of the rows this is."""
        return str(self._database.version or "")

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Open a part that is undone on its own when an exception leaves it."""
        before = self._state.copy()
        self._depth += 1
        try:
            yield
        except BaseException:
            self._state.restore(before)
            raise
        finally:
            self._depth -= 1
