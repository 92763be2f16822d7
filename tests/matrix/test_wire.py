"""What the bot makes of a bad network, request by request, and how long it lets be when it is asked to."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.homeserver import Homeserver
from bot.matrix.login import log_in, open_wire
from bot.matrix.wire import BUSY_SECONDS, CLIENT, LEAST_BUSY, MOST_BUSY, Wire, _answer
from bot.ports import HomeserverBusyError, HomeserverDownError
from tests.conftest import MakeAccount
from tests.faults import BEFORE, HEADER_WAIT, BadNetwork, Fault, Outage
from tests.matrix.conftest import Lied
from tests.matrix.test_rooms_contract import new_room

CREATE = f"{CLIENT}/createRoom"
JOINED = f"{CLIENT}/joined_rooms"
WHOAMI = f"{CLIENT}/account/whoami"
BUSY = {Fault.BUSY, Fault.BUSY_HEADER, Fault.BUSY_SILENT}


@dataclass
class Line:
    """A wire to the homeserver over a network that can be bad, and one that cannot."""

    network: BadNetwork
    wire: Wire
    honest: Wire

    async def rooms(self) -> int:
        return len((await self.honest.get(JOINED))["joined_rooms"])


@pytest.fixture
async def line(homeserver: Homeserver, account: MakeAccount) -> AsyncIterator[Line]:
    made = await account("lijn")
    async with open_wire(homeserver.url) as wire:
        token = await log_in(wire, made.user_id, made.password, "LIJN")
    async with (
        BadNetwork(homeserver.url) as network,
        open_wire(network.url, token) as wire,
        open_wire(homeserver.url, token) as honest,
    ):
        network.drip, network.waits = 0.3, (0.6, 0.6)
        yield Line(network, wire, honest)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in BUSY | {Fault.NONE, Fault.DRIP}])
async def test_no_answer_is_a_homeserver_that_is_away_whether_it_did_it_or_not(line: Line, fault: Fault) -> None:
    line.network.deal("/createRoom", fault)
    with pytest.raises(HomeserverDownError):
        await line.wire.post(CREATE, {})
    assert await line.rooms() == (0 if fault in BEFORE else 1)
    await line.wire.post(CREATE, {})


async def test_an_answer_that_drips_is_an_answer(line: Line) -> None:
    line.network.deal("/createRoom", Fault.DRIP)
    assert str((await line.wire.post(CREATE, {}))["room_id"]).startswith("!")


@pytest.mark.parametrize(
    ("fault", "seconds"), [(Fault.BUSY, 0.6), (Fault.BUSY_HEADER, HEADER_WAIT), (Fault.BUSY_SILENT, BUSY_SECONDS)]
)
async def test_a_429_is_heard_in_every_form(line: Line, fault: Fault, seconds: float) -> None:
    line.network.deal("/createRoom", fault)
    with pytest.raises(HomeserverBusyError) as busy:
        await line.wire.post(CREATE, {})
    assert busy.value.retry_after == seconds
    assert await line.rooms() == 0


async def test_what_a_429_is_about_is_not_asked_again_too_soon_and_everything_else_is(line: Line) -> None:
    line.network.deal("/createRoom", Fault.BUSY)
    began = time.monotonic()
    for _ in range(20):
        with pytest.raises(HomeserverBusyError) as busy:
            await line.wire.post(CREATE, {})
    assert 0 < busy.value.retry_after <= 0.6
    assert len(line.network.times) == 1
    await line.wire.get(WHOAMI)
    await asyncio.sleep(max(began + 0.7 - time.monotonic(), 0))
    await line.wire.post(CREATE, {})
    assert len(line.network.times) == 3
    assert line.network.too_soon == []


@pytest.mark.parametrize("kind", Outage)
async def test_an_outage_is_a_homeserver_that_is_away_and_then_back(line: Line, kind: Outage) -> None:
    await line.wire.get(WHOAMI)
    await line.network.outage(kind)
    with pytest.raises(HomeserverDownError):
        await line.wire.get(WHOAMI, seconds=0.5)
    silence = line.wire.silence
    assert silence > 0
    await line.network.back()
    await line.wire.get(WHOAMI)
    assert line.wire.silence < silence + 0.5


@pytest.mark.parametrize(
    ("body", "header", "seconds"),
    [
        ('{"retry_after_ms": 1500}', None, 1.5),
        ('{"retry_after_ms": 1500}', "9", 1.5),
        ('{"retry_after_ms": 1}', None, LEAST_BUSY),
        ('{"retry_after_ms": true}', None, BUSY_SECONDS),
        ('{"retry_after_ms": 0}', "7", 7.0),
        ('{"retry_after_ms": -4}', None, BUSY_SECONDS),
        ('{"retry_after_ms": NaN}', None, BUSY_SECONDS),
        ('{"retry_after_ms": "2000"}', None, BUSY_SECONDS),
        ('{"retry_after_ms": Infinity}', None, MOST_BUSY),
        (f'{{"retry_after_ms": 1{"0" * 400}}}', None, MOST_BUSY),
        ("<html>", "12", 12.0),
        ("<html>", " 12 ", 12.0),
        ("<html>", "9" * 400, MOST_BUSY),
        ("<html>", "²", BUSY_SECONDS),
        ("<html>", "Tue, 24 Nov 2026 09:00:00 GMT", BUSY_SECONDS),
        ("", None, BUSY_SECONDS),
    ],
)
def test_how_long_is_waited_is_believed_within_reason(body: str, header: str | None, seconds: float) -> None:
    """Believed to the letter, one answer would leave the bot deaf for ever, or asking a thousand times a second."""
    with pytest.raises(HomeserverBusyError) as busy:
        _answer(429, body, header)
    assert busy.value.retry_after == seconds


def test_the_errcode_alone_says_it_too_and_a_good_answer_is_none() -> None:
    limited = json.dumps({"errcode": "M_LIMIT_EXCEEDED"})
    with pytest.raises(HomeserverBusyError):
        _answer(400, limited)
    assert _answer(200, limited) == {"errcode": "M_LIMIT_EXCEEDED"}


# --- rooms ---


async def test_a_room_whose_id_is_not_in_the_answer_is_found(lied: Lied) -> None:
    wish = new_room()
    lied.proxy.rewrite("/createRoom", lambda _: {})
    room_id = await lied.side.rooms.create(wish)
    assert await lied.side.rooms.create(wish) == room_id
    assert lied.proxy.count("/createRoom") == 1


async def test_an_empty_answer_about_our_rooms_makes_no_room(lied: Lied) -> None:
    lied.proxy.rewrite("/joined_rooms", lambda _: {})
    with pytest.raises(HomeserverDownError):
        await lied.side.rooms.create(new_room())
    assert lied.proxy.count("/createRoom") == 0


async def test_invitations_go_one_at_a_time_and_wait_together(lied: Lied) -> None:
    """Synapse counts a refused one too: tried all at once and again, people could not be invited for minutes."""
    rooms = [await lied.side.rooms.create(new_room()) for _ in range(2)]
    lied.proxy.fail("/invite", times=100, status=429, errcode="M_LIMIT_EXCEEDED")
    guests = [f"@gast{number}:regiekamer.test" for number in range(5)]
    tries = [lied.side.rooms.invite(room_id, guest) for room_id in rooms for guest in guests]
    refused = await asyncio.gather(*tries, return_exceptions=True)
    assert {type(error) for error in refused} == {HomeserverBusyError}
    assert lied.proxy.count("/invite") == 1


async def test_a_direct_chat_waits_with_the_other_invitations(lied: Lied) -> None:
    """It is asked into by another request, that the homeserver counts with them."""
    side = lied.side
    chat, case = [await side.rooms.create(new_room()) for _ in range(2)]
    lied.proxy.fail("/state/m.room.member", times=1, status=429, errcode="M_LIMIT_EXCEEDED")
    with pytest.raises(HomeserverBusyError):
        await side.rooms.invite(chat, "@gast:regiekamer.test", direct=True)
    with pytest.raises(HomeserverBusyError):
        await side.rooms.invite(case, "@gast:regiekamer.test")
    assert lied.proxy.count("/invite") == 0
    lied.proxy.fail("/invite", times=1, status=429, errcode="M_LIMIT_EXCEEDED")
    await asyncio.sleep(BUSY_SECONDS)
    with pytest.raises(HomeserverBusyError):
        await side.rooms.invite(case, "@gast:regiekamer.test")
    with pytest.raises(HomeserverBusyError):
        await side.rooms.invite(chat, "@gast:regiekamer.test", direct=True)
    assert lied.proxy.count("/state/m.room.member") == 1
