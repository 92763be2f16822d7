"""The table of the consent record. As in `bot.storage.tables`: a column of type `LargeBinary` is sealed."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from bot.storage.tables import UtcDateTime, metadata

# Only ever added to; what an organisation's consent is now stands in `consents`.
consent_log = Table(
    "consent_log",
    metadata,
    Column("case_code", ForeignKey("cases.code"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation", String, nullable=False),
    Column("answer", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("by", String, nullable=False),
    Column("decided_by", String),
    Column("areas", JSON, nullable=False),
    Column("until", Date),
    Column("reason", LargeBinary),
)
