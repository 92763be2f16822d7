"""The tables of what the MDT leaves for later. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

holds = Table(
    "holds",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("meeting", ForeignKey("meetings.id"), nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
)

# Only ever added to; the last of a case counts.
reviews = Table(
    "reviews",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", Date),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Only ever added to; on which day an action is due now stands in `actions`.
action_delays = Table(
    "action_delays",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", Integer, nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("was", Date, nullable=False),
    Column("due", Date),
)

# Beside what stands in the intake, whose contributions have the first numbers of their case.
contributions = Table(
    "contributions",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation", String, nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("area", String),
    Column("for_whom", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Only ever added to; the last of a contribution counts.
contribution_steps = Table(
    "contribution_steps",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("contribution", Integer, nullable=False),
    Column("progress", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Only ever added to: what stood there before. `what` is `area:veiligheid` or `action:3`.
corrections = Table(
    "corrections",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("what", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
