"""The contract of a case's end and return; every database keeps it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from bot.domain.case import ActionState, Area
from bot.domain.closing import Chapter, FollowUp, Turn
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.rooms import RoomState
from bot.ports import AlreadyThereError, Work
from bot.storage.database import Database
from bot.storage.tables import actions, room_states
from bot.storage.tables_closing import case_life
from bot.usecases.agenda import case_states

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, action, add_case, decision, ended

WHY = "omdat het nodig is \ud800"
MAY = date(2027, 5, 24)
NOVEMBER = date(2027, 11, 24)


async def test_a_case_is_closed_and_reopened_and_all_of_it_is_kept(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        await work.cases.close(A, NOW, ANNA)
        assert await work.cases.closed() == {A}
        assert [case.code for case in await work.cases.open_in("DH")] == [B]
        await work.cases.reopen(A, NOW + DAY, BEN, WHY)
        assert await work.cases.closed() == frozenset()
        await work.cases.close(A, NOW + 2 * DAY, BEN)
        await work.commit()
    async with database.work() as work:
        found = await work.cases.get(A)
        assert found is not None
        assert (found.closed_at, found.reopened_at) == (NOW + 2 * DAY, NOW + DAY)
        assert await work.cases.chapters(A) == (
            Chapter(Turn.CLOSED, NOW, ANNA),
            Chapter(Turn.REOPENED, NOW + DAY, BEN, WHY),
            Chapter(Turn.CLOSED, NOW + 2 * DAY, BEN),
        )
        assert await work.cases.chapters(B) == await work.cases.chapters(C) == ()


async def test_only_an_open_case_is_closed_and_only_a_closed_one_reopened(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        for impossible in (work.cases.reopen(A, NOW, BEN, WHY), work.cases.close(B, NOW, BEN)):
            with pytest.raises(KeyError):
                await impossible
        await work.cases.close(A, NOW, ANNA)
        with pytest.raises(KeyError):
            await work.cases.close(A, NOW + DAY, ANNA)
        with pytest.raises(KeyError):
            await work.cases.reopen(B, NOW, BEN, WHY)
        assert await work.cases.chapters(A) == (Chapter(Turn.CLOSED, NOW, ANNA),)


async def test_closing_and_reopening_are_noticed_as_a_change_of_who_may_do_what_where(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        stamps = [await work.people.stamp()]
        await work.cases.close(A, NOW, ANNA)
        stamps.append(await work.people.stamp())
        await work.cases.reopen(A, NOW, ANNA, WHY)
        stamps.append(await work.people.stamp())
    assert len(set(stamps)) == 3


async def test_a_follow_up_is_due_from_its_day_until_it_was_told(database: AnyDatabase) -> None:
    beyond = NOW + DAY
    async with database.work() as work:
        for code in (B, A):
            await add_case(work, code)
            await work.follow_ups.add(FollowUp(code, MAY))
        await work.follow_ups.add(FollowUp(A, NOVEMBER))
        await work.commit()
    async with database.work() as work:
        assert await work.follow_ups.of(A) == (MAY, NOVEMBER)
        assert await work.follow_ups.due(date(2027, 5, 23), beyond) == ()
        assert await work.follow_ups.due(MAY, beyond) == (FollowUp(A, MAY), FollowUp(B, MAY))
        await work.follow_ups.told(FollowUp(A, MAY), NOW)
        assert await work.follow_ups.due(NOVEMBER, beyond) == (FollowUp(A, NOVEMBER), FollowUp(B, MAY))
        assert await work.follow_ups.of(A) == (NOVEMBER,)
        await work.follow_ups.told(FollowUp(B, MAY), NOW + 2 * DAY)
        assert FollowUp(B, MAY) in await work.follow_ups.due(MAY, beyond), "told by a clock that ran ahead"


async def test_what_was_not_told_is_dropped_and_can_be_promised_again(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
            await work.follow_ups.add(FollowUp(code, MAY))
        await work.follow_ups.add(FollowUp(A, NOVEMBER))
        await work.follow_ups.told(FollowUp(A, MAY), NOW)
        await work.follow_ups.drop(A)
        assert await work.follow_ups.of(A) == ()
        assert await work.follow_ups.of(B) == (MAY,)
        await work.follow_ups.add(FollowUp(A, NOVEMBER))
        with pytest.raises(AlreadyThereError):
            await work.follow_ups.add(FollowUp(A, MAY))
        for impossible in (work.follow_ups.add(FollowUp(C, MAY)), work.follow_ups.told(FollowUp(B, NOVEMBER), NOW)):
            with pytest.raises(KeyError):
                await impossible


async def test_a_dropped_action_keeps_who_when_and_why(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        for number in (1, 2):
            await work.actions.add(A, action(number))
        await ended(work, A, 1, BEN, NOW + HOUR, WHY)
        with pytest.raises(KeyError):
            await ended(work, A, 3, BEN, NOW, WHY)
        await work.commit()
    dropped = replace(action(1), state=ActionState.DROPPED, done_by=BEN, done_at=NOW + HOUR, reason=WHY)
    async with database.work() as work:
        assert await work.actions.of(A) == (dropped, action(2))
        assert await work.actions.get(A, 1) == dropped
        assert [each.number for each in await work.overview.open_actions()] == [2]
        await work.actions.add(A, replace(dropped, number=3))
        assert await work.actions.get(A, 3) == replace(dropped, number=3)


async def meet(work: Work, name: str, state: ItemState, hours: int) -> None:
    at = NOW + hours * HOUR
    await work.meetings.save(Meeting(name, "DH", ANNA, at, (Item(A, state),), at + HOUR))


async def finished(work: Work, region: str) -> set[str]:
    return {state.case.code for state in await case_states(work, region) if state.finished}


async def test_a_reopened_case_is_finished_only_by_a_meeting_that_decided_since(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await meet(work, "first", ItemState.CLOSED, 0)
        await work.decisions.add(A, "first", decision())
        assert await finished(work, "DH") == {A}
        await work.cases.close(A, NOW + 2 * HOUR, ANNA)
        await work.cases.reopen(A, NOW + 3 * HOUR, ANNA, WHY)
        assert await finished(work, "DH") == set()
        await meet(work, "second", ItemState.CARRIED, 4)
        later = replace(decision(Area.LAW), decided_at=NOW + 4 * HOUR)
        await work.decisions.add(A, "second", later)
        assert await finished(work, "DH") == set()
        await meet(work, "third", ItemState.CLOSED, 6)
        assert await finished(work, "DH") == {A}


async def test_why_is_sealed(sql: Database) -> None:
    async with sql.work() as work:
        await add_case(work, A)
        await work.actions.add(A, action(1))
        await ended(work, A, 1, BEN, NOW, "het geheim")
        await work.cases.close(A, NOW, ANNA)
        await work.cases.reopen(A, NOW, ANNA, "het geheim")
        await work.commit()
    async with sql._engine.connect() as connection:
        kept = [
            *(await connection.execute(select(case_life.c.reason))),
            *(await connection.execute(select(actions.c.reason))),
        ]
    assert [type(reason) for (reason,) in kept] == [type(None), bytes, bytes]
    assert not any(b"geheim" in reason for (reason,) in kept if reason)


async def test_what_was_known_of_rooms_before_stays_known(sql: Database) -> None:
    """Who may talk was not asked for then: it counts as the room was made."""
    async with sql.work() as work:
        await work.room_states.save({"!a": RoomState({ANNA}, wish="wish", events_default=100)})
        await work.commit()
    async with sql._engine.begin() as connection:
        [old] = (await connection.execute(select(room_states.c.state))).scalars()
        old = {key: value for key, value in old.items() if key not in {"events_default", "powers_ours"}}
        await connection.execute(update(room_states).values(state=old))
    async with sql.work() as work:
        assert await work.room_states.all() == {"!a": RoomState({ANNA}, wish="wish")}
