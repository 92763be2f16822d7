"""From syncs to handled messages, in order, with nothing skipped (rules 13, 14, 15).

The token of a batch is stored when the whole batch is handled. A `limited` timeline is first filled from
`/messages` back to where we were. nio's own sync loop is not used: it stores the token before anything is handled.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlencode

from bot.domain.rooms import RoomId
from bot.matrix.crypto import Crypto
from bot.matrix.devices import Devices
from bot.matrix.forks import is_still_in
from bot.matrix.gate import Gate, Unread
from bot.matrix.sharing import Sharing
from bot.matrix.state import WISH_EVENT, Changes, OnMembers, RoomBook
from bot.matrix.wire import CLIENT, MEMBER, Json, Wire, as_dict, as_list, path
from bot.ports import (
    Handle,
    HomeserverBusyError,
    HomeserverDownError,
    HomeserverError,
    HomeserverRefusedError,
    OpenWork,
)

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 25
LONGEST_PAUSE = 10.0
"""Seconds between tries at most: a homeserver that was restarted is not waited for longer than its people would."""
TIMELINE = 50
PAGE = 100
MOST_PAGES = 100
KEYS_PER_SYNC = 100
"""To-device messages that Synapse puts into one sync at most."""
UNAUTHORIZED = 401
STATE_TYPES = [
    MEMBER,
    "m.room.encryption",
    "m.room.history_visibility",
    "m.room.power_levels",
    WISH_EVENT,
]
FILTER: Json = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "account_data": {"types": []},
        "ephemeral": {"types": []},
        "state": {"types": STATE_TYPES, "lazy_load_members": False},
        "timeline": {"types": ["m.room.encrypted", *STATE_TYPES], "limit": TIMELINE},
    },
}

OnNames = Callable[[Iterable[tuple[str, str]]], Awaitable[None]]
"""Told what names people (by Matrix id) show of themselves."""
OnUnread = Callable[[Unread], Awaitable[None]]


class Sync:
    """The loop that keeps the bot up to date."""

    def __init__(
        self,
        *,
        wire: Wire,
        crypto: Crypto,
        gate: Gate,
        devices: Devices,
        sharing: Sharing,
        states: RoomBook,
        open_work: OpenWork,
        handle: Handle,
        on_members: OnMembers,
        on_unread: OnUnread,
        on_names: OnNames | None = None,
        heard: Callable[[object], None] | None = None,
    ) -> None:
        self._wire = wire
        self._crypto = crypto
        self._gate = gate
        self._devices = devices
        self._sharing = sharing
        self._states = states
        self._open_work = open_work
        self._handle = handle
        self._on_members = on_members
        self._on_unread = on_unread
        self._on_names = on_names
        self._heard = heard
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Sync until cancelled; a homeserver that is away is waited for, with growing pauses."""
        async with self._open_work() as work:
            token = await work.events.token()
            self._states.know(await work.room_states.all())
        # What we knew of rooms is as of the token: what the homeserver tells since then is enough.
        full, pause = token is None or not self._states, 1.0
        while True:
            try:
                token = await self._once(token, full=full)
                full, pause = False, 1.0
                self.ready.set()
            except HomeserverBusyError as busy:
                await asyncio.sleep(busy.retry_after)
            except (HomeserverDownError, HomeserverRefusedError) as trouble:
                if isinstance(trouble, HomeserverRefusedError) and self._is_final(trouble):
                    raise
                log.warning("homeserver away: %s; trying again in %.0f s", trouble, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    def _is_final(self, refused: HomeserverRefusedError) -> bool:
        """Whether trying again is senseless: our login is no longer known, or this never worked."""
        return refused.status == UNAUTHORIZED or not self.ready.is_set()

    async def _once(self, token: str | None, *, full: bool) -> str:
        try:
            await upload_keys(self._wire, self._crypto)
        except HomeserverRefusedError as refused:
            if self._is_final(refused):
                raise
            log.warning("the homeserver refuses our keys: %s", refused)
        wait = self.ready.is_set() and not full
        batches = [await self._fetch(token, full=full, wait=wait)]
        self._take_in_keys(batches[0])
        # A sync brings all messages and not all keys: first every key, else who needs none overtakes the others.
        while _has_more_keys(batches[-1]) and len(batches) < MOST_PAGES:
            batches.append(await self._fetch(batches[-1]["next_batch"], full=False, wait=False))
            self._take_in_keys(batches[-1])
        since = token
        for batch in batches:
            await self._take_in(batch, since, full=full and batch is batches[0])
            since = str(batch["next_batch"])
        # Not while an event waits for its key: after a restart it must be fetched again (what was handled is known).
        # And not for what we said ourselves: hearing that again costs nothing, a write for every message does.
        # But the very first token is kept: without one, what was said before the next start is not taken in.
        ours = all(_only_of(batch, self._crypto.me.user_id) for batch in batches)
        if not self._gate.waits and (token is None or not ours):
            await self._keep(str(since))
        return str(since)

    async def _fetch(self, since: str | None, *, full: bool, wait: bool) -> Json:
        query = {"filter": json.dumps(FILTER), "timeout": str(LONG_POLL_SECONDS * 1000) if wait else "0"}
        if full:
            query["full_state"] = "true"
        if since is not None:
            query["since"] = since
        batch = await self._wire.get(f"{CLIENT}/sync?{urlencode(query)}", seconds=LONG_POLL_SECONDS + 60)
        if not isinstance(batch.get("next_batch"), str):
            raise HomeserverDownError("a sync without next_batch")
        return batch

    async def _keep(self, token: str) -> None:
        """Store the token, and in the same breath what rooms are like as of it."""
        touched = {room_id: self._states.get(room_id) for room_id in self._states.touched}
        async with self._open_work() as work:
            await work.events.keep_token(token)
            await work.room_states.save(touched)
            await work.commit()
        self._states.touched.difference_update(touched)

    async def _take_in(self, batch: Json, since: str | None, *, full: bool) -> None:
        for incoming in await self._gate.keys_arrived():
            await self._handle(incoming)
        for unread in self._gate.given_up():
            await self._on_unread(unread)
        rooms = as_dict(batch.get("rooms"))
        for room_id, room in as_dict(rooms.get("join")).items():
            await self._take_in_room(room_id, as_dict(room), since, full=full)
        for room_id in as_dict(rooms.get("leave")):
            self._states.forget(room_id)
            self._sharing.forget_session(room_id)
            me = frozenset({self._crypto.me.user_id})
            await self._on_members(room_id, Changes(frozenset(), me, rotate=True), f"left {room_id} {since}")
        for room_id in as_dict(rooms.get("invite")):
            await self._decline(room_id)
        # At once, not at the next message: a changed identity must raise the alarm while nobody says anything (rule 7).
        await self._devices.look(self._states.people - {self._crypto.me.user_id})

    def _take_in_keys(self, batch: Json) -> None:
        # One transaction of the crypto store: an Olm session never without the room key it carried (rule 15).
        with self._crypto.one_transaction():
            for event in as_list(as_dict(batch.get("to_device")).get("events")):
                self._crypto.receive(event)
                if self._heard is not None:
                    self._heard(event)
        self._crypto.one_time_keys_left(batch.get("device_one_time_keys_count"))
        self._crypto.fallback_keys_left(batch.get("device_unused_fallback_key_types"))
        lists = as_dict(batch.get("device_lists"))
        changed = [*as_list(lists.get("changed")), *as_list(lists.get("left"))]
        self._devices.changed(user for user in changed if isinstance(user, str))

    async def _take_in_room(self, room_id: RoomId, room: Json, since: str | None, *, full: bool) -> None:
        timeline = as_dict(room.get("timeline"))
        events = [e for e in as_list(timeline.get("events")) if isinstance(e, dict)]
        if timeline.get("limited") and since is not None:
            events = [*await self._gap(room_id, timeline.get("prev_batch"), since), *events]
        state = [e for e in as_list(as_dict(room.get("state")).get("events")) if isinstance(e, dict)]
        state = [event for event in state if not await self._is_of_a_fork(room_id, event)]
        # All of it before anything more is awaited: what is said meanwhile is said in the room as it is now.
        changed = [(self._states.apply(room_id, [event]), _name_of(room_id, event, since)) for event in state]
        if any(changes.rotate for changes, _ in changed):
            self._sharing.forget_session(room_id)
        for changes, name in changed:
            await self._named(changes)
            if not full:  # then everybody is in the state, but nobody has just come
                await self._changed(room_id, changes, name)
        for event in events:
            if "state_key" in event:
                changes = self._states.apply(room_id, [event])
                await self._named(changes)
                if since is not None:  # before our first sync nobody came, and nothing was said to us
                    await self._changed(room_id, changes, _name_of(room_id, event, since))
            elif since is not None:
                incoming = await self._gate.admit(room_id, event)
                if incoming is not None:
                    await self._handle(incoming)

    async def _is_of_a_fork(self, room_id: RoomId, event: Json) -> bool:
        user_id = self._states.invited_again(room_id, event)
        return user_id is not None and await is_still_in(self._wire, room_id, user_id)

    async def _named(self, changes: Changes) -> None:
        if changes.named and self._on_names is not None:
            await self._on_names(changes.named)

    async def _changed(self, room_id: RoomId, changes: Changes, name: str) -> None:
        if changes.rotate:
            self._sharing.forget_session(room_id)
        if changes.came or changes.went or changes.powers:
            await self._on_members(room_id, changes, name)

    async def _gap(self, room_id: RoomId, start: object, since: str) -> list[Json]:
        """Fetch what a limited timeline left out, oldest first."""
        missing: list[Json] = []
        for _ in range(MOST_PAGES):
            if not isinstance(start, str):
                break
            query = {"from": start, "to": since, "dir": "b", "limit": str(PAGE)}
            try:
                page = await self._wire.get(f"{path('rooms', room_id, 'messages')}?{urlencode(query)}")
            except HomeserverRefusedError as refused:
                log.warning("a gap in one room cannot be filled: %s", refused)
                await self._say_missed(room_id, since)
                break
            chunk = [e for e in as_list(page.get("chunk")) if isinstance(e, dict)]
            missing.extend(chunk)
            start = page.get("end")
            if not chunk:
                break
        else:
            log.error("more than %d messages were missed in one room; the oldest are not handled", MOST_PAGES * PAGE)
            await self._say_missed(room_id, since)
        return missing[::-1]

    async def _say_missed(self, room_id: RoomId, since: str) -> None:
        """Have the room told that not everything could be read: what was agreed is not lost in silence."""
        await self._on_unread(Unread(room_id, f"gap {since}", ""))

    async def _decline(self, room_id: RoomId) -> None:
        # The bot makes its rooms itself; a room made by somebody else has somebody else's rules.
        try:
            await self._wire.post(path("rooms", room_id, "leave"), {})
        except HomeserverError as error:
            log.warning("could not decline an invitation: %s", error)


async def upload_keys(wire: Wire, crypto: Crypto) -> None:
    """Upload device keys and one-time keys when the homeserver needs some."""
    body = crypto.keys_to_upload()
    if body is not None:
        answer = await wire.post(f"{CLIENT}/keys/upload", body)
        crypto.uploaded(as_dict(answer.get("one_time_key_counts")))


def _name_of(room_id: RoomId, event: Json, since: str | None) -> str:
    """Name a change after its event: one that comes as state and in a timeline, or again after a crash, is one change.

    Without an id there is only who it is about: in a batch that is tried again, another may have come besides.
    """
    event_id = event.get("event_id")
    return event_id if isinstance(event_id, str) else f"state {room_id} {since} {event.get('state_key')}"


def _has_more_keys(batch: Json) -> bool:
    """Whether there may be more to-device messages than the homeserver put into this batch."""
    return len(as_list(as_dict(batch.get("to_device")).get("events"))) >= KEYS_PER_SYNC


def _only_of(batch: Json, user_id: str) -> bool:
    """Whether a batch holds messages of this person and nothing else."""
    rooms = as_dict(batch.get("rooms"))
    if as_list(as_dict(batch.get("to_device")).get("events")) or any(rooms.get(kind) for kind in ("invite", "leave")):
        return False
    lists = as_dict(batch.get("device_lists"))
    if as_list(lists.get("changed")) or as_list(lists.get("left")):
        return False
    joined = [as_dict(room) for room in as_dict(rooms.get("join")).values()]
    if any(as_list(as_dict(room.get("state")).get("events")) for room in joined):
        return False
    events = [event for room in joined for event in as_list(as_dict(room.get("timeline")).get("events"))]
    return all(isinstance(e, dict) and e.get("sender") == user_id and "state_key" not in e for e in events)
