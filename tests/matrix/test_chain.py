"""Device chains, rule by rule: what passes, and that nothing else does, whatever the homeserver says (rule 6)."""

import base64
import copy
from collections.abc import Callable
from typing import Any

import pytest
from canonicaljson import encode_canonical_json
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bot.matrix.chain import Device, Shown, read
from bot.matrix.identity import unpadded

ANNA = "@anna:example.org"
EVE = "@eve:example.org"
Json = dict[str, Any]


class Key:
    """A key made by OpenSSL, so that vodozemac judges somebody else's work."""

    def __init__(self, seed: int) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.public = unpadded(self._key.public_key().public_bytes_raw())

    def sign(self, content: Json, user: str = ANNA, key_id: str | None = None) -> None:
        bare = {k: v for k, v in content.items() if k not in {"signatures", "unsigned"}}
        made = unpadded(self._key.sign(encode_canonical_json(bare)))
        content.setdefault("signatures", {}).setdefault(user, {})[key_id or f"ed25519:{self.public}"] = made


MASTER, SELF, PHONE, LAPTOP, EVIL = Key(1), Key(2), Key(3), Key(4), Key(9)
CURVE = "C" * 42 + "A"


def cross(key: Key, usage: str, user: str = ANNA) -> Json:
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{key.public}": key.public}}


def device(key: Key, id_: str) -> Json:
    made = {
        "user_id": ANNA,
        "device_id": id_,
        "algorithms": ["m.megolm.v1.aes-sha2"],
        "keys": {f"ed25519:{id_}": key.public, f"curve25519:{id_}": CURVE},
    }
    key.sign(made, key_id=f"ed25519:{id_}")
    return made


def answer() -> Json:
    """A sound identity with two signed devices; the phone signed the master key."""
    master, self_signing = cross(MASTER, "master"), cross(SELF, "self_signing")
    PHONE.sign(master, key_id="ed25519:PHONE")
    MASTER.sign(self_signing)
    devices = {"PHONE": device(PHONE, "PHONE"), "LAPTOP": device(LAPTOP, "LAPTOP")}
    for each in devices.values():
        SELF.sign(each)
        each["unsigned"] = {"device_display_name": "what the server likes"}
    return {
        "device_keys": {ANNA: devices},
        "master_keys": {ANNA: master},
        "self_signing_keys": {ANNA: self_signing},
        "user_signing_keys": {},
        "failures": {},
    }


def ids(shown: Shown) -> set[str]:
    return {device.device_id for device in shown.signed}


def test_a_sound_chain_passes() -> None:
    shown = read(answer(), ANNA)
    assert shown.master == MASTER.public
    assert shown.signed == (
        Device(ANNA, "PHONE", PHONE.public, CURVE),
        Device(ANNA, "LAPTOP", LAPTOP.public, CURVE),
    )
    assert shown.refused == ()
    assert shown.vouching == {"PHONE"}


def test_somebody_else_is_not_in_it() -> None:
    assert read(answer(), EVE) == Shown(EVE)


def resign(found: Json) -> None:
    MASTER.sign(found["self_signing_keys"][ANNA])


def wrong_usage_of_the_master(found: Json) -> None:
    found["master_keys"][ANNA]["usage"] = ["self_signing"]


def two_usages(found: Json) -> None:
    found["self_signing_keys"][ANNA]["usage"] = ["self_signing", "master"]
    resign(found)


def wrong_usage_of_the_self_signing_key(found: Json) -> None:
    found["self_signing_keys"][ANNA]["usage"] = ["user_signing"]
    resign(found)


def two_keys(found: Json) -> None:
    found["self_signing_keys"][ANNA]["keys"][f"ed25519:{EVIL.public}"] = EVIL.public
    resign(found)


def two_master_keys(found: Json) -> None:
    found["master_keys"][ANNA]["keys"][f"ed25519:{EVIL.public}"] = EVIL.public


def mismatched_key_id(found: Json) -> None:
    found["self_signing_keys"][ANNA]["keys"] = {f"ed25519:{SELF.public}": EVIL.public}
    resign(found)


def mismatched_master_id(found: Json) -> None:
    found["master_keys"][ANNA]["keys"] = {f"ed25519:{EVIL.public}": MASTER.public}


def another_algorithm(found: Json) -> None:
    found["self_signing_keys"][ANNA]["keys"] = {f"rsa:{SELF.public}": SELF.public}
    resign(found)


def another_persons_master(found: Json) -> None:
    found["master_keys"][ANNA]["user_id"] = EVE


def another_persons_self_signing_key(found: Json) -> None:
    found["self_signing_keys"][ANNA]["user_id"] = EVE
    resign(found)


def a_forged_self_signing_key(found: Json) -> None:
    forged = cross(EVIL, "self_signing")
    EVIL.sign(forged)
    EVIL.sign(forged, key_id=f"ed25519:{MASTER.public}")
    found["self_signing_keys"][ANNA] = forged
    for each in found["device_keys"][ANNA].values():
        EVIL.sign(each)


def a_self_signing_key_without_the_masters_signature(found: Json) -> None:
    del found["self_signing_keys"][ANNA]["signatures"]


def signed_as_somebody_else(found: Json) -> None:
    signatures = found["self_signing_keys"][ANNA]["signatures"]
    signatures[EVE] = signatures.pop(ANNA)


def one_key_for_everything(found: Json) -> None:
    forged = cross(MASTER, "self_signing")
    MASTER.sign(forged)
    found["self_signing_keys"][ANNA] = forged
    for each in found["device_keys"][ANNA].values():
        MASTER.sign(each)


def no_master(found: Json) -> None:
    del found["master_keys"][ANNA]


def no_self_signing_key(found: Json) -> None:
    found["self_signing_keys"] = {}


def a_device_named_as_the_self_signing_key(found: Json) -> None:
    found["device_keys"][ANNA][SELF.public] = device(EVIL, SELF.public)


def a_device_named_as_the_master(found: Json) -> None:
    found["device_keys"][ANNA][MASTER.public] = device(EVIL, MASTER.public)


def small_order(point: bytes) -> Callable[[Json], None]:
    """Put a key of small order in the place of the self-signing key, with signatures that OpenSSL would believe."""

    def change(found: Json) -> None:
        public = unpadded(point)
        forged = {"user_id": ANNA, "usage": ["self_signing"], "keys": {f"ed25519:{public}": public}}
        MASTER.sign(forged)  # as if the owner had been tricked
        found["self_signing_keys"][ANNA] = forged
        for each in found["device_keys"][ANNA].values():
            each["signatures"][ANNA][f"ed25519:{public}"] = unpadded(point + bytes(32))

    return change


IDENTITY = b"\x01" + bytes(31)
ORDER_TWO = b"\xec" + b"\xff" * 30 + b"\x7f"
ORDER_FOUR = bytes(32)


@pytest.mark.parametrize(
    "lie",
    [
        wrong_usage_of_the_master,
        two_usages,
        wrong_usage_of_the_self_signing_key,
        two_keys,
        two_master_keys,
        mismatched_key_id,
        mismatched_master_id,
        another_algorithm,
        another_persons_master,
        another_persons_self_signing_key,
        a_forged_self_signing_key,
        a_self_signing_key_without_the_masters_signature,
        signed_as_somebody_else,
        one_key_for_everything,
        no_master,
        no_self_signing_key,
        a_device_named_as_the_self_signing_key,
        a_device_named_as_the_master,
    ],
)
def test_an_identity_with_anything_wrong_is_no_identity(lie: Callable[[Json], None]) -> None:
    found = answer()
    lie(found)
    shown = read(found, ANNA)
    assert shown.master is None
    assert shown.signed == ()
    assert set(shown.refused) == set(found["device_keys"][ANNA])


@pytest.mark.parametrize("point", [IDENTITY, ORDER_TWO, ORDER_FOUR], ids=["identity", "order two", "order four"])
def test_a_key_of_small_order_signs_no_device(point: bytes) -> None:
    found = answer()
    small_order(point)(found)
    assert read(found, ANNA).signed == ()


def test_openssl_would_believe_a_key_of_small_order() -> None:
    """Why vodozemac verifies, and not the library that signs (rule 4)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(IDENTITY).verify(IDENTITY + bytes(32), b"anything at all")


def unsigned(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"]["signatures"][ANNA].pop(f"ed25519:{SELF.public}")


def injected(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"] = device(EVIL, "LAPTOP")


def signed_by_another_key(found: Json) -> None:
    bad = device(LAPTOP, "LAPTOP")
    EVIL.sign(bad)
    EVIL.sign(bad, key_id=f"ed25519:{SELF.public}")
    found["device_keys"][ANNA]["LAPTOP"] = bad


def not_signed_by_itself(found: Json) -> None:
    bad = device(LAPTOP, "LAPTOP")
    bad["signatures"] = {}
    SELF.sign(bad)
    found["device_keys"][ANNA]["LAPTOP"] = bad


def keys_exchanged(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"]["keys"]["curve25519:LAPTOP"] = "E" * 42 + "A"


def another_owner(found: Json) -> None:
    bad = device(LAPTOP, "LAPTOP") | {"user_id": EVE, "signatures": {}}
    LAPTOP.sign(bad, key_id="ed25519:LAPTOP")
    SELF.sign(bad)
    found["device_keys"][ANNA]["LAPTOP"] = bad


def under_another_name(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"] = found["device_keys"][ANNA]["PHONE"]


def a_key_that_makes_vodozemac_panic(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"]["keys"]["ed25519:LAPTOP"] = base64.b64encode(bytes(33)).decode().rstrip("=")


def a_signature_that_is_none(found: Json) -> None:
    found["device_keys"][ANNA]["LAPTOP"]["signatures"][ANNA][f"ed25519:{SELF.public}"] = "é" * 86


@pytest.mark.parametrize(
    "lie",
    [
        unsigned,
        injected,
        signed_by_another_key,
        not_signed_by_itself,
        keys_exchanged,
        another_owner,
        under_another_name,
        a_key_that_makes_vodozemac_panic,
        a_signature_that_is_none,
    ],
)
def test_a_device_with_anything_wrong_does_not_count_and_the_others_do(lie: Callable[[Json], None]) -> None:
    found = answer()
    lie(found)
    shown = read(found, ANNA)
    assert shown.master == MASTER.public
    assert ids(shown) == {"PHONE"}
    assert shown.refused == ("LAPTOP",)


def test_a_key_has_one_spelling() -> None:
    """A padded key is the same key to vodozemac, and another text in what is pinned."""
    found = answer()
    padded = SELF.public + "="
    found["self_signing_keys"][ANNA]["keys"] = {f"ed25519:{padded}": padded}
    resign(found)
    for each in found["device_keys"][ANNA].values():
        SELF.sign(each, key_id=f"ed25519:{padded}")
    assert read(found, ANNA).signed == ()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


def places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place in a nested object."""
    found = [here] if here else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*here, key))
    return found


@given(st.data())
def test_whatever_stands_anywhere_nothing_raises_and_no_more_devices_count(data: st.DataObject) -> None:
    found = copy.deepcopy(answer())
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places(found)))
        inner: Any = found
        for step in way:
            inner = inner[step]
        inner[last] = data.draw(anything)
    shown = read(found, ANNA)
    assert shown.master in {None, MASTER.public}
    assert set(shown.signed) <= set(read(answer(), ANNA).signed)
