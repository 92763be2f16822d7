"""At which revision the tables are, and how they get to another one.

Alembic brings them there. To see that nothing is to be done, which is nearly always so, it is not needed and not
loaded: the revisions are the numbers that the files of the migrations begin with, and the database says which it is at.
"""

from functools import cache
from importlib import import_module
from importlib.resources import files

from sqlalchemy import Connection, column, inspect, select, table

VERSIONS = "migrations/versions"
_NOTED = table("alembic_version", column("version_num"))  # Alembic's own


@cache
def revisions() -> tuple[str, ...]:
    """List the revisions that this version knows, oldest first."""
    names = [file.name for file in files("bot.storage").joinpath(VERSIONS).iterdir()]
    return tuple(sorted(name.partition("_")[0] for name in names if name.endswith(".py")))


def knows(revision: str) -> bool:
    """Whether this version knows how tables were at this revision."""
    return revision in revisions()


def newest() -> str:
    """Give the revision of this version's tables."""
    return revisions()[-1]


def revision_of(connection: Connection) -> str | None:
    """Give the revision that a database is at; None when nothing was ever made in it."""
    if not inspect(connection).has_table(_NOTED.name):
        return None
    noted: str | None = connection.execute(select(_NOTED.c.version_num)).scalar_one_or_none()
    return noted


def make_tables(connection: Connection, revision: str) -> None:
    """Make the tables as they were at a revision that this version `knows`."""
    import_module("bot.storage.migrating").bring_to(connection, revision)
