"""A case is closed and reopened, in real clients: the homeserver itself refuses what is written in between (R33).

One case, told in order: each test goes on where the one before it stopped.
"""

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator

import pytest

from bot.demo.stage import Stage
from tests.end_to_end.test_consent import WAIT, Scene
from tests.enrolled import enrol_all

STORY = "het verhaal van deze casus"
INTAKE = {
    "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30", "vorm": STORY,
    "toestemming": {"CSG": "ja", "Politie": "ja"},
}  # fmt: skip
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("closing")
    async with Stage(folder / "stage") as stage:
        await stage.make_accounts()
        stage.write_settings()
        for command in ("setup", "adresboek"):
            assert (await stage.command(command)).code == 0
        await enrol_all(stage.settings)
        await stage.start_bot()
        await stage.log_in(["marieke", "joost"])
        file = folder / "intake.json"
        file.write_text(json.dumps(INTAKE))
        ran = await stage.command("intake", str(file))
        made = Scene(stage, ran.output.splitlines()[-1].partition(":")[0])
        for name in ("marieke", "joost"):
            await made.hears(name, STORY)
        yield made


async def writes(scene: Scene, name: str) -> str:
    """Send something to the room of the case; give the error code of the homeserver, empty when it was taken."""
    where = f"/_matrix/client/v3/rooms/{await scene.room(name)}/send/m.reaction/{uuid.uuid4().hex}"
    _, answer = await scene.person(name).raw("PUT", where, {"m.relates_to": {}})
    return str(answer.get("errcode", ""))


async def until_it(scene: Scene, name: str, errcode: str) -> None:
    async with asyncio.timeout(WAIT):
        while await writes(scene, name) != errcode:
            await asyncio.sleep(0.2)


async def test_a_closed_case_is_closed_by_the_homeserver_too(scene: Scene) -> None:
    await scene.says("marieke", "!regie @marieke")
    assert "Nog geen uitkomst" in await scene.says("marieke", "!casus sluit")
    await scene.says("joost", f"!mdt spoed {scene.code}", "MDT DH")
    for area in ("veiligheid", "recht", "hulp", "herstel"):
        await scene.says("marieke", f"!besluit {area} nvt")
    await scene.says("joost", "!mdt sluit", "MDT DH")
    shown = await scene.says("marieke", "!casus sluit")
    line = re.search(r"!casus sluit nazorg .* bevestig \w+", shown)
    assert line is not None, shown
    assert await writes(scene, "joost") == ""
    assert "is gesloten door" in await scene.says("marieke", line[0])
    await until_it(scene, "joost", "M_FORBIDDEN")
    assert await writes(scene, "marieke") == "M_FORBIDDEN", "nor does the regiehouder"


async def test_it_is_reopened_from_the_direct_chat_and_written_in_again(scene: Scene) -> None:
    told = await scene.says("marieke", f"!casus heropen {scene.code}: een nieuwe melding", "Regiekamer")
    assert f"{scene.code} is weer open" in told
    assert "een nieuwe melding" not in told
    await scene.hears("joost", "een nieuwe melding")
    await until_it(scene, "joost", "")
    card = await scene.says("joost", "!casus")
    assert "heropend op" in card
    assert "Nog geen uitkomst voor veiligheid, recht, hulp en herstel" in card
