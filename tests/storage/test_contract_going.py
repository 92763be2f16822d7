"""The contract of who comes onto and goes off a case, and of handing actions over; every database keeps it."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Member
from bot.ports import AlreadyThereError

from .conftest import KINDS, AnyDatabase, memory
from .samples import ANNA, BEN, NOW, A, B, action, add_case, case, intake, prints, roster

CARLA = "@carla:example.org"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "remove", "exclude", "coordinate"]),
        st.sampled_from([A, B]),
        st.sampled_from([ANNA, BEN, CARLA]),
    ),
    max_size=20,
)


async def test_somebody_comes_onto_the_roster_once(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.add_member(A, Member(CARLA, "vt"))
        await work.commit()
    async with database.work() as work:
        assert await work.cases.roster(A) == (*roster(), Member(CARLA, "vt"))
        await work.cases.add_member(A, Member(BEN, "csg"))
        assert await work.cases.roster(A) == (Member(ANNA, "csg"), Member(CARLA, "vt"), Member(BEN, "csg"))
        await work.cases.remove_member(A, CARLA)
        await work.cases.add_member(A, Member(CARLA, "csg"))
        assert (await work.cases.roster(A))[-1] == Member(CARLA, "csg")


async def test_an_empty_roster_takes_somebody(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.cases.add(case(), intake(), prints(A), ())
        await work.cases.add_member(A, Member(CARLA, "vt"))
        assert await work.cases.roster(A) == (Member(CARLA, "vt"),)


async def test_nobody_comes_onto_the_roster_of_a_case_that_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        with pytest.raises(KeyError):
            await work.cases.add_member(A, Member(CARLA, "vt"))


async def test_who_was_excluded_is_refused_and_nothing_changes(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.exclude(A, ANNA, BEN, NOW)
        with pytest.raises(ValueError, match="excluded"):
            await work.cases.add_member(A, Member(ANNA, "vt"))
        assert await work.cases.roster(A) == (Member(BEN, "vt"),)


async def test_an_action_changes_hands(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, action(1, "bellen"))
        await work.actions.add(A, action(2, "mailen"))
        await work.actions.save(A, action(1, "bellen", "csg", BEN))
        await work.actions.save(A, action(2, "mailen", "csg", None))
        await work.commit()
    async with database.work() as work:
        assert await work.actions.of(A) == (
            action(1, "bellen", "csg", BEN),
            action(2, "mailen", "csg", None),
        )
        assert [a.owner for a in await work.overview.open_actions()] == [BEN, None]
        with pytest.raises(KeyError):
            await work.actions.save(A, action(3))


async def _walk(database: AnyDatabase, steps: list[tuple[str, str, str]]) -> list[object]:
    """Do these steps; whoever was excluded is on no roster afterwards, whatever was tried. Give the rosters."""
    out: set[tuple[str, str]] = set()
    seen: list[object] = []
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        for step, code, user in steps:
            try:
                if step == "remove":
                    await work.cases.remove_member(code, user)
                elif step == "exclude":
                    out.add((code, user))
                    await work.cases.exclude(code, user, BEN, NOW)
                elif step == "coordinate":
                    await work.cases.set_coordinator(code, user)
                else:
                    await work.cases.add_member(code, Member(user, "vt" if step == "add" else "csg"))
            except (ValueError, AlreadyThereError) as refused:
                seen.append(type(refused).__name__)
            for each, members in (await work.cases.rosters()).items():
                assert not any((each, member.user_id) in out for member in members)
                assert members == await work.cases.roster(each)
            for each, who in out:
                assert each not in await work.cases.of_person(who)
            seen.append(dict(await work.cases.rosters()))
    return seen


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "memory"])
@given(steps=STEPS)
@settings(max_examples=12, deadline=None)
def test_whatever_is_tried_who_was_excluded_stays_out_and_all_databases_agree(
    kind: str, steps: list[tuple[str, str, str]]
) -> None:
    async def both() -> tuple[list[object], list[object]]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            async with KINDS[kind](folder) as real, memory(folder) as fake:
                return await _walk(real, steps), await _walk(fake, steps)

    real, fake = asyncio.run(both())
    assert real == fake
