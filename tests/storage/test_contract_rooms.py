"""The contract of units of work, rooms, messages and records; every database keeps it."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.people import Place
from bot.domain.reminders import Reminder
from bot.domain.rooms import Room
from bot.domain.trust import Pin, SeenDevice, TrustState
from bot.ports import AlreadyThereError, AuditEntry, OpenWork, Ratchet, Refusal, Work

from .conftest import AnyDatabase
from .samples import (
    ANNA,
    BEN,
    DAY,
    HOUR,
    NOW,
    A,
    B,
    action,
    add_case,
    case,
    intake,
    prints,
    room,
)


class StumbleError(Exception):
    """What the tests throw."""


async def ids(work: Work, hours: int = 0) -> list[str]:
    return [head.id for head in await work.outbox.heads(NOW + hours * HOUR)]


async def test_nothing_stays_unless_committed(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.events.keep_token("one")
    async with database.work() as work:
        assert await work.cases.get(A) is None
        assert await work.events.token() is None


async def test_an_error_undoes_the_unit(database: AnyDatabase) -> None:
    async def fail() -> None:
        async with database.work() as work:
            await work.events.keep_token("one")
            raise StumbleError

    with pytest.raises(StumbleError):
        await fail()
    async with database.work() as work:
        assert await work.events.token() is None


async def test_what_follows_the_commit_needs_its_own(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.events.keep_token("one")
        await work.commit()
        assert await work.events.token() == "one"
        await work.events.keep_token("two")
    async with database.work() as work:
        assert await work.events.token() == "one"
        await work.events.keep_token("three")
        await work.commit()
        await work.commit()
    async with database.work() as work:
        assert await work.events.token() == "three"


async def stumble(work: Work, token: str) -> None:
    async with work.attempt():
        await work.events.keep_token(token)
        await work.events.first_time(f"${token}", NOW)
        await add_case(work, B)
        await work.audit.add(AuditEntry(NOW, ANNA, token, "casus", A, "ok"))
        assert await work.events.token() == token
        raise StumbleError


async def stumble_outside(work: Work) -> None:
    async with work.attempt():
        async with work.attempt():
            await work.events.keep_token("kept by the inner one")
        raise StumbleError


async def test_an_attempt_undoes_only_its_own_part(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.events.keep_token("one")
        with pytest.raises(StumbleError):
            await stumble(work, "two")
        assert await work.events.token() == "one"
        assert await work.events.first_time("$two", NOW)
        assert await work.cases.get(B) is None
        await add_case(work, B)
        await work.commit()
    async with database.work() as work:
        assert await work.events.token() == "one"
        assert await work.audit.latest(9) == ()
        assert await work.cases.intake(B) == intake()


async def test_attempts_within_attempts(database: AnyDatabase) -> None:
    async with database.work() as work:
        async with work.attempt():
            await work.events.keep_token("outer")
            with pytest.raises(StumbleError):
                await stumble(work, "inner")
            assert await work.events.token() == "outer"
        with pytest.raises(StumbleError):
            await stumble_outside(work)
        assert await work.events.token() == "outer"
        await work.commit()
    async with database.work() as work:
        assert await work.events.token() == "outer"


async def test_an_attempt_that_came_first_and_failed_does_not_commit(database: AnyDatabase) -> None:
    # Python's sqlite3 on its own would let the release of a first savepoint commit everything.
    async with database.work() as work:
        with pytest.raises(StumbleError):
            await stumble(work, "one")
        async with work.attempt():
            await work.events.keep_token("two")
    async with database.work() as work:
        assert await work.events.token() is None


async def test_an_attempt_cannot_commit(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(RuntimeError):
            async with work.attempt():
                await work.commit()
        await work.events.keep_token("one")
        await work.commit()
    async with database.work() as work:
        assert await work.events.token() == "one"


async def count_up(open_work: OpenWork) -> None:
    async with open_work() as work:
        count = int(await work.events.token() or 0)
        await asyncio.sleep(0)
        await work.events.keep_token(str(count + 1))
        await work.commit()


async def test_units_take_turns(database: AnyDatabase) -> None:
    await asyncio.gather(*(count_up(database.work) for _ in range(30)))
    async with database.work() as work:
        assert await work.events.token() == "30"


async def test_a_unit_inside_a_unit_is_noticed(database: AnyDatabase) -> None:
    async with database.work():
        with pytest.raises(RuntimeError):
            async with database.work():
                pytest.fail("came in")
    await count_up(database.work)


@pytest.mark.parametrize("after", range(12))
async def test_a_cancelled_unit_leaves_nothing_behind(database: AnyDatabase, after: int) -> None:
    async def busy() -> None:
        async with database.work() as work:
            await work.events.keep_token("lost")
            while True:
                await work.events.token()
                await asyncio.sleep(0)  # the fake never waits by itself

    task = asyncio.create_task(busy())
    await asyncio.sleep(after * 0.0015)  # the cancellation falls in another statement each time
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as kept:  # with its traceback, and the cursor in it
        await task
    async with database.work() as work:
        assert await work.events.token() is None
    del kept


async def test_fingerprints(database: AnyDatabase) -> None:
    once = database.fingerprint(b"intake")
    assert database.fingerprint(b"intake") == once
    assert database.fingerprint(b"other") != once
    assert len(once) == 64


async def test_rooms(database: AnyDatabase) -> None:
    wished = [
        Room("wish-z", Place.CASE, A),
        Room("wish-a", Place.MDT, "DH"),
        Room("wish-m", Place.ADMIN, "", "!admin:example.org"),
    ]
    async with database.work() as work:
        assert await work.rooms.all() == ()
        for each in wished:
            await work.rooms.want(each)
        assert await work.rooms.all() == tuple(wished)
        assert await work.rooms.find(Place.MDT, "DH") == wished[1]
        assert await work.rooms.find(Place.MDT, "OB") is None
        assert await work.rooms.find(Place.ADMIN, "") == wished[2]
        assert await work.rooms.by_wish("wish-z") == wished[0]
        assert await work.rooms.by_wish("no") is None
        assert await work.rooms.by_id("!admin:example.org") == wished[2]
        assert await work.rooms.by_id("!a:example.org") is None
        await work.rooms.made("wish-a", "!a:example.org")
        made = replace(wished[1], room_id="!a:example.org")
        assert await work.rooms.by_id("!a:example.org") == made
        assert await work.rooms.all() == (wished[0], made, wished[2])
        await work.rooms.made("wish-a", "!a:example.org")
        with pytest.raises(KeyError):
            await work.rooms.made("no", "!b:example.org")


async def test_a_room_is_wished_once(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        for again in (room("wish-b", A), room("wish-a", B), room("wish-b", B, "!a:example.org")):
            with pytest.raises(AlreadyThereError):
                await work.rooms.want(again)
        await work.rooms.want(room("wish-b", B))
        with pytest.raises(AlreadyThereError):
            await work.rooms.made("wish-b", "!a:example.org")
        assert await work.rooms.all() == (room("wish-a", A, "!a:example.org"), room("wish-b", B))


async def test_a_message_repeated_under_another_id_is_not_handled_again(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.events.first_time("$one", NOW, Ratchet("session", 0))
        assert not await work.events.first_time("$replayed", NOW, Ratchet("session", 0))
        assert not await work.events.first_time("$one", NOW, Ratchet("session", 1))
        assert await work.events.first_time("$two", NOW, Ratchet("session", 1))
        assert await work.events.first_time("$other", NOW, Ratchet("another session", 0))
        assert await work.events.first_time("$bare", NOW)
        assert await work.events.first_time("$bare too", NOW)
        await work.commit()
    async with database.work() as work:
        assert not await work.events.first_time("$replayed later", NOW, Ratchet("session", 1))


async def test_an_event_is_handled_once(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.events.first_time("$one", NOW)
        assert not await work.events.first_time("$one", NOW)
        assert await work.events.first_time("$two", NOW)
        await work.commit()
    async with database.work() as work:
        assert not await work.events.first_time("$one", NOW + HOUR)
        assert await work.events.first_time("$three", NOW)


async def test_the_token_is_the_last_one_kept(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.events.token() is None
        await work.events.keep_token("one")
        await work.events.keep_token("two")
        assert await work.events.token() == "two"


async def test_the_trail_newest_first(database: AnyDatabase) -> None:
    entries = [AuditEntry(NOW, user, "actie", "casus", A, str(i)) for i, user in enumerate((ANNA, BEN, ANNA))]
    async with database.work() as work:
        for entry in entries:
            await work.audit.add(entry)
        assert await work.audit.latest(2) == (entries[2], entries[1])
        assert await work.audit.latest(9) == tuple(reversed(entries))
        assert await work.audit.latest(0) == ()


async def test_reminders(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (B, A):
            await add_case(work, code)
            await work.actions.add(code, action(1))
            await work.actions.add(code, action(2))
        late, early, same = Reminder(A, 1, NOW + HOUR), Reminder(B, 2, NOW), Reminder(A, 2, NOW)
        for reminder in (late, early, same):
            await work.reminders.add(reminder)
        with pytest.raises(AlreadyThereError):
            await work.reminders.add(late)
        with pytest.raises(KeyError):
            await work.reminders.add(Reminder(A, 9, NOW))
        assert await work.reminders.due(NOW - HOUR) == ()
        assert await work.reminders.due(NOW) == (same, early)
        assert await work.reminders.due(NOW + HOUR) == (same, early, late)
        await work.reminders.finished(same)
        await work.reminders.finished(same)
        assert await work.reminders.due(NOW + HOUR) == (early, late)


async def test_the_same_intake_at_the_same_moment_makes_one_case(database: AnyDatabase) -> None:
    async def take(code: str) -> str:
        async with database.work() as work:
            known = await work.cases.known(prints("same").identity)
            if known is not None:
                return known[0]
            await work.cases.add(case(code), intake(), prints("same"), ())
            await work.commit()
            return code

    assert len(set(await asyncio.gather(take(A), take(B)))) == 1


# --- identities ---


async def test_an_identity_is_remembered_until_another_is_saved(database: AnyDatabase) -> None:
    first = Pin(BEN, "B" * 43, TrustState.SEEN, "B" * 43, (SeenDevice("PHONE", "D" * 43, vouches=True),), NOW)
    async with database.work() as work:
        assert await work.pins.get(BEN) is None
        assert await work.pins.all() == ()
        await work.pins.save(first)
        await work.commit()
    async with database.work() as work:
        assert await work.pins.get(BEN) == first
        second = replace(first, standing=TrustState.BLOCKED, shown=None, devices=(), since=None)
        await work.pins.save(second)
        await work.pins.save(replace(first, user_id=ANNA))
        assert await work.pins.get(BEN) == second
        assert await work.pins.all() == (replace(first, user_id=ANNA), second)
        assert await work.pins.some({BEN, "@nobody:example.org"}) == {BEN: second}
        assert await work.pins.some(()) == {}


async def test_a_refused_device_is_noted_once_a_day(database: AnyDatabase) -> None:
    day = NOW.date()
    async with database.work() as work:
        assert await work.pins.refused(BEN, "PHONE", day) is Refusal.FIRST
        assert await work.pins.refused(BEN, "PHONE", day) is Refusal.TOLD_TODAY
        assert await work.pins.refused(BEN, "TABLET", day) is Refusal.FIRST
        assert await work.pins.refused(ANNA, "PHONE", day) is Refusal.FIRST
        assert await work.pins.refused(BEN, "PHONE", day + DAY) is Refusal.FIRST_TODAY
        assert await work.pins.refused(BEN, "PHONE", day + DAY) is Refusal.TOLD_TODAY
