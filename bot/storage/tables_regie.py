"""The tables of the regiehouder. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

coordinator_requests = Table(
    "coordinator_requests",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("asked", String, nullable=False),
    Column("asked_by", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("reason", LargeBinary),
    Column("with_actions", Boolean, nullable=False),
    Column("step", String, nullable=False),
    Column("stands_for", String),
    Index("ix_coordinator_requests_state", "state"),
)

# Only ever added to; the last of a case counts.
authority_grants = Table(
    "authority_grants",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("user_id", String, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", LargeBinary, nullable=False),
)

# Only ever added to.
authority_uses = Table(
    "authority_uses",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("area", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
