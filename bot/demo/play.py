"""The main job, played: three intakes become rooms, are weighed at the MDT, get actions, and reminders arrive."""

import asyncio
import json
import re
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from bot.demo.stage import INTAKES, OUTSIDER, REMIND_EVERY, Stage
from bot.demo.transcript import Check, readers, transcript

T = TypeVar("T")

DIGEST_IN = timedelta(seconds=25)
"""After the bot's restart: long enough to be up again, and to be reminded first. What the digest said rings later."""

PATIENCE = 45.0
AREAS = ("veiligheid", "recht", "hulp", "herstel")
DECISIONS = (
    "!besluit veiligheid: vandaag een ander slot op de deur\n"
    "!besluit recht: uitleg over de mogelijkheden, slachtoffer kiest zelf\n"
    "!besluit hulp: afspraak met de verpleegkundige\n"
    "!besluit herstel nvt"
)


class DemoFailedError(Exception):
    """Something did not happen that should have."""


@dataclass(frozen=True)
class Part:
    """Who plays what in one case."""

    intake: str
    region: str
    chair: str
    members: tuple[str, ...]
    coordinator: str
    owner: str
    secret: str


PARTS = (
    Part("DH-DEMO-01", "DH", "joost", ("marieke", "hanna", "joost"), "marieke", "marieke", "pleger kent adres"),
    Part(
        "OB-DEMO-02", "OB", "sanne", ("pieter", "sanne", "rik", "cora", "oda"), "sanne", "sanne", "naaktbeelden",
    ),
    Part("OB-DEMO-03", "OB", "sanne", ("cora", "rik", "paul"), "rik", "rik", "past op kleinkind"),
)  # fmt: skip
PEOPLE = (
    "marieke",
    "joost",
    "hanna",
    "vera",
    "olaf",
    "sanne",
    "pieter",
    "rik",
    "cora",
    "oda",
    "paul",
    "tessa",
    "beheer",
    "beheer2",
    OUTSIDER,
)
FIRST = ("marieke", "joost", "hanna", "vera", "olaf", "paul", "tessa")
"""The first of each organisation: two administrators say that they work there."""
COLLEAGUES = {"marieke": "cora", "joost": "pieter", "hanna": "rik", "vera": "sanne", "olaf": "oda"}
"""Everybody else is confirmed by a colleague."""


class Play:
    """The demo on its stage, told on screen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._began = time.monotonic()
        self.codes: dict[str, str] = {}
        self.rooms: dict[str, str] = {}

    async def step(self, text: str, doing: Awaitable[T]) -> T:
        """Do something, and tell what and how long it took."""
        print(f"{time.monotonic() - self._began:6.1f} s  {text} ...", flush=True)
        return await doing

    async def command(self, *arguments: str) -> str:
        """Run a command of the bot's own; it must succeed."""
        ran = await self._stage.command(*arguments)
        for line in ran.output.splitlines():
            if " INFO " not in line:
                print(f"           {line}", flush=True)
        if ran.code != 0:
            raise DemoFailedError(f"regiekamer {arguments[0]} eindigde met {ran.code}")
        return ran.output

    async def perform(self) -> list[Check]:
        """Play everything; give what must hold at the end."""
        stage, hands = self._stage, self._stage.people
        await self.step("accounts maken op de weggooi-server", stage.make_accounts())
        stage.write_settings()
        await self.step("regiekamer setup", self.command("setup"))
        await self.step("regiekamer adresboek", self.command("adresboek"))
        await self.step("regiekamer check", self.command("check"))
        await self.step("regiekamer run (eigen proces)", stage.start_bot())
        await self.step(f"{len(PEOPLE)} mensen loggen in met een echte client", stage.log_in(PEOPLE))
        await self.step("twee beheerders laten van elke organisatie de eerste toe", self._let_in_first())
        await self.step("iedereen leest het privacyprotocol en typt !akkoord", self._accept())
        await self.step("collega's laten elkaar toe", self._let_in_colleagues())
        output = await self.step("regiekamer intake: drie intakes", self.command("intake", str(INTAKES)))
        found = re.findall(r"^([A-Z]{2}-\w{4}):", output, re.MULTILINE)
        self.codes = dict(zip([i["id"] for i in json.loads(INTAKES.read_bytes())], found, strict=True))
        await self.step("dezelfde intakes nog eens: geen tweede casus", self.command("intake", str(INTAKES)))
        for part in PARTS:
            await self.step(f"{self.codes[part.intake]}: iedereen met toestemming krijgt de kaart", self._enter(part))
        for region, chair in (("DH", "joost"), ("OB", "sanne")):
            await self.step(f"MDT {region}: agenda, start, besluiten, sluiten", self._meet(region, chair))
        await self.step("de bot herstarten; het dagoverzicht komt zo", self._restart())
        await self.step("wachten op herinnering en dagoverzicht in de eigen chat", self._reminders())
        checks = await self.step("controleren wie wat kon lezen", self._checks())
        print("\nWie kon wat lezen:\n")
        for line in transcript(hands.items()):
            print(line)
        return checks

    async def _let_in_first(self) -> None:
        for admin in ("beheer", "beheer2"):
            person = self._stage.people[admin]
            room = await person.wait_room("Beheer", seconds=PATIENCE)
            await person.say(room, "\n".join(f"!bevestig {self._stage.people[name].user_id}" for name in FIRST))
        for name in FIRST:
            await self._said(name, "Je bent bevestigd")

    async def _accept(self) -> None:
        for name in (*FIRST, *COLLEAGUES.values()):
            person = self._stage.people[name]
            await person.say(await person.wait_room("Regiekamer", seconds=PATIENCE), "!akkoord")

    async def _let_in_colleagues(self) -> None:
        for name, colleague in COLLEAGUES.items():
            person, newcomer = self._stage.people[name], self._stage.people[colleague]
            await person.say(await person.wait_room("Regiekamer"), f"!collega {newcomer.user_id} bevestig")
            await self._said(colleague, "Je bent bevestigd")

    async def _said(self, name: str, text: str) -> None:
        person = self._stage.people[name]
        await person.wait_text(text, room_id=await person.wait_room("Regiekamer", seconds=PATIENCE), seconds=PATIENCE)

    async def _enter(self, part: Part) -> None:
        code = self.codes[part.intake]
        for name in part.members:
            person = self._stage.people[name]
            self.rooms[code] = await person.wait_room(code, seconds=PATIENCE)
            await person.wait_text(part.secret, room_id=self.rooms[code], seconds=PATIENCE)

    async def _meet(self, region: str, chair_name: str) -> None:
        chair = self._stage.people[chair_name]
        mdt = await chair.wait_room(f"MDT {region}", seconds=PATIENCE)
        await chair.say(mdt, "!mdt agenda")
        await chair.wait_text(next(c for c in self.codes.values() if c.startswith(region)), room_id=mdt)
        await chair.say(mdt, "!mdt start")
        await chair.wait_text("Het MDT is open", room_id=mdt)
        parts = {self.codes[p.intake]: p for p in PARTS if p.region == region}
        for number in range(1, len(parts) + 1):
            await chair.say(mdt, "!volgende")
            up = await chair.wait_text(f"{number} van {len(parts)}", room_id=mdt, seconds=PATIENCE)
            code = next(c for c in parts if f"Nu: {c}" in up.body)
            await self._weigh(code, parts[code])
        await chair.say(mdt, "!mdt sluit")
        await chair.wait_text("afgesloten", room_id=mdt, seconds=PATIENCE)

    async def _weigh(self, code: str, part: Part) -> None:
        leader, room = self._stage.people[part.members[0]], self.rooms[code]
        coordinator = self._stage.people[part.coordinator]
        await leader.say(room, f"!regie {coordinator.user_id}\n{DECISIONS}")
        await leader.wait_text("Alle vier", room_id=room, seconds=PATIENCE)
        if coordinator is not leader:
            await coordinator.say(room, "!regie aanvaard")
            await leader.wait_text("is nu regiehouder", room_id=room, seconds=PATIENCE)
        owner = self._stage.people[part.owner]
        await leader.say(room, f"!actie {owner.user_id} vandaag: terugbellen over de afspraak\n!acties")
        await leader.wait_text("!klaar A1", room_id=room, seconds=PATIENCE)

    async def _restart(self) -> None:
        """Stop and start: what was agreed and promised is all there again."""
        await self._stage.stop_bot()
        self._stage.write_settings(digest_in=DIGEST_IN)
        await self._stage.start_bot()

    async def _reminders(self) -> None:
        seconds = PATIENCE + REMIND_EVERY.total_seconds()
        for part in PARTS:
            owner = self._stage.people[part.owner]
            chat = await owner.wait_room("Regiekamer")
            code = self.codes[part.intake]
            await owner.wait_text(f"{code} A1", room_id=chat, seconds=seconds)
            await owner.wait_text("Goedemorgen", room_id=chat, seconds=seconds)

    async def _checks(self) -> list[Check]:
        people = self._stage.people
        found = []
        for part in PARTS:
            code = self.codes[part.intake]
            may = set(part.members)
            got = readers(people.items(), part.secret)
            found.append(Check(f"{code}: alleen {', '.join(sorted(may))} lezen mee", got == may))
            for name in sorted(set(people) - may):
                refusal = await people[name].try_join(self.rooms[code])
                found.append(Check(f"{code}: {name} kan er niet in ({refusal})", refusal == "M_FORBIDDEN"))
        found.append(Check("de buitenstaander las niets", not people[OUTSIDER].readable()))
        direct = [m.body for p in people.values() for m in p.messages(p.room_named("Regiekamer")) if m.readable]
        leaked = any("terugbellen" in body or any(p.secret in body for p in PARTS) for body in direct)
        found.append(Check("geen inhoud in de eigen chats", not leaked))
        found.append(Check("de bot draait nog", self._stage.bot_runs))
        return found


async def play_demo(*, keep: bool) -> int:
    """Play the demo in a temporary folder; give 0 when everything held. `keep` leaves it up until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="regiekamer-demo-") as folder:
        print("Een weggooi-server starten (Synapse, alleen op deze machine) ...", flush=True)
        async with Stage(Path(folder)) as stage:
            play = Play(stage)
            try:
                checks = await play.perform()
            except (DemoFailedError, TimeoutError) as error:
                print(f"\nDe demo is mislukt: {error}", file=sys.stderr)
                print(stage.bot_log()[-3000:], file=sys.stderr)
                return 1
            print("\nGecontroleerd:")
            for check in checks:
                print(f"  {'ja ' if check.holds else 'NEE'}  {check.text}")
            well = all(check.holds for check in checks)
            print(f"\n{'Alles klopt.' if well else 'Er klopt iets NIET.'}", flush=True)
            if keep and well:
                await _stay(stage)
            return 0 if well else 1


async def _stay(stage: Stage) -> None:
    """Leave everything up, and tell how to look around with any Matrix client."""
    print(f"\nServer: {stage.homeserver.url}  (Ctrl-C stopt en ruimt op)")
    for name in PEOPLE:
        print(f"  @{name}:{stage.homeserver.server_name}   wachtwoord: {stage.passwords[name]}")
    print("Log in met bijvoorbeeld Element, als server het adres hierboven. Een nieuw apparaat leest wat daarna komt:")
    print("typ in een casuskamer !casus.", flush=True)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        print("Opruimen ...")
