"""Alembic, by itself: loaded when tables are made or changed."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def bring_to(connection: Connection, revision: str) -> None:
    """Make the tables as they were at a revision."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def in_order() -> tuple[str, ...]:
    """List the revisions as Alembic sees them, oldest first; more than one last one is an error of Alembic's."""
    return tuple(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())[::-1]


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    return config
