"""The table of what was said of a region's day. Codes and days only."""

from sqlalchemy import Column, Date, String, Table

from bot.storage.tables import metadata

agenda_marks = Table(
    "agenda_marks",
    metadata,
    Column("region", String, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("mark", String, primary_key=True),
)
