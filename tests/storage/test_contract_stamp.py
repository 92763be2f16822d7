"""Whatever may put somebody in a room or out of it is seen by whoever keeps rooms in line, at once."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.domain.case import Answer, Member
from bot.domain.consent import Recorded
from bot.domain.people import Directory, Organisation, Person, Region, Role
from bot.domain.standing import Kind, PrivacyProtocol, Record
from bot.ports import Work

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, NOW, A, B, add_case

HERE = Directory(
    (Region("DH", "Den Haag", time(9)),),
    (Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True),),
    (Person(BEN, "Ben", "vt", frozenset({"DH"}), frozenset({Role.PROFESSIONAL})),),
)
NEXT = PrivacyProtocol(2, "tekst", NOW, NOW + DAY)
CHANGES: dict[str, Callable[[Work], Awaitable[object]]] = {
    "directory": lambda work: work.people.replace(replace(HERE, people=())),
    "leaving": lambda work: work.people.leave(BEN, NOW),
    "standing": lambda work: work.standings.save(Record(BEN, "vt", Kind.PROFESSIONAL, (ANNA,), NOW)),
    "protocol in force": lambda work: work.standings.enforce(1),
    "a new case": lambda work: add_case(work, B),
    "off the roster": lambda work: work.cases.remove_member(A, ANNA),
    "on the roster": lambda work: work.cases.add_member(A, Member("@carla:example.org", "csg")),
    "an answer": lambda work: work.cases.record_consent(A, Recorded("vt", Answer.WITHDRAWN, NOW)),
    "excluded": lambda work: work.cases.exclude(A, ANNA, BEN, NOW),
}


async def prepare(database: AnyDatabase) -> str:
    async with database.work() as work:
        await work.people.replace(HERE)
        await work.standings.publish(replace(NEXT, version=1))
        await add_case(work, A)
        await work.commit()
        return await work.people.stamp()


@pytest.mark.parametrize("change", sorted(CHANGES))
async def test_a_change_of_who_may_be_where_changes_the_stamp(database: AnyDatabase, change: str) -> None:
    before = await prepare(database)
    async with database.work() as work:
        assert await work.people.stamp() == before
        await CHANGES[change](work)
        assert await work.people.stamp() != before
        await work.commit()
    async with database.work() as work:
        assert await work.people.stamp() != before


@pytest.mark.parametrize("change", sorted(CHANGES))
async def test_a_change_that_is_undone_was_none(database: AnyDatabase, change: str) -> None:
    before = await prepare(database)
    async with database.work() as work:
        await CHANGES[change](work)
    async with database.work() as work:
        assert await work.people.stamp() == before


async def test_nothing_yet_has_no_stamp(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.people.stamp() == ""
