"""A homeserver that lies about the recovery gets nothing in, and nothing it says is a traceback (rule 3)."""

import base64
import copy
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.demo.homeserver import Homeserver
from bot.matrix import recovery
from bot.matrix.errors import IdentityError
from bot.matrix.identity import USAGES, Identity, unpadded, upload_body
from bot.matrix.login import Account, log_in, open_session, open_wire
from bot.matrix.recovery import ALGORITHM, DEFAULT_KEY, DESCRIPTION, SECRETS, RecoveryKey
from bot.matrix.sync import upload_keys
from bot.matrix.wire import CLIENT
from bot.ports import HomeserverRefusedError
from tests.conftest import PASSWORD, MakeAccount
from tests.matrix.owner import KEY, Owner, open_owner


@pytest.fixture
async def owner(homeserver: Homeserver, account: MakeAccount, tmp_path: Path) -> AsyncIterator[Owner]:
    made = await account("bot")
    async with open_owner(homeserver.url, made.user_id, tmp_path) as opened:
        yield opened


def flipped(text: str) -> str:
    """Change one bit of base64-encoded bytes."""
    raw = bytearray(base64.b64decode(text + "=" * (-len(text) % 4)))
    raw[3] ^= 1
    return unpadded(bytes(raw))


@pytest.mark.parametrize("usage", USAGES)
@pytest.mark.parametrize("part", ["mac", "ciphertext", "iv"])
async def test_a_changed_secret_is_refused(owner: Owner, usage: str, part: str) -> None:
    key = await owner.deposit()
    key_id = (await owner.get(DEFAULT_KEY))["key"]
    content = await owner.get(SECRETS[usage])
    content["encrypted"][key_id][part] = flipped(content["encrypted"][key_id][part])
    await owner.put(SECRETS[usage], content)
    with pytest.raises(IdentityError, match=r"beschadigd|andere identiteit"):
        await owner.fetch(key)


async def test_secrets_that_changed_places_are_refused(owner: Owner) -> None:
    key = await owner.deposit()
    await owner.put(SECRETS["master"], await owner.get(SECRETS["self_signing"]))
    with pytest.raises(IdentityError, match="beschadigd"):
        await owner.fetch(key)


async def test_a_whole_storage_of_the_attacker_opens_with_no_key_of_ours(owner: Owner) -> None:
    key = await owner.deposit()
    await recovery.deposit(owner.wire, owner.user_id, Identity.make(), RecoveryKey.make())
    with pytest.raises(IdentityError, match="hoort niet bij dit account"):
        await owner.fetch(key)
    # Without the check of the key, the MACs of the secrets still stand in the way.
    await owner.put(DESCRIPTION + (await owner.get(DEFAULT_KEY))["key"], {"algorithm": ALGORITHM})
    with pytest.raises(IdentityError, match="beschadigd"):
        await owner.fetch(key)


async def test_another_identity_on_the_server_is_refused(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    key = await owner.deposit()
    post = owner.wire.post
    honest = await post(f"{CLIENT}/keys/query", {"device_keys": {owner.user_id: []}})
    strange = Identity.make().public("master")
    lies: list[dict[str, Any]] = [{}, {"master_keys": [], "self_signing_keys": 3, "user_signing_keys": None}]
    for usage in USAGES:
        for lie in (
            {f"ed25519:{strange}": strange},
            {f"ed25519:{strange}": owner.identity.public(usage)},
            {**honest[f"{usage}_keys"][owner.user_id]["keys"], f"ed25519:{strange}": strange},
            "x",
        ):
            answer = copy.deepcopy(honest)
            answer[f"{usage}_keys"][owner.user_id]["keys"] = lie
            lies.append(answer)
    for answer in lies:

        async def lying(where: str, body: dict[str, Any], said: Any = answer, **more: Any) -> dict[str, Any]:
            return said if where.endswith("/keys/query") else await post(where, body, **more)

        monkeypatch.setattr(owner.wire, "post", lying)
        with pytest.raises(IdentityError, match="andere identiteit"):
            await owner.fetch(key)
    monkeypatch.undo()
    assert await owner.fetch(key) == owner.identity


async def test_a_really_replaced_identity_is_refused(owner: Owner, homeserver: Homeserver, tmp_path: Path) -> None:
    key = await owner.deposit()
    async with open_wire(homeserver.url) as wire:
        token = await log_in(wire, owner.user_id, PASSWORD, "DIEF")
    who = Account(owner.user_id, "DIEF")
    async with open_session(homeserver.url, who, token, folder=str(tmp_path), pickle_key=KEY) as (wire, crypto):
        await upload_keys(wire, crypto)
        auth = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": owner.user_id},
            "password": PASSWORD,
        }
        body = {**upload_body(Identity.make(), crypto), "auth": auth}
        await wire.post(f"{CLIENT}/keys/device_signing/upload", body)
    with pytest.raises(IdentityError, match="andere identiteit"):
        await owner.fetch(key)


MALFORMED: list[Any] = [None, 3, "", "x", "é" * 22, "A" * 300, [], {}, {"a": 1}, "\x00", "AAAA" * 4 + "!"]


async def test_malformed_account_data_is_a_clear_error(owner: Owner) -> None:
    key = await owner.deposit()
    pointer = await owner.get(DEFAULT_KEY)
    key_id = pointer["key"]
    described, secret = await owner.get(DESCRIPTION + key_id), await owner.get(SECRETS["self_signing"])
    broken: list[tuple[str, dict[str, Any]]] = []
    for value in MALFORMED:
        broken.append((DEFAULT_KEY, {"key": value}))
        broken.append((SECRETS["self_signing"], {"encrypted": value}))
        broken.append((SECRETS["self_signing"], {"encrypted": {key_id: value}}))
        broken += [(DESCRIPTION + key_id, {**described, part: value}) for part in ("algorithm", "iv", "mac")]
        for part in ("ciphertext", "iv", "mac"):
            changed = {**secret["encrypted"][key_id], part: value}
            broken.append((SECRETS["self_signing"], {"encrypted": {key_id: changed}}))
    honest = {DEFAULT_KEY: pointer, DESCRIPTION + key_id: described, SECRETS["self_signing"]: secret}
    for kind, content in broken:
        await owner.put(kind, content)
        with pytest.raises(IdentityError):
            await owner.fetch(key)
        try:
            await owner.present()
        except IdentityError as error:
            assert "--nieuwe-herstelsleutel" in str(error)  # noqa: PT017 - it need not raise
        await owner.put(kind, honest[kind])
    assert await owner.fetch(key) == owner.identity


async def test_a_seed_of_the_wrong_length_or_not_of_base64_is_refused(owner: Owner) -> None:
    """Only the owner of the paper can make these; yet no traceback."""
    key = await owner.deposit()
    key_id = (await owner.get(DEFAULT_KEY))["key"]
    for plain in (b"", b"\xff" * 43, unpadded(bytes(31)).encode(), b"x" * 200):
        secret = recovery.encrypt(key, SECRETS["master"], plain)
        await owner.put(SECRETS["master"], {"encrypted": {key_id: secret}})
        with pytest.raises(IdentityError, match="beschadigd"):
            await owner.fetch(key)


async def test_bottomless_json_is_a_clear_error(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    async def bottomless(_where: str) -> dict[str, Any]:
        raise RecursionError

    monkeypatch.setattr(owner.wire, "get", bottomless)
    with pytest.raises(IdentityError, match="beschadigd"):
        await owner.present()


async def test_a_refusal_of_another_kind_is_not_taken_for_absence(homeserver: Homeserver, owner: Owner) -> None:
    async with open_wire(homeserver.url, "no such token") as wire:
        with pytest.raises(HomeserverRefusedError):
            await recovery.present(wire, owner.user_id)
