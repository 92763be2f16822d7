"""The Client-Server API as plain requests: JSON in, JSON out, errors as our own tree.

nio's own request methods retry time-outs silently, for ever, and apply what a server answers to its room model.
Here every request is tried once; who calls decides about trying again (rule 18). What a 429 asks is kept here for all:
until the time is over, the same question is not asked again by anybody.
"""

import json
import time
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError
from nio import AsyncClient

from bot.ports import HomeserverBusyError, HomeserverDownError, HomeserverRefusedError

Json = dict[str, Any]

CLIENT = "/_matrix/client/v3"
SECONDS = 30.0
"""How long an ordinary request may take."""

INVITE = "invite"
MEMBER = "m.room.member"
BUSY_SECONDS = 5.0
"""How long we wait after a 429 that does not say."""
LEAST_BUSY, MOST_BUSY = 0.5, 600.0
"""Seconds believed of a 429: less would be asking without a pause, more is a mistake of the homeserver's own."""


def path(*parts: str) -> str:
    """Build a path below the client API, each part escaped."""
    return "/".join((CLIENT, *(quote(part, safe="") for part in parts)))


def as_dict(value: object) -> Json:
    """Take what should be an object; anything else counts as an empty one (rule 13)."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Take what should be a list; anything else counts as an empty one (rule 13)."""
    return value if isinstance(value, list) else []


class Wire:
    """Requests as the bot, over nio's HTTP session."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._not_before: dict[str, float] = {}
        self._answered = time.monotonic()

    @property
    def silence(self) -> float:
        """Seconds since the homeserver last answered anything, or since there is this connection."""
        return time.monotonic() - self._answered

    async def get(self, where: str, *, seconds: float = SECONDS) -> Json:
        """GET; raises `HomeserverError`."""
        return await self._request("GET", where, None, seconds)

    async def post(self, where: str, body: Json, *, seconds: float = SECONDS) -> Json:
        """POST; raises `HomeserverError`."""
        return await self._request("POST", where, body, seconds)

    async def put(self, where: str, body: Json, *, seconds: float = SECONDS) -> Json:
        """PUT; raises `HomeserverError`."""
        return await self._request("PUT", where, body, seconds)

    async def _request(self, method: str, where: str, body: Json | None, seconds: float) -> Json:
        subjects, now = _subjects(method, where), time.monotonic()
        wait = max(self._not_before.get(subject, now) - now for subject in subjects)
        if wait > 0:
            raise HomeserverBusyError(wait)
        headers = {"Content-Type": "application/json"}
        if self._client.access_token:
            headers["Authorization"] = f"Bearer {self._client.access_token}"
        data = None if body is None else json.dumps(body)
        try:
            response = await self._client.send(method, where, data, headers, timeout=seconds)
            async with response:
                status, asked = response.status, response.headers.get("Retry-After")
                text = await response.text()
        except (ClientError, TimeoutError, OSError, UnicodeDecodeError) as error:
            # `from None`: aiohttp's messages hold the whole URL, and with it room ids.
            raise HomeserverDownError(f"no answer from the homeserver ({type(error).__name__})") from None
        try:
            answer = _answer(status, text, asked)
        except HomeserverBusyError as busy:
            now = time.monotonic()
            self._not_before = {known: until for known, until in self._not_before.items() if until > now}
            self._not_before.update(dict.fromkeys(subjects, now + busy.retry_after))
            raise
        self._answered = time.monotonic()
        return answer


def _subjects(method: str, where: str) -> tuple[str, ...]:
    """Tell what a 429 is about: syncing, creating rooms, sending in one room, inviting anybody anywhere ...

    Putting somebody's membership is inviting, and is putting state in that room besides.
    """
    parts = where.removeprefix(CLIENT).partition("?")[0].split("/")
    if parts[-1] == INVITE:
        return (INVITE,)
    one = "/".join(parts[:4])
    return (INVITE, one) if method == "PUT" and parts[3:5] == ["state", MEMBER] else (one,)


def _answer(status: int, text: str, asked: str | None = None) -> Json:
    """Read an answer; `asked` is what its Retry-After header says, which a reverse proxy gives without any JSON."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    read = as_dict(answer)
    errcode = str(read.get("errcode", "M_UNKNOWN"))[:60]
    if status == 429 or (status >= 400 and errcode == "M_LIMIT_EXCEEDED"):  # noqa: PLR2004 - HTTP: too many requests
        raise HomeserverBusyError(_wait(read.get("retry_after_ms"), asked))
    if not isinstance(answer, dict):
        raise HomeserverDownError(f"not a Matrix answer (status {status})")
    if status < 400:  # noqa: PLR2004 - HTTP: below is success
        return answer
    if status >= 500:  # noqa: PLR2004 - HTTP: the server's fault
        raise HomeserverDownError(f"the homeserver failed (status {status})")
    raise HomeserverRefusedError(errcode, status)


def _wait(milliseconds: object, header: str | None) -> float:
    """Give how many seconds to wait: as the body says, else as the header says, else our own number."""
    if isinstance(milliseconds, int | float) and not isinstance(milliseconds, bool) and milliseconds > 0:
        wait = float(min(milliseconds, MOST_BUSY * 1000)) / 1000
    elif header is not None and header.strip().isascii() and header.strip().isdecimal():
        wait = float(header[:9])
    else:
        wait = BUSY_SECONDS
    return min(max(wait, LEAST_BUSY), MOST_BUSY)
