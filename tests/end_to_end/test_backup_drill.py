"""The drill of docs/beheer.md: a machine is lost, another becomes the bot, and no agreement is lost unseen."""

import json
import re
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.demo.homeserver import HomeserverFailedError
from bot.demo.people import Message, Professional
from bot.demo.stage import INTAKES, Ran, Stage
from bot.domain.calendar import ZONE
from bot.matrix.wire import CLIENT
from tests.end_to_end.conftest import BOT_ID, answer
from tests.end_to_end.killing import devices, identity_in, is_whole, shown, token_of
from tests.end_to_end.test_backup import BACK, lose_the_machine
from tests.end_to_end.test_main_job import found_in, typed_words
from tests.enrolled import enrol_all

GIVEN_UP = 100.0
"""Seconds until the bot says that it cannot read something; it waits a minute for the key."""
DUE = timedelta(seconds=100)
"""When the reminder comes: after the machine was lost."""
LATER = {
    "id": "DH-LATER", "regio": "DH", "bron": "CSG", "melder": "buurvrouw", "slachtoffer": "man, 35",
    "vorm": "bedreigd door ex-partner", "toestemming": {"CSG": "ja"},
}  # fmt: skip


@dataclass
class Drill:
    """A bot at work, and what its people read before it was lost."""

    stage: Stage
    file: Path
    code: str = ""
    room: str = ""
    later: str = ""
    identity: list[Any] = field(default_factory=list)
    token: str = ""
    output: str = ""
    before: set[str] = field(default_factory=set)

    def person(self, name: str) -> Professional:
        return self.stage.people[name]

    async def command(self, *arguments: str) -> Ran:
        ran = await self.stage.command(*arguments)
        self.output += ran.output
        return ran

    async def well(self, *arguments: str) -> list[str]:
        ran = await self.command(*arguments)
        assert ran.code == 0, ran.output
        return ran.output.splitlines()

    async def say(self, name: str, text: str) -> str:
        return (await answer(self.person(name), self.room, text)).body

    async def hears(self, name: str, *words: str, seconds: float = BACK) -> Message:
        """Wait for something the bot says to this person after it was restored."""
        return await self.person(name).wait_for(self.anew(*words), seconds=seconds)

    def anew(self, *words: str) -> Callable[[Message], bool]:
        def fits(message: Message) -> bool:
            return (
                message.sender == BOT_ID
                and message.event_id not in self.before
                and all(w in message.body for w in words)
            )

        return fits

    # --- the steps ---

    async def work(self) -> None:
        """Open cases, agree on actions; one is due soon after."""
        moment = datetime.now(ZONE) + DUE
        text = re.sub("herinneringen = .*", f'herinneringen = ["{moment:%H:%M:%S}"]', self.stage.settings.read_text())
        self.stage.settings.write_text(text)
        await self.well("setup")
        await self.well("adresboek")
        await enrol_all(self.stage.settings)
        await self.stage.start_bot()
        await self.stage.log_in(["marieke", "hanna", "joost"])
        ran = await self.stage.command("intake", str(INTAKES))
        self.code = re.findall(r"DH-\w{4}", ran.output)[0]
        self.room = await self.person("marieke").wait_room(self.code, seconds=BACK)
        for name in ("marieke", "hanna", "joost"):
            await self.person(name).wait_text("pleger kent adres", room_id=self.room, seconds=BACK)
        await self.say("marieke", f"!actie {self.person('marieke').user_id} vandaag: samen naar de dokter gaan")
        await self.say("hanna", f"!actie {self.person('marieke').user_id} morgen: de huisarts inlichten")
        self.identity, self.token = identity_in(await shown(self.stage)), token_of(self.stage)

    async def back_up(self) -> None:
        """Beside the running bot. It says what is in it and nothing more, and never overwrites."""
        told = await self.well("backup", str(self.file))
        numbers = r"[1-9]\d* kamers, \d+ berichten die nog weg moeten, [1-9]\d* kamersleutels\."
        assert re.fullmatch(rf"Erin: 3 casussen, {numbers}", told[-1])
        assert self.stage.bot_runs
        again = await self.command("backup", str(self.file))
        assert (again.code, "overschrijft nooit" in again.output) == (1, True)

    async def work_on(self, intake: Path) -> None:
        """Marieke's client goes on with a key that is in the backup, Joost's had none yet; and there is a new case."""
        await self.say("marieke", "!klaar A2")
        await self.say("marieke", f"!actie {self.person('hanna').user_id} morgen: de school inlichten")
        await self.say("joost", f"!actie {self.person('joost').user_id} morgen: langs het huis rijden")
        ran = await self.stage.command("intake", str(intake))
        self.later = re.findall(r"DH-\w{4}", ran.output)[0]
        await self.person("marieke").wait_room(self.later, seconds=BACK)

    async def lose(self) -> None:
        await self.stage.stop_bot(signal.SIGKILL)
        lose_the_machine(self.stage)
        people = self.stage.people.values()
        self.before = {message.event_id for person in people for message in person.messages()}

    async def restore(self) -> None:
        """As an operator does, with the lines of docs/beheer.md."""
        told = await self.well("restore", str(self.file))
        assert told[-1].startswith("Erin: 3 casussen")
        assert any(line.endswith("voer die intakes opnieuw in.") and self.later in line for line in told)
        await self.well("check")
        again = await self.command("restore", str(self.file))
        assert (again.code, "overschrijft nooit" in again.output) == (1, True)
        await self.stage.start_bot()


@pytest.fixture
async def drill(tmp_path: Path) -> AsyncIterator[Drill]:
    async with Stage(tmp_path / "stage") as stage:
        await stage.make_accounts()
        stage.write_settings()
        yield Drill(stage, tmp_path / "regiekamer.backup")


@pytest.mark.soak  # the bot waits a minute for a missing key; every step of it by itself is in test_backup.py
@pytest.mark.timeout(480)
async def test_the_drill(drill: Drill, tmp_path: Path) -> None:
    (tmp_path / "intake.json").write_text(json.dumps(LATER))
    await drill.work()
    await drill.back_up()
    await drill.work_on(tmp_path / "intake.json")
    await drill.lose()
    await drill.restore()

    # What Marieke typed after the backup is done again, from her own words; what Joost typed is asked for again.
    await drill.hears("marieke", "de school inlichten")
    await drill.hears("joost", "niet lezen. Stuur het nog een keer", seconds=GIVEN_UP)
    unreadable = [m for m in drill.person("joost").messages(drill.room) if drill.anew("niet lezen")(m)]
    assert len(unreadable) == 1, "only what could not be read"
    assert "A4" in await drill.say("joost", f"!actie {drill.person('joost').user_id} morgen: langs het huis rijden")
    listed = await drill.say("hanna", "!acties")
    for words in ("samen naar de dokter gaan", "de school inlichten", "langs het huis rijden"):
        assert listed.count(words) == 1, words
    assert "de huisarts inlichten" not in listed, "it was done, and is done again"
    assert "pleger kent adres" in await drill.say("hanna", "!casus")
    due = await drill.hears("marieke", f"{drill.code} A1", "is voor vandaag", seconds=DUE.total_seconds())
    assert due.mentions == (drill.person("marieke").user_id,)
    assert due.room_id == drill.person("marieke").room_named("Regiekamer")

    # Nobody sees an alarm: the same identity on a new device, and the lost one is gone.
    assert await is_whole(drill.stage, drill.identity)
    assert await devices(drill.stage) != {"REGIEKAMER"}
    with pytest.raises(HomeserverFailedError):
        await drill.stage.homeserver.call("GET", f"{CLIENT}/account/whoami", token=drill.token)

    # Nothing lies about: not on the screen, not in the log, not in a file, and the backup least of all.
    said = drill.output + drill.stage.bot_log()
    assert "Traceback" not in said
    assert not [word for word in (*typed_words(), "arieke", "dokter", "huis rijden") if word in said]
    (tmp_path / "intake.json").unlink()
    assert found_in(tmp_path, {"samen naar de dokter gaan", *typed_words()}) == []
    assert drill.code.encode() not in drill.file.read_bytes()
    assert await drill.stage.stop_bot() == 0
