"""One backup, put back many times on a real homeserver: killed at every step, refused, under another master key."""

import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bot import office, wiring
from bot.demo.stage import DIRECTORY, Stage
from bot.forms.problems import FormError
from bot.matrix import sessions
from bot.matrix.wire import CLIENT
from bot.office import installing, keeping
from bot.settings import Settings, SettingsError, load_settings
from bot.storage import backup
from bot.storage.envelope import open_sealed, read_header
from bot.storage.errors import (
    BackupDamagedError,
    DatabaseInUseError,
    DatabaseMissingError,
    NotEmptyError,
    RestoreUnfinishedError,
)
from bot.storage.sealing import create_master_key, load_master_key
from tests.end_to_end.conftest import answer
from tests.end_to_end.killing import KilledError, devices, identity_in, is_whole, kill_after, shown, token_of
from tests.enrolled import enrol_all
from tests.here import here

BACK = 60.0
"""Seconds for a bot that starts and answers what was said meanwhile."""


def lose_the_machine(stage: Stage) -> None:
    """Lose the data, the login and the key of the data; the copy of the master key is brought back."""
    shutil.rmtree(stage.data, ignore_errors=True)
    for secret in ("toegang", "cryptosleutel"):
        (stage.folder / "geheim" / secret).unlink(missing_ok=True)


@dataclass
class Kept:
    """A bot with a case whose people talked, and its backup; every test loses the machine again."""

    stage: Stage
    backup: Path
    identity: list[Any]
    keys: set[str]

    @property
    def settings(self) -> Settings:
        return load_settings(self.stage.settings)

    async def restore(self, file: Path | None = None, key: Path | None = None) -> list[str]:
        said: list[str] = []
        await office.restore(self.settings, file or self.backup, key, said.append)
        return said

    async def is_whole(self) -> bool:
        """Whether identity, device, room keys and rows are all there, once."""
        async with wiring.open_bot(self.settings) as (_, crypto):
            sessions = {session.id for session in crypto._olm.inbound_group_store}
        async with wiring.open_house(self.settings) as house, house.database.work() as work:
            cases = await work.outbox.unsent(), len(await work.rooms.all()), await work.events.token()
        return await is_whole(self.stage, self.identity) and sessions == self.keys and cases[1] > 0

    def left(self) -> dict[str, bytes]:
        """Everything that is on the machine, but for the locks."""
        files = [f for f in [*self.stage.data.rglob("*"), *(self.stage.folder / "geheim").iterdir()] if f.is_file()]
        return {str(f): f.read_bytes() for f in files if not f.name.endswith("lease")}


@pytest.fixture(scope="module")
async def kept(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kept]:
    folder = tmp_path_factory.mktemp("kept")
    async with Stage(folder / "stage") as stage:
        await stage.make_accounts()
        stage.write_settings()
        for command in ("setup", "adresboek"):
            assert (await here(stage.settings, command)).code == 0
        await enrol_all(stage.settings)
        await stage.start_bot()
        await stage.log_in(["marieke"])
        marieke = stage.people["marieke"]
        room = await marieke.wait_room("Regiekamer", seconds=BACK)
        await answer(marieke, room, "!status")
        await stage.stop_bot()
        async with wiring.open_bot(load_settings(stage.settings)) as (_, crypto):
            keys = {session.id for session in crypto._olm.inbound_group_store}
        assert keys
        assert (await here(stage.settings, "backup", str(folder / "backup"))).code == 0
        yield Kept(stage, folder / "backup", identity_in(await shown(stage)), keys)


BEFORE_ROWS = ((keeping, "unpack_room_key"), (keeping, "backup.check"), (keeping, "make_private_folder"))
"""Up to here nothing was changed."""
UNFINISHED = (
    (keeping, "backup.restore"),
    (keeping, "make_crypto_key"),
    (installing, "_new_login"),
    (keeping, "see_that_shown"),
    (installing, "remove_other_devices"),
    (installing, "_write_secret"),  # the new device's id
    (installing, "_write_secret 2"),  # the new login
    (keeping, "new_device"),
    (sessions, "SparingStore.save_inbound_group_session"),  # the first of several
    (installing, "IdentityFile.store"),
    (installing, "see_that_free"),
    (installing, "upload_keys"),
    (installing, "establish"),
    (keeping, "identify"),
    (keeping, "_load"),
)


def names(steps: Sequence[tuple[ModuleType, str]]) -> list[str]:
    return [step for _, step in steps]


async def killed(kept: Kept, monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str) -> None:
    with monkeypatch.context() as patched:
        kill_after(patched, module, step)
        with pytest.raises(KilledError):
            await kept.restore()


@pytest.mark.parametrize(("module", "step"), BEFORE_ROWS, ids=names(BEFORE_ROWS))
async def test_killed_before_anything_was_changed_nothing_is_there(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str
) -> None:
    lose_the_machine(kept.stage)
    before = kept.left()
    await killed(kept, monkeypatch, module, step)
    assert kept.left() == before
    await kept.restore()
    assert await kept.is_whole()


@pytest.mark.parametrize("setup_first", [False, True])
@pytest.mark.parametrize(("module", "step"), UNFINISHED, ids=names(UNFINISHED))
async def test_killed_anywhere_else_no_bot_runs_until_it_was_done_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str, *, setup_first: bool
) -> None:
    lose_the_machine(kept.stage)
    await killed(kept, monkeypatch, module, step)
    with pytest.raises((RestoreUnfinishedError, SettingsError)):
        await wiring.run(kept.settings)
    if setup_first:
        with pytest.raises(RestoreUnfinishedError):
            await office.setup(kept.settings, lambda _: None)
    with pytest.raises((RestoreUnfinishedError, SettingsError, office.OfficeError)):
        await office.back_up(kept.settings, kept.backup.with_name("of half a bot"), lambda _: None)
    await kept.restore()
    assert await kept.is_whole()


async def test_killed_after_the_last_step_it_is_whole(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_the_machine(kept.stage)
    await killed(kept, monkeypatch, keeping, "backup.finish")
    assert await kept.is_whole()
    with pytest.raises(NotEmptyError):
        await kept.restore()
    assert await kept.is_whole()


async def test_killed_twice_and_the_half_made_keys_lost_too(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    lose_the_machine(kept.stage)
    await killed(kept, monkeypatch, installing, "establish")
    shutil.rmtree(kept.settings.crypto_folder)
    await killed(kept, monkeypatch, sessions, "SparingStore.save_inbound_group_session")
    await kept.restore()
    assert await kept.is_whole()


async def test_the_new_device_begins_with_nothing_of_the_old_one_but_room_keys(kept: Kept) -> None:
    lose_the_machine(kept.stage)
    await kept.restore()
    async with wiring.open_bot(kept.settings) as (_, crypto):
        first = crypto.me
        assert not list(crypto._olm.session_store.values())
    assert first.device_id.startswith("REGIEKAMER-")
    lose_the_machine(kept.stage)
    await kept.restore()
    async with wiring.open_bot(kept.settings) as (_, crypto):
        assert {crypto.me.device_id, crypto.me.curve25519, crypto.me.ed25519}.isdisjoint(
            {first.device_id, first.curve25519, first.ed25519}
        )


async def test_a_backup_holds_nothing_that_speaks_as_the_device(kept: Kept) -> None:
    geheim = kept.stage.folder / "geheim"
    secrets = [(geheim / name).read_bytes().strip() for name in ("hoofdsleutel", "wachtwoord")]
    key = load_master_key(geheim / "hoofdsleutel")
    fresh = kept.backup.with_name("of this moment")
    await office.back_up(kept.settings, fresh, lambda _: None)
    secrets += [(geheim / name).read_bytes().strip() for name in ("cryptosleutel", "toegang")]
    async with wiring.open_bot(kept.settings) as (_, crypto):
        olm = crypto._olm
        secrets += [olm.account._account.pickle(bytes(32)).encode()]
    with fresh.open("rb") as file:
        header = read_header(file)
        plain = b"".join(open_sealed(file, header, key))
        summary = backup.check(file, header, key)
        keys = list(backup.extras(file, header, key, keeping.ROOM_KEY))
    assert not any(secret in plain for secret in secrets)
    assert set(summary.extras) == {keeping.IDENTITY, keeping.ROOM_KEY}
    assert {tuple(sorted(content)) for content in keys} == {
        ("chain", "ed25519", "key", "room_id", "sender_key", "session_id")
    }
    assert {content["session_id"] for content in keys} == kept.keys
    fresh.unlink()


# --- refused, with nothing changed ---


def damaged(kept: Kept) -> dict[str, bytes]:
    content = kept.backup.read_bytes()
    flipped = bytearray(content)
    flipped[-40] ^= 1
    return {
        "flipped": bytes(flipped),
        "cut": content[:-1],
        "longer": content + b"x",
        "half": content[: len(content) // 2],
    }


async def test_a_file_that_is_not_whole_changes_nothing(kept: Kept, tmp_path: Path) -> None:
    token, there = token_of(kept.stage), await devices(kept.stage)
    lose_the_machine(kept.stage)
    before = kept.left()
    for name, content in damaged(kept).items():
        file = tmp_path / name
        file.write_bytes(content)
        ran = await kept.stage.command("restore", str(file))
        assert (ran.code, "beschadigd of niet compleet" in ran.output) == (1, True), ran.output
        with pytest.raises(BackupDamagedError):
            await kept.restore(file)
    foreign = await kept.stage.command("restore", str(kept.stage.settings))
    assert (foreign.code, "geen back-up van Regiekamer" in foreign.output) == (1, True), foreign.output
    with pytest.raises(office.OfficeError, match="niet te lezen"):
        await kept.restore(tmp_path / "nowhere")
    assert kept.left() == before
    listed = await kept.stage.homeserver.call("GET", f"{CLIENT}/devices", token=token)
    assert {device["device_id"] for device in listed["devices"]} == there
    await kept.restore()
    assert await kept.is_whole()


async def test_a_bot_that_is_there_is_never_overwritten(kept: Kept) -> None:
    lose_the_machine(kept.stage)
    await kept.restore()
    before = kept.left()
    with pytest.raises(NotEmptyError):
        await kept.restore()
    assert kept.left() == before
    for file in kept.stage.data.glob("regiekamer.db*"):
        file.unlink()
    with pytest.raises(office.OfficeError, match="Zet de map opslag"):
        await kept.restore()
    assert kept.left() == {name: content for name, content in before.items() if "regiekamer.db" not in name}


async def test_without_password_or_master_key_nothing_begins(kept: Kept) -> None:
    lose_the_machine(kept.stage)
    for name, says in (("wachtwoord", "wachtwoord_bestand"), ("hoofdsleutel", "hoort bij hoofdsleutel")):
        file = kept.stage.folder / "geheim" / name
        aside = file.rename(file.with_suffix(".aside"))
        with pytest.raises(office.OfficeError, match=says):
            await kept.restore()
        aside.rename(file)
    assert not kept.stage.data.exists()
    await kept.restore()
    assert await kept.is_whole()


async def test_beside_a_bot_that_runs_nothing_is_restored(kept: Kept) -> None:
    lose_the_machine(kept.stage)
    kept.stage.data.mkdir()
    async with wiring.only_one(kept.settings):
        with pytest.raises(DatabaseInUseError):
            await kept.restore()
    await kept.restore()
    assert await kept.is_whole()


# --- what changed since ---


async def test_who_was_taken_off_the_directory_is_not_invited_again(kept: Kept, tmp_path: Path) -> None:
    lose_the_machine(kept.stage)
    newer = tmp_path / "adresboek.toml"
    newer.write_text("[[persoon]]\n")
    kept.stage.write_settings(newer)
    try:
        with pytest.raises(FormError):
            await kept.restore()
        assert not kept.stage.data.exists()
        blocks = DIRECTORY.read_text().split("[[persoon]]")
        newer.write_text("[[persoon]]".join(block for block in blocks if "@olaf:" not in block))
        await kept.restore()
    finally:
        kept.stage.write_settings()
    async with wiring.open_house(kept.settings) as house, house.database.work() as work:
        there = {person.user_id for person in (await work.people.directory()).people}
    assert "@vera:regiekamer.test" in there
    assert "@olaf:regiekamer.test" not in there


async def test_a_backup_under_an_earlier_master_key_is_wrapped_by_the_present_one(kept: Kept, tmp_path: Path) -> None:
    present = kept.stage.folder / "geheim" / "hoofdsleutel"
    earlier = present.rename(present.with_name(f"hoofdsleutel.oud-{load_master_key(present).id}"))
    create_master_key(present)
    elsewhere = earlier.rename(tmp_path / "uit de kluis")
    try:
        lose_the_machine(kept.stage)
        with pytest.raises(office.OfficeError, match=f"`{earlier.name}`"):
            await kept.restore()
        (tmp_path / "nonsense").write_text("x")
        with pytest.raises(office.OfficeError, match="--sleutel"):
            await kept.restore(key=tmp_path / "nonsense")
        assert not kept.stage.data.exists()
        await kept.restore(key=elsewhere)
        assert await kept.is_whole(), "with the present key alone"
        lose_the_machine(kept.stage)
        elsewhere = elsewhere.rename(earlier)
        await kept.restore()  # where a rotation leaves it, it is found
        elsewhere = elsewhere.rename(tmp_path / "uit de kluis")
        assert await kept.is_whole(), "with the present key alone"
    finally:
        elsewhere.replace(present)


async def test_the_audit_trail_says_from_when_its_entries_are_missing(kept: Kept) -> None:
    lose_the_machine(kept.stage)
    await kept.restore()
    with kept.backup.open("rb") as file:
        moment = read_header(file).at
    async with wiring.open_house(kept.settings) as house, house.database.work() as work:
        (latest,) = await work.audit.latest(1)
    assert (latest.verb, latest.subject, latest.outcome) == ("teruggezet", f"{moment:%Y-%m-%dT%H:%M:%SZ}", "ok")
    assert await office.verify_trail(kept.settings, (), lambda _: None), "and the chain holds"


# --- making one ---


async def test_where_no_backup_can_be_made_it_says_why(kept: Kept, tmp_path: Path) -> None:
    lose_the_machine(kept.stage)
    with pytest.raises((office.OfficeError, SettingsError), match="setup"):
        await office.back_up(kept.settings, tmp_path / "backup", lambda _: None)
    await kept.restore()
    for target, says in ((kept.backup, "overschrijft nooit"), (tmp_path / "no" / "backup", "niet te schrijven")):
        with pytest.raises(office.OfficeError, match=says):
            await office.back_up(kept.settings, target, lambda _: None)
    for database in kept.stage.data.glob("regiekamer.db*"):
        database.unlink()
    before = kept.left()
    with pytest.raises(DatabaseMissingError):
        await office.back_up(kept.settings, tmp_path / "backup", lambda _: None)
    assert kept.left() == before
    assert not (tmp_path / "backup").exists()


def test_progress_is_told_when_it_takes_long_and_not_before() -> None:
    said: list[str] = []
    clock = iter([0.0, 1.9, 2.0, 2.0, 3.9, 4.1, 4.1])
    progress = keeping.Progress("Back-up", said.append, lambda: next(clock))
    for lines in (1, 2, 3, 4):
        progress(lines)
    assert said == ["Back-up: 2 regels ...", "Back-up: 4 regels ..."]
