"""The main job, after it was played by the demo: who read what, and that not a typed word lies about."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.demo.play import DECISIONS, PARTS
from bot.demo.stage import INTAKES
from tests.end_to_end.conftest import Played
from tests.peers import Peer


async def test_the_demo_holds_in_every_check(played: Played) -> None:
    assert len(played.checks) > 30
    assert [c.text for c in played.checks if not c.holds] == []


async def test_the_same_file_twice_is_one_case(played: Played) -> None:
    ran = await played.stage.command("intake", str(INTAKES))
    assert ran.code == 0
    assert sorted(re.findall(r"\b(?:DH|OB)-\w{4}\b", ran.output)) == sorted(played.play.codes.values())
    assert ran.output.count("was al ingevoerd") == 3


async def test_the_card_is_dutch_and_complete(played: Played) -> None:
    hanna, code = played.stage.people["hanna"], played.play.codes["DH-DEMO-01"]
    card = await hanna.wait_text("gemeld", room_id=played.play.rooms[code])
    for wanted in (code, "Veilig contact: bellen 10-12 uur, geen voicemail", "Regiehouder", "24 uur: vóór",
                   "Veiligheid", "Recht", "Hulp", "Herstel", "Doen mee", "Geen toestemming: Veilig Thuis",
                   "bel 112"):  # fmt: skip
        assert wanted in card.body
    assert card.msgtype == "m.notice", "content does not ring"


async def test_the_mdt_room_holds_codes_and_nothing_else(played: Played) -> None:
    vera = played.stage.people["vera"]  # a permanent party without consent in this case
    read = vera.readable(vera.room_named("MDT DH"))
    assert played.play.codes["DH-DEMO-01"] in read
    for part in PARTS:
        assert part.secret not in read
    for word in ("verkrachting", "slot op de deur", "regiehouder is"):
        assert word not in read
    about_cases = [line for line in read.splitlines() if any(code in line for code in played.play.codes.values())]
    assert about_cases
    for party in ("CSG", "Seksueel Geweld", "Slachtofferhulp", "Politie", "Perspectief"):  # who is at the MDT is told
        assert not [line for line in about_cases if party in line], "a party beside a code"


async def test_reminder_and_digest_are_codes_and_counts_and_ring(played: Played) -> None:
    for part in PARTS:
        person, code = played.stage.people[part.owner], played.play.codes[part.intake]
        chat = person.room_named("Regiekamer")
        due = await person.wait_text(f"{code} A1", room_id=chat)
        digest = await person.wait_text("Goedemorgen", room_id=chat)
        for message in (due, digest):
            assert message.msgtype == "m.text"
            assert message.mentions == (person.user_id,)
            assert "terugbellen" not in message.body


async def test_every_room_is_encrypted_and_named_by_its_code_alone(played: Played) -> None:
    for code, room_id in played.play.rooms.items():
        person = next(p for p in played.stage.people.values() if room_id in p.client.rooms)
        status, state = await person.raw("GET", f"/_matrix/client/v3/rooms/{room_id}/state")
        assert status == 200
        events: list[dict[str, Any]] = list(state)  # type: ignore[arg-type]  # this endpoint answers with a list
        by_type = {e["type"]: e["content"] for e in events}
        assert by_type["m.room.name"] == {"name": code}
        assert by_type["m.room.encryption"]["algorithm"] == "m.megolm.v1.aes-sha2"
        assert "m.room.topic" not in by_type


def typed_words() -> set[str]:
    """List what was typed about cases: long enough not to occur by accident."""
    words: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, str):
            words.add(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            collect(inner)

    for intake in json.loads(INTAKES.read_bytes()):
        kept = ("slachtoffer", "vorm", "contact", "behoeften", "kindcheck", "laatste")
        collect({key: intake.get(key) for key in kept})
        collect([part["actie"] for part in intake["inzet"]])
    words |= {line.partition(": ")[2] for line in DECISIONS.splitlines()}
    return {word for word in words if len(word) >= 10} | {"terugbellen over de afspraak"}


def found_in(folder: Path, words: set[str]) -> list[tuple[str, str]]:
    """Search every file below a folder for words, in the encodings a program might use."""
    found = []
    for file in (f for f in folder.rglob("*") if f.is_file()):
        content = file.read_bytes()
        for word in words:
            forms = {word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode()}
            if any(form in content for form in forms):
                found.append((file.name, word))
    return found


async def test_not_a_typed_word_lies_about_in_any_file(played: Played, tmp_path: Path) -> None:
    """Database and its log, crypto store, bot output, Synapse's database (room state and all events) and logs."""
    words = typed_words()
    assert len(words) > 20
    (tmp_path / "control").write_bytes(INTAKES.read_bytes())
    assert found_in(tmp_path, words), "the search itself finds what is there"
    code = played.play.codes["DH-DEMO-01"]
    assert found_in(played.stage.folder / "synapse", {code}), "the homeserver's database is among what is searched"
    assert found_in(played.stage.data, {code}), "the bot's database is among what is searched"
    assert found_in(played.stage.folder, words) == []


async def test_no_name_of_a_person_is_in_the_bots_output(played: Played) -> None:
    log = played.stage.bot_log()
    for word in ("Marieke", "marieke", "joost", "verkrachting", *played.play.codes.values()):
        assert word not in log


async def test_a_client_of_another_code_base_does_the_job_too(played: Played, tmp_path: Path) -> None:
    stage = played.stage
    hers = stage.people["vera"].keyring.identity
    vera = await Peer.login(stage.homeserver.url, "@vera:regiekamer.test", stage.passwords["vera"], hers)
    try:
        file = tmp_path / "intake.json"
        file.write_text(json.dumps({
            "id": "DH-PEER", "regio": "DH", "bron": "VT", "melder": "buurvrouw", "slachtoffer": "man, 35",
            "vorm": "bedreigd door ex-partner", "toestemming": {"VT": "ja", "SHN": "ja"},
        }))  # fmt: skip
        ran = await stage.command("intake", str(file))
        assert ran.code == 0
        code = re.findall(r"DH-\w{4}", ran.output)[0]
        card = await vera.wait_text("bedreigd door ex-partner")
        await vera.say(card.room_id, "!actie @hanna morgen: samen het gesprek voorbereiden")
        await vera.wait_text("A1", room_id=card.room_id)
        await stage.people["hanna"].wait_text("samen het gesprek voorbereiden")
        hanna = stage.people["hanna"]
        turn = await hanna.wait_for(lambda m: m.mentions == (hanna.user_id,), room_id=card.room_id)
        assert turn.msgtype == "m.text"
        assert code in turn.body
        assert "gesprek" not in turn.body
    finally:
        await vera.close()


@pytest.mark.parametrize("who", ["buitenstaander", "tessa"])
async def test_who_has_no_consent_cannot_make_the_bot_do_anything(played: Played, who: str) -> None:
    person = played.stage.people[who]
    for room_id in played.play.rooms.values():
        status, _ = await person.raw("PUT", f"/_matrix/client/v3/rooms/{room_id}/send/m.room.message/x{who}", {})
        assert status == 403
