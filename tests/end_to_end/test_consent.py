"""Consent as people live with it, in real clients: given, taken away, given again, and the meeting at any hour (R13).

One case, told in order: each test goes on where the one before it stopped.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import pytest

from bot.demo.people import Professional
from bot.demo.stage import Stage
from tests.end_to_end.conftest import answer
from tests.enrolled import enrol_all
from tests.here import here

STORY = "het verhaal van deze casus"
INTAKE = {
    "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30", "vorm": STORY,
    "toestemming": {"CSG": "ja", "Politie": "ja", "SHN": "ja", "VT": "nee"},
}  # fmt: skip
WAIT = 60.0
AFTER_JOINING = 6.0
"""Seconds in which a second card would have come."""
pytestmark = pytest.mark.timeout(300)


@dataclass
class Scene:
    stage: Stage
    code: str

    def person(self, name: str) -> Professional:
        return self.stage.people[name]

    async def room(self, name: str, called: str = "") -> str:
        return await self.person(name).wait_room(called or self.code, seconds=WAIT)

    async def says(self, name: str, text: str, called: str = "") -> str:
        """Let somebody type something in a room, by default that of the case; give the answer."""
        return (await answer(self.person(name), await self.room(name, called), text)).body

    async def hears(self, name: str, text: str, called: str = "") -> None:
        await self.person(name).wait_text(text, room_id=await self.room(name, called), seconds=WAIT)

    async def cards(self, name: str) -> int:
        """Count the whole cards that somebody read in the room of the case."""
        messages = self.person(name).messages(await self.room(name))
        return sum(STORY in message.body for message in messages if message.readable)

    async def confirmed(self, name: str, text: str) -> str:
        """Type something that is shown first, then the line that was given for doing it."""
        shown = await self.says(name, text)
        line = re.search(r"!toestemming .* bevestig \w+", shown)
        assert line is not None, shown
        return await self.says(name, line[0])


async def handed_in(stage: Stage, intake: Mapping[str, object]) -> str:
    """Hand in an intake; give the code of its case."""
    file = stage.folder / "intake.json"
    file.write_text(json.dumps(intake))
    ran = await here(stage.settings, "intake", str(file))
    return ran.output.splitlines()[-1].partition(":")[0]


@pytest.fixture(scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    folder = tmp_path_factory.mktemp("consent")
    async with Stage(folder / "stage") as stage:
        await stage.make_accounts()
        stage.write_settings()
        for command in ("setup", "adresboek"):
            assert (await here(stage.settings, command)).code == 0
        await enrol_all(stage.settings)
        await stage.start_bot()
        await stage.log_in(["marieke", "joost", "hanna", "vera", "beheer"])
        made = Scene(stage, await handed_in(stage, INTAKE))
        for name in ("marieke", "joost", "hanna"):
            await made.hears(name, STORY)
        assert "regiehouder" in await made.says("marieke", "!regie @marieke")
        yield made


async def test_everybody_in_the_room_reads_who_said_what(scene: Scene) -> None:
    shown = await scene.says("hanna", "!toestemming")
    assert "Veilig Thuis: nee, uit de intake" in shown
    assert "Politie: ja" in shown
    assert scene.person("vera").room_named(scene.code) is None


async def test_only_the_regiehouder_lets_somebody_in_and_sees_first_whom(scene: Scene) -> None:
    assert "legt alleen de regiehouder vast" in await scene.says("joost", "!toestemming VT ja")
    await scene.says("joost", "!actie @joost morgen: de buren spreken")
    await scene.person("joost").say(await scene.room("joost"), "tussendoor gezegd, voordat zij er was")
    before = await scene.cards("marieke")
    shown = await scene.says("marieke", "!toestemming VT ja door slachtoffer")
    assert "Vera" in shown
    assert scene.person("vera").room_named(scene.code) is None, "nothing has changed yet"
    assert "doet mee" in await scene.confirmed("marieke", "!toestemming VT ja door slachtoffer")
    await scene.hears("vera", STORY)
    await scene.hears("vera", "de buren spreken")  # what is still agreed stands on the card
    await asyncio.sleep(AFTER_JOINING)
    assert [await scene.cards("marieke") - before, await scene.cards("vera")] == [1, 1], "one card for one who came"
    assert "tussendoor gezegd" not in scene.person("vera").readable(await scene.room("vera")), "said before she came"
    await scene.hears("vera", f"Je mag meedoen in {scene.code}", "Regiekamer")


async def test_whose_consent_is_withdrawn_is_out_before_it_is_announced(scene: Scene) -> None:
    joost, room_id = scene.person("joost"), await scene.room("joost")
    await scene.says("joost", "!casus")
    before = len(joost.messages(room_id))
    said = await scene.says("hanna", "!toestemming Politie ingetrokken omdat zij bang is voor de buurman")
    assert "Politie neemt niet meer deel" in said
    assert "Marieke" in said, "the regiehouder has the action now"
    assert "Wat zij al lazen, kan nog op hun apparaten staan" in said, "said honestly"
    await scene.hears("hanna", "Wil je er een reden bij zetten?", "Regiekamer")
    await scene.hears("joost", "Je doet niet meer mee", "Regiekamer")
    assert "Veilig" not in said
    assert await joost.try_join(room_id) == "M_FORBIDDEN"
    seen = joost.messages(room_id)[before:]
    assert all(message.sender == scene.person("hanna").user_id for message in seen), "the announcement came after"
    await scene.says("marieke", "!actie @marieke morgen: na het intrekken afgesproken")
    assert "na het intrekken" not in joost.readable()
    await scene.person("marieke").say(await scene.room("marieke"), "gewoon gezegd toen hij er niet was")
    assert "buurman" not in said, "it is not said again"
    assert "buurman" not in await scene.says("marieke", "!toestemming Politie"), "and not kept"
    card = await scene.says("marieke", "!casus")
    assert "Politie" in card.partition("ingetrokken")[2]


async def test_a_reason_is_kept_from_the_direct_chat(scene: Scene) -> None:
    assert "bewaard" in await scene.says("hanna", f"!reden {scene.code} zij vroeg erom", "Regiekamer")
    assert "zij vroeg erom" in await scene.says("marieke", "!toestemming Politie")


async def test_from_the_direct_chat_with_the_code(scene: Scene) -> None:
    told = await scene.says("vera", f"!toestemming {scene.code} VT ingetrokken", "Regiekamer")
    assert scene.code in told
    await scene.hears("marieke", "Veilig Thuis neemt niet meer deel")
    refused = await scene.says("vera", f"!toestemming {scene.code} SHN ingetrokken", "Regiekamer")
    unknown = await scene.says("vera", "!toestemming DH-2222 SHN ingetrokken", "Regiekamer")
    assert refused.replace(scene.code, "") == unknown.replace("DH-2222", ""), "who is out learns nothing of a case"


async def test_who_comes_back_reads_the_card_and_nothing_of_the_time_between(scene: Scene) -> None:
    joost = scene.person("joost")
    before, cards = len(joost.messages()), await scene.cards("marieke")
    assert "doet mee" in await scene.confirmed("marieke", "!toestemming Politie ja")
    await joost.wait_for(lambda m: STORY in m.body and m in joost.messages()[before:], seconds=WAIT)
    assert "gewoon gezegd" not in joost.readable()
    await asyncio.sleep(AFTER_JOINING)
    assert await scene.cards("marieke") == cards + 1, "one card for one who came back"
    assert "Joost" in await scene.says("marieke", "!wie")


async def test_the_chair_holds_a_meeting_about_one_case_at_any_hour(scene: Scene) -> None:
    said = await scene.says("joost", f"!mdt spoed {scene.code}", "MDT DH")
    assert f"Spoed-MDT: {scene.code}" in said
    await scene.hears("hanna", "het MDT bespreekt deze casus nu, met spoed")
    hanna, room_id = scene.person("hanna"), await scene.room("hanna")
    here = await hanna.wait_text("is nu aan de beurt in het MDT", room_id=room_id, seconds=WAIT)
    assert "leidt deze casus nu" in here.body
    assert "Slachtofferhulp Nederland: nog niemand" in here.body
    assert "Politie: nog niemand" not in here.body, "Joost holds it"
    assert STORY not in scene.person("joost").readable(await scene.room("joost", "MDT DH"))
    decided = await scene.says("marieke", "!besluit veiligheid: vandaag een ander slot")
    assert "veiligheid" in decided.casefold()
    assert "MDT" in await scene.says("joost", "!mdt sluit", "MDT DH")
    marieke, room_id = scene.person("marieke"), await scene.room("marieke")
    minutes = await marieke.wait_text("Verslag spoed-MDT", room_id=room_id, seconds=WAIT)
    assert "Joost" in minutes.body, "the chair was there"
    assert "op tijd besproken" in await scene.says("marieke", "!casus")


async def test_whose_organisation_goes_with_the_regie_leaves_it_to_the_others(scene: Scene) -> None:
    await scene.says("marieke", "!actie @marieke morgen: de huisarts spreken")
    await scene.person("marieke").say(await scene.room("marieke"), "!toestemming CSG ingetrokken")
    await scene.hears("hanna", "Er is nu geen regiehouder meer")
    assert await scene.person("marieke").try_join(await scene.room("hanna")) == "M_FORBIDDEN"
    await scene.says("hanna", "!regie ik")
    mine = await scene.says("hanna", "!acties")
    assert "de huisarts spreken" in mine.partition("Hanna")[2], "what had nobody is hers now"


async def test_of_a_minor_it_says_who_decided_and_for_what(scene: Scene) -> None:
    yes = {"CSG": "ja", "SHN": "ja"}
    young = {**INTAKE, "slachtoffer": "meisje", "leeftijd": 14, "minderjarig": True, "toestemming": yes}
    code = await handed_in(scene.stage, young)
    await scene.hears("hanna", STORY, code)
    assert "Op deze leeftijd beslissen meestal" in await scene.says("hanna", "!toestemming", code)
    assert "Zeg wie besloot" in await scene.says("hanna", "!toestemming Politie ja", code)
    shown = await scene.says("hanna", "!toestemming Politie ja veiligheid en recht door ouder tot over een jaar", code)
    assert "beslissen meestal het slachtoffer en de ouder of voogd samen" in shown, "a look, and no barrier"
    line = re.search(r"!toestemming .* bevestig \w+", shown)
    assert line is not None, shown
    assert "doet mee" in await scene.says("hanna", line[0], code)
    await scene.hears("joost", STORY, code)
    record = await scene.says("joost", "!toestemming", code)
    of_joost = next(each for each in record.splitlines() if "Politie: ja" in each)
    for words in ("veiligheid en recht", "ouder of voogd", "t/m"):
        assert words in of_joost
