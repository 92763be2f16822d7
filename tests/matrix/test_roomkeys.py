"""Room keys in a backup: all of them, from as early as they were known, read beside a bot that works with them."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from nio import AsyncClient
from nio.crypto import InboundGroupSession, OutboundGroupSession

from bot.matrix.crypto import Crypto, build_client
from bot.matrix.login import Account, CryptoStoreError
from bot.matrix.roomkeys import read_room_keys, unpack_room_key
from bot.matrix.sessions import STORE

US = Account("@bot:example.org", "BOT")
KEY = "k" * 43
ANNA = "A" * 43


def opened(folder: Path, device: str = US.device_id) -> AsyncClient:
    folder.mkdir(exist_ok=True)
    made = build_client("http://127.0.0.1:1", US.user_id, device, str(folder), KEY)
    made.restore_login(US.user_id, device, "token")
    return made


@pytest.fixture
def client(tmp_path: Path) -> Iterator[AsyncClient]:
    made = opened(tmp_path / "old")
    yield made
    made.store.database.close()


def shared(said_before: int = 0) -> tuple[OutboundGroupSession, InboundGroupSession]:
    """Somebody's session, and what we get of it after they said something already."""
    outbound = OutboundGroupSession()
    outbound.mark_as_shared()
    for _ in range(said_before):
        outbound.encrypt("eerder")
    return outbound, InboundGroupSession(outbound.session_key, "ed25519", ANNA, "!room", ["chain"])


def read(folder: Path) -> list[dict[str, object]]:
    return list(read_room_keys(str(folder), US, KEY))


def test_a_new_device_reads_what_the_old_one_could_and_no_more(client: AsyncClient, tmp_path: Path) -> None:
    outbound, session = shared(said_before=2)
    early, late = outbound.encrypt("na twee"), outbound.encrypt("na drie")
    session.decrypt(late)
    Crypto(client).take_over([session, *(shared()[1] for _ in range(20))])
    contents = read(tmp_path / "old")
    assert len(contents) == 21
    new = opened(tmp_path / "new", "OTHER")
    assert Crypto(new).take_over(map(unpack_room_key, contents)) == 21
    assert Crypto(new).take_over(map(unpack_room_key, contents)) == 21, "twice is no harm"
    found = new.store.load_inbound_group_sessions().get("!room", ANNA, session.id)
    new.store.database.close()
    assert found is not None
    assert (found.decrypt(early), found.decrypt(late)) == (("na twee", 2), ("na drie", 3))
    assert (found.first_known_index, found.ed25519, found.forwarding_chain) == (2, "ed25519", ["chain"])
    assert [set(content) for content in contents] == 21 * [
        {"room_id", "session_id", "sender_key", "ed25519", "chain", "key"}
    ]


def test_who_works_with_the_keys_is_not_held_up(client: AsyncClient, tmp_path: Path) -> None:
    Crypto(client).take_over([shared()[1] for _ in range(5)])
    reading = read_room_keys(str(tmp_path / "old"), US, KEY)
    next(reading)
    with sqlite3.connect(tmp_path / "old" / STORE, timeout=0) as bot:
        bot.execute("DELETE FROM olmsessions")  # fails at once if somebody else holds a lock
        bot.commit()
    bot.close()
    assert len(list(reading)) == 4


def test_reading_changes_nothing_and_makes_nothing(client: AsyncClient, tmp_path: Path) -> None:
    Crypto(client).take_over([shared()[1]])
    file = tmp_path / "old" / STORE
    before = file.read_bytes()
    read(tmp_path / "old")
    assert file.read_bytes() == before
    with pytest.raises(CryptoStoreError):
        read(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CryptoStoreError):
        read(tmp_path / "empty")
    assert not any((tmp_path / "empty").iterdir())


def test_another_key_or_device_is_said_so(client: AsyncClient, tmp_path: Path) -> None:
    Crypto(client).take_over([shared()[1]])
    with pytest.raises(CryptoStoreError, match="andere sleutel"):
        list(read_room_keys(str(tmp_path / "old"), US, "another"))
    with pytest.raises(CryptoStoreError):
        list(read_room_keys(str(tmp_path / "old"), Account(US.user_id, "NEVER"), KEY))


def test_what_is_no_room_key_is_refused(client: AsyncClient, tmp_path: Path) -> None:
    Crypto(client).take_over([shared()[1]])
    (content,) = read(tmp_path / "old")
    unpack_room_key(content)
    for change in ({"key": "x"}, {"key": None}, {"session_id": "x"}, {"chain": [1]}, {"chain": None}, {"room_id": 1}):
        with pytest.raises((ValueError, TypeError, KeyError)):
            unpack_room_key({**content, **change})
    for name in content:
        with pytest.raises((ValueError, TypeError, KeyError)):
            unpack_room_key({key: value for key, value in content.items() if key != name})


def test_of_keys_that_cannot_all_be_stored_none_is(client: AsyncClient, tmp_path: Path) -> None:
    def broken() -> Iterator[InboundGroupSession]:
        yield shared()[1]
        raise KeyError

    with pytest.raises(KeyError):
        Crypto(client).take_over(broken())
    assert read(tmp_path / "old") == []
