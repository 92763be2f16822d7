"""Room keys of others, read from the crypto store when they are needed and not before.

nio reads every session it ever got at each start: with thousands of rooms that takes many seconds and most of the
memory, and it grows for ever. It also lets whoever shares a key with a known session id replace what is stored; here
the stored session stands, unless the same device shares it from an earlier message on.
"""

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from nio.crypto import InboundGroupSession
from nio.store import SqliteStore
from nio.store.models import Accounts, ForwardedChains, MegolmInboundSessions
from peewee import SqliteDatabase

from bot.domain.rooms import RoomId

STORE = "crypto.db"
BUSY_SECONDS = 15

MOST_REMEMBERED = 1_000
"""Sessions kept in memory; those used longest ago are read again."""

Place = tuple[RoomId, str, str]
"""Room, sender's Curve25519 key, session id."""


class SparingStore(SqliteStore):  # type: ignore[misc]  # nio is published without types
    """nio's store of keys, which hands out room keys one by one."""

    def load_inbound_group_sessions(self) -> "Sessions":
        """Give all sessions, without reading them."""
        return Sessions(self)

    def save_inbound_group_session(self, session: InboundGroupSession) -> None:
        """Store a session, unless it is known from as early a message; one of another device stays as it is."""
        known = self.read_session((session.room_id, session.sender_key, session.id))
        if known is not None and known.first_known_index <= session.first_known_index:
            return
        row = MegolmInboundSessions
        pickled = session.pickle(self.pickle_key)
        with self.database.bind_ctx(self.models):
            row.insert(
                sender_key=session.sender_key,
                account=self._own_account(),
                fp_key=session.ed25519,
                room_id=session.room_id,
                session=pickled,
                session_id=session.id,
            ).on_conflict_ignore().execute()
            row.update({row.session: pickled}).where(
                row.session_id == session.id, row.sender_key == session.sender_key, row.room_id == session.room_id
            ).execute()
            for chain in session.forwarding_chain:
                ForwardedChains.replace(sender_key=chain, session=session.id).execute()

    def read_session(self, place: Place) -> InboundGroupSession | None:
        """Read one session, or None."""
        room_id, sender_key, session_id = place
        return next(self.read_sessions(room_id=room_id, sender_key=sender_key, session_id=session_id), None)

    def read_sessions(self, **where: str) -> Iterator[InboundGroupSession]:
        """Read the sessions with these values, such as `room_id`; without any, all of them, one at a time."""
        row = MegolmInboundSessions
        with self.database.bind_ctx(self.models):
            query = row.select().where(row.account == self._own_account())
            for name, value in where.items():
                query = query.where(getattr(row, name) == value)
            # Read before anything is yielded: whoever asks may use the store meanwhile.
            ids = [found.session_id for found in query.select(row.session_id)]
        for session_id in ids:
            with self.database.bind_ctx(self.models):
                found = row.get_by_id(session_id)
                chain = [link.sender_key for link in found.forwarded_chains]
            yield InboundGroupSession.from_pickle(
                found.session, found.fp_key, found.sender_key, found.room_id, self.pickle_key, chain
            )

    def _own_account(self) -> Accounts:
        return Accounts.get(Accounts.user_id == self.user_id, Accounts.device_id == self.device_id)


class ReadingStore(SparingStore):
    """The store of a bot that may be running: nothing is written, and each session is read in a moment of its own."""

    def __init__(self, user_id: str, device_id: str, folder: str, pickle_key: str) -> None:
        super().__init__(user_id, device_id, folder, pickle_key, STORE)

    def __post_init__(self) -> None:
        """Open what is there; nio would make what is missing."""
        self.database_path = str(Path(self.store_path) / self.database_name)
        # Not mode=ro: what a bot that was killed left half-written is put right first, as its next start would.
        uri = f"file:{quote(self.database_path)}?mode=rw"
        self.database = SqliteDatabase(uri, uri=True, timeout=BUSY_SECONDS, pragmas={"query_only": 1})
        self.database.connect()


class Sessions:
    """What nio takes for its `GroupSessionStore`."""

    def __init__(self, store: SparingStore) -> None:
        self._store = store
        self._remembered: OrderedDict[Place, InboundGroupSession] = OrderedDict()

    def __iter__(self) -> Iterator[InboundGroupSession]:
        """Go through every session; they are not remembered."""
        return self._store.read_sessions()

    def add(self, session: InboundGroupSession) -> bool:
        """Take in a session that nio stores next. False when we have it already, from as early a message."""
        place = (session.room_id, session.sender_key, session.id)
        known = self.get(*place)
        if known is not None and known.first_known_index <= session.first_known_index:
            return False
        self._remember(place, session)
        return True

    def get(self, room_id: RoomId, sender_key: str, session_id: str) -> InboundGroupSession | None:
        """Give the session of this device, or None."""
        place = (room_id, sender_key, session_id)
        session = self._remembered.get(place) or self._store.read_session(place)
        if session is not None:
            self._remember(place, session)
        return session

    def named(self, room_id: RoomId, session_id: str) -> InboundGroupSession | None:
        """Give the session by its id, when it is known which device it came from."""
        found = [session.sender_key for session in self._store.read_sessions(room_id=room_id, session_id=session_id)]
        return self.get(room_id, found[0], session_id) if len(found) == 1 else None

    def _remember(self, place: Place, session: InboundGroupSession) -> None:
        self._remembered[place] = session
        self._remembered.move_to_end(place)
        while len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
