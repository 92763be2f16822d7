"""People of a few organisations who work on cases in real clients; for tests that tell a story in one room."""

import asyncio
import re
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.demo.people import Message, Professional
from bot.demo.stage import Stage
from bot.domain.calendar import ZONE
from tests.end_to_end.conftest import BOT_ID, answer
from tests.end_to_end.crowd import ADMINS, BACK, Crowd, Worker
from tests.enrolled import enrol_all

KEEPER = "keo"
"""The regiehouder of every case."""

DAY = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")[datetime.now(ZONE).weekday()]
TODAY = ("ma", "di", "wo", "do", "vr", "za", "zo")[datetime.now(ZONE).weekday()]

_NAMES = {
    "CSG": ("regiehouder", (KEEPER, "cor")),
    "VT": ("regiehouder", ("vera", "vic")),
    "Politie": ("voorzitter", ("pim", "puck")),
    "SHN": ("regiehouder", ("saar", "sem")),
}
TEAM = tuple(
    Worker(name, f"{name.title()} van {party}", party, "DH", ("professional", role))
    for party, (role, names) in _NAMES.items()
    for name in names
)
OLAF = Worker("olaf", "Olaf van OM", "OM", "DH", ("professional",))


@dataclass
class Casework:
    """A crowd, and the case that is worked on."""

    crowd: Crowd
    code: str = ""
    room_id: str = ""

    async def open_case(self, *parties: str) -> str:
        """Open a case in which these take part, with a regiehouder; give the words that only its people may read."""
        self.code, secret = await self.crowd.open_case("DH", parties)
        await self.crowd.hears(KEEPER, self.code, secret)
        self.room_id = await self.person(KEEPER).wait_room(self.code, seconds=BACK)
        await self.gets(KEEPER, f"!regie @{KEEPER}", "is nu regiehouder")
        return secret

    def person(self, name: str) -> Professional:
        return self.crowd.person(name)

    async def says(self, name: str, text: str, where: str = "") -> str:
        """Let somebody type something in a room, by default that of the case; give the answer."""
        person = self.person(name)
        return (await answer(person, await person.wait_room(where or self.code, seconds=BACK), text)).body

    async def gets(self, name: str, text: str, expected: str, where: str = "") -> str:
        """Let somebody type something and wait for the bot to say this after it; other things may be said meanwhile."""
        person = self.person(name)
        room_id = await person.wait_room(where or self.code, seconds=BACK)
        own = await person.say(room_id, text)

        def follows(message: Message) -> bool:
            row = [m.event_id for m in person.messages(room_id)]
            after = own in row and row.index(message.event_id) > row.index(own)
            return after and message.sender == BOT_ID and expected in message.body

        return (await person.wait_for(follows, room_id=room_id, seconds=BACK)).body

    async def put_on_duty(self, party: str, *names: str) -> None:
        """Let an administrator say who has duty today; the same names are said in that room for other reasons too."""
        users = " ".join(f"@{name}" for name in names)
        said = f" DH, elke {DAY}: {self.crowd.by_name[names[0]].name}"
        await self.gets(ADMINS[0], f"!dienst DH {party} {TODAY} {users}", said, "Beheer")

    async def confirmed(self, name: str, text: str, where: str = "") -> str:
        """Type something; what is only shown first is then done with the line that was given for it."""
        said = await self.says(name, text, where)
        line = re.search(r"![a-z]+ .*bevestig.*", said)
        return said if line is None else await self.says(name, line[0], where)

    async def hears(self, name: str, text: str, where: str = "") -> None:
        await self.crowd.hears(name, where or self.code, text)

    async def next_thing(self, mark: str, *, read_by: Sequence[str], not_by: Sequence[str]) -> None:
        """Say something in the case once everybody is where they belong, and see who reads it."""
        await self.crowd.in_line()
        await self.gets(KEEPER, f"!actie @{KEEPER} morgen: {mark}", mark)
        await asyncio.gather(*(self.hears(name, mark) for name in read_by))
        for name in not_by:
            assert mark not in self.person(name).readable(), name

    async def writes(self, name: str) -> str:
        """Send something to the room; give the error code of the homeserver, empty when it was taken."""
        where = f"/_matrix/client/v3/rooms/{self.room_id}/send/m.reaction/{uuid.uuid4().hex}"
        _, told = await self.person(name).raw("PUT", where, {"m.relates_to": {}})
        return str(told.get("errcode", ""))

    async def until_it_answers(self, name: str, errcode: str) -> None:
        async with asyncio.timeout(BACK):
            while await self.writes(name) != errcode:
                await asyncio.sleep(0.2)


@asynccontextmanager
async def at_work(folder: Path, team: Sequence[Worker]) -> AsyncIterator[Crowd]:
    """Let these people and two administrators be known, confirmed and logged in."""
    async with Stage(folder / "stage") as stage:
        crowd = Crowd(stage, team)
        await crowd.install()
        await enrol_all(stage.settings)
        await crowd.log_in([*ADMINS, *(worker.localpart for worker in team)])
        yield crowd
