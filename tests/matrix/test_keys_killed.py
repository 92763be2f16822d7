"""Killed while keys are uploaded: whether the homeserver has them is then unknown, and nobody's first message is lost.

A one-time key opens one conversation. Offered a second time, it is handed out a second time, and whatever the second
person sends with it can never be read.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.matrix.crypto import Crypto, build_client

Json = dict[str, Any]
Start = Callable[[], Crypto]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start on the same crypto store; what the process before this one had in memory only is gone."""
    opened = []

    def again() -> Crypto:
        client = build_client("http://127.0.0.1:1", "@bot:example.org", "BOT", str(tmp_path), "k" * 43)
        client.restore_login("@bot:example.org", "BOT", "token")
        opened.append(client)
        return Crypto(client)

    yield again
    for client in opened:
        client.store.database.close()


def after_setup(start: Start) -> Crypto:
    """Give a bot whose first keys were uploaded, and whose homeserver has said that it wants a few more."""
    crypto = start()
    assert crypto.keys_to_upload() is not None
    crypto.uploaded({"signed_curve25519": 50})
    crypto.one_time_keys_left({"signed_curve25519": 30})
    return crypto


def upload(crypto: Crypto) -> Json:
    body = crypto.keys_to_upload()
    assert body is not None
    return body


def test_a_one_time_key_that_the_homeserver_may_have_is_not_offered_by_the_next_process(start: Start) -> None:
    before = upload(after_setup(start))["one_time_keys"]
    assert len(before) == 20
    crypto = start()
    crypto.one_time_keys_left({"signed_curve25519": 49})  # it arrived, and somebody has taken one
    after = upload(crypto)["one_time_keys"]
    assert len(after) == 1
    assert not before.keys() & after.keys()
    assert not {key["key"] for key in before.values()} & {key["key"] for key in after.values()}


def test_a_one_time_key_whose_upload_was_not_answered_is_not_offered_again(start: Start) -> None:
    crypto = after_setup(start)
    before = upload(crypto)["one_time_keys"]
    assert crypto.keys_to_upload() is None, "first the next sync tells how many there are now"
    crypto.one_time_keys_left({"signed_curve25519": 49})
    assert not before.keys() & upload(crypto)["one_time_keys"].keys()


def test_a_setup_that_was_killed_offers_a_full_set_of_new_keys(start: Start) -> None:
    before = upload(start())
    after = upload(start())
    assert before["device_keys"] == after["device_keys"]
    assert len(after["one_time_keys"]) == 50
    assert not before["one_time_keys"].keys() & after["one_time_keys"].keys()


def test_a_fallback_key_that_was_made_and_not_uploaded_does_not_push_out_the_one_in_use(start: Start) -> None:
    """The account keeps two. While the second was never published, messages under the first may be on their way."""
    crypto = after_setup(start)
    crypto.fallback_keys_left([])
    first = upload(crypto)["fallback_keys"]
    crypto.uploaded({"signed_curve25519": 50})
    crypto.fallback_keys_left([])  # somebody was given it
    second = upload(crypto)["fallback_keys"]
    assert first != second
    for _ in range(3):
        crypto = start()
        crypto.one_time_keys_left({"signed_curve25519": 50})
        crypto.fallback_keys_left([])
        assert upload(crypto) == {"fallback_keys": second}
