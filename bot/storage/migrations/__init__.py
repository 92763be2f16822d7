"""Migrations; `bot.storage.database.upgrade` runs them, no alembic.ini is needed."""
