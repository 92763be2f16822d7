"""Room keys are read one by one, and what is stored cannot be replaced by whoever shares it again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from nio.crypto import InboundGroupSession, OutboundGroupSession

from bot.matrix import sessions as module
from bot.matrix.crypto import build_client
from bot.matrix.sessions import Sessions, SparingStore

ROOM, OTHER_ROOM = "!room", "!other"
ANNA, BOB = "A" * 43, "B" * 43


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SparingStore]:
    client = build_client("http://127.0.0.1:1", "@bot:example.org", "BOT", str(tmp_path), "k" * 43)
    client.restore_login("@bot:example.org", "BOT", "token")
    store = client.store
    assert isinstance(store, SparingStore)
    yield store
    store.database.close()


def new_session() -> OutboundGroupSession:
    made = OutboundGroupSession()
    made.mark_as_shared()
    return made


def inbound(outbound: OutboundGroupSession, sender_key: str = ANNA, room_id: str = ROOM) -> InboundGroupSession:
    """A session as it is shared at this moment: it opens what is said from now on."""
    return InboundGroupSession(outbound.session_key, "ed25519", sender_key, room_id)


def take_in(known: Sessions, store: SparingStore, session: InboundGroupSession) -> bool:
    """As nio does with a room key: it stores it whatever the answer was."""
    new = known.add(session)
    store.save_inbound_group_session(session)
    return new


def restarted(store: SparingStore) -> Sessions:
    return store.load_inbound_group_sessions()


def test_what_was_stored_is_read_when_it_is_needed(store: SparingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    outbound = [new_session() for _ in range(20)]
    for each in outbound:
        take_in(restarted(store), store, inbound(each))
    read: list[str] = []
    honest = InboundGroupSession.from_pickle

    def counting(*given: object) -> InboundGroupSession:
        read.append("one")
        return honest(*given)

    monkeypatch.setattr(InboundGroupSession, "from_pickle", counting)
    known = restarted(store)
    assert read == []
    ciphertext = outbound[7].encrypt("dag")
    found = known.get(ROOM, ANNA, outbound[7].id)
    assert found is not None
    assert found.decrypt(ciphertext) == ("dag", 0)
    assert known.get(ROOM, ANNA, outbound[7].id) is found
    assert read == ["one"]
    assert {session.id for session in known} == {each.id for each in outbound}


def test_a_session_belongs_to_its_room_and_its_device(store: SparingStore) -> None:
    outbound = new_session()
    known = restarted(store)
    assert take_in(known, store, inbound(outbound))
    for sessions in (known, restarted(store)):
        assert sessions.get(ROOM, BOB, outbound.id) is None
        assert sessions.get(OTHER_ROOM, ANNA, outbound.id) is None
        assert sessions.named(OTHER_ROOM, outbound.id) is None
        named = sessions.named(ROOM, outbound.id)
        assert named is not None
        assert (named.sender_key, named.ed25519) == (ANNA, "ed25519")


def test_sharing_it_again_from_a_later_message_takes_nothing_away(store: SparingStore) -> None:
    outbound = new_session()
    known = restarted(store)
    take_in(known, store, inbound(outbound))
    first = outbound.encrypt("het eerste")
    assert not take_in(known, store, inbound(outbound)), "of the same device, from the second message on"
    take_in(known, store, inbound(outbound, BOB)), "of another device"
    for sessions in (known, restarted(store)):
        found = sessions.get(ROOM, ANNA, outbound.id)
        assert found is not None
        assert found.decrypt(first)[0] == "het eerste"


def test_sharing_it_again_from_an_earlier_message_gives_more(store: SparingStore) -> None:
    outbound = new_session()
    early = inbound(outbound)
    first = outbound.encrypt("het eerste")
    known = restarted(store)
    take_in(known, store, inbound(outbound))
    assert take_in(known, store, early)
    for sessions in (known, restarted(store)):
        found = sessions.get(ROOM, ANNA, outbound.id)
        assert found is not None
        assert found.decrypt(first)[0] == "het eerste"


def test_memory_holds_only_what_is_used(store: SparingStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 3)
    known = restarted(store)
    outbound = [new_session() for _ in range(10)]
    for each in outbound:
        take_in(known, store, inbound(each))
    assert len(known._remembered) == 3
    for each in outbound:
        found = known.get(ROOM, ANNA, each.id)
        assert found is not None
        assert found.decrypt(each.encrypt("dag")) == ("dag", 0)
    assert len(known._remembered) == 3
