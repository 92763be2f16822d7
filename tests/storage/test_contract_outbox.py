"""The outbox, on every kind of storage: order per room, waiting, setting aside, and rooms that are gone."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest

from bot.domain.rooms import RoomState
from bot.ports import ALWAYS, AlreadyThereError, SetAside, Work

from .conftest import AnyDatabase
from .samples import HOUR, NOW, A, B, add_case, message, outgoing, room


async def ids(work: Work, hours: int = 0) -> list[str]:
    return [head.id for head in await work.outbox.heads(NOW + hours * HOUR)]


async def test_messages_come_back_as_they_were(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        await work.rooms.want(room("wish-b", B, "!b:example.org"))
        quiet = replace(outgoing("2", "wish-b"), message=replace(message(), rings=False, mentions=()))
        await work.outbox.add(outgoing("1", "wish-a", A))
        await work.outbox.add(quiet)
        await work.commit()
    async with database.work() as work:
        heads = await work.outbox.heads(NOW)
        assert [(head.id, head.room.wish, head.created_at, head.tries) for head in heads] == [
            ("1", "wish-a", NOW, 0),
            ("2", "wish-b", NOW, 0),
        ]
        assert [await work.outbox.read(head.id) for head in heads] == [outgoing("1", "wish-a", A), quiet]


async def test_messages_go_in_order_per_room(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        await work.rooms.want(room("wish-b", B))
        for id_, wish in (("9", "wish-b"), ("3", "wish-a"), ("8", "wish-b"), ("1", "wish-a"), ("2", "wish-a")):
            await work.outbox.add(outgoing(id_, wish))
        assert await work.outbox.unsent() == 5
        assert await ids(work) == ["3"], "a room that does not exist yet gives nothing"
        await work.rooms.made("wish-b", "!b:example.org")
        assert await ids(work) == ["9", "3"]
        await work.outbox.sent("3", "$3", NOW)
        assert await ids(work) == ["9", "1"]
        await work.outbox.sent("9", "$9", NOW)
        await work.outbox.sent("1", "$1", NOW)
        assert await ids(work) == ["8", "2"]
        assert await work.outbox.unsent() == 2
        await work.outbox.sent("8", "$8", NOW)
        await work.outbox.sent("2", "$2", NOW)
        assert await ids(work) == []
        assert await work.outbox.unsent() == 0


async def test_a_waiting_head_blocks_its_room_and_no_other(database: AnyDatabase) -> None:
    async with database.work() as work:
        for wish, subject in (("wish-a", A), ("wish-b", B)):
            await work.rooms.want(room(wish, subject, f"!{wish}:example.org"))
            await work.outbox.add(outgoing(f"{wish} first", wish))
            await work.outbox.add(outgoing(f"{wish} second", wish))
        await work.outbox.failed("wish-a first", NOW + HOUR)
        assert await ids(work) == ["wish-b first"]
        assert await ids(work, 1) == ["wish-a first", "wish-b first"]
        await work.outbox.failed("wish-a first", NOW + 2 * HOUR)
        assert await ids(work, 1) == ["wish-b first"]
        assert [head.tries for head in await work.outbox.heads(NOW + 2 * HOUR)] == [2, 0]
        await work.outbox.sent("wish-a first", "$a", NOW)
        assert await ids(work) == ["wish-a second", "wish-b first"]


async def test_messages_that_cannot_be(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.outbox.add(outgoing("1", "no such wish"))
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        with pytest.raises(KeyError):
            await work.outbox.add(outgoing("1", "wish-a", A))
        await work.outbox.add(outgoing("1"))
        with pytest.raises(AlreadyThereError):
            await work.outbox.add(outgoing("1"))
        with pytest.raises(KeyError):
            await work.outbox.sent("no", "$no", NOW)
        with pytest.raises(KeyError):
            await work.outbox.failed("no", NOW)
        await work.outbox.sent("1", "$1", NOW)
        await work.outbox.sent("1", "$1", NOW)
        with pytest.raises(KeyError):
            await work.outbox.failed("1", NOW)
        assert await work.outbox.unsent() == 0


async def test_what_was_set_aside_lets_the_others_go_and_can_come_back_last(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        made = room("wish-a", A, "!a:example.org")
        await work.rooms.want(made)
        for id_ in ("1", "2", "3"):
            await work.outbox.add(outgoing(id_, "wish-a", A))
        await work.outbox.failed("1", NOW + HOUR)
        await work.outbox.set_aside("1", NOW + HOUR, "M_TOO_LARGE")
        assert await ids(work) == ["2"]
        assert await work.outbox.unsent() == 2
        assert await work.outbox.aside() == (SetAside("1", made, NOW, NOW + HOUR, "M_TOO_LARGE"),)
        await work.outbox.take_back("1")
        assert await work.outbox.aside() == ()
        assert await work.outbox.unsent() == 3
        for expected in ("2", "3", "1"):
            assert await ids(work) == [expected]
            assert await work.outbox.read(expected) == outgoing(expected, "wish-a", A)
            await work.outbox.sent(expected, f"${expected}", NOW)
        assert await ids(work) == []


async def test_only_what_is_unsent_and_set_aside_is_set_aside_or_taken_back(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        for id_ in ("sent", "waits"):
            await work.outbox.add(outgoing(id_))
        await work.outbox.sent("sent", "$sent", NOW)
        for wrong in (
            work.outbox.set_aside("sent", NOW, "x"),
            work.outbox.set_aside("no", NOW, "x"),
            work.outbox.take_back("waits"),
            work.outbox.take_back("sent"),
            work.outbox.take_back("no"),
            work.outbox.read("sent"),
            work.outbox.read("no"),
        ):
            with pytest.raises(KeyError):
                await wrong
        assert await work.outbox.aside() == ()
        assert await ids(work) == ["waits"]


async def test_what_was_set_aside_and_proves_to_be_sent_is_sent(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        await work.outbox.add(outgoing("1"))
        await work.outbox.set_aside("1", NOW, "x")
        await work.outbox.sent("1", "$1", NOW)
        assert await work.outbox.aside() == ()
        assert await work.outbox.unsent() == 0


async def test_a_lost_room_keeps_what_was_promised_until_it_is_made_again(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        await work.rooms.want(room("wish-b", B))
        await work.outbox.add(outgoing("1"))
        assert await work.rooms.wished()
        with pytest.raises(KeyError):
            await work.rooms.lost("wish-b")  # never made, so never lost
        for wrong in (work.rooms.renew("wish-a"), work.rooms.renew("wish-b"), work.rooms.lost("no")):
            with pytest.raises(KeyError):
                await wrong
        await work.rooms.made("wish-b", "!b:example.org")
        assert not await work.rooms.wished()
        await work.rooms.lost("wish-a")
        assert await work.rooms.by_wish("wish-a") == replace(room("wish-a", A, "!a:example.org"), gone=True)
        assert await ids(work) == []
        assert await work.outbox.unsent() == 1
        await work.rooms.found("wish-a")
        assert await ids(work) == ["1"]
        await work.rooms.lost("wish-a")
        await work.rooms.renew("wish-a")
        assert await work.rooms.wished()
        assert await work.rooms.by_wish("wish-a") == room("wish-a", A)
        assert await ids(work) == []
        await work.rooms.made("wish-a", "!new:example.org")
        assert await ids(work) == ["1"]


async def test_since_when_a_device_is_ours(database: AnyDatabase) -> None:
    elsewhere = timezone(timedelta(hours=2))
    async with database.work() as work:
        assert await work.outbox.device_since("ONE", NOW) == ALWAYS, "there was no other before"
        assert await work.outbox.device_since("ONE", NOW + HOUR) == ALWAYS
        assert await work.outbox.device_since("ONE TWO", (NOW + HOUR).astimezone(elsewhere)) == NOW + HOUR
        await work.commit()
    async with database.work() as work:
        since = await work.outbox.device_since("ONE TWO", NOW + 2 * HOUR)
        assert (since, since.utcoffset()) == (NOW + HOUR, UTC.utcoffset(None))
        assert await work.outbox.device_since("ONE", NOW + 3 * HOUR) == NOW + 3 * HOUR


async def states(work: Work) -> dict[str, RoomState]:
    return await work.room_states.all()


async def test_what_is_known_of_rooms_comes_back_as_it_was(database: AnyDatabase) -> None:
    full = RoomState({"@a:x", "@b:x"}, {"@c:x"}, {"@d:x"}, "wish", "m.megolm.v1.aes-sha2", 1, 2, "joined", 100)
    async with database.work() as work:
        assert await states(work) == {}
        await work.room_states.save({"!a": full, "!b": RoomState()})
        await work.commit()
    full.joined.add("@later:x")  # what was stored is not what we hold
    async with database.work() as work:
        known = await states(work)
        assert known == {"!a": replace(full, joined={"@a:x", "@b:x"}), "!b": RoomState()}
        known["!a"].joined.clear()
        await work.room_states.save({"!b": full, "!a": None, "!never": None})
        assert await states(work) == {"!b": full}
    async with database.work() as work:
        assert (await states(work))["!a"].joined == {"@a:x", "@b:x"}


async def test_all_rosters_at_once(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.cases.rosters() == {}
        await add_case(work)
        await add_case(work, B)
        assert await work.cases.rosters() == {code: await work.cases.roster(code) for code in (A, B)}


async def test_what_can_wait_holds_nothing_up_and_goes_in_its_order(database: AnyDatabase) -> None:
    morning = NOW + 9 * HOUR
    async with database.work() as work:
        await add_case(work)
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        for id_, not_before in (("1", morning), ("2", None), ("3", morning)):
            await work.outbox.add(replace(outgoing(id_), not_before=not_before))
        await work.commit()
    async with database.work() as work:
        assert await ids(work) == ["2"]
        assert await work.outbox.unsent() == 3
        assert (await work.outbox.read("1")).not_before == morning
        await work.outbox.sent("2", "$2", NOW)
        assert await ids(work) == []
        assert [head.id for head in await work.outbox.heads(morning)] == ["1"]
        await work.outbox.sent("1", "$1", morning)
        assert [head.id for head in await work.outbox.heads(morning)] == ["3"]


async def test_what_was_to_wait_by_a_clock_that_was_wrong_waits_no_longer(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.rooms.want(room("wish-a", A, "!a:example.org"))
        ahead = replace(outgoing("1"), created_at=NOW + 365 * 24 * HOUR, not_before=NOW + 366 * 24 * HOUR)
        await work.outbox.add(ahead)
        await work.outbox.add(replace(outgoing("2"), created_at=NOW + HOUR, not_before=NOW + 2 * HOUR))
        assert [head.id for head in await work.outbox.heads(NOW)] == ["1"]
        await work.outbox.sent("1", "$1", NOW)
        assert await work.outbox.heads(NOW) == (), "a clock that was set back an hour was right enough"
