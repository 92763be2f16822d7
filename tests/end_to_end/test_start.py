"""Starting and stopping: a homeserver that is away, missing or exposed secrets, and a restart in between."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from tests.enrolled import enrol_all


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path / "stage") as made:
        await made.make_accounts()
        made.write_settings()
        yield made


async def log_line(stage: Stage, text: str, seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while text not in stage.bot_log():
            await asyncio.sleep(0.05)


async def test_a_homeserver_that_is_away_at_start_is_waited_for(stage: Stage, tmp_path: Path) -> None:
    assert (await stage.command("setup")).code == 0
    assert (await stage.command("adresboek")).code == 0
    await enrol_all(stage.settings)
    await stage.homeserver.stop()
    check = await stage.command("check")
    assert check.code == 1
    assert "matrix.homeserver: de Matrix-server antwoordt niet" in check.output
    await stage.start_bot()
    await log_line(stage, "homeserver away")
    assert stage.bot_runs
    file = tmp_path / "intake.json"
    file.write_text(json.dumps({
        "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30",
        "vorm": "gemeld terwijl de server weg was", "toestemming": {"CSG": "ja"},
    }))  # fmt: skip
    assert (await stage.command("intake", str(file))).code == 0
    await stage.homeserver.start()
    await stage.log_in(["marieke"])
    await stage.people["marieke"].wait_text("gemeld terwijl de server weg was", seconds=60)
    # What was said while the bot is away is answered when it is back, once.
    room = await stage.people["marieke"].wait_room("Regiekamer", seconds=60)
    assert await stage.stop_bot() == 0
    await stage.people["marieke"].say(room, "!status")
    await stage.start_bot()
    bot = "@regiekamer:regiekamer.test"
    marieke = stage.people["marieke"]
    await marieke.wait_for(lambda m: m.sender == bot and "1 casus" in m.body, room_id=room, seconds=60)
    await asyncio.sleep(2)
    assert sum("1 casus" in m.body for m in marieke.messages(room)) == 1
    cards = [m for m in marieke.messages() if "gemeld terwijl de server weg was" in m.body]
    assert len(cards) == 1, "nobody has just joined, so nobody needs the card again"
    assert await stage.stop_bot() == 0
    assert "Traceback" not in stage.bot_log()


async def test_setup_twice_keeps_everything_and_secrets_are_private(stage: Stage) -> None:
    assert (await stage.command("setup")).code == 0
    secrets = {f.name: f.read_bytes() for f in (stage.folder / "geheim").iterdir()}
    again = await stage.command("setup")
    assert again.code == 0
    assert "die blijft" in again.output
    assert {f.name: f.read_bytes() for f in (stage.folder / "geheim").iterdir()} == secrets
    for file in [*(stage.folder / "geheim").iterdir(), *stage.data.rglob("*.db")]:
        assert file.stat().st_mode & 0o077 == 0, file.name
    for secret in secrets.values():
        assert secret.decode().strip() not in again.output


async def test_without_setup_nothing_runs_and_it_says_why(stage: Stage) -> None:
    ran = await stage.command("run")
    assert ran.code == 1
    assert "Traceback" not in ran.output
    assert "setup" in (await stage.command("check")).output


async def test_a_wrong_password_is_said_so(stage: Stage) -> None:
    (stage.folder / "geheim" / "wachtwoord").write_text("verkeerd")
    ran = await stage.command("setup")
    assert ran.code == 1
    assert "Klopt het wachtwoord?" in ran.output
    assert "verkeerd" not in ran.output
