"""The tables of what happens to actions. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Only ever added to; how an action stands now is in `actions`.
action_steps = Table(
    "action_steps",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", LargeBinary),
    Column("was", Date),
    Column("due", Date),
    Column("was_at", UtcDateTime),
    Column("due_at", UtcDateTime),
    Column("from_organisation", String),
    Column("from_user", String),
    Column("from_name", LargeBinary),
    Column("to_organisation", String),
    Column("to_user", String),
    Column("to_name", LargeBinary),
    Column("of", Integer, nullable=False, server_default="0"),
)

# What may be taken back for a few minutes: numbers only, and kept for a day.
recent_changes = Table(
    "recent_changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("what", String, nullable=False),
    Column("case_code", String, nullable=False),
    Column("refs", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("taken_back_at", UtcDateTime),
)
