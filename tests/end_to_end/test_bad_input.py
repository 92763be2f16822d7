"""What bad input gets, as a user meets it: a clear sentence, nothing half-created, and a bot that keeps running."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.demo.play import PARTS
from bot.demo.stage import DIRECTORY
from tests.end_to_end.conftest import Played, answer
from tests.enrolled import enrol_all
from tests.here import here

GOOD: dict[str, Any] = {
    "regio": "Den Haag", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 30", "vorm": "iets ergs",
    "toestemming": {"CSG": "ja"},
}  # fmt: skip

BAD_FILES = {
    "kapotte JSON": (b'{"regio": "DH", ', "geen goede JSON; kijk bij regel 1"),
    "geen tekst": (b"\xff\xfe\x00", "geen UTF-8"),
    "leeg": (b"", "leeg"),
    "onbekende organisatie": ({**GOOD, "toestemming": {"CSG": "ja", "Brandweer": "ja"}}, "toestemming.Brandweer"),
    "geen toestemming": ({**GOOD, "toestemming": {"CSG": "nee"}}, "toestemming: minstens één organisatie"),
    "onbekende regio": ({**GOOD, "regio": "Atlantis"}, "regio: dit ken ik niet"),
    "te veel tekst": ({**GOOD, "vorm": "x" * 1_000_000}, "te groot"),
    "lange tekst": ({**GOOD, "vorm": "x" * 3_000}, "vorm: dit is te lang"),
    "onbekend veld": ({**GOOD, "regoi": "DH"}, "bedoelt u regio?"),
}


@pytest.mark.parametrize("name", BAD_FILES)
async def test_a_wrong_intake_is_explained_and_creates_nothing(played: Played, tmp_path: Path, name: str) -> None:
    content, sentence = BAD_FILES[name]
    file = tmp_path / "intake.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    rooms = len(played.stage.people["marieke"].client.rooms)
    ran = await here(played.stage.settings, "intake", str(file))
    assert ran.code == 1
    assert sentence in ran.output
    assert "Er is niets veranderd." in ran.output
    assert "Traceback" not in ran.output
    assert len(played.stage.people["marieke"].client.rooms) == rooms
    assert played.stage.bot_runs


async def test_strange_but_honest_text_arrives_as_typed(played: Played, tmp_path: Path) -> None:
    strange = '<b>vet</b> **ster** `code` 👩‍👧 "aan" & שלום \u202eomgekeerd\u202c <script>alert(1)</script>'
    file = tmp_path / "intake.json"
    fields = ("melder", "slachtoffer", "vorm", "relatie", "laatste", "veiligheid_nu", "kindcheck", "wensen", "contact")
    text = {field: f"{field} {strange}" for field in fields}
    needs = dict.fromkeys(("veiligheid", "recht", "hulp", "herstel"), strange)
    contributions = [{"org": "CSG", "actie": strange}]
    file.write_text(json.dumps({**GOOD, **text, "behoeften": needs, "inzet": contributions}))
    ran = await here(played.stage.settings, "intake", str(file))
    assert ran.code == 0, ran.output
    marieke = played.stage.people["marieke"]
    card = await marieke.wait_text("slachtoffer <b>vet</b>")
    assert "<script>" not in card.formatted_body
    assert "&lt;b&gt;vet&lt;/b&gt; **ster** `code` 👩‍👧" in card.formatted_body
    assert "\u202e" not in card.body
    assert "שלום" in card.body


async def test_clear_refusals_in_dutch(played: Played) -> None:
    part = PARTS[0]
    person, room = played.stage.people["marieke"], played.play.rooms[played.play.codes[part.intake]]
    for typed, wanted in {
        "!actie @joost gisteren-of-zo: bellen": "Datum",
        "!actie @joost 31-02: bellen": "Datum",
        "!actie @joost 1-1-2020: bellen": "1 januari 2020",
        "!actie @vera vrijdag: bellen": "geen toestemming in deze casus",
        "!actie @niemand vrijdag: bellen": "Wie",
        "!actie @joost vrijdag": "Tekst",
        "!regie @joost": "Veilig Thuis",
        "!klaar A99": "A99",
        "!mdt start": "MDT-kamer",
        "!besluit veiligheid: nu toch nog": "beurt",
        "!aktie @joost vrijdag: bellen": "!actie",
    }.items():
        assert wanted in (await answer(person, room, typed)).body, typed
    assert played.stage.bot_runs


async def test_who_may_not_chair_is_told_so(played: Played) -> None:
    hanna = played.stage.people["hanna"]
    reply = await answer(hanna, hanna.room_named("MDT DH"), "!mdt start")
    assert "!mdt start" in reply.body
    assert "open" not in reply.body


async def test_help_knows_where_it_is_asked_and_by_whom(played: Played) -> None:
    async def help_for(name: str, room: str) -> str:
        person = played.stage.people[name]
        said = await answer(person, person.room_named(room), "!help")
        for other in ("joost", "hanna"):  # who shares the room has seen it before asking in turn
            if said.room_id in played.stage.people[other].client.rooms:
                await played.stage.people[other].wait_for(lambda m: m.event_id == said.event_id)
        return said.body

    chair, member = await help_for("joost", "MDT DH"), await help_for("hanna", "MDT DH")
    assert "!mdt start" in chair
    assert "!mdt start" not in member
    assert "!mdt agenda" in member
    case = await help_for("hanna", played.play.codes["DH-DEMO-01"])
    assert "!actie" in case
    assert "!mdt agenda" not in case
    direct = await help_for("hanna", "Regiekamer")
    assert "!mijn" in direct
    assert "!actie " not in direct


async def test_a_matrix_id_that_does_not_exist_is_reported_and_nobody_waits_for_it(
    played: Played, tmp_path: Path
) -> None:
    stage = played.stage
    directory = tmp_path / "adresboek.toml"
    ghost = '\n[[persoon]]\nmatrix = "@spook:regiekamer.test"\nnaam = "S. Pook"\norganisatie = "CSG"\n'
    directory.write_text(DIRECTORY.read_text() + ghost + 'regios = ["DH"]\nrollen = ["professional"]\n')
    settings = stage.settings.read_text()
    try:
        stage.settings.write_text(settings.replace(str(DIRECTORY), str(directory)))
        assert (await here(stage.settings, "adresboek")).code == 0
        await enrol_all(stage.settings)
        check = await here(stage.settings, "check")
        assert check.code == 1
        assert "@spook:regiekamer.test bestaat niet op de Matrix-server" in check.output
        await stage.log_in(["beheer"])
        await stage.people["beheer"].wait_text("@spook:regiekamer.test", seconds=60)
        file = tmp_path / "intake.json"
        file.write_text(json.dumps({**GOOD, "id": "DH-SPOOK", "vorm": "met een spook in het team"}))
        assert (await here(stage.settings, "intake", str(file))).code == 0
        await stage.people["marieke"].wait_text("met een spook in het team")
    finally:
        stage.settings.write_text(settings)
        assert (await here(stage.settings, "adresboek")).code == 0
    assert stage.bot_runs
