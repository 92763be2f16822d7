"""A new master key: wherever it is interrupted, the bot opens the database and doing it again finishes it."""

import errno
import inspect
import itertools
import logging
import operator
import stat
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.ports import AuditEntry
from bot.storage import rotation, sealing
from bot.storage.database import Database, one_transaction, upgrade
from bot.storage.errors import (
    MasterKeyError,
    MasterKeyExposedError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    MasterKeyOutdatedError,
    MasterKeyStuckError,
    MasterKeyUnwritableError,
    MasterKeyWrongError,
    SealBrokenError,
)
from bot.storage.rotation import KeyFiles, Rotated, key_for, rotate, settle
from bot.storage.sealing import MasterKey, create_master_key, load_master_key
from bot.storage.tables import data_keys
from tests.usecases.killed import KilledError

from .samples import NOW, A, B, action, add_case, case, intake, prints

WORDS = {A: "eerste woord", B: "tweede woord"}


@dataclass
class Kept:
    """A database with two cases, and the folder of its master key."""

    url: str
    files: KeyFiles

    async def make(self) -> None:
        self.files.current.parent.mkdir(mode=0o700)
        create_master_key(self.files.current)
        await upgrade(self.url)
        database = await Database.open(self.url, load_master_key(self.files.current))
        async with database.work() as work:
            for code, word in WORDS.items():
                await add_case(work, code)
                await work.actions.add(code, action(text=word))
            await work.commit()
        self.print = database.fingerprint(b"intake")
        await database.close()

    @property
    def current(self) -> MasterKey:
        return load_master_key(self.files.current)

    async def rotate(self) -> Rotated:
        return await rotate(
            self.url, self.files, lambda id_: AuditEntry(NOW, "regiekamer", "hoofdsleutel", "machine", id_, "ok")
        )

    async def see_that_readable(self) -> None:
        """Open it as the bot does, read everything, and write something."""
        database = await Database.open(self.url, await key_for(self.url, self.files))
        try:
            assert database.fingerprint(b"intake") == self.print
            async with database.work() as work:
                for code, word in WORDS.items():
                    assert await work.cases.intake(code) == intake()
                    assert [each.text for each in await work.actions.of(code)] == [word]
                await work.cases.add(case("OB-NEWW"), intake("nieuw"), prints("nieuw"), ())
                assert await work.cases.intake("OB-NEWW") == intake("nieuw")
        finally:
            await database.close()

    async def rows(self) -> dict[str, tuple[str, bytes]]:
        async with one_transaction(self.url) as connection:
            found = (await connection.execute(select(data_keys))).all()
        return {row.owner: (row.master_key, row.wrapped) for row in found}

    async def needs(self) -> set[str]:
        return {master_key for master_key, _ in (await self.rows()).values()}

    async def noted(self) -> list[str]:
        """Give the ids of the keys whose coming is in the trail."""
        database = await Database.open(self.url, await key_for(self.url, self.files))
        async with database.work() as work:
            found = [entry.subject for entry in reversed(await work.audit.latest(99)) if entry.verb == "hoofdsleutel"]
        await database.close()
        return found

    def names(self) -> set[str]:
        return {path.name for path in self.files.current.parent.iterdir()}


@pytest.fixture
async def kept(made_url: str, tmp_path: Path) -> Kept:
    made = Kept(made_url, KeyFiles.at(tmp_path / "geheim" / "hoofdsleutel"))
    await made.make()
    return made


async def see_that_opens_nothing(kept: Kept, old: MasterKey) -> None:
    with pytest.raises(MasterKeyWrongError):
        await Database.open(kept.url, old)
    for owner, (_, wrapped) in (await kept.rows()).items():
        with pytest.raises(SealBrokenError):
            old.unwrap(owner, wrapped, old.id)


async def test_the_new_key_opens_everything_and_the_old_one_nothing(kept: Kept) -> None:
    old, before = kept.current, await kept.rows()
    done = await kept.rotate()
    assert done == Rotated(kept.current.id, kept.files.old(old.id), 4, resumed=False)
    assert done.key != old.id
    assert kept.names() == {"hoofdsleutel", f"hoofdsleutel.oud-{old.id}"}
    assert load_master_key(kept.files.old(old.id)) == old, "for back-ups"
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept.files.current.parent.iterdir()} == {0o600}
    after = await kept.rows()
    assert set(after) == set(before)
    assert await kept.needs() == {kept.current.id}
    await kept.see_that_readable()
    await see_that_opens_nothing(kept, old)
    assert await kept.noted() == [kept.current.id]


async def test_what_was_wrapped_with_the_old_key_is_in_no_file(url: str, tmp_path: Path) -> None:
    kept = Kept(url, KeyFiles.at(tmp_path / "geheim" / "hoofdsleutel"))
    await kept.make()
    wrapped = [each for _, each in (await kept.rows()).values()]

    def traces() -> set[bytes]:
        content = b"".join(path.read_bytes() for path in tmp_path.glob("regiekamer.db*"))
        return {each for each in wrapped if each in content}

    assert traces() == set(wrapped), "the search does find what is there"
    await kept.rotate()
    assert traces() == set()


async def test_twice_in_a_row_keeps_both_old_keys(kept: Kept) -> None:
    first = kept.current
    await kept.rotate()
    second = kept.current
    await kept.rotate()
    assert len({first.id, second.id, kept.current.id}) == 3
    assert kept.names() == {"hoofdsleutel", f"hoofdsleutel.oud-{first.id}", f"hoofdsleutel.oud-{second.id}"}
    assert await kept.noted() == [second.id, kept.current.id]
    await kept.see_that_readable()
    for old in (first, second):
        await see_that_opens_nothing(kept, old)


# --- interrupted ---

STEPS = {
    "nothing done": ("rotation.create_master_key", 1, "before"),
    "the new file is there and empty": ("sealing.os.fdopen", 1, "before"),
    "the new file is written, perhaps not on disk": ("sealing.os.fsync", 1, "before"),
    "its name perhaps not on disk": ("sealing.sync_folder", 1, "before"),
    "the new key is there": ("rotation.create_master_key", 1, "after"),
    "in the transaction": ("sealing.MasterKey.wrap", 1, "after"),
    "half the keys are wrapped": ("sealing.MasterKey.wrap", 3, "before"),
    "before it was noted": ("rotation.SqlAudit.add", 1, "before"),
    "before the commit": ("rotation.SqlAudit.add", 1, "after"),
    "committed": ("rotation.rewrap", 1, "after"),
    "the old key's new file is there and empty": ("sealing.os.fdopen", 2, "before"),
    "the old key is kept": ("rotation._keep", 1, "after"),
    "renamed": ("rotation.Path.replace", 1, "after"),
    "all done": ("rotation.put_in_place", 1, "after"),
}
COMMITTED = list(STEPS).index("committed")


def kill_at(patched: pytest.MonkeyPatch, where: str, count: int, when: str) -> None:
    """End everything before or after this call."""
    module, _, name = where.partition(".")
    original: Any = operator.attrgetter(name)({"rotation": rotation, "sealing": sealing}[module])
    calls = itertools.count(1)

    def step(*given: Any, **named: Any) -> Any:
        now = next(calls) == count
        if now and when == "before":
            raise KilledError
        result = original(*given, **named)
        if now:
            raise KilledError
        return result

    async def step_async(*given: Any, **named: Any) -> Any:
        now = next(calls) == count
        if now and when == "before":
            raise KilledError
        result = await original(*given, **named)
        if now:
            raise KilledError
        return result

    patched.setattr(f"bot.storage.{where}", step_async if inspect.iscoroutinefunction(original) else step)


async def interrupt(kept: Kept, step: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        kill_at(patched, *STEPS[step])
        with pytest.raises(KilledError):
            await kept.rotate()


@pytest.mark.parametrize("started", [False, True], ids=["again", "bot first"])
@pytest.mark.parametrize("step", STEPS)
async def test_wherever_it_was_killed_the_bot_opens_it_and_doing_it_again_finishes_it(
    kept: Kept, step: str, *, started: bool
) -> None:
    old = kept.current
    await interrupt(kept, step)
    await kept.see_that_readable()
    if started:
        await settle(kept.url, kept.files)
        await kept.see_that_readable()
    if list(STEPS).index(step) < COMMITTED:
        assert (await kept.needs(), kept.current) == ({old.id}, old), "as if nothing was done"
    elif started:
        assert "hoofdsleutel.nieuw" not in kept.names(), "the bot finished it"
        assert await kept.needs() == {kept.current.id}
    done = await kept.rotate()
    assert done.resumed == (not started and step in {"committed", "the old key's new file is there and empty",
                                                     "the old key is kept"})  # fmt: skip
    assert await kept.needs() == {kept.current.id} == {done.key}
    assert "hoofdsleutel.nieuw" not in kept.names()
    assert load_master_key(kept.files.old(old.id)) == old
    await kept.see_that_readable()
    await see_that_opens_nothing(kept, old)
    assert (await kept.noted())[-1] == done.key
    again = await kept.rotate()
    assert not again.resumed


async def test_the_new_key_of_an_interrupted_rotation_is_used_and_never_thrown_away(kept: Kept) -> None:
    await interrupt(kept, "before the commit")
    left = load_master_key(kept.files.new)
    await kept.rotate()
    assert kept.current == left


@pytest.mark.parametrize("content", [b"", b"half a ke", b"A" * 20])
async def test_half_a_new_key_is_replaced(kept: Kept, content: bytes) -> None:
    kept.files.new.touch(0o600)
    kept.files.new.write_bytes(content)
    await kept.see_that_readable()
    await kept.rotate()
    await kept.see_that_readable()


async def test_a_file_that_cannot_be_renamed_stops_no_bot(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EBUSY, "Device or resource busy")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(MasterKeyStuckError, match="Device or resource busy"):
            await kept.rotate()
        with caplog.at_level(logging.WARNING):
            await settle(kept.url, kept.files)
        assert "still in its temporary file" in caplog.text
        await kept.see_that_readable()
    await settle(kept.url, kept.files)
    assert "hoofdsleutel.nieuw" not in kept.names()
    await kept.see_that_readable()


# --- who had it open ---


async def test_who_opened_it_before_adds_no_case_that_nobody_can_read_afterwards(kept: Kept) -> None:
    """An intake that is handed in beside it: refused, and done again it is well."""
    stale = await Database.open(kept.url, kept.current)
    await kept.rotate()
    async with stale.work() as work:
        with pytest.raises(MasterKeyWrongError):
            await work.cases.add(case("OB-NEWW"), intake("nieuw"), prints("nieuw"), ())
    await stale.close()
    assert await kept.needs() == {kept.current.id}
    await kept.see_that_readable()


# --- files and rows that do not fit ---


async def refused(kept: Kept, kind: type[MasterKeyError], match: str) -> None:
    """See that neither the bot nor a rotation goes on, and that neither changes anything."""
    before, names = await kept.rows(), kept.names()
    attempts: tuple[Callable[[], Awaitable[object]], ...] = (lambda: key_for(kept.url, kept.files), kept.rotate)
    for attempt in attempts:
        with pytest.raises(kind, match=match) as caught:
            await attempt()
        assert type(caught.value) is kind
    assert await kept.rows() == before
    assert kept.names() == names


async def test_a_missing_key_is_told(kept: Kept) -> None:
    kept.files.current.unlink()
    await refused(kept, MasterKeyMissingError, "cannot be read")


async def test_an_exposed_key_is_told(kept: Kept) -> None:
    kept.files.current.chmod(0o640)
    await refused(kept, MasterKeyExposedError, "chmod 600")


async def test_a_damaged_key_is_told(kept: Kept) -> None:
    kept.files.current.write_bytes(b"niets")
    await refused(kept, MasterKeyMalformedError, "does not hold a master key")


async def test_a_database_whose_key_is_nowhere(kept: Kept) -> None:
    needed = kept.current.id
    kept.files.current.unlink()
    create_master_key(kept.files.current)
    await refused(kept, MasterKeyWrongError, f"{needed}, which is in no file here")


async def test_a_new_key_that_was_damaged_after_it_came_into_use_is_told_and_kept(kept: Kept) -> None:
    await interrupt(kept, "committed")
    kept.files.new.write_bytes(b"niets")
    await refused(kept, MasterKeyMalformedError, r"hoofdsleutel\.nieuw does not hold")
    assert kept.files.new.read_bytes() == b"niets"


async def test_an_older_back_up_that_was_put_back_is_brought_to_a_new_key(kept: Kept) -> None:
    old, before = kept.current, await kept.rows()
    await kept.rotate()
    async with one_transaction(kept.url) as connection:  # as in the back-up
        await connection.execute(data_keys.delete())
        for owner, (master_key, wrapped) in before.items():
            row = {"owner": owner, "master_key": master_key, "wrapped": wrapped}
            await connection.execute(data_keys.insert().values(row))
    with pytest.raises(MasterKeyOutdatedError):
        await key_for(kept.url, kept.files)
    between = kept.current
    await kept.rotate()
    await kept.see_that_readable()
    await see_that_opens_nothing(kept, old)
    await see_that_opens_nothing(kept, between)
    assert len(kept.names()) == 3


async def test_rows_of_two_keys_that_are_both_here_are_brought_together(kept: Kept) -> None:
    """It cannot come from us; who merged two back-ups by hand is helped all the same."""
    before = await kept.rows()
    await kept.rotate()
    async with one_transaction(kept.url) as connection:
        changed = {"master_key": before[A][0], "wrapped": before[A][1]}
        await connection.execute(data_keys.update().where(data_keys.c.owner == A).values(changed))
    with pytest.raises(MasterKeyOutdatedError):
        await key_for(kept.url, kept.files)
    await kept.rotate()
    await kept.see_that_readable()


async def test_a_damaged_data_key_changes_nothing(kept: Kept) -> None:
    old = kept.current
    async with one_transaction(kept.url) as connection:
        other = (await connection.execute(select(data_keys.c.wrapped).where(data_keys.c.owner == B))).scalar_one()
        await connection.execute(data_keys.update().where(data_keys.c.owner == A).values(wrapped=other))
    with pytest.raises(SealBrokenError):
        await kept.rotate()
    assert kept.current == old
    assert await kept.needs() == {old.id}


async def test_a_folder_that_cannot_be_written_changes_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    old = kept.current

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("bot.storage.sealing.os.fsync", full)
        with pytest.raises(MasterKeyUnwritableError, match="No space left"):
            await kept.rotate()
    assert kept.names() == {"hoofdsleutel"}, "and no half key"
    assert await kept.needs() == {old.id}
    await kept.rotate()


async def test_a_key_that_is_reached_by_a_link_is_replaced_where_it_is(kept: Kept, tmp_path: Path) -> None:
    link = tmp_path / "verwijzing"
    link.symlink_to(kept.files.current)
    kept.files = KeyFiles.at(link)
    await kept.rotate()
    assert link.is_symlink()
    await kept.see_that_readable()


async def test_a_new_database_takes_the_key_that_is_there(made_url: str, tmp_path: Path) -> None:
    files = KeyFiles.at(tmp_path / "hoofdsleutel")
    create_master_key(files.current)
    assert await key_for(made_url, files) == load_master_key(files.current)
    await rotate(made_url, files, lambda id_: AuditEntry(NOW, "regiekamer", "hoofdsleutel", "machine", id_, "ok"))
    await (await Database.open(made_url, await key_for(made_url, files))).close()
