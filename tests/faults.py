"""A bad network between the bot and its homeserver: slow, refusing, cut off half-way, or gone for a while.

What happens to a request is drawn from a shuffled pack per kind of request, so that a short run meets everything too.
"""

import asyncio
import json
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from http import HTTPStatus
from itertools import count
from random import Random

from aiohttp import web

from tests.proxy import Json, Proxy


class Fault(StrEnum):
    """What happens to one request."""

    NONE = "none"
    BUSY = "429 with retry_after_ms"
    BUSY_HEADER = "429 with a Retry-After header alone"
    BUSY_SILENT = "429 that says nothing"
    GATEWAY_BEFORE = "502 as HTML, the homeserver never heard of it"
    GATEWAY_AFTER = "502 as HTML, the homeserver has done it"
    RESET_BEFORE = "connection reset, the homeserver never heard of it"
    RESET_AFTER = "connection reset, the homeserver has done it"
    HALF = "half of the body, then the connection closes"
    TRUNCATED = "half of the JSON, and a Content-Length that fits it"
    DRIP = "a few bytes at a time"


class Outage(StrEnum):
    """How nothing works any more."""

    REFUSES = "nobody listens"
    RESETS = "every connection is reset"
    SILENT = "connections are accepted and never answered"


BEFORE = frozenset({
    Fault.BUSY, Fault.BUSY_HEADER, Fault.BUSY_SILENT, Fault.GATEWAY_BEFORE, Fault.RESET_BEFORE,
})  # fmt: skip
"""The homeserver does not get these requests."""

WEATHER: Mapping[Fault, int] = {
    Fault.NONE: 20, Fault.BUSY: 2, Fault.BUSY_HEADER: 1, Fault.GATEWAY_BEFORE: 1, Fault.GATEWAY_AFTER: 1,
    Fault.RESET_BEFORE: 1, Fault.RESET_AFTER: 1, Fault.HALF: 1, Fault.TRUNCATED: 1, Fault.DRIP: 1,
}  # fmt: skip
"""How often each is in a pack. A 429 that says nothing costs five seconds, so it is left to whoever asks for it."""

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
KINDS = (
    "/sync", "/send/", "/createRoom", "/invite", "/keys/query", "/keys/claim", "/keys/upload", "/sendToDevice/",
    "/joined_rooms", "/state/", "/profile/", "/messages",
)  # fmt: skip


HEADER_WAIT = 1
"""Seconds a 429 asks for in its header."""

IN_FLIGHT = 0.25
"""Seconds in which a request may still come that was sent before its sender could have heard of a 429."""


class BadNetwork(Proxy):
    """A proxy that passes on what it can; well until it is given `weather`, which says how often each fault comes."""

    def __init__(self, target: str, seed: int = 1) -> None:
        super().__init__(target)
        self.seed = seed
        self.weather: Mapping[Fault, int] = {}
        self.latency = (0.0, 0.0)
        """Seconds before a request is passed on, at least and at most."""
        self.waits = (0.3, 1.5)
        """Seconds a 429 asks for."""
        self.drip = 1.5
        """Seconds a dripping answer takes."""
        self.met: Counter[tuple[str, Fault]] = Counter()
        self.busy: Counter[str] = Counter()
        """How often the homeserver itself answered 429, per kind of request."""
        self.too_soon: list[str] = []
        """Requests that came although a 429 had asked to wait longer."""
        self.times: list[float] = []
        """When each request came (monotonic), also those that met an outage."""
        self._packs: dict[str, list[Fault]] = {}
        self._dealt: dict[str, list[Fault]] = {}
        self._drawn: defaultdict[str, count[int]] = defaultdict(count)
        self._asked: dict[str, tuple[float, float]] = {}
        self._outage: Outage | None = None
        self._over = asyncio.Event()

    def well(self) -> None:
        """Be a good network again."""
        self.weather, self.latency = {}, (0.0, 0.0)
        self._dealt.clear()

    def deal(self, kind: str, *faults: Fault) -> None:
        """Let these happen to the next requests of a kind, whatever the weather."""
        self._dealt.setdefault(kind, []).extend(faults)

    async def dealt_out(self, seconds: float) -> None:
        """Wait until all that was dealt has happened. Raises `TimeoutError`."""
        async with asyncio.timeout(seconds):
            while any(self._dealt.values()):
                await asyncio.sleep(0.1)

    async def outage(self, kind: Outage) -> None:
        """Let nothing through until `back`; what is in flight is done, and nobody hears of it."""
        self._outage = kind
        self._over.clear()
        if kind is Outage.REFUSES:
            await self.unlisten()

    async def back(self) -> None:
        """Let requests through again; who still waits for an answer is cut off, as by a proxy that is restarted."""
        if self._outage is Outage.REFUSES:
            await self.listen()
        self._outage = None
        self._over.set()

    def fault_count(self, fault: Fault) -> int:
        """Tell how often this has happened."""
        return sum(times for (_, met), times in self.met.items() if met is fault)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self.times.append(time.monotonic())
        if self._outage is not None:
            if self._outage is Outage.SILENT:
                await self._over.wait()
            return _cut(request)
        self._note_haste(request.path)
        kind = kind_of(request.path)
        fault, random = self._draw(kind)
        await asyncio.sleep(random.uniform(*self.latency))
        if fault in BEFORE:
            return self._refuse(request, fault, random)
        answer = await super()._handle(request)
        if isinstance(answer, web.Response) and answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            self.busy[kind] += 1
            self._ask_to_wait(request.path, json.loads(answer.text or "{}").get("retry_after_ms", 0) / 1000)
        if self._outage is not None:
            return _cut(request)
        return await self._spoil(request, answer, fault)

    def _draw(self, kind: str) -> tuple[Fault, Random]:
        """Draw what happens, and a source of numbers: the same for the n-th request of a kind, whatever others do."""
        random = Random(f"{self.seed} {kind} {next(self._drawn[kind])}")  # noqa: S311 - a game
        dealt, pack = self._dealt.get(kind), self._packs.setdefault(kind, [])
        if not dealt and not self.weather:
            return Fault.NONE, random
        if not dealt and not pack:
            pack.extend(fault for fault, times in self.weather.items() for _ in range(times))
            random.shuffle(pack)
        fault = dealt.pop(0) if dealt else pack.pop()
        self.met[kind, fault] += 1
        return fault, random

    def _refuse(self, request: web.Request, fault: Fault, random: Random) -> web.StreamResponse:
        body: Json = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests"}
        match fault:
            case Fault.BUSY:
                wait = round(random.uniform(*self.waits), 1)
                self._ask_to_wait(request.path, wait)
                return web.json_response({**body, "retry_after_ms": int(wait * 1000)}, status=429)
            case Fault.BUSY_HEADER:
                self._ask_to_wait(request.path, HEADER_WAIT)
                headers = {"Retry-After": str(HEADER_WAIT)}
                return web.Response(status=429, text="<html>429</html>", headers=headers, content_type="text/html")
            case Fault.BUSY_SILENT:
                return web.json_response(body, status=429)
            case Fault.GATEWAY_BEFORE:
                return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        return _cut(request)

    def _ask_to_wait(self, path: str, seconds: float) -> None:
        now = time.monotonic()
        self._asked[subject_of(path)] = (now + IN_FLIGHT, now + seconds)

    def _note_haste(self, path: str) -> None:
        since, until = self._asked.get(subject_of(path), (0.0, 0.0))
        early = until - time.monotonic()
        if early > 0 and time.monotonic() > since:
            self.too_soon.append(f"{kind_of(path)} came {early:.2f} s early")

    async def _spoil(self, request: web.Request, answer: web.StreamResponse, fault: Fault) -> web.StreamResponse:
        """Do to the answer what was drawn; the homeserver has done what it was asked."""
        body = answer.body if isinstance(answer, web.Response) else None
        if fault is Fault.NONE or not isinstance(body, bytes):
            return answer
        match fault:
            case Fault.GATEWAY_AFTER:
                return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
            case Fault.RESET_AFTER:
                return _cut(request)
            case Fault.TRUNCATED:
                half = body[: len(body) // 2]
                return web.Response(status=answer.status, body=half, content_type="application/json")
        return await self._piecemeal(request, answer.status, body, fault)

    async def _piecemeal(self, request: web.Request, status: int, body: bytes, fault: Fault) -> web.StreamResponse:
        headers = {"Content-Length": str(len(body)), "Content-Type": "application/json"}
        response = web.StreamResponse(status=status, headers=headers)
        with suppress(ConnectionError):
            await response.prepare(request)
            if fault is Fault.HALF:
                await response.write(body[: len(body) // 2])
                return _cut(request)
            size = len(body) // 10 + 1
            for start in range(0, len(body), size):
                await response.write(body[start : start + size])
                await asyncio.sleep(self.drip / 10)
        return response


def kind_of(path: str) -> str:
    """Tell what kind of request this is."""
    return next((kind for kind in KINDS if kind in path), "other")


def subject_of(path: str) -> str:
    """Tell what a 429 is about: sending in one room, inviting to one room, syncing, creating rooms ..."""
    return "/".join(path.split("/")[4:7])


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection as a crashed server does; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
