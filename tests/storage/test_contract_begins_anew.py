"""Nobody counts because a list says so: not either because a list puts somebody back where they once were."""

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.people import Directory, Organisation, Person, Region, Role
from bot.domain.standing import Kind, Record

from .conftest import AnyDatabase
from .samples import ANNA, BEN, NOW

PRO = frozenset({Role.PROFESSIONAL})
ANNA_, BEN_ = Person(ANNA, "Anna", "vt", frozenset({"DH"}), PRO), Person(BEN, "Ben", "vt", frozenset({"DH"}), PRO)
HERE = Directory(
    (Region("DH", "Den Haag", time(9)),),
    tuple(Organisation(key, key, mdt=True, coordinates=True) for key in ("vt", "csg")),
    (ANNA_, BEN_),
)
SAID = Record(BEN, "vt", Kind.PROFESSIONAL, (ANNA,), NOW, 3, NOW)
ELSEWHERE = {
    "another organisation": (ANNA_, replace(BEN_, organisation="csg")),
    "another kind": (ANNA_, replace(BEN_, roles=frozenset({Role.AUDITOR}))),
    "off the list": (ANNA_,),
}


@pytest.mark.parametrize("people", ELSEWHERE.values(), ids=ELSEWHERE)
async def test_who_comes_back_begins_anew_and_has_accepted_all_the_same(
    database: AnyDatabase, people: tuple[Person, ...]
) -> None:
    async with database.work() as work:
        await work.people.replace(HERE)
        await work.standings.save(SAID)
        await work.standings.save(replace(SAID, user_id=ANNA))
        await work.people.replace(replace(HERE, people=people))
        await work.people.replace(HERE)
        await work.commit()
    async with database.work() as work:
        back = (await work.people.directory()).person(BEN)
        assert back is not None
        assert not back.confirmed
        assert back.standing.accepted == 3
        stayed = (await work.people.directory()).person(ANNA)
        assert stayed is not None
        assert stayed.confirmed


async def test_what_two_administrators_began_to_say_elsewhere_is_forgotten_too(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.people.replace(HERE)
        await work.standings.save(replace(SAID, confirmed_at=None))
        await work.people.replace(replace(HERE, people=ELSEWHERE["another organisation"]))
        await work.people.replace(HERE)
        kept = await work.standings.get(BEN)
    assert kept is not None
    assert kept.vouched_by == ()


async def test_a_list_that_is_loaded_again_or_names_another_region_changes_nothing(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.people.replace(HERE)
        await work.standings.save(SAID)
        await work.people.replace(replace(HERE, people=(ANNA_, replace(BEN_, name="Benno", regions=frozenset()))))
        assert await work.standings.get(BEN) == SAID
