"""The tables of when people are told things, and what they were told. Codes, days and times; nothing was typed."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table, Time

from bot.storage.tables import UtcDateTime, metadata

# `days` are digits, `024` for Monday, Wednesday and Friday. Empty columns: as for everybody.
habits = Table(
    "habits",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("quiet_from", Time),
    Column("quiet_until", Time),
    Column("days", String),
)

# The day of somebody's last digest; the row without a name is of the look at what is late.
digest_marks = Table(
    "digest_marks",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("day", Date, nullable=False),
)

# The last step of an action that is late; `due` is the day it was late for.
escalations = Table(
    "escalations",
    metadata,
    Column("case_code", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("level", Integer, nullable=False),
    Column("told_on", Date, nullable=False),
    Column("due", Date, nullable=False),
    ForeignKeyConstraint(["case_code", "number"], ["actions.case_code", "actions.number"]),
)

snoozes = Table(
    "snoozes",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("case_code", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("until", UtcDateTime, nullable=False),
    Column("rings", Boolean, nullable=False),
    ForeignKeyConstraint(["case_code", "number"], ["actions.case_code", "actions.number"]),
    Index(None, "rings", "until"),
)

# That a case is in here tells something of what it is about: nowhere but in the database.
tight_watches = Table(
    "tight_watches",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("until", Date, nullable=False),
    Column("told_at", UtcDateTime),
)
