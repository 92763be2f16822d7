"""The tables of a case's end and return. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Only ever added to; whether a case is closed now stands in `cases`.
case_life = Table(
    "case_life",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("turn", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("reason", LargeBinary),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("told_at", UtcDateTime),
)
