"""The table of what is noted about a case. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Only ever added to.
case_notes = Table(
    "case_notes",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
