"""The tables of a region's agendas: what was said of a day, and what people wanted for it. Codes, days and numbers.

As in `bot.storage.tables`: a column of type `LargeBinary` is sealed.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, LargeBinary, String, Table

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

# What the MDT room last heard of a case on a day.
agenda_told = Table(
    "agenda_told",
    metadata,
    Column("region", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("told", String, nullable=False),
)

# Only ever added to.
agenda_notes = Table(
    "agenda_notes",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("about", Integer, nullable=False),
    Column("seen", UtcDateTime),
    Column("covered", Boolean, nullable=False),
    Column("reason", LargeBinary),
)
