"""The tables of a region's agendas: what was said of a day, and what chairs wanted for it. Codes, days and numbers."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from bot.storage.tables import UtcDateTime, metadata

agenda_marks = Table(
    "agenda_marks",
    metadata,
    Column("region", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("mark", String, primary_key=True),
)

agenda_wishes = Table(
    "agenda_wishes",
    metadata,
    Column("region", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("place", Integer),
    Column("minutes", Integer),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
