"""The bot's own identity (rules 1, 2, 4): signed, checked with other people's code, and never replaced."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from canonicaljson import encode_canonical_json
from hypothesis import given
from hypothesis import strategies as st
from mautrix.types import TrustState, UserID
from vodozemac import Ed25519PublicKey, Ed25519Signature

from bot.demo.homeserver import Homeserver
from bot.matrix.errors import IdentityError
from bot.matrix.identity import (
    SEED_BYTES,
    USAGES,
    Identity,
    IdentityFile,
    confirm,
    establish,
    see_that_shown,
    upload_body,
)
from bot.matrix.wire import CLIENT
from bot.ports import HomeserverRefusedError
from tests.conftest import PASSWORD, MakeAccount, MakePerson
from tests.matrix.conftest import Side
from tests.matrix.test_live import new_room, says
from tests.peers import Peer

KEY = "k" * 43


@pytest.fixture
def file(side: Side, tmp_path: Path) -> IdentityFile:
    return IdentityFile(tmp_path, KEY, side.user_id)


def signed_by(key: str, content: dict[str, Any], user_id: str, key_id: str) -> None:
    """Check a signature with vodozemac; it raises when the signature is not good."""
    bare = {k: v for k, v in content.items() if k not in {"signatures", "unsigned"}}
    signature = Ed25519Signature.from_base64(content["signatures"][user_id][key_id])
    Ed25519PublicKey.from_base64(key).verify_signature(encode_canonical_json(bare), signature)


async def test_somebody_else_sees_a_whole_chain(side: Side, file: IdentityFile, person: MakePerson) -> None:
    anna = await person("anna")
    assert await establish(side.wire, side.crypto, file)
    _, seen = await anna.raw("POST", f"{CLIENT}/keys/query", {"device_keys": {side.user_id: []}})
    master, self_signing = seen["master_keys"][side.user_id], seen["self_signing_keys"][side.user_id]
    device = seen["device_keys"][side.user_id]["REGIEKAMER"]
    master_key, self_key = next(iter(master["keys"].values())), next(iter(self_signing["keys"].values()))
    signed_by(side.crypto.me.ed25519, master, side.user_id, "ed25519:REGIEKAMER")
    signed_by(master_key, self_signing, side.user_id, f"ed25519:{master_key}")
    signed_by(self_key, device, side.user_id, f"ed25519:{self_key}")
    signed_by(side.crypto.me.ed25519, device, side.user_id, "ed25519:REGIEKAMER")


async def test_a_client_of_another_code_base_trusts_the_device(
    side: Side, file: IdentityFile, account: MakeAccount, homeserver: Homeserver
) -> None:
    await establish(side.wire, side.crypto, file)
    made = await account("mau")
    mau = await Peer.login(homeserver.url, made.user_id, made.password)
    try:
        machine = mau.client.crypto
        assert machine is not None
        device = await machine.get_or_fetch_device(UserID(side.user_id), "REGIEKAMER")
        assert device is not None
        assert await machine.resolve_trust(device) >= TrustState.CROSS_SIGNED_TOFU
    finally:
        await mau.close()


async def test_a_client_that_excludes_unsigned_devices_talks_with_the_bot_both_ways(
    side: Side, file: IdentityFile, account: MakeAccount, homeserver: Homeserver
) -> None:
    """Spec 1.18 (MSC4153): such a client gives no keys to a device that its owner has not signed."""
    await establish(side.wire, side.crypto, file)
    made = await account("mau")
    mau = await Peer.login(homeserver.url, made.user_id, made.password)
    try:
        machine = mau.client.crypto
        assert machine is not None
        machine.share_keys_min_trust = machine.send_keys_min_trust = TrustState.CROSS_SIGNED_TOFU
        room_id = await side.rooms.create(new_room())
        await side.rooms.invite(room_id, made.user_id)
        await side.until(lambda: made.user_id in side.pinned and made.user_id in side.states[room_id].joined)
        await side.rooms.send(room_id, side.readers(made.user_id), says("van de bot"))
        await mau.wait_text("van de bot", room_id=room_id)
        await mau.say(room_id, "!wie")
        await side.until(lambda: [i.text for i in side.heard] == ["!wie"])
    finally:
        await mau.close()


async def test_again_changes_nothing(side: Side, file: IdentityFile) -> None:
    assert await establish(side.wire, side.crypto, file)
    first = file.load()
    assert not await establish(side.wire, side.crypto, file)
    await confirm(side.wire, side.crypto, file)
    assert first is not None
    assert file.load() == first


async def test_seeds_are_on_disk_before_anything_is_uploaded(
    side: Side, file: IdentityFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = side.wire.post

    async def unplugged(where: str, body: dict[str, Any], **more: Any) -> dict[str, Any]:
        if "device_signing" in where:
            assert file.load() is not None
            raise asyncio.CancelledError
        return await post(where, body, **more)

    monkeypatch.setattr(side.wire, "post", unplugged)
    with pytest.raises(asyncio.CancelledError):
        await establish(side.wire, side.crypto, file)
    monkeypatch.undo()
    kept = file.load()
    assert await establish(side.wire, side.crypto, file), "goes on where it was"
    assert file.load() == kept


async def test_an_identity_that_changed_under_us_stops_the_bot(side: Side, file: IdentityFile) -> None:
    await establish(side.wire, side.crypto, file)
    attacker = upload_body(Identity.make(), side.crypto)
    with pytest.raises(HomeserverRefusedError):
        await side.wire.post(f"{CLIENT}/keys/device_signing/upload", attacker)
    auth = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": side.user_id},
        "password": PASSWORD,
    }
    await side.wire.post(f"{CLIENT}/keys/device_signing/upload", {**attacker, "auth": auth})
    with pytest.raises(IdentityError, match="veranderd"):
        await confirm(side.wire, side.crypto, file)
    with pytest.raises(IdentityError, match="veranderd"):
        await establish(side.wire, side.crypto, file)


async def test_an_account_with_somebody_elses_identity_is_refused(side: Side, file: IdentityFile) -> None:
    await side.wire.post(f"{CLIENT}/keys/device_signing/upload", upload_body(Identity.make(), side.crypto))
    with pytest.raises(IdentityError, match="al een identiteit"):
        await establish(side.wire, side.crypto, file)
    assert file.load() is None


async def test_without_an_identity_the_bot_does_not_start(side: Side, file: IdentityFile) -> None:
    with pytest.raises(IdentityError, match="setup"):
        await confirm(side.wire, side.crypto, file)


async def test_what_a_backup_holds_must_be_what_the_account_shows(side: Side, file: IdentityFile) -> None:
    other = Identity.make()
    await see_that_shown(side.wire, side.user_id, other)  # an account that shows nothing gets it back
    await establish(side.wire, side.crypto, file)
    ours = file.load()
    assert ours is not None
    await see_that_shown(side.wire, side.user_id, ours)
    master, self_signing, user_signing = ours.seeds
    half = Identity((master, other.seeds[1], user_signing))
    for wrong in (other, half, Identity((self_signing, master, user_signing))):
        with pytest.raises(IdentityError, match="andere identiteit dan die in de back-up"):
            await see_that_shown(side.wire, side.user_id, wrong)


def test_the_file_is_sealed_private_and_bound_to_key_and_account(tmp_path: Path) -> None:
    identity = Identity.make()
    IdentityFile(tmp_path, KEY, "@a:x").store(identity)
    where = tmp_path / "identity.sealed"
    assert where.stat().st_mode & 0o077 == 0
    assert not any(seed in where.read_bytes() for seed in identity.seeds)
    assert IdentityFile(tmp_path, KEY, "@a:x").load() == identity
    for other in (IdentityFile(tmp_path, "x" * 43, "@a:x"), IdentityFile(tmp_path, KEY, "@b:x")):
        with pytest.raises(IdentityError, match="beschadigd"):
            other.load()
    with pytest.raises(FileExistsError):
        IdentityFile(tmp_path, KEY, "@a:x").store(Identity.make())
    assert "seeds" not in repr(identity)


seeds = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.tuples(seeds, seeds, seeds), st.dictionaries(st.text(max_size=5), json, max_size=4), st.sampled_from(USAGES))
def test_signatures_are_good_in_vodozemacs_eyes(
    made: tuple[bytes, bytes, bytes], content: dict[str, Any], usage: str
) -> None:
    identity = Identity(made)
    signature = Ed25519Signature.from_base64(identity.sign(usage, {**content, "unsigned": {"age": 1}}))
    bare = {k: v for k, v in content.items() if k not in {"signatures", "unsigned"}}
    key = Ed25519PublicKey.from_base64(identity.public(usage))
    key.verify_signature(encode_canonical_json(bare), signature)
