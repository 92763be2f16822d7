"""The proxy that plays a lying homeserver: it must be honest where no test asked for a lie."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import ClientError, ClientSession
from yarl import URL

from bot.demo.homeserver import Homeserver
from tests.conftest import PASSWORD, MakeAccount
from tests.proxy import Json, Proxy, Seen

pytestmark = pytest.mark.server

CLIENT = "/_matrix/client/v3"
WHOAMI = f"{CLIENT}/account/whoami"
CREATE = f"{CLIENT}/createRoom"
SYNC = f"{CLIENT}/sync"
LONG = f"{SYNC}?timeout=30000"
NOBODY = "!nergens:regiekamer.test"


@dataclass
class Caller:
    """Somebody who knows the homeserver by the address of the proxy."""

    proxy: Proxy
    session: ClientSession
    user_id: str
    token: str = ""

    async def ask(self, method: str, where: str, body: Json | None = None) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = URL(self.proxy.url + where, encoded=True)
        async with self.session.request(method, url, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def rooms(self) -> list[str]:
        _, answer = await self.ask("GET", f"{CLIENT}/joined_rooms")
        joined: list[str] = answer["joined_rooms"]
        return joined


@pytest.fixture
async def caller(homeserver: Homeserver, account: MakeAccount) -> AsyncIterator[Caller]:
    made = await account("beller")
    async with Proxy(homeserver.url) as proxy, ClientSession() as session:
        result = Caller(proxy, session, made.user_id)
        login = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": made.user_id},
            "password": PASSWORD,
        }
        status, answer = await result.ask("POST", f"{CLIENT}/login", login)
        assert status == 200, answer
        assert proxy.requests == [Seen("POST", f"{CLIENT}/login", login)]
        result.token = answer["access_token"]
        yield result


async def test_what_nobody_asked_to_change_passes_through(caller: Caller) -> None:
    status, answer = await caller.ask("GET", f"{WHOAMI}?een=twee")
    assert (status, answer["user_id"]) == (200, caller.user_id)
    assert caller.proxy.requests[-1] == Seen("GET", WHOAMI, None)

    caller.token = "verzonnen"
    status, answer = await caller.ask("GET", WHOAMI)
    assert (status, answer["errcode"]) == (401, "M_UNKNOWN_TOKEN")
    assert (caller.proxy.count(WHOAMI), caller.proxy.count()) == (2, 3)


async def test_a_rewrite_changes_good_answers_of_its_path_alone(caller: Caller) -> None:
    def in_place(answer: Json) -> None:
        answer["user_id"] = "@leugen:regiekamer.test"

    caller.proxy.rewrite("/whoami", in_place)
    assert (await caller.ask("GET", WHOAMI))[1]["user_id"] == "@leugen:regiekamer.test"
    assert "user_id" not in (await caller.ask("GET", f"{CLIENT}/joined_rooms"))[1]
    caller.proxy.rewrite("/whoami", lambda before: {"nieuw": before["user_id"]})
    assert await caller.ask("GET", WHOAMI) == (200, {"nieuw": "@leugen:regiekamer.test"})

    token, caller.token = caller.token, "verzonnen"
    assert (await caller.ask("GET", WHOAMI))[1]["errcode"] == "M_UNKNOWN_TOKEN"
    caller.token = token
    caller.proxy.clear()
    assert (await caller.ask("GET", WHOAMI))[1]["user_id"] == caller.user_id


async def test_a_failure_before_keeps_the_request_from_the_homeserver(caller: Caller) -> None:
    caller.proxy.fail("/createRoom", times=2, status=502)
    for _ in range(2):
        status, answer = await caller.ask("POST", CREATE, {})
        assert (status, answer["errcode"]) == (502, "M_UNKNOWN")
    assert await caller.rooms() == []
    assert (await caller.ask("POST", CREATE, {}))[0] == 200
    assert caller.proxy.count("/createRoom") == 3


async def test_a_failure_after_loses_the_answer_alone(caller: Caller) -> None:
    caller.proxy.fail("/createRoom", status=429, errcode="M_LIMIT_EXCEEDED", before=False)
    status, answer = await caller.ask("POST", CREATE, {})
    assert (status, answer["errcode"]) == (429, "M_LIMIT_EXCEEDED")
    assert "room_id" not in answer
    assert len(await caller.rooms()) == 1


async def test_what_is_injected_is_in_the_next_sync_once(caller: Caller) -> None:
    _, made = await caller.ask("POST", CREATE, {})
    _, theirs = await caller.ask("PUT", f"{CLIENT}/sendToDevice/echt/1", {"messages": {caller.user_id: {"*": {}}}})
    assert theirs == {}
    played = {"type": "gespeeld", "sender": caller.user_id, "content": {}}
    topic = {"type": "m.room.topic", "state_key": "", "sender": caller.user_id, "content": {"topic": "gespeeld"}}
    caller.proxy.inject(to_device=[played], timeline={made["room_id"]: [played]}, state={NOBODY: [topic]})

    _, answer = await caller.ask("GET", SYNC)
    assert [e["type"] for e in answer["to_device"]["events"]] == ["gespeeld", "echt"]
    timeline = answer["rooms"]["join"][made["room_id"]]["timeline"]["events"]
    assert len(timeline) > 1
    assert timeline[-1] == played
    assert answer["rooms"]["join"][NOBODY]["state"]["events"] == [topic]

    _, answer = await caller.ask("GET", f"{SYNC}?since={quote(answer['next_batch'])}")
    assert "to_device" not in answer
    assert NOBODY not in answer.get("rooms", {}).get("join", {})


async def test_a_sync_that_waits_is_soon_answered_with_what_is_injected(caller: Caller) -> None:
    since = quote((await caller.ask("GET", SYNC))[1]["next_batch"])
    started = time.monotonic()
    waiting = asyncio.create_task(caller.ask("GET", f"{LONG}&since={since}"))
    await _until_seen(caller.proxy, "/sync", 2)
    caller.proxy.inject(to_device=[{"type": "gespeeld"}])
    _, answer = await waiting
    assert answer["to_device"]["events"] == [{"type": "gespeeld"}]
    assert time.monotonic() - started < 10


async def test_the_homeserver_sees_a_request_only_when_what_happens_on_it_is_over(caller: Caller) -> None:
    bodies: list[Json | None] = []
    over = asyncio.Event()

    async def wait(body: Json | None) -> None:
        bodies.append(body)
        await over.wait()

    caller.proxy.on_request("/createRoom", wait)
    creating = asyncio.create_task(caller.ask("POST", CREATE, {"name": "een"}))
    await _until_seen(caller.proxy, "/createRoom", 1)
    await asyncio.wait({creating}, timeout=0.5)
    assert not creating.done()
    assert await caller.rooms() == []
    over.set()
    assert (await creating)[0] == 200

    await caller.ask("POST", CREATE, {"name": "twee"})
    caller.proxy.clear()
    await caller.ask("POST", CREATE, {"name": "drie"})
    assert bodies == [{"name": "een"}, {"name": "twee"}]
    assert len(await caller.rooms()) == 3


async def test_what_is_percent_encoded_stays_so(caller: Caller) -> None:
    _, made = await caller.ask("POST", CREATE, {})
    room = "%21" + quote(made["room_id"][1:], safe="")
    where = f"{CLIENT}/rooms/{room}/state/nl.proef/a%2Fb%3Fc%23d%252F%20%c3%a9%7e"
    async with Proxy(caller.proxy.url) as farther:
        status, sent = await Caller(farther, caller.session, caller.user_id, caller.token).ask("PUT", where, {})
    assert status == 200, sent
    assert farther.requests == caller.proxy.requests[-1:] == [Seen("PUT", where, {})]

    _, event = await caller.ask("GET", f"{CLIENT}/rooms/{room}/event/{quote(sent['event_id'], safe='')}")
    assert (event["room_id"], event["state_key"]) == (made["room_id"], "a/b?c#d%2F é~")
    only_topics = quote('{"types":["m.room.topic"]}', safe="")
    _, page = await caller.ask("GET", f"{CLIENT}/rooms/{room}/messages?dir=b&filter={only_topics}")
    assert page["chunk"] == []


async def test_stopping_does_not_wait_for_a_sync_in_flight(homeserver: Homeserver, caller: Caller) -> None:
    since = quote((await caller.ask("GET", SYNC))[1]["next_batch"])
    async with Proxy(homeserver.url) as proxy:
        own = Caller(proxy, caller.session, caller.user_id, caller.token)
        never = asyncio.Event()

        async def held(_: Json | None) -> None:
            await never.wait()

        proxy.on_request("/sync", held)
        waiting = asyncio.create_task(own.ask("GET", f"{LONG}&since={since}"))
        await _until_seen(proxy, "/sync", 1)
        started = time.monotonic()
    assert time.monotonic() - started < 5
    with pytest.raises(ClientError):
        await waiting


async def _until_seen(proxy: Proxy, path: str, times: int) -> None:
    async with asyncio.timeout(10):
        while proxy.count(path) < times:
            await asyncio.sleep(0.01)
