"""The contract of cases, actions, decisions, meetings and people; every database keeps it."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agenda_item import Standing
from bot.domain.case import Action, ActionState, Answer, Area, Consent, Owner
from bot.domain.meeting import Item, ItemState, Meeting
from bot.domain.people import Directory, Organisation, Person, Region, Role
from bot.domain.reminders import OpenAction
from bot.ports import AlreadyThereError, Fingerprints

from .conftest import AnyDatabase
from .samples import (
    ANNA,
    BEN,
    DAY,
    DUE,
    HOUR,
    NOW,
    A,
    B,
    C,
    action,
    add_case,
    case,
    decision,
    ended,
    intake,
    prints,
    roster,
)


async def test_a_case_comes_back_as_it_was(database: AnyDatabase) -> None:
    full = case(coordinator=ANNA, closed_at=NOW + DAY)
    async with database.work() as work:
        await work.cases.add(full, intake(), prints(A), roster())
        await work.commit()
    async with database.work() as work:
        assert await work.cases.get(A) == full
        assert await work.cases.intake(A) == intake()
        assert await work.cases.consents(A) == intake().consents
        assert await work.cases.roster(A) == roster()
        assert await work.cases.known("identity of DH-AAAA") == (A, "content of DH-AAAA")


async def test_what_is_not_there(database: AnyDatabase) -> None:
    async with database.work() as work:
        assert await work.cases.get(A) is None
        assert await work.cases.known("identity") is None
        assert await work.cases.consents(A) == ()
        assert await work.cases.roster(A) == ()
        assert await work.actions.get(A, 1) is None
        assert await work.actions.of(A) == ()
        assert await work.decisions.of(A) == ()
        assert await work.meetings.running("DH") is None
        assert await work.people.directory() == Directory()
        with pytest.raises(KeyError):
            await work.cases.intake(A)


async def test_changing_what_is_not_there_is_an_error(database: AnyDatabase) -> None:
    async with database.work() as work:
        for change in (
            work.cases.set_coordinator(A, ANNA),
            work.cases.want_card(A, NOW),
            work.cases.card_posted(A),
            work.actions.add(A, action()),
            ended(work, A, 1, ANNA, NOW),
            work.decisions.add(A, "meeting", decision()),
            work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A),))),
            work.people.set_language(ANNA, "en"),
        ):
            with pytest.raises(KeyError):
                await change
        assert await work.meetings.running("DH") is None


async def test_times_come_back_aware_whatever_their_zone_was(database: AnyDatabase) -> None:
    reported = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Amsterdam"), fold=1)
    opened = datetime(2026, 3, 29, 3, 0, tzinfo=timezone(timedelta(hours=2)))
    async with database.work() as work:
        await add_case(work, reported_at=reported, opened_at=opened)
        stored = await work.cases.get(A)
    assert stored is not None
    assert stored.reported_at.tzinfo is not None
    assert stored.reported_at.astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert stored.opened_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


async def test_the_same_intake_twice_is_refused_and_leaves_no_trace(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        with pytest.raises(AlreadyThereError):
            await work.cases.add(case(B), intake(), Fingerprints(prints(A).identity, "other content"), roster())
        assert await work.cases.get(B) is None
        assert await work.cases.known(prints(A).identity) == (A, prints(A).content)
        await add_case(work, B)  # the unit goes on, and the code is still free
        await work.commit()
    async with database.work() as work:
        assert await work.cases.intake(B) == intake()


async def test_the_same_code_twice_is_refused(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        with pytest.raises(AlreadyThereError):
            await work.cases.add(case(A), intake("ander"), prints("other"), ())
        assert await work.cases.intake(A) == intake()
        assert await work.cases.known(prints("other").identity) is None


async def test_nobody_is_twice_in_a_case(database: AnyDatabase) -> None:
    twice = replace(intake(), consents=(Consent("vt", Answer.YES), Consent("vt", Answer.NO)))
    async with database.work() as work:
        with pytest.raises(AlreadyThereError):
            await work.cases.add(case(), twice, prints(A), ())
        with pytest.raises(AlreadyThereError):
            await work.cases.add(case(), intake(), prints(A), (*roster(), *roster()))
        assert await work.cases.get(A) is None


async def test_open_cases_of_a_region_oldest_report_first(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, "DH-ZZZZ", reported_at=NOW - DAY)
        await add_case(work, B, reported_at=NOW)
        await add_case(work, A, reported_at=NOW)
        await add_case(work, C)
        await add_case(work, "DH-KKKK", closed_at=NOW)
        assert [c.code for c in await work.cases.open_in("DH")] == ["DH-ZZZZ", A, B]
        assert [c.code for c in await work.cases.open_in("OB")] == [C]


async def test_coordinator(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await work.cases.set_coordinator(A, ANNA)
        await work.cases.set_coordinator(A, BEN)
        assert await work.cases.get(A) == case(A, coordinator=BEN)
        assert await work.cases.get(B) == case(B)


async def test_the_earliest_promise_of_a_card_stands(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        await work.cases.want_card(A, NOW + HOUR)
        await work.cases.want_card(A, NOW + DAY)
        await work.cases.want_card(B, NOW)
        assert await work.cases.cards_due(NOW - HOUR) == ()
        assert await work.cases.cards_due(NOW + HOUR) == (B, A)
        assert await work.cases.cards_due(NOW - HOUR, beyond=NOW) == (A,), "promised by a clock that was wrong"
        assert await work.cases.cards_due(NOW - HOUR, beyond=NOW + HOUR) == ()
        await work.cases.card_posted(B)
        assert await work.cases.cards_due(NOW + DAY) == (A,)
        await work.cases.want_card(B, NOW + DAY)
        assert await work.cases.cards_due(NOW + HOUR) == (A,)


async def test_actions(database: AnyDatabase) -> None:
    full = Action(7, Owner("csg"), DUE, "tekst", ANNA, NOW, ActionState.DONE, BEN, NOW + HOUR)
    async with database.work() as work:
        await add_case(work)
        assert await work.actions.next_number(A) == 1
        await work.actions.add(A, full)
        await work.actions.add(A, action(2, ""))
        assert await work.actions.next_number(A) == 8
        assert await work.actions.get(A, 7) == full
        assert await work.actions.of(A) == (action(2, ""), full)
        await ended(work, A, 2, ANNA, NOW)
        done = await work.actions.get(A, 2)
        assert done == replace(action(2, ""), state=ActionState.DONE, done_by=ANNA, done_at=NOW)
        with pytest.raises(AlreadyThereError):
            await work.actions.add(A, action(7))
        assert await work.actions.get(A, 7) == full


async def test_any_text_comes_back(database: AnyDatabase) -> None:
    text = "é 🫖 \x00 \ud800 \n\t'; DROP TABLE actions; --"
    async with database.work() as work:
        await add_case(work)
        await work.actions.add(A, action(text=text))
        stored = await work.actions.get(A, 1)
    assert stored is not None
    assert stored.text == text


async def test_two_cases_never_mix(database: AnyDatabase) -> None:
    async with database.work() as work:
        for code in (A, B):
            await work.cases.add(case(code), intake(code), prints(code), roster())
            await work.actions.add(code, action(1, f"actie {code}"))
        await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A), Item(B))))
        await work.decisions.add(A, "m", decision(text="besluit A"))
        await work.actions.add(A, action(2, "alleen A"))
        await ended(work, A, 1, ANNA, NOW)
        await work.commit()
    async with database.work() as work:
        assert (await work.cases.intake(A)).reporter == f"melder {A}"
        assert (await work.cases.intake(B)).reporter == f"melder {B}"
        assert [a.text for a in await work.actions.of(A)] == [f"actie {A}", "alleen A"]
        assert await work.actions.of(B) == (action(1, f"actie {B}"),)
        assert await work.actions.get(B, 2) is None
        assert await work.actions.next_number(B) == 2
        assert len(await work.decisions.of(A)) == 1
        assert await work.decisions.of(B) == ()


async def test_open_actions_of_open_cases(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, B, coordinator=BEN)
        await add_case(work, A)
        await add_case(work, C, closed_at=NOW)
        for code in (A, B, C):
            await work.actions.add(code, action(2, user=None))
            await work.actions.add(code, action(1))
        await ended(work, A, 1, ANNA, NOW)
        assert await work.overview.open_actions() == (
            OpenAction(A, 2, DUE, None, None, organisation="vt"),
            OpenAction(B, 1, DUE, ANNA, BEN, organisation="vt"),
            OpenAction(B, 2, DUE, None, BEN, organisation="vt"),
        )


async def test_the_last_outcome_of_an_area_counts(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A),)))
        await work.decisions.add(A, "m", decision(Area.RECOVERY, "", not_applicable=True))
        await work.decisions.add(A, "m", decision(Area.SAFETY, "eerst"))
        await work.decisions.add(A, "m", decision(Area.SAFETY, "daarna"))
        assert await work.decisions.of(A) == (
            decision(Area.SAFETY, "daarna"),
            decision(Area.RECOVERY, "", not_applicable=True),
        )
        with pytest.raises(KeyError):
            await work.decisions.add(A, "no such meeting", decision())


async def test_a_meeting_comes_back_in_its_order(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work, A)
        await add_case(work, B)
        led = Item(B, minutes=8, standing=Standing.NEW, leader=BEN, nudged_at=NOW + HOUR)
        items = (led, Item(A, minutes=3, standing=Standing.RUNNING))
        meeting = Meeting("m", "DH", ANNA, NOW, items).advance(NOW)
        await work.meetings.save(meeting)
        assert await work.meetings.running("DH") == meeting
        said = replace(meeting, reminded_at=NOW + HOUR, unled_at=NOW, despite_absence=True)
        said = replace(said, items=(replace(meeting.items[0], rung_at=NOW + HOUR), meeting.items[1]))
        await work.meetings.save(said)
        assert await work.meetings.running("DH") == said
        await work.meetings.save(meeting)
        assert await work.meetings.running("DH") == meeting
        assert await work.meetings.running("OB") is None
        meeting = meeting.leave_current(NOW + HOUR, complete=True).advance(NOW + HOUR)
        await work.meetings.save(meeting)
        assert await work.meetings.running("DH") == meeting
        await work.meetings.save(meeting.leave_current(NOW, complete=False).close(NOW + HOUR))
        assert await work.meetings.running("DH") is None


async def test_one_running_meeting_per_region(database: AnyDatabase) -> None:
    first = Meeting("first", "DH", ANNA, NOW, ())
    second = Meeting("second", "DH", BEN, NOW + HOUR, ())
    async with database.work() as work:
        await work.meetings.save(first)
        await work.meetings.save(replace(first, id="elsewhere", region="OB"))
        with pytest.raises(AlreadyThereError):
            await work.meetings.save(second)
        assert await work.meetings.running("DH") == first
        await work.meetings.save(first.close(NOW + HOUR))
        await work.meetings.save(second)
        with pytest.raises(AlreadyThereError):
            await work.meetings.save(first)
        assert await work.meetings.running("DH") == second


async def test_a_case_is_once_in_a_meeting(database: AnyDatabase) -> None:
    async with database.work() as work:
        await add_case(work)
        with pytest.raises(AlreadyThereError):
            await work.meetings.save(Meeting("m", "DH", ANNA, NOW, (Item(A), Item(A))))
        assert await work.meetings.running("DH") is None


async def test_finished_and_discussed_cases(database: AnyDatabase) -> None:
    closed, carried, current = ItemState.CLOSED, ItemState.CARRIED, ItemState.CURRENT
    async with database.work() as work:
        for code in (A, B, "DH-WWWW", C):
            await add_case(work, code)
        # Saved in another order than they were held: the moment of opening decides.
        await work.meetings.save(
            Meeting("day 2", "DH", ANNA, NOW + DAY, (Item(B, closed), Item(A, carried)), NOW + DAY + HOUR)
        )
        await work.meetings.save(Meeting("day 1", "DH", ANNA, NOW, (Item(A, closed), Item(B, carried)), NOW + HOUR))
        await work.meetings.save(Meeting("elsewhere", "OB", ANNA, NOW, (Item(C, closed),), NOW + HOUR))
        assert set(await work.meetings.finished_cases("DH")) == {B}
        assert await work.meetings.discussed_cases("DH") == {A, B}
        assert set(await work.meetings.finished_cases("OB")) == {C}
        running = Meeting("day 3", "DH", ANNA, NOW + 2 * DAY, (Item(A, closed), Item(B, current), Item("DH-WWWW")))
        await work.meetings.save(running)
        assert set(await work.meetings.finished_cases("DH")) == {A}
        assert await work.meetings.discussed_cases("DH") == {A, B}


DIRECTORY = Directory(
    regions=(Region("OB", "Oost-Brabant", time(9, 15)), Region("DH", "Den Haag", time(10, 0))),
    organisations=(
        Organisation("vt", "Veilig Thuis", mdt=True, coordinates=True, aliases=("VT", "veiligthuis")),
        Organisation("om", "Openbaar Ministerie", mdt=False, coordinates=False),
    ),
    people=(
        Person(BEN, "Ben", "vt", frozenset({"DH", "OB"}), frozenset({Role.PROFESSIONAL, Role.CHAIR})),
        Person(ANNA, "Anna", "om", frozenset(), frozenset({Role.ADMIN}), "en"),
    ),
)


async def test_the_directory_comes_back_in_its_order(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.people.replace(DIRECTORY)
        await work.commit()
    async with database.work() as work:
        assert await work.people.directory() == DIRECTORY


async def test_a_new_directory_keeps_the_languages_people_chose(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.people.replace(DIRECTORY)
        await work.people.set_language(BEN, "en")
        new = Person("@new:example.org", "Nieuw", "vt", frozenset({"DH"}), frozenset({Role.PROFESSIONAL}))
        await work.people.replace(Directory(people=(new, DIRECTORY.people[0])))
        assert await work.people.directory() == Directory(people=(new, replace(DIRECTORY.people[0], language="en")))


async def test_a_directory_with_somebody_twice_is_refused_as_a_whole(database: AnyDatabase) -> None:
    async with database.work() as work:
        await work.people.replace(DIRECTORY)
        with pytest.raises(AlreadyThereError):
            await work.people.replace(Directory(people=DIRECTORY.people * 2))
        assert await work.people.directory() == DIRECTORY


async def test_a_change_of_the_directory_that_is_undone_was_none(database: AnyDatabase) -> None:
    """What a process remembers of the directory is never what was taken back."""
    async with database.work() as work:
        await work.people.replace(DIRECTORY)
        await work.commit()
    async with database.work() as work:
        assert await work.people.directory() == DIRECTORY
        await work.people.set_language(BEN, "en")
        assert await work.people.directory() != DIRECTORY
    async with database.work() as work:
        assert await work.people.directory() == DIRECTORY

        async def stumble() -> None:
            async with work.attempt():
                await work.people.replace(Directory())
                assert await work.people.directory() == Directory()
                raise KeyError

        with pytest.raises(KeyError):
            await stumble()
        assert await work.people.directory() == DIRECTORY
