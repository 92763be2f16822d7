"""Synapse's default rate limits, for a bot that nobody has exempted: late, but nothing lost, nothing doubled, in order.

Ten messages, rooms and invitations together in one go, and then one per five seconds. A refused invitation counts:
after five for one person the next one waits more than five minutes, so none may be tried in vain too often.
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from tests.crash.evidence import look
from tests.crash.model import CaseModel
from tests.crash.town import BOT_ID, NAMES, PEOPLE, Town
from tests.crash.verifier import compare
from tests.enrolled import enrol_all
from tests.faults import BadNetwork

PATIENCE = 120.0


def directory(people: Sequence[str]) -> str:
    region = '[[regio]]\ncode = "DH"\nnaam = "Den Haag"\nmdt_tijd = "09:00"\n'
    parties = "".join(
        f'[[organisatie]]\nsleutel = "{PEOPLE[name]}"\nnaam = "{PEOPLE[name]}"\naliassen = []\nmdt = true\n'
        "regie = true\n"
        for name in people
    )
    persons = "".join(
        f'[[persoon]]\nmatrix = "@{name}:regiekamer.test"\nnaam = "{NAMES[name]}"\norganisatie = "{PEOPLE[name]}"\n'
        'regios = ["DH"]\nrollen = ["professional"]\n'
        for name in people
    )
    return region + parties + persons


async def open_limited(stage: Stage, folder: Path, people: Sequence[str]) -> Town:
    """Set up a bot that has never run, and people with a client; Synapse lets five log in from one address."""
    town, file = Town(stage, folder), folder / "adresboek.toml"
    file.write_text(directory(people))
    await stage.make_accounts([(name, NAMES[name]) for name in people])
    stage.write_settings(file)
    await town.command("setup")
    await town.command("adresboek")
    await enrol_all(stage.settings)
    await stage.log_in(people)
    return town


async def hand_in(town: Town, people: Sequence[str]) -> str:
    file = town.folder / "intake.json"
    file.write_text(json.dumps({
        "id": "DH-1", "regio": "DH", "bron": "CSG", "melder": "slachtoffer", "slachtoffer": "vrouw, 27",
        "vorm": "verzonnen verhaal", "toestemming": {PEOPLE[name]: "ja" for name in people},
    }))  # fmt: skip
    [code] = re.findall(r"^(DH-\w{4}):", await town.command("intake", str(file)), re.MULTILINE)
    return str(code)


async def works_within(seconds: float, folder: Path, people: Sequence[str], rounds: int) -> None:
    """From the first start and an intake to the last of so many answers to each of these people."""
    async with (
        Stage(folder / "stage", limits="default", exempt=False) as stage,
        BadNetwork(stage.homeserver.url) as network,
    ):
        stage.bot_url = network.url
        town = await open_limited(stage, folder, people)
        code = await hand_in(town, people)
        await stage.start_bot()
        began = time.monotonic()
        for name in people:
            town.rooms[code] = await stage.people[name].wait_room(code, seconds=PATIENCE)
            await stage.people[name].wait_text(f"{code}, gemeld", room_id=town.rooms[code], seconds=PATIENCE)
        room_id, witness = town.rooms[code], stage.people[people[0]]
        said: dict[str, tuple[str, str]] = {}
        for number in range(rounds):
            for name in people:
                text = f"!actie {name} vandaag: terugbellen over nummer {number} van {name}"
                said[await stage.people[name].say(room_id, text)] = (name, text)
        last = f"nummer {rounds - 1} van {people[-1]}"
        await witness.wait_for(lambda m: m.sender == BOT_ID and last in m.body, room_id=room_id, seconds=PATIENCE * 2)
        took = time.monotonic() - began
        await asyncio.sleep(1)  # whatever would be said too much comes right after

        seen = await look(witness, room_id, code)
        model, answers = CaseModel(code, NAMES, decides=False), []
        for message in seen.messages:
            if message.event_id in said:
                model.take(*said[message.event_id])
            elif message.body is None or not message.body.startswith(f"{code}, gemeld "):
                answers.append(message.body or "unreadable")
        assert len(model.actions) == len(said)
        assert compare(model.answers, answers) == []
        rows = [message.row for message in seen.of_bot()]
        assert len(set(rows)) == len(rows)
        assert sum(network.busy.values()), "the limits were met"
        assert network.too_soon == []
        assert took < seconds, f"{took:.0f} s; 429: {dict(network.busy)}\n{stage.bot_log()}"
        assert await stage.stop_bot() == 0


@pytest.mark.soak  # the limits themselves make it a minute: a message per five seconds
@pytest.mark.timeout(400)
async def test_with_the_default_limits_every_answer_comes_once_in_order_and_no_sooner_than_asked(
    tmp_path: Path,
) -> None:
    await works_within(120, tmp_path, ("anna", "bas"), rounds=3)


@pytest.mark.soak
@pytest.mark.timeout(900)
async def test_a_longer_row_of_answers_comes_in_order_too(tmp_path: Path) -> None:
    await works_within(300, tmp_path, ("anna", "bas", "carla", "dirk"), rounds=5)
