"""The tables of the directory, and of what was said of people. As in `bot.storage.tables`."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Time

from bot.storage.tables import UtcDateTime, metadata

regions = Table(
    "regions",
    metadata,
    Column("code", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("mdt_at", Time, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("mdt", Boolean, nullable=False),
    Column("coordinates", Boolean, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("contact", JSON, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("regions", JSON, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("language", String, nullable=False),
    Column("left_at", UtcDateTime),
)

# What was said of people. Not hung from `people`: a directory that is loaded again changes none of it.
standings = Table(
    "standings",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("organisation", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("vouched_by", JSON, nullable=False),
    Column("confirmed_at", UtcDateTime),
    Column("accepted", Integer, nullable=False),
    Column("accepted_at", UtcDateTime),
)

protocols = Table(
    "protocols",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("text", String, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("in_force_at", UtcDateTime, nullable=False),
    Column("in_force", Boolean, nullable=False),
)

# `moment` is a weekday (`0` is Monday) or a day (`2026-11-24`).
duties = Table(
    "duties",
    metadata,
    Column("region", String, primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("moment", String, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("user_id", String, nullable=False),
)

# What was asked about people: `about` tells one question from the next, `step` how often it was asked.
questions = Table(
    "questions",
    metadata,
    Column("user_id", String, primary_key=True),
    Column("about", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("due", UtcDateTime),
)
