"""The sealed file of a backup: whatever is done to it is noticed, and nothing of it is given before."""

import errno
import io
import os
import stat
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage import envelope
from bot.storage.envelope import MAGIC, SealedWriter, new_header, open_sealed, read_header, whole_file
from bot.storage.errors import BackupDamagedError, BackupError, BackupForeignError, BackupKeyError, BackupNewerError
from bot.storage.sealing import MasterKey, new_key

KEY = MasterKey(new_key())
AT = datetime(2026, 11, 23, 17, 30, tzinfo=UTC)
SMALL = 40
PLAIN = bytes(range(256)) * 2


@pytest.fixture(scope="module", autouse=True)
def small_chunks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(envelope, "CHUNK", SMALL)
        yield


def sealed(plain: bytes = PLAIN, key: MasterKey = KEY) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, new_header(key, "0004", AT), key)
    for start in range(0, len(plain), 7):
        writer.write(plain[start : start + 7])
    writer.end()
    return file.getvalue()


def opened(content: bytes, key: MasterKey = KEY) -> bytes:
    file = io.BytesIO(content)
    return b"".join(open_sealed(file, read_header(file), key))


def chunks_of(content: bytes) -> tuple[bytes, list[bytes]]:
    file = io.BytesIO(content)
    read_header(file)
    start, size = file.tell(), SMALL + envelope.TAG
    return content[:start], [content[at : at + size] for at in range(start, len(content), size)]


@given(st.binary(max_size=5 * SMALL))
def test_what_was_sealed_is_what_is_opened(plain: bytes) -> None:
    assert opened(sealed(plain)) == plain


@given(st.data())
def test_a_flipped_bit_is_noticed(data: st.DataObject) -> None:
    content = bytearray(sealed())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BackupError):
        opened(bytes(content))


@given(st.data())
def test_a_file_that_was_cut_or_went_on_is_noticed(data: st.DataObject) -> None:
    content = sealed(PLAIN[: data.draw(st.integers(0, 4 * SMALL))])
    with pytest.raises(BackupError):
        opened(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(BackupError):
        opened(content + data.draw(st.binary(min_size=1, max_size=3 * SMALL)))


@pytest.mark.parametrize("size", [SMALL, 2 * SMALL, 2 * SMALL + 1])
def test_a_file_that_ends_between_two_chunks_is_noticed(size: int) -> None:
    head, chunks = chunks_of(sealed(PLAIN[:size]))
    assert opened(head + b"".join(chunks)) == PLAIN[:size]
    for count in range(len(chunks)):
        with pytest.raises(BackupDamagedError):
            opened(head + b"".join(chunks[:count]))


@given(st.data())
def test_chunks_in_another_order_or_from_another_file_are_noticed(data: st.DataObject) -> None:
    head, chunks = chunks_of(sealed())
    _, others = chunks_of(sealed(PLAIN[::-1]))
    one, other = data.draw(st.sampled_from([(a, b) for a in range(len(chunks)) for b in range(a)]))
    mixed = list(chunks)
    mixed[one], mixed[other] = mixed[other], mixed[one]
    for wrong in (mixed, [*chunks[:one], others[one], *chunks[one + 1 :]], chunks[:one] + chunks[one + 1 :]):
        with pytest.raises(BackupDamagedError):
            opened(head + b"".join(wrong))


def test_the_header_of_another_file_is_noticed() -> None:
    head, _ = chunks_of(sealed())
    _, chunks = chunks_of(sealed())
    with pytest.raises(BackupDamagedError):
        opened(head + b"".join(chunks))


def test_another_key_is_named() -> None:
    other = MasterKey(new_key())
    with pytest.raises(BackupKeyError) as refused:
        opened(sealed(), other)
    assert refused.value.key_id == KEY.id


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", MAGIC[:-1], bytes(range(256)) * 2])
def test_a_foreign_file_is_called_so(content: bytes) -> None:
    with pytest.raises(BackupForeignError):
        opened(content)


@given(st.binary(max_size=200))
def test_any_header_is_read_or_refused(rest: bytes) -> None:
    with pytest.raises(BackupError):
        opened(MAGIC + rest)


def test_a_newer_form_is_called_so() -> None:
    with pytest.raises(BackupNewerError):
        opened(sealed().replace(b'"format": 1', b'"format": 2'))


def test_the_header_says_nothing_but_key_tables_and_time() -> None:
    head, _ = chunks_of(sealed())
    file = io.BytesIO(head)
    header = read_header(file)
    assert (header.master_key, header.schema, header.at) == (KEY.id, "0004", AT)
    assert len(header.salt) == 32
    assert header.pack() == head


def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "CHUNK", 64 * 1024)
    piece, times = os.urandom(100_000), 300
    tracemalloc.start()
    try:
        with whole_file(tmp_path / "big") as file:
            writer = SealedWriter(file, header := new_header(KEY, "0004", AT), KEY)
            for _ in range(times):
                writer.write(piece)
            writer.end()
            assert sum(map(len, open_sealed(file, header, KEY))) == times * len(piece)
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()


# --- its name comes last ---


def test_a_file_is_for_its_owner_and_overwrites_nothing(tmp_path: Path) -> None:
    target = tmp_path / "backup"
    with whole_file(target) as file:
        file.write(b"one")
        assert not target.exists()
    assert target.read_bytes() == b"one"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError), whole_file(target) as file:
        file.write(b"two")
    assert [f.name for f in tmp_path.iterdir()] == ["backup"]
    assert target.read_bytes() == b"one"


def refuse(*_: object) -> None:
    raise OSError(errno.ENOTSUP, "no second names here")


@pytest.mark.parametrize("links", [True, False])
def test_who_made_the_file_meanwhile_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    if not links:
        monkeypatch.setattr("os.link", refuse)
    target = tmp_path / "backup"
    with pytest.raises(FileExistsError), whole_file(target):
        target.write_bytes(b"another")
    assert target.read_bytes() == b"another"
    target.unlink()
    with whole_file(target) as file:
        file.write(b"ours")
    assert target.read_bytes() == b"ours"
    assert [f.name for f in tmp_path.iterdir()] == ["backup"]


def test_of_a_file_that_failed_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), whole_file(tmp_path / "backup"):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
