"""Room keys in a backup: what opens the messages of others, and nothing that speaks as this device (rule 23).

Olm sessions, one-time keys, the account and our outbound sessions stay where they are: a copied ratchet is broken, and
whoever uses it twice gives away what it hides.
"""

from collections.abc import Iterator
from typing import Any

from nio.crypto import InboundGroupSession
from peewee import DoesNotExist, PeeweeException

from bot.matrix.login import NO_STORE, WRONG_KEY, Account, CryptoStoreError
from bot.matrix.sessions import ReadingStore

Json = dict[str, Any]


def read_room_keys(folder: str, account: Account, pickle_key: str) -> Iterator[Json]:
    """Give all room keys of this device, also while a bot works with them; it is never held up for more than a moment.

    Raises `CryptoStoreError`.
    """
    try:
        store = ReadingStore(account.user_id, account.device_id, folder, pickle_key)
        try:
            for session in store.read_sessions():
                yield _pack(session)
        finally:
            store.database.close()
    except (PeeweeException, DoesNotExist):  # the latter: this device has never opened its store
        raise CryptoStoreError(NO_STORE) from None
    except ValueError:  # vodozemac's, for another key
        raise CryptoStoreError(WRONG_KEY) from None


def unpack_room_key(content: Json) -> InboundGroupSession:
    """Read a room key as it stands in a backup. Raises `ValueError`, `TypeError` or `KeyError`."""
    places = [content[name] for name in ("key", "ed25519", "sender_key", "room_id")]
    chain = content["chain"]
    if not all(isinstance(text, str) for text in (*places, *chain)):
        raise TypeError("a room key consists of texts")
    session = InboundGroupSession.import_session(*places, chain)
    if session.id != content["session_id"]:
        raise ValueError("a room key is not the one it is said to be")
    return session


def _pack(session: InboundGroupSession) -> Json:
    return {
        "room_id": session.room_id,
        "session_id": session.id,
        "sender_key": session.sender_key,
        "ed25519": session.ed25519,
        "chain": session.forwarding_chain,
        "key": session.export_session(session.first_known_index),
    }
