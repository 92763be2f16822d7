"""The homeserver lies about people's identities and devices, and nobody gets a key by it (rules 5, 6, 7)."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from bot.demo.people import Professional
from bot.matrix.identity import Identity, unpadded
from bot.matrix.wire import CLIENT
from bot.ports import HomeserverDownError, NobodyReadsError
from tests.conftest import MakePerson
from tests.matrix.conftest import Lied
from tests.matrix.test_live import filled, says
from tests.matrix.test_recipients import tell

Json = dict[str, Any]
Lie = Callable[[Json, str, Identity], None]


def change_keys(lied: Lied, user_id: str, change: Any) -> None:
    """Have the server lie about this person's keys, and say that they changed."""

    def lie(answer: Json) -> None:
        if user_id in answer.get("device_keys", {}):
            change(answer)

    lied.proxy.rewrite("/keys/query", lie)
    lied.proxy.rewrite(
        "/sync", lambda sync: sync.setdefault("device_lists", {}).setdefault("changed", []).append(user_id)
    )


async def made_up(lied: Lied, anna: Professional, room_id: str, change: Any) -> None:
    """Lie about Anna's keys, and see that the bot takes the lie for what it is: nobody gets a key any more."""
    side = lied.side
    await tell(side, room_id, "voor de leugen", anna)
    given = lied.proxy.count("/sendToDevice/m.room.encrypted")
    change_keys(lied, anna.user_id, change)
    before = side.seen[anna.user_id]
    await side.until(lambda: side.seen[anna.user_id] != before)
    assert side.seen[anna.user_id].master != before.master
    with pytest.raises(NobodyReadsError):
        await side.rooms.send(room_id, side.readers(anna.user_id), says("na de leugen"))
    assert lied.proxy.count("/sendToDevice/m.room.encrypted") == given
    assert lied.proxy.count("/send/m.room.encrypted/") == 1
    assert "na de leugen" not in anna.readable()


async def test_a_replaced_identity_gets_no_key(lied: Lied, person: MakePerson) -> None:
    """The server puts an identity of its own in the place of Anna's, and signs a device of its own with it."""
    anna, eve = await person("anna"), await person("eve")
    room_id = await filled(lied.side, anna)
    _, hers = await eve.raw("POST", f"{CLIENT}/keys/query", {"device_keys": {eve.user_id: []}})
    forged = forge(Identity.make(), anna.user_id, hers["device_keys"][eve.user_id])

    def replace(answer: Json) -> None:
        answer["master_keys"][anna.user_id], answer["self_signing_keys"][anna.user_id] = forged[:2]
        answer["device_keys"][anna.user_id] = forged[2]

    await made_up(lied, anna, room_id, replace)
    assert not eve.readable()


def forge(identity: Identity, user_id: str, devices: Json) -> tuple[Json, Json, Json]:
    """Make a whole chain for somebody, of keys that are not theirs."""
    keys = {}
    for usage in ("master", "self_signing"):
        public = identity.public(usage)
        keys[usage] = {"user_id": user_id, "usage": [usage], "keys": {f"ed25519:{public}": public}}
    self_signing = keys["self_signing"]
    master = identity.public("master")
    self_signing["signatures"] = {user_id: {f"ed25519:{master}": identity.sign("master", self_signing)}}
    for device in devices.values():
        key_id = f"ed25519:{identity.public('self_signing')}"
        device.setdefault("signatures", {}).setdefault(user_id, {})[key_id] = identity.sign("self_signing", device)
    return keys["master"], self_signing, devices


async def test_a_vanished_identity_gets_no_key(lied: Lied, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    await made_up(lied, anna, room_id, lambda answer: answer["master_keys"].pop(anna.user_id))


async def test_a_forged_self_signing_key_gets_no_key(lied: Lied, person: MakePerson) -> None:
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    forger = Identity.make()

    def forged(answer: Json) -> None:
        devices = answer["device_keys"][anna.user_id]
        answer["self_signing_keys"][anna.user_id] = forge(forger, anna.user_id, devices)[1]

    await made_up(lied, anna, room_id, forged)


async def test_a_device_with_exchanged_keys_gets_no_key(lied: Lied, person: MakePerson) -> None:
    """The id of Anna's device with Eve's keys: neither of the signatures fits."""
    anna, eve = await person("anna"), await person("eve")
    room_id = await filled(lied.side, anna)
    await tell(lied.side, room_id, "eerst", anna)
    _, hers = await eve.raw("POST", f"{CLIENT}/keys/query", {"device_keys": {eve.user_id: []}})
    theirs = hers["device_keys"][eve.user_id][eve.client.device_id]

    def exchanged(answer: Json) -> None:
        device = answer["device_keys"][anna.user_id][anna.client.device_id]
        for kind in ("ed25519", "curve25519"):
            device["keys"][f"{kind}:{anna.client.device_id}"] = theirs["keys"][f"{kind}:{eve.client.device_id}"]

    change_keys(lied, anna.user_id, exchanged)
    await lied.side.until(lambda: not lied.side.seen[anna.user_id].devices)
    with pytest.raises(NobodyReadsError):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("daarna"))


def public(answer: Json, kind: str, user_id: str) -> str:
    return str(next(iter(answer[kind][user_id]["keys"].values())))


def resign(answer: Json, user_id: str, owner: Identity) -> None:
    """Sign the changed self-signing key with the real master key: the lie is the only thing wrong."""
    key = answer["self_signing_keys"][user_id]
    master = public(answer, "master_keys", user_id)
    key["signatures"] = {user_id: {f"ed25519:{master}": owner.sign("master", key)}}


def wrong_usage(answer: Json, user_id: str, owner: Identity) -> None:
    answer["self_signing_keys"][user_id]["usage"] = ["user_signing"]
    resign(answer, user_id, owner)


def two_keys(answer: Json, user_id: str, owner: Identity) -> None:
    extra = Identity.make().public("master")
    answer["self_signing_keys"][user_id]["keys"][f"ed25519:{extra}"] = extra
    resign(answer, user_id, owner)


def mismatched_key_id(answer: Json, user_id: str, owner: Identity) -> None:
    ours = public(answer, "self_signing_keys", user_id)
    answer["self_signing_keys"][user_id]["keys"] = {f"ed25519:{ours}": Identity.make().public("master")}
    resign(answer, user_id, owner)


def somebody_elses(answer: Json, user_id: str, owner: Identity) -> None:
    answer["self_signing_keys"][user_id]["user_id"] = "@eve:regiekamer.test"
    resign(answer, user_id, owner)


def device_named_as_a_key(answer: Json, user_id: str, owner: Identity) -> None:
    del owner
    devices = answer["device_keys"][user_id]
    devices[public(answer, "self_signing_keys", user_id)] = dict(next(iter(devices.values())))


def small_order(answer: Json, user_id: str, owner: Identity) -> None:
    """A self-signing key that OpenSSL believes whatever it signs, even signed by the real master key."""
    point = b"\x01" + bytes(31)
    weak = unpadded(point)
    answer["self_signing_keys"][user_id]["keys"] = {f"ed25519:{weak}": weak}
    resign(answer, user_id, owner)
    for device in answer["device_keys"][user_id].values():
        device["signatures"][user_id][f"ed25519:{weak}"] = unpadded(point + bytes(32))


def a_key_that_panics(answer: Json, user_id: str, owner: Identity) -> None:
    """33 bytes: vodozemac panics, and the bot must not."""
    long = base64.b64encode(bytes(33)).decode()
    answer["self_signing_keys"][user_id]["keys"] = {f"ed25519:{long}": long}
    resign(answer, user_id, owner)


@pytest.mark.parametrize("lie", [wrong_usage, two_keys, mismatched_key_id, somebody_elses, device_named_as_a_key])
async def test_an_identity_with_one_thing_wrong_gets_no_key(lied: Lied, person: MakePerson, lie: Lie) -> None:
    anna = await person("anna")
    owner = anna.keyring.identity
    assert owner is not None
    room_id = await filled(lied.side, anna)
    await made_up(lied, anna, room_id, lambda answer: lie(answer, anna.user_id, owner))
    assert lied.side.lives


@pytest.mark.parametrize("lie", [small_order, a_key_that_panics])
async def test_a_self_signing_key_that_is_none_signs_no_device(lied: Lied, person: MakePerson, lie: Lie) -> None:
    anna = await person("anna")
    owner = anna.keyring.identity
    assert owner is not None
    room_id = await filled(lied.side, anna)
    await tell(lied.side, room_id, "voor de leugen", anna)
    change_keys(lied, anna.user_id, lambda answer: lie(answer, anna.user_id, owner))
    await lied.side.until(lambda: not lied.side.seen[anna.user_id].devices)
    with pytest.raises(NobodyReadsError):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("na de leugen"))
    assert lied.side.lives


async def test_what_the_server_cannot_say_is_not_guessed(lied: Lied, person: MakePerson) -> None:
    """A failing key query sends nothing, and is no reason to block anybody."""
    anna = await person("anna")
    room_id = await filled(lied.side, anna)
    await tell(lied.side, room_id, "eerst", anna)
    lied.proxy.fail("/keys/query", times=3, status=502)
    lied.side.devices.changed([anna.user_id])
    with pytest.raises(HomeserverDownError):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("niet verstuurd"))
    lied.proxy.clear()
    server = anna.user_id.partition(":")[2]
    lied.proxy.rewrite("/keys/query", lambda _: {"failures": {server: {}}, "device_keys": {}})
    lied.side.devices.changed([anna.user_id])
    with pytest.raises(HomeserverDownError):
        await lied.side.rooms.send(room_id, lied.side.readers(anna.user_id), says("niet verstuurd"))
    lied.proxy.clear()
    assert lied.side.seen[anna.user_id].master is not None
    await tell(lied.side, room_id, "nu wel", anna)
    assert "niet verstuurd" not in anna.readable()
