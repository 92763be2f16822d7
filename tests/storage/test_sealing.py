"""Seals hold; the master key file is for its owner only."""

import base64
import json
import stat
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Answer, Area, Consent, Contribution, Intake
from bot.ports import Message
from bot.storage.errors import (
    MasterKeyExistsError,
    MasterKeyExposedError,
    MasterKeyMalformedError,
    MasterKeyMissingError,
    MasterKeyWrongError,
    SealBrokenError,
)
from bot.storage.sealing import MasterKey, Seal, create_master_key, keyed_hash, load_master_key, new_key
from bot.storage.shapes import pack_intake, pack_message, pack_text, unpack_intake, unpack_message, unpack_text

from .samples import intake

KEYS = st.binary(min_size=32, max_size=32)
NAMES = st.text(max_size=12)
PLACES = st.tuples(NAMES, NAMES, NAMES, NAMES)
TEXT = st.text(st.characters(), max_size=30)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11, minutes=-30))])
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - `timezones` adds it
INTAKES = st.builds(
    Intake,
    region=TEXT,
    source=TEXT,
    reporter=TEXT,
    victim=TEXT,
    kind=TEXT,
    reported_at=MOMENTS,
    reference=TEXT,
    relation=TEXT,
    concerns=TEXT,
    minor=st.none() | st.booleans(),
    decided_by=TEXT,
    online=st.none() | st.booleans(),
    when=TEXT,
    last_time=TEXT,
    safety_now=TEXT,
    children=TEXT,
    needs=st.lists(st.tuples(st.sampled_from(Area), TEXT), max_size=3).map(tuple),
    wishes=TEXT,
    involved=TEXT,
    contact=TEXT,
    consents=st.lists(st.builds(Consent, TEXT, st.sampled_from(Answer)), max_size=3).map(tuple),
    contributions=st.lists(st.builds(Contribution, TEXT, TEXT), max_size=3).map(tuple),
    proposed_coordinator=TEXT,
    informant_may_be_suspects_family=st.booleans(),
)
MESSAGES = st.builds(Message, TEXT, TEXT, rings=st.booleans(), mentions=st.lists(TEXT, max_size=3).map(tuple))


@given(INTAKES)
def test_an_intake_survives_being_written_down(drawn: Intake) -> None:
    assert unpack_intake(pack_intake(drawn)) == drawn


@given(MESSAGES)
def test_a_message_survives_being_written_down(message: Message) -> None:
    assert unpack_message(pack_message(message)) == message


@given(TEXT)
def test_a_text_survives_being_written_down(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@given(KEYS, PLACES, st.binary(max_size=200))
def test_what_is_sealed_can_be_opened(key: bytes, place: tuple[str, str, str, str], plain: bytes) -> None:
    table, column, row, case = place
    seal = Seal(case, key)
    sealed = seal.seal(table, column, row, plain)
    assert seal.unseal(table, column, row, sealed) == plain
    assert seal.seal(table, column, row, plain) != sealed
    if len(plain) > 4:
        assert plain not in sealed


@given(KEYS, PLACES, PLACES)
def test_a_seal_opens_in_no_other_place(
    key: bytes, place: tuple[str, str, str, str], other: tuple[str, str, str, str]
) -> None:
    table, column, row, case = place
    sealed = Seal(case, key).seal(table, column, row, b"plain")
    for elsewhere in (
        (other[0], column, row, case),
        (table, other[1], row, case),
        (table, column, other[2], case),
        (table, column, row, other[3]),
        other,
    ):
        if elsewhere != place:
            with pytest.raises(SealBrokenError):
                Seal(elsewhere[3], key).unseal(elsewhere[0], elsewhere[1], elsewhere[2], sealed)


def test_the_parts_of_a_place_cannot_be_shifted() -> None:
    key = new_key()
    sealed = Seal("c", key).seal("ab", "", "r", b"plain")
    with pytest.raises(SealBrokenError):
        Seal("c", key).unseal("a", "b", "r", sealed)


@given(KEYS, KEYS)
def test_another_key_opens_nothing(key: bytes, other: bytes) -> None:
    sealed = Seal("c", key).seal("t", "k", "1", b"plain")
    if key != other:
        with pytest.raises(SealBrokenError):
            Seal("c", other).unseal("t", "k", "1", sealed)


@given(st.binary(max_size=40), st.data())
def test_one_wrong_bit_breaks_the_seal(plain: bytes, data: st.DataObject) -> None:
    seal = Seal("c", new_key())
    sealed = bytearray(seal.seal("t", "k", "1", plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBrokenError):
        seal.unseal("t", "k", "1", bytes(sealed))


@given(st.data())
def test_a_shorter_or_longer_value_breaks_the_seal(data: st.DataObject) -> None:
    seal = Seal("c", new_key())
    sealed = seal.seal("t", "k", "1", b"plain")
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for changed in (sealed[:cut], sealed + b"\x00"):
        with pytest.raises(SealBrokenError):
            seal.unseal("t", "k", "1", changed)


def test_errors_and_reprs_show_no_content_and_no_key() -> None:
    key = b"K" * 32
    with pytest.raises(SealBrokenError) as caught:
        Seal("c", key).unseal("actions", "text", "1", b"\x01 secret words of more than thirteen bytes")
    assert str(caught.value) == "A sealed value in actions.text is damaged or not in its place."
    assert caught.value.__cause__ is None
    assert "KKK" not in repr(Seal("c", key)) + repr(MasterKey(key))


def test_a_master_key_wraps_data_keys() -> None:
    master, key = MasterKey(new_key()), new_key()
    wrapped = master.wrap("DH-AAAA", key)
    assert master.unwrap("DH-AAAA", wrapped, master.id) == key
    assert key not in wrapped
    with pytest.raises(SealBrokenError):
        master.unwrap("DH-BBBB", wrapped, master.id)
    other = MasterKey(new_key())
    with pytest.raises(MasterKeyWrongError):
        other.unwrap("DH-AAAA", wrapped, master.id)
    with pytest.raises(SealBrokenError):
        other.unwrap("DH-AAAA", wrapped, other.id)


def test_fingerprints_need_the_key() -> None:
    assert keyed_hash(b"1" * 32, b"content") == keyed_hash(b"1" * 32, b"content")
    assert keyed_hash(b"1" * 32, b"content") != keyed_hash(b"2" * 32, b"content")


def test_a_new_master_key_is_for_its_owner_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    create_master_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(base64.b64decode(path.read_bytes())) == 32
    before = path.read_bytes()
    assert load_master_key(path) == load_master_key(path)
    with pytest.raises(MasterKeyExistsError, match=r"master\.key exists already"):
        create_master_key(path)
    assert path.read_bytes() == before
    create_master_key(tmp_path / "other.key")
    assert load_master_key(tmp_path / "other.key").id != load_master_key(path).id


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o777])
def test_a_master_key_that_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    create_master_key(path)
    path.chmod(mode)
    with pytest.raises(MasterKeyExposedError, match="chmod 600"):
        load_master_key(path)
    path.chmod(0o400)
    load_master_key(path)


@pytest.mark.parametrize("content", [b"", b"not base64 at all!", base64.b64encode(b"short"), b"\xff" * 44, b"A" * 5000])
def test_a_file_without_a_master_key_is_refused_without_showing_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(MasterKeyMalformedError, match="does not hold a master key") as caught:
        load_master_key(path)
    assert not content or content.decode("latin-1") not in str(caught.value)


def test_a_missing_master_key_file(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyMissingError, match="cannot be read"):
        load_master_key(tmp_path / "master.key")
    with pytest.raises(MasterKeyMissingError, match="cannot be read"):
        load_master_key(tmp_path)
    with pytest.raises(MasterKeyMissingError, match="cannot be written"):
        create_master_key(tmp_path / "no such folder" / "master.key")


def test_a_master_key_has_its_length() -> None:
    with pytest.raises(MasterKeyMalformedError):
        MasterKey(b"short")


def test_an_intake_of_before_its_kind_was_asked_still_opens() -> None:
    written = json.loads(pack_intake(intake()))
    del written["case_kind"]
    assert unpack_intake(json.dumps(written).encode()) == replace(intake(), case_kind="")


def test_every_intake_field_is_written_down() -> None:
    # A field that a later version adds with a default would else pass the round trip without being written down.
    written = set(json.loads(pack_intake(intake())))
    assert written == {field.name for field in fields(Intake)}
