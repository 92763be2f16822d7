"""The contract of guests, of who is to be put out of a room, and of absence; every database keeps it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.case import Answer, Member
from bot.domain.consent import Recorded
from bot.domain.duty import Absence
from bot.domain.meeting import Item, Meeting
from bot.ports import AlreadyThereError

from .conftest import AnyDatabase
from .samples import ANNA, BEN, DAY, HOUR, NOW, A, B, C, add_case, case, intake, prints, roster

CARLA = "@carla:example.org"
DECEMBER = Absence(ANNA, date(2026, 12, 1), date(2026, 12, 8), BEN)
NEW_YEAR = Absence(ANNA, date(2026, 12, 28), date(2027, 1, 4))
BENS = Absence(BEN, date(2026, 12, 10), date(2026, 12, 10), CARLA)


async def test_a_guest_comes_back_as_a_guest_and_becomes_a_case_worker(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.add_member(A, Member(CARLA, "vt", guest=True))
        await work.commit()
    async with database.work() as work:
        assert await work.cases.roster(A) == (*roster(), Member(CARLA, "vt", guest=True))
        assert (await work.cases.rosters())[A] == (*roster(), Member(CARLA, "vt", guest=True))
        assert await work.cases.with_guests() == {A}
        await work.cases.add_member(A, Member(CARLA, "vt"))
        assert await work.cases.with_guests() == frozenset()
        assert await work.cases.roster(A) == (*roster(), Member(CARLA, "vt"))


async def test_a_case_can_begin_with_a_guest(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.cases.add(case(), intake(), prints(A), (Member(BEN, "vt", guest=True),))
        assert await work.cases.roster(A) == (Member(BEN, "vt", guest=True),)


async def test_who_came_off_a_roster_is_kept_until_they_are_out_of_the_room(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await work.cases.remove_member(A, ANNA)
        await work.cases.remove_member(A, ANNA)
        await work.cases.remove_member(A, CARLA)
        await work.commit()
    async with database.work() as work:
        assert await work.cases.let_go(A) == {ANNA}, "who was never on it is not let go"
        assert await work.cases.let_go(B) == frozenset()
        await work.cases.put_out(A, [BEN, ANNA])
        assert await work.cases.let_go(A) == frozenset()


async def test_who_comes_back_is_let_go_no_longer(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.cases.remove_member(A, ANNA)
        await work.cases.add_member(A, Member(ANNA, "csg"))
        assert await work.cases.let_go(A) == frozenset()
        await work.cases.add_member(A, Member(ANNA, "vt"))
        assert await work.cases.let_go(A) == frozenset(), "being moved is not going"


async def test_whose_consent_ends_is_let_go_also_when_it_comes_back_for_another(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        before = {member.user_id for member in await work.cases.roster(A) if member.organisation == "csg"}
        assert before
        await work.cases.record_consent(A, Recorded("csg", Answer.YES, NOW, BEN))
        assert await work.cases.let_go(A) == frozenset(), "a changed yes keeps who is there"
        await work.cases.record_consent(A, Recorded("csg", Answer.WITHDRAWN, NOW, BEN))
        assert await work.cases.let_go(A) == before
        await work.cases.record_consent(A, Recorded("csg", Answer.YES, NOW, BEN))
        await work.cases.add_member(A, Member(CARLA, "csg"))
        assert await work.cases.let_go(A) == before, "they may be in the room still, and were not named anew"
        await work.cases.record_consent(A, Recorded("csg", Answer.NO, NOW, BEN))
        assert await work.cases.let_go(A) == before | {CARLA}


async def test_absences_come_back_in_order(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.absences.replace(BEN, [BENS])
        await work.absences.replace(ANNA, [NEW_YEAR, DECEMBER])
        await work.commit()
    async with database.work() as work:
        assert await work.absences.all() == (DECEMBER, NEW_YEAR, BENS)
        await work.absences.replace(ANNA, [NEW_YEAR])
        assert await work.absences.all() == (NEW_YEAR, BENS)


async def test_a_wrong_absence_changes_nothing(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.absences.replace(ANNA, [DECEMBER])
        with pytest.raises(ValueError, match="somebody else"):
            await work.absences.replace(ANNA, [NEW_YEAR, BENS])
        with pytest.raises(AlreadyThereError):
            await work.absences.replace(ANNA, [NEW_YEAR, replace(NEW_YEAR, deputy=BEN)])
        assert await work.absences.all() == (DECEMBER,)


async def test_who_leaves_is_absent_nowhere_and_stands_in_for_nobody(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.absences.replace(ANNA, [DECEMBER])
        await work.absences.replace(BEN, [BENS])
        await work.absences.drop(BEN)
        assert await work.absences.all() == (replace(DECEMBER, deputy=None),)


async def test_only_a_meeting_of_the_day_that_was_closed_was_held(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        urgent = Meeting("u", "DH", ANNA, NOW, (Item(A),), NOW + HOUR, urgent=True)
        await work.meetings.save(urgent)
        running = Meeting("m", "DH", ANNA, NOW, (Item(A),))
        await work.meetings.save(running)
        assert not await work.meetings.held("DH", NOW - DAY)
        assert await work.meetings.running("DH") == running
        await work.meetings.save(running.close(NOW + HOUR))
        assert await work.meetings.held("DH", NOW)
        assert not await work.meetings.held("DH", NOW + HOUR), "opened before"
        assert not await work.meetings.held("OB", NOW - DAY)
        await work.meetings.save(replace(urgent, id="v", closed_at=None))
        assert await work.meetings.running("DH") == replace(urgent, id="v", closed_at=None)


async def test_what_is_known_of_many_cases_at_once_is_what_is_known_of_each(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B, C):
            await add_case(work, code, region=code[:2])
        await work.cases.add_member(A, Member(CARLA, "vt", guest=True))
        await work.cases.exclude(A, ANNA, BEN, NOW)
        await work.cases.record_consent(B, Recorded("csg", Answer.WITHDRAWN, NOW))
        await work.commit()
    async with database.work() as work:
        found = await work.cases.facts([B, A, "DH-DDDD"])
        assert list(found) == [A, B]
        assert found[A].excluded == {ANNA}
        assert found[A].roster == (Member(BEN, "vt"), Member(CARLA, "vt", guest=True))
        assert found[B].roster == (Member(BEN, "vt"),)
        for code, facts in found.items():
            cases = work.cases
            assert (facts.case, facts.actions) == (await cases.get(code), ())
            assert (facts.consents, facts.roster) == (await cases.consents(code), await cases.roster(code))
            assert facts.excluded == await cases.excluded(code)
        assert await work.cases.facts([]) == {}
