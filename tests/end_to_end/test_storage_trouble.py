"""What an operator reads when storage is in trouble: one clear sentence; and that it works again afterwards."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import office
from bot.settings import load_settings
from bot.storage.sealing import create_master_key
from tests.end_to_end.bare import Bare
from tests.postgres import name_of, shared_postgres

FULL = """
import sqlite3
from bot.storage import dialects
pages = sqlite3.connect({file!r}).execute("PRAGMA page_count").fetchone()[0]
dialects._PRAGMAS += (f"PRAGMA max_page_count = {{pages}}",)
"""
READ_ONLY = """
from bot.storage import dialects
dialects._PRAGMAS += ("PRAGMA query_only = ON",)
"""
HURRIED = """
from bot.storage import dialects
dialects._PRAGMAS = ("PRAGMA busy_timeout = 100", *dialects._PRAGMAS[1:])
"""


@pytest.fixture
async def bare(tmp_path: Path) -> Bare:
    made = Bare(tmp_path / "bot")
    await made.make()
    return made


@pytest.fixture
async def on_postgresql(tmp_path: Path) -> AsyncIterator[Bare]:
    async with shared_postgres().database() as url:
        made = Bare(tmp_path / "bot", url)
        await made.make()
        yield made


async def told(bare: Bare, sentence: str, *, by: str = "adresboek", before: str = "") -> None:
    """See that the command says this sentence as the last thing, and the check as one line of several."""
    ran = await bare.command(by, before=before)
    assert ran.code == 1
    assert sentence in ran.output.splitlines()[-1]
    assert "Traceback" not in ran.output
    assert "iets onverwachts" not in ran.output
    lines = (await bare.command("check", before=before)).output.splitlines() if before else await checked(bare)
    assert any(line.startswith("MIS      database: ") and sentence in line for line in lines)


async def checked(bare: Bare) -> list[str]:
    lines: list[str] = []
    assert not await office.check(load_settings(bare.settings), lines.append)
    return lines


async def well(bare: Bare) -> None:
    """See that it simply works again."""
    said: list[str] = []
    await office.load_directory(load_settings(bare.settings), said.append)
    assert "Het adresboek is geladen" in said[0]
    assert any(line.startswith("in orde  adresboek") for line in await checked(bare))


def people(bare: Bare) -> int:
    with closing(sqlite3.connect(bare.file)) as raw:
        return int(raw.execute("SELECT count(*) FROM people").fetchone()[0])


async def test_a_full_disk(bare: Bare) -> None:
    """The check only reads, and has nothing to complain of."""
    ran = await bare.command("adresboek", before=FULL.format(file=str(bare.file)))
    assert ran.code == 1
    assert "De schijf met de database is vol." in ran.output.splitlines()[-1]
    assert "SQLITE_FULL" in ran.output
    assert "Marieke" not in ran.output
    assert people(bare) == 0, "all of it or nothing"
    await well(bare)
    assert people(bare) > 10


async def test_a_disk_that_cannot_be_written(bare: Bare) -> None:
    await told(bare, "De database is wel te lezen en niet te schrijven.", before=READ_ONLY)
    await well(bare)


async def test_a_database_that_is_held_by_another(bare: Bare) -> None:
    with closing(sqlite3.connect(bare.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await told(bare, "Een ander programma houdt de database te lang bezet.", before=HURRIED)
    await well(bare)


async def test_a_damaged_database_is_not_touched(bare: Bare) -> None:
    await well(bare)
    whole = bare.file.read_bytes()
    bare.file.write_bytes(b"?" * len(whole))
    await told(bare, "De database is beschadigd, of het bestand is geen database.", by="run")
    assert bare.file.read_bytes() == b"?" * len(whole)
    bare.file.write_bytes(whole)
    await well(bare)


async def test_a_database_that_has_gone_is_not_made_anew(bare: Bare) -> None:
    await well(bare)
    aside = bare.folder.rename(bare.folder.with_name("aside"))
    (bare.folder / "data").mkdir(parents=True)
    for name in ("geheim", "regiekamer.toml"):
        (aside / name).rename(bare.folder / name)
    await told(bare, "De database is er niet, of is leeg.", by="run")
    assert not bare.file.exists()
    (bare.folder / "data").rename(bare.folder / "empty")
    (aside / "data").rename(bare.folder / "data")
    await well(bare)


async def test_another_master_key_or_none(bare: Bare) -> None:
    await well(bare)
    content = bare.file.read_bytes()
    aside = bare.master_key.rename(bare.master_key.with_suffix(".aside"))
    await told(bare, "geheimen.hoofdsleutel_bestand: dit bestand is er niet of is niet te lezen.")
    setup = await bare.command("setup")
    assert setup.code == 1
    assert "Zet de kopie terug" in setup.output
    assert not bare.master_key.exists(), "a new key would open nothing of what there is"
    create_master_key(bare.master_key)
    await told(bare, "de database is met een andere hoofdsleutel verzegeld.")
    bare.master_key.write_text("geen sleutel")
    assert any("in dit bestand staat geen hoofdsleutel." in line for line in await checked(bare))
    bare.master_key.chmod(0o644)
    assert any("anderen kunnen dit bestand lezen." in line for line in await checked(bare))
    assert bare.file.read_bytes() == content
    aside.rename(bare.master_key)
    await well(bare)


async def test_a_database_of_a_newer_version(bare: Bare) -> None:
    await well(bare)
    with closing(sqlite3.connect(bare.file)) as raw, raw:
        [[ours]] = raw.execute("SELECT version_num FROM alembic_version").fetchall()
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    await told(bare, "De database is van een nieuwere versie van Regiekamer")
    with closing(sqlite3.connect(bare.file)) as raw, raw:
        assert raw.execute("UPDATE alembic_version SET version_num = ? WHERE version_num = '9999'", (ours,)).rowcount
    await well(bare)


async def test_a_damaged_key_of_the_database_itself(bare: Bare) -> None:
    await well(bare)
    with closing(sqlite3.connect(bare.file)) as raw, raw:
        [[whole]] = raw.execute("SELECT wrapped FROM data_keys WHERE owner = ''").fetchall()
        raw.execute("UPDATE data_keys SET wrapped = ? WHERE owner = ''", (whole[:-1] + bytes([whole[-1] ^ 1]),))
    await told(bare, "Iets in de database is beschadigd of verplaatst")
    with closing(sqlite3.connect(bare.file)) as raw, raw:
        raw.execute("UPDATE data_keys SET wrapped = ? WHERE owner = ''", (whole,))
    await well(bare)


async def test_postgresql_that_does_not_answer_or_does_not_let_us_in(on_postgresql: Bare) -> None:
    bare, server = on_postgresql, shared_postgres()
    bare.write_settings(server.url(name_of(bare.url), password="verkeerd"))
    await told(bare, "PostgreSQL laat de bot niet binnen.")
    assert "verkeerd" not in (await bare.command("run")).output
    bare.write_settings(bare.url)
    server.stop()
    try:
        await told(bare, "De database antwoordt niet.", by="run")
    finally:
        server.start()
    await well(bare)


async def test_a_bot_that_loses_postgresql_stops_and_says_so(on_postgresql: Bare) -> None:
    async with on_postgresql.running() as process:
        await shared_postgres().throw_off(on_postgresql.url)
        async with asyncio.timeout(20):
            output, _ = await process.communicate()
    assert process.returncode == 1
    assert "een andere kan het hebben overgenomen" in output.decode().splitlines()[-1]
    async with on_postgresql.running():
        pass


# --- the crypto store, which is nio's own SQLite file ---

CRYPTO_FULL = """
import peewee
connect = peewee.SqliteDatabase._connect
def without_room(self):
    made = connect(self)
    made.execute("PRAGMA max_page_count = 1")
    return made
peewee.SqliteDatabase._connect = without_room
"""


async def test_the_bots_own_keys_cannot_be_read_or_written(bare: Bare) -> None:
    async def run_says(sentence: str, before: str = "") -> None:
        ran = await bare.command("run", before=before)
        assert ran.code == 1
        assert sentence in ran.output.splitlines()[-1]
        assert "iets onverwachts" not in ran.output

    await run_says("(de map crypto) zijn niet te lezen of te schrijven", CRYPTO_FULL)
    async with bare.running():
        pass
    store, secret = bare.folder / "data" / "crypto" / "crypto.db", bare.folder / "geheim" / "cryptosleutel"
    whole, key = store.read_bytes(), secret.read_text()
    store.write_bytes(b"?" * len(whole))
    await run_says("(de map crypto) zijn niet te lezen of te schrijven")
    store.write_bytes(whole)
    secret.write_text(key.swapcase())
    await run_says("geheimen.crypto_sleutel_bestand: de map crypto is met een andere sleutel verzegeld.")
    assert store.read_bytes() == whole
    secret.write_text(key)
    async with bare.running():
        pass
