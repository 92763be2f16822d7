"""What the use cases need of the world outside: storage, homeserver, clock and words.

Adapters in `bot.storage`, `bot.matrix` and `bot.texts` fill these in; `bot.wiring` joins them.
"""

from bot.domain.trail import AuditEntry
from bot.ports.agendas import AgendaNotes, Agendas, Mark, Told
from bot.ports.attendance import Attendance
from bot.ports.cases import Actions, Cases, FollowUps, Overview
from bot.ports.clock import Clocks
from bot.ports.contributions import Contributions
from bot.ports.grounds import Grounds
from bot.ports.homeserver import (
    Comparing,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    NobodyReadsError,
    NotEncryptedError,
    Readers,
    Rooms,
)
from bot.ports.meetings import Decisions, Meetings
from bot.ports.notes import Notes
from bot.ports.outcome import Corrections, Holds, Reviews
from bot.ports.people import Absences, Duties, People, Questions, Standings
from bot.ports.regie import Authority, Requests
from bot.ports.reminders import Habits, NearCase, Nudges, Watched
from bot.ports.steps import ActionSteps, Changes
from bot.ports.storage import (
    Audit,
    Events,
    OpenWork,
    Outbox,
    Pins,
    Reminders,
    RoomStates,
    RoomWishes,
    StorageDownError,
    Work,
)
from bot.ports.values import (
    ALWAYS,
    AlreadyThereError,
    Clock,
    DamagedError,
    Fingerprints,
    Handle,
    Head,
    Incoming,
    Message,
    Outgoing,
    Ratchet,
    Refusal,
    SetAside,
    Words,
)

__all__ = [
    "ALWAYS",
    "Absences",
    "ActionSteps",
    "Actions",
    "AgendaNotes",
    "Agendas",
    "AlreadyThereError",
    "Attendance",
    "Audit",
    "AuditEntry",
    "Authority",
    "Cases",
    "Changes",
    "Clock",
    "Clocks",
    "Comparing",
    "Contributions",
    "Corrections",
    "DamagedError",
    "Decisions",
    "Duties",
    "Events",
    "Fingerprints",
    "FollowUps",
    "Grounds",
    "Habits",
    "Handle",
    "Head",
    "Holds",
    "HomeserverBusyError",
    "HomeserverDownError",
    "HomeserverError",
    "HomeserverRefusedError",
    "Incoming",
    "Mark",
    "Meetings",
    "Message",
    "NearCase",
    "NobodyReadsError",
    "NotEncryptedError",
    "Notes",
    "Nudges",
    "OpenWork",
    "Outbox",
    "Outgoing",
    "Overview",
    "People",
    "Pins",
    "Questions",
    "Ratchet",
    "Readers",
    "Refusal",
    "Reminders",
    "Requests",
    "Reviews",
    "RoomStates",
    "RoomWishes",
    "Rooms",
    "SetAside",
    "Standings",
    "StorageDownError",
    "Told",
    "Watched",
    "Words",
    "Work",
]
