"""What a command loads: no more than it needs. Each start of everything cost more than most commands do."""

from pathlib import Path

import pytest

from bot.demo.stage import INTAKES
from tests.end_to_end.bare import Bare

TELL = """
import atexit, sys
atexit.register(lambda: print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules})))
"""
RUNNING = {"apscheduler", "holidays"}
MATRIX = {"aiohttp", "nio", "vodozemac"}
STORAGE = {"aiosqlite", "sqlalchemy"}
MIGRATING = {"alembic"}
POSTGRESQL = {"asyncpg"}


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        (("--help",), set()),
        (("schema",), set()),
        (("audit", "controleer"), STORAGE),
        (("sleutels", "vernieuw"), STORAGE),
        (("leden",), STORAGE),
        (("rooster",), STORAGE),
        (("apart",), STORAGE),
        (("intake", str(INTAKES)), STORAGE),
        (("adresboek",), STORAGE | MATRIX),
        (("check",), STORAGE | MATRIX),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
async def test_a_command_loads_no_more_than_it_needs(tmp_path: Path, words: tuple[str, ...], needs: set[str]) -> None:
    bare = Bare(tmp_path)
    await bare.make()
    output = (await bare.command(*words, before=TELL)).output
    loaded = set(output.rpartition("loaded:")[2].split())
    assert loaded & (STORAGE | MATRIX | MIGRATING | POSTGRESQL | RUNNING) == needs, output
