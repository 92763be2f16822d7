"""The tables of the MDT. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, false, text

from bot.storage.tables import UtcDateTime, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", String, primary_key=True),
    Column("region", String, nullable=False),
    Column("chair", String, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("reminded_at", UtcDateTime),
    Column("unled_at", UtcDateTime),
    Column("despite_absence", Boolean, nullable=False, server_default=false()),
    Index(
        "ix_meetings_running",
        "region",
        unique=True,
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
)

meeting_items = Table(
    "meeting_items",
    metadata,
    Column("meeting", ForeignKey("meetings.id"), primary_key=True),
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("left_at", UtcDateTime),
    Column("minutes", Integer, nullable=False, server_default="0"),
    Column("standing", String),
    Column("since", UtcDateTime),
    Column("seconds", Integer, nullable=False, server_default="0"),
    Column("leader", String),
    Column("nudged_at", UtcDateTime),
    Column("rung_at", UtcDateTime),
    Column("begun_at", UtcDateTime),
    Column("coordinator", String),
)

decisions = Table(
    "decisions",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("meeting", ForeignKey("meetings.id"), nullable=False),
    Column("area", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("not_applicable", Boolean, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("taken_back_at", UtcDateTime),
)
