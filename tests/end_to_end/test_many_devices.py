"""Twelve people with three devices each: whoever has joined can read the card, on every device (rule 5)."""

import asyncio
import json
import re
from pathlib import Path

from bot.demo.people import Professional
from bot.demo.stage import Stage
from tests.enrolled import enrol_all
from tests.here import here

ORGANISATIONS = ("Politie", "VT", "SHN", "CSG")
PEOPLE = [(f"p{number}", ORGANISATIONS[number % 4]) for number in range(12)]
SECRET = "alleen voor deze twaalf"


def directory() -> str:
    region = '[[regio]]\ncode = "DH"\nnaam = "Den Haag"\nmdt_tijd = "09:00"\n'
    parties = "".join(
        f'[[organisatie]]\nsleutel = "{key}"\nnaam = "{key}"\naliassen = []\nmdt = false\nregie = true\n'
        for key in ORGANISATIONS
    )
    people = "".join(
        f'[[persoon]]\nmatrix = "@{name}:regiekamer.test"\nnaam = "Mens {name}"\norganisatie = "{key}"\n'
        f'regios = ["DH"]\nrollen = ["professional"]\n'
        for name, key in PEOPLE
    )
    return region + parties + people


async def test_all_thirty_six_read_the_card(tmp_path: Path) -> None:
    async with Stage(tmp_path / "stage") as stage:
        file = tmp_path / "adresboek.toml"
        file.write_text(directory())
        intake = tmp_path / "intake.json"
        intake.write_text(json.dumps({
            "id": "DH-36", "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 27",
            "vorm": SECRET, "toestemming": dict.fromkeys(ORGANISATIONS, "ja"),
        }))  # fmt: skip
        await stage.make_accounts([(name, name) for name, _ in PEOPLE])
        stage.write_settings(file)
        for command in ("setup", "adresboek"):
            ran = await here(stage.settings, command)
            assert ran.code == 0, ran.output
        await enrol_all(stage.settings)
        await stage.log_in(name for name, _ in PEOPLE)
        first = [stage.people[name] for name, _ in PEOPLE]
        others = [
            await Professional.login(
                stage.homeserver.url, person.user_id, stage.passwords[name], keyring=person.keyring
            )
            for (name, _), person in zip(PEOPLE, first, strict=True)
            for _ in range(2)
        ]
        try:
            await stage.start_bot()
            ran = await here(stage.settings, "intake", str(intake))
            [code] = re.findall(r"^(DH-\w{4}):", ran.output, re.MULTILINE)
            await asyncio.gather(*(person.wait_room(code, seconds=60) for person in first))
            devices = [*first, *others]
            await asyncio.gather(*(device.wait_text(SECRET, seconds=60) for device in devices))
            assert len({device.client.device_id for device in devices}) == 36
        finally:
            await asyncio.gather(*(device.close() for device in others))
