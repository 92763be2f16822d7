"""The table of who is at the MDT. Nothing in it is typed; without a case it stands on the list of the MDT room."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Only ever added to; the last about somebody counts.
attendance = Table(
    "attendance",
    metadata,
    Column("region", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("case_code", ForeignKey("cases.code")),
    Column("organisation", String, nullable=False),
    Column("user_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
