"""Whatever the bot may have to say something about gives the rows another version; sending and syncing do not."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.domain.case import Answer, Member
from bot.domain.consent import Recorded
from bot.domain.meeting import Item, Meeting
from bot.domain.people import Directory, Place, Region
from bot.domain.regie import Kind, Request
from bot.domain.rooms import RoomState
from bot.ports import AuditEntry, Mark, Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, NOW, A, B, action, add_case, decision, outgoing, room

MEETING = Meeting("m1", "DH", ANNA, NOW, (Item(A),))
HERE = Directory((Region("DH", "Den Haag", time(9)),))
CHANGES: dict[str, Callable[[Work], Awaitable[object]]] = {
    "directory": lambda work: work.people.replace(HERE),
    "a case": lambda work: add_case(work, B),
    "off the roster": lambda work: work.cases.remove_member(A, ANNA),
    "on the roster": lambda work: work.cases.add_member(A, Member("@carla:example.org", "csg")),
    "an answer": lambda work: work.cases.record_consent(A, Recorded("vt", Answer.WITHDRAWN, NOW)),
    "excluded": lambda work: work.cases.exclude(A, ANNA, BEN, NOW),
    "a regiehouder": lambda work: work.cases.set_coordinator(A, BEN),
    "closed": lambda work: work.cases.close(A, NOW, ANNA),
    "an action": lambda work: work.actions.add(A, action(2)),
    "a decision": lambda work: work.decisions.add(A, "m1", decision()),
    "a meeting": lambda work: work.meetings.save(replace(MEETING, chair=BEN)),
    "a meeting that ends": lambda work: work.meetings.save(replace(MEETING, closed_at=NOW)),
    "weighed": lambda work: work.clocks.weighed(A, NOW),
    "a breach": lambda work: work.clocks.breached(A, NOW, NOW),
    "a mark of an agenda": lambda work: work.agendas.mark("DH", NOW.date(), Mark.POSTED),
    "a question": lambda work: work.regie.add(A, Request(BEN, ANNA, Kind.APPOINT, NOW)),
    "a room": lambda work: work.rooms.made("w1", "!een:example.org"),
}
NOTHING: dict[str, Callable[[Work], Awaitable[object]]] = {
    "reading": lambda work: work.cases.open_in("DH"),
    "a message": lambda work: work.outbox.add(outgoing("o2", "w1")),
    "a message that was sent": lambda work: work.outbox.sent("o1", "$sent", NOW),
    "an event": lambda work: work.events.first_time("$event", NOW),
    "a sync": lambda work: work.events.keep_token("next"),
    "a state of a room": lambda work: work.room_states.save({"!een:example.org": RoomState()}),
    "the audit trail": lambda work: work.audit.add(AuditEntry(NOW, ANNA, "casus", Place.CASE.value, A, "ok")),
    "nobody to take off": lambda work: work.cases.remove_member(A, "@niemand:example.org"),
    "no wrong clock": lambda work: work.clocks.set_right(NOW, NOW + DAY),
    "no wrong agenda": lambda work: work.agendas.forget((NOW + DAY).date()),
}


async def prepare(database: AnyDatabase) -> str:
    async with database.work() as work:
        await add_case(work, A)
        await work.rooms.want(room("w1"))
        await work.outbox.add(outgoing("o1", "w1"))
        await work.meetings.save(MEETING)
        await work.commit()
    return await version(database)


async def version(database: AnyDatabase) -> str:
    async with database.work() as work:
        return await work.version()


@pytest.mark.parametrize("change", sorted(CHANGES))
async def test_a_change_gives_another_version(database: AnyDatabase, change: str) -> None:
    before = await prepare(database)
    async with database.work() as work:
        await CHANGES[change](work)
        await work.commit()
    after = await version(database)
    assert after not in {"", before}
    assert await version(database) == after


@pytest.mark.parametrize("change", sorted(CHANGES))
async def test_a_change_that_is_undone_was_none(database: AnyDatabase, change: str) -> None:
    before = await prepare(database)
    async with database.work() as work:
        await CHANGES[change](work)
    assert await version(database) == before


@pytest.mark.parametrize("nothing", sorted(NOTHING))
async def test_what_nobody_looks_at_gives_no_other_version(database: AnyDatabase, nothing: str) -> None:
    before = await prepare(database)
    async with database.work() as work:
        await NOTHING[nothing](work)
        await work.commit()
    assert await version(database) == before


async def test_nothing_yet_has_no_version(database: AnyDatabase) -> None:
    assert await version(database) == ""
