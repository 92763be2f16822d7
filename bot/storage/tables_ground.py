"""The tables of legal grounds. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Never removed: a dropped draft keeps its number.
grounds = Table(
    "grounds",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("giver", String, nullable=False),
    Column("receiver", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("after", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("vital", Boolean, nullable=False),
    Column("ground", LargeBinary),
    Column("terms", LargeBinary),
    Column("purpose", LargeBinary),
    Column("necessity", LargeBinary),
    Column("witness", String),
    Column("recorded_at", UtcDateTime),
    Column("entry", Integer),
    Column("review_due", UtcDateTime),
    Column("reviewed_by", String),
    Column("reviewed_at", UtcDateTime),
    Column("review", LargeBinary),
    Column("warned_at", UtcDateTime),
)

# A region that is not here does not have the list shown for sexual violence.
ground_regions = Table(
    "ground_regions",
    metadata,
    Column("region", String, primary_key=True),
    Column("by", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
