"""Counting what is asked of a database: that no machine makes slower or faster."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import event
from sqlalchemy.engine import Engine


@dataclass
class Counted:
    """How many statements were sent."""

    statements: int = 0


@contextmanager
def counting() -> Iterator[Counted]:
    """Count the statements of every engine meanwhile; beginning and ending a unit of work are none."""
    counted = Counted()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted.statements += statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(Engine, "before_cursor_execute", note)
