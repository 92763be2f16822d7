"""The Client-Server API as plain requests: JSON in, JSON out, errors as our own tree.

nio's own request methods retry time-outs silently, for ever, and apply what a server answers to its room model.
Here every request is tried once; who calls decides about trying again (rule 18).
"""

import json
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError
from nio import AsyncClient

from bot.ports import HomeserverBusyError, HomeserverDownError, HomeserverRefusedError

Json = dict[str, Any]

CLIENT = "/_matrix/client/v3"
SECONDS = 30.0
"""How long an ordinary request may take."""


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
        headers = {"Content-Type": "application/json"}
        if self._client.access_token:
            headers["Authorization"] = f"Bearer {self._client.access_token}"
        data = None if body is None else json.dumps(body)
        try:
            response = await self._client.send(method, where, data, headers, timeout=seconds)
            async with response:
                status = response.status
                text = await response.text()
        except (ClientError, TimeoutError, OSError, UnicodeDecodeError) as error:
            # `from None`: aiohttp's messages hold the whole URL, and with it room ids.
            raise HomeserverDownError(f"no answer from the homeserver ({type(error).__name__})") from None
        return _answer(status, text)


def _answer(status: int, text: str) -> Json:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise HomeserverDownError(f"not a Matrix answer (status {status})")
    if status < 400:  # noqa: PLR2004 - HTTP: below is success
        return answer
    errcode = str(answer.get("errcode", "M_UNKNOWN"))[:60]
    if status == 429 or errcode == "M_LIMIT_EXCEEDED":  # noqa: PLR2004 - HTTP: too many requests
        wait = answer.get("retry_after_ms")
        raise HomeserverBusyError(wait / 1000 if isinstance(wait, int | float) and wait > 0 else 5.0)
    if status >= 500:  # noqa: PLR2004 - HTTP: the server's fault
        raise HomeserverDownError(f"the homeserver failed (status {status})")
    raise HomeserverRefusedError(errcode, status)
