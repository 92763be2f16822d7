"""The stage: a throw-away homeserver, the bot as its own process with its real configuration, and people's clients.

The demo plays on it and the end-to-end tests use it; neither reaches into the bot.
"""

import asyncio
import os
import secrets
import signal
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from bot.demo.homeserver import Homeserver, Limits
from bot.demo.people import Professional
from bot.domain.calendar import ZONE
from bot.domain.trust import TrustMode

HERE = Path(__file__).parent
DIRECTORY = HERE / "adresboek.toml"
INTAKES = HERE / "intakes.json"
BOT = "regiekamer"
OUTSIDER = "buitenstaander"
STOP_SECONDS = 15.0

REMIND_EVERY = timedelta(seconds=15)
REMINDERS = 40
"""Ten minutes of reminder times: whenever an action is agreed on, its reminder is near."""


@dataclass(frozen=True)
class Ran:
    """How a command of the bot's own command line ended."""

    code: int
    output: str


class Stage:
    """Everything the main job needs, in one folder that is thrown away; `database` is the URL of an empty one.

    Without `database` the bot makes a file of its own, as it does by default. Only an `exempt` bot is free of limits.
    """

    def __init__(
        self, folder: Path, *, limits: Limits = "generous", exempt: bool = True, database: str | None = None
    ) -> None:
        self.folder = folder
        self.exempt = exempt
        self.homeserver = Homeserver(folder / "synapse", limits)
        self.settings = folder / "regiekamer.toml"
        self.log = folder / "bot.log"
        self.data = folder / "data"
        self.database = database
        self.bot_url = ""
        """Where the bot finds the homeserver; empty for its own address. A test may put a bad network in between."""
        self.trust = TrustMode.FIRST_USE
        self.people: dict[str, Professional] = {}
        self.passwords: dict[str, str] = {}
        self._bot: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        """Start the homeserver with an account for the bot."""
        self.folder.mkdir(parents=True, exist_ok=True)
        await self.homeserver.start()
        self.passwords[BOT] = secrets.token_urlsafe(12)
        bot = await self.homeserver.register(BOT, self.passwords[BOT], displayname="Regiekamer")
        if self.exempt:
            await self.homeserver.exempt(bot)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop everything."""
        # Whatever goes wrong with one client, the others, the bot and the homeserver are stopped too.
        await asyncio.gather(*(person.close() for person in self.people.values()), return_exceptions=True)
        await self.stop_bot()
        await self.homeserver.stop()

    # --- the bot ---

    def write_settings(self, directory: Path = DIRECTORY, *, digest_in: timedelta | None = None) -> None:
        """Write the bot's configuration, as an administrator would.

        Reminders come within `REMIND_EVERY` for the next minutes; the digest comes after `digest_in`, or late at night.
        """
        secrets_folder = self.folder / "geheim"
        secrets_folder.mkdir(mode=0o700, exist_ok=True)
        password = secrets_folder / "wachtwoord"
        password.write_text(self.passwords[BOT])
        password.chmod(0o600)
        now = datetime.now(ZONE)
        digest = f"{now + digest_in:%H:%M:%S}" if digest_in is not None else "23:59:59"
        reminders = ", ".join(f'"{now + REMIND_EVERY * n:%H:%M:%S}"' for n in range(1, REMINDERS + 1))
        self.settings.write_text(
            f"""[matrix]
homeserver = "{self.bot_url or self.homeserver.url}"
user = "@{BOT}:{self.homeserver.server_name}"
trust = "{self.trust}"

[opslag]
data_map = "data"
{"" if self.database is None else f'database = "{self.database}"'}

[geheimen]
hoofdsleutel_bestand = "geheim/hoofdsleutel"
toegang_bestand = "geheim/toegang"
crypto_sleutel_bestand = "geheim/cryptosleutel"
wachtwoord_bestand = "geheim/wachtwoord"

[tijden]
dagoverzicht = "{digest}"
herinneringen = [{reminders}]
werkdagen = ["ma", "di", "wo", "do", "vr", "za", "zo"]
feestdagen = false
kaart_na_toetreden = 1

[herinneringen]
stil_vanaf = "00:00"
stil_tot = "00:00"

[adresboek]
bestand = "{directory}"
"""
        )

    async def command(self, *arguments: str, stdin: str | None = None) -> Ran:
        """Run one of the bot's own commands, perhaps with something to read, and give what it printed."""
        process = await asyncio.create_subprocess_exec(
            *self._words(*arguments),
            stdin=None if stdin is None else asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=self._env(),
        )
        output, _ = await process.communicate(None if stdin is None else stdin.encode())
        return Ran(process.returncode or 0, output.decode(errors="replace"))

    async def start_bot(
        self,
        module: str = "bot",
        words: Sequence[str] = ("run",),
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Start the bot as its own process; its output goes to a file.

        Another `module` takes the same words and starts it in its own way; `environment` is added to ours.
        """
        with self.log.open("ab") as output:
            self._bot = await asyncio.create_subprocess_exec(
                *self._words(*words, module=module),
                stdout=output,
                stderr=output,
                env={**self._env(), **environment},
                start_new_session=True,
            )

    async def bot_ended(self) -> int:
        """Wait until the bot's process ends by itself, and give its exit code; negative for a signal."""
        return 0 if self._bot is None else await self._bot.wait()

    async def stop_bot(self, how: signal.Signals = signal.SIGTERM) -> int | None:
        """Stop the bot and give its exit code."""
        if self._bot is None:
            return None
        if self._bot.returncode is None:
            self._bot.send_signal(how)
            try:
                await asyncio.wait_for(self._bot.wait(), STOP_SECONDS)
            except TimeoutError:
                self._bot.kill()
                await self._bot.wait()
        code, self._bot = self._bot.returncode, None
        return code

    @property
    def bot_runs(self) -> bool:
        """Whether the bot's process is alive."""
        return self._bot is not None and self._bot.returncode is None

    @property
    def bot_pid(self) -> int | None:
        """The number of the bot's process, while it is alive."""
        return self._bot.pid if self._bot is not None and self._bot.returncode is None else None

    def bot_log(self) -> str:
        """Give what the bot's process has printed."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _words(self, *arguments: str, module: str = "bot") -> list[str]:
        return [sys.executable, "-m", module, "--instellingen", str(self.settings), *arguments]

    def _env(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(HERE.parent.parent), "PYTHONUNBUFFERED": "1"}

    # --- the people ---

    async def make_accounts(self, people: Iterable[tuple[str, str]] = ()) -> None:
        """Make an account for everybody (localpart, name) in the demo's directory, and one for an outsider."""
        for localpart, name in people or everybody(DIRECTORY):
            await self._account(localpart, name)
        await self._account(OUTSIDER, "Buitenstaander")

    async def _account(self, localpart: str, name: str) -> None:
        self.passwords[localpart] = secrets.token_urlsafe(8)
        await self.homeserver.register(localpart, self.passwords[localpart], displayname=name)

    async def log_in(self, localparts: Iterable[str]) -> None:
        """Give these people a client that joins what they are invited to; who has one keeps it."""
        for localpart in localparts:
            if localpart in self.people:
                continue
            user_id = f"@{localpart}:{self.homeserver.server_name}"
            self.people[localpart] = await Professional.login(self.homeserver.url, user_id, self.passwords[localpart])


def everybody(directory: Path) -> list[tuple[str, str]]:
    """List localpart and name of everybody in a directory file."""
    people: list[dict[str, Any]] = tomllib.loads(directory.read_text())["persoon"]
    return [(str(p["matrix"]).removeprefix("@").partition(":")[0], str(p["naam"])) for p in people]
