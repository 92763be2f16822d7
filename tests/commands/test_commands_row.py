"""Moving through the row of a meeting: this case next, skip, back, and going on from a case's own room."""

import pytest

from bot.domain.agenda_item import Standing
from bot.domain.meeting import ItemState
from bot.domain.people import Place
from bot.domain.refusals import NoMeeting, NotAllowed, NotThisCasesTurn, NotUnderstood, WrongPlace
from bot.domain.refusals_closing import CaseIsClosed
from bot.domain.refusals_leading import (
    NothingBefore,
    NothingElseWaits,
    NothingUp,
    NotInMeeting,
    NotWeighedHere,
    NotYourItem,
    StillWaits,
    ThisCaseOnly,
    WeighedBefore,
    WeighedNow,
)
from bot.usecases.results import CaseMinutes
from bot.usecases.results_leading import ItemLeft, PutOff
from bot.usecases.results_meeting import AllDiscussed, CarriedOver, ItemHere, ItemUp
from tests.commands.morning import Morning, by_place, ended, in_words, mdt, messages, row, up
from tests.commands.stage import ANNA, CARLA, only


@pytest.fixture
async def morning() -> Morning:
    """Three cases, the meeting at the first."""
    stage = await Morning().begin()
    await stage.in_mdt("!mdt start\n!volgende")
    return stage


# --- this case next ---


async def test_the_chair_chooses_the_next_case(morning: Morning) -> None:
    first, second, third = morning.codes
    said = await morning.in_mdt(f"!volgende {third.lower()}")
    assert up(said) == ItemUp(third, 2, 3, Standing.NEW, first, 4, previous_coordinator_missing=True)
    assert [type(value) for value in by_place(said, Place.CASE, third)] == [ItemHere]
    assert by_place(said, Place.CASE, second) == []
    assert up(await morning.in_mdt("!next")).code == second
    assert mdt(await morning.in_mdt("!volgende"))[0] == AllDiscussed(second, 4, previous_coordinator_missing=True)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("!volgende DH-2222", NotInMeeting()),
        ("!volgende OB-2222", NotInMeeting()),
        ("!volgende die van gisteren", NotUnderstood("code", "!volgende DH-7K3M")),
        ("!terug DH-2222", NotInMeeting()),
        ("!terug OB-2222", NotInMeeting()),
        ("!terug eens", NotUnderstood("code", "!terug DH-7K3M")),
        ("!terug", NothingBefore()),
    ],
)
async def test_what_cannot_be_moved_to_is_refused(morning: Morning, text: str, refusal: object) -> None:
    before = await morning.meeting()
    assert only(await morning.in_mdt(text)) == refusal
    assert await morning.meeting() == before


async def test_each_refusal_says_what_to_do_with_that_code(morning: Morning) -> None:
    first, second, _ = morning.codes
    assert only(await morning.in_mdt(f"!volgende {first}")) == WeighedNow(first)
    assert only(await morning.in_mdt(f"!terug {first}")) == WeighedNow(first)
    assert only(await morning.in_mdt(f"!terug {second}")) == StillWaits(second)
    await morning.in_mdt("!volgende")
    before = await morning.meeting()
    assert only(await morning.in_mdt(f"!volgende {first}")) == WeighedBefore(first)
    assert await morning.meeting() == before


@pytest.mark.parametrize("text", ["!volgende", "!volgende DH-2222", "!terug", "!terug DH-2222", "!overslaan"])
async def test_without_a_meeting_nothing_moves(text: str) -> None:
    stage = await Morning().begin(1)
    assert only(await stage.in_mdt(text)) == NoMeeting()
    await stage.in_mdt("!mdt start\n!mdt sluit")
    assert only(await stage.in_mdt(text)) == NoMeeting()


@pytest.mark.parametrize("text", ["!volgende", "!terug", "!overslaan", "!mdt overnemen"])
async def test_only_who_may_lead_moves_the_row_and_only_there(morning: Morning, text: str) -> None:
    before = await morning.meeting()
    assert isinstance(only(await morning.in_mdt(text, ANNA)), NotAllowed)
    assert isinstance(only(await morning.in_direct(CARLA, text)), WrongPlace)
    if text != "!volgende":
        assert isinstance(only(await morning.in_case(CARLA, text)), WrongPlace)
    assert await morning.meeting() == before


async def test_a_case_that_was_closed_while_it_waits_is_passed_over(morning: Morning) -> None:
    _, second, third = morning.codes
    meeting = await morning.meeting()
    async with morning.database.work() as work:
        await work.cases.close(second, morning.now, ANNA)
        await work.meetings.save(meeting.without(second))
        await work.commit()
    assert only(await morning.in_mdt(f"!volgende {second}")) == NotInMeeting()
    found = up(await morning.in_mdt("!volgende"))
    assert (found.code, found.position, found.total) == (third, 2, 2)


async def test_a_case_that_nobody_is_in_any_more_is_passed_over_and_comes_back(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.empty(second)
    said = await morning.in_mdt("!volgende")
    assert (up(said).code, up(said).passed, up(said).position) == (third, (second,), 3)
    assert by_place(said, Place.CASE, second) == [], "nobody reads it"
    async with morning.database.work() as work:
        assert (await work.clocks.of(second)).weighed_at is None, "it was not weighed"
    said = await morning.in_mdt("!mdt sluit")
    assert ended(said) == ((), (first, second, third), 0)
    assert by_place(said, Place.CASE, second) == [], "no minutes of what was not weighed"


async def test_when_nobody_is_in_any_case_that_is_left_all_is_discussed(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.empty(second)
    await morning.empty(third)
    said = await morning.in_mdt("!volgende")
    assert mdt(said) == [AllDiscussed(first, 4, previous_coordinator_missing=True, passed=(second, third))]
    assert (await morning.meeting()).current is None


async def test_what_is_passed_over_is_said_without_a_reason() -> None:
    stage = await in_words().begin(2)
    await stage.in_mdt("!mdt start")
    await stage.empty(stage.codes[0])
    [message] = messages(await stage.in_mdt("!volgende"), Place.MDT, "DH")
    assert f"Slaan we nu over, komt terug in het volgende MDT: {stage.codes[0]}." in message.plain


# --- skip ---


async def test_a_skipped_case_waits_behind_the_others_and_nothing_is_carried(morning: Morning) -> None:
    first, second, third = morning.codes
    said = await morning.in_mdt("!overslaan")
    assert up(said) == ItemUp(
        second, 1, 3, Standing.NEW, first, 0, previous_coordinator_missing=False, previous_waits=True
    )
    assert by_place(said, Place.CASE, first) == [PutOff(first)]
    assert [type(value) for value in by_place(said, Place.CASE, second)] == [ItemHere]
    assert only(await morning.in_case(ANNA, "!besluit recht: nee", first)) == NotThisCasesTurn()
    assert [up(await morning.in_mdt("!volgende")).code for _ in range(2)] == [third, first]
    assert [state for _, state in await row(morning)] == [ItemState.CARRIED, ItemState.CARRIED, ItemState.CURRENT]


async def test_the_last_case_cannot_be_skipped(morning: Morning) -> None:
    await morning.in_mdt("!volgende\n!volgende")
    before = await morning.meeting()
    assert only(await morning.in_mdt("!skip")) == NothingElseWaits(morning.codes[2])
    assert await morning.meeting() == before


async def test_where_no_case_is_up_there_is_nothing_to_skip() -> None:
    stage = await Morning().begin(1)
    await stage.in_mdt("!mdt start")
    assert only(await stage.in_mdt("!overslaan")) == NothingUp()
    await stage.in_mdt("!volgende\n!volgende")
    assert only(await stage.in_mdt("!overslaan")) == NothingUp()


async def test_skipping_where_nobody_is_in_the_others_comes_back_to_the_same(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.empty(second)
    await morning.empty(third)
    found = up(await morning.in_mdt("!overslaan"))
    assert (found.code, found.previous, found.passed) == (first, "", (second, third))


async def test_a_skipped_case_that_is_not_reached_again_gets_its_minutes(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.finish(first, ANNA)
    await morning.in_mdt("!overslaan")
    await morning.in_case(ANNA, "!besluit recht: geen aangifte", second)
    await morning.in_mdt("!overslaan")
    said = await morning.in_mdt("!mdt sluit")
    assert ended(said) == ((first,), (third, second), 0)
    assert [type(value) for value in by_place(said, Place.CASE, first)] == [CaseMinutes]
    assert [type(value) for value in by_place(said, Place.CASE, second)] == [CarriedOver, CaseMinutes]
    assert [type(value) for value in by_place(said, Place.CASE, third)] == [CarriedOver, CaseMinutes]


# --- from the room of the case ---


async def test_going_on_from_the_room_of_the_case_is_as_if_the_chair_typed_it_there(morning: Morning) -> None:
    first, second, _ = morning.codes
    said = await morning.in_case(CARLA, "!volgende", first)
    assert up(said) == ItemUp(second, 2, 3, Standing.NEW, first, 4, previous_coordinator_missing=True)
    assert [type(value) for value in by_place(said, Place.CASE, first)] == [CarriedOver, ItemLeft]
    assert [type(value) for value in by_place(said, Place.CASE, second)] == [ItemHere]
    [entry] = await morning.audited()
    assert (entry.verb, entry.place, entry.subject, entry.outcome) == ("volgende", "casus", first, "ok")


async def test_the_room_of_the_case_reads_nothing_of_the_next() -> None:
    stage = await in_words().begin()
    first, second, third = stage.codes
    await stage.in_mdt("!mdt start\n!volgende")
    said = await stage.in_case(CARLA, "!volgende", first)
    here = messages(said, Place.CASE, first)
    assert "Het MDT gaat verder." in here[-1].plain
    for message in here:
        assert second not in message.plain + message.html
        assert third not in message.plain + message.html


async def test_who_does_not_lead_the_item_is_told_who_does(morning: Morning) -> None:
    first, second, _ = morning.codes
    before = await morning.meeting()
    assert only(await morning.in_case(ANNA, "!volgende", first)) == NotYourItem("Carla Bakker")
    assert only(await morning.in_case(CARLA, "!volgende", second)) == NotWeighedHere()
    assert only(await morning.in_case(CARLA, f"!volgende {second}", first)) == ThisCaseOnly()
    assert only(await morning.in_case(CARLA, "!volgende straks", first)) == ThisCaseOnly()
    assert await morning.meeting() == before


async def test_from_a_case_room_without_a_meeting_or_in_a_closed_case(morning: Morning) -> None:
    first = morning.codes[0]
    await morning.in_mdt("!mdt sluit")
    assert only(await morning.in_case(CARLA, "!volgende", first)) == NoMeeting()
    async with morning.database.work() as work:
        await work.cases.close(first, morning.now, ANNA)
        await work.commit()
    assert only(await morning.in_case(CARLA, "!volgende", first)) == CaseIsClosed()


async def test_the_last_case_can_be_left_from_its_own_room(morning: Morning) -> None:
    await morning.in_mdt("!volgende\n!volgende")
    said = await morning.in_case(CARLA, "!volgende", morning.codes[2])
    assert mdt(said) == [AllDiscussed(morning.codes[2], 4, previous_coordinator_missing=True)]


# --- the rest of the world ---


async def test_a_restart_in_the_middle_goes_on_where_it_was(morning: Morning) -> None:
    first, second, third = morning.codes
    await morning.in_mdt("!overslaan")
    before = await morning.meeting()
    morning.restart()
    assert await morning.meeting() == before
    assert up(await morning.in_mdt("!volgende")).code == third
    morning.restart()
    assert up(await morning.in_mdt("!terug")).code == second
    morning.restart()
    assert up(await morning.in_case(CARLA, "!volgende", second)).code == third
    assert first in {code for code, state in await row(morning) if state is ItemState.WAITING}
