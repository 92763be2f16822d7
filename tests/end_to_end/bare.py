"""A bot with keys and a database and without a homeserver: what it says about its storage comes before all that."""

import asyncio
import base64
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import wiring
from bot.demo.stage import DIRECTORY, HERE, Ran
from bot.matrix.identity import Identity
from bot.settings import load_settings
from bot.storage.database import upgrade
from bot.storage.sealing import create_master_key
from tests.here import here

NOBODY_THERE = "http://127.0.0.1:9"
PROGRAM = "import sys; from bot.__main__ import main; sys.exit(main())"


class Bare:
    """Its folder, its command line, and its processes. `before` is run in each process first, to cause trouble."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self.file = folder / "data" / "regiekamer.db"
        self.url = database or f"sqlite+aiosqlite:///{self.file}"
        self.master_key = folder / "geheim" / "hoofdsleutel"
        self.settings = folder / "regiekamer.toml"

    async def make(self) -> None:
        """Do what setup does, without a homeserver."""
        (self.folder / "geheim").mkdir(parents=True)
        (self.folder / "data" / "crypto").mkdir(parents=True)
        create_master_key(self.master_key)
        for name in ("toegang", "cryptosleutel", "wachtwoord"):
            secret = self.folder / "geheim" / name
            secret.write_text(base64.b64encode(secrets.token_bytes(32)).decode())
            secret.chmod(0o600)
        self.write_settings(self.url)
        wiring.identity_file(load_settings(self.settings)).store(Identity.make())
        await upgrade(self.url)

    def write_settings(self, url: str) -> None:
        self.settings.write_text(
            f'[matrix]\nhomeserver = "{NOBODY_THERE}"\nuser = "@regiekamer:regiekamer.test"\n'
            f'[opslag]\ndatabase = "{url}"\n[adresboek]\nbestand = "{DIRECTORY}"\n'
            '[geheimen]\nwachtwoord_bestand = "geheim/wachtwoord"\n'
        )

    async def command(self, *arguments: str, before: str = "") -> Ran:
        """Run a command and give what it printed."""
        process = await self._start(*arguments, before=before)
        try:
            async with asyncio.timeout(30):
                output, _ = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode is not None
        return Ran(process.returncode, output.decode())

    async def here(self, *arguments: str) -> Ran:
        """Carry out a command in this process."""
        return await here(self.settings, *arguments)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start the bot and wait until it has everything but a homeserver."""
        process = await self._start("run")
        try:
            assert process.stdout is not None
            async with asyncio.timeout(30):
                seen = b""
                while b"homeserver away" not in seen:
                    line = await process.stdout.readline()
                    seen += line
                    assert line, seen.decode()
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def _start(self, *arguments: str, before: str = "") -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", f"{before}\n{PROGRAM}", "--instellingen", str(self.settings), *arguments),
            stdin=asyncio.subprocess.DEVNULL,  # nobody sits at a terminal
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(HERE.parent.parent), "PYTHONUNBUFFERED": "1"},
        )
