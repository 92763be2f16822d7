"""Alembic's entry: runs the migrations on the connection that `bot.storage.database` gives."""

from alembic import context

from bot.storage import (  # noqa: F401 - their tables are in the metadata then
    tables_actions,
    tables_agenda,
    tables_attendance,
    tables_clock,
    tables_closing,
    tables_consent,
    tables_directory,
    tables_ground,
    tables_meeting,
    tables_notes,
    tables_outcome,
    tables_regie,
    tables_reminders,
    tables_roster,
)
from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
