"""The tables. A column of type `LargeBinary` is sealed; everything else is a code, a time, a state or an id."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored and given back in UTC by every database. A naive one raises `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give UTC back: SQLite forgets the zone, PostgreSQL may answer in another one."""
        del dialect
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# `owner` is a case code, empty for what belongs to no case, or the name of a key with another purpose.
data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", String, primary_key=True),
    Column("master_key", String, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

# --- cases ---

cases = Table(
    "cases",
    metadata,
    Column("code", String, primary_key=True),
    Column("region", String, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("coordinator", String),
    Column("closed_at", UtcDateTime),
    Column("reopened_at", UtcDateTime),
    Column("intake", LargeBinary, nullable=False),
    Column("identity", String, nullable=False, unique=True),
    Column("content", String, nullable=False),
    Column("card_at", UtcDateTime),
)

consents = Table(
    "consents",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("answer", String, nullable=False),
    Column("areas", JSON, nullable=False),
    Column("until", Date),
    Column("told", Boolean, nullable=False, server_default=false()),
)

roster = Table(
    "roster",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("user_id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("organisation", String, nullable=False),
    Column("guest", Boolean, nullable=False, server_default=false()),
)

# Who must never be in a case (again), for a reason that is kept nowhere.
exclusions = Table(
    "exclusions",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("user_id", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("owner_organisation", String, nullable=False),
    Column("owner_user", String),
    Column("due", Date, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("added_by", String, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("done_by", String),
    Column("done_at", UtcDateTime),
    Column("reason", LargeBinary),
    Column("owner_name", LargeBinary),
    Column("due_at", UtcDateTime),
    Column("area", String),
    Column("every_weeks", Integer),
    Column("row_from", Date),
    Column("row_until", Date),
    Index(None, "state", "due"),
)

# --- rooms and messages ---

rooms = Table(
    "rooms",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("wish", String, nullable=False, unique=True),
    Column("place", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("room_id", String, unique=True),
    Column("gone", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("place", "subject"),
)

# What the homeserver last said of a room, as of the stored sync token; also of rooms that nobody wished for.
room_states = Table(
    "room_states",
    metadata,
    Column("room_id", String, primary_key=True),
    Column("state", JSON, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("wish", ForeignKey("rooms.wish"), nullable=False),
    Column("case_code", ForeignKey("cases.code")),
    Column("body", LargeBinary),
    Column("created_at", UtcDateTime, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("retry_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("event_id", String),
    Column("set_aside_at", UtcDateTime),
    Column("set_aside_why", String),
    Column("not_before", UtcDateTime),
    Index(None, "sent_at", "wish", "number"),
)

# --- what was done ---

handled_events = Table(
    "handled_events",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("session_id", String),
    Column("message_index", Integer),
    # A message repeated under another event id is a replay; events without a session do not meet each other.
    Index("ix_handled_events_ratchet", "session_id", "message_index", unique=True),
)

bookmarks = Table(
    "bookmarks",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

# Numbered by us without gaps; `link` chains an entry to the one before it (bot.domain.trail).
audit_entries = Table(
    "audit_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("place", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("link", String, nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("pin", LargeBinary, nullable=False),
)

refused_devices = Table(
    "refused_devices",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("device_id", String, primary_key=True),
    Column("told_on", Date, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("case_code", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", UtcDateTime, primary_key=True),
    ForeignKeyConstraint(["case_code", "number"], ["actions.case_code", "actions.number"]),
    Index(None, "moment"),
)
