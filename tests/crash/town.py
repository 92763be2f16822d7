"""A small town: one region, four parties, five professionals and an administrator, on a homeserver of their own."""

import json
import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.demo.stage import Stage
from bot.matrix.wire import CLIENT
from tests.enrolled import enrol_all
from tests.here import here

BOT_ID = "@regiekamer:regiekamer.test"
PARTIES = {"CSG": True, "Politie": False, "SHN": True, "VT": True}
"""Each with whether it may supply the regiehouder."""

PEOPLE = {"anna": "CSG", "bas": "Politie", "carla": "SHN", "dirk": "VT", "els": "VT"}
NAMES = {name: f"{name.title()} Verzonnen" for name in PEOPLE}
COORDINATORS = tuple(name for name, party in PEOPLE.items() if PARTIES[party])
ADMIN = "beheer"
CHAIR = "bas"
LATE = "els"
"""Has an account from the start, and a phone only later: everywhere she comes when all is on its way."""

SECONDS = 60.0


def directory() -> str:
    parts = ['[[regio]]\ncode = "DH"\nnaam = "Den Haag"\nmdt_tijd = "09:00"\n']
    for key, coordinates in PARTIES.items():
        regie = str(coordinates).lower()
        parts.append(
            f'[[organisatie]]\nsleutel = "{key}"\nnaam = "{key}"\naliassen = []\nmdt = true\nregie = {regie}\n'
        )
    for name, party in PEOPLE.items():
        more = {"voorzitter": name == CHAIR, "regiehouder": PARTIES[party]}
        held = ["professional", *(role for role, holds in more.items() if holds)]
        roles = ", ".join(f'"{role}"' for role in held)
        parts.append(_person(name, NAMES[name], party, '"DH"', roles))
    parts.append(_person(ADMIN, "Beheer Verzonnen", "CSG", "", '"beheerder"'))
    return "".join(parts)


def _person(name: str, full_name: str, party: str, regions: str, roles: str) -> str:
    return (
        f'[[persoon]]\nmatrix = "@{name}:regiekamer.test"\nnaam = "{full_name}"\norganisatie = "{party}"\n'
        f"regios = [{regions}]\nrollen = [{roles}]\n"
    )


class Town:
    """The stage, and the cases so far: code to room id."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage = stage
        self.folder = folder
        self.rooms: dict[str, str] = {}
        self.up: str | None = None
        """The case that the MDT has up."""
        self._intakes = 0

    async def command(self, *words: str) -> str:
        """Run a command of the bot's own; it must succeed."""
        ran = await here(self.stage.settings, *words)
        assert ran.code == 0, ran.output
        return ran.output

    async def hand_in(self) -> str:
        """Hand in an intake for which everybody has consent, and give the case's code."""
        self._intakes += 1
        file = self.folder / f"intake{self._intakes}.json"
        file.write_text(json.dumps({
            "id": f"DH-{self._intakes}", "regio": "DH", "bron": "CSG", "melder": "slachtoffer",
            "slachtoffer": "vrouw, 27", "vorm": f"verzonnen verhaal {self._intakes}",
            "toestemming": dict.fromkeys(PARTIES, "ja"),
        }))  # fmt: skip
        [code] = re.findall(r"^(DH-\w{4}):", await self.command("intake", str(file)), re.MULTILINE)
        return str(code)

    async def enter(self, code: str, people: Iterable[str]) -> None:
        """Wait until these people are in the room of the case and have its card."""
        for name in people:
            person = self.stage.people[name]
            self.rooms[code] = await person.wait_room(code, seconds=SECONDS)
            await person.wait_text(f"{code}, gemeld", room_id=self.rooms[code], seconds=SECONDS)

    async def ask(self, path: str) -> dict[str, Any]:
        """Ask the homeserver something as the bot."""
        token = (self.stage.folder / "geheim" / "toegang").read_text().strip()
        return await self.stage.homeserver.call("GET", f"{CLIENT}/{path}", token=token)


@asynccontextmanager
async def open_town(folder: Path, cases: int) -> AsyncIterator[Town]:
    """Set everything up, with this many cases, the first of which the MDT has up; the bot is stopped again.

    Without cases it has never run yet.
    """
    async with Stage(folder / "stage") as stage:
        town = Town(stage, folder)
        file = folder / "adresboek.toml"
        file.write_text(directory())
        await stage.make_accounts([*NAMES.items(), (ADMIN, "Beheer")])
        stage.write_settings(file)
        await town.command("setup")
        await town.command("adresboek")
        await enrol_all(stage.settings)
        await stage.log_in([*(name for name in PEOPLE if name != LATE), ADMIN])
        if cases:
            await stage.start_bot()
            for _ in range(cases):
                await town.enter(await town.hand_in(), [name for name in PEOPLE if name != LATE])
            await _take_up_first(town)
            assert await stage.stop_bot() == 0
        yield town


async def _take_up_first(town: Town) -> None:
    chair = town.stage.people[CHAIR]
    meeting = await chair.wait_room("MDT DH", seconds=SECONDS)
    await chair.say(meeting, "!mdt start\n!volgende")
    town.up = next(iter(town.rooms))
    await chair.wait_text(f"Nu: {town.up}", room_id=meeting, seconds=SECONDS)
