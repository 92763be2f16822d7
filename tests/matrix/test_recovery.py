"""The recovery key (rule 3): readable from paper, the same to other people's code, and nothing a server can plant."""

import base64
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix import recovery
from bot.matrix.errors import IdentityError
from bot.matrix.identity import FILE, IdentityFile
from bot.matrix.recovery import ALGORITHM, BASE58, SECRETS, RecoveryKey
from bot.settings import SettingsError, load_settings

KEY = "k" * 43
EXAMPLE = "EsTE s92N EtaX s2h6 VQYF 9Kao tHYL mkyL GKMh isZb KJ4E tvoC"
"""Made by somebody else's code (mautrix' own tests)."""

keys = st.binary(min_size=32, max_size=32).map(RecoveryKey)


# --- on paper ---


@given(keys)
def test_a_key_is_read_back_as_it_was_shown(key: RecoveryKey) -> None:
    text = key.text()
    assert [len(group) for group in text.split(" ")] == [4] * 12
    assert text.startswith("Es"), "the prefix of every Matrix recovery key"
    assert RecoveryKey.read(text).raw == key.raw
    assert RecoveryKey.read(f"\t{text.replace(' ', '')} \r\n").raw == key.raw
    assert text[:9] not in repr(key)
    assert str(key.raw) not in repr(key)


@given(keys, st.integers(0, 47), st.sampled_from(BASE58))
def test_one_wrong_letter_is_nearly_always_noticed_and_never_a_crash(key: RecoveryKey, place: int, letter: str) -> None:
    letters = key.text().replace(" ", "")
    typed = letters[:place] + letter + letters[place + 1 :]
    if typed == letters:
        return
    try:
        read = RecoveryKey.read(typed)
    except IdentityError:
        return
    assert read.raw != key.raw  # one in 256: the parity byte fits by chance; the MAC on the server finds it


@given(st.text(max_size=60) | st.text(BASE58, min_size=48, max_size=48))
def test_any_text_is_a_key_or_a_clear_error(text: str) -> None:
    try:
        key = RecoveryKey.read(text)
    except IdentityError:
        return
    assert key.text().replace(" ", "") == "".join(text.split())


def with_parity(raw: bytes, more: int = 0) -> str:
    """Write bytes as a recovery key would be, with good parity, whatever the prefix; `more` makes it too large."""
    number = int.from_bytes(raw + bytes([reduce(xor, raw)])) + more
    letters = ""
    while number:
        number, digit = divmod(number, 58)
        letters = BASE58[digit] + letters
    return letters


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "48 tekens, dit zijn er 0"),
        (EXAMPLE[:-1], "dit zijn er 47"),
        (EXAMPLE + "C", "dit zijn er 49"),
        (EXAMPLE.replace("E", "0", 1), "teken 1 niet"),
        (EXAMPLE.replace("sTE", "sTé", 1), "teken 4 niet"),
        (EXAMPLE[:-1] + "D", "typefout"),
        (EXAMPLE.swapcase().replace("l", "L").replace("O", "o").replace("I", "i"), "typefout"),
        ("z" * 48, "typefout"),
        ("1" * 48, "typefout"),
        (with_parity(b"\x8b\x02" + bytes(32)), "typefout"),
        (with_parity(b"\x8c\x01" + bytes(32)), "typefout"),
        (with_parity(b"\x8b\x01" + bytes(32), more=256**35), "typefout"),
    ],
)
def test_what_is_wrong_is_said(typed: str, said: str) -> None:
    with pytest.raises(IdentityError, match=said) as raised:
        RecoveryKey.read(typed)
    assert not typed or typed not in str(raised.value), "what was typed may be most of a secret"


def test_somebody_elses_key_is_the_same_key_here() -> None:
    from mautrix.crypto.ssss.util import decode_base58_recovery_key

    assert RecoveryKey.read(EXAMPLE).raw == decode_base58_recovery_key(EXAMPLE)
    assert RecoveryKey.read(EXAMPLE).text() == EXAMPLE
    assert RecoveryKey.make().raw != RecoveryKey.make().raw


# --- the cipher ---


@given(keys, st.text(max_size=40), st.binary(max_size=120))
def test_what_was_encrypted_is_decrypted_and_by_others_too(key: RecoveryKey, name: str, plain: bytes) -> None:
    from mautrix.crypto.ssss.util import derive_keys, prepare_aes

    secret = recovery.encrypt(key, name, plain)
    assert recovery.decrypt(key, name, secret) == plain
    iv = base64.b64decode(secret["iv"] + "==")
    assert len(iv) == 16
    assert iv[8] < 0x80, "bit 63 is cleared"
    aes_key, mac_key = derive_keys(key.raw, name)
    assert recovery._derive(key, name) == (aes_key, mac_key)
    ciphertext = base64.b64decode(secret["ciphertext"] + "=" * (-len(secret["ciphertext"]) % 4))
    theirs: Any = prepare_aes(aes_key, iv)
    assert theirs.decrypt(ciphertext) == plain


@given(keys, keys)
def test_another_key_or_another_name_opens_nothing(key: RecoveryKey, other: RecoveryKey) -> None:
    secret = recovery.encrypt(key, SECRETS["master"], b"seed")
    description = recovery.describe(key)
    assert recovery.fits(key, description)
    with pytest.raises(IdentityError, match="beschadigd"):
        recovery.decrypt(key, SECRETS["self_signing"], secret)
    if other.raw != key.raw:
        assert not recovery.fits(other, description)
        with pytest.raises(IdentityError, match="beschadigd"):
            recovery.decrypt(other, SECRETS["master"], secret)


def test_somebody_elses_description_and_secret_open() -> None:
    """An example that mautrix carries, made by Element."""
    key = RecoveryKey.read(EXAMPLE)
    description = {
        "algorithm": ALGORITHM,
        "passphrase": {"algorithm": "m.pbkdf2", "iterations": 500000, "salt": "y863BOoqOadgDp8S3FtHXikDJEalsQ7d"},
        "iv": "xxkTK0L4UzxgAFkQ6XPwsw",
        "mac": "MEhooO0ZhFJNxUhvRMSxBnJfL20wkLgle3ocY0ee/eA",
    }
    assert recovery.fits(key, description)
    assert recovery.fits(key, {"algorithm": ALGORITHM}), "the check is optional; the secret's own MAC decides"
    secret = {
        "iv": "BpKP9nQJTE9jrsAssoxPqQ==",
        "ciphertext": "fNRiiiidezjerTgV+G6pUtmeF3izzj5re/mVvY0hO2kM6kYGrxLuIu2ej80=",
        "mac": "/gWGDGMyOLmbJp+aoSLh5JxCs0AdS6nAhjzpe+9G2Q0=",
    }
    assert recovery._seed(recovery.decrypt(key, SECRETS["master"], secret)).hex().startswith("68f97fd1922eecf6")


# --- what is kept on disk ---


def test_the_device_in_use_is_the_kept_one(tmp_path: Path) -> None:
    file = tmp_path / "regiekamer.toml"
    file.write_text('[matrix]\nhomeserver = "https://x.nl"\nuser = "@bot:x.nl"\n')
    settings = load_settings(file)
    assert settings.device_id == "REGIEKAMER"
    settings.crypto_folder.mkdir(parents=True)
    settings.device_file.write_text("REGIEKAMER-1\n")
    assert settings.device_id == "REGIEKAMER-1"


@pytest.mark.parametrize("content", [b"", b"\xff", b"a\nb", b"x" * 300, b"\x00"])
def test_a_damaged_device_file_is_said_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "regiekamer.toml"
    file.write_text('[matrix]\nhomeserver = "https://x.nl"\nuser = "@bot:x.nl"\n')
    settings = load_settings(file)
    settings.crypto_folder.mkdir(parents=True)
    settings.device_file.write_bytes(content)
    with pytest.raises(SettingsError, match="onleesbaar"):
        _ = settings.device_id


@pytest.mark.parametrize("left", [b"", b"short", b"x" * 30])
def test_a_torn_identity_file_is_a_clear_error(tmp_path: Path, left: bytes) -> None:
    (tmp_path / FILE).write_bytes(left)
    with pytest.raises(IdentityError, match="--herstel"):
        IdentityFile(tmp_path, KEY, "@a:x").load()
