"""The tables of who is away, and of who came off a case and is still to be put out of its room."""

from sqlalchemy import Column, Date, ForeignKey, String, Table

from bot.storage.tables import metadata

absences = Table(
    "absences",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
    Column("deputy", String),
)

# Whoever was rightly in is no intruder when the bot was stopped before it could put them out.
let_go = Table(
    "let_go",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("user_id", String, primary_key=True),
)
