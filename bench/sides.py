"""The bots seen from outside, and the people who talk with them."""

import asyncio
import contextlib
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.bots import Job
from bench.common import DEVICES, FLOOR, NAMES, NIO, PATIENCE, PEOPLE, STOP_SECONDS, WHOLE, Json
from bot.demo.people import Professional
from bot.demo.stage import BOT, Stage
from bot.domain.rooms import RoomId
from tests.enrolled import enrol_all


@dataclass(frozen=True)
class Taken:
    """What a bot's process has used."""

    cpu: float
    at: float
    requests: list[str]


class Side:
    """A bot in its process, and the room where people talk with it."""

    def __init__(self, job: Job, process: asyncio.subprocess.Process, log: Path) -> None:
        self.kind = job.kind
        self.user_id = job.user_id
        self.room_id: RoomId = ""
        self._process = process
        self._log = log

    async def ask(self, word: str = "take") -> Taken:
        """Ask for what was used; `hold` and `release` also hold back and release its syncs."""
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe
        self._process.stdin.write(f"{word}\n".encode())
        return Taken(**await self.answer())

    async def answer(self) -> Json:
        """Read one line."""
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe
        async with asyncio.timeout(PATIENCE):
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{NAMES[self.kind]} stopped:\n{self._log.read_text(errors='replace')[-3000:]}")
        answer: Json = json.loads(line)
        return answer

    async def quiet(self) -> None:
        """Wait until it has requested nothing but syncs for two seconds."""
        async with asyncio.timeout(PATIENCE):
            while (await self.ask()).requests:  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(2)


@asynccontextmanager
async def started(job: Job, folder: Path) -> AsyncIterator[Side]:
    """Start a bot in a process of its own; it ends when its standard input does."""
    log = folder / f"{job.kind}.log"
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bench.bots"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    try:
        assert process.stdin is not None  # noqa: S101 - opened as a pipe
        process.stdin.write(json.dumps(asdict(job)).encode() + b"\n")
        side = Side(job, process, log)
        await side.answer()
        yield side
        process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def directory(stage: Stage) -> str:
    """Write a directory in which six people of one organisation may all be in the same case."""
    head = '[[regio]]\ncode = "DH"\nnaam = "Den Haag"\n\n[[organisatie]]\nsleutel = "CSG"\nnaam = "CSG"\nregie = true\n'
    person = (
        '\n[[persoon]]\nmatrix = "@{0}:{1}"\nnaam = "{0}"\norganisatie = "CSG"\nregios = ["DH"]\nrollen = ["{2}"]\n'
    )
    roles = {**dict.fromkeys(PEOPLE, "professional"), "beheer": "beheerder"}
    return head + "".join(person.format(name, stage.homeserver.server_name, role) for name, role in roles.items())


INTAKE = {
    "id": "BENCH-1",
    "regio": "DH",
    "bron": "CSG",
    "melder": "slachtoffer",
    "slachtoffer": "vrouw, 27",
    "vorm": "verzonnen",
    "toestemming": {"CSG": "ja"},
    "regiehouder": {"org": "CSG"},
}


async def prepare(stage: Stage) -> str:
    """Set up the whole bot as an administrator would, and hand in a case; give its code."""
    await stage.make_accounts([(name, name) for name in (*PEOPLE, "beheer", NIO, FLOOR, "raw-a", "raw-b")])
    for name in (NIO, FLOOR):
        await stage.homeserver.exempt(f"@{name}:{stage.homeserver.server_name}")
    book, intake = stage.folder / "adresboek.toml", stage.folder / "intake.json"
    book.write_text(directory(stage))
    intake.write_text(json.dumps(INTAKE))
    stage.write_settings(book)
    for words in (("setup",), ("adresboek",), ("intake", str(intake))):
        ran = await stage.command(*words)
        if ran.code:
            raise RuntimeError(ran.output)
    await enrol_all(stage.settings)
    found = re.search(r"^([A-Z]{2}-\w{4}):", ran.output, re.MULTILINE)
    if found is None:
        raise RuntimeError(ran.output)
    return found[1]


def job_for(kind: str, stage: Stage) -> Job:
    """Tell a bot's process what it needs."""
    name, server = BOT if kind == WHOLE else kind, stage.homeserver.server_name
    folder = stage.folder / f"keys-{kind}"
    folder.mkdir()
    people = [f"@{person}:{server}" for person in PEOPLE]
    password = stage.passwords[name]
    return Job(kind, stage.homeserver.url, f"@{name}:{server}", password, str(folder), people, str(stage.settings))


async def log_in_people(stage: Stage) -> list[list[Professional]]:
    """Give everybody three devices, each signed with its owner's one identity. They join when told to."""
    people = []
    for name in PEOPLE:
        owner = f"@{name}:{stage.homeserver.server_name}"
        own: list[Professional] = []
        for number in range(DEVICES):
            keyring = own[0].keyring if own else None
            own.append(
                await Professional.login(
                    stage.homeserver.url, owner, stage.passwords[name], auto_join=False, keyring=keyring
                )
            )
            stage.people[f"{name}-{number}"] = own[-1]  # the stage closes them
        people.append(own)
    return people


async def invited(person: Professional, name: str) -> RoomId:
    """Wait for the invitation to a room of this name."""
    async with asyncio.timeout(PATIENCE):
        while True:
            for room_id, room in person.client.invited_rooms.items():
                if room.name == name:
                    return str(room_id)
            await asyncio.sleep(0.1)
