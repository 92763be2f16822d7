"""The parts of nio that `bot.matrix.crypto` stands on, private ones above all: a release that moves one fails here.

Each test says what is relied on, so that whoever raises the bound in pyproject.toml knows what to look at.
"""

import ast
import inspect
import re
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import vodozemac
from nio import AsyncClient, KeysClaimResponse, KeysUploadResponse
from nio.crypto import Olm, OlmDevice
from nio.events.to_device import EncryptedToDeviceEvent, ToDeviceEvent

import bot
from bot.matrix import crypto
from bot.matrix.chain import Device
from bot.matrix.crypto import Crypto, build_client
from bot.matrix.malformed import tamed
from bot.matrix.sessions import Sessions

ROOM = "!room:example.org"
NIOS = {"_account", "_algorithms", "_olm_encrypt"}


@pytest.fixture
def client(tmp_path: Path) -> AsyncClient:
    made = build_client("http://127.0.0.1:1", "@bot:example.org", "BOT", str(tmp_path), "k" * 43)
    made.restore_login("@bot:example.org", "BOT", "token")
    return made


@pytest.fixture
def olm(client: AsyncClient) -> Olm:
    return client.olm


def test_this_is_the_nio_that_was_read() -> None:
    assert version("matrix-nio").startswith("0.26."), "read olm_machine.py again before raising the bound"


def test_private_parts_are_touched_in_one_file_only() -> None:
    """Names with an underscore behind something that is not `self` or `cls`, anywhere in the product but crypto.py."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in Path(inspect.getfile(bot)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute) or not re.match("_[^_]", node.attr):
                continue
            if not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}):
                found[file.name].add(node.attr)
    assert found.pop("crypto.py") == NIOS
    assert not any(names & NIOS for names in found.values())


def test_the_account_is_vodozemacs(olm: Olm) -> None:
    account: Any = olm.account._account  # vodozemac's type stubs lack the fallback key
    assert type(account).__name__ == "Account"
    account.generate_fallback_key()
    assert len(account.fallback_key) == 1
    assert set(olm.account.identity_keys) == {"ed25519", "curve25519"}


def test_the_algorithms_are_those_that_are_uploaded(olm: Olm) -> None:
    assert olm._algorithms == olm.share_keys()["device_keys"]["algorithms"]


def test_olm_encrypts_for_a_device_without_asking_about_trust(olm: Olm, client: AsyncClient) -> None:
    assert list(inspect.signature(olm._olm_encrypt).parameters) == [
        "session", "recipient_device", "message_type", "content",
    ]  # fmt: skip
    other = vodozemac.Account()
    other.generate_one_time_keys(1)
    [one_time_key] = other.one_time_keys.values()
    curve = other.curve25519_key.to_base64()
    olm.create_session(one_time_key.to_base64(), curve)
    made = Crypto(client)
    made.new_room_session(ROOM)
    message = made.room_key_for(ROOM, Device("@anna:example.org", "PHONE", other.ed25519_key.to_base64(), curve))
    assert set(message["ciphertext"]) == {curve}
    assert message["ciphertext"][curve]["type"] == 0
    assert olm.session_store.get(curve) is not None


def test_a_group_session_is_ours_to_share_and_to_renew(client: AsyncClient, olm: Olm) -> None:
    made = Crypto(client)
    first = made.new_room_session(ROOM)
    session = olm.outbound_group_sessions[ROOM]
    assert session.shared
    assert not session.expired, "we decide when it is worn out"
    assert session.session_key
    content = made.encrypt(ROOM, "m.room.message", {"body": "dag"})
    assert content["algorithm"] == "m.megolm.v1.aes-sha2"
    assert content["session_id"] == first
    assert made.new_room_session(ROOM) != first
    assert isinstance(olm.inbound_group_store, Sessions), "nio takes what our store gives it"


def test_our_own_session_can_be_read_back_with_its_index(client: AsyncClient) -> None:
    made = Crypto(client)
    made.new_room_session(ROOM)
    content = made.encrypt(ROOM, "m.room.message", {"body": "dag"})
    found = made.decrypt(ROOM, {"content": content, "sender": "@bot:example.org"})
    assert (found.type, found.content["body"], found.index) == ("m.room.message", "dag", 0)
    assert (found.curve25519, found.ed25519) == (made.me.curve25519, made.me.ed25519)


def test_devices_are_kept_by_person_and_id(client: AsyncClient, olm: Olm) -> None:
    made = Crypto(client)
    phone = Device("@anna:example.org", "PHONE", "E" * 43, "C" * 43)
    assert made.learn_devices(phone.user_id, [phone]) == [phone]
    stored = olm.device_store["@anna:example.org"]["PHONE"]
    assert isinstance(stored, OlmDevice)
    other = Device("@anna:example.org", "PHONE", "F" * 43, "C" * 43)
    assert made.learn_devices(phone.user_id, [other]) == [], "a device keeps its keys for life"
    assert olm.device_store["@anna:example.org"]["PHONE"].ed25519 == phone.ed25519


def test_what_is_stored_is_there_again(client: AsyncClient, tmp_path: Path) -> None:
    made = Crypto(client)
    phone = Device("@anna:example.org", "PHONE", "E" * 43, "C" * 43)
    made.learn_devices(phone.user_id, [phone])
    made.keys_to_upload()
    client.store.database.close()
    again = build_client("http://127.0.0.1:1", "@bot:example.org", "BOT", str(tmp_path), "k" * 43)
    again.restore_login("@bot:example.org", "BOT", "token")
    assert Crypto(again).me == made.me
    assert Crypto(again).learn_devices(phone.user_id, [Device(phone.user_id, "PHONE", "F" * 43, "C" * 43)]) == []
    again.store.database.close()


def test_one_transaction_undoes_a_half_taken_batch(client: AsyncClient) -> None:
    made = Crypto(client)
    phone = Device("@anna:example.org", "PHONE", "E" * 43, "C" * 43)

    def half() -> None:
        with made.one_transaction():
            made.learn_devices(phone.user_id, [phone])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    client.olm.device_store._entries.clear()
    assert client.store.load_device_keys()._entries == {}


def test_the_responses_are_built_as_nio_builds_them() -> None:
    assert KeysUploadResponse(3, 4).signed_curve25519_count == 4
    assert KeysClaimResponse({"@a:x": {}}, {}).one_time_keys == {"@a:x": {}}


def test_an_encrypted_to_device_message_is_parsed_and_nothing_else_is_handled() -> None:
    source = inspect.getsource(crypto.Crypto.receive)
    assert "EncryptedToDeviceEvent" in source
    raw = {
        "sender": "@a:x", "type": "m.room.encrypted",
        "content": {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "k", "ciphertext": {}},
    }  # fmt: skip
    assert issubclass(type(ToDeviceEvent.parse_event(raw)), EncryptedToDeviceEvent)


def test_a_panic_is_an_error_like_another() -> None:
    """33 bytes where 32 are wanted: vodozemac 0.10 panics, which no `except Exception` catches (rule 13)."""
    with pytest.raises(ValueError, match="panic"), tamed():
        vodozemac.Ed25519PublicKey.from_base64("A" * 44)
    with pytest.raises(KeyboardInterrupt), tamed():
        raise KeyboardInterrupt


def test_without_a_crypto_store_there_is_no_crypto() -> None:
    """No store, no start (rule 9)."""
    with pytest.raises(Exception, match="refusing to start"):
        Crypto(AsyncClient("http://127.0.0.1:1", "@bot:example.org"))
