"""The main job once more, with nothing changed but the URL of the database; and then its server goes down."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from bot.demo.play import PARTS, Play
from bot.demo.stage import INTAKES, Stage
from tests.end_to_end.conftest import BOT_ID, Played
from tests.end_to_end.test_main_job import found_in, typed_words
from tests.postgres import name_of, shared_postgres

BACK = 60.0
"""Seconds for a bot that starts and answers what was said meanwhile."""


@pytest.fixture(scope="module")
async def played_on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Played]:
    async with shared_postgres().database() as url, Stage(tmp_path_factory.mktemp("stage"), database=url) as stage:
        play = Play(stage)
        yield Played(stage, play, await play.perform())


async def test_the_demo_holds_in_every_check(played_on_postgresql: Played) -> None:
    checks = played_on_postgresql.checks
    assert len(checks) > 30
    assert [c.text for c in checks if not c.holds] == []


async def test_the_same_file_twice_is_one_case(played_on_postgresql: Played) -> None:
    ran = await played_on_postgresql.stage.command("intake", str(INTAKES))
    assert ran.code == 0
    assert sorted(re.findall(r"\b(?:DH|OB)-\w{4}\b", ran.output)) == sorted(played_on_postgresql.play.codes.values())
    assert ran.output.count("was al ingevoerd") == 3


async def test_everything_stands_in_postgresql_and_no_file_was_made(played_on_postgresql: Played) -> None:
    stage = played_on_postgresql.stage
    assert not (stage.data / "regiekamer.db").exists()
    assert stage.database is not None
    rows = await shared_postgres().sql("SELECT code FROM cases", database=name_of(stage.database))
    assert {row[0] for row in rows} == set(played_on_postgresql.play.codes.values())


async def test_not_a_typed_word_lies_about_in_any_file(played_on_postgresql: Played) -> None:
    """Tables, write-ahead log and log of PostgreSQL; and what lies about on the bot's own side."""
    server, stage = shared_postgres(), played_on_postgresql.stage
    await server.sql("CHECKPOINT")
    code = played_on_postgresql.play.codes["DH-DEMO-01"]
    assert found_in(server.data / "base", {code}), "the bot's database is among what is searched"
    assert found_in(server.data / "pg_wal", {code})
    assert found_in(server.data, typed_words()) == []
    assert found_in(stage.folder, typed_words()) == []


async def test_when_postgresql_goes_down_the_bot_stops_and_nothing_is_lost(played_on_postgresql: Played) -> None:
    """What was said while it was down is done when both are back: once, as systemd would start it again."""
    stage, play, server = played_on_postgresql.stage, played_on_postgresql.play, shared_postgres()
    part = PARTS[0]
    person, room = stage.people["marieke"], play.rooms[play.codes[part.intake]]
    server.stop()
    try:
        async with asyncio.timeout(BACK):
            while stage.bot_runs:
                await asyncio.sleep(0.05)
        assert await stage.stop_bot() == 1
        last = stage.bot_log().splitlines()[-1]
        assert "De bot is gestopt omdat zijn verbinding met de database wegviel" in last or "antwoordt niet" in last
        own = await person.say(room, f"!actie {person.user_id} vandaag: gezegd terwijl de database weg was")
        again = await stage.command("run")
        assert again.code == 1
        assert "De database antwoordt niet." in again.output
    finally:
        server.start()
    await stage.start_bot()
    await person.wait_text("A2", room_id=room, seconds=BACK)
    await person.say(room, "!acties")
    listed = await person.wait_for(
        lambda m: m.sender == BOT_ID and "A1" in m.body and "database weg was" in m.body, room_id=room, seconds=BACK
    )
    assert listed.body.count("database weg was") == 1
    assert own in {message.event_id for message in person.messages(room)}
    log = stage.bot_log()
    assert "Traceback" not in log
    assert not any(word in log for word in typed_words())
