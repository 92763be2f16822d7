"""A throw-away Synapse from PyPI: SQLite, loopback, a free port. For the demo and for the tests."""

import asyncio
import base64
import hashlib
import hmac
import json
import os
import secrets
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import quote

from aiohttp import ClientError, ClientSession

Limits = Literal["generous", "default"]

SERVER_NAME = "regiekamer.test"
START_SECONDS = 60.0
STOP_SECONDS = 10.0
_LIMITS = (
    "rc_message",
    "rc_registration",
    "rc_joins_per_room",
    "rc_third_party_invite",
    "rc_room_creation",
    "rc_key_requests",
)
_PLENTY = {"per_second": 10_000, "burst_count": 10_000}
# Asks Linux to stop Synapse when we die, however we die (PR_SET_PDEATHSIG), and looks whether we did so just before.
# Not by `preexec_fn`, which the Python documentation calls unsafe in a process with threads.
# Its data need not survive a power cut: it waits for no disk, which takes as long as all the rest on a slow one.
_RUN_AND_DIE_WITH_PARENT = """
import ctypes, os, runpy, signal, sqlite3, sys
parent = int(sys.argv.pop(1))
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit(1)
def hurried(*given, connect=sqlite3.connect, **named):
    connection = connect(*given, **named)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    return connection
sqlite3.connect = hurried
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
"""


class HomeserverFailedError(Exception):
    """Synapse did not start or did not answer; the message holds the end of its log."""


class Homeserver:
    """One Synapse process. `limits="default"` leaves its rate limits as shipped."""

    def __init__(self, folder: Path, limits: Limits = "generous") -> None:
        self.folder = folder
        self.limits = limits
        self.server_name = SERVER_NAME
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_path = folder / "homeserver.log"
        self.database_path = folder / "homeserver.db"
        self._secret = secrets.token_hex(32)
        self._process: asyncio.subprocess.Process | None = None
        self._admin_token: str | None = None

    async def __aenter__(self) -> Self:
        """Start, and wait until it answers."""
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    async def start(self) -> None:
        """Start Synapse and wait until it answers. Raises `HomeserverFailedError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "homeserver.yaml"
        config.write_text(json.dumps(self._config(), indent=1))  # JSON is YAML
        (self.folder / "log.yaml").write_text(json.dumps(self._log_config()))
        key = self.folder / "signing.key"
        if not key.exists():
            key.write_text(f"ed25519 a_1 {base64.b64encode(secrets.token_bytes(32)).decode().rstrip('=')}\n")
        output = (self.folder / "output.log").open("ab")
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _RUN_AND_DIE_WITH_PARENT,
                str(os.getpid()),
                "--config-path",
                str(config),
                cwd=self.folder,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for us; we stop it in our own order
            )
        finally:
            output.close()
        try:
            await self._wait()
        except BaseException:  # a cancelled start leaves nothing behind either
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop Synapse; kill it when it does not listen."""
        if self._process is None or self._process.returncode is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def register(
        self, localpart: str, password: str, *, admin: bool = False, displayname: str | None = None
    ) -> str:
        """Make an account and give its Matrix id. Raises `HomeserverFailedError` when it exists already."""
        where = "/_synapse/admin/v1/register"
        nonce = (await self.call("GET", where))["nonce"]
        parts = (nonce, localpart, password, "admin" if admin else "notadmin")
        mac = hmac.new(self._secret.encode(), "\0".join(parts).encode(), hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": localpart, "password": password, "admin": admin, "mac": mac}
        if displayname is not None:
            body["displayname"] = displayname
        answer = await self.call("POST", where, body)
        if admin:
            self._admin_token = answer["access_token"]
        return str(answer["user_id"])

    async def exempt(self, user_id: str) -> None:
        """Lift the rate limits for one account, as an administrator does for the bot."""
        where = f"/_synapse/admin/v1/users/{user_id}/override_ratelimit"
        await self._administer("POST", where, {"messages_per_second": 0, "burst_count": 0})

    async def delete_room(self, room_id: str) -> None:
        """Remove everybody from a room and every trace of it, as an administrator can."""
        started = await self._administer("DELETE", f"/_synapse/admin/v2/rooms/{quote(room_id)}", {"purge": True})
        while True:
            where = f"/_synapse/admin/v2/rooms/delete_status/{started['delete_id']}"
            status = (await self._administer("GET", where))["status"]
            if status in {"complete", "failed"}:
                break
            await asyncio.sleep(0.1)
        if status == "failed":
            raise HomeserverFailedError("a room could not be deleted")

    async def _administer(self, method: str, where: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        if self._admin_token is None:
            await self.register(f"beheer-{secrets.token_hex(4)}", secrets.token_hex(16), admin=True)
        return await self.call(method, where, body, self._admin_token)

    async def call(
        self, method: str, where: str, body: dict[str, Any] | None = None, token: str | None = None
    ) -> dict[str, Any]:
        """Ask the homeserver something. Raises `HomeserverFailedError` on anything but success."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            ClientSession() as session,
            session.request(method, self.url + where, json=body, headers=headers) as response,
        ):
            answer: dict[str, Any] = await response.json(content_type=None)
            if response.status >= 400:  # noqa: PLR2004 - HTTP: below is success
                raise HomeserverFailedError(f"{where}: {response.status} {answer.get('errcode')}")
            return answer

    async def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        async with ClientSession() as session:
            while time.monotonic() < deadline:
                if self._process is None or self._process.returncode is not None:
                    break
                try:
                    async with session.get(f"{self.url}/_matrix/client/versions") as response:
                        if response.status == 200:  # noqa: PLR2004 - HTTP: fine
                            return
                except ClientError:
                    pass
                await asyncio.sleep(0.05)
        raise HomeserverFailedError(f"Synapse did not start:\n{self._log_tail()}")

    def _log_tail(self) -> str:
        texts = [p.read_text(errors="replace") for p in (self.folder / "output.log", self.log_path) if p.exists()]
        return "\n".join("\n".join(texts).splitlines()[-25:])

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = {
            "server_name": self.server_name,
            "report_stats": False,
            "pid_file": str(self.folder / "homeserver.pid"),
            "signing_key_path": str(self.folder / "signing.key"),
            "media_store_path": str(self.folder / "media"),
            "log_config": str(self.folder / "log.yaml"),
            "registration_shared_secret": self._secret,
            "bcrypt_rounds": 4,
            "suppress_key_server_warning": True,
            "trusted_key_servers": [],
            "presence": {"enabled": False},
            "push": {"enabled": False},
            "stats": {"enabled": False},
            "url_preview_enabled": False,
            "federation_domain_whitelist": [],
            "database": {"name": "sqlite3", "args": {"database": str(self.database_path)}},
            "listeners": [
                {
                    "port": self.port,
                    "type": "http",
                    "tls": False,
                    "bind_addresses": ["127.0.0.1"],
                    "resources": [{"names": ["client"]}],
                }
            ],
        }
        if self.limits == "generous":
            config |= dict.fromkeys(_LIMITS, _PLENTY)
            config["rc_login"] = {"address": _PLENTY, "account": _PLENTY, "failed_attempts": _PLENTY}
            config["rc_joins"] = {"local": _PLENTY, "remote": _PLENTY}
            config["rc_invites"] = {"per_room": _PLENTY, "per_user": _PLENTY, "per_issuer": _PLENTY}
        return config

    def _log_config(self) -> dict[str, Any]:
        return {
            "version": 1,
            "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
            "handlers": {
                "file": {"class": "logging.FileHandler", "filename": str(self.log_path), "formatter": "plain"}
            },
            "root": {"level": "WARNING", "handlers": ["file"]},
            "disable_existing_loggers": False,
        }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
