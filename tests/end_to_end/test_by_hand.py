"""What people do by hand on a real homeserver, and a row of the outbox that was damaged: seen in real clients."""

import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.people import Professional
from bot.demo.stage import Stage
from bot.matrix.wire import path
from tests.enrolled import enrol_all
from tests.here import here

STORY = "het verhaal van deze casus"
INTAKE = {
    "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30",
    "vorm": STORY, "toestemming": {"CSG": "ja"},
}  # fmt: skip


@dataclass
class Scene:
    stage: Stage
    code: str
    room: str
    marieke: Professional
    admin: Professional
    admin_room: str

    async def by_hand(self, verb: str, user_id: str) -> None:
        """Do something with the bot's own login, behind its back."""
        token = (self.stage.folder / "geheim" / "toegang").read_text().strip()
        await self.stage.homeserver.call("POST", path("rooms", self.room, verb), {"user_id": user_id}, token)


@pytest.fixture(scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("by-hand")
    async with Stage(folder / "stage") as stage:
        await stage.make_accounts()
        stage.write_settings()
        for command in ("setup", "adresboek"):
            assert (await here(stage.settings, command)).code == 0
        await enrol_all(stage.settings)
        await stage.start_bot()
        await stage.log_in(["marieke", "beheer"])
        marieke, beheer = stage.people["marieke"], stage.people["beheer"]
        file = folder / "intake.json"
        file.write_text(json.dumps(INTAKE))
        ran = await here(stage.settings, "intake", str(file))
        code = ran.output.splitlines()[-1].partition(":")[0]
        admin_room = await beheer.wait_room("Beheer", seconds=60)
        room = await marieke.wait_room(code, seconds=60)
        await marieke.wait_text(STORY, room_id=room, seconds=60)
        yield Scene(stage, code, room, marieke, beheer, admin_room)


@pytest.mark.timeout(300)
async def test_put_out_by_hand_and_a_room_deleted(scene: Scene) -> None:
    await scene.by_hand("kick", scene.marieke.user_id)
    told = await scene.admin.wait_text("met de hand uit", room_id=scene.admin_room, seconds=60)
    assert scene.code in told.body
    assert STORY not in told.body
    await scene.marieke.wait_for(lambda m: STORY in m.body and m.room_id == scene.room, seconds=60)

    await scene.stage.homeserver.delete_room(scene.room)
    told = await scene.admin.wait_text("niet meer op de server", room_id=scene.admin_room, seconds=100)
    assert scene.code in told.body
    await scene.admin.say(scene.admin_room, f"!kamers opnieuw {scene.code}")
    seen = len(scene.marieke.messages())
    card = await scene.marieke.wait_for(
        lambda m: STORY in m.body and m.room_id != scene.room and m in scene.marieke.messages()[seen - 1 :], seconds=60
    )
    scene.room = card.room_id
    await scene.marieke.say(card.room_id, "!casus alles")
    await scene.marieke.wait_for(lambda m: STORY in m.body and m.event_id != card.event_id, room_id=card.room_id)
    assert (await here(scene.stage.settings, "check")).code in {0, 1}
    assert "verdwenen kamers: 0" in (await here(scene.stage.settings, "check")).output


async def test_a_damaged_message_holds_nobody_up(scene: Scene) -> None:
    stage = scene.stage
    await stage.stop_bot()
    await scene.marieke.say(scene.room, "!wie")
    database = sqlite3.connect(stage.data / "regiekamer.db", isolation_level=None)
    [wish] = database.execute("SELECT wish FROM rooms WHERE subject = ?", (scene.code,)).fetchone()
    database.execute(
        "INSERT INTO outbox (id, wish, case_code, body, created_at, tries) VALUES ('kapot', ?, ?, x'00', ?, 0)",
        (wish, scene.code, "2026-11-23 08:00:00"),
    )
    database.close()
    await stage.start_bot()
    await scene.marieke.wait_text("kon hier niet worden geplaatst", room_id=scene.room, seconds=60)
    await scene.marieke.wait_text("Marieke Voorbeeld", room_id=scene.room, seconds=60)
    await scene.admin.wait_text("regiekamer apart", room_id=scene.admin_room, seconds=60)
    listed = await here(stage.settings, "apart")
    assert listed.code == 0
    assert f"kapot: kamer {scene.code}" in listed.output
    assert "beschadigd in de database" in listed.output
    check = await here(stage.settings, "check")
    assert "apart gezet: 1 berichten" in check.output
    assert (await here(stage.settings, "apart", "opnieuw", "zoiets")).code == 1
    again = await here(stage.settings, "apart", "opnieuw", "kapot")
    assert again.code == 0
