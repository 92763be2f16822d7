"""The contract of habits, marks and steps; every database keeps it."""

from datetime import date, time, timedelta

import pytest

from bot.domain.case import Answer, Member, Owner
from bot.domain.consent import Recorded
from bot.domain.escalation import Level, Step
from bot.domain.reminders import Near, Snooze
from bot.domain.rhythm import Habit
from bot.ports import NearCase, Watched

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, DUE, HOUR, NOW, A, B, C, action, add_case, ended, room

TODAY = NOW.date()


async def test_the_last_habit_counts(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.habits.of(ANNA) is None
        await work.habits.save(Habit(BEN, days=frozenset({0, 6})))
        await work.habits.save(Habit(ANNA, time(22), time(7)))
        changed = Habit(ANNA, time(0), time(0), frozenset({4, 1}))
        await work.habits.save(changed)
        await work.commit()
    async with database.work() as work:
        assert await work.habits.of(ANNA) == changed
        assert await work.habits.all() == (changed, Habit(BEN, days=frozenset({0, 6})))
        await work.habits.drop(ANNA)
        await work.habits.drop(ANNA)
        assert await work.habits.all() == (Habit(BEN, days=frozenset({0, 6})),)


async def test_what_is_near_is_open_in_an_open_case_and_due_by_then(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (C, B, A):
            await add_case(work, code)
            for number in (2, 1, 3):
                await work.actions.add(code, action(number))
        await ended(work, A, 2, ANNA, NOW)
        await work.cases.close(C, NOW, ANNA)
        await work.commit()
    async with database.work() as work:
        assert await work.nudges.near(DUE - timedelta(days=1)) == ()
        found = await work.nudges.near(DUE)
        assert [(near.case, near.number) for near in found] == [(A, 1), (A, 3), (B, 1), (B, 2), (B, 3)]
        sample = action(1)
        assert found[0] == Near(A, 1, DUE, Owner(sample.owner.organisation, sample.owner.user_id), sample.added_at)


async def test_the_cases_of_what_is_near_come_with_who_is_in_them(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code)
        await work.actions.add(A, action(1))
        await work.cases.set_coordinator(A, ANNA)
        roster = await work.cases.roster(A)
        assert len(roster) > 1
        assert await work.nudges.cases(DUE) == (NearCase(A, "DH", ANNA, roster),)
        assert [case.code for case in await work.nudges.cases(date.min, (C, "DH-ZZZZ"))] == [C]
        await work.rooms.want(room("wish-a", A))
        await work.rooms.made("wish-a", "!a:example.org")
        assert [case.room for case in await work.nudges.cases(DUE, (C,))] == ["!a:example.org", ""]
        await work.cases.exclude(A, roster[0].user_id, BEN, NOW)
        [case] = await work.nudges.cases(DUE)
        assert (case.roster, case.excluded) == (roster[1:], frozenset({roster[0].user_id}))
        await work.cases.record_consent(A, Recorded(roster[1].organisation, Answer.WITHDRAWN, NOW, BEN))
        [case] = await work.nudges.cases(DUE)
        assert roster[1].organisation not in {member.organisation for member in case.roster}
        assert all(isinstance(member, Member) for member in case.roster)


async def test_the_last_step_of_what_is_open_and_late_counts(database: AnyDatabase) -> None:
    first, second = Step(Level.OWNER, DUE, DUE), Step(Level.CHAIR, DUE + timedelta(days=4), DUE)
    async with database.work() as work:
        await add_case(work, A)
        for number in (1, 2, 3):
            await work.actions.add(A, action(number))
        with pytest.raises(KeyError):
            await work.nudges.step(A, 9, first)
        for number, step in ((1, first), (2, first), (1, second), (3, first)):
            await work.nudges.step(A, number, step)
        await ended(work, A, 3, ANNA, NOW)
        await work.commit()
    async with database.work() as work:
        late = DUE + timedelta(days=1)
        assert await work.nudges.steps(DUE) == {}, "not late yet"
        assert await work.nudges.steps(late) == {(A, 1): second, (A, 2): first}
        await work.nudges.forget(after=DUE)
        assert await work.nudges.steps(late) == {(A, 2): first}


async def test_digests_are_marked_and_those_of_a_wrong_clock_forgotten(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.nudges.digest_given("", TODAY)
        for day in (TODAY - timedelta(days=1), TODAY):
            await work.nudges.digest_given(ANNA, day)
        await work.nudges.digest_given(BEN, TODAY + timedelta(days=9))
        await work.commit()
    async with database.work() as work:
        assert await work.nudges.digest_days() == {"": TODAY, ANNA: TODAY, BEN: TODAY + timedelta(days=9)}
        await work.nudges.forget(after=TODAY + timedelta(days=1))
        assert await work.nudges.digest_days() == {"": TODAY, ANNA: TODAY}


async def test_each_person_has_one_snooze_of_an_action(database: AnyDatabase) -> None:
    rings, waits = Snooze(ANNA, A, 1, NOW + HOUR, rings=True), Snooze(BEN, A, 1, NOW + HOUR, rings=False)
    async with database.work() as work:
        await add_case(work, A)
        await work.actions.add(A, action(1))
        with pytest.raises(KeyError):
            await work.nudges.snooze(Snooze(ANNA, A, 9, NOW, rings=True))
        await work.nudges.snooze(Snooze(ANNA, A, 1, NOW + DAY, rings=False))
        for snooze in (waits, rings):
            await work.nudges.snooze(snooze)
        await work.commit()
    async with database.work() as work:
        assert await work.nudges.snoozes() == (rings, waits)
        assert await work.nudges.over(NOW) == ()
        assert await work.nudges.over(NOW + HOUR) == (rings,)
        await work.nudges.wake(rings)
        await work.nudges.wake(rings)
        assert await work.nudges.snoozes() == (waits,)


async def test_a_case_is_watched_until_its_day_while_it_is_open(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await add_case(work, code)
        with pytest.raises(KeyError):
            await work.nudges.watch(C, TODAY)
        await work.nudges.watch(B, TODAY)
        await work.nudges.watch(A, TODAY - timedelta(days=1))
        await work.nudges.watch(A, TODAY + timedelta(days=1))
        await work.nudges.uncovered_told(A, NOW)
        await work.nudges.uncovered_told(C, NOW)
        await work.cases.set_coordinator(B, ANNA)
        await work.commit()
    async with database.work() as work:
        both = (Watched(A, "DH", None, NOW), Watched(B, "DH", ANNA, None))
        assert await work.nudges.watched(TODAY) == both
        assert await work.nudges.watched(TODAY + timedelta(days=1)) == both[:1]
        assert await work.nudges.watched(TODAY + timedelta(days=2)) == ()
        await work.nudges.uncovered_told(A, None)
        await work.cases.close(B, NOW, ANNA)
        assert await work.nudges.watched(TODAY) == (Watched(A, "DH", None, None),)
