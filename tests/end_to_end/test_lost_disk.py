"""A lost disk through the command line: the same identity on a new device, and what was lost is locked out (rule 3)."""

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import office
from bot.demo.homeserver import HomeserverFailedError
from bot.demo.stage import Stage
from bot.matrix.errors import IdentityError
from bot.matrix.identity import FILE
from bot.matrix.recovery import RecoveryKey
from bot.matrix.wire import CLIENT
from bot.office import installing
from bot.settings import Settings, load_settings
from tests.end_to_end.killing import ME, KilledError, devices, identity_in, is_whole, kill_after, shown, token_of

KEY = re.compile(r"^ +((?:[1-9A-HJ-NP-Za-km-z]{4} ?){12})$", re.MULTILINE)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path / "stage") as made:
        made.write_settings()
        yield made


def shown_key(output: str) -> str:
    found = KEY.findall(output)
    assert len(found) == 1, output
    return str(found[0])


def lose_the_disk(stage: Stage) -> None:
    """Lose what only the machine had; the settings and the password are typed in again."""
    shutil.rmtree(stage.data)
    for secret in ("hoofdsleutel", "cryptosleutel", "toegang"):
        (stage.folder / "geheim" / secret).unlink(missing_ok=True)


async def test_a_lost_disk_does_not_end_the_identity(stage: Stage) -> None:
    first = await stage.command("setup")
    assert first.code == 0, first.output
    key = shown_key(first.output)
    assert "kluis" in first.output
    for file in (f for f in stage.folder.rglob("*") if f.is_file() and "synapse" not in f.parts):
        assert key.replace(" ", "").encode() not in file.read_bytes().replace(b" ", b""), file
    before, lost_token = await shown(stage), token_of(stage)
    lose_the_disk(stage)

    plain = await stage.command("setup")
    assert plain.code == 1, "without the identity it does nothing to the account"
    assert "setup --herstel" in plain.output

    slip = await stage.command("setup", "--recover", stdin=key.replace(key[10], "0", 1) + "\n")
    assert slip.code == 1
    assert "kan teken" in slip.output
    nothing = await stage.command("setup", "--recover", stdin="")
    assert nothing.code == 1
    assert "dit zijn er 0" in nothing.output

    back = await stage.command("setup", "--recover", stdin=key + "\n")
    assert back.code == 0, back.output
    assert key not in back.output
    after = await shown(stage)
    assert identity_in(after) == identity_in(before)
    (device,) = await devices(stage)
    assert device.startswith("REGIEKAMER-"), "a lost store means a new device (rule 23)"
    (self_signing,) = after["self_signing_keys"][ME]["keys"].values()
    assert set(after["device_keys"][ME]) == {device}
    assert f"ed25519:{self_signing}" in after["device_keys"][ME][device]["signatures"][ME]
    with pytest.raises(HomeserverFailedError):
        await stage.homeserver.call("GET", f"{CLIENT}/account/whoami", token=lost_token)

    again = await stage.command("setup")
    assert again.code == 0
    assert "De herstelsleutel is er al" in again.output
    assert "De identiteit van de bot is er al" in again.output
    assert not KEY.search(again.output)
    refused = await stage.command("setup", "--herstel", stdin=key + "\n")
    assert refused.code == 1
    assert "staat al op deze machine" in refused.output
    assert "in orde  login en apparaat" in (await stage.command("check")).output


async def test_a_lost_paper_is_replaced(stage: Stage) -> None:
    first = shown_key((await stage.command("setup")).output)
    second = shown_key((await stage.command("setup", "--nieuwe-herstelsleutel")).output)
    before = await shown(stage)
    lose_the_disk(stage)
    old = await stage.command("setup", "--herstel", stdin=first)
    assert old.code == 1
    assert "hoort niet bij dit account" in old.output
    assert not (stage.data / "crypto" / FILE).exists()
    new = await stage.command("setup", "--herstel", stdin=second)
    assert new.code == 0, new.output
    assert identity_in(await shown(stage)) == identity_in(before)


# --- many losses of one bot, one after another ---


@dataclass
class SetUp:
    """A bot that was set up, its recovery key and its identity; every test loses the disk again."""

    stage: Stage
    key: str
    identity: list[Any]

    @property
    def settings(self) -> Settings:
        return load_settings(self.stage.settings)

    async def recover(self) -> None:
        await office.recover(self.settings, RecoveryKey.read(self.key), lambda _: None)

    async def set_up(self) -> None:
        await office.setup(self.settings, lambda _: None)

    async def is_whole(self) -> bool:
        """Whether the same identity is there, with one device, signed by it."""
        return await is_whole(self.stage, self.identity)


@pytest.fixture(scope="module")
async def ready(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SetUp]:
    async with Stage(tmp_path_factory.mktemp("lost") / "stage") as stage:
        stage.write_settings()
        key = shown_key((await stage.command("setup")).output)
        yield SetUp(stage, key, identity_in(await shown(stage)))


BEFORE = (
    "_make_keys",
    "_new_login",
    "recovery.fetch",
    "remove_other_devices",
    "_write_secret",  # the new device's id
    "_write_secret 2",  # the new login
)
AFTER = ("IdentityFile.store", "see_that_free", "upload_keys", "establish")


@pytest.mark.parametrize("plain_first", [False, True])
@pytest.mark.parametrize("step", BEFORE)
async def test_killed_before_the_identity_was_kept_it_begins_anew(
    ready: SetUp, monkeypatch: pytest.MonkeyPatch, step: str, *, plain_first: bool
) -> None:
    shutil.rmtree(ready.stage.data, ignore_errors=True)
    with monkeypatch.context() as patched:
        kill_after(patched, installing, step)
        with pytest.raises(KilledError):
            await ready.recover()
    if plain_first:
        with pytest.raises((IdentityError, office.OfficeError), match="setup --herstel"):
            await ready.set_up()
    await ready.recover()
    assert await ready.is_whole()
    await ready.set_up()


@pytest.mark.parametrize("step", AFTER)
async def test_killed_after_the_identity_was_kept_setup_does_the_rest(
    ready: SetUp, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    shutil.rmtree(ready.stage.data, ignore_errors=True)
    with monkeypatch.context() as patched:
        kill_after(patched, installing, step)
        with pytest.raises(KilledError):
            await ready.recover()
    with pytest.raises(office.OfficeError, match="maakt `regiekamer setup` het af"):
        await ready.recover()
    await ready.set_up()
    assert await ready.is_whole()


async def test_with_only_the_crypto_folder_lost_the_old_login_is_replaced(ready: SetUp) -> None:
    lost_token = token_of(ready.stage)
    shutil.rmtree(ready.stage.data / "crypto")
    await ready.recover()
    assert token_of(ready.stage) != lost_token
    assert await ready.is_whole()


async def test_without_the_password_it_says_so_before_anything(ready: SetUp) -> None:
    lose_the_disk(ready.stage)
    password = ready.stage.folder / "geheim" / "wachtwoord"
    aside = password.rename(password.with_suffix(".aside"))
    with pytest.raises(office.OfficeError, match="wachtwoord_bestand"):
        await ready.recover()
    aside.rename(password)
    assert not ready.stage.data.exists()
    await ready.recover()
    assert await ready.is_whole()


async def test_a_failed_recovery_leaves_no_device_behind(ready: SetUp) -> None:
    there = await devices(ready.stage)
    (ready.stage.data / "crypto" / FILE).unlink()
    with pytest.raises(IdentityError, match="hoort niet bij dit account"):
        await office.recover(ready.settings, RecoveryKey.make(), lambda _: None)
    assert await devices(ready.stage) == there, "and the old device is still there"
    await ready.recover()
    assert await ready.is_whole()
