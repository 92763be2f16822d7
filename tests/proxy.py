"""A homeserver that lies or fails on demand: it stands before the real one, for the bot alone."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import ClientSession, ClientTimeout, web
from yarl import URL

Json = dict[str, Any]
Change = Callable[[Json], Json | None]
Act = Callable[[Json | None], Awaitable[None]]

POLL_MS = 500
"""Long polls are cut short, so that what is injected arrives soon."""

KEPT = ("Authorization", "Content-Type")
BACK = ("Content-Type", "Location", "Retry-After")


@dataclass(frozen=True)
class Seen:
    """A request that came in; `path` is without its query."""

    method: str
    path: str
    body: Json | None


@dataclass
class _Failure:
    path: str
    times: int
    status: int
    errcode: str
    before: bool


@dataclass
class _Injection:
    to_device: list[Json] = field(default_factory=list)
    timeline: dict[str, list[Json]] = field(default_factory=dict)
    state: dict[str, list[Json]] = field(default_factory=dict)


class Proxy:
    """Everything passes through, rewritten where a test says so."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.url = ""
        self.requests: list[Seen] = []
        self._rewrites: list[tuple[str, Change]] = []
        self._failures: list[_Failure] = []
        self._acts: list[tuple[str, Act]] = []
        self._injection = _Injection()
        self._running: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        """Listen on a free port of this machine."""
        self._session = ClientSession(timeout=ClientTimeout(total=60))
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{rest:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await self.listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop; long polls in flight are cut off."""
        for task in list(self._running):
            task.cancel()
        await self._runner.cleanup()
        await self._session.close()

    async def listen(self) -> None:
        """Take connections, the first time on any free port, later on the same one."""
        self._site = web.TCPSite(self._runner, "127.0.0.1", URL(self.url).port or 0, reuse_address=True)
        await self._site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def unlisten(self) -> None:
        """Take no connections any more, and cut off those that there are."""
        await self._site.stop()
        server = self._runner.server
        for connection in server.connections if server is not None else ():
            if connection.transport is not None:
                connection.transport.abort()

    def rewrite(self, path: str, change: Change) -> None:
        """Change every good answer to a request whose path contains this; None means it was changed in place."""
        self._rewrites.append((path, change))

    def fail(
        self, path: str, *, times: int = 1, status: int = 500, errcode: str = "M_UNKNOWN", before: bool = True
    ) -> None:
        """Answer the next requests with an error; not `before`: the homeserver has done it all the same."""
        self._failures.append(_Failure(path, times, status, errcode, before))

    def on_request(self, path: str, act: Act) -> None:
        """Let something happen before matching requests are passed on."""
        self._acts.append((path, act))

    def inject(
        self,
        *,
        to_device: Iterable[Json] = (),
        timeline: Mapping[str, Iterable[Json]] | None = None,
        state: Mapping[str, Iterable[Json]] | None = None,
    ) -> None:
        """Add these events to the next sync."""
        self._injection.to_device += to_device
        for kind, events in ((self._injection.timeline, timeline), (self._injection.state, state)):
            for room_id, those in (events or {}).items():
                kind.setdefault(room_id, []).extend(those)

    def clear(self) -> None:
        """Be honest again."""
        self._rewrites.clear()
        self._failures.clear()
        self._acts.clear()
        self._injection = _Injection()

    def count(self, path: str = "") -> int:
        """Tell how many requests had this in their path."""
        return sum(path in seen.path for seen in self.requests)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            return await self._answer(request)
        finally:
            self._running.discard(task)

    async def _answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        path = request.rel_url.raw_path
        content = _json(body)
        self.requests.append(Seen(request.method, path, content))
        for wanted, act in list(self._acts):
            if wanted in path:
                await act(content)
        failure = self._failure(path)
        if failure is not None and failure.before:
            return _error(failure)
        status, kind, got = await self._pass_on(request, path, body)
        if failure is not None:
            return _error(failure)
        answer = _json(got) if status < 400 else None
        if answer is None:
            return web.Response(status=status, body=got, headers=kind)
        for wanted, change in self._rewrites:
            if wanted in path:
                changed = change(answer)
                answer = answer if changed is None else changed
        if path.endswith("/sync") and request.transport is not None:  # else nobody is there to be lied to
            self._add_injected(answer)
        return web.Response(status=status, text=json.dumps(answer), content_type="application/json")

    async def _pass_on(self, request: web.Request, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        query = request.rel_url.raw_query_string
        if path.endswith("/sync"):
            query = "&".join(
                f"timeout={min(int(part.partition('=')[2]), POLL_MS)}" if part.startswith("timeout=") else part
                for part in query.split("&")
            )
        url = URL(f"{self.target}{path}{'?' if query else ''}{query}", encoded=True)
        headers = {name: request.headers[name] for name in KEPT if name in request.headers}
        async with self._session.request(
            request.method,
            url,
            data=body or None,
            headers=headers,
            allow_redirects=False,
            skip_auto_headers=["Content-Type"],
        ) as response:
            kind = {name: response.headers[name] for name in BACK if name in response.headers}
            return response.status, kind, await response.read()

    def _failure(self, path: str) -> _Failure | None:
        for failure in self._failures:
            if failure.path in path and failure.times > 0:
                failure.times -= 1
                return failure
        return None

    def _add_injected(self, answer: Json) -> None:
        injected, self._injection = self._injection, _Injection()
        if injected.to_device:
            events = answer.setdefault("to_device", {}).setdefault("events", [])
            events[:0] = injected.to_device
        joined = answer.setdefault("rooms", {}).setdefault("join", {})
        for kind, events_of in (("timeline", injected.timeline), ("state", injected.state)):
            for room_id, those in events_of.items():
                joined.setdefault(room_id, {}).setdefault(kind, {}).setdefault("events", []).extend(those)


def _error(failure: _Failure) -> web.Response:
    return web.json_response({"errcode": failure.errcode, "error": "played"}, status=failure.status)


def _json(content: bytes) -> Json | None:
    try:
        result = json.loads(content)
    except ValueError:  # a picture, or nothing
        return None
    return result if isinstance(result, dict) else None
