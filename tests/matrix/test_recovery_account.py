"""The recovery on a real account (rule 3): it comes back with the key and only then, and others' code opens it too."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from mautrix.types import EventType

from bot.demo.homeserver import Homeserver
from bot.matrix import recovery
from bot.matrix.errors import IdentityError
from bot.matrix.identity import unpadded
from bot.matrix.login import Account, log_in, log_out, open_wire, remove_other_devices, who_am_i
from bot.matrix.recovery import DEFAULT_KEY, DESCRIPTION, SECRETS, RecoveryKey
from bot.ports import HomeserverDownError, HomeserverRefusedError
from tests.conftest import PASSWORD, MakeAccount
from tests.matrix.owner import Owner, open_mautrix, open_owner


@pytest.fixture
async def owner(homeserver: Homeserver, account: MakeAccount, tmp_path: Path) -> AsyncIterator[Owner]:
    made = await account("bot")
    async with open_owner(homeserver.url, made.user_id, tmp_path) as opened:
        yield opened


async def test_the_identity_comes_back_with_the_key_and_only_with_it(owner: Owner) -> None:
    assert not await owner.present()
    with pytest.raises(IdentityError, match="geen identiteit om te herstellen"):
        await owner.fetch(RecoveryKey.make())
    key = await owner.deposit()
    assert await owner.present()
    assert await owner.fetch(RecoveryKey.read(key.text())) == owner.identity
    with pytest.raises(IdentityError, match="hoort niet bij dit account"):
        await owner.fetch(RecoveryKey.make())


async def test_the_homeserver_gets_nothing_readable(owner: Owner, homeserver: Homeserver) -> None:
    key = await owner.deposit()
    key_id = (await owner.get(DEFAULT_KEY))["key"]
    stored = "".join([str(await owner.get(kind)) for kind in (DESCRIPTION + key_id, *SECRETS.values())])
    for secret in (key.raw, *owner.identity.seeds):
        assert unpadded(secret) not in stored
        assert secret.hex() not in stored
    assert key.text() not in stored
    assert key.text().replace(" ", "").encode() not in homeserver.database_path.read_bytes()


async def test_a_new_key_ends_the_old_one(owner: Owner) -> None:
    first = await owner.deposit()
    second = await owner.deposit()
    assert await owner.fetch(second) == owner.identity
    with pytest.raises(IdentityError, match="hoort niet bij dit account"):
        await owner.fetch(first)
    key_id = (await owner.get(DEFAULT_KEY))["key"]
    for kind in SECRETS.values():
        assert set((await owner.get(kind))["encrypted"]) == {key_id}, "nothing is left that the lost paper opens"


async def test_killed_half_way_it_is_not_there_and_is_made_anew(owner: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    await owner.deposit()
    put = owner.wire.put
    for reached in range(5):
        puts = 0

        async def unplugged(where: str, body: dict[str, Any], after: int = reached, **more: Any) -> dict[str, Any]:
            nonlocal puts
            if puts == after:
                raise HomeserverDownError("pulled")
            puts += 1
            return await put(where, body, **more)

        monkeypatch.setattr(owner.wire, "put", unplugged)
        with pytest.raises(HomeserverDownError):
            await owner.deposit()
        monkeypatch.undo()
        assert await owner.present() == (reached <= 1), "as long as no secret was replaced, the old key works"
        key = await owner.deposit()
        assert await owner.fetch(key) == owner.identity


async def test_another_code_base_opens_ours(owner: Owner, homeserver: Homeserver) -> None:
    key = await owner.deposit()
    async with open_mautrix(homeserver.url, owner.user_id) as mautrix:
        key_id, described = await mautrix.ssss.get_default_key_data()
        opened = described.verify_recovery_key(key_id, key.text())
        kinds = (
            EventType.CROSS_SIGNING_MASTER,
            EventType.CROSS_SIGNING_SELF_SIGNING,
            EventType.CROSS_SIGNING_USER_SIGNING,
        )
        for kind, seed in zip(kinds, owner.identity.seeds, strict=True):
            assert await mautrix.ssss.get_decrypted_account_data(kind, opened) == seed
        await mautrix.verify_with_recovery_key(key.text())


async def test_we_open_what_another_code_base_made(homeserver: Homeserver, account: MakeAccount) -> None:
    made = await account("mau")
    async with open_mautrix(homeserver.url, made.user_id) as mautrix:
        typed = await mautrix.generate_recovery_key()
        theirs = mautrix._cross_signing_private_keys
        assert theirs is not None
        async with open_wire(homeserver.url, mautrix.client.api.token) as wire:
            assert await recovery.present(wire, made.user_id)
            identity = await recovery.fetch(wire, made.user_id, RecoveryKey.read(typed))
    assert identity.public("master") == theirs.public_keys.master_key
    assert identity.public("self_signing") == theirs.public_keys.self_signing_key
    assert identity.public("user_signing") == theirs.public_keys.user_signing_key


# --- devices ---


async def test_all_other_devices_go_and_ours_stays(owner: Owner, homeserver: Homeserver) -> None:
    async with open_wire(homeserver.url) as wire:
        tokens = [await log_in(wire, owner.user_id, PASSWORD, name) for name in ("TWEE", "DRIE")]
    us = Account(owner.user_id, "DRIE")
    async with open_wire(homeserver.url, tokens[1]) as wire:
        with pytest.raises(HomeserverRefusedError):
            await remove_other_devices(wire, us, "verkeerd")
        assert await remove_other_devices(wire, us, PASSWORD) == 3, "REGIEKAMER, TWEE, and the one of the registration"
        assert await remove_other_devices(wire, us, PASSWORD) == 0
        assert await who_am_i(wire) == us
        await log_out(wire)
        with pytest.raises(HomeserverRefusedError):
            await who_am_i(wire)
    with pytest.raises(HomeserverRefusedError):
        await who_am_i(owner.wire)


async def test_a_strange_list_of_devices_deletes_nothing_it_does_not_name(owner: Owner) -> None:
    class Strange:
        def __init__(self, devices: Any) -> None:
            self.devices = devices

        async def get(self, _where: str) -> dict[str, Any]:
            return {"devices": self.devices}

    us = Account(owner.user_id, "REGIEKAMER")
    with pytest.raises(HomeserverDownError):
        await remove_other_devices(Strange("x"), us, PASSWORD)  # type: ignore[arg-type]
    assert await remove_other_devices(Strange([3, {}, {"device_id": None}]), us, PASSWORD) == 0  # type: ignore[arg-type]
