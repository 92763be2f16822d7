"""The tables of the 24-hour clock. As in `bot.storage.tables`: a `LargeBinary` is sealed."""

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

clocks = Table(
    "clocks",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("weighed_at", UtcDateTime),
    Column("warned_at", UtcDateTime),
)

breaches = Table(
    "breaches",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("reason", LargeBinary),
    Column("reason_by", String),
    Column("reason_at", UtcDateTime),
    Column("asked_again_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
)
