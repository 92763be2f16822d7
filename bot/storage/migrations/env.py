"""Alembic's entry: runs the migrations on the connection that `bot.storage.database` gives."""

from alembic import context

from bot.storage import tables_clock, tables_consent, tables_ground  # noqa: F401 - their tables are in the metadata then
from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
